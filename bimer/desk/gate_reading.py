"""What the page of an application shows of the gate: who is complained about, how the check was decided."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from bimer.casework import competence, decisions, gate, policy
from bimer.casework.answering import Decision
from bimer.casework.lifecycle import Move, Right, State
from bimer.desk.forms.gate import YES_NO_UNCLEAR
from bimer.desk.loading import Request, reach_of, today
from bimer.institutions.models import Officer
from bimer.law import grounds

ANSWERS = dict(YES_NO_UNCLEAR)


@dataclass(frozen=True)
class Mark:
    """One mark of who is complained about."""

    pk: int
    who: str
    title: str
    may_lift: bool


@dataclass(frozen=True)
class Decided:
    """One decision of the preliminary check, in words."""

    goes_on: bool
    ground: str
    reasons: str
    answers: list[tuple[str, Any]]
    who: str
    unit: str
    at: Any


def gate_of(request: Request, application: Any, *, moves: list[Move]) -> dict[str, Any]:
    """No question to the database where nobody is complained about and nothing is checked."""
    officer, on = request.user, today()
    is_marked = application.accused_units or application.accused_officers
    is_referred = application.state == State.REFERRED
    return {
        "competent": competence.suggestions(application, on=on) if Move.DRAFT in moves else [],
        "may_refer": Decision.REFERRAL in decisions.law_of(application).decisions,
        "package": is_referred and Right.WORK in policy.rights_of(reach_of(request), application),
        "marks": _marks(application, officer, Move.ACCUSE in moves, on) if is_marked else [],
        "checks": _checks(application) if gate.is_checked(application) else [],
    }


def checkable(application: Any, moves: list[Move]) -> list[Move]:
    """Without the preliminary check where the law has none."""
    return [move for move in moves if move != Move.CHECK or gate.is_checked(application)]


def _marks(application: Any, officer: Officer, may_mark: bool, on: date) -> list[Mark]:
    standing = application.accusations.filter(lifted_at=None).select_related("unit", "officer").order_by("pk")
    return [
        Mark(
            one.pk,
            ", ".join(str(part) for part in (one.officer, one.unit) if part) or _("A post without a name"),
            one.title,
            may_mark and gate.may_lift(one, officer, on=on),
        )
        for one in standing
    ]


def _checks(application: Any) -> list[Decided]:
    words = {question.code: question.text(get_language() or "tr") for question in gate.questions(application)}
    made = application.checks.select_related("by", "unit").order_by("-pk")
    return [
        Decided(
            goes_on=one.goes_on,
            ground=ground_text(application, one.ground, timezone.localdate(one.at)),
            reasons=one.reasons,
            answers=[(words[code], ANSWERS[answer]) for code, answer in one.answers.items() if code in words],
            who=str(one.by),
            unit=str(one.unit),
            at=one.at,
        )
        for one in made
    ]


def ground_text(application: Any, code: str, on: date) -> str:
    """The ground with its article, in words; its bare code where the law of that day has lost it."""
    if not code:
        return ""
    try:
        found = grounds.ground(application.regime, grounds.Use.NOT_EXAMINE, code, on)
    except grounds.NoSuchGround:
        return code
    return f"{found.name(get_language() or 'tr')} ({found.article})"
