"""What passed days bring about besides warnings: a fee lapses, a promise wakes, who was asked is reminded.

Each goes through what is due one by one, in a step of its own; what cannot be done now is left alone."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.db.models import BigIntegerField, Exists, OuterRef, Q, QuerySet
from django.db.models.fields.json import KT
from django.db.models.functions import Cast
from django.utils import timezone

from bimer.casework import afterwards, timing
from bimer.casework.actors import SYSTEM
from bimer.casework.errors import Refusal
from bimer.casework.lifecycle import OPEN, Move, State
from bimer.casework.models import Application, Consultation, Event, Fee, Pause, Purpose
from bimer.casework.step import step

BATCH = 1000  # of each a run; the next run goes on
# The applicant is reminded once of a question without a reply.
DAYS_TO_REPLY = 10


def lapse_fees(*, at: datetime) -> int:
    """Requests whose cost was not paid in time count as withdrawn (4982 m.11); returns how many."""
    unpaid = Fee.objects.filter(paid_at=None, lapsed_at=None, due_on__lt=timezone.localdate(at))
    unpaid = unpaid.filter(application__state=State.AWAITING_FEE).select_related("application")
    return _each(unpaid.order_by("due_on", "pk"), lambda fee: timing.lapse(fee, at=at))


def wake_promises(*, at: datetime) -> int:
    """Answers that promised something by a day that has come go back to their unit; returns how many."""
    promised = Application.objects.filter(promise_on__lte=timezone.localdate(at), state=State.ANSWERED)
    return _each(promised.order_by("promise_on", "pk"), lambda found: afterwards.wake(found, at=at))


def remind_asked(*, at: datetime) -> int:
    """Applicants who were asked ten days ago and have not replied hear of it once more; returns how many."""
    waiting = Pause.objects.filter(
        ~Exists(_reminders("question", OuterRef("application"), OuterRef("pk"))),
        cause=timing.APPLICANT,
        ended_at=None,
        began_at__lte=at - timedelta(days=DAYS_TO_REPLY),
        application__state=State.AWAITING_APPLICANT,
    )
    waiting = waiting.select_related("application").order_by("pk")
    return _each(waiting, lambda pause: _remind(pause, "question", at))


def remind_consulted(*, at: datetime) -> int:
    """Units that were asked to contribute and let the day pass hear of it once more; returns how many."""
    late = Consultation.objects.filter(
        ~Exists(_reminders("consultation", OuterRef("application"), OuterRef("pk"))),
        ~Q(purpose=Purpose.INFORMATION),
        contributed_at=None,
        withdrawn_at=None,
        due_on__lt=timezone.localdate(at),
        application__state__in=sorted(OPEN),
    )
    late = late.select_related("application", "unit").order_by("pk")
    return _each(late, lambda consultation: _remind(consultation, "consultation", at))


# --- Parts -----------------------------------------------------------------------------------------
def _remind(waiting: Pause | Consultation, about: str, at: datetime) -> None:
    """Once for each thing waited for; under the lock it is asked again whether it still is."""
    with step(waiting.application, Move.REMIND, by=SYSTEM, at=at) as s:
        waiting.refresh_from_db()
        came = (
            waiting.ended_at if isinstance(waiting, Pause) else waiting.contributed_at or waiting.withdrawn_at
        )
        if came or _reminders(about, waiting.application_id, waiting.pk).exists():
            raise Refusal("It came meanwhile, or another run was faster.")
        unit = s.application.holder if isinstance(waiting, Pause) else waiting.unit
        s.tells(about=about, of=waiting.pk, unit=str(unit))
        if isinstance(waiting, Consultation) and waiting.due_on:
            s.tells(due_on=waiting.due_on.isoformat())


def _reminders(about: str, application: Any, of: Any) -> QuerySet[Event]:
    """The reminders already made of this question or consultation."""
    made = Event.objects.filter(application=application, move=Move.REMIND, facts__about=about)
    return made.annotate(of=Cast(KT("facts__of"), BigIntegerField())).filter(of=of)


def _each(due: QuerySet, act: Callable[[Any], object]) -> int:
    """Do it to each; what changed meanwhile is left alone."""
    done = 0
    for row in due[:BATCH]:
        try:
            act(row)
        except Refusal:
            continue
        done += 1
    return done
