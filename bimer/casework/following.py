"""What number and code open besides the text: answers of all rounds, what is asked, owed and still possible.

For whoever filed. Every question is asked once, however much has happened."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import get_language

from bimer.casework import afterwards, correspondence, policy, queries
from bimer.casework.lifecycle import Move
from bimer.casework.models import (
    Answer,
    Application,
    Attachment,
    Consultation,
    Demand,
    Fee,
    Message,
    Purpose,
)
from bimer.law import authorities, grounds
from bimer.law.grounds import Use

__all__ = ["Case", "Extension", "Objecting", "Reply", "case", "reply"]


@dataclass(frozen=True)
class Reply:
    """One answer as it went out, with the words behind its codes."""

    answer: Answer
    ground: str
    authority: str
    remedies: tuple[str, ...]  # the ways of appeal, as the letter names them

    @property
    def is_last(self) -> bool:
        """Whether the round it ended is the one the application stands in."""
        return self.answer.round == self.answer.application.round


@dataclass(frozen=True)
class Extension:
    """A period made longer: from which day to which, and the ground the law asks for (4982 m.11)."""

    was_on: date
    due_on: date
    ground: str


@dataclass(frozen=True)
class Objecting:
    """The time for an objection to the last answer; `until` stays readable when it is over."""

    until: date
    is_open: bool


@dataclass(frozen=True)
class Case:
    """Everything an opened application shows."""

    replies: Sequence[Reply]
    demands: Sequence[Demand]
    written: Sequence[Message]
    attached: Sequence[Attachment]
    consultations: Sequence[Consultation]
    linked: Sequence[Application]
    merged_into: Application | None
    fee: Fee | None
    extension: Extension | None
    objecting: Objecting | None
    may_rate: bool

    @property
    def question(self) -> Message | None:
        """What the officer last asked, while it waits for the applicant's word."""
        asked = [message for message in self.written if message.officer_id]
        return asked[-1] if asked else None


def case(application: Application, *, on: date) -> Case:
    """Gather it. A merged application shows the answers of the one it was merged with."""
    lead = queries.lead_of(application)
    return Case(
        replies=[
            _reply(answer) for answer in queries.answers_of(application).select_related("application", "unit")
        ],
        demands=list(lead.demands.order_by("number")),
        written=list(application.messages.select_related("unit").order_by("at")),
        attached=list(queries.files_of(application)),
        consultations=_consultations(application),
        linked=_linked(application),
        merged_into=application.merged_into,
        fee=application.fees.order_by("-told_at").first(),
        extension=_extension(application),
        objecting=_objecting(application, on),
        may_rate=afterwards.may_be_rated(application),
    )


def reply(application: Application, answer_id: int) -> Answer | None:
    """One of its answers that were sent, to read as a letter."""
    return queries.answers_of(application).filter(pk=answer_id).first()


def _reply(answer: Answer) -> Reply:
    language = get_language() or answer.application.language
    on = timezone.localdate(answer.approved_at)
    ways = correspondence.remedies_block(answer.application, answer.outcome, on, decision=answer.decision)
    return Reply(answer, _ground(answer, language, on), _authority(answer.authority, language, on), ways)


def _ground(answer: Answer, language: str, on: date) -> str:
    use = Use.NOT_EXAMINE if answer.decision == "not_examined" else Use.REFUSE
    return _ground_text(answer.application.regime, use, answer.ground, language, on)


def _ground_text(regime: str, use: Use, code: str, language: str, on: date) -> str:
    """The law's sentence for a code; a code that is unknown by now says nothing."""
    try:
        return grounds.ground(regime, use, code, on).text(language) if code else ""
    except grounds.NoSuchGround:
        return ""


def _authority(code: str, language: str, on: date) -> str:
    try:
        return authorities.authority(code, on).name(language) if code else ""
    except authorities.NoSuchAuthority:
        return ""


def _consultations(application: Application) -> list[Consultation]:
    """Who was asked to contribute in this round; a copy for information asks for nothing."""
    opening = policy.opening(application)
    began = opening.at if opening else application.received_at
    asked = application.consultations.exclude(purpose=Purpose.INFORMATION)
    asked = asked.filter(withdrawn_at=None, asked_at__gte=began)
    return list(asked.select_related("unit").order_by("asked_at", "pk"))


def _linked(application: Application) -> list[Application]:
    """What it was split into, or split from."""
    kin = Q(origin=application) | Q(pk=application.origin_id or 0)
    return list(Application.objects.filter(kin).select_related("holder").order_by("pk"))


def _extension(application: Application) -> Extension | None:
    if not application.extension_ground:
        return None
    event = application.events.filter(move=Move.EXTEND).order_by("-sequence").first()
    if event is None:
        return None
    on, language = timezone.localdate(event.at), get_language() or application.language
    due_on = date.fromisoformat(event.facts["due_on"])
    was_on = date.fromisoformat(event.facts["left_due_on"])
    ground = _ground_text(application.regime, Use.EXTEND, application.extension_ground, language, on)
    return Extension(was_on, due_on, ground)


def _objecting(application: Application, on: date) -> Objecting | None:
    until = afterwards.objection_until(application)
    return Objecting(until, on <= until) if until else None
