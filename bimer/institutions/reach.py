"""What is below an officer: everything along the coordination edge, nothing beside it.

O5: "a coordinator sees, warns, re-routes and reports on everything below, and nothing beside".
A unit's `path` holds the ids from the centre down to itself, so below means: the root's id is in the path.
"""

from collections.abc import Iterable
from datetime import date

from django.db.models import Case, IntegerField, QuerySet, When

from bimer.institutions.models import Officer, Posting, Succession, Unit
from bimer.institutions.roles import COORDINATORS, Role


def units_of(officer: Officer, on: date) -> dict[Unit, set[Role]]:
    """The units the officer is posted to that day, each with her roles there."""
    found: dict[Unit, set[Role]] = {}
    postings = Posting.objects.current(on).filter(officer=officer).select_related("unit").order_by("pk")
    for posting in postings:
        found.setdefault(posting.unit, set()).add(Role(posting.role))
    return found


def reach_roots(officer: Officer, on: date, roles: Iterable[Role] = COORDINATORS) -> list[int]:
    """Ids of units at and below which she may act in one of the roles; with them what they succeeded."""
    own = Posting.objects.current(on).filter(officer=officer, role__in=list(roles))
    roots = list(own.order_by("unit_id").values_list("unit_id", flat=True).distinct())
    return roots + predecessors(roots)


def roots(officer: Officer, *, on: date, roles: Iterable[Role] = COORDINATORS) -> list[int]:
    return reach_roots(officer, on, roles)


def predecessors(ids: Iterable[int]) -> list[int]:
    """Units that were renamed or merged into these, however long ago: their applications came along."""
    known = set(ids)
    found: list[int] = []
    step = list(known)
    while step:
        earlier = Succession.objects.filter(successor__in=step).order_by("predecessor_id")
        step = [each for each in earlier.values_list("predecessor_id", flat=True) if each not in known]
        known.update(step)
        found += step
    return found


def is_below(unit: Unit, root: Unit | int) -> bool:
    """Whether the unit is the root itself or stands below it."""
    return (root.pk if isinstance(root, Unit) else root) in unit.path


def below(roots: Iterable[int]) -> QuerySet[Unit]:
    """Every unit, living or ended, at or below one of the roots."""
    return Unit.objects.filter(path__overlap=list(roots))


def chain(unit: Unit) -> list[Unit]:
    """The unit, then who coordinates it, up to the centre."""
    upwards = list(reversed(unit.path))
    units = Unit.objects.in_bulk(upwards)
    return [units[each] for each in upwards if each in units]


def coordinators_of(unit: Unit, on: date, roles: Iterable[Role] = COORDINATORS) -> list[Officer]:
    """The coordinators nearest to the unit: its own, else those of the first unit above that has any."""
    nearest_first = Case(
        *(When(unit=each, then=place) for place, each in enumerate(reversed(unit.path))),
        output_field=IntegerField(),
    )
    postings = (
        Posting.objects.current(on)
        .filter(unit__in=unit.path, role__in=list(roles), officer__is_active=True)
        .annotate(distance=nearest_first)
        .select_related("officer")
        .order_by("distance", "officer__full_name", "pk")
    )
    found: dict[Officer, int] = {}
    for posting in postings:
        found.setdefault(posting.officer, posting.distance)
    shortest = min(found.values(), default=0)
    return [officer for officer, distance in found.items() if distance == shortest]


def lowest_common(unit_a: Unit, unit_b: Unit) -> Unit | None:
    """The lowest unit that has both below it: it decides when two units disagree."""
    shared = [one for one, other in zip(unit_a.path, unit_b.path, strict=False) if one == other]
    return Unit.objects.filter(pk=shared[-1]).first() if shared else None
