"""Histories with something in them, and whoever owns the database and means to change them."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection

from bimer.casework import answering, consulting, routing
from bimer.casework.actors import Applicant
from bimer.casework.history import anchor_key, proof
from bimer.casework.history.anchors_verified import Witness
from bimer.casework.models import Application
from tests.conftest import make_application


@pytest.fixture
def folder(settings, tmp_path) -> Path:
    """Where anchors are published."""
    settings.ANCHORS_ROOT = tmp_path / "anchors"
    return settings.ANCHORS_ROOT


@pytest.fixture
def verified(folder) -> Callable[..., list[str]]:
    """What `bimer verify` finds, in its words."""

    def look(published: Path = folder, keys: frozenset[str] | None = None, everything: bool = True):
        witness = Witness(keys=keys or anchor_key.trusted(), folder=published, lists=folder)
        return [str(broken) for broken in proof.prove(witness=witness, everything=everything).broken]

    return look


@pytest.fixture
def answered(application, ozan, nur, rana, aski, tuesday) -> Application:
    """Registered, forwarded and back, noted, written to, asked about and answered: nine steps."""
    day = timedelta(days=1)
    routing.forward(application, to=aski, reason="Ayşe Hanım'ın sayacı", by=rana, at=tuesday)
    routing.forward(application, to=nur.postings.get().unit, reason="Yine de burası", by=rana, at=tuesday)
    consulting.note(application, text="Aradım, açmadı.", by=ozan, at=tuesday)
    answering.write_message(
        application, text="Hâlâ karanlık.", by=Applicant(application.pk), at=tuesday + day
    )
    consulting.demands(application, texts=["Lamba", "Direk"], by=ozan, at=tuesday + day)
    answering.propose(
        application,
        text="Yapıldı.",
        outcome="done",
        demands={1: ("done", "")},
        by=ozan,
        at=tuesday + 2 * day,
    )
    answering.send_back(application, remarks="Tarihi de yazın.", by=nur, at=tuesday + 2 * day)
    answering.propose(application, text="3 Mart'ta yapıldı.", outcome="done", by=ozan, at=tuesday + 2 * day)
    answering.approve(application, by=nur, at=tuesday + 3 * day)
    return application


@pytest.fixture
def neighbour(cankaya, monday) -> Application:
    """Another history, which nobody touches."""
    return make_application(cankaya, monday, subject="Su", text="Su yok.")


GUARDED = ("event", "anchor", "message", "note", "answer", "accusation")


@contextmanager
def as_owner() -> Iterator[Callable[..., int]]:
    """The owner of the database switches the triggers off, changes what she likes, and on again."""
    with connection.cursor() as cursor:

        def run(statement: str, *values: object) -> int:
            cursor.execute(statement, values)
            return cursor.rowcount

        cursor.execute("set constraints all immediate")
        for table in GUARDED:
            cursor.execute(f"alter table casework_{table} disable trigger user")
        yield run
        for table in GUARDED:
            cursor.execute(f"alter table casework_{table} enable trigger user")
