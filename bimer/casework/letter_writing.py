"""Fills the letters from what happened: which letter goes with which notice, and what it has to know.

Built by the job that announces an event, so from the event's facts and from rows that no longer change."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from bimer.casework import correspondence, decisions, letter_parts
from bimer.casework.lifecycle import Move
from bimer.casework.models import (
    Answer,
    Application,
    Decision,
    Demand,
    Dispatch,
    Event,
    Outcome,
    Warning,
)
from bimer.institutions.addressees import addressee as dative
from bimer.institutions.models import Unit
from bimer.law import authorities, clocks, fees, regimes
from bimer.law.grounds import Use
from bimer.law.kinds import IdentityLevel
from bimer.law.regimes import Pause as Effect
from bimer.notices import letters, official_form
from bimer.notices.letter_kinds import (
    Addressee,
    AnswerLetter,
    ClassifiedLetter,
    Closing,
    CorrectedLetter,
    DemandAnswer,
    ExtensionLetter,
    FeeLetter,
    ForwardedLetter,
    Ground,
    InterimLetter,
    LapsedLetter,
    Letter,
    MergedLetter,
    NotExaminedLetter,
    ObjectionLetter,
    PaidLetter,
    Part,
    QuestionLetter,
    QuestionReminderLetter,
    Receipt,
    Reference,
    ReferralLetter,
    ReferredLetter,
    ReopenedLetter,
    SplitLetter,
    WarningLetter,
)


def letter(event: Event, template: str, of: Application) -> Letter | Receipt | None:
    """The letter that goes with a notice of this name, if the law or custom owes one.

    `of` is the application of whoever is told: of those merged with another one, their own."""
    builder = BUILDERS.get(template)
    with override(settings.LANGUAGE_CODE if template in BETWEEN_OFFICES else of.language):
        return builder(event, of) if builder else None


# --- Documents on the spot -------------------------------------------------------------------------
def receipt_pdf(application: Application) -> bytes:
    """The alındı with number and code, for whoever just filed or proved it (circular 2004/12)."""
    return letters.render(_receipt(application))


def answer_pdf(application: Application, *, with_name: bool, answer: Answer | None = None) -> bytes | None:
    """The last decision, or this one, as letter; officers see the name only where identity is open."""
    lead = application.merged_into or application
    answer = answer or lead.answers.exclude(approved_at=None).order_by("-approved_at").first()
    if answer is None:
        return None
    addressee = letter_parts.addressee(application.applicant_id) if with_name else None
    with override(application.language):
        return letters.render(decision_letter(application, answer, addressee=addressee))


def draft_pdf(application: Application, answer: Answer, *, at: datetime) -> bytes:
    """The letter as it would go out now, for the eyes of author and approver; nobody is named."""
    with override(application.language):
        return letters.render(decision_letter(application, answer, at=at))


def warning_pdf(application: Application, number: int) -> bytes | None:
    """The tekit of this number as it went out; None where a rung was passed in one night without one."""
    warned = application.events.filter(move=Move.WARN, facts__warning=number)
    event = warned.select_related("application", "holder").first()
    if event is None:
        return None
    with override(settings.LANGUAGE_CODE):
        return letters.render(_warning(event, application))


# --- Decisions -------------------------------------------------------------------------------------
def decision_letter(
    application: Application,
    answer: Answer,
    *,
    addressee: Addressee | None = None,
    at: datetime | None = None,
    due_on: date | None = None,
) -> Letter:
    """The letter of an answer, of its stage, or of there being none; `due_on`: of the next interim answer."""
    on = timezone.localdate(answer.approved_at or at or answer.drafted_at)
    common: dict[str, Any] = {
        **letter_parts.common(
            application, answer.unit, on=on, registry=letter_parts.registry(application, answer)
        ),
        **letter_parts.signed(answer.approved_by),
        "addressee": addressee,
        "text": answer.text,
        "remedies": correspondence.remedies_block(application, answer.outcome, on, decision=answer.decision),
    }
    match Decision(answer.decision):
        case Decision.INTERIM:
            article = correspondence.owed(application, "interim", on)
            return InterimLetter(article=article, due_on=due_on or clocks.interim_due(on).on, **common)
        case Decision.NOT_EXAMINED:
            ground = letter_parts.ground(application, Use.NOT_EXAMINE, answer.ground) or Ground(
                text=_("not examined")
            )
            return NotExaminedLetter(ground=ground, **common)
        case Decision.REFERRAL:
            authority = authorities.authority(answer.authority, on) if answer.authority else None
            return ReferredLetter(
                authority=authority.name(application.language) if authority else "",
                article=correspondence.owed(application, "referred", on),
                **common,
            )
    return AnswerLetter(**_answer_parts(application, answer), **common)


def _answer_parts(application: Application, answer: Answer) -> dict[str, Any]:
    """What an answer has beside its text: demand by demand, the ground, the day promised."""
    is_partial = answer.outcome == Outcome.PARTIAL
    reason = answer.separation if is_partial else ""
    ground = letter_parts.ground(application, Use.REFUSE, answer.ground)
    if ground and reason.strip():
        ground = Ground(text=f"{ground.text.rstrip('. ')}: {reason.strip()}", article=ground.article)
    demands = Demand.objects.filter(application_id=answer.application_id).order_by("number")
    return {
        "demands": tuple(_demand(application, demand) for demand in demands),
        "ground": ground,
        "is_partial": is_partial,
        "promise_on": answer.promise_on,
    }


def _demand(application: Application, demand: Demand) -> DemandAnswer:
    return DemandAnswer(
        number=demand.number,
        text=demand.text,
        outcome=demand.get_outcome_display() if demand.outcome else "",
        ground=letter_parts.ground(application, Use.REFUSE, demand.ground),
    )


def _decision(event: Event, of: Application) -> Letter:
    answer = event.application.answers.get(pk=event.facts["answer"])
    due_on = letter_parts.day(event, "due_on") if answer.decision == Decision.INTERIM else None
    return decision_letter(of, answer, due_on=due_on)


def _referral(event: Event, of: Application) -> Letter:
    """The file's covering letter; what is enclosed is counted, since names of files may name people."""
    answer = of.answers.select_related("unit", "approved_by").get(pk=event.facts["answer"])
    on = timezone.localdate(event.at)
    authority = authorities.authority(answer.authority, on)
    return ReferralLetter(
        **{
            **letter_parts.common(of, answer.unit, on=on, registry=letter_parts.sequel(event)),
            **letter_parts.signed(answer.approved_by),
        },
        to=_written_to(authority.name(settings.LANGUAGE_CODE)),
        closing=Closing.ABOVE,
        text=answer.text,
        article=correspondence.owed(of, "referred", on),
        enclosures=_enclosures(of),
        is_identity_withheld=of.identity_withheld,
    )


