"""Who hears of which move. Sent by a job, so that one event reaches everybody once, whatever breaks."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from procrastinate.contrib.django import app

from bimer.casework import correspondence, letter_writing, notice_facts, policy
from bimer.casework.lifecycle import Move
from bimer.casework.models import Application, Consultation, Decision, Event, Purpose
from bimer.institutions import reach
from bimer.institutions.models import Officer, Posting, Unit
from bimer.institutions.roles import COORDINATORS, Role
from bimer.notices import outbox
from bimer.notices.models import Notice
from bimer.people.models import Person

# A unit hears by a letter between offices, which its clerk prints.
Hearer = Person | Officer | Unit
CONTRIBUTORS = (*COORDINATORS, Role.RESPONDENT, Role.INFORMATION_OFFICER)
HANDFUL = 50  # events a job, where one run of the clock brings thousands
Hearers = Callable[[Event], Iterable[Hearer]]


def applicant(event: Event) -> Iterable[Hearer]:
    """Whoever filed, unless nobody knows who (L4)."""
    person = event.application.applicant
    return [person] if person else []


def applicants(event: Event) -> Iterable[Hearer]:
    """Whoever filed, and whoever filed what was merged with it: one answer is for all of them."""
    filed = [event.application, *_merged_with(event.application)]
    people = [application.applicant for application in filed if application.applicant]
    return list(dict.fromkeys(people))


def desk(event: Event) -> Iterable[Hearer]:
    """The desk that prints what goes to an authority outside."""
    return [correspondence.printing_unit(event, event.application)]


def coordinators(event: Event) -> Iterable[Hearer]:
    """Those who coordinate the unit that must act now."""
    return _posted(event, *COORDINATORS)


def approvers(event: Event) -> Iterable[Hearer]:
    return [officer for officer in _posted(event, Role.APPROVER) if officer.pk != event.officer_id]


def asked(event: Event) -> Iterable[Hearer]:
    """Those who work at the units named in the event, which were asked to contribute."""
    return _posted(event, *CONTRIBUTORS, units=event.facts["asked"])


def responsible(event: Event) -> Iterable[Hearer]:
    """Who works on it, else who coordinates the unit."""
    taken_by = event.application.taken_by
    on = timezone.localdate(event.at)
    return policy.hearing([taken_by], event.application, on=on) if taken_by else coordinators(event)


def if_it_went(hearers: Hearers) -> Hearers:
    """These, when the mark sent it to the next superior; who is marked hears nothing in any case."""
    return lambda event: hearers(event) if event.facts.get("left") else []


def late_unit(event: Event) -> Iterable[Hearer]:
    """Whoever can still answer in time at the unit that has it; where nobody is posted, who is above it."""
    if event.facts.get("about") != "last_day":
        return []
    there = {*responsible(event), *_posted(event, *COORDINATORS, Role.APPROVER)}
    return sorted(there, key=lambda officer: officer.pk) or _coordinating(event, event.holder)


def told_unit(event: Event) -> Iterable[Hearer]:
    """Who coordinates at the height the ladder has reached (domain.md §12.15), unless warned already."""
    unit = Unit.objects.get(pk=event.facts["told_unit"])
    warned = set(late_unit(event))
    return [officer for officer in _coordinating(event, unit) if officer not in warned]


def asked_applicant(event: Event) -> Iterable[Hearer]:
    return applicant(event) if event.facts.get("about") == "question" else []


def asked_unit(event: Event) -> Iterable[Hearer]:
    """Who works at the unit that was asked to contribute."""
    if event.facts.get("about") != "consultation":
        return []
    unit = Consultation.objects.select_related("unit").get(pk=event.facts["of"]).unit
    return _posted(event, *CONTRIBUTORS, units=[unit.pk]) or _coordinating(event, unit)


def informed(event: Event) -> Iterable[Hearer]:
    """Those who coordinate the units it was copied to in this move."""
    copies = event.application.consultations.filter(asked_at=event.at, purpose=Purpose.INFORMATION)
    return _posted(event, *COORDINATORS, units=copies.values("unit"))


def former(event: Event) -> Iterable[Hearer]:
    """Those who coordinate the unit that no longer has it."""
    left = event.application.dispatches.filter(left_at=event.at)
    return _posted(event, *COORDINATORS, units=left.values("unit"))


def assigned(event: Event) -> Iterable[Hearer]:
    """Whoever was given it, unless she gave it to herself."""
    return [officer for officer in responsible(event) if officer.pk != event.officer_id]


def if_told(fact: str, hearers: Hearers) -> Hearers:
    """These, when the move tells of that: it has a side that concerns nobody else."""
    return lambda event: hearers(event) if event.facts.get(fact) else []


def if_decided(decision: Decision, hearers: Hearers) -> Hearers:
    """These, when that is what was approved; before there were other decisions, all were answers."""
    return lambda event: hearers(event) if event.facts.get("decision", Decision.ANSWER) == decision else []


HEARERS: dict[Move, dict[str, Hearers]] = {
    # Circular 2004/12: an alındı for every application.
    Move.REGISTER: {"receipt": applicant, "arrived": coordinators},
    # 3071 m.5, 4982 m.8: the applicant is told where it went.
    Move.FORWARD: {"forwarded": applicant, "arrived": coordinators, "forwarded_copy": informed},
    # domain.md §5.3: the next superior takes over.
    Move.ACCUSE: {"forwarded": if_it_went(applicant), "arrived": if_it_went(coordinators)},
    Move.GIVE_BACK: {"returned": coordinators},
    Move.RECALL: {"recalled": former},
    Move.COPY: {"forwarded_copy": informed},
    Move.ASSIGN: {"assigned": assigned},
    # domain.md §2.4: the record says what was filed; whoever filed it is told when it changes.
    Move.CORRECT: {"corrected": applicant},
    # domain.md §12.3: another law, other clocks.
    Move.CLASSIFY: {"classified": if_told("regime", applicant)},
    Move.MERGE: {"merged": if_told("into", applicant)},
    Move.SPLIT: {"split": applicant},
    Move.PROPOSE: {"proposed": approvers},
    Move.SEND_BACK: {"sent_back": responsible},
    # 3071 m.7, 4982 m.12: reasoned and in writing, whatever was decided; who is still asked need not reply.
    Move.APPROVE: {
        "answered": if_decided(Decision.ANSWER, applicants),
        "interim": if_decided(Decision.INTERIM, applicants),
        "not_examined": if_decided(Decision.NOT_EXAMINED, applicants),
        "referred": if_decided(Decision.REFERRAL, applicants),
        "referral": if_decided(Decision.REFERRAL, desk),
        "consultation_ended": if_told("asked", asked),
    },
    Move.WRITE: {"message_arrived": responsible},
    # domain.md §4.5: the lead sees what came in, the others what they owe.
    Move.CONSULT: {"consulted": asked},
    Move.CONTRIBUTE: {"contributed": responsible},
    Move.END_CONSULTATION: {"consultation_ended": asked},
    Move.ASK: {"question": applicant},
    # 4982 m.11: with its ground and in writing; the cost, and until when payment is shown.
    Move.EXTEND: {"extended": applicant},
    Move.CHARGE: {"fee_due": applicant},
    Move.PAY: {"fee_paid": applicant},
    Move.LAPSE: {"lapsed": applicant},
    Move.WITHDRAW: {"withdrawn": responsible},
    # 2577 m.11: the applicant learns who looks at it now and until when.
    Move.OBJECT: {"objection_received": applicant, "arrived": coordinators},
    Move.REOPEN: {"reopened": applicant},
    Move.WAKE: {"promise_due": responsible},
    # domain.md §12.15; and whoever was asked and has not replied, once.
    Move.REMIND: {
        "reminder": late_unit,
        "question_reminder": asked_applicant,
        "consultation_reminder": asked_unit,
    },
    Move.WARN: {"warning": late_unit, "escalation": told_unit},
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


@app.task(name="announce_all", queue="announce")
def announce_all(*, event_ids: list[int]) -> None:
    """A handful of what one run of the clock brought: a job for each would cost more than what it does."""
    for event_id in event_ids:
        announce(event_id=event_id)


def announce_later(event_ids: list[int]) -> None:
    """In the caller's transaction, let those hear of these events who must."""
    handfuls = range(0, len(event_ids), HANDFUL)
    jobs: list[dict[str, Any]] = [{"event_ids": event_ids[start : start + HANDFUL]} for start in handfuls]
    if jobs:
        announce_all.batch_defer(*jobs)


