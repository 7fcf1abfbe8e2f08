"""May this officer, which applications, which moves: one definition of reach for all three questions."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy

from bimer.casework.actors import Actor, Applicant, System
from bimer.casework.errors import NotAllowed
from bimer.casework.lifecycle import RULES, Move, Right, State
from bimer.casework.models import Application, Consultation, Dispatch, Event, Purpose
from bimer.institutions.models import Leave, Officer, Posting, Unit
from bimer.institutions.roles import COORDINATORS, Role

R = Right
# What decides the matter; closed to those whose answer is objected to.
DECIDING = frozenset({Move.TAKE, Move.DRAFT, Move.PROPOSE, Move.APPROVE})
REVIEWED = gettext_lazy("You had a hand in the answer that is objected to. Another officer has to decide.")
# Who gives orders at a unit, and so below it.
LEADING = (*COORDINATORS, Role.APPROVER)
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
    # Herself and whoever she stands in for; every unit she is posted at or below. For the guard.
    officers: frozenset[int] = frozenset()
    line: frozenset[int] = frozenset()
    # The names of those she stands in for.
    standing_in: tuple[str, ...] = ()

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
    """What the officer's postings of that day allow, and those of whoever she stands in for (vekâlet)."""
    if not officer.is_active:
        return Reach({}, {}, {})
    absent = Leave.objects.current(on).filter(deputy=officer).values("officer")
    postings = Posting.objects.current(on).filter(Q(officer=officer) | Q(officer__in=absent))
    found = postings.select_related("unit", "officer").order_by("pk")
    return _reach(officer, sorted(found, key=lambda posting: posting.officer_id != officer.pk))


def alone(officer: Officer, *, on: date) -> Reach:
    """What her own postings allow, without those of anybody she stands in for."""
    postings = Posting.objects.current(on).filter(officer=officer).select_related("unit", "officer")
    return _reach(officer, postings.order_by("pk"))


def _reach(officer: Officer, postings: Iterable[Posting]) -> Reach:
    units: dict[int, frozenset[Right]] = {}
    below: dict[int, frozenset[Right]] = {}
    places: dict[int, Unit] = {}
    officers, line, others = {officer.pk}, set(), {}
    for posting in postings:
        role, pk = Role(posting.role), posting.unit_id
        places[pk] = posting.unit
        units[pk] = units.get(pk, frozenset()) | AT_UNIT.get(role, set())
        if role in BELOW_UNIT:
            below[pk] = below.get(pk, frozenset()) | BELOW_UNIT[role]
        officers.add(posting.officer_id)
        line.update(posting.unit.path[1:])
        if posting.officer_id != officer.pk:
            others[posting.officer_id] = posting.officer.full_name
    names = tuple(others.values())
    return Reach(units, below, places, frozenset(officers), frozenset(line), names)


# --- The guard: who is complained about never sees it ------------------------------------------------
def unaccused(reach: Reach, through: str = "") -> Q:
    """Without the applications that complain about this officer, about whoever she stands in for, or about
    a unit she serves at or below (domain.md §5.3). The centre as a whole can't be kept from anything.

    `through` is the way to the application from what is asked for, like "application__"."""
    kept_from = Q()
    if reach.line:
        kept_from |= Q(**{f"{through}accused_units__overlap": sorted(reach.line)})
    if reach.officers:
        kept_from |= Q(**{f"{through}accused_officers__overlap": sorted(reach.officers)})
    return ~kept_from


def is_kept_from(reach: Reach, application: Application) -> bool:
    """The same question for one application."""
    return bool(
        reach.line.intersection(application.accused_units)
        or reach.officers.intersection(application.accused_officers)
    )


def is_accused(unit: Unit, application: Application) -> bool:
    """Whether this unit, or one it is coordinated by, is complained about: it gets no part in the case."""
    return bool(set(unit.path).intersection(application.accused_units))


def led_by_accused(units: Iterable[int], application: Application, *, on: date) -> QuerySet[Posting]:
    """From which posts somebody complained about leads one of these units, the highest first."""
    posts = Posting.objects.current(on).filter(officer__in=application.accused_officers, role__in=LEADING)
    return posts.filter(unit__in=list(units)).order_by("unit__depth")


def may_get(unit: Unit, application: Application, *, on: date) -> bool:
    """Whether it can be dealt with there: not where who is complained about works, or gives the orders.

    Who leads the centre can't keep it from everybody (domain.md §5.3)."""
    if is_accused(unit, application):
        return False
    led = bool(application.accused_officers)
    return not (led and led_by_accused(unit.path[1:], application, on=on).exists())


def unaccused_line(unit: Unit, application: Application) -> list[int]:
    """The line of coordination from the centre down to the unit, until somebody complained about."""
    ends = [place for place, pk in enumerate(unit.path) if pk in application.accused_units]
    return unit.path[: ends[0]] if ends else unit.path


def hearing(officers: Iterable[Officer], application: Application, *, on: date) -> list[Officer]:
    """Of these officers, those who may hear of the application."""
    if not (application.accused_units or application.accused_officers):
        return list(officers)
    return [officer for officer in officers if not is_kept_from(reach(officer, on=on), application)]


