"""The whole country: 27,179 institutions and 73,298 neighbourhoods, loaded once for this file."""

import csv
from datetime import date
from pathlib import Path
from time import perf_counter

import pytest
from django.db import connection, transaction

from bimer.casework.history import append_only
from bimer.institutions import directory, matching, reach, turkey
from bimer.institutions.models import DEEPEST, Neighbourhood, Unit
from bimer.institutions.roles import Level

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
ON = date(2015, 5, 1)
CANKAYA = 1231


@pytest.fixture(scope="module", autouse=True)
def country(django_db_setup, django_db_blocker):
    """Loading takes about ten seconds; thirty is the promise."""
    with django_db_blocker.unblock():
        started = perf_counter()
        directory.load(turkey.directory())
        seconds = perf_counter() - started
        yield seconds
        with transaction.atomic(), connection.cursor() as cursor:
            append_only.lift()
            cursor.execute("truncate institutions_province, institutions_unitkind, institutions_unit cascade")
            cursor.execute("delete from institutions_directoryversion")


def test_it_loads_in_half_a_minute(country):
    assert country < 30
    assert (Unit.objects.count(), Neighbourhood.objects.count()) == (27_179, 73_298)


def test_the_country_is_five_levels_deep_and_has_one_centre():
    assert max(Unit.objects.values_list("depth", flat=True)) == DEEPEST
    centre = Unit.objects.get(coordinator=None)
    assert (centre.code, centre.is_centre) == ("BB-HALKLA-ILISKI", True)
    assert Unit.objects.exclude(path__contains=[centre.pk]).count() == 0


def test_the_interior_ministrys_bureau_coordinates_81_governorates():
    bureau = Unit.objects.get(code="ICISLERI-ILLER-IDARES")
    assert bureau.coordinated.filter(level=Level.GOVERNORATE).count() == 81
    assert reach.below([bureau.pk]).filter(level=Level.DISTRICT_GOVERNORATE).count() == 919


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("cankaya kaym", "Çankaya Kaymakamlığı"),
        ("ISPARTA", "Isparta Valiliği"),
        ("ışık", "Işık Üniversitesi Rektörlüğü"),
        ("ankara su", "Ankara Su ve Kanalizasyon İdaresi Genel Müdürlüğü"),
        ("istanbul buyuksehir", "İstanbul Büyükşehir Belediyesi"),
        ("milli egitim bakanligi", "Millî Eğitim Bakanlığı"),
        ("cankya kaymkamlığı", "Çankaya Kaymakamlığı"),
        ("van edremit kaymakam", "Edremit Kaymakamlığı"),
    ],
)
def test_the_best_find_comes_first(typed, first):
    assert str(directory.search_units(typed, on=ON)[0]) == first


def test_dry_taps_in_cankaya_are_askis():
    best = matching.match("Mahallemizde üç gündür su akmıyor", plate="06", district_id=CANKAYA, on=ON)[0]
    assert (best.unit.short_name, best.phrase) == ("ASKİ", "su kesintisi")


def test_the_examples_find_their_institution():
    """A smoke test, not a quality claim: texts and keywords were written by the same hand."""
    with (Path(__file__).parent / "data" / "routing_examples.csv").open(encoding="utf-8", newline="") as file:
        examples = list(csv.DictReader(file))
    first = among_three = 0
    for example in examples:
        found = matching.match(example["text"], plate="06", district_id=CANKAYA, on=ON, limit=3)
        fitting = [each.kind in example["acceptable_codes"].split("|") for each in found]
        first += fitting[:1] == [True]
        among_three += any(fitting)
    assert first / len(examples) >= 0.85
    assert among_three / len(examples) >= 0.93
