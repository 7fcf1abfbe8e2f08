"""Questions doors ask. `visible_to` is their only source of applications: loading is checking."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from django.db import connection
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import get_language

from bimer.casework import policy
from bimer.casework.lifecycle import CLOSED, OPEN, Move, Right, State
from bimer.casework.models import (
    Answer,
    Application,
    Attachment,
    Consultation,
    Correction,
    Dispatch,
    Event,
    Filing,
    Message,
    Purpose,
)
from bimer.casework.policy import Reach
from bimer.institutions.models import Officer, Unit
from bimer.law import clocks, ladder, numbers, remedies
from bimer.people import vault
from bimer.people.vault import PersonDetails

PAGE = 50
# What a line of a list shows: of fifty rows nothing else is fetched.
LISTED = ("number", "subject", "excerpt", "state", "received_at", "due_on", "version")
COUNTED = 1000  # counts stop here, so that a page costs the same at ten thousand and at ten million


# --- Officials -------------------------------------------------------------------------------------
def visible_to(officer: Officer, *, on: date, reached: Reach | None = None) -> QuerySet[Application]:
    """The applications this officer may read on this day; for everybody else they do not exist.

    `reached` is her reach of that day, where it is known already."""
    applications = Application.objects.select_related(
        "holder", "taken_by", "province", "district", "neighbourhood"
    )
    return applications.filter(policy.visible(reached or policy.reach(officer, on=on)))


class Filter(StrEnum):
    ALL = "all"
    LATE = "late"
    SOON = "soon"
    NEW = "new"
    MINE = "mine"
    APPROVAL = "approval"
    WARNED = "warned"
    INTERIM = "interim"
    ASKED = "asked"


SOON_WORKING_DAYS = 3
AT_UNIT_ONLY = frozenset({Filter.NEW, Filter.MINE, Filter.APPROVAL, Filter.INTERIM, Filter.ASKED})


@dataclass(frozen=True)
class Scope:
    """Which queue: the unit's own, or everything coordinated below it and its own."""

    unit: Unit
    below: bool
    reach: Reach = field(repr=False)

    @property
    def key(self) -> str:
        return f"{self.unit.pk}{'+' if self.below else ''}"


def scopes(reach: Reach) -> list[Scope]:
    """The queues an officer may open: widest reach first, then her own units."""
    wide = [Scope(unit, True, reach) for unit in reach.roots_with(Right.READ)]
    return wide + [Scope(unit, False, reach) for unit in reach.units_with(Right.READ)]


def queue(scope: Scope, which: Filter, *, officer: Officer, on: date) -> QuerySet[Application]:
    """Open applications of a queue, the earliest last day first. One partial index serves each scope."""
    return _filtered(_scoped(scope), which, officer, on).order_by("due_on", "id")


@dataclass(frozen=True)
class Page:
    """Fifty rows at the most and the way to the next fifty."""

    applications: Sequence[Application]
    after: str  # "" on the last page


def page(found: QuerySet[Application], *, after: str = "") -> Page:
    """One page by key, not by offset: the thousandth is as fast as the first. A bad key means the first."""
    rows = list(listed(_behind(found, after))[: PAGE + 1])
    last = rows[PAGE - 1] if len(rows) > PAGE else None
    return Page(rows[:PAGE], f"{last.due_on.isoformat()}.{last.pk}" if last else "")


def listed(found: QuerySet[Application]) -> QuerySet[Application]:
    """What a line of a list shows and no more: names come as text, not as three more objects a row."""
    return found.only(*LISTED).annotate(
        holder_name=F("holder__name"), province_name=F("province__name"), district_name=F("district__name")
    )


def counts(scope: Scope, *, officer: Officer, on: date) -> dict[Filter, int]:
    """How many each filter would show; COUNTED means that many or more. One question to the database."""
    offered = [which for which in Filter if not (scope.below and which in AT_UNIT_ONLY)]
    asked = [
        queue(scope, which, officer=officer, on=on).order_by().values("pk")[:COUNTED].query.sql_with_params()
        for which in offered
    ]
    columns = ", ".join(f"(select count(*) from ({sql}) as counted)" for sql, _ in asked)  # noqa: S608 - the ORM's
    with connection.cursor() as cursor:
        cursor.execute(f"select {columns}", [value for _sql, params in asked for value in params])
        return dict(zip(offered, cursor.fetchone(), strict=True))


def asked_of(reach: Reach) -> QuerySet[Consultation]:
    """What other units asked the officer's own and still wait for, the earliest internal day first."""
    own = [unit.pk for unit in reach.units_with(Right.WORK)]
    may_see = Application.objects.filter(policy.unaccused(reach), state__in=sorted(OPEN))
    waiting = Consultation.objects.filter(unit__in=own, contributed_at=None, withdrawn_at=None)
    found = waiting.exclude(purpose=Purpose.INFORMATION).filter(application__in=may_see)
    return found.select_related("application", "unit", "asked_unit").order_by("due_on", "pk")


