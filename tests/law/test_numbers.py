"""Numbers survive being read out, mistyped and pasted from anywhere."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bimer.law.numbers import (
    CODE_ALPHABET,
    in_groups,
    is_registration_number,
    is_right_code,
    is_tracking_number,
    normalise_code,
    normalise_tracking,
    reading_code,
    registration_number,
    tracking_number,
)

KEY = b"a key of at least sixteen bytes"
TRACKING = tracking_number("482177301196035")
FIFTEEN = st.integers(0, 10**15 - 1)


def test_a_tracking_number_is_sixteen_digits_in_groups_of_four():
    assert TRACKING == "4821773011960354"
    assert in_groups(TRACKING) == "4821 7730 1196 0354"


def test_leading_zeros_are_kept():
    assert len(tracking_number(7)) == 16
    assert is_tracking_number(tracking_number(7))


@pytest.mark.parametrize("chance", ["48217730119603", "4821773011960358", "48217730119603x", 10**15, -1])
def test_anything_but_fifteen_digits_makes_no_tracking_number(chance):
    with pytest.raises(ValueError, match="fifteen"):
        tracking_number(chance)


@given(FIFTEEN, st.integers(0, 15), st.integers(1, 9))
def test_every_wrong_digit_is_noticed(chance, place, shift):
    number = tracking_number(chance)
    wrong = number[:place] + str((int(number[place]) + shift) % 10) + number[place + 1 :]

    assert is_tracking_number(number)
    assert not is_tracking_number(wrong)


@given(FIFTEEN, st.integers(0, 14))
def test_every_swap_of_neighbours_is_noticed(chance, place):
    number = tracking_number(chance)
    swapped = number[:place] + number[place + 1] + number[place] + number[place + 2 :]

    assert is_tracking_number(swapped) is (swapped == number)


@pytest.mark.parametrize(
    "typed",
    [
        "4821 7730 1196 0354",
        "4821-7730-1196-0354",
        "4821–7730–1196–0354\n",
        "٤٨٢١ ٧٧٣٠ ١١٩٦ ٠٣٥٤",
        "４８２１７７３０１１９６０３５４",
        "\u200e4821\u00a07730\u202f1196\u200b0354",
    ],
)
def test_a_tracking_number_may_be_typed_or_pasted_in_many_ways(typed):
    assert normalise_tracking(typed) == TRACKING
    assert is_tracking_number(typed)


@pytest.mark.parametrize("typed", ["", "4821", "4821 7730 1196 035x", "²821773011960354", "💧" * 16])
def test_what_is_no_tracking_number_is_refused_calmly(typed):
    assert not is_tracking_number(typed)


@given(st.text())
def test_no_text_breaks_the_checks(text):
    assert is_tracking_number(text) in {True, False}
    assert not is_right_code(text + "x", key=KEY, tracking=TRACKING)


def test_a_registration_number_carries_year_sequence_and_check_digit():
    assert registration_number(2026, 1) == "26000000015"
    assert is_registration_number("26 00000001 5")
    assert not is_registration_number("26000000016")


@pytest.mark.parametrize(("year", "sequence"), [(1999, 1), (2026, 0), (2026, 100_000_000)])
def test_a_registration_number_out_of_range_is_refused(year, sequence):
    with pytest.raises(ValueError, match="registration number"):
        registration_number(year, sequence)


def test_a_reading_code_is_eight_letters_nobody_confuses():
    code = reading_code(KEY, TRACKING)

    assert len(code) == 8
    assert set(code) <= set(CODE_ALPHABET)
    assert not set("01OILZSGBVİIŞĞÇÖÜ") & set(CODE_ALPHABET)
    assert code == reading_code(KEY, in_groups(TRACKING))


def test_a_reading_code_depends_on_key_number_and_generation():
    codes = {
        reading_code(KEY, TRACKING),
        reading_code(KEY, TRACKING, 1),
        reading_code(KEY + b"!", TRACKING),
        reading_code(KEY, tracking_number(7)),
    }

    assert len(codes) == 4


def test_a_short_key_is_refused():
    with pytest.raises(ValueError, match="16 bytes"):
        reading_code(b"short", TRACKING)


def test_a_code_is_accepted_however_it_is_typed():
    code = reading_code(KEY, TRACKING)

    assert is_right_code(in_groups(code).lower(), key=KEY, tracking=TRACKING)
    assert normalise_code(" s2-zg b8vu") == "5226" + "88UU"


def test_the_wrong_code_opens_nothing():
    assert not is_right_code("AAAAAAAA", key=KEY, tracking=TRACKING)
    assert not is_right_code("\ud800", key=KEY, tracking=TRACKING)
    assert not is_right_code(reading_code(KEY, TRACKING, 1), key=KEY, tracking=TRACKING)
