"""Proves that all histories are as they were made, or names the links that do not hold.

Every event is digested anew, every history told again from its first step, and what the events cover compared
with what is there now. Reads only, a part at a time, each part as it stood at one moment: the work goes on
meanwhile."""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import NamedTuple
from uuid import UUID

from django.db import connection, transaction

from bimer.casework.history import chain, contents
from bimer.casework.history.anchoring import Head
from bimer.casework.history.chain import Record
from bimer.casework.history.merkle import Tree
from bimer.casework.lifecycle import Move
from bimer.casework.models import Application, Event
from bimer.casework.replay import BrokenHistory, replay

CHUNK = 1000  # applications read at a time
_END = 2**63 - 1
_FIELDS = (*Record._fields, "digest", "pk")


@dataclass(frozen=True)
class Broken:
    """A link that does not hold: of which application or anchor, at which step, and what differs."""

    what: str
    number: str = ""
    sequence: int | None = None
    anchor: date | None = None

    def __str__(self) -> str:
        if self.anchor:
            return f"Anchor of {self.anchor}: {self.what}"
        step = f", step {self.sequence}" if self.sequence else ""
        return f"Application {self.number}{step}: {self.what}"


class Told(NamedTuple):
    """An event as it is in the database."""

    record: Record
    digest: bytes
    pk: int


class Stands(NamedTuple):
    """An application as it stands."""

    pk: int
    number: str
    state: str
    holder_id: int
    version: int
    salt: UUID | None


@dataclass
class Walk:
    """One way through all histories; on it the trees of the anchors grow that end at these events."""

    uptos: Sequence[int]
    events: int = 0
    applications: int = 0
    trees: list[Tree] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.trees = [Tree() for _upto in self.uptos]

    def through(self, *, tell: Callable[["Walk"], None]) -> Iterator[Broken]:
        """Every history in the order of the applications; the first broken link of each."""
        last = 0
        while last < _END:
            with _one_moment():
                after, last = last, _end_of_part(last)
                yield from self._part(after + 1, last)
            tell(self)

    def _part(self, first: int, last: int) -> Iterator[Broken]:
        fields = Stands._fields
        rows = Application.objects.filter(pk__range=(first, last)).values_list(*fields)
        standing = {row[0]: Stands(*row) for row in rows}
        said = contents.everything(first, last)
        for pk, history in _histories(first, last):
            self._grow(pk, history)
            self.events += len(history)
            stands = standing.pop(pk, None)
            if stands is None:
                yield Broken(
                    f"it is gone; a history of {len(history)} steps is left.", number=f"with id {pk}"
                )
            elif broken := broken_link(stands, history, said.get(pk, {})):
                yield broken
            self.applications += 1
        self.applications += len(standing)
        for stands in standing.values():
            yield Broken("it has no history at all.", number=stands.number)

    def _grow(self, pk: int, history: Sequence[Told]) -> None:
        """Its last event before each anchor is a leaf of that anchor's tree."""
        leaves: dict[int, Head] = {}
        for told in history:
            under = bisect_left(self.uptos, told.pk)
            leaves[under] = Head(pk, told.record.sequence, told.digest)
        for under, head in leaves.items():
            if under < len(self.trees) and len(head.digest) == chain.DIGEST_BYTES:
                self.trees[under].add(head.leaf())


def broken_link(stands: Stands, history: Sequence[Told], said: contents.Said) -> Broken | None:
    """The first thing in this history that does not hold."""
    checks = (
        _chain(stands, history),
        _story(stands, history),
        _words(stands, history),
        _covered(stands, history, said),
    )
    return next((broken for check in checks for broken in check), None)


# --- The chain --------------------------------------------------------------------------------------
def _chain(stands: Stands, history: Sequence[Told]) -> Iterator[Broken]:
    previous, expected = chain.BEGINNING, 1
    for record, digest, _pk in history:
        if record.sequence != expected:
            what = f"it is missing; what follows is step {record.sequence}."
            yield Broken(what, stands.number, expected)
        if not digest:
            what = (
                "it was never chained. Run `manage.py seal_history` if it is from before there were chains."
            )
            yield Broken(what, stands.number, record.sequence)
        if chain.digest(record, previous) != digest:
            rewritten = f", or step {expected - 1} before it was rewritten" if expected > 1 else ""
            what = f"“{record.move}” is not what was recorded then{rewritten}."
            yield Broken(what, stands.number, record.sequence)
        previous, expected = digest, record.sequence + 1
    if stands.version >= expected:
        what = f"it is missing; the application stands at step {stands.version}."
        yield Broken(what, stands.number, expected)


