"""AES-256-GCM: seals bytes so that only this installation opens them, only where they belong."""

import os

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from bimer.people import keys

NONCE_BYTES = 12


def sealed(plain: bytes, *, bound_to: bytes) -> bytes:
    """Seal with the current key; `bound_to` names the row and is checked again when opening."""
    nonce = os.urandom(NONCE_BYTES)
    return nonce + AESGCM(keys.sealing(keys.current())).encrypt(nonce, plain, bound_to)


def opened(sealed_bytes: bytes, *, key_id: str, bound_to: bytes) -> bytes:
    """Open what that key sealed for that row; raises InvalidTag for anything else."""
    nonce, text = sealed_bytes[:NONCE_BYTES], sealed_bytes[NONCE_BYTES:]
    return AESGCM(keys.sealing(key_id)).decrypt(nonce, text, bound_to)
