"""The ladder of reminders and warnings: the longer past the last day, the higher who hears of it.

domain.md §12.15. The rungs stand in `law.ladder`; they climb the real line of coordination. Whoever is
complained about is passed over. A new last day begins a new ladder (see `step`)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, Exists, F, Max, Min, OuterRef, QuerySet
from django.utils import timezone

from bimer.casework import policy, rows
from bimer.casework.lifecycle import OPEN, Move
from bimer.casework.models import Application, Pause, Warning
from bimer.casework.policy import Reach
from bimer.casework.queries import COUNTED
from bimer.casework.step import Step, steps
from bimer.institutions.models import Unit
from bimer.institutions.roles import Level
from bimer.law import clocks, ladder
from bimer.law.ladder import Height, Rung
from bimer.law.regimes import Pause as Effect

SHOWN = 200  # units on the page of delays
CHUNK = 500  # applications a transaction: one holds its locks for a fraction of a second
# Who stands above a coordinator: governorate or ministry (domain.md §12.15).
ABOVE = frozenset({Level.GOVERNORATE, Level.MINISTRY, Level.PRIME_MINISTRY})
# What the ladder reads; the text of an application, its largest part, stays where it is.
READ = ("state", "version", "holder_id", "due_on", "rung", "accused_units")

Units = dict[int, Unit]


@dataclass(frozen=True)
class Stretch:
    """The last days, both included, whose applications stand on a rung today; None where it is open."""

    rung: Rung
    first: date | None
    last: date


def climb(*, at: datetime) -> int:
    """Remind and warn wherever a rung was reached that nobody heard of yet; returns how many climbed.

    After a night down only the highest rung is warned of; the lower ones are noted as passed."""
    found = [(stretch, due(stretch)) for stretch in stretches(timezone.localdate(at))]
    if not any(ids for _stretch, ids in found):
        return 0
    units = Unit.objects.only("name", "level", "depth", "path").in_bulk()
    chunks = [
        (stretch, ids[start : start + CHUNK]) for stretch, ids in found for start in range(0, len(ids), CHUNK)
    ]
    return sum(_climb_to(stretch, chunk, units, at) for stretch, chunk in chunks)


def stretches(on: date) -> list[Stretch]:
    """For each rung the last days that stand on it on this day, the highest rung first."""
    rungs = sorted(ladder.rungs(), key=lambda rung: rung.offset, reverse=True)
    ends = [_last_day_on(rung, on) for rung in rungs]
    begins = [None, *(end + timedelta(days=1) for end in ends[:-1])]
    return [Stretch(*each) for each in zip(rungs, begins, ends, strict=True)]


def due(stretch: Stretch) -> list[int]:
    """The applications that stand on this rung and were not told so."""
    return list(_standing(stretch).order_by("pk").values_list("pk", flat=True))


def hears(application: Application, rung: Rung, units: Units) -> Unit:
    """Who is told at this rung: the unit, its coordinator, governorate or ministry above it, the centre."""
    holder = units[application.holder_id]
    if rung.level == Height.UNIT:
        return holder
    above = [units[pk] for pk in reversed(holder.path[:-1])]
    free = [unit for unit in above if unit.depth == 0 or not policy.is_accused(unit, application)]
    if not free or rung.level == Height.CENTRE:
        return units[holder.path[0]]
    if rung.level == Height.COORDINATOR:
        return free[0]
    return next((unit for unit in free[1:] if unit.level in ABOVE), free[1] if free[1:] else free[0])


# --- Parts -----------------------------------------------------------------------------------------
def _last_day_on(rung: Rung, on: date) -> date:
    """The latest last day whose rung is reached on that day: `law.ladder.day_of` the other way round."""
    if rung.offset < 0:
        return clocks.working_days_after(on, -rung.offset)
    return clocks.working_days_before(on + timedelta(days=1), rung.offset) - timedelta(days=1)


def _standing(stretch: Stretch) -> QuerySet[Application]:
    """Open applications of the stretch below its rung whose days run: served by the index `open_all`."""
    halted = Pause.objects.filter(application=OuterRef("pk"), ended_at=None).exclude(effect=Effect.NONE)
    found = Application.objects.filter(
        ~Exists(halted), state__in=sorted(OPEN), due_on__lte=stretch.last, rung__lt=stretch.rung.number
    )
    return found.filter(due_on__gte=stretch.first) if stretch.first else found


def _climb_to(stretch: Stretch, ids: Sequence[int], units: Units, at: datetime) -> int:
    """One transaction: whoever still stands on the rung is warned of it, once."""
    chosen = _standing(stretch).filter(pk__in=ids).only(*READ)
    move = Move.REMIND if stretch.rung.offset < 0 else Move.WARN
    with steps(chosen, move, at=at, rung=stretch.rung.number) as climbing:
        passed = [(s, warning) for s in climbing for warning in _passed(s, stretch.rung, units)]
        numbers = rows.insert(Warning, [warning for _s, warning in passed])
        for (s, warning), number in zip(passed, numbers, strict=True):
            if warning["rung"] == stretch.rung.number:
                _tell(s, warning, number, units)
    return len(climbing)


def _passed(s: Step, rung: Rung, units: Units) -> Iterator[dict[str, Any]]:
    """A row for every rung climbed since the last time, the highest last."""
    application = s.application
    for each in ladder.rungs():
        if application.rung < each.number <= rung.number:
            yield {
                "application_id": application.pk,
                "rung": each.number,
                "due_on": application.due_on,
                "unit_id": application.holder_id,
                "told_id": hears(application, each, units).pk,
                "at": s.at,
            }


def _tell(s: Step, warning: dict[str, Any], number: int, units: Units) -> None:
    """What the notices and letters will need."""
    s.tells(
        about="last_day",
        warning=number,
        rung=warning["rung"],
        passed=list(range(s.application.rung + 1, warning["rung"])),
        due_on=warning["due_on"].isoformat(),
        unit=units[warning["unit_id"]].name,
        told=units[warning["told_id"]].name,
        told_unit=warning["told_id"],
    )


# --- What failed below ------------------------------------------------------------------------------
@dataclass(frozen=True)
class Failing:
    """A unit below, how much of its work the ladder has brought up, and how late the latest of it is."""

    unit_id: int
    unit: str
    count: int
    earliest: date
    rung: int


def failed_below(unit: Unit, reach: Reach) -> QuerySet[Application]:
    """Open applications below this unit that failed at every height under it.

    Told was this unit, or one above it: a unit the ladder steps over (domain.md §12.15 names unit,
    coordinator, governorate or ministry, centre) sees it from the day the next height above hears of it."""
    told = Warning.objects.filter(
        application=OuterRef("pk"), due_on=OuterRef("due_on"), told__in=unit.path, rung__in=_after()
    )
    found = Application.objects.filter(policy.unaccused(reach), Exists(told), state__in=sorted(OPEN))
    below = found.filter(**{f"l{unit.depth}": unit.pk}) if unit.depth else found
    return below.exclude(holder=unit).order_by("due_on", "id")


def last_letters(applications: Sequence[Application]) -> dict[int, int]:
    """The number of the last tekit about the last day of each of these that has one."""
    written = Warning.objects.filter(
        application__in=applications, due_on=F("application__due_on"), rung__in=_after()
    )
    return dict(written.order_by("rung").values_list("application_id", "number"))


def _after() -> list[int]:
    """The rungs after the last day: those that are warnings."""
    return [rung.number for rung in ladder.rungs() if rung.offset > 0]


def failing_units(unit: Unit, reach: Reach) -> list[Failing]:
    """The units below that fail most, for the page of delays. One question, however many applications."""
    groups = failed_below(unit, reach).order_by().values("holder", "holder__name")
    rows = groups.annotate(count=Count("pk"), earliest=Min("due_on"), rung=Max("rung"))
    found = rows.order_by("-count", "earliest", "holder").values_list(
        "holder", "holder__name", "count", "earliest", "rung"
    )
    return [Failing(*row) for row in found[:SHOWN]]


def failures(unit: Unit, reach: Reach) -> int:
    """How many failed below; counting stops where all counts stop."""
    return failed_below(unit, reach).order_by().values("pk")[:COUNTED].count()
