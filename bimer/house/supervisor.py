"""Keeps children alive: who dies is started again, who hangs is killed first.

Children start in the order given and stop in the opposite one. Forks happen in the calling thread only:
the kernel's promise to end a child with its parent is a promise about the thread that made it.
"""

import signal
import subprocess
import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from bimer.house import processes
from bimer.house.probes import Probe, Sign

SETTLED_AFTER = 60.0  # seconds alive after which earlier deaths are forgiven
LONGEST_WAIT = 30.0
TICK = 0.25


@dataclass(frozen=True)
class Health:
    """When a child counts as hung: so many silent answers among the last ones.

    Silence before the first sign of life is forgiven for a time of grace: a loaded machine starts slowly.
    """

    probe: Probe
    every: float = 3.0
    silent: int = 3
    among: int = 8
    grace: float = 60.0


@dataclass
class Child:
    """One process to keep alive."""

    name: str
    start: Callable[[], subprocess.Popen[bytes]]
    health: Health | None = None
    stop_by: signal.Signals = signal.SIGTERM
    patience: float = 10.0
    process: subprocess.Popen[bytes] | None = None
    restarts: int = 0
    deaths_in_a_row: int = 0
    started_at: float = 0.0
    due_at: float = 0.0
    has_answered: bool = False
    signs: deque[Sign] = field(default_factory=deque)

    def begin(self) -> None:
        self.process = self.start()
        self.started_at = time.monotonic()
        self.has_answered = False
        self.signs.clear()

    def end(self) -> None:
        if self.process:
            processes.end(self.process, by=self.stop_by, patience=self.patience)
            self.process = None

    def is_hung(self) -> bool:
        return self.health is not None and list(self.signs).count(Sign.SILENT) >= self.health.silent

    def hear(self, sign: Sign, health: Health) -> None:
        """Remember a sign, unless it is the silence of one who only just began."""
        self.has_answered = self.has_answered or sign is Sign.ALIVE
        is_young = time.monotonic() - self.started_at < health.grace
        if sign is Sign.SILENT and not self.has_answered and is_young:
            return
        self.signs.append(sign)
        while len(self.signs) > health.among:
            self.signs.popleft()

    def next_wait(self) -> float:
        """Half a second after the first death, twice as long after each further one, up to half a minute."""
        if time.monotonic() - self.started_at > SETTLED_AFTER:
            self.deaths_in_a_row = 0
        self.deaths_in_a_row += 1
        return float(min(0.5 * 2 ** (self.deaths_in_a_row - 1), LONGEST_WAIT))


class Supervisor:
    """Watches its children until told to stop."""

    def __init__(
        self,
        children: Sequence[Child] = (),
        *,
        tell: Callable[[str], None] = lambda text: None,
        changed: Callable[[list[dict[str, Any]]], None] = lambda facts: None,
    ) -> None:
        self.children = list(children)
        self.tell = tell
        self.changed = changed
        self.stopping = threading.Event()

    def add(self, child: Child) -> None:
        """Take in a child; one that was started already is watched from now on."""
        child.started_at = child.started_at or time.monotonic()
        if not child.process:
            child.begin()
        self.children.append(child)
        if child.health:
            threading.Thread(target=self._listen, args=(child, child.health), daemon=True).start()

    def run(self) -> None:
        """Watch until `stopping` is set."""
        while not self.stopping.wait(TICK):
            self.look()

    def look(self) -> None:
        """Go round once."""
        for child in self.children:
            if child.process is None:
                self._revive(child)
            elif (code := child.process.poll()) is not None:
                self._bury(child, _manner(code))
            elif child.is_hung():
                self._bury(child, "did not answer and was ended")

    def stop(self) -> None:
        self.stopping.set()
        for child in reversed(self.children):
            child.end()

    def facts(self) -> list[dict[str, Any]]:
        return [
            {
                "name": child.name,
                "pid": child.process.pid if child.process else None,
                "restarts": child.restarts,
            }
            for child in self.children
        ]

    def _bury(self, child: Child, manner: str) -> None:
        if child.process:
            processes.kill_group(child.process)
        child.process = None
        wait = child.next_wait()
        child.due_at = time.monotonic() + wait
        self.tell(f"{child.name} {manner}; it starts again in {wait:g} s")
        self._report()

    def _revive(self, child: Child) -> None:
        if time.monotonic() < child.due_at:
            return
        child.restarts += 1
        try:
            child.begin()
        except Exception as fault:  # whatever it was, the others must go on
            child.due_at = time.monotonic() + child.next_wait()
            self.tell(f"{child.name} can't start: {fault}")
        else:
            self.tell(f"{child.name} started again")
        self._report()

    def _report(self) -> None:
        self.changed(self.facts())

    def _listen(self, child: Child, health: Health) -> None:
        while not self.stopping.wait(health.every):
            process = child.process
            if process is None:
                continue
            sign = health.probe(process.pid)
            if child.process is process:
                child.hear(sign, health)


def _manner(code: int) -> str:
    if code >= 0:
        return f"ended with code {code}"
    return f"was killed by {signal.Signals(-code).name}"
