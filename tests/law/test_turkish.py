"""Turkish letters are cased, ordered and folded the Turkish way."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bimer.law.turkish import fold, full_name, lower, sort_key, surname_upper, titlecase_name, upper

IN_ORDER = [
    "Ağrı",
    "Ankara",
    "Aydın",
    "Çankaya",
    "Çorum",
    "Gaziantep",
    "Giresun",
    "Hakkâri",
    "hız",
    "Iğdır",
    "ıhlamur",
    "Isparta",
    "iğne",
    "İzmir",
    "Ordu",
    "Ödemiş",
    "Siirt",
    "Şırnak",
    "Uşak",
    "Ümraniye",
    "Van",
    "Zonguldak",
]


def test_names_sort_as_in_a_turkish_dictionary():
    by_code_point = sorted(IN_ORDER)

    assert by_code_point != IN_ORDER
    assert sorted(by_code_point, key=sort_key) == IN_ORDER


def test_foreign_letters_sort_at_their_latin_places():
    assert sorted(["yol", "xenon", "wagon", "vali", "rize", "quebec", "posta"], key=sort_key) == [
        "posta",
        "quebec",
        "rize",
        "vali",
        "wagon",
        "xenon",
        "yol",
    ]


def test_a_circumflex_only_breaks_ties():
    assert sorted(["hâlâ", "hala", "halay", "hal"], key=sort_key) == ["hal", "hala", "hâlâ", "halay"]


@pytest.mark.parametrize(
    ("capitals", "small"),
    [("IĞDIR", "ığdır"), ("İZMİR", "izmir"), ("HAKKÂRİ", "hakkâri"), ("ŞIRNAK", "şırnak")],
)
def test_case_goes_there_and_back(capitals, small):
    assert lower(capitals) == small
    assert upper(small) == capitals


def test_a_decomposed_capital_keeps_its_dot():
    assert lower(unicodedata.normalize("NFD", "İZMİR")) == "izmir"


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Iğdır", "igdir"),
        ("IŞIK", "isik"),
        ("ışık", "isik"),
        ("Hakkâri", "hakkari"),
        ("HAKKÂRİ", "hakkari"),
        ("millî Şikâyet", "milli sikayet"),
        ("Çankaya  Kaymakamlığı ", "cankaya kaymakamligi"),
        ("ÖDEMİŞ-Ümraniye", "odemis-umraniye"),
        ("Şule", "sule"),
        ("Müller né", "muller ne"),
    ],
)
def test_folding_is_what_search_compares(text, folded):
    assert fold(text) == folded
    assert fold(unicodedata.normalize("NFD", text)) == folded


@given(st.text())
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet="abcçdefgğhıijklmnoöprsştuüvyzâîû IİŞĞÜÖÇ"))
def test_case_does_not_matter_to_search(text):
    assert fold(upper(text)) == fold(lower(text)) == fold(text)


@given(st.text())
def test_a_sort_key_can_be_kept_in_the_database(text):
    assert "\0" not in sort_key(text.replace("\0", ""))


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("  ayşe   nur ", "Ayşe Nur"),
        ("IŞIL", "Işıl"),
        ("ibrahim-ilker", "İbrahim-İlker"),
        ("o'brien", "O'Brien"),
        ("", ""),
    ],
)
def test_a_name_gets_capital_initials(typed, shown):
    assert titlecase_name(typed) == shown


def test_a_surname_stands_in_capitals():
    assert surname_upper("inan ışık") == "İNAN IŞIK"
    assert full_name("rana", "aksoy") == "Rana AKSOY"
