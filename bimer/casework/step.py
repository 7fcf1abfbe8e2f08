"""The one step that every change of an application takes. State, holder and version change nowhere else."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.db.models import F, Max, Model, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from bimer.casework import announcements, policy, rows
from bimer.casework.actors import Actor, Applicant
from bimer.casework.errors import NotAllowed, Refusal, Stale
from bimer.casework.history import chain, linking
from bimer.casework.history.linking import Covers
from bimer.casework.lifecycle import IMPOSSIBLE, RULES, Move, Right, State
from bimer.casework.models import Application, Event
from bimer.institutions.models import Officer

CHANGED_BY_MOVES = (
    *("state", "version", "holder", "taken_by", "taken_at", "answered_at", "due_on", "round", "rung"),
    *("extension_ground", "interim_at", "promise_on", "must_decide", "accused_units", "accused_officers"),
    *("regime", "kind", "topic", "subject", "merged_into_id", "l1", "l2", "l3", "l4", "l5"),
)


@dataclass
class Step:
    """One move in the making: the locked row and what will be remembered of it."""

    application: Application
    at: datetime
    facts: dict[str, object] = field(default_factory=dict)
    after: State | None = None  # where the rule leaves it to the operation
    covered: dict[str, Model | Iterable[Model]] = field(default_factory=dict)

    def tells(self, **facts: object) -> None:
        self.facts.update(facts)

    def covers(self, **rows: Model | Iterable[Model]) -> None:
        """What was said in this move, so that nobody can change it later unseen (see `history.contents`)."""
        self.covered.update(rows)


@contextmanager
def step(
    application: Application, move: Move, *, by: Actor, at: datetime, seen: int | None = None
) -> Iterator[Step]:
    """Everything that all moves share: transaction, row lock, stale page, right, rule, version, event, job.

    If the body raises, nothing happened. Afterwards `application` shows what now is."""
    with transaction.atomic():
        locked = Application.objects.select_for_update().get(pk=application.pk)
        if seen is not None and seen != locked.version:
            raise Stale(_stale(locked))
        lender = policy.require(by, move, locked, on=timezone.localdate(at))
        rule = RULES[move]
        head = linking.head(locked)
        before, holder_id, due_on = State(locked.state), locked.holder_id, locked.due_on
        if before not in rule.before:
            raise Refusal(str(IMPOSSIBLE[before]))
        making = Step(locked, at)
        if lender:
            making.tells(acting_for=lender)
        yield making
        locked.state = making.after or rule.after or before
        locked.version += 1
        if locked.holder_id != holder_id:
            locked.place_under(locked.holder)
        if locked.due_on != due_on:
            locked.rung = _climbed(locked)
        locked.save()
        record(
            locked,
            move,
            by=by,
            at=at,
            before=before,
            facts=making.facts,
            covers=making.covered,
            after=head,
        )
    for name in CHANGED_BY_MOVES:
        setattr(application, name, getattr(locked, name))


@contextmanager
def steps(
    chosen: QuerySet[Application], move: Move, *, at: datetime, rung: int | None = None
) -> Iterator[list[Step]]:
    """The clock's move for many applications in one transaction; each gets a version and an event of its own.

    Rows somebody else works on just now are left for the next run. The state stays; `rung` is where all now
    stand on the ladder. See docs/decisions/0011-batches-by-the-clock.md."""
    rule = RULES[move]
    if rule.right != Right.CLOCK or rule.after is not None:
        raise NotAllowed(f"{move} is not made for many at once.")
    with transaction.atomic():
        locked = chosen.filter(state__in=sorted(rule.before)).order_by("pk")
        making = [Step(each, at) for each in locked.select_for_update(skip_locked=True)]
        heads = linking.heads(s.application for s in making)
        yield making
        changes = {} if rung is None else {"rung": rung}
        bumped = Application.objects.filter(pk__in=[s.application.pk for s in making])
        bumped.update(version=F("version") + 1, **changes)
        events = [_clocks_event(s, move, after=heads[s.application.pk]) for s in making]
        announcements.announce_later(rows.insert(Event, events))


def _clocks_event(s: Step, move: Move, *, after: bytes) -> dict[str, object]:
    application = s.application
    record = chain.Record(
        application_id=application.pk,
        sequence=application.version + 1,
        move=move,
        at=s.at,
        officer_id=None,
        by_applicant=False,
        before=application.state,
        after=application.state,
        holder_id=application.holder_id,
        facts=s.facts,
        contents={},
    )
    # As PostgreSQL reads bytes in a JSON document.
    return record._asdict() | {"digest": rf"\x{chain.digest(record, after).hex()}"}


def _climbed(application: Application) -> int:
    """The ladder begins anew with a new last day; with one it had before, it goes on where it stood."""
    same = application.warnings.filter(due_on=application.due_on)
    return same.aggregate(top=Max("rung"))["top"] or 0


def _stale(locked: Application) -> str:
    last = locked.events.select_related("officer").order_by("-sequence").first()
    who = last.officer.full_name if last and last.officer else _("the applicant")
    return _(
        "This application changed while you were looking at it: %(move)s (%(who)s). "
        "Look at it again before you decide."
    ) % {"move": last.get_move_display() if last else "", "who": who}


def record(
    application: Application,
    move: Move,
    *,
    by: Actor,
    at: datetime,
    before: str,
    facts: dict,
    covers: Covers,
    after: bytes = chain.BEGINNING,
) -> Event:
    """Remember what happened and let those hear of it who must. Same transaction, or not at all.

    `after` is the digest of the event before, which this one follows."""
    event = Event(
        application=application,
        sequence=application.version,
        move=move,
        at=at,
        officer=by if isinstance(by, Officer) else None,
        by_applicant=isinstance(by, Applicant),
        before=before,
        after=application.state,
        holder_id=application.holder_id,
        facts=facts,
    )
    linking.link(event, after=after, covers=covers)
    event.save(force_insert=True)
    announcements.announce.defer(event_id=event.pk)
    return event
