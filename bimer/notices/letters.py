"""Letters as PDF in the official form."""

import dataclasses
from datetime import date, datetime


@dataclasses.dataclass(frozen=True, kw_only=True)
class Letterhead:
    """Who writes: the lines at the top and what stands in the document number."""

    institution: str  # "Çankaya Kaymakamlığı"
    unit: str = ""
    code: str = ""  # DETSİS number, or the unit's code
    address: str = ""
    contact: str = ""


@dataclasses.dataclass(frozen=True, kw_only=True)
class Addressee:
    """To whom: a natural person by name and surname, a legal person by its title (kept in `name`)."""

    name: str
    surname: str = ""
    address: str = ""
    district: str = ""
    province: str = ""


@dataclasses.dataclass(frozen=True, kw_only=True)
class AnswerLetter:
    """The answer to one application."""

    head: Letterhead
    addressee: Addressee
    number: str  # registration number of the application
    received_on: date
    subject: str
    registry: str  # number in the register of outgoing letters
    dated_on: date
    text: str
    remedies: tuple[str, ...] = ()
    signatory: str = ""  # "Rana Aksoy"
    signatory_title: str = ""
    verification_code: str = ""
    language: str = "tr"


@dataclasses.dataclass(frozen=True, kw_only=True)
class ForwardedLetter:
    """Tells the applicant who is now competent (Law 3071 art. 5)."""

    head: Letterhead
    addressee: Addressee
    number: str
    received_on: date
    subject: str
    registry: str
    dated_on: date
    to_unit: str
    reason: str
    due_on: date
    signatory: str = ""
    signatory_title: str = ""
    verification_code: str = ""
    language: str = "tr"


@dataclasses.dataclass(frozen=True, kw_only=True)
class Receipt:
    """What the applicant takes home: numbers, dates, who is competent and why."""

    number: str
    tracking_number: str  # 16 digits
    reading_code: str
    received_at: datetime
    kind: str  # word for people: "Şikâyet"
    subject: str
    unit: str
    routing_reason: str
    due_on: date
    article: str
    language: str = "tr"


def answer_letter(letter: AnswerLetter) -> bytes:
    raise NotImplementedError


def forwarded_letter(letter: ForwardedLetter) -> bytes:
    raise NotImplementedError


def receipt(receipt: Receipt) -> bytes:
    raise NotImplementedError
