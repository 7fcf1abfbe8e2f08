"""What all letters have: head, number, signature, dates and the law's own sentences."""

from datetime import date
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import get_language

from bimer.casework.models import Answer, Application, Event
from bimer.institutions.models import Officer, Unit
from bimer.institutions.roles import Level
from bimer.law import grounds
from bimer.law.grounds import Use
from bimer.notices.letter_kinds import Addressee, Ground, Letterhead
from bimer.people import vault


def told_in(event: Event, of: Application) -> dict[str, Any]:
    """Head, number and signature of a letter about this event."""
    on = timezone.localdate(event.at)
    return {**common(of, event.holder, on=on, registry=sequel(event)), **signed(event.officer)}


def common(application: Application, unit: Unit, *, on: date, registry: str) -> dict[str, Any]:
    return {
        "head": letterhead(unit),
        "number": application.number,
        "received_on": timezone.localdate(application.received_at),
        "subject": application.subject,
        "registry": registry,
        "dated_on": on,
        "verification_code": application.number,
        "language": get_language() or application.language,
    }


def signed(officer: Officer | None) -> dict[str, str]:
    """Nobody signs what the clock or the applicant brought about."""
    if officer is None:
        return {}
    return {"signatory": officer.full_name, "signatory_title": officer.title}


def registry(application: Application, answer: Answer) -> str:
    """The first answer goes by the number of its application; what follows is told apart."""
    approved = Answer.objects.filter(application_id=answer.application_id).exclude(approved_at=None)
    earlier = approved.filter(pk__lt=answer.pk).count()
    return f"{application.number}-{earlier + 1}" if earlier else application.number


def sequel(event: Event) -> str:
    return f"{event.application.number}-{event.sequence}"


def day(event: Event, fact: str) -> date:
    return date.fromisoformat(str(event.facts[fact]))


def ground(application: Application, use: Use, code: str) -> Ground | None:
    """The law's own sentence and its article."""
    if not code:
        return None
    found = grounds.ground(application.regime, use, code, timezone.localdate(application.received_at))
    return Ground(text=found.text(application.language), article=found.article)


WRITES_UNDER_ITS_COORDINATOR = {Level.PROVINCIAL, Level.DISTRICT}
WRITES_UNDER_ITS_PARENT = {Level.GENERAL_DIRECTORATE, Level.PRESIDENCY, Level.DEPARTMENT, Level.ADVISORY}


def letterhead(unit: Unit) -> Letterhead:
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


def addressee(person_id: UUID | None) -> Addressee | None:
    if person_id is None:
        return None
    to = vault.contact(person_id)
    if to.kind == "legal":
        return Addressee(name=to.legal_title, address=to.address, district=to.district, province=to.province)
    return Addressee(
        name=to.name, surname=to.surname, address=to.address, district=to.district, province=to.province
    )
