"""Whether the system runs, and who runs it. The lock ends with its holder, however it died."""

import contextlib
import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from bimer.house.errors import HouseError
from bimer.house.paths import Places, command
from bimer.house.secrets import write_privately


@contextmanager
def only_one(places: Places) -> Iterator[None]:
    """Be the one process that rules this data folder, or say who is."""
    descriptor = os.open(places.lock, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise HouseError(
                f"The system already runs from {places.data} (process {holder(places)}). "
                f"See `{command()} status`; stop it with `{command()} down`."
            ) from None
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, str(os.getpid()).encode(), 0)
        yield
    finally:
        os.close(descriptor)


def holder(places: Places) -> int | None:
    """The process that rules this data folder now, if any."""
    try:
        descriptor = os.open(places.lock, os.O_RDWR)
    except OSError:
        return None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        text = os.pread(descriptor, 20, 0).decode()
        return int(text) if text.isdigit() else 0
    finally:
        os.close(descriptor)
    return None


def note(places: Places, facts: dict[str, Any]) -> None:
    write_privately(places.state, json.dumps(facts, indent=1))


def noted(places: Places) -> dict[str, Any]:
    """What the supervisor last wrote about itself."""
    with contextlib.suppress(OSError, ValueError):
        facts: dict[str, Any] = json.loads(places.state.read_text())
        return facts
    return {}
