"""An application on paper, for an authority that takes it over: its facts, its words, what was decided."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.utils.translation import gettext as _

from bimer.notices import official_form, typesetting


@dataclass(frozen=True, kw_only=True, repr=False)
class Dossier:
    """What the sheet says: short facts first, then parts with a title; empty ones are left out."""

    number: str
    subject: str
    rows: tuple[tuple[str, str], ...]
    parts: tuple[tuple[str, str], ...]
    dated_on: date
    language: str = "tr"


def pdf(dossier: Dossier) -> bytes:
    """The same application on the same day gives the same bytes."""
    return typesetting.pdf(
        "dossier",
        {
            **official_form.frame(dossier.language, title=dossier.number),
            "system": settings.SYSTEM_NAME,
            "heading": dossier.subject,
            "rows": [row for row in dossier.rows if row[1].strip()],
            "parts": [part for part in dossier.parts if part[1].strip()],
            "footer": [_("Registration number: %(number)s") % {"number": dossier.number}],
        },
        dated=dossier.dated_on,
    )