def _enclosures(application: Application) -> tuple[str, ...]:
    files, checks = application.attachments.count(), application.checks.exists()
    listed = [
        _("Text of the application"),
        _("Files of the applicant: %(count)d") % {"count": files} if files else "",
        _("Decision of the preliminary check") if checks else "",
    ]
    return tuple(line for line in listed if line)


# --- On the way ------------------------------------------------------------------------------------
def _receipt(application: Application) -> Receipt:
    with override(application.language):
        return Receipt(
            number=application.number,
            tracking_number=application.tracking_number,
            reading_code=application.reading_code,
            received_at=application.received_at,
            kind=application.get_kind_display(),
            subject=application.subject,
            unit=application.holder.name,
            routing_reason=correspondence.why(application),
            due_on=application.due_on,
            article=correspondence.article(application),
            language=application.language,
        )


def _receipt_by_post(event: Event, of: Application) -> Receipt | None:
    """Whoever withheld the identity got it on the spot; the code is not sent after."""
    return _receipt(of) if of.identity_level == IdentityLevel.OPEN else None


def _forwarded(event: Event, of: Application) -> Letter:
    received = timezone.localdate(of.received_at)
    return ForwardedLetter(
        **{**letter_parts.told_in(event, of), "head": letter_parts.letterhead(_sender(event))},
        article=regimes.rules(of.regime, received).forwarding_article,
        to_unit=event.holder.name,
        reason=str(event.facts["reason"]),
        due_on=of.due_on,
    )


