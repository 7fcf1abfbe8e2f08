"""Fills in open applications by SQL. They are synthetic and marked so: see fill.sql."""

import time
from collections.abc import Sequence
from pathlib import Path

import psycopg

SQL = Path(__file__).with_name("fill.sql").read_text(encoding="utf-8")
PART = 100_000  # a statement at a time, so that it can be stopped
BUSY_SHARE = 60  # at each measured unit, before the others get theirs: one full page and ten
TABLES = ("casework_application", "casework_dispatch", "casework_event", "casework_signature")


def tracking_number(n: int) -> str:
    """The tracking number of the n-th synthetic application."""
    return f"B{n:015d}"


def fill(url: str, *, first: int, last: int, busy: Sequence[int]) -> float:
    """Make these synthetic applications and let the planner know. Gives the seconds it took."""
    began = time.monotonic()
    with psycopg.connect(url, cursor_factory=psycopg.ClientCursor) as link:
        for start in range(first, last + 1, PART):
            link.execute(SQL, {"first": start, "last": min(last, start + PART - 1), "busy": list(busy)})
            link.commit()
        link.autocommit = True
        for table in TABLES:
            link.execute(f"vacuum analyze {table}")
    return time.monotonic() - began
