"""`bench/clock`: reminding and warning among a million open applications, as a ratio to bare inserts.

With DATABASE_URL in that database, whose directory must be loaded; without it in a cluster of its own."""

import argparse
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

import django

from bench import fill, house, report

MANY, FEW = 1_000_000, 20_000
CHUNK = 500  # as in casework/ladder.py
AIM_SECONDS = 120.0
REFERENCE = "create temporary table bench_bare (id bigserial primary key, number text, body text, at date)"


@dataclass(frozen=True)
class Run:
    """One run of the clock: how many were reminded or warned, in what time."""

    name: str
    climbed: int
    seconds: float


def main() -> None:
    words = argparse.ArgumentParser(prog="bench/clock", description=__doc__)
    words.add_argument("--quick", action="store_true", help="20,000 instead of a million: to try it")
    words.add_argument("--filled", action="store_true", help="the applications are there already")
    words.add_argument("--all", action="store_true", help="at the end every one of them late at one stroke")
    options = words.parse_args()
    size = FEW if options.quick else MANY
    with _database() as url:
        os.environ["DATABASE_URL"] = url
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bimer.settings")
        django.setup()
        report.say(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}; fsync {_setting('fsync')}")
        if not options.filled:
            took = fill.fill(url, first=1, last=size, busy=[])
            report.say(f"{size:,} open applications (synthetic, filled in {took:.0f} s)")
            _chain()
        reference = _reference(50_000)
        report.say(f"reference: {reference:,.0f} bare rows a second, {CHUNK} a transaction")
        for run in _runs(everything=options.all):
            _tell(run, reference)


def _chain() -> None:
    """As every history is that was filed and not filled in."""
    from bimer.casework.history import sealing  # noqa: PLC0415 - exists after django.setup() only

    sealing.seal_all()


@contextmanager
def _database() -> Iterator[str]:
    given = os.environ.get("DATABASE_URL")
    if given:
        yield given
        return
    with house.installation() as made:
        os.environ.update(made.env)
        yield made.env["DATABASE_URL"]


def _runs(*, everything: bool) -> Iterator[Run]:
    """The first run of all, one more at once, the next working day's; then, on a wish, all of them late."""
    from django.utils import timezone  # noqa: PLC0415 - exists after django.setup() only

    from bimer.law import clocks  # noqa: PLC0415

    today = timezone.now()
    next_day = clocks.working_days_after(timezone.localdate(today), 1)
    tomorrow = today + (next_day - timezone.localdate(today))
    yield _climb("the first run", today)
    yield _climb("again at once", today)
    yield _climb("the next working day", tomorrow)
    if everything:
        yield _climb("fifty days down, all", tomorrow + timedelta(days=50))


def _climb(name: str, at: datetime) -> Run:
    from bimer.casework import ladder  # noqa: PLC0415 - exists after django.setup() only

    found: list[int] = []
    return Run(name, seconds=_timed(lambda: found.append(ladder.climb(at=at))), climbed=found[0])


def _reference(rows: int) -> float:
    """Rows a second into a bare table, by the same connection, as many a transaction."""
    from django.db import connection, transaction  # noqa: PLC0415 - exists after django.setup() only

    values = ", ".join(["(%s, %s, now())"] * CHUNK)
    words = [word for number in range(CHUNK) for word in (f"B{number:010d}", "x" * 300)]

    def insert() -> None:
        with connection.cursor() as cursor:
            cursor.execute(REFERENCE)
            for _chunk in range(rows // CHUNK):
                with transaction.atomic():
                    cursor.execute(f"insert into bench_bare (number, body, at) values {values}", words)

    return rows / _timed(insert)


def _timed(act: Callable[[], object]) -> float:
    began = time.monotonic()
    act()
    return time.monotonic() - began


def _setting(name: str) -> str:
    from django.db import connection  # noqa: PLC0415 - exists after django.setup() only

    with connection.cursor() as cursor:
        cursor.execute(f"show {name}")
        return str(cursor.fetchone()[0])


def _tell(run: Run, reference: float) -> None:
    rate = run.climbed / run.seconds if run.climbed else 0.0
    ratio = f"{reference / rate:.0f} bare rows each" if rate else "nothing to do"
    held = "held" if run.seconds <= AIM_SECONDS else "MISSED"
    report.say(
        f"{run.name:22s} {run.climbed:9,} climbed in {run.seconds:6.1f} s  {rate:7,.0f}/s  {ratio}"
        f"  [≤ {AIM_SECONDS:.0f} s: {held}]  load {os.getloadavg()[0]:.1f}"
    )


if __name__ == "__main__":
    main()
