"""`bench/run`: filing, looking up and the inbox as ratios to a bare Django view that makes three INSERTs."""

import argparse
import os
import random
from collections.abc import Sequence
from dataclasses import dataclass

import django

from bench import fill, house, report
from bench.client import request
from bench.measuring import Failed, Figure, measure, middle

CALLERS = (1, 8, 32)


@dataclass(frozen=True)
class Plan:
    """How much of everything."""

    sizes: tuple[int, int]
    filings: int  # a round
    rounds: int
    pages: int
    warm: int


FULL = Plan(sizes=(10_000, 1_000_000), filings=250, rounds=3, pages=150, warm=48)
QUICK = Plan(sizes=(1_000, 20_000), filings=60, rounds=1, pages=40, warm=24)


def main() -> None:
    words = argparse.ArgumentParser(prog="bench/run", description=__doc__)
    words.add_argument(
        "--quick", action="store_true", help="20,000 instead of a million, fewer requests: to try it"
    )
    words.add_argument(
        "--rounds", type=int, choices=range(1, 10), help="how often each comparison is repeated"
    )
    options = words.parse_args()
    plan = QUICK if options.quick else FULL
    rounds = options.rounds or plan.rounds
    report.say("Making a database with Türkiye's directory …")
    with house.installation() as made:
        os.environ.update(made.env)
        django.setup()
        made.manage("migrate", "--run-syncdb", "--no-input", "--settings", "bench.settings")
        report.machine(made)
        with (
            house.server(made, settings="bench.settings") as bare,
            house.server(made, settings="bimer.settings") as real,
        ):
            Bench(made, bare, real, plan, rounds).run()


class Bench:
    """One run: the same questions at two sizes."""

    def __init__(
        self, made: house.Installation, bare: house.Server, real: house.Server, plan: Plan, rounds: int
    ) -> None:
        from bench import people  # noqa: PLC0415 - has models: exists after django.setup() only

        self.made, self.bare, self.real, self.plan, self.rounds = made, bare, real, plan, rounds
        self.people = people

    def run(self) -> None:
        pages: dict[str, list[Figure]] = {}
        filled = 0
        for size in self.plan.sizes:
            took = self._fill(filled + 1, size)
            filled = size
            report.size(size, took)
            reference = self._reference(1)
            self._filings(size)
            for name, figure in self._pages(size).items():
                pages.setdefault(name, []).append(figure)
                report.page(name, figure, reference)
        report.growth(self.plan.sizes, pages)

    def _fill(self, first: int, last: int) -> float:
        from bimer.institutions.models import Unit  # noqa: PLC0415 - exists after django.setup() only

        units = Unit.objects.filter(code__in=self.people.HEIGHTS.values()).order_by("pk")
        return fill.fill(
            self.made.env["DATABASE_URL"], first=first, last=last, busy=[unit.pk for unit in units]
        )

    def _reference(self, callers: int) -> Figure:
        return measure(self.made, self.bare, self._inserts(), callers=callers, status=303)

    def _inserts(self) -> list[bytes]:
        return [request("POST", "/three-inserts/", body=b"text=" + b"x" * 300)] * self.plan.filings

    def _filings(self, size: int) -> None:
        """Sending prepared forms, in turn with the reference so that both meet the same weather."""
        try:
            whole = self.people.walk(self.real.port, send=True)
            like = self.people.walk(self.real.port, send=False)
        except SystemExit as problem:
            report.missing("filing", str(problem))
            return
        report.whole(whole.seconds, whole.requests)
        ready = iter(
            self.people.ready_filings(like, self.plan.warm + len(CALLERS) * self.rounds * self.plan.filings)
        )
        self._filing_round(ready, self.plan.warm, callers=8)
        self._reference(8)
        for callers in CALLERS:
            pairs = [
                (self._reference(callers), self._filing_round(ready, self.plan.filings, callers=callers))
                for _ in range(self.rounds)
            ]
            report.filing(callers, middle([pair[0] for pair in pairs]), middle([pair[1] for pair in pairs]))

    def _filing_round(self, ready, count: int, *, callers: int) -> Figure:
        requests = [next(ready) for _ in range(count)]
        return measure(self.made, self.real, requests, callers=callers, status=302)

    def _pages(self, size: int) -> dict[str, Figure]:
        """Each page asked for by one caller, after both workers have seen it."""
        from django.utils import timezone  # noqa: PLC0415 - exists after django.setup() only

        chance = random.Random(size)
        numbers = [fill.tracking_number(chance.randint(1, size)) for _ in range(self.plan.pages)]
        asked = {"look-up": self.people.look_ups(numbers)}
        for height, wish in self.people.inboxes(on=timezone.localdate()).items():
            asked[f"inbox {height}"] = [wish] * self.plan.pages
        found = {}
        for name, requests in asked.items():
            try:
                measure(self.made, self.real, requests[: self.plan.warm], callers=8)
                found[name] = middle(self._rounds_of(requests))
            except Failed as problem:
                report.missing(name, str(problem))
        return found

    def _rounds_of(self, requests: Sequence[bytes]) -> list[Figure]:
        return [measure(self.made, self.real, requests, callers=1) for _ in range(self.rounds)]


if __name__ == "__main__":
    main()
