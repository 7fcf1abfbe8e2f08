"""What the officer behind a request may see. Loading is checking: outsiders get 404."""

from datetime import date

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone

from bimer.casework import policy, queries
from bimer.casework.policy import Reach
from bimer.institutions.models import Officer

__all__ = ["Request", "reach_of", "today", "visible"]


class Request(HttpRequest):
    """A request behind the sign-in: LoginRequiredMiddleware let nobody else through."""

    user: Officer
    desk_reach: Reach


def today() -> date:
    return timezone.localdate()


def visible(request: Request, number: str):
    """The application with this number, if the officer may read it; for everybody else it does not exist."""
    plain = number.replace("\x00", "")
    found = queries.visible_to(request.user, on=today(), reached=reach_of(request))
    return get_object_or_404(found, number=plain)


def reach_of(request: Request) -> Reach:
    """The officer's reach, asked for once a request: page and navigation need it."""
    if not hasattr(request, "desk_reach"):
        request.desk_reach = policy.reach(request.user, on=today())
    return request.desk_reach
