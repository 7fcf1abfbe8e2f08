"""What is said in writing about an application: the words' material, the letters, and who prints them.

Rooms below know no application; here its facts become theirs."""

from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from bimer.casework import policy
from bimer.casework.lifecycle import Move, Right
from bimer.casework.models import Answer, Application, Dispatch, Event, Outcome
from bimer.casework.policy import Reach
from bimer.institutions.models import Officer, Posting, Unit
from bimer.institutions.roles import Level, Role
from bimer.law import clocks, regimes, remedies
from bimer.law.kinds import IdentityLevel
from bimer.notices import letters, outbox, printing
from bimer.notices.letter_kinds import (
    Addressee,
    AnswerLetter,
    ForwardedLetter,
    Letter,
    Letterhead,
    Receipt,
)
from bimer.notices.models import Notice
from bimer.notices.models import State as NoticeState
from bimer.people import vault

REMEDY_OUTCOME = {
    Outcome.POSITIVE: remedies.Outcome.GRANTED,
    Outcome.PARTIAL: remedies.Outcome.PARTLY_GRANTED,
    Outcome.REFUSED: remedies.Outcome.REFUSED,
    Outcome.INFORMED: remedies.Outcome.ANSWERED,
    Outcome.NOT_HELD: remedies.Outcome.REFUSED,
    Outcome.DONE: remedies.Outcome.GRANTED,
    Outcome.PROMISED: remedies.Outcome.ANSWERED,
    Outcome.UNFOUNDED: remedies.Outcome.REFUSED,
}


# Moves after which the applicant is told where it went and why.
SENT_ON = (Move.FORWARD, Move.ACCUSE)


def why(application: Application) -> str:
    """Why it was first sent where it went, in words for citizen and officer alike (P2)."""
    rule = application.routing.get("rule")
    if rule == "named":
        return _("You chose this institution.")
    if rule == "subject":
        return _("Because: %(subject)s → %(unit)s") % {
            "subject": application.routing["phrase"],
            "unit": application.routing["unit"],
        }
    return _("No single institution could be recognised from the text; this unit will direct it.")


def article(application: Application) -> str:
    """The article of law that sets the last day."""
    received = timezone.localdate(application.received_at)
    return clocks.due(application.regime, received=received).article


# --- Notices ---------------------------------------------------------------------------------------
def facts(event: Event, *, to_applicant: bool) -> dict[str, str]:
    """The material of a notice. Officers get no content; nobody gets a name."""
    application = event.application
    told = {
        "number": application.number,
        "unit": event.holder.name,
        "from_unit": str(event.facts.get("left", "")),
        "due_on": application.due_on.isoformat(),
        "article": article(application),
    }
    if not to_applicant:
        return told | {"path": f"/gorevli/basvuru/{application.number}/"}
    return told | {
        "tracking_number": application.tracking_number,
        "received_on": timezone.localdate(application.received_at).isoformat(),
        "reason": str(event.facts.get("reason", "")) if event.move in SENT_ON else "",
        "path": "/takip/",
    }


def letter(event: Event, template: str) -> Letter | Receipt | None:
    """The letter that goes with a notice to the applicant, if the law or custom owes one."""
    application = event.application
    with override(application.language):
        if template == "answered":
            return _answer_letter(application, application.answers.get(pk=event.facts["answer"]))
        if template == "forwarded":
            return _forwarded_letter(event)
        if template == "receipt" and application.identity_level == IdentityLevel.OPEN:
            return _receipt(application)
    return None


def printing_unit(event: Event) -> Unit:
    """Whose clerk prints: the nearest desk up the line; the centre for a withheld identity (domain §10.4)."""
    on = timezone.localdate(event.at)
    return _desk_for(event.application, on, holder=event.holder)


