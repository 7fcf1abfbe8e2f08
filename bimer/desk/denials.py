"""What an officer without the right to a move is told: 403, in words."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from bimer.casework.errors import NotAllowed
from bimer.desk.loading import Request, visible


class Denials:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: Request, exception: Exception) -> HttpResponse | None:
        """NotAllowed raised by any view becomes one page; everything else is a bug and may be loud."""
        if isinstance(exception, NotAllowed):
            return render(request, "desk/not_allowed.html", {"application": _asked_for(request)}, status=403)
        return None


def _asked_for(request: Request):
    """The application the address names, if the officer may at least read it."""
    number = request.resolver_match.kwargs.get("number") if request.resolver_match else None
    try:
        return visible(request, number) if number else None
    except Http404:
        return None
