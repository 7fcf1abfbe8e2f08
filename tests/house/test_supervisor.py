import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator

import pytest

from bimer.house import processes
from bimer.house.probes import Sign, greeting, heartbeat, web
from bimer.house.supervisor import Child, Health, Supervisor

QUICK = {"every": 0.1, "grace": 15.0}
SLEEP = "import time; time.sleep(600)"
ANSWER = """
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), BaseHTTPRequestHandler).serve_forever()
"""


@pytest.fixture
def told() -> list[str]:
    return []


@pytest.fixture
def supervise(told, log) -> Iterator[Callable[..., Child]]:
    """Start a child and look after it until the test ends."""
    supervisor = Supervisor(tell=told.append)
    stop = threading.Event()

    def start(code: str, *words: str, health: Health | None = None) -> Child:
        child = Child("child", lambda: processes.spawn([sys.executable, "-c", code, *words], log=log), health)
        supervisor.add(child)
        return child

    def look() -> None:
        while not stop.wait(0.02):
            supervisor.look()

    start.supervisor = supervisor  # type: ignore[attr-defined]
    looking = threading.Thread(target=look)
    looking.start()
    yield start
    stop.set()
    looking.join()
    supervisor.stop()


def is_new(child: Child, old: int) -> Callable[[], bool]:
    return lambda: child.process is not None and child.process.pid != old


def test_a_killed_child_is_started_again(supervise, soon, told):
    child = supervise(SLEEP)
    old = child.process.pid
    os.kill(old, signal.SIGKILL)
    soon(is_new(child, old))
    assert told == ["child was killed by SIGKILL; it starts again in 0.5 s", "child started again"]


def test_a_hung_child_is_ended_and_started_again(supervise, soon, told, free_port):
    health = Health(web("127.0.0.1", free_port, "/", seconds=0.3), silent=2, among=4, **QUICK)
    child = supervise(ANSWER, str(free_port), health=health)
    soon(lambda: Sign.ALIVE in child.signs)
    old = child.process.pid
    os.kill(old, signal.SIGSTOP)
    soon(is_new(child, old))
    soon(lambda: Sign.ALIVE in child.signs)
    assert told[0] == "child did not answer and was ended; it starts again in 0.5 s"


def test_a_child_that_answers_is_left_alone(supervise, soon, free_port):
    child = supervise(ANSWER, str(free_port), health=Health(web("127.0.0.1", free_port, "/"), **QUICK))
    old = child.process.pid
    soon(lambda: list(child.signs).count(Sign.ALIVE) == 8)
    assert child.process.pid == old


def test_a_child_that_never_answers_is_ended_after_its_time_of_grace(supervise, soon, free_port):
    health = Health(web("127.0.0.1", free_port, "/", seconds=0.2), every=0.1, silent=1, grace=0.5)
    child = supervise(SLEEP, health=health)
    soon(is_new(child, child.process.pid))


def test_what_cannot_be_known_ends_nobody(supervise, soon):
    child = supervise(SLEEP, health=Health(lambda pid: Sign.UNKNOWN, silent=1, **QUICK))
    old = child.process.pid
    soon(lambda: len(child.signs) == 8)
    assert child.process.pid == old


def test_a_child_that_keeps_dying_waits_longer_each_time(supervise, soon, told):
    supervise("raise SystemExit(7)")
    soon(lambda: len(told) >= 5)
    assert told[0::2][:3] == [
        f"child ended with code 7; it starts again in {wait} s" for wait in ("0.5", "1", "2")
    ]


def test_grandchildren_end_with_their_parent(supervise, soon, log):
    code = (
        "import subprocess, sys\n"
        f"child = subprocess.Popen([sys.executable, '-c', '{SLEEP}'])\n"
        "print(child.pid, flush=True)\nchild.wait()"
    )
    child = supervise(code)
    soon(lambda: log.read_text().strip())
    grandchild = int(log.read_text().split()[0])
    old = child.process.pid
    os.kill(old, signal.SIGKILL)
    soon(is_new(child, old))
    assert grandchild not in processes._all()


def test_children_die_with_a_killed_supervisor(tmp_path, soon):
    code = f"""
import sys, time
from pathlib import Path
from bimer.house import processes
child = processes.spawn([sys.executable, "-c", "{SLEEP}"], log=Path({str(tmp_path / "log")!r}))
print(child.pid, flush=True)
time.sleep(600)
"""
    parent = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    child = int(parent.stdout.readline())
    time.sleep(0.3)
    parent.kill()
    parent.wait()
    parent.stdout.close()
    soon(lambda: child not in processes._all())


def test_what_an_earlier_supervisor_left_is_found_by_its_mark_and_ended(log):
    env = dict(os.environ) | {processes.MARK: "/a/data/folder"}
    deaf = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(600)"
    left = [processes.spawn([sys.executable, "-c", code], log=log, env=env) for code in (SLEEP, deaf)]
    time.sleep(0.5)
    assert sorted(processes.marked("/a/data/folder")) == sorted(process.pid for process in left)
    assert processes.clear(lambda: processes.marked("/a/data/folder"), patience=0.5) == 2
    assert [process.wait(5) for process in left] == [-signal.SIGTERM, -signal.SIGKILL]


def test_children_stop_in_the_opposite_order(tmp_path, log):
    stopped = tmp_path / "stopped"
    code = (
        "import signal, sys, time\n"
        "def stop(*_): open(sys.argv[2], 'a').write(sys.argv[1]); sys.exit()\n"
        "signal.signal(signal.SIGTERM, stop); time.sleep(600)"
    )
    supervisor = Supervisor()
    for name in "abc":
        command = [sys.executable, "-c", code, name, str(stopped)]
        supervisor.add(Child(name, lambda command=command: processes.spawn(command, log=log)))
    time.sleep(0.5)
    supervisor.stop()
    assert stopped.read_text() == "cba"


@pytest.fixture
def workers(cluster) -> str:
    import psycopg

    with psycopg.connect(cluster.url()) as link:
        link.execute("CREATE TABLE procrastinate_workers (id bigint, last_heartbeat timestamptz)")
        link.execute(
            "INSERT INTO procrastinate_workers "
            "VALUES (1, now() - interval '25 s'), (2, now() - interval '31 s')"
        )
    return cluster.url()


def test_the_heartbeat_of_its_own_row_says_whether_a_worker_lives(workers, cluster, tmp_path):
    note = tmp_path / "worker"
    probe = heartbeat(workers, note)
    assert probe(77) is Sign.SILENT
    signs = []
    for text in ("77 1", "77 2", "77 3", "78 1", "rubbish"):
        note.write_text(text)
        signs.append(probe(77))
    assert signs == [Sign.ALIVE, Sign.SILENT, Sign.SILENT, Sign.SILENT, Sign.SILENT]
    note.write_text("77 2")
    cluster.stop()
    assert probe(77) is Sign.UNKNOWN


def test_a_mail_server_that_says_nothing_is_silent(free_port):
    assert greeting("127.0.0.1", free_port, seconds=0.2)(1) is Sign.SILENT
