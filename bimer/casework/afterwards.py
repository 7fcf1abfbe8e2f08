"""What comes after an answer, or instead of it: withdrawal, objection, a new round, rating, a promised day.

An answer once sent is never changed: whatever follows is a round of its own."""

from datetime import date, datetime

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from bimer.casework import policy, routing
from bimer.casework.actors import SYSTEM, Applicant
from bimer.casework.errors import Refusal
from bimer.casework.lifecycle import RULES, Move
from bimer.casework.models import TEXT_LIMIT, Answer, Application, Dispatch, Survey
from bimer.casework.step import step
from bimer.institutions.models import Officer, Unit
from bimer.law import clocks

SCORES = range(1, 6)
# From the day promised the unit has this long to say whether it was done; the law is silent on it.
WORKING_DAYS_TO_SAY = 5


def withdraw(application: Application, *, by: Applicant, at: datetime) -> None:
    """Whoever filed wants nothing any more; the file is closed and stays readable."""
    with step(application, Move.WITHDRAW, by=by, at=at) as s:
        s.application.pauses.filter(ended_at=None).update(ended_at=at)
        s.application.consultations.filter(contributed_at=None, withdrawn_at=None).update(withdrawn_at=at)
        s.application.promise_on = None
        s.tells(unit=str(s.application.holder))


def objection(application: Application, *, text: str = "", by: Applicant, at: datetime) -> Dispatch:
    """Ask the authority above for another look, within the time for an action (2577 m.11).

    A new round with a clock of its own begins; who had a hand in the answer is remembered, so that none of
    them decides again."""
    with step(application, Move.OBJECT, by=by, at=at) as s:
        _check_objection(s.application, text, on=timezone.localdate(at))
        answer = s.application.answers.exclude(approved_at=None).latest("approved_at")
        if text.strip():
            message = s.application.messages.create(text=text, at=at)
            s.tells(message=message.pk)
            s.covers(message=message)
        s.tells(answer=answer.pk, left=str(answer.unit), hands=sorted(hands(answer)))
        _begin_round(s.application, at)
        to = reviewer(s.application, answer.unit, on=timezone.localdate(at))
        s.application.taken_at = None
        dispatch = routing.move(s.application, to, reason="", at=at)
        s.tells(unit=str(to), round=s.application.round, due_on=s.application.due_on.isoformat())
    return dispatch


def reopen(
    application: Application, *, reason: str, by: Officer, at: datetime, seen: int | None = None
) -> None:
    """The answer was not the last word: an officer begins a new round at the same unit (domain.md §4.4)."""
    with step(application, Move.REOPEN, by=by, at=at, seen=seen) as s:
        if not reason.strip():
            raise Refusal(_("Say why you reopen it; the applicant and the next officer read it."))
        _begin_round(s.application, at)
        _renew_turn(s.application)
        s.tells(unit=str(s.application.holder), reason=reason, round=s.application.round)
        s.tells(due_on=s.application.due_on.isoformat())


def rate(
    application: Application, *, score: int, solved: bool, text: str = "", by: Applicant, at: datetime
) -> Survey:
    """What the applicant thinks of the answer, once a round; it changes nothing else."""
    with step(application, Move.RATE, by=by, at=at) as s:
        if score not in SCORES:
            raise Refusal(_("Choose a mark from 1 to 5."))
        if s.application.surveys.filter(round=s.application.round).exists():
            raise Refusal(_("You have already rated this answer. Thank you."))
        survey = s.application.surveys.create(
            round=s.application.round, score=score, solved=solved, text=text[:TEXT_LIMIT], at=at
        )
        s.tells(score=score, solved=solved, round=s.application.round)
        s.covers(survey=survey)
    return survey


def wake(application: Application, *, at: datetime) -> None:
    """The day has come on which something "will be done": the unit says whether it was. Same round."""
    with step(application, Move.WAKE, by=SYSTEM, at=at) as s:
        promised, today = s.application.promise_on, timezone.localdate(at)
        if promised is None or promised > today:
            raise Refusal(_("No promised day has come for this application."))
        s.application.promise_on, s.application.answered_at, s.application.rung = None, None, 0
        s.application.due_on = clocks.working_days_after(today, WORKING_DAYS_TO_SAY)
        _renew_turn(s.application)
        s.tells(promise_on=promised.isoformat(), due_on=s.application.due_on.isoformat())


# --- What may be done -------------------------------------------------------------------------------
def objection_until(application: Application) -> date | None:
    """The last day of an objection to the last answer; None where none can be made."""
    if application.state not in RULES[Move.OBJECT].before or application.answered_at is None:
        return None
    if was_reviewed(application):
        return None
    answered_on = timezone.localdate(application.answered_at)
    found = clocks.objection_until(application.regime, answered_on=answered_on)
    return found.on if found else None


def was_reviewed(application: Application) -> bool:
    """Whether this round began with an objection: then what is left is outside (2577 m.11 knows one)."""
    opening = policy.opening(application)
    return opening is not None and opening.move == Move.OBJECT


def may_be_rated(application: Application) -> bool:
    """Whether the answer of this round still waits for the applicant's word."""
    at_rest = application.state in RULES[Move.RATE].before
    return at_rest and not application.surveys.filter(round=application.round).exists()


def surveys_of(application: Application) -> QuerySet[Survey]:
    """What the applicant thought of each answer, the newest first."""
    return application.surveys.order_by("-round")


def reviewer(application: Application, answered_by: Unit, *, on: date) -> Unit:
    """The next superior nobody complains about; where there is none, the authority itself (2577 m.11)."""
    above = policy.free_line(answered_by.path[:-1], application, on=on)
    units = Unit.objects.current(on).filter(takes_applications=True, pk__in=above)
    return units.order_by("-depth").first() or answered_by


def hands(answer: Answer) -> set[int]:
    """The officers who drafted, proposed or approved it."""
    return {pk for pk in (answer.drafted_by_id, answer.proposed_by_id, answer.approved_by_id) if pk}


# --- Parts ------------------------------------------------------------------------------------------
def _check_objection(application: Application, text: str, *, on: date) -> None:
    until = objection_until(application)
    if until is None:
        raise Refusal(
            _("No objection can be made here any more. What is left: the ways of appeal named in the answer.")
        )
    if on > until:
        raise Refusal(
            _(
                "An objection was possible until %s. What is left: the ways of appeal named in the answer, "
                "or a new application."
            )
            % date_format(until)
        )
    if len(text) > TEXT_LIMIT:
        raise Refusal(_("Your message is too long. Shorten it to %d characters.") % TEXT_LIMIT)


def _begin_round(application: Application, at: datetime) -> None:
    """A new round with the whole period of the law, counted from today; nothing of the last one hangs on."""
    application.round += 1
    application.due_on = clocks.due(application.regime, received=timezone.localdate(at)).on
    application.answered_at, application.interim_at, application.promise_on = None, None, None
    application.extension_ground, application.rung, application.must_decide = "", 0, False


def _renew_turn(application: Application) -> None:
    """The unit that has it gets the new last day for itself, too."""
    application.dispatches.filter(left_at=None).update(due_on=application.due_on)
