"""Signs of life. A probe never waits longer than its own limit and never raises."""

import contextlib
import http.client
import socket
from collections.abc import Callable
from enum import Enum, auto
from pathlib import Path

import psycopg

HEARTBEAT_LIMIT = 30.0  # seconds; the worker beats every 10


class Sign(Enum):
    ALIVE = auto()
    SILENT = auto()
    UNKNOWN = auto()


Probe = Callable[[int], Sign]


def web(host: str, port: int, path: str, *, seconds: float = 5.0) -> Probe:
    """Any answer in HTTP counts: an error page is made by a process that lives."""

    def probe(pid: int) -> Sign:
        link = http.client.HTTPConnection(host, port, timeout=seconds)
        try:
            link.request("GET", path, headers={"Host": "localhost"})
            link.getresponse().read()
        except (OSError, http.client.HTTPException):
            return Sign.SILENT
        finally:
            link.close()
        return Sign.ALIVE

    return probe


def greeting(host: str, port: int, *, seconds: float = 5.0) -> Probe:
    """A mail server speaks first."""

    def probe(pid: int) -> Sign:
        with contextlib.suppress(OSError), socket.create_connection((host, port), timeout=seconds) as link:
            return Sign.ALIVE if link.recv(3) == b"220" else Sign.SILENT
        return Sign.SILENT

    return probe


def database(answers: Callable[[], psycopg.pq.Ping]) -> Probe:
    """A server that is still reading its log refuses, but it is alive."""

    def probe(pid: int) -> Sign:
        return Sign.ALIVE if answers() in {psycopg.pq.Ping.OK, psycopg.pq.Ping.REJECT} else Sign.SILENT

    return probe


def heartbeat(url: str, note: Path, *, limit: float = HEARTBEAT_LIMIT) -> Probe:
    """The worker's own row in procrastinate_workers; `note` says which row belongs to which process.

    A worker can stay alive and idle for ever after its connections were cut, so its process proves nothing.
    """

    def probe(pid: int) -> Sign:
        row = _row_of(note, pid)
        if row is None:
            return Sign.SILENT
        try:
            age = _age(url, row)
        except psycopg.Error:
            return Sign.UNKNOWN
        return Sign.ALIVE if age is not None and age <= limit else Sign.SILENT

    return probe


def _row_of(note: Path, pid: int) -> int | None:
    try:
        owner, row = note.read_text().split()
    except (OSError, ValueError):
        return None
    return int(row) if int(owner) == pid else None


def _age(url: str, row: int) -> float | None:
    query = (
        "SELECT extract(epoch FROM now() - last_heartbeat)::float FROM procrastinate_workers WHERE id = %s"
    )
    with psycopg.connect(url, connect_timeout=5, options="-c statement_timeout=5s") as link:
        found = link.execute(query, [row]).fetchone()
    return float(found[0]) if found else None
