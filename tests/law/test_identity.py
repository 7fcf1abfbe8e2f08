"""Identity numbers are checked for shape and check digits, and say what is wrong with them."""

import pytest

from bimer.law.identity import InvalidIdentity, check_tckn, check_vkn, is_foreigner_number


@pytest.mark.parametrize(
    "text", ["10000000146", "17291716060", " 172 917 160 60 ", "１７２９１７１６０６０", "99000000042"]
)
def test_a_sound_identity_number_is_returned_plain(text):
    assert check_tckn(text).isascii()
    assert len(check_tckn(text)) == 11


@pytest.mark.parametrize(
    ("text", "code", "digits"),
    [
        ("", "empty", 0),
        ("   ", "empty", 0),
        ("1729171606", "length", 10),
        ("172917160600", "length", 12),
        ("07291716092", "leading_zero", 11),
        ("17291716050", "checksum", 11),
        ("1729171606O", "not_digits", 10),
        ("Rana Aksoy", "not_digits", 0),
        ("\x00", "empty", 0),
    ],
)
def test_a_wrong_identity_number_says_why(text, code, digits):
    with pytest.raises(InvalidIdentity) as refused:
        check_tckn(text)

    assert (refused.value.code, refused.value.digits, refused.value.expected) == (code, digits, 11)


@pytest.mark.parametrize(
    ("text", "foreign"),
    [("99000000042", True), ("99123456740", True), ("10000000146", False), ("99000000043", False)],
)
def test_foreigners_numbers_begin_with_99(text, foreign):
    assert is_foreigner_number(text) is foreign


def test_a_sound_tax_number_is_returned_plain():
    assert check_vkn("454 053 6920") == "4540536920"


@pytest.mark.parametrize(
    ("text", "code"), [("4540536921", "checksum"), ("454053692", "length"), ("", "empty")]
)
def test_a_wrong_tax_number_says_why(text, code):
    with pytest.raises(InvalidIdentity) as refused:
        check_vkn(text)

    assert refused.value.code == code
