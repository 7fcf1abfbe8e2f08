"""Real processes in temporary folders: nothing of the machine is pretended."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bimer.house import postgres, throwaway
from bimer.house.postgres import Cluster


@pytest.fixture(scope="session")
def shared_cluster() -> Iterator[Cluster]:
    """For tests that only look."""
    with throwaway.cluster() as made:
        yield made


@pytest.fixture
def cluster() -> Iterator[Cluster]:
    """For tests that break it."""
    with throwaway.cluster() as made:
        yield made


@pytest.fixture
def soon() -> Callable[[Callable[[], object]], None]:
    return _soon


def _soon(true: Callable[[], object], seconds: float = 15.0) -> None:
    end_at = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end_at, "It did not happen in time."
        time.sleep(0.05)


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "log"


@pytest.fixture
def free_port() -> int:
    return postgres.free_port()
