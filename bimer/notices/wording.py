"""What each kind of letter says, in the language now spoken. The form around it is `official_form`'s."""

import dataclasses
from functools import singledispatch

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bimer.notices import writing
from bimer.notices.letter_kinds import (
    AnswerLetter,
    ApplicantLetter,
    ClassifiedLetter,
    CorrectedLetter,
    DemandAnswer,
    ExtensionLetter,
    FeeLetter,
    ForwardedLetter,
    Ground,
    InstitutionLetter,
    InterimLetter,
    LapsedLetter,
    Letter,
    MergedLetter,
    NotExaminedLetter,
    ObjectionLetter,
    PaidLetter,
    PlainLetter,
    QuestionLetter,
    QuestionReminderLetter,
    ReferralLetter,
    ReferredLetter,
    ReopenedLetter,
    SplitLetter,
    WarningLetter,
)

Rows = list[tuple[str, str]]


@dataclasses.dataclass(frozen=True, kw_only=True)
class Wording:
    """The body of a letter, from top to bottom; `text` is what an officer wrote, in paragraphs."""

    opening: tuple[str, ...] = ()
    text: str = ""
    demands: tuple[DemandAnswer, ...] = ()
    rows: Rows = dataclasses.field(default_factory=list)
    ending: tuple[str, ...] = ()
    remedies: tuple[str, ...] = ()
    enclosures: tuple[str, ...] = ()


@singledispatch
def wording(letter: Letter) -> Wording:
    """What this letter says."""
    raise TypeError(type(letter).__name__)


@wording.register
def _plain(letter: PlainLetter) -> Wording:
    return Wording(text=letter.text)


# --- Decisions -------------------------------------------------------------------------------------
@wording.register
def _answer(letter: AnswerLetter) -> Wording:
    promise = _("We will have done it by %(day)s at the latest.")
    said_already = any(demand.ground == letter.ground for demand in letter.demands)
    label = _("Ground of the part refused") if letter.is_partial else ""
    return Wording(
        text=letter.text,
        demands=letter.demands,
        rows=[] if said_already else _ground_rows(letter.ground, label),
        ending=(promise % {"day": writing.day(letter.promise_on)},) if letter.promise_on else (),
        remedies=letter.remedies,
    )


@wording.register
def _interim(letter: InterimLetter) -> Wording:
    told = _("Your application is still being worked on. This letter tells you how far it is (%(article)s).")
    rows = [(_("You hear again by"), writing.day(letter.due_on))] if letter.due_on else []
    return Wording(
        opening=(told % {"article": writing.article(letter.article)},),
        text=letter.text,
        rows=rows,
        remedies=letter.remedies,
    )


@wording.register
def _not_examined(letter: NotExaminedLetter) -> Wording:
    return Wording(
        opening=(_("Your application was looked at and can't be examined. The ground stands below."),),
        text=letter.text,
        rows=_ground_rows(letter.ground),
        ending=(_("If what was missing or what has changed allows it, you may apply again at any time."),),
        remedies=letter.remedies,
    )


@wording.register
def _referred(letter: ReferredLetter) -> Wording:
    rows = [(_("Competent authority"), letter.authority)]
    if letter.article:
        rows.append((_("Article"), writing.article(letter.article)))
    return Wording(
        opening=(
            _("Another authority is competent for your application. The file has been sent there."),
            _("That authority decides from now on and writes to you itself. You need not apply again."),
        ),
        text=letter.text,
        rows=rows,
        remedies=letter.remedies,
    )


# --- On the way ------------------------------------------------------------------------------------
@wording.register
def _forwarded(letter: ForwardedLetter) -> Wording:
    told = _(
        "Your application has been forwarded to the institution competent for it (%(article)s). "
        "You need not apply again."
    )
    rows = [(_("Competent institution"), letter.to_unit)]
    if letter.reason:
        rows.append((_("Reason"), letter.reason))
    rows.append((_("Last day for the answer"), writing.day(letter.due_on)))
    return Wording(opening=(told % {"article": writing.article(letter.article)},), rows=rows)


@wording.register
def _extension(letter: ExtensionLetter) -> Wording:
    told = _("Your request can't be answered within the first period, which has been extended (%(article)s).")
    return Wording(
        opening=(told % {"article": writing.article(letter.article)},),
        rows=[
            *_ground_rows(letter.ground),
            (_("Last day until now"), writing.day(letter.first_due_on)),
            (_("New last day"), writing.day(letter.due_on)),
        ],
        ending=(_("The period can't be extended again. You need do nothing."),),
    )


