"""A small client: one thread and one kept connection for each caller, requests made beforehand.

It reads just enough of an answer to know where it ends, so that it takes little from the server beside it;
what it takes is measured and told."""

import socket
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

PATIENCE = 30.0


@dataclass
class Run:
    """What a row of requests took."""

    seconds: list[float] = field(default_factory=list)  # one for each answer
    statuses: dict[int, int] = field(default_factory=dict)
    elapsed: float = 0.0
    own_seconds: float = 0.0  # processor time of this client

    @property
    def per_second(self) -> float:
        return len(self.seconds) / self.elapsed if self.elapsed else 0.0


def request(
    method: str,
    path: str,
    *,
    cookies: str = "",
    body: bytes = b"",
    kind: str = "application/x-www-form-urlencoded",
) -> bytes:
    """A whole request, ready to be sent."""
    lines = [f"{method} {path} HTTP/1.1", "Host: localhost", "Accept: text/html", "Accept-Language: tr"]
    lines += [f"Cookie: {cookies}"] if cookies else []
    lines += [f"Content-Type: {kind}", f"Content-Length: {len(body)}"] if method == "POST" else []
    return "\r\n".join([*lines, "", ""]).encode() + body


def send_all(port: int, requests: Sequence[bytes], *, callers: int, limit: float) -> Run:
    """Send each request once, so many at a time; stop after `limit` seconds."""
    run, lock, waiting = Run(), threading.Lock(), iter(requests)
    links = [Link(port) for _ in range(callers)]
    began, own = time.perf_counter(), time.process_time()

    def call(link: "Link") -> None:
        while time.perf_counter() - began < limit:
            with lock:
                wanted = next(waiting, None)
            if wanted is None:
                return
            start = time.perf_counter()
            status, _head, _body = link.send(wanted)
            took = time.perf_counter() - start
            with lock:
                run.seconds.append(took)
                run.statuses[status] = run.statuses.get(status, 0) + 1

    threads = [threading.Thread(target=call, args=(link,), daemon=True) for link in links]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(limit + PATIENCE)
    run.elapsed, run.own_seconds = time.perf_counter() - began, time.process_time() - own
    for link in links:
        link.close()
    return run


class Link:
    """One kept connection to 127.0.0.1."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.socket: socket.socket | None = None

    def send(self, wanted: bytes) -> tuple[int, str, bytes]:
        """Status, head and body of the answer. A connection the server closed is opened again."""
        if self.socket is None:
            self.socket = socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE)
            self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.socket.sendall(wanted)
        received = b""
        while b"\r\n\r\n" not in received:
            received += self._more()
        head_bytes, _, body = received.partition(b"\r\n\r\n")
        head = head_bytes.decode("latin-1")
        body = self._chunks(body) if "transfer-encoding: chunked" in head.lower() else self._rest(head, body)
        if "connection: close" in head.lower():
            self.close()
        return int(head[9:12]), head, body

    def close(self) -> None:
        if self.socket:
            self.socket.close()
            self.socket = None

    def _rest(self, head: str, body: bytes) -> bytes:
        length = next(
            (
                int(line.split(":")[1])
                for line in head.split("\r\n")
                if line.lower().startswith("content-length:")
            ),
            0,
        )
        while len(body) < length:
            body += self._more()
        return body

    def _chunks(self, body: bytes) -> bytes:
        while not body.endswith(b"0\r\n\r\n"):
            body += self._more()
        return body

    def _more(self) -> bytes:
        assert self.socket is not None
        more = self.socket.recv(262_144)
        if not more:
            raise ConnectionError("The server closed the connection in the middle of an answer.")
        return more
