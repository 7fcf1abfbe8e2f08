"""The outbox. See docs in the final version; signatures are fixed."""

from datetime import datetime
from typing import Any

from bimer.institutions.models import Officer, Unit
from bimer.notices.models import Notice
from bimer.people.models import Person


def post(
    *,
    event_id: int,
    template: str,
    facts: dict[str, Any],
    at: datetime,
    person: Person | None = None,
    officer: Officer | None = None,
    language: str | None = None,
    print_unit: Unit | None = None,
) -> Notice | None:
    """In the caller's transaction, write down that somebody is to hear of the event; twice makes one."""
    raise NotImplementedError


def send(notice_id: int, *, at: datetime) -> None:
    """Send one waiting notice by e-mail."""
    raise NotImplementedError


def send_due(*, at: datetime) -> int:
    """Defer again every waiting notice whose time has come; returns how many."""
    raise NotImplementedError


def mark_printed(notice_id: int, *, by: Officer, at: datetime) -> None:
    """The clerk printed the letter and put it in the post."""
    raise NotImplementedError