@wording.register
def _fee(letter: FeeLetter) -> Wording:
    return Wording(
        opening=(
            _("Access to the information you asked for costs the fee below (%(article)s).")
            % {"article": writing.article(letter.cost_article)},
        ),
        rows=_fee_rows(letter),
        ending=(
            _(
                "Pay the amount to the institution's accounts office and show the proof of payment by the "
                "day named. The information is given within the period that begins again on that day."
            ),
            _("If no payment is shown by then, the law takes your request as withdrawn (%(article)s).")
            % {"article": writing.article(letter.article)},
        ),
    )


def _fee_rows(letter: FeeLetter) -> Rows:
    rows = [(_("Plain pages"), str(letter.plain_pages))]
    if letter.colour_pages:
        rows.append((_("Pages in colour"), str(letter.colour_pages)))
    if letter.free_pages:
        rows.append((_("Of these free of charge"), str(letter.free_pages)))
    if letter.tariff:
        rows.append((_("Tariff"), letter.tariff))
    rows.append((_("Amount"), writing.money(letter.kurus)))
    rows.append((_("Last day to show payment"), writing.day(letter.due_on)))
    return rows


@wording.register
def _paid(letter: PaidLetter) -> Wording:
    told = _("Your payment was recorded. The period for the answer runs again; the fee had interrupted it.")
    rows = [(_("Amount"), writing.money(letter.kurus))]
    if letter.receipt:
        rows.append((_("Proof of payment"), letter.receipt))
    rows.append((_("New last day"), f"{writing.day(letter.due_on)} ({writing.article(letter.article)})"))
    return Wording(opening=(told,), rows=rows, ending=(_("You need do nothing more."),))


@wording.register
def _lapsed(letter: LapsedLetter) -> Wording:
    told = _(
        "No payment for access to the information you asked for was shown by the last day. "
        "The law takes your request as withdrawn (%(article)s), and it is closed."
    )
    return Wording(
        opening=(told % {"article": writing.article(letter.article)},),
        rows=[
            (_("Amount"), writing.money(letter.kurus)),
            (_("Last day to show payment"), writing.day(letter.due_on)),
        ],
        ending=(
            _(
                "If you did pay by that day, show the proof of payment to this institution. "
                "You may also apply again at any time."
            ),
        ),
    )


@wording.register
def _question(letter: QuestionLetter) -> Wording:
    return _asking(letter, _("To answer your application we need to know the following from you."))


@wording.register
def _question_reminder(letter: QuestionReminderLetter) -> Wording:
    told = _(
        "We asked you the following on %(day)s and have had no reply yet. Without it your application is "
        "answered on what is known."
    )
    return _asking(letter, told % {"day": writing.date_alone(letter.asked_on)})


def _asking(letter: QuestionLetter, opening: str) -> Wording:
    day = _("The last day for our answer stays %(day)s. The sooner you reply, the more exact it can be.")
    return Wording(
        opening=(opening,),
        text=letter.text,
        ending=(
            _(
                "Reply on the page where you follow your application, or in writing to the address below "
                "with the number of your application."
            ),
            *([day % {"day": writing.day(letter.due_on)}] if letter.due_on else []),
        ),
    )


@wording.register
def _corrected(letter: CorrectedLetter) -> Wording:
    return Wording(
        opening=(
            _("A typing error in your application was corrected. What it said before is kept beside it."),
        ),
        rows=[(_("Corrected in"), ", ".join(letter.parts))],
        ending=(
            _(
                "If the correction is wrong, write so on the page where you follow your application, or in "
                "writing to the address below with the number of your application."
            ),
        ),
    )


@wording.register
def _classified(letter: ClassifiedLetter) -> Wording:
    rows = [
        (_("Kind"), letter.kind),
        (_("Law"), letter.law),
        (_("Last day until now"), writing.day(letter.first_due_on)),
        (_("New last day"), f"{writing.day(letter.due_on)} ({writing.article(letter.article)})"),
    ]
    if letter.reason:
        rows.insert(2, (_("Reason"), letter.reason))
    return Wording(
        opening=(_("Your application was looked at; it falls under another law than the one first named."),),
        rows=rows,
        ending=(_("The period counts from the day your application arrived. You need do nothing."),),
    )


