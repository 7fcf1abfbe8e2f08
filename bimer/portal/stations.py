"""The journey in plain words: what happened, who has it, what comes next. Never content, never a name."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from bimer.casework.lifecycle import Move, State
from bimer.casework.queries import Station, Status
from bimer.portal import words
from bimer.ui.templatetags.ui import date_long


@dataclass(frozen=True)
class Stop:
    """One station as `ui/timeline.html` draws it."""

    title: Promise | str
    state: str  # "done", "now" or "to_come"
    unit: str = ""
    at: datetime | None = None
    on: date | None = None
    text: Promise | str = ""


SETS_A_DAY = frozenset({Move.EXTEND, Move.CLASSIFY, Move.PAY, Move.OBJECT, Move.REOPEN, Move.WAKE})
TITLES = {
    Move.REGISTER: gettext_lazy("Registered and sent to the institution"),
    Move.FORWARD: gettext_lazy("Forwarded to another institution"),
    Move.GIVE_BACK: gettext_lazy("Sent back to be directed anew"),
    Move.RECALL: gettext_lazy("Taken back by the institution that had sent it on"),
    Move.ACCUSE: gettext_lazy("Sent on to the institution above"),
    Move.SUCCEED: gettext_lazy("Passed to the institution that took over this one's duties"),
    Move.CLASSIFY: gettext_lazy("Placed under another law or kind"),
    Move.SPLIT: gettext_lazy("Divided: parts of it are answered on their own"),
    Move.MERGE: gettext_lazy("Joined with another application on the same matter"),
    Move.WITHDRAW: gettext_lazy("Withdrawn by the applicant"),
    Move.TAKE: gettext_lazy("An officer has taken it"),
    Move.ASK: gettext_lazy("The officer asked the applicant something"),
    Move.EXTEND: gettext_lazy("The time was extended"),
    Move.CHARGE: gettext_lazy("A fee was asked for; the time stands still"),
    Move.PAY: gettext_lazy("The fee was paid"),
    Move.LAPSE: gettext_lazy("The fee was not paid in time: it counts as withdrawn"),
    Move.OBJECT: gettext_lazy("Objection: the institution above looks at it anew"),
    Move.REOPEN: gettext_lazy("Reopened by the institution"),
    Move.WAKE: gettext_lazy("The promised day has come; the institution says whether it was done"),
}
DECISIONS = {
    "answer": gettext_lazy("Answered"),
    "interim": gettext_lazy("Interim answer"),
    "not_examined": gettext_lazy("Closed without examination"),
    "referral": gettext_lazy("Referred to the competent authority"),
}
STATES = {
    State.RECEIVED: gettext_lazy("With the institution, waiting for an officer"),
    State.IN_PROGRESS: gettext_lazy("An officer is working on it"),
    State.AWAITING_APPLICANT: gettext_lazy("The officer waits for your reply"),
    State.AWAITING_FEE: gettext_lazy("Waiting for the fee"),
    State.AWAITING_APPROVAL: gettext_lazy("The answer is written and waits for approval"),
    State.INTERIM: gettext_lazy("An interim answer was given; the final one is still owed"),
    State.ANSWERED: gettext_lazy("Answered"),
    State.NOT_EXAMINED: gettext_lazy("Closed without examination"),
    State.REFERRED: gettext_lazy("Referred to the competent authority"),
    State.MERGED: gettext_lazy("Joined with another application"),
    State.WITHDRAWN: gettext_lazy("Withdrawn"),
}
NEXT = {
    State.RECEIVED: gettext_lazy(
        "An officer of this institution reads it and takes it, or sends it on if another one is competent."
    ),
    State.IN_PROGRESS: gettext_lazy("The officer examines it and writes the answer."),
    State.AWAITING_APPLICANT: gettext_lazy(
        "Open it with your reading code, read the question and reply. "
        "Without a reply it is decided on what is known."
    ),
    State.AWAITING_FEE: gettext_lazy(
        "Pay the fee and show the receipt. With your reading code you see how much it is and how to pay."
    ),
    State.AWAITING_APPROVAL: gettext_lazy("A second officer reads the answer and releases it."),
    State.INTERIM: gettext_lazy(
        "The institution goes on and sends the final answer. "
        "With your reading code you can read the interim one."
    ),
    State.ANSWERED: gettext_lazy(
        "With your reading code you can read the answer, rate it and object to it while there is time."
    ),
    State.NOT_EXAMINED: gettext_lazy(
        "With your reading code you can read the reason and what you can do about it."
    ),
    State.REFERRED: gettext_lazy(
        "That authority goes on with it under its own rules. With your reading code you see which one it is."
    ),
    State.MERGED: gettext_lazy("It is answered together with the other one."),
    State.WITHDRAWN: gettext_lazy("Nothing more. What you wrote stays readable with your reading code."),
}


def journey(status: Status) -> list[Stop]:
    """All stations so far, the last one marked, and what is still owed."""
    last = len(status.stations) - 1
    so_far = [
        Stop(
            title(stop),
            "now" if place == last and status.is_open else "done",
            stop.unit,
            stop.at,
            text=_new_day(stop),
        )
        for place, stop in enumerate(status.stations)
    ]
    return [*so_far, *_owed(status)]


def title(stop: Station) -> Promise | str:
    """What happened at a station; an answer says which kind of decision it was."""
    if stop.what == Move.APPROVE:
        return DECISIONS.get(stop.decision, DECISIONS["answer"])
    return TITLES[stop.what]


def parts(status: Status) -> str:
    """How many of the institutions asked have had their say: a count, never a name."""
    if not status.asked or not status.is_open:
        return ""
    return ngettext(
        "%(given)d of %(asked)d institution asked has answered",
        "%(given)d of %(asked)d institutions asked have answered",
        status.asked,
    ) % {"given": status.contributed, "asked": status.asked}


def _new_day(stop: Station) -> str:
    """The last day a step set, where it is news."""
    if stop.due_on is None or stop.what not in SETS_A_DAY:
        return ""
    return _("New last day: %s") % date_long(stop.due_on)


def _owed(status: Status) -> list[Stop]:
    """What is to come: the answer, or what was promised in it."""
    if status.is_open:
        return [_answer(status)]
    if status.promise_on:
        return [Stop(_("Will be done by"), "to_come", on=status.promise_on)]
    return []


def to_come(status: Status) -> list[Stop]:
    """What happens next, told on the receipt."""
    return [
        Stop(_("Registered"), "done", at=status.received_at),
        Stop(_("With the institution"), "now", status.unit, text=NEXT[State.RECEIVED]),
        _answer(status),
    ]


def _answer(status: Status) -> Stop:
    law = words.article(status.article)
    if status.state == State.AWAITING_FEE:
        return Stop(_("Answer, once the fee is paid"), "to_come", text=law)
    if status.state == State.INTERIM:
        return Stop(_("Final answer, at the latest"), "to_come", on=status.due_on)
    return Stop(_("Answer, at the latest"), "to_come", on=status.due_on, text=law)
