"""The journey in plain words: what happened, who has it, what comes next. Never content, never a name."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bimer.casework.lifecycle import Move, State
from bimer.casework.queries import Status
from bimer.portal import words


@dataclass(frozen=True)
class Stop:
    """One station as `ui/timeline.html` draws it."""

    title: Promise | str
    state: str  # "done", "now" or "to_come"
    unit: str = ""
    at: datetime | None = None
    on: date | None = None
    text: Promise | str = ""


TITLES = {
    Move.REGISTER: gettext_lazy("Registered and sent to the institution"),
    Move.FORWARD: gettext_lazy("Forwarded to another institution"),
    Move.GIVE_BACK: gettext_lazy("Sent back to be directed anew"),
    Move.TAKE: gettext_lazy("An officer has taken it"),
    Move.APPROVE: gettext_lazy("Answered"),
}
STATES = {
    State.RECEIVED: gettext_lazy("With the institution, waiting for an officer"),
    State.IN_PROGRESS: gettext_lazy("An officer is working on it"),
    State.AWAITING_APPROVAL: gettext_lazy("The answer is written and waits for approval"),
    State.ANSWERED: gettext_lazy("Answered"),
}
NEXT = {
    State.RECEIVED: gettext_lazy(
        "An officer of this institution reads it and takes it, or sends it on if another one is competent."
    ),
    State.IN_PROGRESS: gettext_lazy("The officer examines it and writes the answer."),
    State.AWAITING_APPROVAL: gettext_lazy("A second officer reads the answer and releases it."),
    State.ANSWERED: gettext_lazy("Nothing more. With your reading code you can read the answer."),
}


def journey(status: Status) -> list[Stop]:
    """All stations so far, the last one marked, and the answer that is owed."""
    last = len(status.stations) - 1
    so_far = [
        Stop(
            TITLES[stop.what],
            "now" if place == last and not status.answered_at else "done",
            stop.unit,
            stop.at,
        )
        for place, stop in enumerate(status.stations)
    ]
    return so_far if status.answered_at else [*so_far, _answer(status)]


def to_come(status: Status) -> list[Stop]:
    """What happens next, told on the receipt."""
    return [
        Stop(_("Registered"), "done", at=status.received_at),
        Stop(_("With the institution"), "now", status.unit, text=NEXT[State.RECEIVED]),
        _answer(status),
    ]


def _answer(status: Status) -> Stop:
    law = words.article(status.article)
    return Stop(_("Answer, at the latest"), "to_come", on=status.due_on, text=law)