def _extended(event: Event, of: Application) -> Letter:
    ground = letter_parts.ground(of, Use.EXTEND, str(event.facts["ground"]))
    return ExtensionLetter(
        **letter_parts.told_in(event, of),
        ground=ground or Ground(text=""),
        article=correspondence.owed(of, "extended", timezone.localdate(event.at)),
        first_due_on=letter_parts.day(event, "left_due_on"),
        due_on=letter_parts.day(event, "due_on"),
    )


def _fee(event: Event, of: Application) -> Letter:
    fee, on = of.fees.get(pk=event.facts["fee"]), timezone.localdate(event.at)
    cost, tariff = fees.access_fee(fee.plain_pages, fee.colour_pages, on), fees.tariff_of(on.year)
    return FeeLetter(
        **letter_parts.told_in(event, of),
        plain_pages=fee.plain_pages,
        colour_pages=fee.colour_pages,
        free_pages=cost.free_pages,
        kurus=fee.amount,
        tariff=_("Access fees of %(year)d") % {"year": tariff.year} if tariff else "",
        due_on=fee.due_on,
        article=clocks.fee_due(on).article,
        cost_article=decisions.law_of(of).fee_article or clocks.fee_due(on).article,
    )


def _question(event: Event, of: Application) -> Letter:
    message = of.messages.get(pk=event.facts["message"])
    return QuestionLetter(
        **letter_parts.told_in(event, of), text=message.text, due_on=letter_parts.day(event, "due_on")
    )


def _classified(event: Event, of: Application) -> Letter:
    return ClassifiedLetter(
        **letter_parts.told_in(event, of),
        kind=of.get_kind_display(),
        law=correspondence.law_named(of),
        article=correspondence.article(of),
        first_due_on=letter_parts.day(event, "due_on_before"),
        due_on=letter_parts.day(event, "due_on"),
    )


def _merged(event: Event, of: Application) -> Letter:
    facts = event.facts
    return MergedLetter(
        **letter_parts.told_in(event, of),
        lead=facts["into"],
        unit=facts["unit"],
        due_on=letter_parts.day(event, "due_on"),
    )


def _split(event: Event, of: Application) -> Letter:
    pairs = zip(event.facts["parts"], event.facts["units"], strict=True)
    parts = tuple(Part(number=number, unit=unit) for number, unit in pairs)
    return SplitLetter(**letter_parts.told_in(event, of), parts=parts, due_on=of.due_on)


def _objection(event: Event, of: Application) -> Letter:
    return ObjectionLetter(
        **letter_parts.told_in(event, of),
        unit=event.facts["unit"],
        objected_on=timezone.localdate(event.at),
        due_on=letter_parts.day(event, "due_on"),
        article=correspondence.objection_article(event),
    )


def _paid(event: Event, of: Application) -> Letter:
    fee, on = of.fees.get(pk=event.facts["fee"]), timezone.localdate(event.at)
    return PaidLetter(
        **letter_parts.told_in(event, of),
        kurus=fee.amount,
        receipt=fee.receipt,
        due_on=letter_parts.day(event, "due_on"),
        article=clocks.fee_due(on).article,
    )


def _lapsed(event: Event, of: Application) -> Letter:
    fee = of.fees.get(pk=event.facts["fee"])
    return LapsedLetter(
        **letter_parts.told_in(event, of),
        kurus=fee.amount,
        due_on=fee.due_on,
        article=clocks.fee_due(timezone.localdate(fee.told_at)).article,
    )


