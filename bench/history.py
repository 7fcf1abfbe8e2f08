"""`bench/history`: what chaining costs, and how fast all histories are chained, anchored and verified.

With DATABASE_URL in that database, whose directory must be loaded; without it in a cluster of its own."""

import argparse
import os
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path
from unittest import mock

import django

from bench import fill, house, report

MANY = 1_000_000
DAYS = (0, 8, 16, 40)  # on which the clock reminds and warns, so that histories get longer
MOVES = 500


def main() -> None:
    words = argparse.ArgumentParser(prog="bench/history", description=__doc__)
    words.add_argument("--size", type=int, default=MANY, help="how many applications instead of a million")
    words.add_argument("--filled", action="store_true", help="the applications are there already")
    options = words.parse_args()
    with ExitStack() as stack:
        if not os.environ.get("DATABASE_URL"):
            made = stack.enter_context(house.installation())
            os.environ.update(made.env)
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bimer.settings")
        django.setup()
        folder = stack.enter_context(tempfile.TemporaryDirectory())
        report.say(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
        if not options.filled:
            took = fill.fill(os.environ["DATABASE_URL"], first=1, last=options.size, busy=[])
            report.say(f"{options.size:,} open applications (synthetic, filled in {took:.0f} s)")
        _measure(Path(folder))
    report.say(f"load {os.getloadavg()[0]:.1f}")


def _measure(folder: Path) -> None:
    from django.conf import settings  # noqa: PLC0415 - exists after django.setup() only
    from django.utils import timezone  # noqa: PLC0415

    from bimer.casework import ladder  # noqa: PLC0415
    from bimer.casework.history import anchor_key, anchoring, proof, sealing  # noqa: PLC0415
    from bimer.casework.history.anchors_verified import Witness  # noqa: PLC0415

    settings.ANCHORS_ROOT = folder
    now = timezone.now()
    _told("chained afterwards", *_timed(sealing.seal_all))
    _told("anchored, the first day", *_timed(lambda: anchoring.anchor(at=now) and _heads()))
    for day in DAYS:
        later = now + timedelta(days=day)
        _told("the clock's moves by the batch", *_timed(lambda later=later: ladder.climb(at=later)))
    _cost_of_a_move(now)
    later = now + timedelta(days=DAYS[-1])
    _told("anchored, another day", *_timed(lambda: anchoring.anchor(at=later) and _heads()))
    witness = Witness(keys=anchor_key.trusted(), folder=folder, lists=folder)
    seconds, own, found = _timed(lambda: proof.prove(witness=witness))
    _told("verified, events", seconds, own, found.events)
    report.say(" ".join(map(str, found.broken)) or found.verdict)


def _cost_of_a_move(now) -> None:
    """A message from the applicant: the whole move, and what of it is chaining."""
    from bimer.casework import answering  # noqa: PLC0415 - exists after django.setup() only
    from bimer.casework.actors import Applicant  # noqa: PLC0415
    from bimer.casework.history import linking  # noqa: PLC0415
    from bimer.casework.models import Application  # noqa: PLC0415

    spent = {"head": 0.0, "link": 0.0}

    def watched(name: str) -> Callable:
        act = getattr(linking, name)

        def timed(*words, **options):
            began = time.perf_counter()
            try:
                return act(*words, **options)
            finally:
                spent[name] += time.perf_counter() - began

        return timed

    chosen = list(Application.objects.order_by("-pk")[:MOVES])
    with mock.patch.multiple(linking, **{name: watched(name) for name in spent}):
        seconds, own, _nothing = _timed(
            lambda: [
                answering.write_message(each, text="Su hâlâ yok. " * 20, by=Applicant(each.pk), at=now)
                for each in chosen
            ]
        )
    each = {name: took / MOVES * 1000 for name, took in spent.items()}
    report.say(
        f"a message: {seconds / MOVES * 1000:.2f} ms ({own / MOVES * 1000:.2f} own), of which the question "
        f"for the event before {each['head']:.2f} ms and all digests {each['link']:.3f} ms"
    )


def _heads() -> int:
    from bimer.casework.history import anchoring  # noqa: PLC0415 - exists after django.setup() only

    return anchoring.published()[0].heads


def _timed(act: Callable[[], object]) -> tuple[float, float, object]:
    """By the clock, by the processor time of this process, and what it gave."""
    began, busy = time.monotonic(), time.process_time()
    result = act()
    return time.monotonic() - began, time.process_time() - busy, result


def _told(name: str, seconds: float, own: float, count: object) -> None:
    number = int(count)
    report.say(
        f"{name:31s} {number:11,} in {seconds:6.1f} s {number / seconds:9,.0f}/s"
        f"   own processor time {own:6.1f} s {number / own:9,.0f}/s"
    )


if __name__ == "__main__":
    main()
