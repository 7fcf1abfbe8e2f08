"""Who is complained about, and whether a complaint or tip-off is taken up: reasoned, and on the record."""

from collections.abc import Mapping
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from bimer.casework import correspondence, decisions, policy, routing
from bimer.casework.actors import Actor
from bimer.casework.errors import Refusal
from bimer.casework.lifecycle import Move, Right, State
from bimer.casework.models import Accusation, Application, Check
from bimer.casework.step import Step, step
from bimer.institutions.models import Officer, Posting, Unit
from bimer.law import gate as law
from bimer.law import kinds

IDENTITY = "identity"  # the question of a sound name and address, in every checklist
REASONS_LIMIT = 5000


# --- Who is complained about -----------------------------------------------------------------------
def accuse(
    application: Application,
    *,
    unit: Unit | None = None,
    officer: Officer | None = None,
    title: str = "",
    by: Actor,
    at: datetime,
    seen: int | None = None,
) -> Accusation:
    """Mark who is complained about: from now on they see nothing of it, and are not told (domain.md §5.3)."""
    with step(application, Move.ACCUSE, by=by, at=at, seen=seen) as s:
        _refuse_the_impossible(s.application, unit, officer)
        marked_by = by if isinstance(by, Officer) else None
        accusation = name_accused(
            s.application, unit=unit, officer=officer, title=title, marked_by=marked_by, at=at
        )
        s.tells(accusation=accusation.pk)
        s.covers(accusation=accusation)
        _keep_away(s)
    return accusation


def name_accused(
    application: Application,
    *,
    unit: Unit | None = None,
    officer: Officer | None = None,
    title: str = "",
    marked_by: Officer | None = None,
    at: datetime,
) -> Accusation:
    """Inside a step or a registration: who is complained about, where `policy` looks for it."""
    accusation = application.accusations.create(
        unit=unit, officer=officer, title=title.strip(), marked_by=marked_by, at=at
    )
    _renew(application)
    return accusation


def lift(
    accusation: Accusation, *, reason: str, by: Officer, at: datetime, seen: int | None = None
) -> Accusation:
    """It was not about them: a coordinator above says so and why; from now on they are as others."""
    with step(accusation.application, Move.ACCUSE, by=by, at=at, seen=seen) as s:
        found = s.application.accusations.filter(lifted_at=None, pk=accusation.pk).first()
        if found is None:
            raise Refusal(_("This mark has already been lifted."))
        if not may_lift(found, by, on=timezone.localdate(at)):
            raise Refusal(_("Only a coordinator above who is complained about can lift the mark."))
        if not reason.strip():
            raise Refusal(_("Say why it is not about them; it stays in the history."))
        found.lifted_at = at
        found.save(update_fields=["lifted_at"])
        _renew(s.application)
        s.tells(accusation=found.pk, lifted=True, reason=reason)
        s.covers(accusation=found)
    accusation.lifted_at = found.lifted_at
    return accusation


def may_lift(accusation: Accusation, officer: Officer, *, on: date) -> bool:
    """Whether she coordinates from above whom this mark keeps away."""
    reach = policy.reach(officer, on=on)
    above = {unit.pk for unit in reach.roots_with(Right.ROUTE)}
    paths = [accusation.unit.path] if accusation.unit else []
    if accusation.officer_id:
        postings = Posting.objects.current(on).filter(officer=accusation.officer_id).select_related("unit")
        paths += [posting.unit.path for posting in postings]
    return bool(above) and all(above.intersection(path[:-1] or path) for path in paths)


def officers_at(unit: Unit, *, on: date) -> list[Officer]:
    """Who works there that day, to be named when it is one person."""
    postings = Posting.objects.current(on).filter(unit=unit)
    found = Officer.objects.filter(pk__in=postings.values("officer"), is_active=True)
    return list(found.order_by("full_name", "pk"))


def _refuse_the_impossible(application: Application, unit: Unit | None, officer: Officer | None) -> None:
    if unit is None and officer is None:
        raise Refusal(_("Say who is complained about: an institution, a person in it, or both."))
    if unit is not None and unit.depth == 0:
        raise Refusal(
            _("The centre as a whole can't be kept away: somebody has to deal with it. Name the person.")
        )
    if application.accusations.filter(lifted_at=None, unit=unit, officer=officer).exists():
        raise Refusal(_("This has already been marked."))


