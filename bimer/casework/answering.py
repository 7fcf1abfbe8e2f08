"""Working on an application until its answer goes out: draft, propose, approve; every kind of decision."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import TypedDict, Unpack

from django.utils import timezone
from django.utils.translation import gettext as _

from bimer.casework import consulting, decisions, policy, timing
from bimer.casework.actors import Applicant
from bimer.casework.errors import Refusal
from bimer.casework.lifecycle import Move, State, at_work
from bimer.casework.models import (
    TEXT_LIMIT,
    Answer,
    Application,
    Decision,
    Message,
    Outcome,
)
from bimer.casework.step import Step, step
from bimer.institutions.models import Officer
from bimer.law import clocks


class Content(TypedDict, total=False):
    """What a draft says; `demands` gives each numbered demand its outcome and ground."""

    text: str
    outcome: str
    decision: str
    ground: str
    separation: str
    authority: str
    promise_on: date | None
    demands: Mapping[int, tuple[str, str]]


def save_draft(
    application: Application,
    *,
    by: Officer,
    at: datetime,
    seen: int | None = None,
    **content: Unpack[Content],
) -> Answer:
    """Keep the decision in the making; whoever drafts has taken the application."""
    with step(application, Move.DRAFT, by=by, at=at, seen=seen) as s:
        answer = _write(s, content, by)
        if s.application.state == State.RECEIVED:
            s.after = at_work(interim=s.application.interim_at is not None)
    return answer


def propose(
    application: Application,
    *,
    by: Officer,
    at: datetime,
    seen: int | None = None,
    **content: Unpack[Content],
) -> Answer:
    """Put the decision before the approver (onaya sunma). Nobody waits for the applicant any longer."""
    with step(application, Move.PROPOSE, by=by, at=at, seen=seen) as s:
        answer = _write(s, content, by)
        decisions.check(s.application, answer, on=timezone.localdate(at))
        answer.proposed_by, answer.proposed_at, answer.remarks = by, at, ""
        answer.save()
        timing.end_pause(s.application, at=at)
    return answer


def approve(application: Application, *, by: Officer, at: datetime, seen: int | None = None) -> Answer:
    """Release the decision: it can't be changed any more and the applicant is told (3071 m.7, 4982 m.12)."""
    with step(application, Move.APPROVE, by=by, at=at, seen=seen) as s:
        answer = s.application.answers.get(approved_at=None)
        if not policy.may_work(by, s.application):
            raise Refusal(str(policy.REVIEWED))
        if not policy.may_approve(by, s.application, on=timezone.localdate(at)):
            raise Refusal(_("You wrote this answer. Another approver has to release it."))
        decisions.check(s.application, answer, on=timezone.localdate(at))
        answer.approved_by, answer.approved_at = by, at
        answer.save()
        s.after = decisions.AFTER[Decision(answer.decision)]
        s.tells(answer=answer.pk, unit=str(s.application.holder), **_told(answer))
        s.covers(answer=answer)
        _release(s, answer)
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
        s.after = at_work(interim=s.application.interim_at is not None)
        s.tells(remarks=remarks, author=answer.drafted_by.full_name)
    return answer


def write_message(application: Application, *, text: str, by: Applicant, at: datetime) -> Message:
    """The applicant adds something for the officer; it joins the history. Who was asked has now replied."""
    with step(application, Move.WRITE, by=by, at=at) as s:
        if not text.strip():
            raise Refusal(_("Write your message first."))
        if len(text) > TEXT_LIMIT:
            raise Refusal(_("Your message is too long. Shorten it to %d characters.") % TEXT_LIMIT)
        message = s.application.messages.create(text=text, at=at)
        s.tells(message=message.pk)
        s.covers(message=message)
        if s.application.state == State.AWAITING_APPLICANT:
            s.after = at_work(interim=s.application.interim_at is not None)
            timing.end_pause(s.application, at=at)
    return message


# --- Parts -----------------------------------------------------------------------------------------
def _write(s: Step, content: Content, by: Officer) -> Answer:
    """The draft as handed in, on the one row that is in the making."""
    application = s.application
    if not policy.may_work(by, application):
        raise Refusal(str(policy.REVIEWED))
    answer = application.answers.filter(approved_at=None).first() or Answer(application=application)
    answer.text, answer.unit, answer.round = content["text"], application.holder, application.round
    answer.decision = Decision(content.get("decision", Decision.ANSWER))
    answer.outcome = Outcome(content.get("outcome") or Outcome.INFORMED)
    _keep_what_belongs(answer, content)
    answer.drafted_by, answer.drafted_at = by, s.at
    answer.save()
    _decide_demands(s, content.get("demands", {}))
    if application.taken_by is None:
        application.taken_by, application.taken_at = by, s.at
    s.tells(**_told(answer))
    return answer


def _keep_what_belongs(answer: Answer, content: Content) -> None:
    """A decision keeps only what it can use: no ground for what was granted, no day for what was done."""
    is_answer = answer.decision == Decision.ANSWER
    answer.outcome = answer.outcome if is_answer else Outcome.INFORMED
    has_ground = answer.decision == Decision.NOT_EXAMINED or answer.outcome in decisions.NEEDS_GROUND
    is_partial, is_promised = answer.outcome == Outcome.PARTIAL, answer.outcome == Outcome.PROMISED
    answer.ground = content.get("ground", "") if has_ground else ""
    answer.separation = content.get("separation", "") if is_partial else ""
    answer.authority = content.get("authority", "") if answer.decision == Decision.REFERRAL else ""
    answer.promise_on = content.get("promise_on") if is_promised else None


def _decide_demands(s: Step, decided: Mapping[int, tuple[str, str]]) -> None:
    if not decided:
        return
    known = list(consulting.demands_of(s.application))
    for demand in known:
        if demand.number not in decided:
            continue
        outcome, ground = decided[demand.number]
        demand.outcome = Outcome(outcome) if outcome else ""
        demand.ground = ground if outcome in decisions.NEEDS_GROUND else ""
        demand.save(update_fields=["outcome", "ground"])
    s.covers(demands=known)


def _told(answer: Answer) -> dict[str, object]:
    """What the history remembers of a decision: codes, never its words."""
    promised = answer.promise_on.isoformat() if answer.promise_on else ""
    found = {
        "decision": str(answer.decision),
        "outcome": str(answer.outcome),
        "ground": answer.ground,
        "authority": answer.authority,
        "promise_on": promised,
    }
    return {name: value for name, value in found.items() if value}


def _release(s: Step, answer: Answer) -> None:
    """What follows from the decision: an interim answer begins the second clock, all others end the work."""
    application = s.application
    if answer.decision == Decision.INTERIM:
        application.interim_at = s.at
        timing.set_due(application, clocks.interim_due(timezone.localdate(s.at)).on)
        s.tells(due_on=application.due_on.isoformat())
        return
    application.answered_at, application.interim_at = s.at, None
    application.promise_on = answer.promise_on
    asked = consulting.still_asked(application)
    s.tells(asked=list(asked.values_list("unit", flat=True)))
    asked.update(withdrawn_at=s.at)