@wording.register
def _merged(letter: MergedLetter) -> Wording:
    return Wording(
        opening=(
            _("Your application is on the same matter as an earlier one. The two go on together."),
            _("One answer will be given to both, and you will be sent it."),
        ),
        rows=[
            (_("Goes on under the number"), letter.lead),
            (_("Institution that will answer"), letter.unit),
            (_("Last day for the answer"), writing.day(letter.due_on)),
        ],
    )


@wording.register
def _split(letter: SplitLetter) -> Wording:
    return Wording(
        opening=(
            _("Your application asks for things that different institutions have to answer."),
            _("It has been divided. Each part has a number of its own and is answered by itself:"),
        ),
        rows=[(part.number, part.unit) for part in letter.parts],
        ending=(
            _("The last day for the answers is that of your application: %(day)s.")
            % {"day": writing.day(letter.due_on)},
        ),
    )


@wording.register
def _objection(letter: ObjectionLetter) -> Wording:
    told = _("We have received your objection of %(day)s to the answer you were given (%(article)s).")
    facts = {"day": writing.date_alone(letter.objected_on), "article": writing.article(letter.article)}
    return Wording(
        opening=(
            told % facts,
            _("Nobody who had a hand in that answer decides again. The time to go to court stands still."),
        ),
        rows=[
            (_("Decides now"), letter.unit),
            (_("Last day for the decision"), writing.day(letter.due_on)),
        ],
    )


@wording.register
def _reopened(letter: ReopenedLetter) -> Wording:
    rows = [(_("Institution that will answer"), letter.unit)]
    if letter.reason:
        rows.append((_("Reason"), letter.reason))
    rows.append((_("Last day for the answer"), writing.day(letter.due_on)))
    return Wording(
        opening=(
            _("Your application has been taken up once more."),
            _("The answer you were given stays as it is; a new one follows. You need do nothing."),
        ),
        rows=rows,
    )


# --- To an institution -----------------------------------------------------------------------------
@wording.register
def _warning(letter: WarningLetter) -> Wording:
    late = ngettext(
        "The last day for the answer to the application in reference (a) was %(day)s (%(article)s). "
        "%(count)d working day has passed since then and no answer has been given.",
        "The last day for the answer to the application in reference (a) was %(day)s (%(article)s). "
        "%(count)d working days have passed since then and no answer has been given.",
        letter.days_late,
    )
    facts = {
        "day": writing.date_alone(letter.due_on),
        "article": writing.article(letter.article),
        "count": letter.days_late,
    }
    return Wording(
        opening=(
            late % facts,
            _(
                "The application has to be answered without further delay. If there is a reason that "
                "prevents it, the applicant has to be given an interim answer and the coordinator the reason."
            ),
        )
    )


@wording.register
def _referral(letter: ReferralLetter) -> Wording:
    competent = _(
        "The application in reference (a) is within the competence of your authority (%(article)s). "
        "The file is enclosed."
    )
    plain = _(
        "The application in reference (a) is within the competence of your authority. The file is enclosed."
    )
    opening = competent % {"article": writing.article(letter.article)} if letter.article else plain
    withheld = _(
        "The applicant asked that the identity be withheld; it is not in the file and is kept apart."
    )
    return Wording(
        opening=(opening,),
        text=letter.text,
        ending=(withheld,) if letter.is_identity_withheld else (),
        enclosures=letter.enclosures,
    )


# --- What the letter goes back to ------------------------------------------------------------------
def references(letter: Letter) -> list[str]:
    """The lines of İlgi, each with its letter and a closing bracket (regulation art. 16/10)."""
    if isinstance(letter, ApplicantLetter):
        lines = [_("Your application of %(day)s, number %(number)s.") % _named(letter)]
    elif isinstance(letter, InstitutionLetter):
        lines = [_("The application of %(day)s, number %(number)s.") % _named(letter)]
        lines += [
            _("Our letter of %(day)s, number %(number)s.")
            % {"day": writing.date_alone(earlier.dated_on), "number": earlier.number}
            for earlier in letter.references
        ]
    else:
        return []
    return [f"{chr(ord('a') + place)}) {line}" for place, line in enumerate(lines)]


def _named(letter: ApplicantLetter | InstitutionLetter) -> dict[str, str]:
    return {"day": writing.date_alone(letter.received_on), "number": letter.number}


def _ground_rows(ground: Ground | None, label: str = "") -> Rows:
    return [(label or _("Ground"), in_words(ground))] if ground else []


def in_words(ground: Ground) -> str:
    """The ground as a sentence that ends with its article."""
    if not ground.article:
        return ground.text
    return f"{ground.text.rstrip('. ')} ({writing.article(ground.article)})."
