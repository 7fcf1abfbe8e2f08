"""Starting, finding and ending processes, so that nothing of a killed supervisor is left standing."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO

from bimer.house.account import Account

LEASH = Path(__file__).with_name("leash.py")
MARK = "BIMER_HOUSE"


def spawn(
    command: Sequence[str | Path],
    *,
    log: Path | IO[bytes],
    env: Mapping[str, str] | None = None,
    folder: Path | None = None,
    account: Account | None = None,
    death_signal: signal.Signals = signal.SIGTERM,
) -> subprocess.Popen[bytes]:
    """Start a command in a session of its own; if we die, it gets the death signal."""
    owner = f"{account.uid}:{account.gid}" if account else "-"
    leash = [sys.executable, "-I", "-S", str(LEASH), str(int(death_signal)), owner, str(os.getpid())]
    with contextlib.ExitStack() as stack:
        output = stack.enter_context(log.open("ab")) if isinstance(log, Path) else log
        return subprocess.Popen(  # noqa: S603 - our own commands
            [*leash, *map(str, command)],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            env=dict(env) if env is not None else None,
            cwd=folder,
            start_new_session=True,
        )


def end(
    process: subprocess.Popen[bytes], *, by: signal.Signals = signal.SIGTERM, patience: float = 10.0
) -> None:
    """Ask a process to stop; when patience runs out, kill it and its whole group."""
    if process.poll() is None:
        process.send_signal(by)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(patience)
    kill_group(process)


def kill_group(process: subprocess.Popen[bytes]) -> None:
    """End what a child left behind, and the child itself if it does not answer any more."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def marked(mark: str) -> list[int]:
    """Processes that carry our mark in their environment: children of an earlier supervisor."""
    wanted = f"{MARK}={mark}".encode()
    return [pid for pid in _all() if wanted in _read(pid, "environ").split(b"\0")]


def of_cluster(folder: Path, name: str) -> list[int]:
    """Processes of the PostgreSQL cluster in that folder; children show its name in their title."""
    title = f"postgres: {name}:".encode()
    return [pid for pid in _all() if _belongs(_read(pid, "cmdline"), os.fsencode(folder), title)]


def _belongs(line: bytes, folder: bytes, title: bytes) -> bool:
    words = line.split(b"\0")
    is_postmaster = words[0].endswith(b"postgres") and words[1:3] == [b"-D", folder]
    return is_postmaster or line.startswith(title)


def clear(
    find: Callable[[], list[int]], *, by: signal.Signals = signal.SIGTERM, patience: float = 5.0
) -> int:
    """End every process that `find` names, politely first; returns how many there were."""
    pids = find()
    for step, wait in ((by, patience), (signal.SIGKILL, 5.0)):
        if not _signal_all(find(), step):
            break
        _wait_until(lambda: not find(), wait)
    return len(pids)


def _signal_all(pids: list[int], by: signal.Signals) -> bool:
    for pid in pids:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.kill(pid, by)
            if by != signal.SIGKILL:
                os.kill(pid, signal.SIGCONT)
    return bool(pids)


def _wait_until(true: Callable[[], bool], seconds: float) -> None:
    end_at = time.monotonic() + seconds
    while not true() and time.monotonic() < end_at:
        time.sleep(0.05)


def _all() -> Iterator[int]:
    own = os.getpid()
    for entry in Path("/proc").glob("[0-9]*"):
        pid = int(entry.name)
        if pid != own and not _is_dead(pid):
            yield pid


def _is_dead(pid: int) -> bool:
    """A zombie has ended; it only waits for its parent to notice."""
    return b") Z " in _read(pid, "stat")


def _read(pid: int, file: str) -> bytes:
    try:
        return Path(f"/proc/{pid}/{file}").read_bytes()
    except OSError:
        return b""
