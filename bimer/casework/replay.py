"""The history told again from its first step: it must end where the application stands. Writes nothing."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from bimer.casework.lifecycle import RULES, Move, State


class BrokenHistory(Exception):
    """A step that does not follow from the one before; says which."""


@dataclass(frozen=True)
class Standing:
    """Where an application stands after a step."""

    state: State
    holder_id: int
    version: int


class Happened(Protocol):
    """As much of an event as is needed to tell it again."""

    @property
    def sequence(self) -> int: ...
    @property
    def move(self) -> str: ...
    @property
    def before(self) -> str: ...
    @property
    def after(self) -> str: ...
    @property
    def holder_id(self) -> int: ...


def replay(events: Iterable[Happened]) -> Standing:
    """Where the application must stand after these events, given in their order.

    Every step must begin where the last one ended, be made from a state its rule allows, and leave no gap.
    Raises BrokenHistory."""
    standing: Standing | None = None
    for event in events:
        _check(event, standing)
        standing = Standing(State(event.after), event.holder_id, event.sequence)
    if standing is None:
        raise BrokenHistory("No history at all.")
    return standing


def _check(event: Happened, standing: Standing | None) -> None:
    if standing is None:
        if event.move != Move.REGISTER or event.sequence != 1:
            raise BrokenHistory(f"The history begins with {event.move} {event.sequence}.")
        return
    rule = RULES.get(Move(event.move))
    if event.sequence != standing.version + 1:
        raise BrokenHistory(f"Step {event.sequence} follows step {standing.version}.")
    if event.before != standing.state:
        raise BrokenHistory(f"Step {event.sequence} begins in {event.before}, not in {standing.state}.")
    if rule is None or State(event.before) not in rule.before:
        raise BrokenHistory(f"Step {event.sequence}: {event.move} is not possible from {event.before}.")
