"""A throwaway installation with a real database: fsync and synchronous commit on, as in earnest.

Everything listens on 127.0.0.1 alone and ends with this process."""

import contextlib
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bimer.house import environment, probes, processes
from bimer.house.life import HEALTH_PATH, LOOPBACK, House, Options
from bimer.house.paths import SOURCE, Places
from bimer.house.postgres import Cluster, free_port
from bimer.house.prepare import command
from bimer.ui import translations

TICK = os.sysconf("SC_CLK_TCK")
WORKERS = 2


@dataclass
class Installation:
    """A cluster of its own with Türkiye's directory in it, and the environment that leads there."""

    places: Places
    cluster: Cluster
    env: dict[str, str]

    def manage(self, *words: str) -> None:
        command(self.places, self.env, *words)

    def database_seconds(self) -> float:
        """Processor time all processes of the cluster used so far."""
        return sum(map(seconds_of, processes.of_cluster(self.cluster.files, self.cluster.name)))


@dataclass
class Server:
    """One granian, started with the very words with which the house starts it."""

    port: int
    process: subprocess.Popen[bytes]

    def seconds(self) -> float:
        """Processor time the web server and its workers used so far."""
        return sum(map(seconds_of, [self.process.pid, *_below(self.process.pid)]))


@contextmanager
def installation() -> Iterator[Installation]:
    """Made in a temporary folder and gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="bimer-bench-"))
    places = Places(folder)
    places.create()
    cluster = Cluster(places.database)
    try:
        url = cluster.start()
        translations.compile_stale()
        env = environment.of_child(places, url) | {"DJANGO_SETTINGS_MODULE": "bimer.settings"}
        made = Installation(places, cluster, env)
        for words in (("migrate", "--no-input"), ("createcachetable",), ("directory_load", "--turkey")):
            made.manage(*words)
        yield made
    finally:
        cluster.stop()
        shutil.rmtree(cluster.folder, ignore_errors=True)
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def server(made: Installation, *, settings: str) -> Iterator[Server]:
    """The web server with these settings, stopped afterwards."""
    port = free_port()
    own = {"DJANGO_SETTINGS_MODULE": settings, "BIMER_BASE_URL": f"http://localhost:{port}"}
    paths = {"PYTHONPATH": os.pathsep.join(filter(None, [str(SOURCE), os.environ.get("PYTHONPATH", "")]))}
    house = House(made.places, Options(port=port, workers=WORKERS))
    process = house._web(made.env | own | paths).start()
    try:
        _wait(process, port)
        yield Server(port, process)
    finally:
        processes.end(process)


def seconds_of(pid: int) -> float:
    """User and system time of one process; 0 for one that is gone."""
    with contextlib.suppress(OSError, IndexError):
        after_name = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        return (int(after_name[11]) + int(after_name[12])) / TICK
    return 0.0


def _below(pid: int) -> list[int]:
    """All descendants of a process."""
    found: list[int] = []
    for tasks in Path(f"/proc/{pid}/task").glob("*/children"):
        with contextlib.suppress(OSError):
            for child in map(int, tasks.read_text().split()):
                found += [child, *_below(child)]
    return found


def _wait(process: subprocess.Popen[bytes], port: int) -> None:
    probe = probes.web(LOOPBACK, port, HEALTH_PATH, seconds=30.0)
    end_at = time.monotonic() + 60.0
    while time.monotonic() < end_at and process.poll() is None:
        if probe(process.pid) is probes.Sign.ALIVE:
            return
        time.sleep(0.1)
    raise SystemExit(f"The web server on port {port} did not start.")