def _desk_for(application: Application, on: date, *, holder: Unit | None = None) -> Unit:
    line = policy.unaccused_line(holder or application.holder, application)
    if application.identity_withheld:
        return Unit.objects.get(pk=line[0])
    desks = Posting.objects.current(on).filter(role=Role.DESK_CLERK, unit__in=line).values("unit")
    return Unit.objects.filter(pk__in=desks).order_by("-depth").first() or Unit.objects.get(pk=line[0])


# --- Letters in the clerk's queue ------------------------------------------------------------------
def letters_to_print(officer: Officer, *, on: date) -> QuerySet[Notice]:
    """The letters waiting at the desks where this officer is clerk."""
    reach = policy.reach(officer, on=on)
    desks = Unit.objects.filter(pk__in=[unit.pk for unit in _desks(reach)])
    return outbox.to_print(desks).filter(_may_know(reach))


def letter_to_print(officer: Officer, notice_id: int, *, on: date) -> Notice | None:
    """One letter of the clerk's own desks, waiting or printed already."""
    reach = policy.reach(officer, on=on)
    return Notice.objects.filter(_may_know(reach), pk=notice_id, print_unit__in=_desks(reach)).first()


def undelivered(officer: Officer, *, on: date) -> QuerySet[Notice]:
    """What reached nobody: for the desk that would have printed it; officers' own mail for the centre's."""
    reach = policy.reach(officer, on=on)
    desks = _desks(reach)
    nobodys = Q(print_unit=None) if any(unit.is_centre for unit in desks) else Q(pk__in=[])
    return outbox.failed().filter(Q(print_unit__in=desks) | nobodys, _may_know(reach))


def _desks(reach: Reach) -> list[Unit]:
    """The units at whose desk the officer prints."""
    return reach.units_with(Right.PRINT)


def _may_know(reach: Reach) -> Q:
    """Without letters about applications that complain about the clerk or her unit; one look-up a letter."""
    event = Event.objects.filter(pk=OuterRef("event_id"))
    return ~Exists(event.exclude(policy.unaccused(reach, "application__")))


def hand_letters_up(application: Application, *, on: date) -> None:
    """Inside the step that marks who is complained about: what waits at their desk is printed above."""
    waiting = Notice.objects.filter(
        event_id__in=application.events.values("pk"), state__in=[NoticeState.TO_PRINT, NoticeState.FAILED]
    )
    theirs = waiting.filter(print_unit__path__overlap=application.accused_units)
    theirs.update(print_unit=_desk_for(application, on))


def try_again(notice_id: int, *, by: Officer, at: datetime) -> bool:
    """Send once more what could not be delivered; False when it is not this officer's to send."""
    found = undelivered(by, on=timezone.localdate(at)).filter(pk=notice_id).exists()
    if found:
        outbox.try_again(notice_id, at=at)
    return found


def letter_pdf(notice: Notice) -> bytes:
    return printing.pdf(notice)


def mark_printed(notice: Notice, *, by: Officer, at: datetime) -> None:
    """The letter is in the post; a second time changes nothing."""
    outbox.mark_printed(notice.pk, by=by, at=at)


# --- Documents on the spot -------------------------------------------------------------------------
def receipt_pdf(application: Application) -> bytes:
    """The alındı with number and code, for whoever just filed or proved it (circular 2004/12)."""
    return letters.render(_receipt(application))


def answer_pdf(application: Application, *, with_name: bool) -> bytes | None:
    """The answer as letter; officers see the name only where identity is open, the applicant always."""
    answer = application.answers.exclude(approved_at=None).first()
    if answer is None:
        return None
    addressee = _addressee(application.applicant_id) if with_name else None
    return letters.render(_answer_letter(application, answer, addressee))


def draft_pdf(application: Application, answer: Answer, *, at: datetime) -> bytes:
    """The letter as it would go out now, for the eyes of author and approver; nobody is named."""
    return letters.render(_answer_letter(application, answer, at=at))


