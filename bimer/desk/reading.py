"""What an officer reads on the pages of one application, gathered with a fixed number of questions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from bimer.casework import (
    advice,
    afterwards,
    consulting,
    correspondence,
    decisions,
    policy,
    queries,
    timing,
    topics,
    working,
)
from bimer.casework.lifecycle import Move, State
from bimer.desk import telling
from bimer.desk.gate_reading import checkable, gate_of
from bimer.desk.loading import Request, reach_of, today
from bimer.desk.menu import menu
from bimer.institutions.models import Officer
from bimer.law import authorities


def reading(request: Request, application: Any) -> dict[str, Any]:
    """The application as its page shows it: words, facts, history and what may be done now.

    What never happened, by its history, is not asked for."""
    officer, on = request.user, today()
    held = policy.rights_of(reach_of(request), application)
    events = list(queries.history(application))
    happened = {event.move for event in events}
    moves = decisions.possible(application, policy.moves(officer, application, on=on, held=held))
    moves = working.possible(application, moves, officer, on=on)
    moves = checkable(application, moves)
    answered_at = application.answered_at
    return {
        "application": application,
        "on": on,
        "received_on": timezone.localdate(application.received_at),
        "answered_on": timezone.localdate(answered_at) if answered_at else None,
        "article": correspondence.article(application),
        "why": _why(application),
        "applicant": queries.applicant_of(application, officer, on=on, held=held),
        "files": queries.files_of(application),
        "letters_from_applicant": queries.messages_of(application),
        "answers": (answers := list(queries.answers_of(application))),
        "answer": answers[0] if answers else None,
        "draft": queries.draft_of(application),
        "turn": application.dispatches.filter(left_at=None).select_related("sender").first(),
        "history": [_line(event) for event in events],
        "consultations": consulting.consultations_of(application),
        "demands": consulting.demands_of(application) if Move.DEMANDS in happened else [],
        "notes": consulting.notes_of(application) if Move.NOTE in happened else [],
        "fee": timing.fee_of(application) if Move.CHARGE in happened else None,
        "surveys": afterwards.surveys_of(application) if Move.RATE in happened else [],
        "gate": gate_of(request, application, moves=moves),
        "corrections": _corrections(application) if Move.CORRECT in happened else [],
        "topic": topics.naming(application.topic, get_language() or "tr"),
        "parts": _parts(application) if Move.SPLIT in happened else [],
        "moves": moves,
        "menu": menu(application.number, moves),
        "is_mine": application.taken_by_id == officer.pk,
        "wrote_it_herself": Move.SEND_BACK in moves and Move.APPROVE not in moves,
    }


def _corrections(application: Any) -> list[tuple[Any, Any]]:
    return [(correspondence.FIELDS[one.field], one) for one in queries.corrections_of(application)]


def _parts(application: Any) -> list[str]:
    """The numbers of the applications it was split into."""
    return list(application.parts.order_by("pk").values_list("number", flat=True))


def proposal(request: Request, application: Any) -> dict[str, Any]:
    """The answer that waits for approval, as the applicant would get it."""
    officer, on = request.user, today()
    context = reading(request, application)
    draft = context["draft"] if application.state == State.AWAITING_APPROVAL else None
    remedies = _remedies(application, draft, on) if draft else ()
    found = _advice(application, draft, officer, on) if draft else ()
    named = _named(application, draft, on) if draft else {}
    return context | {"draft": draft, "remedies": remedies, "advice": found} | named


def _named(application: Any, draft: Any, on: date) -> dict[str, Any]:
    """Ground and authority of a decision, in the words of its letter."""
    ground = decisions.ground_named(application, draft)
    authority = authorities.authority(draft.authority, on) if draft.authority else None
    return {
        "ground": ground,
        "ground_text": ground.text(application.language) if ground else "",
        "authority": authority.name(application.language) if authority else "",
    }


def _remedies(application: Any, draft: Any, on: date) -> Sequence[str]:
    return correspondence.remedies_block(application, draft.outcome, on, decision=draft.decision)


def _advice(application: Any, draft: Any, officer: Officer, on: date) -> Sequence[advice.Advice]:
    """What author and approver should look at: the same list for both."""
    words = {name: getattr(draft, name) for name in ("text", "outcome", "ground", "decision")}
    return advice.advise(application, **words, officer=officer, on=on)


@dataclass(frozen=True)
class Line:
    """One step of the history, in words."""

    what: str
    who: str
    at: datetime
    left: str
    unit: str
    text: str
    due_on: date | None
    letter: int | None  # number of the tekit that was written


MOVED = (Move.REGISTER, Move.FORWARD, Move.GIVE_BACK, Move.RECALL, Move.ACCUSE, Move.OBJECT, Move.SUCCEED)


def _line(event: Any) -> Line:
    facts = event.facts
    moved = event.move in MOVED
    given = event.move in (Move.TAKE, Move.ASSIGN)
    return Line(
        what=event.get_move_display(),
        who=_who(event),
        at=event.at,
        left=facts.get("left", "") if moved or given else "",
        unit=facts.get("unit", "") if moved else facts.get("officer", "") if given else "",
        text=telling.details(event) or facts.get("reason") or facts.get("remarks") or _reminded(facts),
        due_on=date.fromisoformat(facts["due_on"]) if moved and facts.get("due_on") else None,
        letter=facts.get("warning") if event.move == Move.WARN else None,
    )


def _reminded(facts: dict[str, Any]) -> str:
    """What a reminder or a warning was about, and who heard of it."""
    if facts.get("about") == "question":
        return _("Of the question nobody has replied to yet.")
    if facts.get("about") == "consultation":
        return _("Of the contribution asked for: %s") % facts["unit"]
    return _("Told: %s") % facts["told"] if facts.get("about") == "last_day" else ""


def _who(event: Any) -> str:
    if event.officer and event.facts.get("acting_for"):
        names = {"officer": event.officer, "name": event.facts["acting_for"]}
        return _("%(officer)s, standing in for %(name)s") % names
    if event.officer:
        return str(event.officer)
    return _("The applicant") if event.by_applicant else _("The system")


def _why(application: Any) -> str:
    if application.routing.get("rule") == "named":
        return _("The applicant chose this institution.")
    return correspondence.why(application)
