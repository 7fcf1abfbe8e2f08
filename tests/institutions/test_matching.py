"""From what a citizen wrote to the institution of her place, with the words that led there."""

from dataclasses import replace

import pytest

from bimer.institutions import loading, matching
from bimer.institutions.models import Unit
from bimer.institutions.rows import Directory, KindRow
from tests.institutions.conftest import CANKAYA, KINDS, KONAK

WATER = "Mahallemizde üç gündür su akmıyor"


def told(text, may, plate="06", district_id=CANKAYA):
    return [
        (str(each.unit), each.phrase)
        for each in matching.match(text, plate=plate, district_id=district_id, on=may)
    ]


def test_dry_taps_in_cankaya_are_the_water_utilitys(state, may):
    [first] = told(WATER, may)
    assert first == ("Ankara Su ve Kanalizasyon İdaresi Genel Müdürlüğü", "su kesintisi")


@pytest.mark.parametrize(
    "text", ["SULAR AKMIYOR", "Evde su hiç gelmiyor.", "suyumuz kesildi", "su kesintileri"]
)
def test_everyday_words_lead_to_the_directorys(state, may, text):
    assert told(text, may)[0][1] == "su kesintisi"


def test_the_place_decides_among_institutions_of_one_kind(state, may):
    assert told("çöpler toplanmıyor", may)[0][0] == "Çankaya Belediyesi"
    assert told("çöpler toplanmıyor", may, "35", KONAK)[0][0] == "Konak Belediyesi"
    assert told("çöpler toplanmıyor", may, "35", None) == []


def test_a_district_alone_tells_its_province(state, may):
    assert told(WATER, may, None)[0][0] == "Ankara Su ve Kanalizasyon İdaresi Genel Müdürlüğü"


def test_the_local_institution_comes_before_the_ministry(state, may):
    found = told("Okul müdürü kayıt parası istiyor, okulun kapısı kırık", may)
    assert [unit for unit, _ in found] == ["Çankaya İlçe Millî Eğitim Müdürlüğü", "Millî Eğitim Bakanlığı"]


def test_nothing_is_guessed_from_nothing(state, may):
    assert told("", may) == told("Merhaba, iyi günler", may) == told("\U0001f600 <b>", may) == []


def test_two_of_one_kind_at_a_place_are_left_to_a_person(state, may):
    Unit.objects.filter(code="M.35.1").update(province_id="06", district_id=CANKAYA)
    assert told("çöpler toplanmıyor", may) == []


def test_what_takes_no_applications_is_passed_over(state, may):
    Unit.objects.filter(code="W.06").update(takes_applications=False)
    assert told(WATER, may) == []


def test_a_match_takes_one_query_however_many_are_found(state, may, django_assert_num_queries):
    told(WATER, may)
    for text in (WATER, f"{WATER}, okul, çöp, öğretmen ataması, zabıta"):
        with django_assert_num_queries(1):
            told(text, may)


def test_a_process_notices_that_the_directory_changed(state, may):
    assert told("pul parası", may) == []
    loading.load(Directory(rows=[], kinds=[replace(KINDS[0], keywords=("pul",))]))
    assert told("pul parası", may)[0][1] == "pul"


def test_keywords_of_a_new_kind_are_noticed_too(state, may):
    assert told("zürafa", may) == []
    unit = replace_kind(state["M.06.1"], "Z")
    assert told("zürafa kaçtı", may) == [(str(unit), "zürafa")]


def replace_kind(unit: Unit, code: str) -> Unit:
    loading.load(Directory(rows=[], kinds=[KindRow(code, "{ad}", unit.level, keywords=("zürafa",))]))
    Unit.objects.filter(pk=unit.pk).update(kind=code)
    return unit


def test_a_very_long_text_is_read_to_its_first_thousands_of_letters(state, may):
    assert told(f"{WATER} {'lorem ipsum ' * 8000} çöp zabıta", may)[0][1] == "su kesintisi"
    assert len(told(f"{WATER} {'lorem ipsum ' * 8000} çöp zabıta", may)) == 1