def visible(reach: Reach) -> Q:
    """Applications held where the officer may read, or that passed through her own units (domain.md §4.1)."""
    roots = reach.roots_with(R.READ)
    if any(root.depth == 0 for root in roots):
        return Q(pk__isnull=False) & unaccused(reach)
    own = [unit.pk for unit in reach.units_with(R.READ)]
    asked = Consultation.objects.filter(unit__in=own, withdrawn_at=None)
    seen = Q(holder__in=own) | Q(pk__in=Dispatch.objects.filter(unit__in=own).values("application"))
    seen |= Q(pk__in=asked.values("application"))
    for root in roots:
        seen |= Q(**{f"l{root.depth}": root.pk})
    return seen & unaccused(reach)


def rights(officer: Officer, application: Application, *, on: date) -> frozenset[Right]:
    """What she may do with it now; nothing at all where she or her unit is complained about."""
    return _rights(reach(officer, on=on), application)


def _rights(reached: Reach, application: Application) -> frozenset[Right]:
    if is_kept_from(reached, application):
        return frozenset()
    held = reached.rights(application.holder.path)
    works_at = {unit.pk for unit in reached.units_with(R.WORK)}
    if works_at and _asked(application, works_at):
        held |= {R.CONTRIBUTE}
    routes_at = {unit.pk for unit in reached.units_with(R.ROUTE)}
    if application.state == State.RECEIVED and _sent_unopened(application, routes_at):
        held |= {R.RECALL}
    return held


def _asked(application: Application, units: set[int]) -> bool:
    """Whether one of these units still owes a contribution."""
    waiting = application.consultations.filter(unit__in=units, contributed_at=None, withdrawn_at=None)
    return waiting.exclude(purpose=Purpose.INFORMATION).exists()


def _sent_unopened(application: Application, units: set[int]) -> bool:
    """Whether one of these units sent it and nobody has opened it since."""
    return application.dispatches.filter(left_at=None, opened_at=None, sender__in=units).exists()


def moves(officer: Officer, application: Application, *, on: date) -> list[Move]:
    """What the officer may do to it now: by right and by state, never her own draft to approve."""
    held = rights(officer, application, on=on)
    possible = [m for m, rule in RULES.items() if rule.right in held and application.state in rule.before]
    if Move.APPROVE in possible and not may_approve(officer, application, on=on):
        possible.remove(Move.APPROVE)
    if Move.TAKE in possible and application.taken_by_id == officer.pk:
        possible.remove(Move.TAKE)
    if not may_work(officer, application):
        possible = [move for move in possible if move not in DECIDING]
    return possible


def may_approve(officer: Officer, application: Application, *, on: date) -> bool:
    """Never an answer one had a hand in this round (domain.md §4.2), nor one's own after an objection.

    Nor the draft of whoever one stands in for: on those days both are one hand."""
    hers = {officer.pk, *Leave.objects.current(on).filter(deputy=officer).values_list("officer", flat=True)}
    hands = application.events.filter(move__in=[Move.DRAFT, Move.PROPOSE], officer__in=hers)
    began = opening(application)
    if began is not None:
        hands = hands.filter(sequence__gt=began.sequence)
    return not hands.exists() and may_work(officer, application)


def may_work(officer: Officer, application: Application) -> bool:
    """After an objection nobody decides again who had a hand in an earlier answer (2577 m.11)."""
    began = opening(application)
    if began is None or began.move != Move.OBJECT:
        return True
    earlier = application.answers.filter(round__lt=application.round).exclude(approved_at=None)
    hand = Q(drafted_by=officer) | Q(proposed_by=officer) | Q(approved_by=officer)
    return not earlier.filter(hand).exists()


def opening(application: Application) -> Event | None:
    """The event that began the round an application is in; None in the first."""
    if application.round == 1:
        return None
    return application.events.filter(move__in=[Move.OBJECT, Move.REOPEN]).order_by("-sequence").first()


def acting_for(by: Actor, move: Move, application: Application, *, on: date) -> str:
    """Whose powers the officer needs for this move, standing in for them; "" where her own are enough."""
    if not isinstance(by, Officer):
        return ""
    leaves = Leave.objects.current(on).filter(deputy=by).select_related("officer")
    absent, right = [leave.officer for leave in leaves.order_by("pk")], RULES[move].right
    if not absent or right in _rights(alone(by, on=on), application):
        return ""
    lending = [each for each in absent if right in _rights(alone(each, on=on), application)]
    return ", ".join(each.full_name for each in lending)


def directed(by: Officer, *, on: date) -> QuerySet[Officer]:
    """Herself and who works at the units she coordinates, and below them (domain.md §4.4)."""
    roots = [unit.pk for unit in reach(by, on=on).roots_with(R.ROUTE)]
    posted = Posting.objects.current(on).filter(unit__path__overlap=roots).values("officer")
    return Officer.objects.filter(Q(pk=by.pk) | Q(pk__in=posted), is_active=True)


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
