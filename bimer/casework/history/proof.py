"""All that `bimer verify` proves, in order: the histories, what was anchored of them, the statements."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from bimer.casework.history import anchors_verified
from bimer.casework.history.anchors_verified import Witness
from bimer.casework.history.verifying import Broken, Walk


@dataclass
class Proof:
    """What was looked at, and what does not hold."""

    events: int = 0
    applications: int = 0
    anchors: int = 0
    broken: list[Broken] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def verdict(self) -> str:
        if self.broken:
            links = "1 link does" if len(self.broken) == 1 else f"{len(self.broken)} links do"
            return f"{links} not hold."
        events = f"All {self.events:,} events of {self.applications:,} applications hold"
        return f"{events}, and {self.anchors:,} anchors."


def prove(
    *, witness: Witness, everything: bool = False, tell: Callable[[Walk], None] = lambda walk: None
) -> Proof:
    """Look for broken links: up to the first one, or for all of them."""
    anchors = anchors_verified.known()
    walk = Walk([each.upto for each in anchors])

    def links() -> Iterator[Broken]:
        yield from walk.through(tell=tell)
        yield from anchors_verified.roots(anchors, walk.trees, witness)
        yield from anchors_verified.statements(anchors, witness)
        yield from anchors_verified.published(anchors, witness)

    broken = list(links() if everything else islice(links(), 1))
    found = Proof(walk.events, walk.applications, len(anchors), broken)
    if not anchors:
        found.notes.append("There is no anchor yet: a history cut off at its end would not be seen.")
    elif missing := anchors_verified.unpublished(anchors, witness):
        found.notes.append(f"{missing} of {len(anchors)} anchors have no published file in {witness.folder}.")
    return found
