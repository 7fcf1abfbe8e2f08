"""The authorities outside that are competent where the administration is not; their names change. Pure."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from bimer.law.tables import in_force, kept, said, table


@dataclass(frozen=True, slots=True)
class Authority:
    """A competent authority as it was called on a day, with the sentence that tells the applicant of it."""

    code: str
    name_tr: str
    name_en: str
    text_tr: str
    text_en: str
    article: str
    source: str
    valid_from: date
    valid_to: date | None = None

    def name(self, language: str) -> str:
        """What it is called."""
        return said(self.name_tr, self.name_en, language)

    def text(self, language: str) -> str:
        """What a letter says of it: what it decides, and how one gets there."""
        return said(self.text_tr, self.text_en, language)


class NoSuchAuthority(LookupError):
    """No authority of that code existed on that day."""


def authorities(on: date) -> tuple[Authority, ...]:
    """The authorities there were on that day, in the order of the data."""
    return tuple(in_force(all_authorities(), on))


def authority(code: str, on: date) -> Authority:
    """The authority as it stood on that day."""
    found = next((row for row in authorities(on) if row.code == code), None)
    if found is None:
        raise NoSuchAuthority(f"There was no authority “{code}” on {on.isoformat()}.")
    return found


@kept
def all_authorities() -> tuple[Authority, ...]:
    """Every authority at all times."""
    return tuple(_authority_from(row) for row in table("authorities").get("authority", ()))


def _authority_from(row: dict[str, Any]) -> Authority:
    return Authority(**{"name_tr": "", "name_en": "", "text_tr": "", "text_en": "", **row})
