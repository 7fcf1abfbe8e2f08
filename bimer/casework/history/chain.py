"""What the digest of an event is made of. Pure: no clock, no database.

An event's digest is SHA-256 over the digest of the event before it and the event itself in one exact form
(`FORM`), so that nothing earlier can change without every later digest changing too. Words that may hold
personal data are not in that form: in their place stand digests made with the application's salt. When a law
has the words erased the salt goes with them, the digests tell nothing any more, and the chain still holds."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any, NamedTuple
from uuid import UUID

FORM = "bimer event 1"
BEGINNING = bytes(32)  # stands before the first event of an application
DIGEST_BYTES = 32
# Facts an officer typed freely: they may name anybody, so the chain holds a digest of them alone.
WORDS = ("reason", "remarks")
_ENCODER = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False)


class Record(NamedTuple):
    """An event as the chain sees it."""

    application_id: int
    sequence: int
    move: str
    at: datetime
    officer_id: int | None
    by_applicant: bool
    before: str
    after: str
    holder_id: int
    facts: Mapping[str, Any]
    contents: Mapping[str, str]


def digest(record: Record, previous: bytes) -> bytes:
    """The digest of an event that follows the one with that digest."""
    return sha256(previous + canonical(record)).digest()


def canonical(record: Record) -> bytes:
    """The one way to write an event down; tests hold an example of it, byte by byte."""
    facts = {name: value for name, value in record.facts.items() if name not in WORDS}
    return written(
        [FORM, *record[:3], moment(record.at), *record[4:9], facts, record.contents],
    )


def content_digest(salt: UUID, name: str, said: object) -> str:
    """The digest that stands for something said; without the salt nobody can try out what it was."""
    return sha256(salt.bytes + written([name, said])).hexdigest()


def written(value: object) -> bytes:
    """JSON in one form: sorted keys, no spaces, UTF-8."""
    return _ENCODER.encode(value).encode()


def moment(at: datetime) -> str:
    """A moment in UTC with all six digits of the second's fraction."""
    return at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"
