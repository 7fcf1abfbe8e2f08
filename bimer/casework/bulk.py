"""One move for many applications (toplu işlem): a loop of single steps in a job, each with its own history.

Nothing here changes an application: every turn is the ordinary operation with its own transaction, right,
rule and stale page. What is refused is kept in words beside the application it was refused for."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.utils import translation
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from bimer.casework import answering, policy, routing, working
from bimer.casework.errors import NotAllowed, Refusal
from bimer.casework.lifecycle import IMPOSSIBLE, OPEN, RULES, Move, State
from bimer.casework.models import Answer, Application, Bulk, BulkItem, Event
from bimer.institutions.models import Officer, Unit

MOST = 500
REFUSED_LIMIT = BulkItem._meta.get_field("refused").max_length or 500


@dataclass(frozen=True)
class Choice:
    """What was chosen: with which of them the move is possible now, and why not with the others."""

    possible: list[Application]
    left_out: list[tuple[Application, str]]


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


def choose(applications: Iterable[Application], move: Move, *, by: Officer, on: date) -> Choice:
    """Part them into those the officer can make the move on today and the rest, with the reason.

    A first look in as many questions for five hundred as for one; the step itself has the last word."""
    reached, rule = policy.reach(by, on=on), RULES[move]
    chosen = list(applications)
    own = _in_whose_answer_she_had_a_hand(chosen, reached) if move == Move.APPROVE else set()
    choice = Choice([], [])
    for application in chosen:
        if rule.right not in reached.rights(application.holder.path):
            choice.left_out.append((application, _("You may only read this one.")))
        elif application.state not in rule.before:
            choice.left_out.append((application, str(IMPOSSIBLE[State(application.state)])))
        elif application.pk in own:
            choice.left_out.append(
                (application, _("You had a hand in this answer; another approver decides."))
            )
        else:
            choice.possible.append(application)
    return choice


def _in_whose_answer_she_had_a_hand(chosen: list[Application], reached: policy.Reach) -> set[int]:
    """Hers and whoever's she stands in for; those of later rounds the step looks at."""
    first = [application.pk for application in chosen if application.round == 1]
    hands = Event.objects.filter(move__in=[Move.DRAFT, Move.PROPOSE], officer__in=reached.officers)
    return set(hands.filter(application__in=first).values_list("application", flat=True))


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
        app.configure_task("bulk.run").defer(bulk_id=bulk.pk)
    return bulk


def go_on(bulk_id: int, *, at: datetime) -> bool:
    """The turn of the next one that waits; False when none does. Turn and step are one transaction."""
    with transaction.atomic():
        waiting = BulkItem.objects.filter(bulk=bulk_id, done_at=None, refused="")
        item = waiting.select_for_update(skip_locked=True).order_by("pk").first()
        if item is None:
            Bulk.objects.filter(pk=bulk_id, done_at=None).update(done_at=at)
            return False
        bulk = Bulk.objects.select_related("by").get(pk=bulk_id)
        with translation.override(bulk.by.language):
            item.refused = _turn(bulk, item, at)[:REFUSED_LIMIT]
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


def taken_by(officer: Officer, *, among: QuerySet[Application]) -> QuerySet[Application]:
    """The open work on that officer's desk, among what the asking officer can see."""
    return among.filter(taken_by=officer, state__in=OPEN).order_by("due_on", "pk")


# --- What is approved together ---------------------------------------------------------------------
@dataclass(frozen=True)
class Alike:
    """Proposed decisions that say the same to several applicants."""

    answer: Answer
    applications: list[Application]


def alike(applications: Iterable[Application]) -> list[Alike]:
    """The decisions that await approval; those with the same words and outcome together, most first."""
    groups: dict[tuple[str, ...], Alike] = {}
    by_pk = {application.pk: application for application in applications}
    for answer in Answer.objects.filter(application__in=by_pk, approved_at=None).order_by("pk"):
        says = (" ".join(answer.text.split()), answer.decision, answer.outcome, answer.ground)
        group = groups.setdefault(says, Alike(answer, []))
        group.applications.append(by_pk[answer.application_id])
    return sorted(groups.values(), key=lambda group: -len(group.applications))


# --- Parts -----------------------------------------------------------------------------------------
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


OPERATIONS: dict[Move, Callable[[Application, Mapping[str, Any], dict[str, Any]], None]] = {
    Move.FORWARD: _forward,
    Move.PROPOSE: _answer,
    Move.APPROVE: _approve,
    Move.ASSIGN: _assign,
}
