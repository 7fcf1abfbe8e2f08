"""What a child is told: where the database is, the keys, and under which address it is reached."""

import os
from pathlib import Path

from bimer.house import secrets
from bimer.house.paths import SOURCE, Places, is_checkout
from bimer.house.postgres import free_port, is_free

MAIL_PORT = 8025


def of_child(places: Places, url: str, *, port: int = 8150, mail_port: int | None = None) -> dict[str, str]:
    """Our own environment and what this installation adds; what was given from outside wins."""
    ours = {
        "DJANGO_SETTINGS_MODULE": "bimer.settings",
        "BIMER_BASE_URL": f"http://localhost:{port}",
        "PYTHONUNBUFFERED": "1",
    }
    if mail_port and not os.environ.get("BIMER_SMTP_HOST"):
        ours |= {"BIMER_SMTP_HOST": "127.0.0.1", "BIMER_SMTP_PORT": str(mail_port)}
    env = ours | dict(os.environ) | secrets.environment(places.secrets)
    env |= {"DATABASE_URL": url, "BIMER_DATA": str(places.data)}
    if is_checkout():
        env["PYTHONPATH"] = os.pathsep.join(filter(None, [str(SOURCE), os.environ.get("PYTHONPATH", "")]))
    return env


def mail_port(places: Places) -> int:
    """The test mailbox's port: 8025 or the one that was free the first time, as long as it stays free."""
    file = places.run / "mail-port"
    known = int(file.read_text()) if file.exists() else MAIL_PORT
    if not is_free(known):
        known = free_port()
    secrets.write_privately(file, str(known))
    return known


def shorten(log: Path, *, limit: int = 10_000_000) -> None:
    """Put a long log aside; the one before it goes."""
    if log.exists() and log.stat().st_size > limit:
        log.replace(log.with_suffix(log.suffix + ".1"))
