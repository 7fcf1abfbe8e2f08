from datetime import UTC, date, datetime

import pytest
from django.utils import translation

from bimer.ui.templatetags import ui

FRIDAY = date(2026, 8, 14)


@pytest.mark.parametrize(
    ("language", "written"), [("tr", "14 Ağustos 2026 Cuma"), ("en", "Friday 14 August 2026")]
)
def test_a_day_is_written_in_full(language, written):
    with translation.override(language):
        assert ui.date_long(FRIDAY) == written


def test_a_moment_is_shown_by_the_clock_of_turkiye():
    moment = datetime(2026, 8, 14, 22, 30, tzinfo=UTC)
    assert (ui.date_short(moment), ui.time_dot(moment)) == ("15 Ağustos 2026", "01.30")


@pytest.mark.parametrize(("language", "written"), [("tr", "27.179"), ("en", "27,179")])
def test_numbers_are_grouped(language, written):
    with translation.override(language):
        assert ui.number(27179) == written


@pytest.mark.parametrize(
    ("due", "words"),
    [
        (date(2026, 8, 19), "3 iş günü"),
        (date(2026, 8, 14), "bugün"),
        (date(2026, 8, 12), "2 iş günü gecikti"),
        (None, ""),
    ],
)
def test_the_days_left_are_counted_in_working_days_from_the_day_given(due, words):
    assert ui.days_left(due, FRIDAY) == words


def test_english_knows_one_from_many():
    with translation.override("en"):
        assert [ui.days_left(date(2026, 8, day), FRIDAY) for day in (17, 18)] == [
            "1 working day",
            "2 working days",
        ]


def test_a_tracking_number_stands_in_fours():
    assert ui.groups("4821773011960358") == "4821 7730 1196 0358"


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("+905321234567", "0532 123 45 67"),
        ("3121234567", "(0312) 123 45 67"),
        ("+4930123456", "+49 30 123456"),
        ("none", "none"),
    ],
)
def test_telephone_numbers(typed, shown):
    assert ui.phone(typed) == shown


def test_the_clock_says_in_words_what_its_bar_shows():
    bar = ui.clock(started=date(2026, 8, 3), due=FRIDAY, today=date(2026, 8, 12))
    assert bar == ui.Clock(tone="soon", words="2 iş günü kaldı", spent=7, whole=9)


def test_an_answered_application_has_no_running_clock():
    bar = ui.clock(started=date(2026, 8, 3), due=FRIDAY, today=date(2027, 1, 1), finished=date(2026, 8, 5))
    assert (bar.tone, bar.words, bar.spent) == ("done", "Cevap günü: 5 Ağustos 2026 Çarşamba", 2)


def test_a_state_is_word_and_shape_and_colour():
    drawn = ui.tag("late", "2 iş günü gecikti")
    assert "tag-red" in drawn
    assert "<svg" in drawn
    assert "2 iş günü gecikti" in drawn
