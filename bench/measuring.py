"""How a row of requests is measured: by the clock, and by the processor time of server and database."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from bench.client import Run, send_all
from bench.house import Installation, Server

LONGEST = 60.0  # seconds for one row of requests


@dataclass(frozen=True)
class Figure:
    """What a request takes, in milliseconds, and how many a second go through."""

    count: int
    per_second: float
    median: float
    p95: float
    web: float  # processor time of the web server
    database: float  # processor time of PostgreSQL
    client: float

    @property
    def processor(self) -> float:
        return self.web + self.database


class Failed(Exception):
    """The page answered something else than expected; its figure would mean nothing."""


def measure(
    made: Installation, server: Server, requests: Sequence[bytes], *, callers: int, status: int = 200
) -> Figure:
    """Send them all and tell what each took."""
    web, database = server.seconds(), made.database_seconds()
    run = send_all(server.port, requests, callers=callers, limit=LONGEST)
    web, database = server.seconds() - web, made.database_seconds() - database
    if set(run.statuses) != {status}:
        raise Failed(f"answered {run.statuses or 'nothing'}, expected {status}")
    return _figure(run, web, database)


def middle(figures: Sequence[Figure]) -> Figure:
    """The median of several rounds, figure by figure."""
    names = ("per_second", "median", "p95", "web", "database", "client")
    values = {name: statistics.median(getattr(figure, name) for figure in figures) for name in names}
    return Figure(sum(figure.count for figure in figures), **values)


def _figure(run: Run, web: float, database: float) -> Figure:
    count, taken = len(run.seconds), sorted(run.seconds)
    each = 1000 / count
    return Figure(
        count,
        run.per_second,
        statistics.median(taken) * 1000,
        taken[min(count - 1, int(count * 0.95))] * 1000,
        web * each,
        database * each,
        run.own_seconds * each,
    )
