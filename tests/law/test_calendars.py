"""The calendar agrees with the law, with the library `holidays`, and with the layers laid over it."""

from datetime import date

import holidays
import pytest

from bimer.law.calendars import Calendar, Closure, Counting, Layer, default
from bimer.law.clocks import Regime, due

DAY = date.fromisoformat
SNOW = Closure(first=DAY("2015-02-18"), last=DAY("2015-02-19"), basis="Vali", layer=Layer.LOCAL, plate=6)


@pytest.mark.parametrize("year", range(2006, 2033))
def test_full_holidays_agree_with_the_library(year):
    ours = [off.on for off in default().days_off(year) if not off.half]

    assert ours == sorted(holidays.Turkey(years=year))


@pytest.mark.parametrize("year", range(2006, 2033))
def test_half_days_agree_with_the_library(year):
    """Where a half day falls into a feast, the full day stands."""
    ours = [off.on for off in default().days_off(year) if off.half]
    full = holidays.Turkey(years=year)

    halves = holidays.Turkey(years=year, categories=("half_day",))

    assert ours == [day for day in sorted(halves) if day not in full]


@pytest.mark.parametrize(
    ("day", "holiday"),
    [
        ("2008-05-01", False),
        ("2009-05-01", True),
        ("2016-07-15", False),
        ("2017-07-15", True),
        ("2006-12-31", True),
        ("2007-01-03", True),
        ("2007-01-04", False),
        ("2012-10-28", True),
        ("2023-04-23", True),
        ("2015-03-07", False),
    ],
)
def test_holidays_follow_the_law_of_their_day(day, holiday):
    assert default().is_holiday(DAY(day)) is holiday


def test_the_eve_of_a_feast_is_a_working_half_day():
    eve = DAY("2015-09-23")

    assert default().is_half_day(eve)
    assert default().is_working_day(eve)
    assert not default().may_end_a_period(eve)


def test_a_day_off_has_a_name_in_both_languages():
    off = default().day_off(DAY("2024-05-01"))

    assert (off.name("tr"), off.name("en")) == ("Emek ve Dayanışma Günü", "Labour and Solidarity Day")


def test_snow_in_ankara_closes_nothing_in_izmir():
    country = default().with_closures([SNOW])
    ankara, izmir = country.for_province(6), country.for_province(35)
    received = DAY("2015-02-16")

    assert not ankara.is_working_day(DAY("2015-02-18"))
    assert izmir.is_working_day(DAY("2015-02-18"))
    assert due(Regime.INFORMATION, received=received, calendar=izmir).on == DAY("2015-03-09")
    assert due(Regime.INFORMATION, received=received, calendar=ankara).on == DAY("2015-03-11")


def test_local_closures_count_where_the_operator_says_so():
    calendar = Calendar(closures=[SNOW], plate=6, counting=Counting(local_closure_is_a_working_day=True))

    assert calendar.is_working_day(DAY("2015-02-18"))
    assert calendar.may_end_a_period(DAY("2015-02-18"))


def test_a_half_day_of_leave_is_a_half_day():
    leave = Closure(first=DAY("2015-03-03"), last=DAY("2015-03-03"), basis="A decree", half=True)
    calendar = default().with_closures([leave])

    assert calendar.is_half_day(DAY("2015-03-03"))
    assert calendar.is_working_day(DAY("2015-03-03"))


def test_leave_over_a_half_day_closes_the_whole_day_but_makes_no_holiday():
    leave = Closure(first=DAY("2015-09-23"), last=DAY("2015-09-23"), basis="A decree")
    calendar = default().with_closures([leave])

    assert not calendar.is_working_day(DAY("2015-09-23"))
    assert not calendar.is_holiday(DAY("2015-09-23"))


def test_a_closure_cannot_end_before_it_begins():
    with pytest.raises(ValueError, match="before it begins"):
        Closure(first=DAY("2015-03-03"), last=DAY("2015-03-02"), basis="A decree")


def test_the_calendar_says_which_years_it_knows():
    assert default().covers(DAY("2006-01-01"))
    assert default().covers(DAY("2032-12-31"))
    assert not default().covers(DAY("2033-01-01"))


def test_a_year_beyond_the_table_still_counts_its_fixed_days():
    assert default().is_holiday(DAY("2040-10-29"))
    assert due(Regime.INFORMATION, received=DAY("2032-12-30")).on == DAY("2033-01-20")
