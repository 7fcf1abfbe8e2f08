"""Which letters there are and what each needs to know. Words and form are made from them later."""

import dataclasses
from datetime import date, datetime
from enum import StrEnum


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


@dataclasses.dataclass(frozen=True, kw_only=True)
class Ground:
    """What the law says for a refusal or an extension, and where: text and article."""

    text: str
    article: str = ""


@dataclasses.dataclass(frozen=True, kw_only=True, repr=False)
class DemandAnswer:
    """One numbered demand of the applicant and what became of it."""

    number: int
    text: str
    outcome: str = ""  # in words: "Kısmen olumlu"
    ground: Ground | None = None


@dataclasses.dataclass(frozen=True, kw_only=True)
class Reference:
    """An earlier letter this one goes back to (İlgi)."""

    number: str
    dated_on: date


@dataclasses.dataclass(frozen=True, kw_only=True)
class Part:
    """One of the applications a split one became, and who answers it."""

    number: str
    unit: str


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
class PlainLetter(Letter):
    """Any notice as a letter."""

    text: str


# --- To whoever filed ------------------------------------------------------------------------------
@dataclasses.dataclass(frozen=True, kw_only=True, repr=False)
class ApplicantLetter(Letter):
    """About one application, which it names as its reference."""

    received_on: date


@dataclasses.dataclass(frozen=True, kw_only=True, repr=False)
class AnswerLetter(ApplicantLetter):
    """The answer, with each demand, the ground of what was refused and the remedies (Constitution m.40/2)."""

    text: str
    demands: tuple[DemandAnswer, ...] = ()
    ground: Ground | None = None
    is_partial: bool = False
    promise_on: date | None = None
    remedies: tuple[str, ...] = ()


@dataclasses.dataclass(frozen=True, kw_only=True, repr=False)
class InterimLetter(ApplicantLetter):
    """Tells how far the matter is; the result follows as another letter (3071 m.7)."""

    text: str
    article: str
    due_on: date | None = None
    remedies: tuple[str, ...] = ()


@dataclasses.dataclass(frozen=True, kw_only=True, repr=False)
class NotExaminedLetter(ApplicantLetter):
    """The application is not examined, why, and what is open against that (3071 m.6, 4483 m.4)."""

    text: str
    ground: Ground
    remedies: tuple[str, ...] = ()


@dataclasses.dataclass(frozen=True, kw_only=True, repr=False)
class ReferredLetter(ApplicantLetter):
    """Tells the applicant to which authority outside the file was sent."""

    text: str
    authority: str
    article: str = ""
    remedies: tuple[str, ...] = ()


@dataclasses.dataclass(frozen=True, kw_only=True, repr=False)
class ForwardedLetter(ApplicantLetter):
    """Tells the applicant which institution is now competent (Law 3071 art. 5, Law 4982 art. 8)."""

    to_unit: str
    reason: str
    due_on: date
    article: str  # of the law that asks for the forwarding


@dataclasses.dataclass(frozen=True, kw_only=True, repr=False)
class ExtensionLetter(ApplicantLetter):
    """The period is longer, with the ground, before the first one ends (4982 m.11)."""

    ground: Ground
    article: str
    first_due_on: date
    due_on: date


@dataclasses.dataclass(frozen=True, kw_only=True, repr=False)
class FeeLetter(ApplicantLetter):
    """The cost of access: pages, tariff, amount and the last day to show payment (4982 m.10, m.11)."""

    plain_pages: int
    colour_pages: int = 0
    free_pages: int = 0
    kurus: int
    tariff: str = ""
    due_on: date
    article: str  # what makes an unpaid request lapse
    cost_article: str  # what lets a cost be charged


@dataclasses.dataclass(frozen=True, kw_only=True, repr=False)
class PaidLetter(ApplicantLetter):
    """The proof of payment has arrived; until when the answer is due now (4982 m.11)."""

    kurus: int
    receipt: str = ""  # number of the proof of payment
    due_on: date
    article: str


@dataclasses.dataclass(frozen=True, kw_only=True, repr=False)
class LapsedLetter(ApplicantLetter):
    """No payment was shown by the last day: the request counts as withdrawn (4982 m.11)."""

    kurus: int
    due_on: date
    article: str


@dataclasses.dataclass(frozen=True, kw_only=True, repr=False)
class QuestionLetter(ApplicantLetter):
    """The unit needs something from the applicant to go on."""

    text: str
    due_on: date | None = None  # the last day for the answer, where the question stops no clock


@dataclasses.dataclass(frozen=True, kw_only=True, repr=False)
class QuestionReminderLetter(QuestionLetter):
    """The same question once more, since nobody has replied."""

    asked_on: date


@dataclasses.dataclass(frozen=True, kw_only=True, repr=False)
class CorrectedLetter(ApplicantLetter):
    """A typing error was put right; which parts it was in. What they say is not repeated."""

    parts: tuple[str, ...]  # in words: "Konu", "Metin"


@dataclasses.dataclass(frozen=True, kw_only=True, repr=False)
class ClassifiedLetter(ApplicantLetter):
    """Another law applies than the one first named, and with it another last day."""

    kind: str  # in words: "Bilgi edinme"
    law: str
    article: str
    first_due_on: date
    due_on: date
    reason: str = ""


@dataclasses.dataclass(frozen=True, kw_only=True, repr=False)
class MergedLetter(ApplicantLetter):
    """The application goes on under the number of another one on the same matter."""

    lead: str
    unit: str
    due_on: date


@dataclasses.dataclass(frozen=True, kw_only=True, repr=False)
class SplitLetter(ApplicantLetter):
    """Parts of the application belong to other units and got numbers of their own."""

    parts: tuple[Part, ...]
    due_on: date


@dataclasses.dataclass(frozen=True, kw_only=True, repr=False)
class ObjectionLetter(ApplicantLetter):
    """The objection has arrived; who looks at it now and until when (2577 m.11)."""

    unit: str
    objected_on: date
    due_on: date
    article: str


@dataclasses.dataclass(frozen=True, kw_only=True, repr=False)
class ReopenedLetter(ApplicantLetter):
    """It is taken up once more; the answer given stays and a new one follows."""

    unit: str
    reason: str
    due_on: date


# --- To an institution -----------------------------------------------------------------------------
class Closing(StrEnum):
    """How a letter between offices ends, by who stands above whom."""

    ABOVE = "above"  # arz ederim
    BELOW = "below"  # rica ederim, also to an equal
    BOTH = "both"


@dataclasses.dataclass(frozen=True, kw_only=True, repr=False)
class InstitutionLetter(Letter):
    """From one office to another, addressed in the dative: "ÇANKAYA KAYMAKAMLIĞINA"."""

    to: str
    to_department: str = ""
    received_on: date
    closing: Closing = Closing.BELOW
    references: tuple[Reference, ...] = ()


@dataclasses.dataclass(frozen=True, kw_only=True, repr=False)
class WarningLetter(InstitutionLetter):
    """Tekit: the last day has passed and nothing has gone out."""

    due_on: date
    days_late: int
    article: str


@dataclasses.dataclass(frozen=True, kw_only=True, repr=False)
class ReferralLetter(InstitutionLetter):
    """Hands the file to an authority outside; names what is enclosed, never who filed."""

    text: str
    article: str = ""
    enclosures: tuple[str, ...] = ()
    is_identity_withheld: bool = False


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
