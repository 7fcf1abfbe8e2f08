"""Who had an application how long: the citizen's one clock, day by day, divided among those who had it.

domain.md §3.3 rule 7. Every day after that of registration belongs to exactly one: to the unit that held it
when the day ended, to what it waited for, or to nobody, while it was closed between two rounds."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from itertools import groupby

from django.utils import timezone

from bimer.casework.lifecycle import CLOSED
from bimer.casework.models import Application, Dispatch
from bimer.law import clocks


class Holding(StrEnum):
    """What kind of holder a share of the days has."""

    UNIT = "unit"
    PAUSE = "pause"
    CLOSED = "closed"


@dataclass(frozen=True)
class Share:
    """Days in a row that belong to the same, both ends included. `name`: a unit's, or what was waited for."""

    holding: Holding
    name: str
    first: date
    last: date
    days: int
    working_days: int


@dataclass(frozen=True)
class Span:
    """From one moment to another; without an end it goes on."""

    holding: Holding
    name: str
    began: datetime
    ended: datetime | None

    def covers(self, evening: datetime) -> bool:
        return self.began < evening and (self.ended is None or self.ended >= evening)


def shares(application: Application, *, on: date) -> tuple[Share, ...]:
    """The days since registration up to the last answer, or up to this day; they add up exactly."""
    closed = _closed(application)
    spans = [*closed, *_pauses(application), *_turns(application)]
    first = timezone.localdate(application.received_at)
    last = on if application.is_open or not closed else timezone.localdate(closed[0].began)
    days = [first + timedelta(days=number) for number in range(1, (last - first).days + 1)]
    owned = groupby(days, key=lambda day: _owner(day, spans))
    return tuple(_share(whose, list(run)) for whose, run in owned)


# --- Parts -----------------------------------------------------------------------------------------
def _owner(day: date, spans: Sequence[Span]) -> tuple[Holding, str]:
    """Whose the day is: that of the first span that covers the moment it ends."""
    evening = _end_of(day)
    span = next((span for span in spans if span.covers(evening)), spans[-1])
    return span.holding, span.name


def _share(whose: tuple[Holding, str], days: list[date]) -> Share:
    first, last = days[0], days[-1]
    working = clocks.working_days_between(first - timedelta(days=1), last)
    return Share(*whose, first=first, last=last, days=len(days), working_days=working)


def _turns(application: Application) -> list[Span]:
    """The units' turns; of a part that was split off, also those of the whole before it."""
    line = [application.pk, application.origin_id]
    rows = Dispatch.objects.filter(application__in=line).order_by("-application", "-received_at")
    return [
        Span(Holding.UNIT, name, began, ended)
        for name, began, ended in rows.values_list("unit__name", "received_at", "left_at")
    ]


def _pauses(application: Application) -> list[Span]:
    rows = application.pauses.order_by("began_at").values_list("cause", "began_at", "ended_at")
    return [Span(Holding.PAUSE, cause, began, ended) for cause, began, ended in rows]


def _closed(application: Application) -> list[Span]:
    """When it was closed, the last time first. The day of the answer is still the unit's."""
    spans: list[Span] = []
    closed_at: datetime | None = None
    for at, after in application.events.order_by("sequence").values_list("at", "after"):
        if after in CLOSED:
            closed_at = closed_at or _end_of(timezone.localdate(at))
        elif closed_at is not None:
            spans.append(Span(Holding.CLOSED, "", closed_at, at))
            closed_at = None
    last = [Span(Holding.CLOSED, "", closed_at, None)] if closed_at else []
    return [*last, *reversed(spans)]


def _end_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.max))