def find_by_number(officer: Officer, text: str, *, on: date) -> Application | None:
    """The application with this registration or tracking number, if the officer may read it."""
    digits = numbers.normalise_tracking(text)
    if not digits:
        return None
    return visible_to(officer, on=on).filter(Q(number=digits) | Q(tracking_number=digits)).first()


def history(application: Application) -> QuerySet[Event]:
    """Every step, the newest first."""
    return application.events.select_related("officer", "holder").order_by("-sequence")


def files_of(owner: Application | Filing) -> QuerySet[Attachment]:
    """What was handed in with an application, or so far with a form; with a part, that of the whole."""
    origin_id = owner.origin_id if isinstance(owner, Application) else None
    files = Attachment.objects.filter(application=origin_id) if origin_id else owner.attachments.all()
    return files.select_related("file").order_by("pk")


def messages_of(application: Application) -> QuerySet[Message]:
    return application.messages.select_related("officer", "unit").order_by("at")


def applicant_of(
    application: Application, officer: Officer, *, on: date, held: frozenset[Right] | None = None
) -> PersonDetails | None:
    """Who filed, for those who may work on it - unless the identity is withheld: then for nobody here."""
    if application.identity_withheld or application.applicant_id is None:
        return None
    held = policy.rights(officer, application, on=on) if held is None else held
    return vault.read(application.applicant_id) if Right.READ in held else None


def draft_of(application: Application) -> Answer | None:
    """The answer in the making."""
    return application.answers.filter(approved_at=None).select_related("drafted_by", "proposed_by").first()


def answer_of(application: Application) -> Answer | None:
    """The last answer that was sent."""
    return answers_of(application).first()


def answers_of(application: Application) -> QuerySet[Answer]:
    """Everything that was sent, in all rounds, the newest first; what was merged is answered by its lead."""
    answers = Answer.objects.filter(application__in={application.pk, lead_of(application).pk})
    sent = answers.exclude(approved_at=None).select_related("unit", "approved_by")
    return sent.order_by("-approved_at", "-pk")


def lead_of(application: Application) -> Application:
    """The application that goes on for this one: itself, unless it was merged."""
    while application.merged_into is not None:
        application = application.merged_into
    return application


def corrections_of(application: Application) -> QuerySet[Correction]:
    """What it said before the desk corrected it, the newest first."""
    return application.corrections.select_related("by").order_by("-pk")


def handled(reach: Reach) -> QuerySet[Application]:
    """What the officer's own units had and passed on or answered, the newest first (İşlem Yapılanlar)."""
    own = [unit.pk for unit in reach.units_with(Right.READ)]
    mine = Dispatch.objects.filter(application=OuterRef("pk"), unit__in=own)
    gone = Q(state__in=sorted(CLOSED)) | ~Q(holder__in=own)
    found = Application.objects.filter(Exists(mine)).filter(gone, policy.unaccused(reach))
    return found.order_by("-id")


# --- Whoever filed ---------------------------------------------------------------------------------
@dataclass(frozen=True)
class Station:
    """One stop on the way, as told to anybody who knows the number: never content, never a name."""

    what: Move
    at: datetime
    unit: str
    decision: str = ""  # of an answer: which kind of decision it was
    due_on: date | None = None  # the last day that this step set


@dataclass(frozen=True)
class Status:
    """What the tracking number alone may tell (L4)."""

    tracking_number: str
    number: str
    state: State
    unit: str
    since: datetime
    received_at: datetime
    due_on: date
    article: str
    answered_at: datetime | None
    stations: tuple[Station, ...]
    promised_on: date
    promise_on: date | None = None
    asked: int = 0  # units asked to contribute, and how many of them did
    contributed: int = 0
    silence_on: date | None = None  # from its end on, no answer counts as a refusal (2577 m.10)
    silence_means: tuple[str, ...] = ()

    @property
    def is_open(self) -> bool:
        return self.state in OPEN


MOVED = (Move.REGISTER, Move.FORWARD, Move.GIVE_BACK, Move.RECALL, Move.ACCUSE, Move.OBJECT, Move.SUCCEED)
TOLD = (
    *(*MOVED, Move.CLASSIFY, Move.SPLIT, Move.MERGE, Move.WITHDRAW, Move.TAKE, Move.ASK, Move.APPROVE),
    *(Move.EXTEND, Move.CHARGE, Move.PAY, Move.LAPSE, Move.REOPEN, Move.WAKE),
)


TELLING = (
    *("tracking_number", "number", "state", "regime", "language", "received_at", "due_on", "promised_on"),
    *("answered_at", "promise_on", "interim_at", "extension_ground", "round", "holder__name"),
)
ROUND_BEGAN = Event.objects.filter(application=OuterRef("pk"), move__in=[Move.OBJECT, Move.REOPEN])
# Who was asked to contribute to the answer of this round.
ASKED = Q(
    consultations__purpose__in=[Purpose.OPINION, Purpose.PART],
    consultations__withdrawn_at=None,
    consultations__asked_at__gte=F("round_began"),
)


