"""Slows down guessing of numbers and codes: wrong look-ups are counted, right ones never.

By network loosely, since one exchange may stand for a whole town; by session a little more strictly. Nothing
here can be turned back into an address: the keys are keyed fingerprints and vanish after the window."""

import hashlib
import hmac
import ipaddress
from datetime import datetime, timedelta

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

WINDOW = timedelta(minutes=10)
PER_NETWORK = 30
PER_SESSION = 10


def free_again_at(request: HttpRequest, *, at: datetime) -> datetime | None:
    """None while one may ask; else the moment from which one may ask again."""
    slots = [slot for who, limit in _counted(request) for slot in (_slot(who, at, limit - 1),)]
    return _window(at) + WINDOW if cache.get_many(slots) else None


def note_failure(request: HttpRequest, *, at: datetime) -> None:
    """Count one wrong look-up. One request takes one slot, so that a hundred at once count a hundred."""
    for who, limit in _counted(request):
        taken = cache.get_many([_slot(who, at, number) for number in range(limit)])
        for number in range(len(taken), limit):
            if cache.add(_slot(who, at, number), 1, int(WINDOW.total_seconds())):
                break


def _counted(request: HttpRequest) -> list[tuple[str, int]]:
    counted = [(f"network {_network(request)}", PER_NETWORK)]
    if request.session.session_key:
        counted.append((f"session {request.session.session_key}", PER_SESSION))
    return counted


def _network(request: HttpRequest) -> str:
    """The caller's address; of IPv6 the 64 bits that belong to one household."""
    address = get_adapter(request).get_client_ip(request)
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    return str(ipaddress.ip_network((parsed, 64 if parsed.version == 6 else 32), strict=False))


def _slot(who: str, at: datetime, number: int) -> str:
    message = f"{who} {_window(at).isoformat()}".encode()
    digest = hmac.new(settings.SECRET_KEY.encode(), message, hashlib.sha256).hexdigest()[:40]
    return f"lookup-{digest}-{number}"


def _window(at: datetime) -> datetime:
    """The beginning of the ten minutes this moment lies in."""
    seconds = int(WINDOW.total_seconds())
    return datetime.fromtimestamp(at.timestamp() // seconds * seconds, tz=at.tzinfo)
