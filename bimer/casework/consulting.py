"""Several hands, one answer: other units are asked, officers leave notes, the text becomes demands."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from bimer.casework import policy
from bimer.casework.errors import NotAllowed, Refusal
from bimer.casework.lifecycle import Move, Right, at_work
from bimer.casework.models import TEXT_LIMIT, Application, Consultation, Demand, Note, Purpose
from bimer.casework.step import step
from bimer.institutions.models import Officer, Unit
from bimer.law import clocks

MOST_PARTS = 5  # open at a time, unless the centre asks
MOST_DEMANDS = 30


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What one unit is asked; without a day of its own it gets half of the time that is left."""

    unit: Unit
    question: str
    purpose: str = Purpose.OPINION
    due_on: date | None = None
    demand: Demand | None = None


def consult(
    application: Application, *, asked: Sequence[Asked], by: Officer, at: datetime, seen: int | None = None
) -> list[Consultation]:
    """Ask other units for an opinion or a part of the answer; the answer stays with the holder (görüş)."""
    with step(application, Move.CONSULT, by=by, at=at, seen=seen) as s:
        _check_number(s.application, asked, by, on=timezone.localdate(at))
        made = [_ask(s.application, one, by, at) for one in asked]
        s.after = at_work(interim=s.application.interim_at is not None)
        if s.application.taken_by is None:
            s.application.taken_by, s.application.taken_at = by, at
        units = [one.unit for one in asked]
        s.tells(asked=[unit.pk for unit in units], units=[str(unit) for unit in units])
        s.tells(consultations=[one.pk for one in made], internal_due_on=_first_day(made))
        s.covers(consultation=made)
    return made


def contribute(
    application: Application,
    *,
    text: str,
    consultation: int | None = None,
    by: Officer,
    at: datetime,
    seen: int | None = None,
) -> Consultation:
    """The unit that was asked gives its opinion or its part; the lead puts it into the answer (katkı)."""
    with step(application, Move.CONTRIBUTE, by=by, at=at, seen=seen) as s:
        if not text.strip():
            raise Refusal(_("Write your contribution first."))
        if len(text) > TEXT_LIMIT:
            raise Refusal(_("Your contribution is too long. Shorten it to %d characters.") % TEXT_LIMIT)
        found = _own(s.application, by, consultation, on=timezone.localdate(at))
        found.contribution, found.contributed_by, found.contributed_at = text, by, at
        found.save()
        s.tells(consultation=found.pk, unit=str(found.unit), missing=still_asked(s.application).count())
        s.covers(contribution=found)
    return found


def end_consultation(
    application: Application, *, consultation: int, by: Officer, at: datetime, seen: int | None = None
) -> Consultation:
    """Nothing is expected of that unit any more."""
    with step(application, Move.END_CONSULTATION, by=by, at=at, seen=seen) as s:
        found = still_asked(s.application).filter(pk=consultation).select_related("unit").first()
        if found is None:
            raise Refusal(_("This question is not open any more: it was answered or withdrawn."))
        found.withdrawn_at = at
        found.save(update_fields=["withdrawn_at"])
        s.tells(consultation=found.pk, asked=[found.unit_id], unit=str(found.unit))
    return found


def note(application: Application, *, text: str, by: Officer, at: datetime, seen: int | None = None) -> Note:
    """A word among officers; the applicant never reads it (bilgi notu)."""
    with step(application, Move.NOTE, by=by, at=at, seen=seen) as s:
        if not text.strip():
            raise Refusal(_("Write the note first."))
        made = s.application.notes.create(text=text[:TEXT_LIMIT], by=by, unit=s.application.holder, at=at)
        s.tells(note=made.pk)
        s.covers(note=made)
    return made


def demands(
    application: Application, *, texts: Sequence[str], by: Officer, at: datetime, seen: int | None = None
) -> list[Demand]:
    """Take the text apart: each thing asked for gets a number and later an outcome of its own.

    What was decided stays with a demand whose words stay; without any text the list is emptied."""
    with step(application, Move.DEMANDS, by=by, at=at, seen=seen) as s:
        wanted = [text.strip() for text in texts if text.strip()]
        if len(wanted) > MOST_DEMANDS:
            raise Refusal(
                _("At most %d demands can be numbered. Put together what belongs together.") % MOST_DEMANDS
            )
        kept = {demand.number: demand for demand in demands_of(s.application)}
        s.application.demands.filter(number__gt=len(wanted)).delete()
        made = [_number(s.application, kept.get(n), n, text) for n, text in enumerate(wanted, 1)]
        s.tells(demands=len(made))
        s.covers(demands=made)
    return made


