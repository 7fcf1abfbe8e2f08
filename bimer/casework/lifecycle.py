"""From which state, to which, by what right: the table. No database."""

from dataclasses import dataclass
from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy, pgettext_lazy


class State(models.TextChoices):
    RECEIVED = "received", pgettext_lazy("state", "Received")
    IN_PROGRESS = "in_progress", pgettext_lazy("state", "In progress")
    AWAITING_APPLICANT = "awaiting_applicant", pgettext_lazy("state", "Applicant was asked")
    AWAITING_FEE = "awaiting_fee", pgettext_lazy("state", "Fee unpaid")
    AWAITING_APPROVAL = "awaiting_approval", pgettext_lazy("state", "Awaiting approval")
    INTERIM = "interim", pgettext_lazy("state", "Interim answer given")
    ANSWERED = "answered", pgettext_lazy("state", "Answered")
    NOT_EXAMINED = "not_examined", pgettext_lazy("state", "Not examined")
    REFERRED = "referred", pgettext_lazy("state", "Referred")
    MERGED = "merged", pgettext_lazy("state", "Merged")
    WITHDRAWN = "withdrawn", pgettext_lazy("state", "Withdrawn")


S = State
OPEN = frozenset(
    {
        S.RECEIVED,
        S.IN_PROGRESS,
        S.AWAITING_APPLICANT,
        S.AWAITING_FEE,
        S.AWAITING_APPROVAL,
        S.INTERIM,
    }
)
CLOSED = frozenset(S) - OPEN
# Where the unit may work and nothing waits for somebody else's word.
WORKING = frozenset({S.RECEIVED, S.IN_PROGRESS, S.INTERIM})


class Move(models.TextChoices):
    """A kind, once written to the database, is never renamed."""

    REGISTER = "register", pgettext_lazy("move", "Registered")
    CORRECT = "correct", pgettext_lazy("move", "Typing error corrected")
    CLASSIFY = "classify", pgettext_lazy("move", "Classified")
    ACCUSE = "accuse", pgettext_lazy("move", "Who is complained about was marked")
    CHECK = "check", pgettext_lazy("move", "Preliminary check decided")
    MERGE = "merge", pgettext_lazy("move", "Merged as a duplicate")
    SPLIT = "split", pgettext_lazy("move", "Split")
    WITHDRAW = "withdraw", pgettext_lazy("move", "Withdrawn by the applicant")
    TAKE = "take", pgettext_lazy("move", "Taken")
    RELEASE = "release", pgettext_lazy("move", "Released")
    ASSIGN = "assign", pgettext_lazy("move", "Assigned")
    FORWARD = "forward", pgettext_lazy("move", "Forwarded")
    GIVE_BACK = "give_back", pgettext_lazy("move", "Returned")
    RECALL = "recall", pgettext_lazy("move", "Recalled")
    COPY = "copy", pgettext_lazy("move", "Copied for information")
    ASK = "ask", pgettext_lazy("move", "Applicant asked")
    CONSULT = "consult", pgettext_lazy("move", "Another unit asked")
    CONTRIBUTE = "contribute", pgettext_lazy("move", "Contributed")
    END_CONSULTATION = "end_consultation", pgettext_lazy("move", "Question to another unit withdrawn")
    NOTE = "note", pgettext_lazy("move", "Note")
    DEMANDS = "demands", pgettext_lazy("move", "Demands numbered")
    DRAFT = "draft", pgettext_lazy("move", "Answer drafted")
    PROPOSE = "propose", pgettext_lazy("move", "Proposed for approval")
    APPROVE = "approve", pgettext_lazy("move", "Approved and sent")
    SEND_BACK = "send_back", pgettext_lazy("move", "Sent back for correction")
    EXTEND = "extend", pgettext_lazy("move", "Time extended")
    CHARGE = "charge", pgettext_lazy("move", "Fee charged")
    PAY = "pay", pgettext_lazy("move", "Fee paid")
    WRITE = "write", pgettext_lazy("move", "Message from the applicant")
    OBJECT = "object", pgettext_lazy("move", "Objection")
    REOPEN = "reopen", pgettext_lazy("move", "Reopened")
    RATE = "rate", pgettext_lazy("move", "Answer rated by the applicant")
    SUCCEED = "succeed", pgettext_lazy("move", "Passed to the successor")
    REMIND = "remind", pgettext_lazy("move", "Reminded")
    WARN = "warn", pgettext_lazy("move", "Warned")
    LAPSE = "lapse", pgettext_lazy("move", "Lapsed: fee unpaid")
    WAKE = "wake", pgettext_lazy("move", "Promised day has come")
    ERASE = "erase", pgettext_lazy("move", "Content erased")


