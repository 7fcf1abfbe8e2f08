"""The system's life in one folder: up, down, and a database to work with in between."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from typing import Any

from bimer.house import environment, probes, processes, progress, running
from bimer.house.errors import HouseError
from bimer.house.paths import Places
from bimer.house.postgres import Cluster, is_free
from bimer.house.prepare import prepare
from bimer.house.supervisor import Child, Health, Supervisor

HEALTH_PATH = "/saglik/"
LOOPBACK = "127.0.0.1"


@dataclass(frozen=True)
class Options:
    """How the person wants it."""

    host: str = LOOPBACK
    port: int = 8150
    workers: int = 2
    demonstration: bool = False

    @property
    def probed_host(self) -> str:
        return LOOPBACK if self.host in {"0.0.0.0", "::"} else self.host  # noqa: S104 - compared, not bound


class House:
    """One running system: its database, mailbox, web server and worker."""

    def __init__(self, places: Places, options: Options) -> None:
        self.places = places
        self.options = options
        self.began = time.monotonic()
        self.ready = False
        self.supervisor = Supervisor(tell=progress.event, changed=self._note)

    @property
    def age(self) -> float:
        """Seconds since it began to start."""
        return time.monotonic() - self.began

    def live(self, *, ready: Callable[["House"], None]) -> None:
        """Start everything, say that it is ready, and keep it alive until interrupted."""
        for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(name, _interrupt)
        try:
            self._start()
            self.ready = True
            ready(self)
            self._note(self.supervisor.facts())
            self.supervisor.run()
        except KeyboardInterrupt:
            progress.say("")
        finally:
            for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
                signal.signal(name, signal.SIG_IGN)
            with progress.step("Stopping"):
                self.supervisor.stop()
            self.places.state.unlink(missing_ok=True)

    def _start(self) -> None:
        self._refuse_a_taken_port()
        for log in self.places.logs.glob("*.log"):
            environment.shorten(log)
        url = self._start_database()
        mail_port = environment.mail_port(self.places) if self._wants_mailbox() else None
        env = environment.of_child(self.places, url, port=self.options.port, mail_port=mail_port)
        env[processes.MARK] = str(self.places.data)
        prepare(self.places, env, demonstration=self.options.demonstration)
        with progress.step("Web server and worker"):
            if mail_port:
                self.supervisor.add(self._mailbox(env, mail_port))
            self.supervisor.add(self._worker(env, url))
            web = self._web(env)
            self.supervisor.add(web)
            self._wait_for(web)

    def _refuse_a_taken_port(self) -> None:
        with progress.step("Looking around") as notes:
            if left := clear(self.places):
                notes.append(f"{left} left from an earlier run ended")
            if not is_free(self.options.port, self.options.host):
                raise HouseError(
                    f"Port {self.options.port} is taken by another program. Choose one with --port."
                )

    def _start_database(self) -> str:
        if given := os.environ.get("DATABASE_URL"):
            return given
        with progress.step("PostgreSQL") as notes:
            cluster = Cluster(self.places.database, log=self.places.logs / "postgres.log")
            if cluster.folder != self.places.database:
                notes.append(f"in {cluster.folder}, where its account may go")
            url = cluster.start()
            notes.append(f"version {cluster.binaries.major}, port {cluster.port}")
        self.supervisor.add(_database(cluster))
        return url

    def _wants_mailbox(self) -> bool:
        return self.options.demonstration and not os.environ.get("BIMER_SMTP_HOST")

    def _mailbox(self, env: dict[str, str], port: int) -> Child:
        words = ["-m", "bimer.house.mailbox", str(self.places.mail), str(port)]
        health = Health(probes.greeting(LOOPBACK, port), every=5.0)
        return Child("The mailbox", self._python("mailbox", words, env), health)

    def _worker(self, env: dict[str, str], url: str) -> Child:
        note = self.places.run / "worker"
        note.unlink(missing_ok=True)
        health = Health(probes.heartbeat(url, note), every=5.0, silent=1, among=1)
        return Child(
            "The worker", self._python("worker", ["-m", "bimer.house.worker", str(note)], env), health
        )

    def _web(self, env: dict[str, str]) -> Child:
        # Who breaks into the web server must not sign the anchors of the histories.
        env = {name: value for name, value in env.items() if name != "BIMER_ANCHOR_KEY"}
        words = ["-m", "granian", "--interface", "wsgi", "--no-ws", "--http", "1", "--log-level", "warning"]
        words += ["--host", self.options.host, "--port", str(self.options.port)]
        words += ["--workers", str(self.options.workers), "--blocking-threads", "4"]
        words += ["--workers-kill-timeout", "5", "--respawn-failed-workers", "bimer.wsgi:application"]
        health = Health(probes.web(self.options.probed_host, self.options.port, HEALTH_PATH))
        return Child("The web server", self._python("web", words, env), health)

    def _python(
        self, name: str, words: list[str], env: dict[str, str]
    ) -> Callable[[], subprocess.Popen[bytes]]:
        log = self.places.logs / f"{name}.log"
        return lambda: processes.spawn([sys.executable, *words], log=log, env=env, folder=self.places.data)

    def _wait_for(self, web: Child) -> None:
        probe = probes.web(self.options.probed_host, self.options.port, HEALTH_PATH, seconds=30.0)
        end_at = time.monotonic() + 60.0
        while time.monotonic() < end_at:
            if web.process is None or web.process.poll() is not None:
                break
            if probe(web.process.pid) is probes.Sign.ALIVE:
                return
            time.sleep(0.1)
        raise HouseError(f"The web server did not start. See {self.places.logs / 'web.log'}.")

    def _note(self, children: list[dict[str, Any]]) -> None:
        facts = {
            "pid": os.getpid(),
            "ready": self.ready,
            "options": asdict(self.options),
            "children": children,
        }
        running.note(self.places, facts)


def clear(places: Places) -> int:
    """End what a killed supervisor left: web servers, workers and mailboxes of this data folder."""
    return processes.clear(lambda: processes.marked(str(places.data)), patience=7.0)


@contextmanager
def database(places: Places) -> Iterator[str]:
    """A database to work with: the one given, the one that runs, or ours started for the moment."""
    places.create()
    if given := os.environ.get("DATABASE_URL"):
        yield given
        return
    cluster = Cluster(places.database, log=places.logs / "postgres.log")
    if running.holder(places) is not None:
        yield cluster.url()
        return
    with running.only_one(places):
        try:
            yield cluster.start()
        finally:
            cluster.stop()


def down(places: Places) -> bool:
    """Stop the system, or what is left of it; says whether there was anything."""
    pid = running.holder(places)
    if pid:
        os.kill(pid, signal.SIGTERM)
        end_at = time.monotonic() + 60.0
        while running.holder(places) is not None and time.monotonic() < end_at:
            time.sleep(0.1)
        if running.holder(places) == pid:
            os.kill(pid, signal.SIGKILL)
    left = clear(places) if places.run.exists() else 0
    if not os.environ.get("DATABASE_URL") and places.run.exists() and running.holder(places) is None:
        cluster = Cluster(places.database)
        left += len(processes.of_cluster(cluster.files, cluster.name))
        cluster.stop()
    places.state.unlink(missing_ok=True)
    return bool(pid or left)


def _database(cluster: Cluster) -> Child:
    def start() -> subprocess.Popen[bytes]:
        cluster.process = None
        cluster.clear()
        cluster.process = cluster.spawn()
        return cluster.process

    health = Health(probes.database(cluster.answers), every=5.0, silent=4, among=4)
    return Child("PostgreSQL", start, health, signal.SIGINT, 15.0, process=cluster.process)


def _interrupt(number: int, frame: object) -> None:
    raise KeyboardInterrupt
