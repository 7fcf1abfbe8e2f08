"""Letters and receipts as PDF, in the form of the Official Correspondence Regulation (RG 31151, 10.06.2020).

The square code leads to the page where an application is followed up and holds nothing else: a number in
an address would stay behind in histories and logs, and the reading code opens the text.
"""

import dataclasses
import re
import types
import typing
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from bimer.law import turkish
from bimer.notices import typesetting, writing

FILE_PLAN_CODE = "622.01"  # petitions and information requests in the standard file plan
REGULATION_OF_2020 = date(2020, 6, 10)
REGULATION_OF_2015 = date(2015, 2, 2)


@dataclasses.dataclass(frozen=True, kw_only=True)
class Letterhead:
    """Who writes: the lines at the top and what stands in the document number."""

    institution: str  # "Çankaya Kaymakamlığı"
    unit: str = ""
    code: str = ""  # number in the register of state units (DETSİS), else the unit's code
    address: str = ""
    contact: str = ""


@dataclasses.dataclass(frozen=True, kw_only=True, repr=False)
class Addressee:
    """To whom: a natural person by name and surname, a legal person by its title (in `name`)."""

    name: str
    surname: str = ""
    address: str = ""
    district: str = ""
    province: str = ""

    def __repr__(self) -> str:
        return "<Addressee: withheld>"


@dataclasses.dataclass(frozen=True, kw_only=True, repr=False)
class Letter:
    """What all letters have. Without an addressee the outbox adds the person it goes to."""

    head: Letterhead
    addressee: Addressee | None = None
    number: str  # registration number of the application
    subject: str
    registry: str  # number in the register of outgoing letters
    dated_on: date
    signatory: str = ""  # "Rana Aksoy"
    signatory_title: str = ""
    verification_code: str = ""
    language: str = "tr"

    def __repr__(self) -> str:
        return f"<{type(self).__name__}: withheld>"


@dataclasses.dataclass(frozen=True, kw_only=True, repr=False)
class AnswerLetter(Letter):
    """The answer to one application, with the remedies open against it (Constitution art. 40)."""

    received_on: date
    text: str
    remedies: tuple[str, ...] = ()


@dataclasses.dataclass(frozen=True, kw_only=True, repr=False)
class ForwardedLetter(Letter):
    """Tells the applicant which institution is now competent (Law 3071 art. 5, Law 4982 art. 8)."""

    received_on: date
    to_unit: str
    reason: str
    due_on: date
    article: str = ""  # of the law that asks for the forwarding; without it that of petitions


@dataclasses.dataclass(frozen=True, kw_only=True, repr=False)
class PlainLetter(Letter):
    """Any notice as a letter."""

    text: str


@dataclasses.dataclass(frozen=True, kw_only=True, repr=False)
class Receipt:
    """What the applicant takes home: numbers, dates, who is competent and why."""

    number: str
    tracking_number: str  # 16 digits
    reading_code: str
    received_at: datetime
    kind: str  # in words for people: "Şikâyet"
    subject: str
    unit: str
    routing_reason: str
    due_on: date
    article: str
    addressee: Addressee | None = None  # only when it goes by post
    language: str = "tr"

    def __repr__(self) -> str:
        return "<Receipt: withheld>"


KINDS = {kind.__name__: kind for kind in (AnswerLetter, ForwardedLetter, PlainLetter, Receipt)}


def render(letter: Letter | Receipt) -> bytes:
    """Any letter or receipt as PDF."""
    match letter:
        case AnswerLetter():
            return answer_letter(letter)
        case ForwardedLetter():
            return forwarded_letter(letter)
        case PlainLetter():
            return _letter(letter, references=[], paragraphs=letter.text)
        case Receipt():
            return receipt(letter)
    raise TypeError(type(letter).__name__)


def answer_letter(letter: AnswerLetter) -> bytes:
    """The answer as the institution sends it."""
    with translation.override(letter.language):
        references = [f"a) {_application(letter.received_on, letter.number)}"]
    return _letter(letter, references=references, paragraphs=letter.text, remedies=letter.remedies)


