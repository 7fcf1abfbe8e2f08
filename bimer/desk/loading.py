"""What the officer behind a request may see. Loading is checking: outsiders get 404."""

from datetime import date

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone

from bimer.casework import policy, queries
from bimer.casework.policy import Reach

__all__ = ["reach_of", "today", "visible"]


def today() -> date:
    return timezone.localdate()


def visible(request: HttpRequest, number: str):
    """The application with this number, if the officer may read it; for everybody else it does not exist."""
    plain = number.replace("\x00", "")
    return get_object_or_404(queries.visible_to(request.user, on=today()), number=plain)


def reach_of(request: HttpRequest) -> Reach:
    """The officer's reach, asked for once a request: page and navigation need it."""
    if not hasattr(request, "desk_reach"):
        request.desk_reach = policy.reach(request.user, on=today())  # type: ignore[attr-defined]
    return request.desk_reach  # type: ignore[attr-defined]
