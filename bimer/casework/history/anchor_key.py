"""The key that signs the day's anchor: BIMER_ANCHOR_KEY, 32 bytes in base64, an Ed25519 key.

Only the worker needs it; whoever checks needs the public half, which stands in every statement. A former key
stays trusted when its public half is named in BIMER_ANCHOR_OLD_KEYS, separated by commas."""

import base64
import binascii
import os
from functools import cache

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning
from django.core.exceptions import ImproperlyConfigured

KEY_BYTES = 32
DEVELOPMENT_KEY = base64.b64encode(b"development-only-no-anchor-holds").decode()
_RAW = (serialization.Encoding.Raw, serialization.PublicFormat.Raw)


def signed(statement: bytes) -> bytes:
    return _private(_given()).sign(statement)


def public() -> str:
    """The public half of the key that signs now."""
    return base64.b64encode(_private(_given()).public_key().public_bytes(*_RAW)).decode()


def trusted() -> frozenset[str]:
    """The public keys whose signatures this installation holds to be its own."""
    old = [key.strip() for key in os.environ.get("BIMER_ANCHOR_OLD_KEYS", "").split(",")]
    ours = [public()] if os.environ.get("BIMER_ANCHOR_KEY") or not settings.PRODUCTION else []
    return frozenset([*ours, *filter(None, old)])


def is_signature(signature: bytes, statement: bytes, key: str) -> bool:
    """Whether the holder of this public key signed exactly this."""
    try:
        Ed25519PublicKey.from_public_bytes(_decoded(key)).verify(signature, statement)
    except (InvalidSignature, ImproperlyConfigured, ValueError):
        return False
    return True


def as_pem(key: str) -> str:
    """A public key as other programs read it."""
    kind = serialization.PublicFormat.SubjectPublicKeyInfo
    found = Ed25519PublicKey.from_public_bytes(_decoded(key))
    return found.public_bytes(serialization.Encoding.PEM, kind).decode()


def from_pem(pem: bytes) -> str:
    """A public key from a file; ValueError when there is none of the right kind in it."""
    found = serialization.load_pem_public_key(pem)
    if not isinstance(found, Ed25519PublicKey):
        raise ValueError("not an Ed25519 key")
    return base64.b64encode(found.public_bytes(*_RAW)).decode()


def check(app_configs: object, **options: object) -> list[CheckMessage]:
    """System check: the key is there and readable."""
    hint = "Set BIMER_ANCHOR_KEY to 32 random bytes in base64: openssl rand -base64 32"
    if settings.PRODUCTION and not os.environ.get("BIMER_ANCHOR_KEY"):
        text = "BIMER_ANCHOR_KEY is not set: here no anchor of the histories can be signed."
        return [
            Warning(text, hint=f"{hint} - for the worker; the web server needs none.", id="casework.W001")
        ]
    try:
        _private(_given())
    except ImproperlyConfigured as fault:
        return [Error(str(fault), hint=hint, id="casework.E001")]
    return []


def _given() -> str:
    given = os.environ.get("BIMER_ANCHOR_KEY", "")
    if not given and settings.PRODUCTION:
        raise ImproperlyConfigured("BIMER_ANCHOR_KEY is not set.")
    return given or DEVELOPMENT_KEY


@cache
def _private(text: str) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(_decoded(text))


def _decoded(text: str) -> bytes:
    try:
        key = base64.b64decode(text.strip(), validate=True)
    except (binascii.Error, ValueError):
        raise ImproperlyConfigured("The key of the anchors is not base64.") from None
    if len(key) != KEY_BYTES:
        raise ImproperlyConfigured(f"The key of the anchors has {len(key)} bytes; it must have {KEY_BYTES}.")
    return key
