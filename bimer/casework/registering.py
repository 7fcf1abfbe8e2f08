"""The record put right: what it is, what it says, whether it is one application, two, or none of its own.

What the citizen wrote is never lost: a correction keeps what was said before, a merged application stays."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bimer.casework import intake, policy, routing, similarity, topics
from bimer.casework.errors import Refusal
from bimer.casework.lifecycle import WORKING, Move, Right, State
from bimer.casework.models import (
    SUBJECT_LIMIT,
    TEXT_LIMIT,
    Accusation,
    Application,
    Dispatch,
    KindChoice,
)
from bimer.casework.step import Covers, Step, record, step
from bimer.institutions.models import Officer
from bimer.law import clocks, kinds, regimes
from bimer.law.kinds import IdentityLevel
from bimer.people import vault

# What the desk may put right; all of it as the citizen gave it.
CORRECTABLE = ("subject", "text", "happened", "place_note", "province", "district", "neighbourhood")
LIMITS = {"subject": SUBJECT_LIMIT, "text": TEXT_LIMIT, "happened": 100, "place_note": 200}
MOST_PARTS = 5


# --- What it is ------------------------------------------------------------------------------------
def classify(
    application: Application,
    *,
    kind: str,
    regime: str = "",
    topic: str = "",
    by: Officer,
    at: datetime,
    seen: int | None = None,
) -> None:
    """Say what it is in law and what it is about; its clock counts anew from the day it was received
    (domain.md §12.3). The day first promised stays visible."""
    with step(application, Move.CLASSIFY, by=by, at=at, seen=seen) as s:
        regime = regime or kinds.regime_for(kind)
        _check_classification(s.application, kind, regime)
        if topic:
            topics.known(topic)
        if (kind, regime, topic) == (s.application.kind, s.application.regime, s.application.topic):
            raise Refusal(_("Nothing is changed by this: kind, law and topic are as they were."))
        s.tells(kind=kind, kind_before=s.application.kind, topic=topic, topic_before=s.application.topic)
        s.application.kind, s.application.topic = kind, topic
        if regime != s.application.regime:
            _change_law(s, regime)


def kind_name(kind: str) -> str:
    """What officers and applicants call it."""
    return str(KindChoice(kind).label)


def _check_classification(application: Application, kind: str, regime: str) -> None:
    received = timezone.localdate(application.received_at)
    if kind not in kinds.kinds(received) or regime not in kinds.regimes_for(kind, received):
        raise Refusal(_("This kind of application does not stand under this law. Choose another one."))
    rules = regimes.rules(regime, received)
    level = IdentityLevel(application.identity_level)
    if level not in kinds.identity_levels(kind) or level not in rules.identity_levels:
        raise Refusal(
            _("It was filed with this identity: %s. This kind of application does not allow that.")
            % application.get_identity_level_display()
        )
    if application.channel not in rules.channels:
        raise Refusal(
            _("It was filed by this way: %s. This law wants it in writing; ask the applicant to file it so.")
            % application.get_channel_display()
        )


def _change_law(s: Step, regime: str) -> None:
    """Another law counts the days otherwise; nothing that rests on the old one may be left standing."""
    application = s.application
    if application.extension_ground or application.fees.filter(lapsed_at=None).exists():
        raise Refusal(
            _("The time was extended or a fee charged under this law, which can't change any more.")
        )
    s.tells(regime=regime, regime_before=application.regime, due_on_before=application.due_on.isoformat())
    application.regime = regime
    if application.interim_at is None:  # an interim answer set a day of its own
        application.due_on, application.rung = _due_on(application), 0
    turn = application.dispatches.get(left_at=None)
    turn.due_on = routing.unit_due(application, turn.received_at)
    turn.save(update_fields=["due_on"])
    s.tells(due_on=application.due_on.isoformat())


def _due_on(application: Application) -> date:
    """The last day by the law it now stands under, with the days that were waited."""
    anew = application.events.filter(move__in=[Move.OBJECT, Move.REOPEN]).order_by("-sequence").first()
    began_at = anew.at if anew else application.received_at
    began = timezone.localdate(began_at)
    due_on = clocks.due(application.regime, received=began).on
    for pause in application.pauses.filter(began_at__gte=began_at, ended_at__isnull=False).order_by("pk"):
        due_on = clocks.after_pause(
            application.regime,
            due_on=due_on,
            received=began,
            began=timezone.localdate(pause.began_at),
            ended=timezone.localdate(pause.ended_at),
            pause=pause.cause,
        )
    return due_on


# --- What it says ----------------------------------------------------------------------------------
def correct(
    application: Application, *, by: Officer, at: datetime, seen: int | None = None, **said: object
) -> None:
    """Put a typing error right. Everybody who reads it also reads what it said before (domain.md §2.4)."""
    if unknown := set(said).difference(CORRECTABLE):
        raise TypeError(f"Not to be corrected: {sorted(unknown)}")
    with step(application, Move.CORRECT, by=by, at=at, seen=seen) as s:
        before = {name: getattr(s.application, name) for name in said}
        changed = [name for name in CORRECTABLE if name in said and said[name] != before[name]]
        _check_correction(said, changed)
        for name in changed:
            setattr(s.application, name, said[name])
        corrections = [
            s.application.corrections.create(field=name, before=_as_text(before[name]), at=at, by=by)
            for name in changed
        ]
        if "text" in changed:
            s.application.excerpt = intake.first_words(s.application.text, intake.EXCERPT_LIMIT)
            similarity.sign(s.application)
        s.tells(fields=changed)  # never what they say: facts hold no personal data
        s.covers(application=s.application, correction=corrections)


def _check_correction(said: dict[str, object], changed: list[str]) -> None:
    if not changed:
        raise Refusal(_("Nothing was changed."))
    for name in ("subject", "text"):
        if name in changed and not str(said[name]).strip():
            raise Refusal(_("Subject and text can't be left empty."))
    for name in changed:
        if len(_as_text(said[name])) > LIMITS.get(name, TEXT_LIMIT):
            raise Refusal(_("This is too long; at most %d characters fit.") % LIMITS[name])


def _as_text(value: object) -> str:
    return str(value) if isinstance(value, str | Model) else ""


# --- Whether it is one of its own ------------------------------------------------------------------
def merge(
    application: Application, *, into: Application, by: Officer, at: datetime, seen: int | None = None
) -> None:
    """The same person has filed the same before: the first one goes on, and its answer answers both
    (domain.md §12.6). The histories of both know."""
    with transaction.atomic():
        # Both in one order, so that two who merge crosswise don't wait for each other for ever.
        pair = [application.pk, into.pk]
        list(Application.objects.select_for_update().filter(pk__in=pair).order_by("pk").values("pk"))
        with step(application, Move.MERGE, by=by, at=at, seen=seen) as s:
            lead = Application.objects.get(pk=into.pk)
            _check_merge(s.application, lead, by, timezone.localdate(at))
            s.application.merged_into, s.application.taken_by = lead, None
            s.application.consultations.filter(contributed_at=None, withdrawn_at=None).update(withdrawn_at=at)
            s.tells(into=lead.number, unit=str(lead.holder), due_on=lead.due_on.isoformat())
        with step(lead, Move.MERGE, by=by, at=at) as s:
            s.after = State(s.application.state)  # the lead goes on as it was
            s.tells(merged=application.number)


def _check_merge(application: Application, lead: Application, by: Officer, on: date) -> None:
    if lead.pk == application.pk:
        raise Refusal(_("This is the application itself. Give the number of the other one."))
    if Right.ROUTE not in policy.rights(by, lead, on=on):
        raise Refusal(_("%s is not with your units, so you can't merge anything into it.") % lead)
    if lead.state not in WORKING:
        raise Refusal(
            _("%(number)s can't take anything up now: %(state)s. Only an application being worked on can.")
            % {"number": lead, "state": lead.get_state_display()}
        )
    if lead.received_at > application.received_at:
        raise Refusal(
            _("%s was filed later. Open that one and merge it into this, so that no day is lost.") % lead
        )
    if not _of_the_same_person(application, lead):
        raise Refusal(
            _(
                "%s was not filed by the same person with the same identity. Each applicant is owed an "
                "answer: answer them together instead."
            )
            % lead
        )
    if set(application.accused_units) - set(lead.accused_units) or set(application.accused_officers) - set(
        lead.accused_officers
    ):
        raise Refusal(_("It complains about somebody whom %s does not name. Mark that there first.") % lead)


def _of_the_same_person(one: Application, other: Application) -> bool:
    """Same identity level too: merging must not tell who is behind a withheld identity."""
    if one.identity_level != other.identity_level:
        return False
    if one.applicant_id is None or other.applicant_id is None:
        return one.applicant_id is other.applicant_id  # nobody knows who: the officer's judgement
    return vault.are_the_same(one.applicant_id, other.applicant_id)


# --- Whether it is several -------------------------------------------------------------------------
def split(
    application: Application, *, parts: Sequence[str], by: Officer, at: datetime, seen: int | None = None
) -> list[Application]:
    """Several matters in one text, each for another unit: each becomes an application of its own.

    What was filed stays whole and goes on with the rest; day of receipt and last day are the same for all."""
    with step(application, Move.SPLIT, by=by, at=at, seen=seen) as s:
        texts = [text.strip() for text in parts if text.strip()]
        _check_parts(s.application, texts, by, timezone.localdate(at))
        made = [_part(s.application, text, by=by, at=at) for text in texts]
        s.tells(parts=[part.number for part in made], units=[str(part.holder) for part in made])
    return made


def _check_parts(application: Application, texts: list[str], by: Officer, on: date) -> None:
    if not texts:
        raise Refusal(_("Write at least one part that becomes an application of its own."))
    at_centre = any(unit.depth == 0 for unit in policy.reach(by, on=on).roots_with(Right.ROUTE))
    if application.parts.count() + len(texts) > MOST_PARTS and not at_centre:
        raise Refusal(
            ngettext(
                "At most %d part can be split off; the centre may allow more.",
                "At most %d parts can be split off; the centre may allow more.",
                MOST_PARTS,
            )
            % MOST_PARTS
        )
    if any(len(text) > TEXT_LIMIT for text in texts):
        raise Refusal(_("This is too long; at most %d characters fit.") % TEXT_LIMIT)


def _part(origin: Application, text: str, *, by: Officer, at: datetime) -> Application:
    """A new application with everything but the text as its origin has it."""
    choice = _unit_of_part(origin, text, timezone.localdate(at))
    part = Application(
        **{name: getattr(origin, name) for name in _INHERITED},
        **intake.new_numbers(at),
        origin=origin,
        subject=intake.first_words(text, SUBJECT_LIMIT),
        excerpt=intake.first_words(text, intake.EXCERPT_LIMIT),
        text=text,
        routing=choice.why | {"unit": choice.unit.name},
    )
    part.place_under(choice.unit)
    part.save(force_insert=True)
    accusations = _accuse_as(origin, part)
    due_on = routing.unit_due(part, at)
    Dispatch.objects.create(application=part, unit=choice.unit, received_at=at, due_on=due_on)
    similarity.sign(part)
    facts = {"unit": str(choice.unit), "why": choice.why, "due_on": part.due_on.isoformat()}
    facts |= {"origin": origin.number}
    covers: Covers = {"application": part, "accusation": accusations}
    record(part, Move.REGISTER, by=by, at=at, before="", facts=facts, covers=covers)
    return part


_INHERITED = (
    *("regime", "kind", "channel", "identity_level", "language", "happened", "province", "district"),
    *("neighbourhood", "place_note", "applicant", "received_at", "due_on", "promised_on"),
    *("accused_units", "accused_officers"),
)


def _accuse_as(origin: Application, part: Application) -> list[Accusation]:
    known = list(origin.accusations.filter(lifted_at=None).order_by("pk"))
    for accusation in known:
        accusation.pk, accusation.application = None, part
        accusation.save(force_insert=True)
    return known


def _unit_of_part(origin: Application, text: str, on: date) -> routing.Choice:
    """By its own subject; where none is recognised it stays with the unit that read it and split it."""
    choice = routing.competent_unit(
        text,
        named=None,
        province=origin.province,
        district=origin.district,
        on=on,
        accused=origin.accused_units,
    )
    return (
        routing.Choice(origin.holder, {"rule": "split"}) if choice.why["rule"] == "coordination" else choice
    )
