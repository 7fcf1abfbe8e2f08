"""What an officer reads on the pages of one application, gathered with a fixed number of questions."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from bimer.casework import correspondence, policy, queries
from bimer.casework.lifecycle import Move, State
from bimer.desk.menu import menu
from bimer.institutions.models import Officer


def reading(application: Any, officer: Officer, *, on: date) -> dict[str, Any]:
    """The application as its page shows it: words, facts, history and what may be done now."""
    moves = policy.moves(officer, application, on=on)
    answered_at = application.answered_at
    return {
        "application": application,
        "on": on,
        "received_on": timezone.localdate(application.received_at),
        "answered_on": timezone.localdate(answered_at) if answered_at else None,
        "article": correspondence.article(application),
        "why": _why(application),
        "applicant": queries.applicant_of(application, officer, on=on),
        "files": queries.files_of(application),
        "letters_from_applicant": queries.messages_of(application),
        "answer": queries.answer_of(application),
        "draft": queries.draft_of(application),
        "turn": application.dispatches.filter(left_at=None).select_related("sender").first(),
        "history": [_line(event) for event in queries.history(application)],
        "moves": moves,
        "menu": menu(application.number, moves),
        "is_mine": application.taken_by_id == officer.pk,
        "wrote_it_herself": Move.SEND_BACK in moves and Move.APPROVE not in moves,
    }


def proposal(application: Any, officer: Officer, *, on: date) -> dict[str, Any]:
    """The answer that waits for approval, as the applicant would get it."""
    context = reading(application, officer, on=on)
    draft = context["draft"] if application.state == State.AWAITING_APPROVAL else None
    remedies = correspondence.remedies_block(application, draft.outcome, on) if draft else ()
    return context | {"draft": draft, "remedies": remedies}


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


def _line(event: Any) -> Line:
    facts = event.facts
    moved = event.move in (Move.REGISTER, Move.FORWARD, Move.GIVE_BACK)
    return Line(
        what=event.get_move_display(),
        who=_who(event),
        at=event.at,
        left=facts.get("left", ""),
        unit=facts.get("unit", "") if moved else "",
        text=facts.get("reason") or facts.get("remarks") or _reminded(facts),
        due_on=date.fromisoformat(facts["due_on"]) if moved and facts.get("due_on") else None,
    )


def _reminded(facts: dict[str, Any]) -> str:
    """What a reminder or a warning was about, and who heard of it."""
    if facts.get("about") == "question":
        return _("Of the question nobody has replied to yet.")
    if facts.get("about") == "consultation":
        return _("Of the contribution asked for: %s") % facts["unit"]
    return _("Told: %s") % facts["told"] if facts.get("about") == "last_day" else ""


def _who(event: Any) -> str:
    if event.officer:
        return str(event.officer)
    return _("The applicant") if event.by_applicant else _("The system")


def _why(application: Any) -> str:
    if application.routing.get("rule") == "named":
        return _("The applicant chose this institution.")
    return correspondence.why(application)
