"""The account that owns the database: PostgreSQL refuses to run as root."""

import functools
import os
import pwd
import shutil
import stat
import subprocess
from dataclasses import dataclass
from pathlib import Path

from bimer.house.errors import HouseError

NAME = "bimer-db"
STANDBYS = ("postgres", "nobody")


@dataclass(frozen=True)
class Account:
    name: str
    uid: int
    gid: int


def service_account() -> Account | None:
    """Whom to become for the database: nobody else, unless we are root."""
    return _unprivileged() if os.geteuid() == 0 else None


@functools.cache
def _unprivileged() -> Account:
    if (found := _existing(NAME)) or (found := _created()):
        return found
    for name in STANDBYS:
        if found := _existing(name):
            return found
    raise HouseError("PostgreSQL can't run as root. Create a system account named bimer-db and start again.")


def _existing(name: str) -> Account | None:
    try:
        entry = pwd.getpwnam(name)
    except KeyError:
        return None
    return Account(name, entry.pw_uid, entry.pw_gid) if entry.pw_uid else None


def _created() -> Account | None:
    useradd = shutil.which("useradd", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin")
    if not useradd:
        return None
    options = ["--system", "--user-group", "--no-create-home", "--home-dir", "/nonexistent"]
    command = [useradd, *options, "--shell", "/usr/sbin/nologin", NAME]
    subprocess.run(command, check=False, capture_output=True)  # noqa: S603 - fixed words
    return _existing(NAME)


def can_pass(account: Account, folder: Path) -> bool:
    """Whether the account may walk into that folder, by the mode bits of each step."""
    folder = folder.resolve()
    return all(_may_enter(account, step) for step in (folder, *folder.parents) if step.exists())


def _may_enter(account: Account, folder: Path) -> bool:
    status = folder.stat()
    if status.st_uid == account.uid:
        return bool(status.st_mode & stat.S_IXUSR)
    if status.st_gid == account.gid:
        return bool(status.st_mode & stat.S_IXGRP)
    return bool(status.st_mode & stat.S_IXOTH)