def forwarded_letter(letter: ForwardedLetter) -> bytes:
    """The notice that another institution will answer."""
    with translation.override(letter.language):
        references = [f"a) {_application(letter.received_on, letter.number)}"]
        facts = {
            "unit": letter.to_unit,
            "day": writing.day(letter.due_on),
            "reason": letter.reason,
            "article": letter.article or _("Law 3071, article 5"),
        }
        paragraphs = [
            _(
                "Your application has been forwarded to the institution competent for it (%(article)s). "
                "You need not apply again."
            )
            % facts,
            _("Competent institution: %(unit)s") % facts,
            *([_("Reason: %(reason)s") % facts] if letter.reason else []),
            _("Last day for the answer: %(day)s") % facts,
        ]
    return _letter(letter, references=references, paragraphs="\n\n".join(paragraphs))


def receipt(receipt: Receipt) -> bytes:
    """The receipt (alındı belgesi); asked for again it is the same sheet."""
    with translation.override(receipt.language):
        data = _receipt_data(receipt)
    return typesetting.pdf("receipt", data, dated=timezone.localdate(receipt.received_at))


def document_number(code: str, registry: str, *, on: date, file_plan: str = FILE_PLAN_CODE) -> str:
    """The number of an outgoing letter, as the regulation in force that day forms it (art. 11)."""
    if on >= REGULATION_OF_2020:
        parts = ["E", code, file_plan, registry]
    elif on >= REGULATION_OF_2015:
        parts = [code, file_plan, f"E.{registry}"]
    else:
        parts = [code, file_plan, registry]
    return "-".join(part for part in parts if part)


def to_data(letter: Letter | Receipt) -> dict[str, Any]:
    """The letter as JSON-able data, to be kept sealed."""
    data = dataclasses.asdict(letter)
    plain = {name: item.isoformat() if isinstance(item, date) else item for name, item in data.items()}
    return {"letter": type(letter).__name__, **plain}


def from_data(data: dict[str, Any]) -> Letter | Receipt:
    """The letter that `to_data` took apart."""
    kind = KINDS[data["letter"]]
    hints = typing.get_type_hints(kind)
    return kind(**{name: _value(hints[name], item) for name, item in data.items() if name in hints})


def _value(hint: Any, item: Any) -> Any:
    if isinstance(hint, types.UnionType):
        return None if item is None else _value(hint.__args__[0], item)
    if hint in (Letterhead, Addressee):
        return hint(**item)
    if hint in (date, datetime):
        return hint.fromisoformat(item)
    return tuple(item) if isinstance(item, list) else item


def _letter(
    letter: Letter, *, references: list[str], paragraphs: str, remedies: tuple[str, ...] = ()
) -> bytes:
    with translation.override(letter.language):
        data = {
            **_frame(letter.language, title=letter.number),
            "head": _head(letter.head),
            "labels": {
                "number": pgettext("official letter", "Number"),
                "subject": _("Subject"),
                "reference": pgettext("official letter", "Reference"),
                "remedies": pgettext("official letter", "Remedies"),
            },
            "number": document_number(
                letter.head.code,
                letter.registry,
                on=letter.dated_on,
                file_plan=getattr(settings, "LETTER_FILE_PLAN_CODE", FILE_PLAN_CODE),
            ),
            "date": letter.dated_on.strftime("%d.%m.%Y"),
            "subject": letter.subject,
            "salutation": _salutation(letter.addressee),
            "address": _address(letter.addressee),
            "references": references,
            "paragraphs": [part.strip() for part in re.split(r"\r?\n\s*\n", paragraphs) if part.strip()],
            "remedies": list(remedies),
            "closing": _("Yours faithfully."),
            "signature": _signature(letter),
            "footer": _footer(letter),
        }
    return typesetting.pdf("letter", data, dated=letter.dated_on)


