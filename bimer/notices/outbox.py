"""The outbox: who is to hear of what, by which way, and whether it reached them.

A notice is written in the transaction of the event it tells of and is sent once, by a job that may run
twice. Addresses are looked up when the mail is made; neither they nor any name stand here or in the log.
"""

import logging
import smtplib
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from bimer.institutions.models import Officer, Unit
from bimer.notices import enclosures, mail
from bimer.notices.letter_kinds import Letter, Receipt
from bimer.notices.models import Channel, Notice, State
from bimer.people import vault
from bimer.people.models import Person

log = logging.getLogger(__name__)

ATTEMPTS = 8
WAIT_SECONDS = 4  # to the power of the attempt: 4 s, 16 s, … 18 hours
PERMANENT = (smtplib.SMTPRecipientsRefused, smtplib.SMTPDataError)  # when the server's code is 5xx


# What rooms above want to be asked before an officer's mail goes out: they know what this one can't.
MayHear = Callable[[Notice, datetime], bool]
_asked: list[MayHear] = []


class NotSent(Exception):
    """The mail could not be handed over now; says which notice and why, never to whom."""


def ask_before_sending(may_hear: MayHear) -> MayHear:
    """Whether an officer may still hear of it is asked when the mail goes out, too."""
    _asked.append(may_hear)
    return may_hear


def post(
    *,
    event_id: int,
    template: str,
    facts: dict[str, Any],
    at: datetime,
    person: Person | None = None,
    officer: Officer | None = None,
    language: str | None = None,
    print_unit: Unit | None = None,
    letter: Letter | Receipt | None = None,
) -> Notice | None:
    """In the caller's transaction, write down that somebody is to hear of the event; twice makes one.

    `letter` travels sealed with the notice: as PDF in the mail, or to be printed. With neither person nor
    officer it is a letter to an authority, which `print_unit` prints. Officers without an address hear
    nothing outside the system: None.
    """
    if officer is not None and not (officer.email and officer.is_active):
        return None
    channel, state = _way(person) if person or officer else (Channel.LETTER, State.TO_PRINT)
    with transaction.atomic():
        notice, is_new = Notice.objects.get_or_create(
            event_id=event_id,
            template=template,
            person=person,
            officer=officer,
            defaults={
                "language": language or _language(person, officer),
                "channel": channel,
                "facts": facts,
                "state": state,
                "last_error": "no_address" if state == State.FAILED else "",
                "print_unit": print_unit,
                "created_at": at,
                "due_at": at,
                **enclosures.columns(letter, event_id=event_id),
            },
        )
        if is_new and state == State.WAITING:
            _defer(notice.pk)
    return notice


def send(notice_id: int, *, at: datetime) -> None:
    """Hand one waiting notice to the mail server, once; raises NotSent when it is to be tried again."""
    with transaction.atomic():
        notice = Notice.objects.select_for_update().get(pk=notice_id)
        if notice.state != State.WAITING:
            return
        if notice.officer_id and not all(may_hear(notice, at) for may_hear in _asked):
            notice.state = State.DROPPED
            notice.save(update_fields=["state"])
            return
        fault = _hand_over(notice)
        if fault is None:
            notice.state, notice.sent_at, notice.last_error = State.SENT, at, ""
        else:
            _note_failure(notice, fault, at)
        notice.attempts += 1
        notice.save(update_fields=["state", "channel", "sent_at", "due_at", "attempts", "last_error"])
    if fault is not None:
        log.warning("Notice %s not sent, attempt %s: %s", notice_id, notice.attempts, notice.last_error)
    if notice.state == State.WAITING:
        raise NotSent(f"notice {notice_id}: {notice.last_error}")


def send_due(*, at: datetime) -> int:
    """Catch up: give every waiting notice whose time has come a job, if it has none; returns how many."""
    due = Notice.objects.filter(state=State.WAITING, due_at__lte=at).order_by("due_at")
    return sum(_defer(notice_id) for notice_id in due.values_list("pk", flat=True)[:1000])


