"""Which unit must act: at registration, when forwarded, when returned."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from bimer.casework.actors import Actor
from bimer.casework.errors import Refusal
from bimer.casework.lifecycle import Move
from bimer.casework.models import Application, Dispatch
from bimer.casework.step import step
from bimer.institutions import matching
from bimer.institutions.models import District, Officer, Province, Unit
from bimer.institutions.roles import Level
from bimer.law import clocks
from bimer.law.regimes import Regime


@dataclass(frozen=True)
class Choice:
    """The unit that must act and why; `why` is kept with the application and shown to everyone."""

    unit: Unit
    why: dict[str, str]


def competent_unit(
    text: str, *, named: Unit | None, province: Province | None, district: District | None, on: date
) -> Choice:
    """Never without somebody responsible (P2): named by the citizen, else by subject and place at the
    lowest competent unit (O6), else the coordination desk of the place, else the centre."""
    if named is not None and _takes(named, on):
        return Choice(named, {"rule": "named"})
    matches = matching.match(
        text, plate=province.pk if province else None, district_id=district.pk if district else None, on=on
    )
    if matches:
        best = matches[0]
        return Choice(best.unit, {"rule": "subject", "phrase": best.phrase})
    return Choice(coordination_desk(province=province, district=district, on=on), {"rule": "coordination"})


def coordination_desk(*, province: Province | None, district: District | None, on: date) -> Unit:
    """Who decides where no subject was recognised: district governor, governor, else the centre (O5, O6)."""
    units = Unit.objects.current(on).filter(takes_applications=True)
    if district is not None:
        found = units.filter(level=Level.DISTRICT_GOVERNORATE, district=district).first()
        if found:
            return found
    if province is not None:
        found = units.filter(level=Level.GOVERNORATE, province=province).first()
        if found:
            return found
    return units.get(is_centre=True)


def forward(
    application: Application, *, to: Unit, reason: str, by: Actor, at: datetime, seen: int | None = None
) -> Dispatch:
    """Hand the application to another unit, which from now on must act (sevk; 3071 m.5, 4982 m.8)."""
    with step(application, Move.FORWARD, by=by, at=at, seen=seen) as s:
        if to == s.application.holder:
            raise Refusal(_("It is already with this institution: %s.") % to)
        if not _takes(to, timezone.localdate(at)):
            raise Refusal(_("This institution no longer receives applications: %s. Choose another one.") % to)
        if not reason.strip():
            raise Refusal(_("Say why you forward it; the next officer reads it."))
        s.tells(left=str(s.application.holder), unit=str(to), reason=reason)
        dispatch = move(s.application, to, reason=reason, at=at)
        s.tells(due_on=dispatch.due_on.isoformat())
    return dispatch


def give_back(
    application: Application, *, reason: str, by: Actor, at: datetime, seen: int | None = None
) -> Dispatch:
    """Return the application to whoever sent it, or to the coordinator where nobody did (iade)."""
    with step(application, Move.GIVE_BACK, by=by, at=at, seen=seen) as s:
        to = returns_to(s.application)
        if to is None or to == s.application.holder:
            raise Refusal(
                _("There is nobody to return it to. Forward it to the competent institution instead.")
            )
        if not reason.strip():
            raise Refusal(_("Say why you return it; the next officer reads it."))
        s.tells(left=str(s.application.holder), unit=str(to), reason=reason)
        dispatch = move(s.application, to, reason=reason, at=at)
        s.tells(due_on=dispatch.due_on.isoformat())
    return dispatch


def returns_to(application: Application) -> Unit | None:
    """The unit a return would go to: the last sender, else the holder's coordinator."""
    current = application.dispatches.filter(left_at=None).select_related("sender").get()
    return current.sender or application.holder.coordinator


def unit_due(application: Application, at: datetime) -> date:
    """The unit's own clock starts with each dispatch; the citizen's runs on (domain.md §3.3 rule 7)."""
    return clocks.due(Regime(application.regime), received=timezone.localdate(at)).on


def _takes(unit: Unit, on: date) -> bool:
    return (
        unit.takes_applications and unit.valid_from <= on and (unit.valid_to is None or unit.valid_to >= on)
    )


def move(
    application: Application, to: Unit, *, reason: str, at: datetime, taken_by: Officer | None = None
) -> Dispatch:
    """Inside a step: one unit's turn ends and another's begins."""
    sender = application.holder
    application.dispatches.filter(left_at=None).update(left_at=at)
    application.holder, application.taken_by = to, taken_by
    return application.dispatches.create(
        unit=to, sender=sender, received_at=at, due_on=unit_due(application, at), reason=reason
    )
