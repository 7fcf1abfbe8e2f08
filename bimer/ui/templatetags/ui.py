"""How days, numbers and names are written for people. "Today" is passed in: nothing here reads a clock."""

from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

import phonenumbers
from django import template
from django.template.loader import render_to_string
from django.utils import formats, timezone
from django.utils.dates import MONTHS, WEEKDAYS
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext, ngettext

from bimer.law import clocks, profile

register = template.Library()


def _day(value: date | datetime) -> date:
    if isinstance(value, datetime):
        return timezone.localdate(value) if timezone.is_aware(value) else value.date()
    return value


def _english() -> bool:
    return (get_language() or "tr").startswith("en")


@register.filter
def date_long(value: date | datetime | None) -> str:
    """ "14 Ağustos 2026 Cuma", "Friday 14 August 2026"."""
    if not value:
        return ""
    day = _day(value)
    weekday = str(WEEKDAYS[day.weekday()])
    return f"{weekday} {_written(day)}" if _english() else f"{_written(day)} {weekday}"


@register.filter
def date_short(value: date | datetime | None) -> str:
    """ "14 Ağustos 2026": for lists, where the weekday would be noise."""
    return _written(_day(value)) if value else ""


def _written(day: date) -> str:
    return f"{day.day} {MONTHS[day.month]} {day.year}"


@register.filter
def time_dot(value: datetime | time | None) -> str:
    """ "14.30" in Turkish, "14:30" in English, by the clock of Türkiye."""
    if value is None:
        return ""
    if isinstance(value, datetime) and timezone.is_aware(value):
        value = timezone.localtime(value)
    return f"{value:%H:%M}" if _english() else f"{value:%H.%M}"


@register.filter
def number(value: Any) -> str:
    """ "27.179" in Turkish, "27,179" in English."""
    return "" if value is None else formats.number_format(value, use_l10n=True, force_grouping=True)


@register.filter
def lira(kurus: int) -> str:
    """An amount as the profile writes it: "1.234,50 TL"."""
    written = formats.number_format(Decimal(kurus) / 100, decimal_pos=2, use_l10n=True, force_grouping=True)
    return profile.current().money.format(written)


@register.filter
def working_days(count: int) -> str:
    """ "3 iş günü"."""
    return ngettext("%(count)s working day", "%(count)s working days", count) % {"count": number(count)}


@register.filter
def days_left(due: date | datetime | None, today: date) -> str:
    """How long until the last day: "3 iş günü", "bugün", "2 iş günü gecikti"; `today` comes from the view."""
    if due is None:
        return ""
    due = _day(due)
    if due == today:
        return gettext("today")
    if due > today:
        return working_days(clocks.working_days_between(today, due))
    late = clocks.working_days_between(due, today)
    if late == 0:  # the weekend after the last day
        return gettext("the last day has passed")
    return ngettext("%(count)s working day late", "%(count)s working days late", late) % {
        "count": number(late)
    }


@register.filter
def groups(value: Any) -> str:
    """A tracking number in fours: "4821 7730 1196 0358"."""
    plain = "".join(str(value or "").split())
    return " ".join(plain[start : start + 4] for start in range(0, len(plain), 4))


@register.filter
def phone(value: Any) -> str:
    """ "0532 123 45 67", "(0312) 123 45 67"; a number from abroad in its international form."""
    try:
        parsed = phonenumbers.parse(str(value or ""), "TR")
    except phonenumbers.NumberParseException:
        return str(value or "")
    at_home = parsed.country_code == 90
    form = phonenumbers.PhoneNumberFormat
    return phonenumbers.format_number(parsed, form.NATIONAL if at_home else form.INTERNATIONAL)


@dataclass(frozen=True)
class Clock:
    """A running or finished period, ready to be drawn as a bar with words beside it."""

    tone: str
    words: str
    spent: int
    whole: int


@register.simple_tag
def clock(*, started: date, due: date, today: date, finished: date | None = None) -> Clock:
    """How much of the period from `started` (day 0) to `due` is used up, in working days.

    `finished` is the day the answer went out, after which nothing runs any more.
    """
    until = finished or today
    whole = max(clocks.working_days_between(started, due), 1)
    spent = max(clocks.working_days_between(started, until), 0) if until > started else 0
    return Clock(_tone(due, today, finished), _clock_words(due, today, finished), min(spent, whole), whole)


def _tone(due: date, today: date, finished: date | None) -> str:
    if finished:
        return "done"
    if due < today:
        return "late"
    return "soon" if clocks.working_days_between(today, due) <= 3 else "calm"


def _clock_words(due: date, today: date, finished: date | None) -> str:
    if finished:
        return gettext("Answered on %(day)s") % {"day": date_long(finished)}
    if due == today:
        return gettext("The last day is today")
    if due < today:
        return days_left(due, today)
    left = clocks.working_days_between(today, due)
    return ngettext("%(count)s working day left", "%(count)s working days left", left) % {
        "count": number(left)
    }


SHAPES = {
    "received": ("petrol", "ring"),
    "in_progress": ("petrol", "half"),
    "awaiting_approval": ("violet", "diamond"),
    "answered": ("green", "disc"),
    "soon": ("amber", "triangle"),
    "late": ("red", "square"),
    "withheld": ("violet", "bar"),
}


@register.simple_tag
def tag(state: str, word: Any) -> SafeString:
    """A state as word, shape and colour: `{% tag application.state application.get_state_display %}`."""
    tone, shape = SHAPES.get(str(state), ("plain", "ring"))
    return render_to_string("ui/tag.html", {"tone": tone, "shape": shape, "word": word})
