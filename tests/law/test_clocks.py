"""Periods are counted as the law says; the vectors were worked out by hand from the holiday table."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bimer.law.calendars import Calendar, Closure, Counting, default
from bimer.law.clocks import (
    DueDate,
    Regime,
    after_pause,
    due,
    extended_due,
    fee_due,
    interim_due,
    last_extension_day,
    objection_until,
    promise_due,
    silence,
    working_days_after,
    working_days_before,
    working_days_between,
)
from bimer.law.regimes import CALENDAR, WORKING, NotInForce

DAY = date.fromisoformat
KURBAN_LEAVE = Closure(first=DAY("2015-09-21"), last=DAY("2015-09-23"), basis="A decree")
DAYS_RECEIVED = st.dates(DAY("2006-01-01"), DAY("2032-10-01"))
REGIMES = st.sampled_from(["3071", "4982", "5176", "6701", "4483"])  # those in force all the time since 2006

GOLDEN = [
    ("2014-07-14", "2014-08-07", "2014-08-28", "2014-08-13"),
    ("2015-03-02", "2015-03-23", "2015-04-13", "2015-04-01"),
    ("2015-04-10", "2015-05-05", "2015-05-27", "2015-05-11"),
    ("2015-09-07", "2015-09-30", "2015-10-21", "2015-10-07"),
    ("2015-10-15", "2015-11-06", "2015-11-27", "2015-11-16"),
    ("2017-07-03", "2017-07-24", "2017-08-14", "2017-08-02"),
    ("2024-04-01", "2024-04-26", "2024-05-20", "2024-05-02"),
    ("2026-10-19", "2026-11-10", "2026-12-01", "2026-11-18"),
]


@pytest.mark.parametrize(("received", "fifteen", "thirty", "calendar_days"), GOLDEN)
def test_golden_vector(received, fifteen, thirty, calendar_days):
    day = DAY(received)

    assert due(Regime.INFORMATION, received=day).on == DAY(fifteen)
    assert extended_due(Regime.INFORMATION, received=day).on == DAY(thirty)
    assert due(Regime.PETITION, received=day).on == DAY(calendar_days)


def test_golden_vector_with_administrative_leave():
    calendar = default().with_closures([KURBAN_LEAVE])
    received = DAY("2015-09-07")

    assert due(Regime.INFORMATION, received=received, calendar=calendar).on == DAY("2015-10-05")
    assert extended_due(Regime.INFORMATION, received=received, calendar=calendar).on == DAY("2015-10-26")


def test_leave_counts_where_the_operator_says_so():
    calendar = Calendar(closures=[KURBAN_LEAVE], counting=Counting(leave_is_a_working_day=True))

    found = due(Regime.INFORMATION, received=DAY("2015-09-07"), calendar=calendar)

    assert found.on == DAY("2015-09-30")


def test_a_due_date_names_its_article_and_how_it_was_counted():
    assert due(Regime.PETITION, received=DAY("2015-10-15")) == DueDate(
        on=DAY("2015-11-16"), article="3071 m.7", length=30, unit=CALENDAR, rolled_from=DAY("2015-11-14")
    )
    assert due(Regime.INFORMATION, received=DAY("2015-10-15")) == DueDate(
        on=DAY("2015-11-06"), article="4982 m.11", length=15, unit=WORKING
    )


def test_a_petition_knows_no_extension():
    assert extended_due(Regime.PETITION, received=DAY("2015-03-02")) is None


def test_a_period_does_not_end_on_a_half_day():
    """Monday 28 September 2026 plus thirty days is 28 October, a half day; the 29th is Republic Day."""
    received = DAY("2026-09-28")
    lenient = Calendar(counting=Counting(period_may_end_on_half_day=True))

    assert due(Regime.PETITION, received=received).on == DAY("2026-10-30")
    assert due(Regime.PETITION, received=received, calendar=lenient).on == DAY("2026-10-28")


def test_a_half_day_is_skipped_where_the_operator_says_so():
    strict = Calendar(counting=Counting(half_day_is_a_working_day=False))

    found = due(Regime.INFORMATION, received=DAY("2026-10-19"), calendar=strict)

    assert found.on == DAY("2026-11-11")


def test_silence_counts_as_refusal_after_thirty_days_and_after_sixty_before_july_2021():
    assert silence(Regime.PETITION, received=DAY("2021-07-13")).length == 60
    assert silence(Regime.PETITION, received=DAY("2021-07-14")).length == 30


def test_silence_never_counts_before_the_answer_is_due():
    received = DAY("2024-04-01")

    plain = silence(Regime.INFORMATION, received=received)
    extended = silence(Regime.INFORMATION, received=received, extended=True)

    assert (plain.on, plain.article) == (DAY("2024-05-02"), "2577 m.10")
    assert (extended.on, extended.article) == (DAY("2024-05-20"), "4982 m.11")


def test_a_law_not_yet_in_force_has_no_clock():
    with pytest.raises(NotInForce):
        due(Regime.INFORMATION, received=DAY("2004-04-23"))


def test_counting_fewer_than_one_working_day_is_refused():
    with pytest.raises(ValueError, match="at least one"):
        working_days_after(DAY("2015-03-02"), 0)


@given(received=DAYS_RECEIVED, regime=REGIMES)
def test_a_period_ends_on_a_whole_working_day(received, regime):
    last = due(regime, received=received).on

    assert last.weekday() < 5
    assert not default().is_holiday(last)
    assert not default().is_half_day(last)


@given(received=DAYS_RECEIVED, regime=REGIMES)
def test_who_comes_later_is_never_due_earlier(received, regime):
    assert due(regime, received=received).on <= due(regime, received=received + timedelta(days=1)).on


@given(received=DAYS_RECEIVED)
def test_fifteen_working_days_lie_between_receipt_and_due_day_unless_it_rolled(received):
    found = due(Regime.INFORMATION, received=received)

    assert working_days_between(received, found.rolled_from or found.on) == 15


@given(received=DAYS_RECEIVED)
def test_thirty_calendar_days_are_never_cut_short(received):
    found = due(Regime.PETITION, received=received)

    assert (found.rolled_from or found.on) - received == timedelta(days=30)


@given(day=DAYS_RECEIVED, count=st.integers(1, 600))
def test_working_days_agree_with_counting_one_by_one(day, count):
    end, left = day, count
    while left:
        end += timedelta(days=1)
        left -= default().is_working_day(end)

    assert working_days_after(day, count) == end
    assert working_days_between(day, end) == count
    assert working_days_between(end, day) == -count


@given(day=DAYS_RECEIVED, count=st.integers(1, 600))
def test_counting_back_undoes_counting_on(day, count):
    start = default().next_possible_end(day)

    assert working_days_before(working_days_after(start, count), count) == start


@given(received=DAYS_RECEIVED, regime=REGIMES)
def test_closing_offices_never_brings_the_last_day_nearer(received, regime):
    closed = Closure(first=received, last=received + timedelta(days=9), basis="A decree")

    later = due(regime, received=received, calendar=default().with_closures([closed]))

    assert later.on >= due(regime, received=received).on


@pytest.mark.parametrize(
    ("waiting", "extended", "last"),
    [
        ("fee", False, "2015-04-09"),  # 4982 m.11: interrupted, so fifteen working days begin anew
        ("fee", True, "2015-05-04"),
        ("applicant", False, "2015-03-23"),  # no pause the law knows
        ("nothing known", False, "2015-03-23"),
    ],
)
def test_a_pause_does_what_the_regime_says(waiting, extended, last):
    found = after_pause(
        Regime.INFORMATION,
        due_on=DAY("2015-03-23"),
        received=DAY("2015-03-02"),
        began=DAY("2015-03-09"),
        ended=DAY("2015-03-19"),
        pause=waiting,
        extended=extended,
    )

    assert found == DAY(last)


def test_only_the_first_period_can_be_extended_and_only_while_it_runs():
    assert last_extension_day(Regime.INFORMATION, received=DAY("2015-03-02")) == DAY("2015-03-23")
    assert last_extension_day(Regime.PETITION, received=DAY("2015-03-02")) is None


def test_what_else_runs():
    assert fee_due(DAY("2015-03-02")).on == DAY("2015-03-23")
    assert interim_due(DAY("2015-04-10")).on == DAY("2015-05-11")
    assert promise_due(DAY("2015-10-29")) == DAY("2015-10-30")
    assert promise_due(DAY("2015-10-27")) == DAY("2015-10-27")


@pytest.mark.parametrize("regime", [Regime.ETHICS, Regime.OFFENCE, Regime.DATA_SUBJECT])
def test_some_laws_leave_no_objection_inside_the_administration(regime):
    assert objection_until(regime, answered_on=DAY("2026-11-23")) is None