def status_of(tracking_number: str) -> Status | None:
    """Where the application stands, for the number alone. Two queries, found or not."""
    digits = numbers.normalise_tracking(tracking_number)
    found = Application.objects.filter(tracking_number=digits).select_related("holder").only(*TELLING)
    application = found.annotate(
        round_began=Coalesce(Subquery(ROUND_BEGAN.order_by("-sequence").values("at")[:1]), F("received_at")),
        asked=Count("consultations", filter=ASKED),
        contributed=Count("consultations", filter=ASKED & Q(consultations__contributed_at__isnull=False)),
    ).first()
    stations = _stations(application.pk if application else 0)
    if application is None:
        return None
    moved = [s.at for s in stations if s.what in MOVED]
    silence_on, silence_means = silence_of(application)
    return Status(
        tracking_number=application.tracking_number,
        number=application.number,
        state=State(application.state),
        unit=application.holder.name,
        since=moved[-1],
        received_at=application.received_at,
        due_on=application.due_on,
        article=clocks.due(application.regime, received=timezone.localdate(application.received_at)).article,
        answered_at=application.answered_at,
        stations=stations,
        promised_on=application.promised_on,
        promise_on=application.promise_on,
        asked=application.asked,
        contributed=application.contributed,
        silence_on=silence_on,
        silence_means=silence_means,
    )


def _stations(application_id: int) -> tuple[Station, ...]:
    """The stops so far. Who is complained about is told to nobody: that step shows only if it moved."""
    events = Event.objects.filter(application=application_id, move__in=TOLD).order_by("sequence")
    stations: list[Station] = []
    for move, at, unit, facts in events.values_list("move", "at", "holder__name", "facts"):
        if move == Move.ACCUSE and stations and stations[-1].unit == unit:
            continue
        due_on = facts.get("due_on")
        stations.append(
            Station(
                Move(move),
                at,
                unit,
                str(facts.get("decision", "")),
                date.fromisoformat(due_on) if due_on else None,
            )
        )
    return tuple(stations)


def silence_of(application: Application) -> tuple[date | None, tuple[str, ...]]:
    """The day whose end makes no answer a refusal, and what can then be done; nothing once something was
    answered, and while the fee interrupts the period."""
    waiting = application.state in OPEN and application.state != State.AWAITING_FEE
    if not waiting or application.round > 1 or application.interim_at:
        return None, ()
    received = timezone.localdate(application.received_at)
    extended = bool(application.extension_ground)
    day = clocks.silence(application.regime, received=received, extended=extended).on
    found = remedies.remedies(application.regime, remedies.Outcome.SILENCE, day, received=received)
    means = tuple(remedy.text(get_language() or application.language) for remedy in found)
    return (day, means) if means else (None, ())


def opened_with(tracking_number: str, code: str) -> Application | None:
    """The application itself, for who knows number and reading code. Takes as long when either is wrong."""
    digits = numbers.normalise_tracking(tracking_number)
    found = Application.objects.filter(tracking_number=digits).select_related("holder").first()
    probe = found or Application(tracking_number=digits)
    return found if probe.opens_with(code) else None


def opened(application_id: int, *, generation: int) -> Application | None:
    """The application somebody opened before with number and code, while that code holds."""
    found = Application.objects.filter(pk=application_id, code_generation=generation)
    return found.select_related("holder", "merged_into").first()


def filing(token: str) -> Filing | None:
    """The form somebody is filling in, by its token."""
    return Filing.objects.filter(pk=token).first() if token else None


# --- Parts -----------------------------------------------------------------------------------------
def _scoped(scope: Scope) -> QuerySet[Application]:
    opened = Application.objects.filter(policy.unaccused(scope.reach), state__in=sorted(OPEN))
    if not scope.below:
        return opened.filter(holder=scope.unit)
    if scope.unit.depth == 0:
        return opened
    return opened.filter(**{f"l{scope.unit.depth}": scope.unit.pk})


def _filtered(
    found: QuerySet[Application], which: Filter, officer: Officer, on: date
) -> QuerySet[Application]:
    soon = clocks.working_days_after(on, SOON_WORKING_DAYS)
    wishes = {
        Filter.LATE: Q(due_on__lt=on),
        Filter.SOON: Q(due_on__gte=on, due_on__lte=soon),
        Filter.NEW: Q(state=State.RECEIVED),
        Filter.MINE: Q(taken_by=officer),
        Filter.APPROVAL: Q(state=State.AWAITING_APPROVAL),
        # Warned of is only what is late: the index leads there.
        Filter.WARNED: Q(due_on__lt=on, rung__in=_warning_rungs()),
        Filter.INTERIM: Q(interim_at__isnull=False),
        Filter.ASKED: Q(state=State.AWAITING_APPLICANT),
    }
    return found.filter(wishes.get(which, Q()))


def _warning_rungs() -> list[int]:
    return [rung.number for rung in ladder.rungs() if rung.offset > 0]


def _behind(found: QuerySet[Application], after: str) -> QuerySet[Application]:
    day, _dot, pk = after.partition(".")
    try:
        due_on, last = date.fromisoformat(day), int(pk)
    except ValueError:
        return found
    return found.filter(Q(due_on__gt=due_on) | Q(due_on=due_on, id__gt=last), due_on__gte=due_on)
