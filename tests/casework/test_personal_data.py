"""Personal data in a text: what has the shape and the check digits, and nothing that only looks like it."""

import time

import pytest

from bimer.casework import personal_data
from bimer.casework.personal_data import What


def found(text: str, country: str = "TR") -> list[tuple[What, str]]:
    return [(each.what, each.plain) for each in personal_data.find(text, country=country)]


@pytest.mark.parametrize(
    ("text", "what", "plain"),
    [
        ("T.C. kimlik no: 10000000146", What.IDENTITY_NUMBER, "10000000146"),
        ("100 000 001 46 numaralı", What.IDENTITY_NUMBER, "10000000146"),
        ("Ali Er'e (ali.er@example.org) yazın", What.EMAIL, "ali.er@example.org"),
        ("TR33 0006 1005 1978 6457 8413 26 BANKASI", What.IBAN, "TR330006100519786457841326"),
        ("TR330006100519786457841326", What.IBAN, "TR330006100519786457841326"),
        ("0532 123 45 67 numaralı telefon", What.PHONE, "+905321234567"),
        ("+90 (532) 123 4567", What.PHONE, "+905321234567"),
        ("34 ABC 123 plakalı araç", What.PLATE, "34ABC123"),
        ("06A1234 plakalı", What.PLATE, "06A1234"),
    ],
)
def test_it_is_found_and_comparable(text, what, plain):
    assert found(text) == [(what, plain)]


@pytest.mark.parametrize(
    "text",
    [
        "10000000145",  # the check digit is wrong
        "Başvuru no: 15000000010",
        "bilgi@cankaya.gov.tr ve info@ankara.bel.tr",
        "0312 458 89 00 ya da ALO 150",
        "TR33 0006 1005 1978 6457 8413 27",
        "25 TL 500 kuruş, 1.250,50 TL, 101 ADA 12 parsel",
        "23.11.2026 tarihli, 3071 sayılı, 34 AVM 2. kat",
        "82 ABC 123 diye bir il yoktur",
    ],
)
def test_what_only_looks_like_it_is_left_alone(text):
    assert found(text) == []


def test_each_is_named_once_in_the_order_of_the_text():
    text = "34 ABC 123, ali@example.org, 34ABC123"

    assert found(text) == [(What.PLATE, "34ABC123"), (What.EMAIL, "ali@example.org")]


def test_elsewhere_turkish_numbers_mean_nothing():
    text = "10000000146, 34 ABC 123, ali@example.org"

    assert found(text, country="IE") == [(What.EMAIL, "ali@example.org")]


@pytest.mark.parametrize(
    "piece", ["1", "1 ", "a@", "a.", "@", "TR33 0006 ", "34 A ", "05321234567 ", "-1", "A1"]
)
def test_strange_text_takes_no_time(piece):
    began = time.process_time()

    found(piece * (100_000 // len(piece)))

    assert time.process_time() - began < 4