class Right(StrEnum):
    READ = "read"
    REGISTER = "register"
    ROUTE = "route"
    WORK = "work"
    CONTRIBUTE = "contribute"
    APPROVE = "approve"
    PRINT = "print"
    RECALL = "recall"
    APPLICANT = "applicant"
    CLOCK = "clock"


@dataclass(frozen=True)
class Rule:
    """`after` None leaves the state as it is, unless the operation says which one follows."""

    before: frozenset[State]
    right: Right
    after: State | None = None


AT_REST = frozenset({S.ANSWERED, S.NOT_EXAMINED, S.REFERRED})
RULES = {
    # --- Registering
    # domain.md §2.4: always registered as it came; a typing error may be put right, and all see what it said.
    Move.CORRECT: Rule(OPEN, Right.ROUTE),
    # domain.md §12.3: the regime is inferred and can be changed; clocks count anew, the applicant is told.
    Move.CLASSIFY: Rule(WORKING, Right.ROUTE),
    # domain.md §5.3: never to the person complained of.
    Move.ACCUSE: Rule(OPEN, Right.ROUTE),
    # 4483 m.4; the seed's conditions for complaints and tip-offs.
    Move.CHECK: Rule(WORKING, Right.WORK),
    # domain.md §12.6
    Move.MERGE: Rule(WORKING, Right.ROUTE, after=S.MERGED),
    Move.SPLIT: Rule(WORKING, Right.ROUTE),
    Move.WITHDRAW: Rule(OPEN, Right.APPLICANT, after=S.WITHDRAWN),
    # --- Going
    # 3071 m.5, 4982 m.8: what belongs to another authority is sent there, and the applicant is told.
    Move.FORWARD: Rule(WORKING, Right.ROUTE, after=S.RECEIVED),
    # domain.md §4.4 (2): iade needs a reason code and goes to the sender.
    Move.GIVE_BACK: Rule(WORKING, Right.ROUTE, after=S.RECEIVED),
    Move.RECALL: Rule(frozenset({S.RECEIVED}), Right.RECALL, after=S.RECEIVED),
    # domain.md §4.5: bilgi, read only.
    Move.COPY: Rule(OPEN, Right.ROUTE),
    # --- Working
    # domain.md §4.4 (6): opening an item for work binds it to one officer.
    Move.TAKE: Rule(WORKING, Right.WORK, after=S.IN_PROGRESS),
    Move.RELEASE: Rule(frozenset({S.IN_PROGRESS, S.INTERIM}), Right.WORK),
    Move.ASSIGN: Rule(OPEN, Right.ROUTE),
    Move.ASK: Rule(WORKING, Right.WORK, after=S.AWAITING_APPLICANT),
    Move.CONSULT: Rule(WORKING, Right.WORK, after=S.IN_PROGRESS),
    Move.CONTRIBUTE: Rule(OPEN, Right.CONTRIBUTE),
    Move.END_CONSULTATION: Rule(OPEN, Right.WORK),
    Move.NOTE: Rule(frozenset(S), Right.WORK),
    Move.DEMANDS: Rule(WORKING, Right.WORK),
    # --- Deciding
    Move.DRAFT: Rule(WORKING | {S.AWAITING_APPLICANT}, Right.WORK),
    Move.PROPOSE: Rule(WORKING | {S.AWAITING_APPLICANT}, Right.WORK, after=S.AWAITING_APPROVAL),
    # 3071 m.7, 4982 m.12: the answer goes out reasoned and in writing, after release by the approver.
    Move.APPROVE: Rule(frozenset({S.AWAITING_APPROVAL}), Right.APPROVE, after=S.ANSWERED),
    Move.SEND_BACK: Rule(frozenset({S.AWAITING_APPROVAL}), Right.APPROVE, after=S.IN_PROGRESS),
    # 4982 m.11: with one of three grounds, before the first period ends, with notice.
    Move.EXTEND: Rule(WORKING, Right.WORK),
    # 4982 m.10, m.11: the notice of the cost interrupts the period.
    Move.CHARGE: Rule(WORKING, Right.WORK, after=S.AWAITING_FEE),
    Move.PAY: Rule(frozenset({S.AWAITING_FEE}), Right.WORK, after=S.IN_PROGRESS),
    # --- After
    Move.WRITE: Rule(OPEN, Right.APPLICANT),
    # 2577 m.11: to the superior authority, within the time for an action.
    Move.OBJECT: Rule(frozenset({S.ANSWERED, S.NOT_EXAMINED}), Right.APPLICANT, after=S.RECEIVED),
    # domain.md §4.4 (5): a new round; the old answer can't be changed.
    Move.REOPEN: Rule(AT_REST, Right.ROUTE, after=S.IN_PROGRESS),
    Move.RATE: Rule(AT_REST, Right.APPLICANT),
    # --- By the clock
    # domain.md §9.2: a renamed, merged or closed institution leaves its open work to its successor as it is.
    Move.SUCCEED: Rule(OPEN, Right.CLOCK),
    # domain.md §12.15
    Move.REMIND: Rule(OPEN, Right.CLOCK),
    Move.WARN: Rule(OPEN, Right.CLOCK),
    # 4982 m.11: no proof of payment within 15 working days means the request was withdrawn.
    Move.LAPSE: Rule(frozenset({S.AWAITING_FEE}), Right.CLOCK, after=S.WITHDRAWN),
    Move.WAKE: Rule(frozenset({S.ANSWERED}), Right.CLOCK, after=S.IN_PROGRESS),
    # 6698 m.7: when no reason to keep them is left, words and person go; that it happened stays on record.
    Move.ERASE: Rule(CLOSED, Right.CLOCK),
}