def remedies_block(application: Application, outcome: str, on: date) -> tuple[str, ...]:
    """What the applicant can do against this answer (Constitution m.40/2, 4982 m.12)."""
    found = remedies.remedies(
        application.regime,
        REMEDY_OUTCOME[Outcome(outcome)],
        on,
        received=timezone.localdate(application.received_at),
    )
    return tuple(remedy.text(application.language) for remedy in found)


def _receipt(application: Application) -> Receipt:
    return Receipt(
        number=application.number,
        tracking_number=application.tracking_number,
        reading_code=application.reading_code,
        received_at=application.received_at,
        kind=application.get_kind_display(),
        subject=application.subject,
        unit=application.holder.name,
        routing_reason=why(application),
        due_on=application.due_on,
        article=article(application),
        language=application.language,
    )


def _answer_letter(
    application: Application, answer: Answer, addressee: Addressee | None = None, at: datetime | None = None
) -> AnswerLetter:
    signed_at = answer.approved_at or at or answer.drafted_at
    signatory = answer.approved_by
    on = timezone.localdate(signed_at)
    return AnswerLetter(
        head=_letterhead(answer.unit),
        addressee=addressee,
        number=application.number,
        received_on=timezone.localdate(application.received_at),
        subject=application.subject,
        registry=application.number,
        dated_on=on,
        text=answer.text,
        remedies=remedies_block(application, answer.outcome, on),
        signatory=signatory.full_name if signatory else "",
        signatory_title=signatory.title if signatory else "",
        verification_code=application.number,
        language=application.language,
    )


def _forwarded_letter(event: Event) -> ForwardedLetter:
    application = event.application
    return ForwardedLetter(
        head=_letterhead(_sender(event)),
        article=_forwarding_article(application),
        number=application.number,
        received_on=timezone.localdate(application.received_at),
        subject=application.subject,
        registry=f"{application.number}-{event.sequence}",
        dated_on=timezone.localdate(event.at),
        to_unit=event.holder.name,
        reason=str(event.facts["reason"]),
        due_on=application.due_on,
        signatory=event.officer.full_name if event.officer else "",
        signatory_title=event.officer.title if event.officer else "",
        verification_code=application.number,
        language=application.language,
    )


def _forwarding_article(application: Application) -> str:
    """What the notice of a forwarding rests on."""
    received = timezone.localdate(application.received_at)
    return regimes.rules(application.regime, received).forwarding_article


def _sender(event: Event) -> Unit:
    """The unit that let the application go in this event."""
    dispatches = Dispatch.objects.filter(application=event.application_id, received_at=event.at)
    return dispatches.select_related("sender").get().sender or event.holder


WRITES_UNDER_ITS_COORDINATOR = {Level.PROVINCIAL, Level.DISTRICT}
WRITES_UNDER_ITS_PARENT = {Level.GENERAL_DIRECTORATE, Level.PRESIDENCY, Level.DEPARTMENT, Level.ADVISORY}


def _letterhead(unit: Unit) -> Letterhead:
    """Field units write under their governor: T.C. / … VALİLİĞİ / … Müdürlüğü (Law 5442); central ones under
    their ministry; whoever has a legal personality of its own under its own name."""
    above = None
    if unit.level in WRITES_UNDER_ITS_COORDINATOR:
        above = unit.coordinator
    elif unit.level in WRITES_UNDER_ITS_PARENT:
        above = unit.parent
    if above is None:
        return Letterhead(institution=unit.name, code=unit.code)
    return Letterhead(institution=above.name, unit=unit.name, code=unit.code)


def _addressee(person_id: UUID | None) -> Addressee | None:
    if person_id is None:
        return None
    to = vault.contact(person_id)
    if to.kind == "legal":
        return Addressee(name=to.legal_title, address=to.address, district=to.district, province=to.province)
    return Addressee(
        name=to.name, surname=to.surname, address=to.address, district=to.district, province=to.province
    )