def try_again(notice_id: int, *, at: datetime) -> None:
    """Somebody mended the cause: a failed notice starts anew."""
    with transaction.atomic():
        notice = Notice.objects.select_for_update().get(pk=notice_id)
        if notice.state != State.FAILED:
            return
        notice.channel, notice.state = _way(notice.person)
        if notice.state == State.FAILED:
            return
        notice.attempts, notice.due_at, notice.last_error = 0, at, ""
        notice.save(update_fields=["channel", "state", "attempts", "due_at", "last_error"])
        if notice.state == State.WAITING:
            _defer(notice.pk)


def mark_printed(notice_id: int, *, by: Officer, at: datetime) -> None:
    """The clerk printed the letter and put it in the post; a second time changes nothing."""
    waiting = Notice.objects.filter(pk=notice_id, state=State.TO_PRINT)
    waiting.update(state=State.PRINTED, printed_at=at, printed_by=by)


def to_print(units: QuerySet[Unit]) -> QuerySet[Notice]:
    """The letters waiting for the clerks of these units, oldest first."""
    return Notice.objects.filter(state=State.TO_PRINT, print_unit__in=units).order_by("created_at", "pk")


def forget_letters(event_ids: list[int]) -> None:
    """Destroy the letters that went with these events; that they went, and when, stays."""
    Notice.objects.filter(event_id__in=event_ids).update(enclosed=None, enclosed_key_id="")


def failed() -> QuerySet[Notice]:
    """The notices that reached nobody, newest first."""
    return Notice.objects.filter(state=State.FAILED).order_by("-created_at", "-pk")


def _way(person: Person | None) -> tuple[Channel, State]:
    """By which way the notice goes and so what becomes of it first; officers hear by e-mail only."""
    way = vault.reachable_by(person.pk) if person is not None else "email"
    if way == "email":
        return Channel.EMAIL, State.WAITING
    return Channel.LETTER, State.TO_PRINT if way == "letter" else State.FAILED


def _language(person: Person | None, officer: Officer | None) -> str:
    return officer.language if officer is not None else person.language if person is not None else "tr"


def _defer(notice_id: int) -> bool:
    """A job in this very transaction; False when one is waiting already."""
    job = app.configure_task("notices.send_notice", queueing_lock=f"notice {notice_id}", queue="notices")
    try:
        with transaction.atomic():
            job.defer(notice_id=notice_id)
    except AlreadyEnqueued:
        return False
    return True


def _hand_over(notice: Notice) -> Exception | None:
    try:
        mail.message(notice).send()
    except (OSError, smtplib.SMTPException, ValueError) as fault:
        return fault
    return None


def _note_failure(notice: Notice, fault: Exception, at: datetime) -> None:
    """Wait longer each time; when it can't succeed, a letter if the person has a postal address."""
    codes = _codes(fault)
    notice.last_error = " ".join([type(fault).__name__, *map(str, codes)])[:100]
    refused = isinstance(fault, PERMANENT) and all(code >= 500 for code in codes)
    if not refused and not isinstance(fault, ValueError) and notice.attempts + 1 < ATTEMPTS:
        notice.due_at = at + timedelta(seconds=WAIT_SECONDS ** (notice.attempts + 1))
        return
    has_letterbox = notice.person_id is not None and vault.contact(notice.person_id).address
    if has_letterbox and notice.print_unit_id is not None:
        notice.channel, notice.state = Channel.LETTER, State.TO_PRINT
    else:
        notice.state = State.FAILED


def _codes(fault: Exception) -> list[int]:
    """What the mail server answered, in numbers: its words may repeat the address."""
    if isinstance(fault, smtplib.SMTPRecipientsRefused):
        return sorted({code for code, _ in fault.recipients.values()})
    return [fault.smtp_code] if isinstance(fault, smtplib.SMTPResponseException) else []
