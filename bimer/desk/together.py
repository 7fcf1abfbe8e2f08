"""What can be done with many applications at once: the word in the address, its form and its names."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from bimer.casework.lifecycle import RULES, Move, Right
from bimer.desk.forms import bulk as forms


@dataclass(frozen=True)
class Kind:
    """One of them: what its page is called, what its button says, and the short word under a list."""

    move: Move
    form: type[forms.Together]
    heading: Any
    button: Any
    short: Any


TOGETHER: dict[str, Kind] = {
    "sevk": Kind(
        Move.FORWARD,
        forms.Forward,
        _("Forward together"),
        pgettext_lazy("button", "Forward"),
        pgettext_lazy("button", "Forward"),
    ),
    "cevap": Kind(
        Move.PROPOSE,
        forms.Answer,
        _("Answer together"),
        _("Put before the approver"),
        pgettext_lazy("button", "Answer"),
    ),
    "onay": Kind(
        Move.APPROVE,
        forms.Approve,
        _("Approve together"),
        _("Approve and send"),
        pgettext_lazy("button", "Approve"),
    ),
    "ata": Kind(
        Move.ASSIGN,
        forms.Assign,
        _("Assign together"),
        pgettext_lazy("button", "Assign"),
        pgettext_lazy("button", "Assign"),
    ),
    "birlestir": Kind(
        Move.MERGE,
        forms.Merge,
        _("Merge duplicates"),
        pgettext_lazy("button", "Merge"),
        pgettext_lazy("button", "Merge"),
    ),
}


def offered(rights: Iterable[Right]) -> list[tuple[str, Any]]:
    """What stands under a list, for whoever has these rights over it."""
    return [(word, kind.short) for word, kind in TOGETHER.items() if RULES[kind.move].right in rights]


def heading_of(move: str) -> Any:
    """What the page of a bulk move is called afterwards."""
    return next(kind.heading for kind in TOGETHER.values() if kind.move == move)
