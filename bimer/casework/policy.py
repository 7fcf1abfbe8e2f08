"""May this officer, which applications, which moves: one definition of reach for all three questions."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from bimer.casework.actors import Actor, Applicant, System
from bimer.casework.errors import NotAllowed
from bimer.casework.lifecycle import RULES, Move, Right
from bimer.casework.models import Application, Dispatch
from bimer.institutions.models import Officer, Posting, Unit
from bimer.institutions.roles import Role

R = Right
# What a role may do at the unit it is posted to (domain.md §4.2).
AT_UNIT = {
    Role.CENTRE_EVALUATOR: {R.READ, R.ROUTE, R.WORK},
    Role.INSPECTOR: {R.READ},
    Role.GENERAL_COORDINATOR: {R.READ, R.ROUTE, R.WORK},
    Role.UNIT_COORDINATOR: {R.READ, R.ROUTE, R.WORK},
    Role.RESPONDENT: {R.READ, R.ROUTE, R.WORK},
    Role.INFORMATION_OFFICER: {R.READ, R.ROUTE, R.WORK},
    Role.APPROVER: {R.READ, R.ROUTE, R.APPROVE},
    Role.DESK_CLERK: {R.REGISTER, R.PRINT},
    Role.CALL_AGENT: {R.REGISTER},
}
# What it may do at everything coordinated below that unit.
BELOW_UNIT = {
    Role.CENTRE_EVALUATOR: {R.READ, R.ROUTE},
    Role.INSPECTOR: {R.READ},
    Role.GENERAL_COORDINATOR: {R.READ, R.ROUTE},
    Role.UNIT_COORDINATOR: {R.READ, R.ROUTE},
}


@dataclass(frozen=True)
class Reach:
    """What one officer may do where, on one day: rights at units, and rights below units."""

    units: dict[int, frozenset[Right]]
    below: dict[int, frozenset[Right]]
    places: dict[int, Unit]

    def rights(self, path: list[int]) -> frozenset[Right]:
        """The rights over something held by the unit whose line of coordination this is."""
        here = self.units.get(path[-1], frozenset())
        return here.union(*(self.below.get(unit, frozenset()) for unit in path[:-1]))

    def units_with(self, right: Right) -> list[Unit]:
        return [self.places[pk] for pk, rights in self.units.items() if right in rights]

    def roots_with(self, right: Right) -> list[Unit]:
        """The units below which the officer has the right, the highest first."""
        found = [self.places[pk] for pk, rights in self.below.items() if right in rights]
        return sorted(found, key=lambda unit: (unit.depth, unit.name))


def reach(officer: Officer, *, on: date) -> Reach:
    """What the officer's postings of that day allow. One query."""
    units: dict[int, frozenset[Right]] = {}
    below: dict[int, frozenset[Right]] = {}
    places: dict[int, Unit] = {}
    if not officer.is_active:
        return Reach(units, below, places)
    for posting in Posting.objects.current(on).filter(officer=officer).select_related("unit"):
        role, pk = Role(posting.role), posting.unit_id
        places[pk] = posting.unit
        units[pk] = units.get(pk, frozenset()) | AT_UNIT.get(role, set())
        if role in BELOW_UNIT:
            below[pk] = below.get(pk, frozenset()) | BELOW_UNIT[role]
    return Reach(units, below, places)


def visible(reach: Reach) -> Q:
    """Applications held where the officer may read, or that passed through her own units (domain.md §4.1)."""
    roots = reach.roots_with(R.READ)
    if any(root.depth == 0 for root in roots):
        return Q(pk__isnull=False)
    own = [unit.pk for unit in reach.units_with(R.READ)]
    seen = Q(holder__in=own) | Q(pk__in=Dispatch.objects.filter(unit__in=own).values("application"))
    for root in roots:
        seen |= Q(**{f"l{root.depth}": root.pk})
    return seen


def rights(officer: Officer, application: Application, *, on: date) -> frozenset[Right]:
    return reach(officer, on=on).rights(application.holder.path)


def moves(officer: Officer, application: Application, *, on: date) -> list[Move]:
    """What the officer may do to it now: by right and by state, never her own draft to approve."""
    held = rights(officer, application, on=on)
    possible = [m for m, rule in RULES.items() if rule.right in held and application.state in rule.before]
    if Move.APPROVE in possible and not may_approve(officer, application):
        possible.remove(Move.APPROVE)
    if Move.TAKE in possible and application.taken_by_id == officer.pk:
        possible.remove(Move.TAKE)
    return possible


def may_approve(officer: Officer, application: Application) -> bool:
    """Never an answer one had a hand in (domain.md §4.2)."""
    return not application.events.filter(move__in=[Move.DRAFT, Move.PROPOSE], officer=officer).exists()


def require(by: Actor, move: Move, application: Application, *, on: date) -> None:
    """Raise NotAllowed unless the actor has the right to this move on this application."""
    right = RULES[move].right
    if isinstance(by, System):
        return
    if isinstance(by, Applicant):
        allowed = right == R.APPLICANT and by.application_id == application.pk
    else:
        allowed = right in rights(by, application, on=on)
    if not allowed:
        raise NotAllowed(f"{move} is not open to this actor.")
