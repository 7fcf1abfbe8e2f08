"""What an officer can do to an application, in the order and groups of its page. One row a move.

A move without a row is made elsewhere (by the applicant, by the clock, inside another page)."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from bimer.casework.lifecycle import Move

Words = Any  # a lazy text


@dataclass(frozen=True)
class Entry:
    """A row of the menu: the page that makes the move, what the link says, under which heading.

    `key` is the letter that opens it with the keyboard on the application's page; "" where there is none."""

    move: Move
    url_name: str
    label: Words
    group: Words
    key: str = ""


DECIDE, WORK, GO, FILE = _("Decide"), _("Work on it"), _("Send it elsewhere"), _("The record")

MENU: tuple[Entry, ...] = (
    Entry(Move.CHECK, "check", _("Preliminary check"), DECIDE, "o"),
    Entry(Move.ACCUSE, "accuse", _("Who is complained about"), FILE, "h"),
    Entry(Move.CONTRIBUTE, "contribute", _("Contribute to the answer"), DECIDE, "y"),
    Entry(Move.DEMANDS, "demands", _("Number the demands"), DECIDE),
    Entry(Move.EXTEND, "extend", _("Extend the time"), DECIDE, "u"),
    Entry(Move.CHARGE, "charge", _("Charge the cost of access"), DECIDE),
    Entry(Move.PAY, "pay", _("Record the payment"), DECIDE),
    Entry(Move.ASK, "ask", _("Ask the applicant"), WORK, "q"),
    Entry(Move.CONSULT, "consult", _("Ask other institutions"), WORK, "g"),
    Entry(Move.NOTE, "note", _("Write a note"), WORK, "n"),
    Entry(Move.REOPEN, "reopen", _("Reopen"), DECIDE),
    Entry(Move.FORWARD, "forward", pgettext_lazy("button", "Forward"), GO, "s"),
    Entry(Move.GIVE_BACK, "give_back", pgettext_lazy("button", "Return"), GO, "i"),
    Entry(Move.RECALL, "recall", pgettext_lazy("button", "Recall"), GO),
    Entry(Move.COPY, "copy", _("Copy for information"), GO, "b"),
    Entry(Move.RELEASE, "release", pgettext_lazy("button", "Release"), WORK),
    Entry(Move.ASSIGN, "assign", _("Assign to a colleague"), WORK, "v"),
    Entry(Move.CLASSIFY, "classify", _("Classify (kind, law, topic)"), FILE, "f"),
    Entry(Move.CORRECT, "correct", _("Correct a typing error"), FILE),
    Entry(Move.MERGE, "merge", _("Merge as a duplicate"), FILE),
    Entry(Move.SPLIT, "split", _("Split into several applications"), FILE),
)


@dataclass(frozen=True)
class Item:
    """One link of the menu as shown."""

    move: Move
    url: str
    label: Words
    key: str


def menu(number: str, moves: list[Move]) -> list[tuple[Words, list[Item]]]:
    """The links for the moves that are possible now, by group; groups without a link are left out."""
    groups: dict[Words, list[Item]] = {}
    for group in (DECIDE, WORK, GO, FILE):
        items = [
            Item(entry.move, reverse(f"desk:{entry.url_name}", args=[number]), entry.label, entry.key)
            for entry in MENU
            if entry.group is group and entry.move in moves
        ]
        if items:
            groups[group] = items
    return list(groups.items())