@outbox.ask_before_sending
def may_still_hear(notice: Notice, at: datetime) -> bool:
    """Asked when a mail goes out: who was marked as complained about since it was written hears nothing."""
    event = Event.objects.filter(pk=notice.event_id).select_related("application").first()
    if event is None or notice.officer is None:
        return True
    return bool(policy.hearing([notice.officer], event.application, on=timezone.localdate(at)))


def _tell(event: Event, template: str, hearer: Hearer) -> None:
    of, is_applicant = _filed_by(event, hearer), isinstance(hearer, Person)
    to_applicant = is_applicant or isinstance(hearer, Unit)
    outbox.post(
        event_id=event.pk,
        template=template,
        facts=notice_facts.facts(event, of, to_applicant=is_applicant),
        at=event.at,
        person=hearer if isinstance(hearer, Person) else None,
        officer=hearer if isinstance(hearer, Officer) else None,
        language=of.language if to_applicant else None,
        print_unit=correspondence.printing_unit(event, of) if to_applicant else None,
        letter=letter_writing.letter(event, template, of),
    )


def _filed_by(event: Event, hearer: Hearer) -> Application:
    """The application a notice is about: to whoever filed a merged one, her own."""
    if not isinstance(hearer, Person) or hearer == event.application.applicant:
        return event.application
    return Application.objects.exclude(merged_into=None).filter(applicant=hearer).latest("pk")


def _merged_with(application: Application) -> list[Application]:
    """What goes on under this application's number, however many steps it took."""
    merged = list(application.merged.select_related("applicant").order_by("pk"))
    return [*merged, *(further for one in merged for further in _merged_with(one))]


def _posted(event: Event, *roles: Role, units: QuerySet | list[int] | None = None) -> list[Officer]:
    postings = Posting.objects.current(timezone.localdate(event.at)).filter(
        unit__in=[event.holder_id] if units is None else units, role__in=roles
    )
    posted = Officer.objects.filter(pk__in=postings.values("officer"), is_active=True).order_by("pk")
    return policy.hearing(posted, event.application, on=timezone.localdate(event.at))


def _coordinating(event: Event, unit: Unit) -> list[Officer]:
    """Who follows the unit up: its own coordinators, else those of the first unit above that has any."""
    on = timezone.localdate(event.at)
    found = reach.coordinators_of(unit, on, roles=(*COORDINATORS, Role.CENTRE_EVALUATOR))
    return policy.hearing(found, event.application, on=on)
