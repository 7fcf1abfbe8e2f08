"""Türkiye's directory is what its lines expand to, in either year."""

from collections import Counter

import pytest

from bimer.institutions import turkey
from bimer.institutions.addressees import addressee

TEMPLATES = turkey._lines("institution_types.csv")
CENTRE = "BB-HALKLA-ILISKI"


@pytest.fixture(scope="module", params=turkey.YEARS)
def year(request):
    return request.param


@pytest.fixture(scope="module")
def country(year):
    return turkey.Country(year)


@pytest.fixture(scope="module")
def rows(country):
    return turkey.expand(TEMPLATES, country, centre=CENTRE)


def test_every_line_expands_to_its_count(year, country):
    expanded = {line["code"]: len(list(turkey.places(line, country))) for line in TEMPLATES}
    assert expanded == {line["code"]: int(line[f"count_{year}"]) for line in TEMPLATES}


def test_the_totals_are_those_published_with_the_data(year, rows):
    core = {line["code"] for line in TEMPLATES if line["core"] == "1"}
    assert (sum(row.kind in core for row in rows), len(rows)) == {
        "2015": (25_540, 27_179),
        "current": (25_603, 27_245),
    }[year]


def test_codes_are_unique_and_names_are_unique_in_their_province(rows):
    assert [code for code, times in Counter(row.code for row in rows).items() if times > 1] == []
    assert [name for name, times in Counter((row.name, row.plate) for row in rows).items() if times > 1] == []


def test_every_edge_leads_to_an_institution(rows):
    codes = {row.code for row in rows}
    assert {row.coordinator for row in rows} - codes == {None}
    assert {row.parent for row in rows} - codes == {None}
    assert [row.code for row in rows if row.coordinator is None] == [CENTRE]


def test_names_carry_no_brackets_that_only_tell_kinds_apart(rows):
    names = [row.name for row in rows]
    assert "Ankara Büyükşehir Belediyesi" in names
    assert [name for name in names if name.endswith(("(il)", "(ilçe)", "(büyükşehir)", "(belde)"))] == []


def test_a_renamed_district_bears_the_name_of_the_year(year, country, rows):
    names = {row.name for row in rows}
    assert ("Kazan Kaymakamlığı" in names, "Kahramankazan Belediyesi" in names) == {
        "2015": (True, False),
        "current": (False, True),
    }[year]


@pytest.mark.parametrize(
    ("code", "coordinator", "parent"),
    [
        ("BB", CENTRE, None),
        ("B-MEB", CENTRE, "BB"),
        ("MEB-TEMEL-EGITIM", "B-MEB", "B-MEB"),
        ("V.06", "ICISLERI-ILLER-IDARES", "B-ICISLERI"),
        ("K.06.1231", "V.06", "V.06"),
        ("IL-IL-MILLI-EGITIM.06", "V.06", "B-MEB"),
        ("IC-ILCE-MILLI-EGITIM.06.1231", "K.06.1231", "IL-IL-MILLI-EGITIM.06"),
        ("IC-VERGI.06.1231", "K.06.1231", "IL-VERGI.06"),
        ("BL-DSI-BOLGE.06.5", "V.06", "ORMAN-DEVLET-SU-ISLERI"),
        ("YR-.06", "V.06", None),
        ("YR-3.06.1231", "K.06.1231", None),
        ("YR-SU-KANALI-IDARES.06", "V.06", "YR-.06"),
        ("YO-REKTOR.06.ankara-universitesi", "MEB-YUKSEK-KURULU", "MEB-YUKSEK-KURULU"),
    ],
)
def test_who_follows_up_and_whose_organisation_it_is(rows, code, coordinator, parent):
    row = next(row for row in rows if row.code == code)
    assert (row.coordinator, row.parent) == (coordinator, parent)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Çankaya Kaymakamlığı", "ÇANKAYA KAYMAKAMLIĞINA"),
        ("Iğdır Valiliği", "IĞDIR VALİLİĞİNE"),
        ("Başbakanlık", "BAŞBAKANLIĞA"),
        ("Sermaye Piyasası Kurulu (SPK)", "SERMAYE PİYASASI KURULUNA"),
        ("Türkiye Vagon Sanayii A.Ş. (TÜVASAŞ)", "TÜRKİYE VAGON SANAYİİ ANONİM ŞİRKETİNE"),
        ("Adana Sosyal Yardımlaşma ve Dayanışma Vakfı", "ADANA SOSYAL YARDIMLAŞMA VE DAYANIŞMA VAKFINA"),
        ("", ""),
    ],
)
def test_addressees_stand_in_the_dative_in_capitals(name, expected):
    assert addressee(name) == expected