def _asked_again(event: Event, of: Application) -> Letter | None:
    """The question once more, word for word; nobody is reminded of an application by another letter."""
    if event.facts.get("about") != "question":
        return None
    pause = of.pauses.get(pk=event.facts["of"])
    asked = of.messages.exclude(officer=None).filter(at__lte=pause.began_at)
    message = asked.order_by("at", "pk").last()
    if message is None:
        return None
    return QuestionReminderLetter(
        **letter_parts.told_in(event, of),
        text=message.text,
        asked_on=timezone.localdate(message.at),
        due_on=of.due_on if pause.effect == Effect.NONE else None,
    )


def _corrected(event: Event, of: Application) -> Letter:
    return CorrectedLetter(
        **letter_parts.told_in(event, of),
        parts=tuple(str(correspondence.FIELDS[name]) for name in event.facts["fields"]),
    )


def _reopened(event: Event, of: Application) -> Letter:
    return ReopenedLetter(
        **letter_parts.told_in(event, of),
        unit=event.facts["unit"],
        reason=event.facts["reason"],
        due_on=letter_parts.day(event, "due_on"),
    )


def _sender(event: Event) -> Unit:
    """The unit that let the application go in this event."""
    dispatches = Dispatch.objects.filter(application=event.application_id, received_at=event.at)
    return dispatches.select_related("sender").get().sender or event.holder


# --- Between offices -------------------------------------------------------------------------------
def _warning(event: Event, of: Application) -> Letter:
    """Tekit: from the unit that hears of the delay to the one that is late, going back to the ones before."""
    warning = Warning.objects.select_related("unit", "told").get(pk=event.facts["warning"])
    on = timezone.localdate(event.at)
    return WarningLetter(
        **{
            **letter_parts.common(of, warning.told, on=on, registry=str(warning.pk)),
            "subject": _("Reminder (tekit)"),
        },
        to=warning.unit.addressee or _written_to(warning.unit.name),
        closing=Closing.BELOW,  # the ladder only climbs: who warns stands above
        references=_earlier(event, warning),
        due_on=warning.due_on,
        days_late=correspondence.days_late(warning.due_on, on),
        article=correspondence.article(of),
    )


def _written_to(name: str) -> str:
    """In capitals and the dative, where letters are in Turkish."""
    return dative(name) if settings.LANGUAGE_CODE == "tr" else name


def _earlier(event: Event, warning: Warning) -> tuple[Reference, ...]:
    """The letters already written about this last day; of rungs passed in one night none was."""
    warned = event.application.events.filter(move=Move.WARN, sequence__lt=event.sequence)
    written = [told["warning"] for told in warned.values_list("facts", flat=True)]
    found = Warning.objects.filter(pk__in=written, due_on=warning.due_on).select_related("told")
    return tuple(_reference(earlier) for earlier in found.order_by("number"))


def _reference(warning: Warning) -> Reference:
    on, code = timezone.localdate(warning.at), letter_parts.letterhead(warning.told).code
    return Reference(number=official_form.document_number(code, str(warning.pk), on=on), dated_on=on)


BUILDERS: dict[str, Callable[[Event, Application], Letter | Receipt | None]] = {
    "receipt": _receipt_by_post,
    "forwarded": _forwarded,
    "classified": _classified,
    "merged": _merged,
    "split": _split,
    "question": _question,
    "question_reminder": _asked_again,
    "corrected": _corrected,
    "extended": _extended,
    "fee_due": _fee,
    "fee_paid": _paid,
    "lapsed": _lapsed,
    "answered": _decision,
    "interim": _decision,
    "not_examined": _decision,
    "referred": _decision,
    "referral": _referral,
    "objection_received": _objection,
    "reopened": _reopened,
    "warning": _warning,
}
BETWEEN_OFFICES = frozenset({"referral", "warning"})  # offices write in their own language
