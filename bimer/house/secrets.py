"""Secrets are made once, written for their owner alone, and handed on by environment."""

import base64
import os
import secrets
from pathlib import Path

FILES = {
    "BIMER_SECRET_KEY": "secret-key",
    "BIMER_CODE_KEY": "code-key",
    "BIMER_PEOPLE_KEY": "people-key",
    "BIMER_ANCHOR_KEY": "anchor-key",
}


def environment(folder: Path) -> dict[str, str]:
    """The keys of this installation; one given from outside wins and is not written down."""
    return {name: os.environ.get(name) or kept(folder / file) for name, file in FILES.items()}


def kept(path: Path) -> str:
    """The secret in that file: 32 random bytes in base64, made when first asked for."""
    if not path.exists():
        write_privately(path, base64.b64encode(secrets.token_bytes(32)).decode())
    return path.read_text().strip()


def kept_password(path: Path) -> str:
    """A password that needs no quoting in an address."""
    if not path.exists():
        write_privately(path, secrets.token_urlsafe(32))
    return path.read_text().strip()


def write_privately(path: Path, text: str) -> None:
    """Write all or nothing, readable by the owner from the first byte on."""
    draft = path.with_name(path.name + ".new")
    draft.unlink(missing_ok=True)
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(text + "\n")
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