def _renew(application: Application) -> None:
    """What `policy` reads, from the marks that stand."""
    standing = application.accusations.filter(lifted_at=None)
    units = standing.exclude(unit=None).values_list("unit", flat=True)
    officers = standing.exclude(officer=None).values_list("officer", flat=True)
    application.accused_units = sorted(set(units))
    application.accused_officers = sorted(set(officers))
    application.save(update_fields=["accused_units", "accused_officers"])


def _keep_away(s: Step) -> None:
    """Inside the step: whoever is complained about has nothing in hand any more, and owes no part."""
    on = timezone.localdate(s.at)
    open_parts = s.application.consultations.filter(contributed_at=None, withdrawn_at=None)
    open_parts.filter(unit__path__overlap=s.application.accused_units).update(withdrawn_at=s.at)
    above = policy.nearest_free(s.application.holder, s.application, on=on)
    if above != s.application.holder:
        _hand_up(s, above)
    elif s.application.taken_by_id in s.application.accused_officers:
        s.application.taken_by = s.application.taken_at = None
    _cut_off_sender(s.application, on)
    correspondence.hand_letters_up(s.application, on=on)


def _cut_off_sender(application: Application, on: date) -> None:
    """It is never returned to, nor called back by, who is complained about or whom they lead."""
    turn = application.dispatches.filter(left_at=None).select_related("sender").get()
    if turn.sender and not policy.may_get(turn.sender, application, on=on):
        turn.sender = None
        turn.save(update_fields=["sender"])


def _hand_up(s: Step, above: Unit) -> None:
    with override(s.application.language):
        reason = _("Whoever is complained about does not deal with the complaint; the next superior does.")
    s.tells(left=str(s.application.holder), unit=str(above), reason=reason)
    if s.application.state in (State.IN_PROGRESS, State.INTERIM, State.AWAITING_APPROVAL):
        s.after = State.RECEIVED
    dispatch = routing.move(s.application, above, reason=reason, at=s.at)
    dispatch.sender = None
    dispatch.save(update_fields=["sender"])
    s.application.taken_at = None
    s.tells(due_on=dispatch.due_on.isoformat())


# --- Whether it is taken up ------------------------------------------------------------------------
def is_checked(application: Application) -> bool:
    """Whether the law has a preliminary check for its kind, or for everything that stands under it."""
    concerned = application.kind in kinds.checked() or decisions.law_of(application).checked
    return concerned and bool(questions(application))


def questions(application: Application) -> tuple[law.Question, ...]:
    """The list as it was on the day the application came in."""
    return law.checklist(application.regime, timezone.localdate(application.received_at))


def check(
    application: Application,
    *,
    answers: Mapping[str, str],
    reasons: str,
    by: Officer,
    at: datetime,
    seen: int | None = None,
) -> Check:
    """Record the reasoned preliminary decision; nobody fails for want of a name alone (4483 m.4)."""
    with step(application, Move.CHECK, by=by, at=at, seen=seen) as s:
        if not is_checked(s.application):
            raise Refusal(_("The law knows no preliminary check for this kind of application."))
        _refuse_gaps(s.application, answers, reasons)
        verdict = verdict_on(s.application, answers)
        made = s.application.checks.create(
            answers=dict(answers),
            goes_on=verdict.goes_on,
            ground=verdict.ground,
            reasons=reasons.strip(),
            unit=s.application.holder,
            by=by,
            at=at,
        )
        s.tells(check=made.pk, goes_on=verdict.goes_on, ground=verdict.ground, exception=verdict.exception)
        s.covers(check=made)
    return made


def verdict_on(application: Application, answers: Mapping[str, str]) -> law.Verdict:
    """What the answers come to. Who withheld her name was allowed to: that alone stops nothing (T5, T6).

    Where documents or findings make up for the name (4483 m.4/4), it goes on for that reason."""
    received = timezone.localdate(application.received_at)
    plain = law.verdict(answers, regime=application.regime, on=received)
    if plain.goes_on or not application.identity_withheld or answers.get(IDENTITY) != law.NO:
        return plain
    weighed = {**answers, IDENTITY: law.UNCLEAR}
    return law.verdict(weighed, regime=application.regime, on=received)


def _refuse_gaps(application: Application, answers: Mapping[str, str], reasons: str) -> None:
    asked = questions(application)
    if any(answers.get(question.code) not in (law.YES, law.NO, law.UNCLEAR) for question in asked):
        raise Refusal(_("Answer every question; “unclear” is an answer too."))
    if not reasons.strip():
        raise Refusal(_("Give the reasons of the decision. Nobody is turned away without them."))
