"""Runs a command with an empty PostgreSQL of its own, which is gone afterwards.

`python -m bimer.house.throwaway pytest` gives the command DATABASE_URL and BIMER_DATA. The programs are
those of BIMER_PG_BIN or of the wheel.
"""

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from os import environ
from pathlib import Path

from bimer.house.postgres import Cluster


@contextmanager
def cluster() -> Iterator[Cluster]:
    """A cluster in a temporary folder: no fsync, its owner may make databases."""
    folder = Path(tempfile.mkdtemp(prefix="bimer-"))
    folder.chmod(0o711)
    made = Cluster(folder / "postgres", disposable=True)
    try:
        made.start()
        yield made
    finally:
        made.stop()
        for leftover in (made.folder, folder):
            shutil.rmtree(leftover, ignore_errors=True)


def main(command: list[str]) -> int:
    with cluster() as made, tempfile.TemporaryDirectory(prefix="bimer-data-") as data:
        sys.stdout.write(f"PostgreSQL {made.binaries.major} from {made.binaries.folder}\n")
        sys.stdout.flush()
        (Path(data) / "static").mkdir()
        env = dict(environ) | {"DATABASE_URL": made.url(), "BIMER_DATA": data}
        return subprocess.call(command, env=env)  # noqa: S603 - the command of the person who asked


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
