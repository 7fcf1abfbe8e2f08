"""The keys of the vault: BIMER_PEOPLE_KEY seals, BIMER_PEOPLE_OLD_KEYS still open what they sealed.

Each is 32 bytes in base64; the old ones are separated by commas. A key is named by the beginning of its
digest, so rows say which key opens them. The key that fingerprints identity numbers is derived from the
oldest key and so outlives a change of the sealing key.
"""

import base64
import binascii
import hashlib
import hmac
import os
from functools import cache

from django.conf import settings
from django.core.checks import CheckMessage, Error
from django.core.exceptions import ImproperlyConfigured

KEY_BYTES = 32
DEVELOPMENT_KEY = base64.b64encode(b"development-only-not-a-real-key!").decode()


def current() -> str:
    """The name of the key that seals from now on."""
    return next(iter(_ring()))


def sealing(key_id: str) -> bytes:
    """The key of that name; missing means a row was sealed with a key this installation lacks."""
    try:
        return _ring()[key_id]
    except KeyError:
        raise ImproperlyConfigured(f"The vault's key {key_id} is not configured.") from None


@cache
def fingerprinting() -> bytes:
    oldest = list(_ring().values())[-1]
    return hmac.new(oldest, b"bimer identity digest", hashlib.sha256).digest()


@cache
def _ring() -> dict[str, bytes]:
    """The keys by name, the sealing one first, the oldest last."""
    first = os.environ.get("BIMER_PEOPLE_KEY", "")
    if not first:
        if settings.PRODUCTION:
            raise ImproperlyConfigured("BIMER_PEOPLE_KEY is not set.")
        first = DEVELOPMENT_KEY
    old = os.environ.get("BIMER_PEOPLE_OLD_KEYS", "")
    keys = [_decoded(text) for text in [first, *filter(None, old.split(","))]]
    return {hashlib.sha256(key).hexdigest()[:12]: key for key in keys}


def _decoded(text: str) -> bytes:
    try:
        key = base64.b64decode(text.strip(), validate=True)
    except (binascii.Error, ValueError):
        raise ImproperlyConfigured("A key of the vault is not base64.") from None
    if len(key) != KEY_BYTES:
        raise ImproperlyConfigured(f"A key of the vault has {len(key)} bytes; it must have {KEY_BYTES}.")
    return key


def check(app_configs: object, **options: object) -> list[CheckMessage]:
    """System check: the keys are there and readable."""
    try:
        _ring()
    except ImproperlyConfigured as fault:
        hint = "Set BIMER_PEOPLE_KEY to 32 random bytes in base64: openssl rand -base64 32"
        return [Error(str(fault), hint=hint, id="people.E001")]
    return []
