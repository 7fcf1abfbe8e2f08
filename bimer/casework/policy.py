"""May this officer, which applications, which moves: one definition of reach for all three questions."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import takewhile

from django.db.models import Exists, OuterRef, Q, QuerySet
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


def may_get(unit: Unit, application: Application, *, on: date) -> bool:
    """Whether it can be dealt with there: not where who is complained about works, or gives the orders."""
    return free_line(unit.path, application, on=on) == unit.path


def free_line(line: list[int], application: Application, *, on: date) -> list[int]:
    """Of a line of coordination, from the centre down, what comes before anybody complained about.

    The centre always stays: neither as a whole nor by who leads it is it kept from anything (domain §5.3)."""
    closed = set(application.accused_units)
    if application.accused_officers:
        posts = Posting.objects.current(on).filter(unit__in=line, role__in=LEADING)
        closed |= set(posts.filter(officer__in=application.accused_officers).values_list("unit", flat=True))
    return [line[0], *takewhile(lambda pk: pk not in closed, line[1:])] if line else []


def nearest_free(unit: Unit, application: Application, *, on: date) -> Unit:
    """The unit itself or the nearest one above that nobody complained about serves at or leads."""
    nearest = free_line(unit.path, application, on=on)[-1]
    return unit if nearest == unit.pk else Unit.objects.get(pk=nearest)


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
    here = {"application": OuterRef("pk"), "unit__in": own}
    passed = Exists(Dispatch.objects.filter(**here))
    asked = Exists(Consultation.objects.filter(**here, withdrawn_at=None))
    seen = Q(holder__in=own) | Q(passed) | Q(asked)
    for root in roots:
        seen |= Q(**{f"l{root.depth}": root.pk})
    return seen & unaccused(reach)


def rights(officer: Officer, application: Application, *, on: date) -> frozenset[Right]:
    """What she may do with it now; nothing at all where she or her unit is complained about."""
    return rights_of(reach(officer, on=on), application)


def rights_of(reached: Reach, application: Application) -> frozenset[Right]:
    """The same for a reach that is known already."""
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


def moves(
    officer: Officer, application: Application, *, on: date, held: frozenset[Right] | None = None
) -> list[Move]:
    """What the officer may do to it now: by right and by state, never her own draft to approve.

    `held` are her rights, where they are known already."""
    held = rights(officer, application, on=on) if held is None else held
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


def directed(by: Officer, *, on: date) -> QuerySet[Officer]:
    """Herself and who works at the units she coordinates, and below them (domain.md §4.4)."""
    roots = [unit.pk for unit in reach(by, on=on).roots_with(R.ROUTE)]
    posted = Posting.objects.current(on).filter(unit__path__overlap=roots).values("officer")
    return Officer.objects.filter(Q(pk=by.pk) | Q(pk__in=posted), is_active=True)


def require(by: Actor, move: Move, application: Application, *, on: date) -> str:
    """Raise NotAllowed unless the actor has the right to this move on this application.

    Tells whose powers an officer needs for it, standing in for them; "" where her own are enough."""
    if isinstance(by, System):
        return ""
    right = RULES[move].right
    if isinstance(by, Applicant):
        _allow(right == R.APPLICANT and by.application_id == application.pk, move)
        return ""
    reached = reach(by, on=on)
    _allow(right in rights_of(reached, application), move)
    return _lenders(by, right, application, on) if reached.standing_in else ""


def _allow(allowed: bool, move: Move) -> None:
    if not allowed:
        raise NotAllowed(f"{move} is not open to this actor.")


def _lenders(by: Officer, right: Right, application: Application, on: date) -> str:
    """Those she stands in for whose own postings give the right, when hers do not."""
    if right in rights_of(alone(by, on=on), application):
        return ""
    leaves = Leave.objects.current(on).filter(deputy=by).select_related("officer").order_by("pk")
    lending = [each.officer for each in leaves if right in rights_of(alone(each.officer, on=on), application)]
    return ", ".join(each.full_name for each in lending)
