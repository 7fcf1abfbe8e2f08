"""Legal periods counted: when an answer is due. Pure: no clock, no database; the day received comes in."""

from dataclasses import dataclass
from datetime import date, timedelta

from bimer.law import calendars
from bimer.law.calendars import Calendar
from bimer.law.parameters import parameter
from bimer.law.regimes import CALENDAR, Period, Regime, RegimeRules, Unit, rules

__all__ = ["DueDate", "Regime", "due", "extended_due", "period_end", "silence", "working_days_after"]
__all__ += ["working_days_before", "working_days_between"]


@dataclass(frozen=True, slots=True)
class DueDate:
    """The last day of a period, the article that gives it and how it was counted.

    `length` counts days of the kind `unit` names. `rolled_from` is the day the count itself ended on, when no
    period may end there and it ran to the next working day (Law 2577 m.8/2); else None.
    """

    on: date
    article: str
    length: int
    unit: Unit
    rolled_from: date | None = None


def due(regime: Regime, *, received: date, calendar: Calendar | None = None) -> DueDate:
    """The last day for an answer: 30 calendar days (3071 m.7), 15 working days (4982 m.11).

    `received` is day 0: the local date on which the application reached the institution.
    """
    found = rules(regime, received)
    return _due(found, found.period, received, calendar)


def extended_due(regime: Regime, *, received: date, calendar: Calendar | None = None) -> DueDate | None:
    """The last day after a lawful extension: 30 working days in all from day 0; None if there is none.

    The applicant must be told in writing, with the ground, no later than `due()` (4982 m.11).
    """
    found = rules(regime, received)
    return _due(found, found.extended_period, received, calendar) if found.extended_period else None


def silence(
    regime: Regime, *, received: date, extended: bool = False, calendar: Calendar | None = None
) -> DueDate:
    """The day from whose end silence counts as a refusal, so that the applicant may go to court (2577 m.10).

    Thirty calendar days (sixty for applications before 14 July 2021), but never before the answer is due: an
    information request's working days may run longer.
    """
    rule = parameter("silence", received)
    period = Period(rule.value, Unit(rule.unit))
    end = period_end(received, period, calendar)
    answer = extended_due(regime, received=received, calendar=calendar) if extended else None
    answer = answer or due(regime, received=received, calendar=calendar)
    return answer if answer.on > end else DueDate(end, rule.article, period.length, period.unit)


def period_end(start: date, period: Period, calendar: Calendar | None = None) -> date:
    """The last day of a period whose day 0 is `start`, rolled to a day it may end on."""
    calendar = calendar or calendars.turkey()
    return calendar.next_possible_end(_counted_end(start, period, calendar))


def working_days_after(day: date, n: int, calendar: Calendar | None = None) -> date:
    """The `n`th working day after `day` (day 0); n is at least 1."""
    return (calendar or calendars.turkey()).working_day_after(day, n)


def working_days_before(day: date, n: int, calendar: Calendar | None = None) -> date:
    """The `n`th working day before `day`; n is at least 1."""
    return (calendar or calendars.turkey()).working_day_before(day, n)


def working_days_between(a: date, b: date, calendar: Calendar | None = None) -> int:
    """Working days after `a` up to and including `b`; negative when b lies before a."""
    return (calendar or calendars.turkey()).working_days_between(a, b)


def _due(found: RegimeRules, period: Period, received: date, calendar: Calendar | None) -> DueDate:
    calendar = calendar or calendars.turkey()
    counted = _counted_end(received, period, calendar)
    on = calendar.next_possible_end(counted)
    rolled_from = counted if on != counted else None
    return DueDate(on, found.article, period.length, period.unit, rolled_from)


def _counted_end(start: date, period: Period, calendar: Calendar) -> date:
    if period.unit == CALENDAR:
        return start + timedelta(days=period.length)
    return calendar.working_day_after(start, period.length)