# --- What pages ask --------------------------------------------------------------------------------
def consultations_of(application: Application) -> QuerySet[Consultation]:
    """Every question to another unit, open, answered and withdrawn, in the order they were asked."""
    found = application.consultations.exclude(purpose=Purpose.INFORMATION).order_by("pk")
    return found.select_related("unit", "demand", "contributed_by", "asked_by", "asked_unit")


def still_asked(application: Application) -> QuerySet[Consultation]:
    """The questions to which an answer is still expected."""
    waiting = application.consultations.filter(contributed_at=None, withdrawn_at=None)
    return waiting.exclude(purpose=Purpose.INFORMATION)


def demands_of(application: Application) -> QuerySet[Demand]:
    return application.demands.order_by("number")


def notes_of(application: Application) -> QuerySet[Note]:
    return application.notes.select_related("by", "unit").order_by("-pk")


def asked_of(officer: Officer, application: Application, *, on: date) -> list[Consultation]:
    """The open questions of this application to the officer's own units."""
    own = policy.reach(officer, on=on).units_with(Right.WORK)
    found = still_asked(application).filter(unit__in=own).order_by("pk")
    return list(found.select_related("unit", "demand", "asked_unit"))


def usual_day(application: Application, *, on: date) -> date:
    """Half of the working days that are left, at least one: then the lead has the other half."""
    left = clocks.working_days_between(on, application.due_on)
    return clocks.working_days_after(on, max(left // 2, 1))


def latest_day(application: Application, *, on: date) -> date:
    """An internal day never lies after the applicant's last day; once that is past, the next working day."""
    return max(application.due_on, clocks.working_days_after(on, 1))


# --- Parts -----------------------------------------------------------------------------------------
def _check_number(application: Application, asked: Sequence[Asked], by: Officer, *, on: date) -> None:
    if not asked:
        raise Refusal(_("Choose at least one institution to ask."))
    open_parts = still_asked(application).count() + len(asked)
    asks_for_the_centre = any(unit.is_centre for unit in policy.reach(by, on=on).places.values())
    if open_parts > MOST_PARTS and not asks_for_the_centre:
        raise Refusal(
            _("At most %d institutions can be asked at a time. Wait for answers or withdraw a question.")
            % MOST_PARTS
        )


def _ask(application: Application, one: Asked, by: Officer, at: datetime) -> Consultation:
    on = timezone.localdate(at)
    _check_unit(application, one.unit, on)
    if not one.question.strip():
        raise Refusal(_("Write what you ask %s.") % one.unit)
    due_on = one.due_on or min(usual_day(application, on=on), latest_day(application, on=on))
    if not on < due_on <= latest_day(application, on=on):
        raise Refusal(
            _("The day for %(unit)s must lie after today and not after %(last)s, the day the answer is due.")
            % {"unit": one.unit, "last": date_format(latest_day(application, on=on))}
        )
    return application.consultations.create(
        unit=one.unit,
        purpose=Purpose(one.purpose),
        question=one.question,
        demand=one.demand,
        due_on=due_on,
        asked_by=by,
        asked_unit=application.holder,
        asked_at=at,
    )


def _check_unit(application: Application, unit: Unit, on: date) -> None:
    if unit == application.holder:
        raise Refusal(_("%s has the application itself. Ask another institution.") % unit)
    if not Unit.objects.current(on).filter(pk=unit.pk).exists():
        raise Refusal(_("This institution no longer exists: %s. Choose another one.") % unit)
    if policy.is_accused(unit, application):
        raise Refusal(_("%s is complained about and can't be asked. Choose another institution.") % unit)
    if not policy.may_get(unit, application, on=on):
        raise Refusal(
            _("Whoever is complained about leads %s; it can't be asked. Choose another institution.") % unit
        )
    if still_asked(application).filter(unit=unit).exists():  # a copy for information asks for nothing
        raise Refusal(_("%s has been asked already; its answer is still open.") % unit)


def _own(application: Application, by: Officer, wanted: int | None, *, on: date) -> Consultation:
    """The open question the officer answers: the one named, else the oldest to her units."""
    for found in asked_of(by, application, on=on):
        if wanted in (None, found.pk):
            return found
    raise NotAllowed("No open question to a unit of this officer.")


def _number(application: Application, old: Demand | None, number: int, text: str) -> Demand:
    if old is None:
        return application.demands.create(number=number, text=text)
    if old.text != text:
        old.text, old.outcome, old.ground = text, "", ""
        old.save()
    return old


def _first_day(made: Sequence[Consultation]) -> str:
    return min(one.due_on for one in made if one.due_on).isoformat()
