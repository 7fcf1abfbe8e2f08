"""Seals what we know of a person, and opens it for those who asked casework first.

The details are JSON sealed together with the person's id, so they no longer open when moved to another row.
Nothing here prints, logs or represents a detail.
"""

import dataclasses
import hashlib
import hmac
import json
import os
from datetime import datetime
from uuid import UUID

from bimer.people import keys, sealing
from bimer.people.models import Person


@dataclasses.dataclass(frozen=True, repr=False)
class PersonDetails:
    """What a person told us about themselves; every field may be empty."""

    kind: str = "natural"  # or "legal": a company, an association
    name: str = ""
    surname: str = ""
    legal_title: str = ""
    identity_number: str = ""  # T.C. identity, foreigner or tax number, already checked and normalised
    email: str = ""
    phone: str = ""
    address: str = ""
    plate: str = ""  # key of the province
    province: str = ""
    district: str = ""
    language: str = "tr"

    def __repr__(self) -> str:
        return "<PersonDetails: withheld>"

    @property
    def full_name(self) -> str:
        """The name as the person writes it; for a legal person its title."""
        return self.legal_title if self.kind == "legal" else f"{self.name} {self.surname}".strip()


_DETAILS = {field.name for field in dataclasses.fields(PersonDetails)}


@dataclasses.dataclass(frozen=True, repr=False)
class Contact:
    """As much of a person as an envelope needs."""

    kind: str
    name: str
    surname: str
    legal_title: str
    email: str
    phone: str
    address: str
    district: str
    province: str
    language: str

    def __repr__(self) -> str:
        return "<Contact: withheld>"


def store(details: PersonDetails, *, at: datetime, registered: bool = False) -> Person:
    """Seal a new person; until registered it is only a draft of a form."""
    person_id = _new_id(at)
    return Person.objects.create(
        id=person_id,
        created_at=at,
        registered_at=at if registered else None,
        **_columns(person_id, details, at),
    )


def update(person_id: UUID, details: PersonDetails, *, at: datetime) -> None:
    """Seal what the person says now in place of what they said before."""
    if not Person.objects.filter(pk=person_id).update(**_columns(person_id, details, at), forgotten_at=None):
        raise Person.DoesNotExist


def register(person_id: UUID, *, at: datetime) -> None:
    """The form was sent: from now on the person is an applicant, not a draft."""
    Person.objects.filter(pk=person_id, registered_at=None).update(registered_at=at)


def read(person_id: UUID) -> PersonDetails:
    """Open the details; all fields are empty when the person has been forgotten."""
    person = Person.objects.get(pk=person_id)
    if person.forgotten_at is not None:
        return PersonDetails(language=person.language)
    opened = json.loads(sealing.opened(bytes(person.sealed), key_id=person.key_id, bound_to=person.pk.bytes))
    return PersonDetails(**{name: value for name, value in opened.items() if name in _DETAILS})


def contact(person_id: UUID) -> Contact:
    """Open only what is needed to write to the person."""
    details = read(person_id)
    return Contact(**{field.name: getattr(details, field.name) for field in dataclasses.fields(Contact)})


def reachable_by(person_id: UUID) -> str | None:
    """Which way a notice can take: "email", else "letter", else None."""
    to = contact(person_id)
    if to.email:
        return "email"
    return "letter" if to.address else None


def forget(person_id: UUID, *, at: datetime) -> None:
    """Destroy the details for good; the row stays, and so the application stands (Law 6698 art. 7)."""
    Person.objects.filter(pk=person_id).update(
        sealed=b"", key_id="", identity_digest=None, changed_at=at, forgotten_at=at
    )


def same_identity(identity_number: str) -> list[UUID]:
    """The registered persons who gave this identity number, oldest first."""
    if not identity_number:
        return []
    found = Person.objects.filter(identity_digest=digest(identity_number), registered_at__isnull=False)
    return list(found.order_by("created_at", "pk").values_list("pk", flat=True))


def are_the_same(one: UUID, other: UUID) -> bool:
    """Whether two persons gave the same identity number; neither is opened."""
    if one == other:
        return True
    digest_of_other = Person.objects.filter(pk=other).values("identity_digest")
    return Person.objects.filter(pk=one, identity_digest__in=digest_of_other).exists()


def forget_drafts(*, before: datetime, at: datetime) -> int:
    """Destroy the details of forms never sent, last touched before that moment; returns how many."""
    drafts = Person.objects.filter(registered_at=None, forgotten_at=None, changed_at__lt=before)
    return drafts.update(sealed=b"", key_id="", identity_digest=None, changed_at=at, forgotten_at=at)


def digest(identity_number: str) -> bytes:
    """A fingerprint that finds the same number again and, without the key, tells nothing of it."""
    return hmac.new(keys.fingerprinting(), identity_number.encode(), hashlib.sha256).digest()


def _columns(person_id: UUID, details: PersonDetails, at: datetime) -> dict[str, object]:
    plain = json.dumps(dataclasses.asdict(details), ensure_ascii=False).encode()
    return {
        "sealed": sealing.sealed(plain, bound_to=person_id.bytes),
        "key_id": keys.current(),
        "identity_digest": digest(details.identity_number) if details.identity_number else None,
        "language": details.language,
        "changed_at": at,
    }


def _new_id(at: datetime) -> UUID:
    """Version 7 of RFC 9562: milliseconds first, so that new rows lie side by side in the index."""
    milliseconds = int(at.timestamp() * 1000).to_bytes(6, "big")
    noise = bytearray(os.urandom(10))
    noise[0] = 0x70 | noise[0] & 0x0F
    noise[2] = 0x80 | noise[2] & 0x3F
    return UUID(bytes=milliseconds + bytes(noise))