def at_work(*, interim: bool) -> State:
    """Where an application is while the unit works on it: after an interim answer the rest is open."""
    return S.INTERIM if interim else S.IN_PROGRESS


IMPOSSIBLE = {
    S.RECEIVED: gettext_lazy("Nobody has taken this application yet. Take it or draft an answer first."),
    S.IN_PROGRESS: gettext_lazy("This application is being worked on; no answer waits for approval."),
    S.AWAITING_APPLICANT: gettext_lazy(
        "The applicant was asked and has not replied yet. Write the answer, or wait for the reply."
    ),
    S.AWAITING_FEE: gettext_lazy(
        "The fee is not paid yet. Record the payment; without it the request lapses on its last day."
    ),
    S.AWAITING_APPROVAL: gettext_lazy(
        "The answer waits for approval. Approve it or send it back before you do anything else."
    ),
    S.INTERIM: gettext_lazy("An interim answer was sent. What is left is the final answer."),
    S.ANSWERED: gettext_lazy("This application has been answered. Nothing more can be done to it."),
    S.NOT_EXAMINED: gettext_lazy("This application was closed without examination. It can be reopened."),
    S.REFERRED: gettext_lazy("This application was referred to the competent authority. It can be reopened."),
    S.MERGED: gettext_lazy("This application was merged with another one. Work on that one."),
    S.WITHDRAWN: gettext_lazy("This application was withdrawn. Nothing more can be done to it."),
}
