"""The form around a letter: head, number, date, addressee, closing, signature (RG 31151, 10.06.2020).

The square code leads to the page where an application is followed up and holds nothing else: a number in
an address would stay behind in histories and logs, and the reading code opens the text.
"""

import re
from datetime import date
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from bimer.law import turkish
from bimer.notices import typesetting, wording, writing
from bimer.notices.letter_kinds import (
    Addressee,
    Closing,
    DemandAnswer,
    InstitutionLetter,
    Letter,
    Letterhead,
)

FILE_PLAN_CODE = "622.01"  # petitions and information requests in the standard file plan
REGULATION_OF_2020 = date(2020, 6, 10)
REGULATION_OF_2015 = date(2015, 2, 2)


def sheet(letter: Letter) -> dict[str, Any]:
    """Everything the typesetter needs, in the language now spoken."""
    body = wording.wording(letter)
    following = frame(letter.language, title=letter.number)
    if isinstance(letter, InstitutionLetter):
        following["qr"] = ""  # an office follows it up at its desk
    return {
        **following,
        "head": _head(letter.head),
        "labels": _labels(),
        "number": document_number(
            letter.head.code,
            letter.registry,
            on=letter.dated_on,
            file_plan=getattr(settings, "LETTER_FILE_PLAN_CODE", FILE_PLAN_CODE),
        ),
        "date": writing.date_alone(letter.dated_on),
        "subject": letter.subject,
        "salutation": _salutation(letter),
        "address": _below_salutation(letter),
        "references": wording.references(letter),
        "opening": list(body.opening),
        "text": _paragraphs(body.text),
        "demands": [_demand(demand) for demand in body.demands],
        "rows": [list(row) for row in body.rows],
        "ending": list(body.ending),
        "remedies": list(body.remedies),
        "closing": _closing(letter),
        "signature": _signature(letter),
        "enclosures": list(body.enclosures),
        "footer": _footer(letter),
    }


def document_number(code: str, registry: str, *, on: date, file_plan: str = FILE_PLAN_CODE) -> str:
    """The number of an outgoing letter, as the regulation in force that day forms it (art. 11)."""
    if on >= REGULATION_OF_2020:
        parts = ["E", code, file_plan, registry]
    elif on >= REGULATION_OF_2015:
        parts = [code, file_plan, f"E.{registry}"]
    else:
        parts = [code, file_plan, registry]
    return "-".join(part for part in parts if part)


def frame(language: str, *, title: str) -> dict[str, Any]:
    """What both kinds of sheets carry; the title, the only word in the file's metadata, is the number."""
    address = f"{settings.BASE_URL}/takip/"
    return {
        "language": language,
        "title": title or settings.SYSTEM_NAME,
        "author": settings.SYSTEM_NAME,
        "qr": typesetting.qr(address),
        "qr_alt": address,
    }


def envelope(addressee: Addressee | None) -> list[str]:
    """Name and address as they stand on the envelope."""
    if addressee is None:
        return []
    return [f"{addressee.name} {turkish.upper(addressee.surname)}".strip(), *_address(addressee)]


def _labels() -> dict[str, str]:
    return {
        "number": pgettext("official letter", "Number"),
        "subject": _("Subject"),
        "reference": pgettext("official letter", "Reference"),
        "remedies": pgettext("official letter", "Remedies"),
        "demands": pgettext("official letter", "Your demands, one by one"),
        "enclosures": pgettext("official letter", "Enclosures"),
    }


def _head(head: Letterhead) -> list[str]:
    lines = [getattr(settings, "LETTER_FIRST_LINE", "T.C."), turkish.upper(head.institution), head.unit]
    return [line for line in lines if line]


def _salutation(letter: Letter) -> str:
    if isinstance(letter, InstitutionLetter):
        return letter.to
    addressee = letter.addressee
    if addressee is None:
        return _("Dear applicant")
    return _("Dear %(name)s") % {"name": f"{addressee.name} {turkish.upper(addressee.surname)}".strip()}


def _below_salutation(letter: Letter) -> list[str]:
    if isinstance(letter, InstitutionLetter):
        return [f"({letter.to_department})"] if letter.to_department else []
    return _address(letter.addressee)


def _address(addressee: Addressee | None) -> list[str]:
    """Street, then district and province in one line, as the post office wants it."""
    if addressee is None:
        return []
    place = " / ".join(part for part in (addressee.district, turkish.upper(addressee.province)) if part)
    return [line for line in (*addressee.address.splitlines(), place) if line.strip()]


def _demand(demand: DemandAnswer) -> dict[str, str]:
    """A demand as the table shows it: what was asked, what became of it and by which ground."""
    ground = demand.ground
    reason = wording.in_words(ground) if ground else ""
    return {"number": str(demand.number), "text": demand.text, "outcome": demand.outcome, "ground": reason}


def _closing(letter: Letter) -> str:
    """Natural persons are greeted; offices write by who stands above whom (regulation art. 15)."""
    if not isinstance(letter, InstitutionLetter):
        return _("Yours faithfully.")
    match letter.closing:
        case Closing.ABOVE:
            return pgettext("to a superior office", "Submitted for your information and action.")
        case Closing.BELOW:
            return pgettext("to an equal or lower office", "For your information and action, please.")
        case Closing.BOTH:
            return pgettext("to superior and lower offices", "For information and action, respectfully.")


def _paragraphs(text: str) -> list[str]:
    return [part.strip() for part in re.split(r"\r?\n\s*\n", text) if part.strip()]


def _signature(letter: Letter) -> list[str]:
    """Name, SURNAME and title (art. 17)."""
    if not letter.signatory:
        return []
    given, _space, surname = letter.signatory.strip().rpartition(" ")
    return [f"{given} {turkish.upper(surname)}".strip(), *filter(None, [letter.signatory_title])]


def _footer(letter: Letter) -> list[str]:
    code = letter.verification_code
    between_offices = isinstance(letter, InstitutionLetter)
    following = _("Following up: %(address)s") % {"address": f"{settings.BASE_URL}/takip/"}
    lines = [
        _("Verification code: %(code)s") % {"code": code} if code else "",
        "" if between_offices else following,
        " · ".join(part for part in (letter.head.address, letter.head.contact) if part),
    ]
    return [line for line in lines if line]
