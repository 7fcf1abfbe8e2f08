"""What is printed: figures beside the aims they are held against."""

import os
import platform
import sys
import time
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from pathlib import Path

from bench.house import WORKERS, Installation
from bench.measuring import Figure

AIM_RATIO, AIM_PROCESSOR = 0.3, 5.0
AIM_LOOK_UP, AIM_INBOX, AIM_GROWTH = 3.0, 15.0, 1.3


def say(text: str = "") -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def machine(made: Installation) -> None:
    """On what it was measured; a shared machine shows in its load."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    say(
        f"{time.strftime('%Y-%m-%d')}  {os.cpu_count()} cores, {_processor()}, {memory:.0f} GB; "
        f"{_disk(made.places.data)}"
    )
    say(
        f"load before: {os.getloadavg()[0]:.1f}   Linux {platform.release()}   "
        f"Python {platform.python_version()}"
    )
    parts = "  ".join(f"{name} {version(name)}" for name in ("Django", "granian", "psycopg"))
    say(
        f"PostgreSQL {made.cluster.binaries.major}, fsync and synchronous_commit on;  {parts};  "
        f"{WORKERS} workers"
    )
    say("Times in ms. cpu: processor time of web server + database for a request; client: of this program.")


def size(count: int, took: float) -> None:
    say(f"\n{count:,} open applications (synthetic, filled in {took:.0f} s)   load {os.getloadavg()[0]:.1f}")


def whole(seconds: float, requests: int) -> None:
    say(f"the whole form once, as a browser walks it: {requests} requests, {seconds * 1000:.0f} ms")


def filing(callers: int, reference: Figure, ours: Figure) -> None:
    ratio = ours.per_second / reference.per_second
    say(f"{callers:2d} callers  reference    {_line(reference)}")
    say(
        f"            send a form  {_line(ours)}"
        f"   ratio {ratio:.2f} (by processor time {reference.processor / ours.processor:.2f})"
        f" {_held(ratio >= AIM_RATIO, f'≥ {AIM_RATIO}')}"
        f", cpu {_held(ours.processor <= AIM_PROCESSOR, f'≤ {AIM_PROCESSOR:g} ms')}"
    )


def page(name: str, figure: Figure, reference: Figure) -> None:
    aim = AIM_LOOK_UP if name == "look-up" else AIM_INBOX
    say(
        f"{name:24s} {_line(figure)}   {figure.median / reference.median:.1f} × reference"
        f"  {_held(figure.median <= aim, f'≤ {aim:g} ms')}"
    )


def growth(sizes: Sequence[int], pages: Mapping[str, Sequence[Figure]]) -> None:
    """Each page's median with many against that with few."""
    say(f"\nmedian at {sizes[-1]:,} / median at {sizes[0]:,}")
    for name, figures in pages.items():
        if len(figures) == len(sizes):
            ratio = figures[-1].median / figures[0].median
            by_processor = figures[-1].processor / figures[0].processor
            say(
                f"{name:24s} {ratio:.2f} {_held(ratio <= AIM_GROWTH, f'≤ {AIM_GROWTH}')}"
                f"   (by processor time {by_processor:.2f})"
            )


def missing(name: str, why: str) -> None:
    say(f"{name}: NOT MEASURED: {why}")


def _line(figure: Figure) -> str:
    return (
        f"{figure.per_second:6.0f}/s  median {figure.median:6.1f}  p95 {figure.p95:6.1f}"
        f"  cpu {figure.processor:5.2f} (web {figure.web:.2f}, db {figure.database:.2f})"
        f"  client {figure.client:.2f}"
    )


def _held(held: bool, aim: str) -> str:
    return f"[{aim}: {'held' if held else 'MISSED'}]"


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.machine()


def _disk(folder: Path) -> str:
    """What a commit waits for: one small write and fsync, the median of fifty."""
    taken = []
    file = folder / "fsync"
    with file.open("wb") as open_file:
        for _ in range(50):
            open_file.write(b"x" * 8192)
            open_file.flush()
            began = time.perf_counter()
            os.fsync(open_file.fileno())
            taken.append(time.perf_counter() - began)
    file.unlink()
    return f"disk: fsync {sorted(taken)[25] * 1000:.2f} ms"