def _frame(language: str, *, title: str) -> dict[str, Any]:
    """What both kinds of sheets carry; the title, the only word in the file's metadata, is the number."""
    address = f"{settings.BASE_URL}/takip/"
    return {
        "language": language,
        "title": title or settings.SYSTEM_NAME,
        "author": settings.SYSTEM_NAME,
        "qr": typesetting.qr(address),
        "qr_alt": address,
    }


def _head(head: Letterhead) -> list[str]:
    lines = [getattr(settings, "LETTER_FIRST_LINE", "T.C."), turkish.upper(head.institution), head.unit]
    return [line for line in lines if line]


def _salutation(addressee: Addressee | None) -> str:
    if addressee is None:
        return _("Dear applicant")
    return _("Dear %(name)s") % {"name": f"{addressee.name} {turkish.upper(addressee.surname)}".strip()}


def _address(addressee: Addressee | None) -> list[str]:
    """Street, then district and province in one line, as the post office wants it."""
    if addressee is None:
        return []
    place = " / ".join(part for part in (addressee.district, turkish.upper(addressee.province)) if part)
    return [line for line in (*addressee.address.splitlines(), place) if line.strip()]


def _envelope(addressee: Addressee | None) -> list[str]:
    """Name and address as they stand on the envelope."""
    if addressee is None:
        return []
    return [f"{addressee.name} {turkish.upper(addressee.surname)}".strip(), *_address(addressee)]


def _signature(letter: Letter) -> list[str]:
    """Name, SURNAME and title (art. 17)."""
    if not letter.signatory:
        return []
    given, _space, surname = letter.signatory.strip().rpartition(" ")
    return [f"{given} {turkish.upper(surname)}".strip(), *filter(None, [letter.signatory_title])]


def _footer(letter: Letter) -> list[str]:
    code = letter.verification_code
    lines = [
        _("Verification code: %(code)s") % {"code": code} if code else "",
        _("Following up: %(address)s") % {"address": f"{settings.BASE_URL}/takip/"},
        " · ".join(part for part in (letter.head.address, letter.head.contact) if part),
    ]
    return [line for line in lines if line]


def _application(received_on: date, number: str) -> str:
    facts = {"day": received_on.strftime("%d.%m.%Y"), "number": number}
    return _("Your application of %(day)s, number %(number)s.") % facts


def _receipt_data(receipt: Receipt) -> dict[str, Any]:
    received = timezone.localtime(receipt.received_at)
    address = f"{settings.BASE_URL}/takip/"
    moment = _("%(day)s, %(time)s") % {
        "day": writing.day(received.date()),
        "time": received.strftime("%H.%M"),
    }
    rows = [
        (_("Registration number"), receipt.number),
        (pgettext("receipt", "Received"), moment),
        (_("Kind"), receipt.kind),
        (_("Subject"), receipt.subject),
        (_("Competent institution"), receipt.unit),
        (_("Why this institution"), receipt.routing_reason),
        (_("Last day for the answer"), f"{writing.day(receipt.due_on)}\n{receipt.article}"),
    ]
    return {
        **_frame(receipt.language, title=receipt.number),
        "system": settings.SYSTEM_NAME,
        "heading": _("Receipt"),
        "addressee": _envelope(receipt.addressee),
        "lead": _("We have received your application. Keep this sheet."),
        "labels": {"tracking": _("Tracking number"), "code": _("Reading code")},
        "tracking": writing.grouped(receipt.tracking_number),
        "tracking_note": _("Shows how far your application is. It shows no name and no text."),
        "code": receipt.reading_code,
        "code_note": _("With the tracking number it opens the text and the answer. Give it to nobody."),
        "rows": [row for row in rows if row[1].strip()],
        "next_heading": _("How to follow it up"),
        "next": [
            _("On the web: %(address)s") % {"address": address},
            _("By telephone: call 150 and give your tracking number."),
            _(
                "If you gave an e-mail or a postal address, you are told there when your application is "
                "forwarded or answered."
            ),
        ],
        "footer": [_("Following up: %(address)s") % {"address": address}],
    }
