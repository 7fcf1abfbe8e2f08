"""How long an officer stays signed in. Citizens' sessions hold nothing and are left alone."""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import SESSION_KEY, logout
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

SIGNED_IN_AT = "desk_signed_in_at"
SEEN_AT = "desk_seen_at"
NOTED_EVERY_SECONDS = 60


class OfficerSessions:
    """Half an hour without a sign of life, or a working day altogether, ends the session.

    Stands right behind AuthenticationMiddleware, so that whoever was signed out is asked to sign in
    and comes back to the same page. What an officer saw stays in no cache."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if SESSION_KEY in request.session:
            _age(request)
        response = self.get_response(request)
        if SESSION_KEY in request.session:
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response


def _age(request: HttpRequest) -> None:
    session, now = request.session, int(timezone.now().timestamp())
    signed_in, seen = session.setdefault(SIGNED_IN_AT, now), session.get(SEEN_AT, now)
    if now - seen > settings.SESSION_COOKIE_AGE or now - signed_in > settings.DESK_SESSION_SECONDS:
        logout(request)
    elif SEEN_AT not in session or now - seen >= NOTED_EVERY_SECONDS:
        session[SEEN_AT] = now
