"""Working on an application until its answer goes out."""

from datetime import datetime

from django.utils.translation import gettext as _

from bimer.casework import policy
from bimer.casework.actors import Applicant
from bimer.casework.errors import Refusal
from bimer.casework.lifecycle import Move, State
from bimer.casework.models import TEXT_LIMIT, Answer, Application, Message, Outcome
from bimer.casework.step import step
from bimer.institutions.models import Officer


def take(application: Application, *, by: Officer, at: datetime, seen: int | None = None) -> None:
    """From now on this officer works on it (üstlenme)."""
    with step(application, Move.TAKE, by=by, at=at, seen=seen) as s:
        if s.application.taken_by == by:
            raise Refusal(_("You have already taken it."))
        if s.application.taken_by:
            s.tells(left=s.application.taken_by.full_name)
        s.application.taken_by, s.application.taken_at = by, at


def save_draft(
    application: Application, *, text: str, outcome: str, by: Officer, at: datetime, seen: int | None = None
) -> Answer:
    """Keep the answer in the making; whoever drafts has taken the application."""
    with step(application, Move.DRAFT, by=by, at=at, seen=seen) as s:
        answer = _write(s.application, text, outcome, by, at)
        s.application.taken_by = s.application.taken_by or by
        s.after = State.IN_PROGRESS if s.application.state == State.RECEIVED else None
        s.tells(outcome=outcome)
    return answer


def propose(
    application: Application, *, text: str, outcome: str, by: Officer, at: datetime, seen: int | None = None
) -> Answer:
    """Put the answer before the approver (onaya sunma)."""
    with step(application, Move.PROPOSE, by=by, at=at, seen=seen) as s:
        if not text.strip():
            raise Refusal(_("Write the answer before you propose it."))
        answer = _write(s.application, text, outcome, by, at)
        answer.proposed_by, answer.proposed_at, answer.remarks = by, at, ""
        answer.save()
        s.application.taken_by = s.application.taken_by or by
        s.tells(outcome=outcome)
    return answer


def approve(application: Application, *, by: Officer, at: datetime, seen: int | None = None) -> Answer:
    """Release the answer: from now on it can't be changed and the applicant is told (3071 m.7, 4982 m.12)."""
    with step(application, Move.APPROVE, by=by, at=at, seen=seen) as s:
        answer = s.application.answers.get(approved_at=None)
        if not policy.may_approve(by, s.application):
            raise Refusal(_("You wrote this answer. Another approver has to release it."))
        answer.approved_by, answer.approved_at = by, at
        answer.save()
        s.application.answered_at = at
        s.tells(answer=answer.pk, outcome=answer.outcome, unit=str(s.application.holder))
    return answer


def send_back(
    application: Application, *, remarks: str, by: Officer, at: datetime, seen: int | None = None
) -> Answer:
    """The answer needs another hand: back to its author with remarks."""
    with step(application, Move.SEND_BACK, by=by, at=at, seen=seen) as s:
        if not remarks.strip():
            raise Refusal(_("Say what has to change before you send it back."))
        answer = s.application.answers.get(approved_at=None)
        answer.remarks = remarks
        answer.save()
        s.tells(remarks=remarks, author=answer.drafted_by.full_name)
    return answer


def write_message(application: Application, *, text: str, by: Applicant, at: datetime) -> Message:
    """The applicant adds something for the officer; it joins the history."""
    with step(application, Move.WRITE, by=by, at=at) as s:
        if not text.strip():
            raise Refusal(_("Write your message first."))
        if len(text) > TEXT_LIMIT:
            raise Refusal(_("Your message is too long. Shorten it to %d characters.") % TEXT_LIMIT)
        message = s.application.messages.create(text=text, at=at)
        s.tells(message=message.pk)
    return message


def _write(application: Application, text: str, outcome: str, by: Officer, at: datetime) -> Answer:
    answer = application.answers.filter(approved_at=None).first() or Answer(application=application)
    answer.text, answer.outcome, answer.unit = text, Outcome(outcome), application.holder
    answer.drafted_by, answer.drafted_at = by, at
    answer.save()
    return answer
