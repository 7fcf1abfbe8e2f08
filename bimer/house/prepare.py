"""Brings the database to what the code expects, and does nothing when it already is there."""

import contextlib
import hashlib
import json
import shutil
import subprocess
import sys
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path

import psycopg

import bimer
from bimer.house import processes
from bimer.house.errors import HouseError
from bimer.house.paths import Places, is_checkout
from bimer.house.progress import step
from bimer.house.secrets import write_privately
from bimer.ui import translations

PACKAGE = Path(bimer.__file__).resolve().parent
MIGRATING_PACKAGES = ("django", "django-allauth", "procrastinate")


def prepare(places: Places, env: Mapping[str, str], *, demonstration: bool) -> None:
    """Tables, translations and, to try it out, the institutions of Türkiye and people who work there."""
    if is_checkout():
        with step("Translations") as notes:
            notes.append(f"{len(translations.compile_stale())} compiled")
    expected = _expected()
    if not _is_prepared(places, env["DATABASE_URL"], expected):
        with step("Tables"):
            command(places, env, "migrate", "--no-input")
            command(places, env, "createcachetable")
            command(places, env, "seal_history")
    if demonstration:
        _demonstrate(places, env)
    facts = {"code": expected, "database": _state(env["DATABASE_URL"])}
    write_privately(places.prepared, json.dumps(facts))


def command(places: Places, env: Mapping[str, str], *words: str) -> str:
    """Run a management command; what it printed, or a failure with its last words."""
    log = places.logs / "prepare.log"
    with log.open("ab") as file:
        began = file.tell()
        process = processes.spawn([sys.executable, "-m", "django", *words], log=file, env=env)
        try:
            code = process.wait()
        finally:
            processes.end(process)
    with log.open("rb") as file:
        file.seek(began)
        printed = file.read().decode(errors="replace")
    if code:
        last = "\n".join(printed.splitlines()[-12:])
        raise HouseError(f"`{' '.join(words)}` failed. The whole of it is in {log}.\n{last}")
    return printed


def pass_on(env: Mapping[str, str], *words: str) -> int:
    """Run a management command for the person at the terminal, who sees what it prints."""
    return subprocess.call([sys.executable, "-m", "django", *words], env=dict(env))  # noqa: S603


def forget(places: Places, url: str) -> None:
    """Delete everything a demonstration holds; an installation in earnest is left alone."""
    if not places.demonstration.exists():
        raise HouseError(f"{places.data} is not a demonstration; nothing was deleted.")
    with step("Deleting"):
        with psycopg.connect(url) as link:
            link.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
        for folder in (places.mail, places.data / "files"):
            shutil.rmtree(folder, ignore_errors=True)
        places.accounts.unlink(missing_ok=True)
        places.prepared.unlink(missing_ok=True)
        places.create()


def _demonstrate(places: Places, env: Mapping[str, str]) -> None:
    url = env["DATABASE_URL"]
    if not _has_rows(url, "institutions_unit"):
        with step("Institutions of Türkiye"):
            command(places, env, "directory_load", "--turkey")
    if not places.accounts.exists() or not _has_rows(url, "institutions_officer"):
        with step("Demonstration accounts"):
            write_privately(places.accounts, command(places, env, "demo"))
            command(places, env, "templates")
    places.demonstration.touch()


def _expected() -> str:
    """A digest of every migration there is."""
    digest = hashlib.sha256()
    for name in MIGRATING_PACKAGES:
        digest.update(f"{name} {version(name)}\n".encode())
    for path in sorted(PACKAGE.glob("*/migrations/*.py")):
        digest.update(f"{path.relative_to(PACKAGE)}\n".encode() + path.read_bytes())
    return digest.hexdigest()


def _is_prepared(places: Places, url: str, expected: str) -> bool:
    with contextlib.suppress(OSError, ValueError):
        facts = json.loads(places.prepared.read_text())
        return facts == {"code": expected, "database": _state(url)}
    return False


def _state(url: str) -> str:
    """What the database says was applied, and when: another database says something else."""
    try:
        with psycopg.connect(url, connect_timeout=10) as link:
            found = link.execute("SELECT count(*), max(applied)::text FROM django_migrations").fetchone()
    except psycopg.errors.UndefinedTable:
        return ""
    except psycopg.OperationalError as fault:
        raise HouseError(f"The database does not answer: {fault}") from None
    return " ".join(map(str, found or ()))


def _has_rows(url: str, name: str) -> bool:
    with psycopg.connect(url) as link:
        found = link.execute(psycopg.sql.SQL("SELECT 1 FROM {} LIMIT 1").format(psycopg.sql.Identifier(name)))
        return found.fetchone() is not None
