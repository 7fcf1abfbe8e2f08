"""From which state, to which, by what right: the table. No database."""

from dataclasses import dataclass
from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy, pgettext_lazy


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
    SUCCEED = "succeed", pgettext_lazy("move", "Passed to the successor")
    WRITE = "write", pgettext_lazy("move", "Message from the applicant")


class Right(StrEnum):
    READ = "read"
    REGISTER = "register"
    ROUTE = "route"
    WORK = "work"
    APPROVE = "approve"
    PRINT = "print"
    APPLICANT = "applicant"
    CLOCK = "clock"


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
    Move.PROPOSE: Rule(frozenset({S.RECEIVED, S.IN_PROGRESS}), Right.WORK, after=S.AWAITING_APPROVAL),
    # 3071 m.7, 4982 m.12: the answer goes out reasoned and in writing, after release by the approver.
    Move.APPROVE: Rule(frozenset({S.AWAITING_APPROVAL}), Right.APPROVE, after=S.ANSWERED),
    Move.SEND_BACK: Rule(frozenset({S.AWAITING_APPROVAL}), Right.APPROVE, after=S.IN_PROGRESS),
    # domain.md §9.2: a renamed, merged or closed institution leaves its open work to its successor as it is.
    Move.SUCCEED: Rule(OPEN, Right.CLOCK),
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