def _story(stands: Stands, history: Sequence[Told]) -> Iterator[Broken]:
    """Told again from its first step it must end where the application stands."""
    try:
        ends = replay(told.record for told in history)
    except (BrokenHistory, ValueError) as fault:
        yield Broken(f"the history can't be told again: {fault}", stands.number)
        return
    for name, told, found in (
        ("at step", ends.version, stands.version),
        ("as", str(ends.state), stands.state),
        ("with unit", ends.holder_id, stands.holder_id),
    ):
        if told != found:
            what = f"the history ends {name} {told}, but the application stands {name} {found}."
            yield Broken(what, stands.number, ends.version)


# --- What was said ----------------------------------------------------------------------------------
def _words(stands: Stands, history: Sequence[Told]) -> Iterator[Broken]:
    """What officers typed into the events: as it was, or emptied by an erasure that stands in the history."""
    erased = _erasure(history)
    for index, (record, _digest, _pk) in enumerate(history):
        for word, (said,) in contents.words_in(record.facts).items():
            kept = index > erased and stands.salt is not None and word in record.contents
            if not kept or record.contents[word] != _digested(stands, word, [said]):
                yield Broken(f"its {word} is not what was written then.", stands.number, record.sequence)
        for word in chain.WORDS:
            if index > erased and word in record.contents and not record.facts.get(word):
                yield Broken(
                    f"its {word} was erased, and no erasure is recorded.", stands.number, record.sequence
                )


def _covered(stands: Stands, history: Sequence[Told], said: contents.Said) -> Iterator[Broken]:
    """What the events cover is there and says what it said; and nothing is there that no event covers."""
    erased = _erasure(history)
    known, latest = set(chain.WORDS), dict[str, Record]()
    for index, (record, _digest, _pk) in enumerate(history):
        known |= record.contents.keys()
        if index >= erased:
            latest |= {name: record for name in record.contents if name not in chain.WORDS}
    for name, record in latest.items():
        value = said.get(name, [] if name == contents.DEMANDS else None)
        if value is None:
            yield Broken(f"what it said in {name} is gone.", stands.number, record.sequence)
        elif stands.salt is None:
            yield Broken("what was said can't be checked: the salt is gone.", stands.number, record.sequence)
        elif record.contents[name] != _digested(stands, name, value):
            yield Broken(f"what it said in {name} was changed afterwards.", stands.number, record.sequence)
    for name in said.keys() - known:
        yield Broken(f"{name} is there, but no step of the history made it.", stands.number)


def _digested(stands: Stands, name: str, value: list) -> str:
    return chain.content_digest(stands.salt, name, value) if stands.salt else ""


def _erasure(history: Sequence[Told]) -> int:
    """Where the last erasure stands; what was said before is no longer there to be compared."""
    return max((n for n, told in enumerate(history) if told.record.move == Move.ERASE), default=-1)


# --- Reading ----------------------------------------------------------------------------------------
def _histories(first: int, last: int) -> Iterator[tuple[int, list[Told]]]:
    events = Event.objects.filter(application__gte=first, application__lte=last)
    rows = events.order_by("application_id", "sequence").values_list(*_FIELDS)
    for pk, group in groupby(rows.iterator(chunk_size=2000), key=lambda row: row[0]):
        yield pk, [Told(Record(*row[:-2]), bytes(row[-2]), row[-1]) for row in group]


def _end_of_part(after: int) -> int:
    """The id of the last application of the next part; the end of all, so that nothing is left out behind."""
    ids = Application.objects.filter(pk__gt=after).order_by("pk").values_list("pk", flat=True)
    return next(iter(ids[CHUNK - 1 : CHUNK]), _END)


@contextmanager
def _one_moment() -> Iterator[None]:
    """Everything inside is read as it stood at one moment, whatever is written meanwhile."""
    is_outermost = not connection.in_atomic_block
    with transaction.atomic():
        if is_outermost:
            with connection.cursor() as cursor:
                cursor.execute("set transaction isolation level repeatable read, read only")
        yield
