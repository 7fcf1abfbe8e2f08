"""Before one move is made for many: with which of the chosen it is possible, and which say the same.

A first look, in as many questions for five hundred as for one; the step itself has the last word."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from hashlib import sha256

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from bimer.casework import policy
from bimer.casework.lifecycle import IMPOSSIBLE, OPEN, RULES, Move, State
from bimer.casework.models import Answer, Application, Consultation, Demand, Event, Purpose
from bimer.institutions.models import Officer

MOST = 500


@dataclass(frozen=True)
class Choice:
    """What was chosen: with which of them the move is possible now, and why not with the others."""

    possible: list[Application]
    left_out: list[tuple[Application, str]]


def choose(applications: Iterable[Application], move: Move, *, by: Officer, on: date) -> Choice:
    """Part them into those the officer can make the move on today and the rest, with the reason."""
    reached, chosen = policy.reach(by, on=on), list(applications)
    reasons = {application.pk: _why_not(application, move, reached) for application in chosen}
    for look in LOOKS.get(move, ()):
        left = [application for application in chosen if not reasons[application.pk]]
        reasons |= look(left, by, reached)
    return Choice(
        [application for application in chosen if not reasons[application.pk]],
        [(application, reasons[application.pk]) for application in chosen if reasons[application.pk]],
    )


def taken_by(officer: Officer, *, among: QuerySet[Application]) -> QuerySet[Application]:
    """The open work on that officer's desk, among what the asking officer can see."""
    return among.filter(taken_by=officer, state__in=OPEN).order_by("due_on", "pk")


# --- Why not ---------------------------------------------------------------------------------------
def _why_not(application: Application, move: Move, reached: policy.Reach) -> str:
    rule = RULES[move]
    if rule.right not in reached.rights(application.holder.path):
        return _("You may only read this one.")
    if application.state not in rule.before:
        return str(IMPOSSIBLE[State(application.state)])
    return ""


Reasons = dict[int, str]


def _reviewed(chosen: list[Application], by: Officer, reached: policy.Reach) -> Reasons:
    """After an objection another officer decides. Few are in a later round; they are asked one by one."""
    later = [application for application in chosen if application.round > 1]
    own = [application.pk for application in later if not policy.may_work(by, application)]
    return dict.fromkeys(own, str(policy.REVIEWED))


def _her_own(chosen: list[Application], by: Officer, reached: policy.Reach) -> Reasons:
    """Never an answer she, or whoever she stands in for, had a hand in (domain.md §4.2).

    In a later round the hands of an earlier one don't count; that the step looks at."""
    first = [application.pk for application in chosen if application.round == 1]
    hands = Event.objects.filter(move__in=[Move.DRAFT, Move.PROPOSE], officer__in=reached.officers)
    own = set(hands.filter(application__in=first).values_list("application", flat=True))
    return dict.fromkeys(own, _("You had a hand in this answer; another approver decides."))


def _numbered(chosen: list[Application], by: Officer, reached: policy.Reach) -> Reasons:
    """Each numbered demand has an outcome of its own; one text for many would pass over them."""
    numbered = set(Demand.objects.filter(application__in=chosen).values_list("application", flat=True))
    return dict.fromkeys(numbered, _("Its demands are numbered and decided one by one. Open it by itself."))


def _drafted(chosen: list[Application], by: Officer, reached: policy.Reach) -> Reasons:
    """What a colleague is writing is not written over by many at once."""
    drafts = Answer.objects.filter(application__in=chosen, approved_at=None).select_related("drafted_by")
    others = drafts.exclude(drafted_by__in=reached.officers)
    return {
        draft.application_id: _("%s is writing an answer to it. Open it by itself.") % draft.drafted_by
        for draft in others
    }


def _waited_for(chosen: list[Application], by: Officer, reached: policy.Reach) -> Reasons:
    """An answer may go before all have contributed, but not unawares."""
    asked = Consultation.objects.filter(application__in=chosen, contributed_at=None, withdrawn_at=None)
    waiting = asked.exclude(purpose=Purpose.INFORMATION).select_related("unit").order_by("-pk")
    return {
        each.application_id: _("%s was asked and has not contributed yet. Open it by itself.") % each.unit
        for each in waiting
    }


LOOKS = {
    Move.PROPOSE: (_reviewed, _numbered, _drafted, _waited_for),
    Move.APPROVE: (_reviewed, _her_own, _numbered),
}


# --- What is approved together ---------------------------------------------------------------------
@dataclass(frozen=True)
class Alike:
    """Proposed decisions that say the same to several applicants; `mark` stands for what they say."""

    mark: str
    answer: Answer
    applications: list[Application]


@dataclass(frozen=True)
class Piece:
    """Some words of a text, as compared with another: the same in both, only here, or only there."""

    words: str
    kind: str


WORD = r"\S+\s*|\s+"
RELATED = 0.5  # texts less alike than this are read for themselves


def alike(applications: Iterable[Application]) -> list[Alike]:
    """The decisions that await approval; those that say the same in everything together, most first."""
    groups: dict[str, Alike] = {}
    by_pk = {application.pk: application for application in applications}
    waiting = Answer.objects.filter(application__in=by_pk, approved_at=None).select_related("unit")
    for answer in waiting.order_by("pk"):
        mark = _mark(answer)
        group = groups.setdefault(mark, Alike(mark, answer, []))
        group.applications.append(by_pk[answer.application_id])
    return sorted(groups.values(), key=lambda group: -len(group.applications))


def _mark(answer: Answer) -> str:
    """One mark for everything the letter takes from a decision; blanks and line ends don't count."""
    words = (" ".join(answer.text.split()), " ".join(answer.separation.split()))
    codes = (answer.decision, answer.outcome, answer.ground, answer.authority, answer.promise_on)
    return sha256(repr((*words, *map(str, codes), answer.unit_id)).encode()).hexdigest()[:32]


def differences(text: str, other: str) -> list[Piece]:
    """Where a text differs from another, word by word; one piece where the two have little in common."""
    mine, its = re.findall(WORD, text), re.findall(WORD, other)
    matcher = SequenceMatcher(None, its, mine, autojunk=False)
    if matcher.quick_ratio() < RELATED or matcher.ratio() < RELATED:
        return [Piece(text, "same")]
    found: list[Piece] = []
    for what, its_from, its_to, my_from, my_to in matcher.get_opcodes():
        here = "same" if what == "equal" else "here"
        if what in ("replace", "delete"):
            found.append(Piece("".join(its[its_from:its_to]), "there"))
        found.append(Piece("".join(mine[my_from:my_to]), here))
    return [piece for piece in found if piece.words]
