"""Legal periods counted: when an answer is due. Pure: no clock, no database; the day received comes in."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from bimer.law import calendars
from bimer.law.calendars import Calendar
from bimer.law.parameters import parameter
from bimer.law.regimes import CALENDAR, MONTH, Pause, Period, Regime, RegimeRules, Unit, rules

__all__ = ["DueDate", "Regime", "after_pause", "due", "extended_due", "fee_due", "interim_due"]
__all__ += ["last_extension_day", "objection_until", "period_end", "promise_due", "silence"]
__all__ += ["working_days_after", "working_days_before", "working_days_between"]


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


def due(regime: str, *, received: date, calendar: Calendar | None = None) -> DueDate:
    """The last day for an answer: 30 calendar days (3071 m.7), 15 working days (4982 m.11) …

    `received` is day 0: the local date on which the application reached the institution.
    """
    found = rules(regime, received)
    return _due(found, found.period, received, calendar)


def extended_due(regime: str, *, received: date, calendar: Calendar | None = None) -> DueDate | None:
    """The last day after a lawful extension, all counted from day 0 (4982: 30 working days); None if none.

    The applicant must be told in writing, with the ground, no later than `last_extension_day()` (4982 m.11).
    """
    found = rules(regime, received)
    return _due(found, found.extended_period, received, calendar) if found.extended_period else None


def last_extension_day(regime: str, *, received: date, calendar: Calendar | None = None) -> date | None:
    """The last day on which the period can still be extended: its own end; None if it never can be."""
    found = rules(regime, received)
    return _due(found, found.period, received, calendar).on if found.extended_period else None


def interim_due(on: date, *, calendar: Calendar | None = None) -> DueDate:
    """When the result is due after an interim answer of that day: the house's own measure, each time anew."""
    return _by_parameter("interim_answer", on, calendar)


def fee_due(on: date, *, calendar: Calendar | None = None) -> DueDate:
    """The last day to show payment of a cost told on that day; then the request lapses (4982 m.11)."""
    return _by_parameter("fee_payment", on, calendar)


def promise_due(promise_on: date, *, calendar: Calendar | None = None) -> date:
    """The day a promise wakes the application up: the one promised, or the next on which offices are open."""
    return (calendar or calendars.default()).next_possible_end(promise_on)


def objection_until(regime: str, *, answered_on: date, calendar: Calendar | None = None) -> DueDate | None:
    """The last day to object inside the administration (2577 m.11); None where only others may decide."""
    name = rules(regime, answered_on).objection
    return _by_parameter(name, answered_on, calendar) if name else None


def after_pause(
    regime: str,
    *,
    due_on: date,
    received: date,
    began: date,
    ended: date,
    pause: str,
    extended: bool = False,
    calendar: Calendar | None = None,
) -> date:
    """The last day once waiting for the cause `pause` (fee, applicant) has ended.

    Suspended, the days waited are added; restarted (4982 m.11: kesilir), the period begins anew on the day it
    ended, the longer one if it was `extended`.
    """
    found = rules(regime, received)
    effect = found.pause(pause)
    if effect == Pause.RESTART:
        period = (found.extended_period if extended else None) or found.period
        return period_end(ended, period, calendar)
    return due_on if effect == Pause.NONE else _shifted(found.period.unit, due_on, began, ended, calendar)


def silence(
    regime: str, *, received: date, extended: bool = False, calendar: Calendar | None = None
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
    calendar = calendar or calendars.default()
    return calendar.next_possible_end(_counted_end(start, period, calendar))


def working_days_after(day: date, n: int, calendar: Calendar | None = None) -> date:
    """The `n`th working day after `day` (day 0); n is at least 1."""
    return (calendar or calendars.default()).working_day_after(day, n)


def working_days_before(day: date, n: int, calendar: Calendar | None = None) -> date:
    """The `n`th working day before `day`; n is at least 1."""
    return (calendar or calendars.default()).working_day_before(day, n)


def working_days_between(a: date, b: date, calendar: Calendar | None = None) -> int:
    """Working days after `a` up to and including `b`; negative when b lies before a."""
    return (calendar or calendars.default()).working_days_between(a, b)


def _due(found: RegimeRules, period: Period, received: date, calendar: Calendar | None) -> DueDate:
    return _counted(found.article, period, received, calendar)


def _counted(article: str, period: Period, start: date, calendar: Calendar | None) -> DueDate:
    calendar = calendar or calendars.default()
    counted = _counted_end(start, period, calendar)
    on = calendar.next_possible_end(counted)
    rolled_from = counted if on != counted else None
    return DueDate(on, article, period.length, period.unit, rolled_from)


def _by_parameter(name: str, on: date, calendar: Calendar | None) -> DueDate:
    rule = parameter(name, on)
    period = Period(rule.value, Unit(rule.unit))
    return _counted(rule.article, period, on, calendar)


def _shifted(unit: Unit, due_on: date, began: date, ended: date, calendar: Calendar | None) -> date:
    """The day as much later as was waited: working days where the period counts those, else days."""
    calendar = calendar or calendars.default()
    if unit != Unit.WORKING:
        return calendar.next_possible_end(due_on + (ended - began))
    waited = calendar.working_days_between(began, ended)
    return period_end(due_on, Period(waited, unit), calendar) if waited else due_on


def _counted_end(start: date, period: Period, calendar: Calendar) -> date:
    if period.unit == CALENDAR:
        return start + timedelta(days=period.length)
    if period.unit == MONTH:
        return _months_later(start, period.length)
    return calendar.working_day_after(start, period.length)


def _months_later(start: date, months: int) -> date:
    """The same day of the month that many months later; the last day of a month that has no such day."""
    years, month = divmod(start.month - 1 + months, 12)
    year, month = start.year + years, month + 1
    return date(year, month, min(start.day, monthrange(year, month)[1]))
