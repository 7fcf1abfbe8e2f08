"""One move for many applications (toplu işlem): a loop of single steps in a job, each with its own history.

Nothing here changes an application: every turn is the ordinary operation with its own transaction, right,
rule and stale page. What is refused is kept in words beside the application it was refused for."""

import logging
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import OperationalError, transaction
from django.db.models import Count, Q, QuerySet
from django.utils import translation
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from bimer.casework import answering, registering, routing, working
from bimer.casework.choosing import MOST
from bimer.casework.errors import NotAllowed, Refusal
from bimer.casework.lifecycle import Move
from bimer.casework.models import Application, Bulk, BulkItem
from bimer.institutions.models import Officer, Unit

log = logging.getLogger(__name__)
LEFT_LYING = timedelta(minutes=10)
REFUSED_LIMIT = BulkItem._meta.get_field("refused").max_length or 500


@dataclass(frozen=True)
class Progress:
    """How far it has come; all in applications."""

    whole: int
    done: int
    refused: int

    @property
    def waiting(self) -> int:
        return self.whole - self.done - self.refused

    @property
    def percent(self) -> int:
        return 100 * (self.done + self.refused) // self.whole if self.whole else 100


def begin(
    move: Move, *, seen: Mapping[int, int], details: Mapping[str, object], by: Officer, at: datetime
) -> Bulk:
    """Write down what is to be done and let a job do it; `seen` is the version she looked at, by id."""
    if not seen:
        raise Refusal(_("Choose at least one application."))
    if len(seen) > MOST:
        raise Refusal(_("At most %d applications at a time. Do the rest afterwards.") % MOST)
    with transaction.atomic():
        bulk = Bulk.objects.create(move=move, by=by, at=at, details=dict(details))
        items = [BulkItem(bulk=bulk, application_id=pk, seen=version) for pk, version in sorted(seen.items())]
        BulkItem.objects.bulk_create(items)
        _run_later(bulk.pk)
    return bulk


def resume(*, at: datetime) -> None:
    """What was begun and stands still, because its job was lost, goes on."""
    for pk in Bulk.objects.filter(done_at=None, at__lt=at - LEFT_LYING).values_list("pk", flat=True):
        _run_later(pk)


def go_on(bulk_id: int, *, at: datetime) -> bool:
    """The turn of the next one that waits; False when none does. Turn and step are one transaction."""
    with transaction.atomic():
        waiting = BulkItem.objects.filter(bulk=bulk_id, done_at=None, refused="")
        item = waiting.select_for_update(skip_locked=True).order_by("pk").first()
        if item is None:
            if not waiting.exists():
                Bulk.objects.filter(pk=bulk_id, done_at=None).update(done_at=at)
            return False
        bulk = Bulk.objects.select_related("by").get(pk=bulk_id)
        with translation.override(bulk.by.language):
            item.refused = _turn_or_fault(bulk, item, at)[:REFUSED_LIMIT]
        item.done_at = None if item.refused else at
        item.save(update_fields=["refused", "done_at"])
    return True


def progress(bulk: Bulk) -> Progress:
    counted = bulk.items.aggregate(
        whole=Count("pk"), done=Count("done_at"), refused=Count("pk", filter=~Q(refused=""))
    )
    return Progress(**counted)


def refusals(bulk: Bulk, *, among: QuerySet[Application]) -> QuerySet[BulkItem]:
    """Those refused, with the reason; who has lost sight of one since sees nothing of it here either."""
    refused = bulk.items.exclude(refused="").filter(application__in=among.order_by().values("pk"))
    return refused.select_related("application").order_by("pk")


def begun_by(officer: Officer) -> QuerySet[Bulk]:
    """Hers alone, the newest first."""
    return Bulk.objects.filter(by=officer).annotate(whole=Count("items")).order_by("-pk")


# --- Parts -----------------------------------------------------------------------------------------
def _run_later(pk: int) -> None:
    """A job, unless one waits already; one run at a time, a second one finds nothing left and ends."""
    job = app.configure_task("bulk.run", lock=f"bulk {pk}", queueing_lock=f"bulk {pk}")
    with suppress(AlreadyEnqueued), transaction.atomic():
        job.defer(bulk_id=pk)


def _turn_or_fault(bulk: Bulk, item: BulkItem, at: datetime) -> str:
    """A fault in one turn undoes that turn alone, is loud in the log, and does not keep the rest waiting."""
    try:
        with transaction.atomic():
            return _turn(bulk, item, at)
    except OperationalError:  # the database went away: the whole job is tried again
        raise
    except Exception:
        log.exception("The turn of bulk item %s failed.", item.pk)
        return _("A fault of the system stopped this one. Do it by itself; the fault was written down.")


def _turn(bulk: Bulk, item: BulkItem, at: datetime) -> str:
    """Make the move; "" when it is made, else why it is not."""
    application = Application.objects.get(pk=item.application_id)
    try:
        OPERATIONS[Move(bulk.move)](application, bulk.details, {"by": bulk.by, "at": at, "seen": item.seen})
    except Refusal as refusal:
        return str(refusal)
    except NotAllowed:
        return _("You may not do this with it any more.")
    return ""


def _forward(application: Application, details: Mapping[str, Any], step: dict[str, Any]) -> None:
    to = Unit.objects.get(pk=details["to"])
    routing.forward(application, to=to, reason=details["reason"], **step)


def _answer(application: Application, details: Mapping[str, Any], step: dict[str, Any]) -> None:
    answering.propose(
        application, text=details["text"], outcome=details["outcome"], ground=details["ground"], **step
    )


def _approve(application: Application, details: Mapping[str, Any], step: dict[str, Any]) -> None:
    answering.approve(application, **step)


def _assign(application: Application, details: Mapping[str, Any], step: dict[str, Any]) -> None:
    working.assign(application, to=Officer.objects.get(pk=details["to"]), **step)


def _merge(application: Application, details: Mapping[str, Any], step: dict[str, Any]) -> None:
    registering.merge(application, into=Application.objects.get(pk=details["into"]), **step)


OPERATIONS: dict[Move, Callable[[Application, Mapping[str, Any], dict[str, Any]], None]] = {
    Move.FORWARD: _forward,
    Move.PROPOSE: _answer,
    Move.APPROVE: _approve,
    Move.ASSIGN: _assign,
    Move.MERGE: _merge,
}
