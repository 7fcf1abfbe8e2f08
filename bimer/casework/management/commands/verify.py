"""`manage.py verify`: proves that all histories hold, or names the first broken link."""

import sys
import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from bimer.casework.history import anchor_key, proof
from bimer.casework.history.anchors_verified import Witness
from bimer.casework.history.verifying import Walk


class Command(BaseCommand):
    help = "Proves that no history was changed, or names the first broken link and ends with 1."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--all", action="store_true", help="name every broken link, not only the first")
        parser.add_argument("--published", type=Path, help="a folder with published anchors kept elsewhere")
        parser.add_argument("--key", type=Path, action="append", help="a public key (PEM) to trust alone")

    def handle(self, **options: Any) -> None:
        progress = _Progress(self.stderr.write)
        witness = _witness(options["published"], options["key"] or [])
        found = proof.prove(witness=witness, everything=options["all"], tell=progress)
        for line in [*found.notes, *map(str, found.broken)]:
            self.stdout.write(line)
        self.stdout.write(found.verdict)
        if found.broken:
            sys.exit(1)


class _Progress:
    """A line every few seconds, for whoever waits."""

    def __init__(self, write: Any, every: float = 5.0) -> None:
        self.write, self.every = write, every
        self.began = self.said = time.monotonic()

    def __call__(self, walk: Walk) -> None:
        now = time.monotonic()
        if now - self.said >= self.every:
            self.said = now
            rate = walk.events / (now - self.began)
            self.write(f"{walk.events:,} events of {walk.applications:,} applications, {rate:,.0f} a second")


def _witness(folder: Path | None, keys: list[Path]) -> Witness:
    own = Path(settings.ANCHORS_ROOT)
    if folder is not None and not folder.is_dir():
        raise CommandError(f"{folder} is not a folder. Name the one that holds the published anchors.")
    trusted = frozenset(map(_key, keys)) or anchor_key.trusted()
    return Witness(keys=trusted, folder=folder or own, lists=own)


def _key(path: Path) -> str:
    try:
        return anchor_key.from_pem(path.read_bytes())
    except OSError as fault:
        raise CommandError(f"{path} can't be read: {fault.strerror}.") from None
    except ValueError:
        raise CommandError(f"{path} holds no Ed25519 public key in PEM form.") from None
