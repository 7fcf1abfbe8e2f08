"""Who hears of a late application, and when: the rungs climb the line of coordination. Pure."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bimer.law import calendars
from bimer.law.calendars import Calendar
from bimer.law.tables import kept, table


class Height(StrEnum):
    """Who is told: the unit itself, whoever coordinates it, the governorate or ministry above, the centre."""

    UNIT = "unit"
    COORDINATOR = "coordinator"
    ABOVE = "above"
    CENTRE = "centre"


@dataclass(frozen=True, slots=True)
class Rung:
    """One warning: `offset` working days after the last day (before it when negative)."""

    number: int
    offset: int
    level: Height
    article: str = ""


@kept
def rungs() -> tuple[Rung, ...]:
    """The rungs from the first reminder up to the centre."""
    return tuple(Rung(**{**row, "level": Height(row["level"])}) for row in table("ladder")["rung"])


def day_of(rung: Rung, due_on: date, *, calendar: Calendar | None = None) -> date:
    """The day on which the rung is climbed."""
    calendar = calendar or calendars.default()
    if rung.offset < 0:
        return calendar.working_day_before(due_on, -rung.offset)
    return calendar.working_day_after(due_on, rung.offset)


def reached(due_on: date, on: date, *, calendar: Calendar | None = None) -> int:
    """The number of the highest rung an application due that day has climbed by `on`; 0 before the first."""
    return max((rung.number for rung in rungs() if day_of(rung, due_on, calendar=calendar) <= on), default=0)
