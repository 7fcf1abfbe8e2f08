"""From which state, to which, by what right. The only place where state, holder and version change."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from bimer.casework import policy
from bimer.casework.actors import Applicant
from bimer.casework.errors import Refusal, Stale
from bimer.institutions.models import Officer


class State(models.TextChoices):
    RECEIVED = "received", pgettext_lazy("state", "Received")
    IN_PROGRESS = "in_progress", pgettext_lazy("state", "In progress")
    AWAITING_APPROVAL = "awaiting_approval", pgettext_lazy("state", "Awaiting approval")
    ANSWERED = "answered", pgettext_lazy("state", "Answered")


OPEN = frozenset({State.RECEIVED, State.IN_PROGRESS, State.AWAITING_APPROVAL})


class Move(models.TextChoices):
    """A kind, once written to the database, is never renamed."""

    REGISTER = "register", pgettext_lazy("move", "Registered")
    TAKE = "take", pgettext_lazy("move", "Taken")
    FORWARD = "forward", pgettext_lazy("move", "Forwarded")
    GIVE_BACK = "give_back", pgettext_lazy("move", "Returned")
    DRAFT = "draft", pgettext_lazy("move", "Answer drafted")
    PROPOSE = "propose", pgettext_lazy("move", "Proposed for approval")
    APPROVE = "approve", pgettext_lazy("move", "Approved and sent")
    SEND_BACK = "send_back", pgettext_lazy("move", "Sent back for correction")
    WRITE = "write", pgettext_lazy("move", "Message from the applicant")


class Right(StrEnum):
    READ = "read"
    REGISTER = "register"
    ROUTE = "route"
    WORK = "work"
    APPROVE = "approve"
    PRINT = "print"
    APPLICANT = "applicant"


@dataclass(frozen=True)
class Rule:
    before: frozenset[State]
    right: Right
    after: State | None = None


S = State
RULES = {
    # domain.md §4.4 (6): opening an item for work binds it to one officer.
    Move.TAKE: Rule(frozenset({S.RECEIVED, S.IN_PROGRESS}), Right.WORK, after=S.IN_PROGRESS),
    # 3071 m.5, 4982 m.8: what belongs to another authority is sent there, and the applicant is told.
    Move.FORWARD: Rule(frozenset({S.RECEIVED, S.IN_PROGRESS}), Right.ROUTE, after=S.RECEIVED),
    # domain.md §4.4 (2): iade goes to the sender.
    Move.GIVE_BACK: Rule(frozenset({S.RECEIVED, S.IN_PROGRESS}), Right.ROUTE, after=S.RECEIVED),
    Move.DRAFT: Rule(frozenset({S.RECEIVED, S.IN_PROGRESS}), Right.WORK, after=S.IN_PROGRESS),
    Move.PROPOSE: Rule(frozenset({S.IN_PROGRESS}), Right.WORK, after=S.AWAITING_APPROVAL),
    # 3071 m.7, 4982 m.12: the answer goes out reasoned and in writing, after release by the approver.
    Move.APPROVE: Rule(frozenset({S.AWAITING_APPROVAL}), Right.APPROVE, after=S.ANSWERED),
    Move.SEND_BACK: Rule(frozenset({S.AWAITING_APPROVAL}), Right.APPROVE, after=S.IN_PROGRESS),
    Move.WRITE: Rule(OPEN, Right.APPLICANT),
}

IMPOSSIBLE = {
    S.RECEIVED: gettext_lazy("Nobody has taken this application yet. Take it or draft an answer first."),
    S.IN_PROGRESS: gettext_lazy("This application is being worked on; no answer waits for approval."),
    S.AWAITING_APPROVAL: gettext_lazy(
        "The answer waits for approval. Approve it or send it back before you do anything else."
    ),
    S.ANSWERED: gettext_lazy("This application has been answered. Nothing more can be done to it."),
}


@dataclass
class Step:
    """One move in the making: the locked row and what will be remembered of it."""

    application: "models.Model"
    at: datetime
    facts: dict[str, object] = field(default_factory=dict)

    def tells(self, **facts: object) -> None:
        self.facts.update(facts)


@contextmanager
def step(application, move: Move, *, by, at: datetime, seen: int | None = None) -> Iterator[Step]:
    """Everything that all moves share: transaction, row lock, stale page, right, rule, version, event, job.

    If the body raises, nothing happened. Afterwards `application` shows what now is."""
    with transaction.atomic():
        locked = type(application).objects.select_for_update().get(pk=application.pk)
        if seen is not None and seen != locked.version:
            raise Stale(_stale(locked))
        policy.require(by, move, locked, on=timezone.localdate(at))
        rule = RULES[move]
        before, holder_id = State(locked.state), locked.holder_id
        if before not in rule.before:
            raise Refusal(str(IMPOSSIBLE[before]))
        making = Step(locked, at)
        yield making
        locked.state = rule.after or before
        locked.version += 1
        if locked.holder_id != holder_id:
            locked.place_under(locked.holder)
        locked.save()
        record(locked, move, by=by, at=at, before=before, facts=making.facts)
    for name in ("state", "version", "holder", "taken_by", "answered_at"):
        setattr(application, name, getattr(locked, name))


def _stale(locked) -> str:
    last = locked.events.select_related("officer").order_by("-sequence").first()
    who = last.officer.full_name if last and last.officer else _("the applicant")
    return _(
        "This application changed while you were looking at it: %(move)s (%(who)s). Look at it again before you decide."
    ) % {"move": last.get_move_display() if last else "", "who": who}


def record(application, move: Move, *, by, at: datetime, before: str, facts: dict) -> "models.Model":
    """Remember what happened and let those hear of it who must. Same transaction, or not at all."""
    officer = by if isinstance(by, Officer) else None
    event = application.events.create(
        sequence=application.version,
        move=move,
        at=at,
        officer=officer,
        by_applicant=isinstance(by, Applicant),
        before=before,
        after=application.state,
        holder_id=application.holder_id,
        facts=facts,
    )
    announce.defer(event_id=event.pk)
    return event
