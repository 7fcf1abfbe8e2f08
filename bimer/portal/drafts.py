"""The form a browser is filling in. Its token lies in the session, never in an address or a log."""

from datetime import datetime, timedelta

from django.http import HttpRequest
from django.utils.translation import get_language

from bimer.casework import intake, queries
from bimer.casework.intake import Filing

FILING = "filing"
OPENED = "opened"  # what somebody opened with number and code
KEPT = timedelta(days=7)


def current(request: HttpRequest) -> Filing | None:
    """The form this browser is filling in, or has sent."""
    token = request.session.get(FILING)
    return queries.filing(token) if token else None


def begin(request: HttpRequest, *, at: datetime) -> Filing:
    """Open a new form and remember it in this browser."""
    filing = intake.open_filing(language=(get_language() or "tr")[:2], at=at)
    request.session[FILING] = filing.pk
    keep(request)
    return filing


def keep(request: HttpRequest) -> None:
    """A citizen may come back within seven days; an official's session keeps its own, shorter life."""
    if not request.user.is_authenticated:
        request.session.set_expiry(int(KEPT.total_seconds()))


def forget(request: HttpRequest) -> None:
    """This browser no longer knows of any application."""
    for key in (FILING, OPENED):
        request.session.pop(key, None)
