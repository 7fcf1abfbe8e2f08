"""Who hears of which move. Sent by a job, so that one event reaches everybody once, whatever breaks."""

from collections.abc import Callable, Iterable

from django.utils import timezone
from procrastinate.contrib.django import app

from bimer.casework import correspondence, policy
from bimer.casework.lifecycle import Move
from bimer.casework.models import Event
from bimer.institutions.models import Officer, Posting
from bimer.institutions.roles import COORDINATORS, Role
from bimer.notices import outbox
from bimer.people.models import Person

Hearer = Person | Officer
Hearers = Callable[[Event], Iterable[Hearer]]


def applicant(event: Event) -> Iterable[Hearer]:
    """Whoever filed, unless nobody knows who (L4)."""
    person = event.application.applicant
    return [person] if person else []


def coordinators(event: Event) -> Iterable[Hearer]:
    """Those who coordinate the unit that must act now."""
    return _posted(event, *COORDINATORS)


def approvers(event: Event) -> Iterable[Hearer]:
    return [officer for officer in _posted(event, Role.APPROVER) if officer.pk != event.officer_id]


def responsible(event: Event) -> Iterable[Hearer]:
    """Who works on it, else who coordinates the unit."""
    taken_by = event.application.taken_by
    on = timezone.localdate(event.at)
    return policy.hearing([taken_by], event.application, on=on) if taken_by else coordinators(event)


def if_it_went(hearers: Hearers) -> Hearers:
    """These, when the mark sent it to the next superior; who is marked hears nothing in any case."""
    return lambda event: hearers(event) if event.facts.get("left") else []


HEARERS: dict[Move, dict[str, Hearers]] = {
    # Circular 2004/12: an alındı for every application.
    Move.REGISTER: {"receipt": applicant, "arrived": coordinators},
    # 3071 m.5, 4982 m.8: the applicant is told where it went.
    Move.FORWARD: {"forwarded": applicant, "arrived": coordinators},
    # domain.md §5.3: the next superior takes over.
    Move.ACCUSE: {"forwarded": if_it_went(applicant), "arrived": if_it_went(coordinators)},
    Move.GIVE_BACK: {"returned": coordinators},
    Move.PROPOSE: {"proposed": approvers},
    Move.SEND_BACK: {"sent_back": responsible},
    # 3071 m.7, 4982 m.12
    Move.APPROVE: {"answered": applicant},
    Move.WRITE: {"message_arrived": responsible},
    Move.WITHDRAW: {"withdrawn": responsible},
    # 2577 m.11: the applicant learns who looks at it now and until when.
    Move.OBJECT: {"objection_received": applicant, "arrived": coordinators},
    Move.REOPEN: {"reopened": applicant},
    Move.WAKE: {"promise_due": responsible},
}


@app.task(name="announce", queue="announce")
def announce(*, event_id: int) -> None:
    """Write a notice for each who hears of this event. Twice makes no second notice."""
    event = Event.objects.select_related(
        "application__applicant", "application__holder", "application__taken_by", "holder", "officer"
    ).get(pk=event_id)
    for template, hearers in HEARERS.get(Move(event.move), {}).items():
        for hearer in hearers(event):
            _tell(event, template, hearer)


def _tell(event: Event, template: str, hearer: Hearer) -> None:
    to_applicant = isinstance(hearer, Person)
    outbox.post(
        event_id=event.pk,
        template=template,
        facts=correspondence.facts(event, to_applicant=to_applicant),
        at=event.at,
        person=hearer if isinstance(hearer, Person) else None,
        officer=hearer if isinstance(hearer, Officer) else None,
        language=event.application.language if to_applicant else None,
        print_unit=correspondence.printing_unit(event) if to_applicant else None,
        letter=correspondence.letter(event, template) if to_applicant else None,
    )


def _posted(event: Event, *roles: Role) -> list[Officer]:
    postings = Posting.objects.current(timezone.localdate(event.at)).filter(
        unit=event.holder_id, role__in=roles
    )
    posted = Officer.objects.filter(pk__in=postings.values("officer"), is_active=True).order_by("pk")
    return policy.hearing(posted, event.application, on=timezone.localdate(event.at))
