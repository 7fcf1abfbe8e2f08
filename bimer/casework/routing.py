"""Which unit must act: at registration, when forwarded, returned or recalled; and which ones are told."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import takewhile

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from bimer.casework import policy, topics
from bimer.casework.actors import Actor
from bimer.casework.errors import Refusal
from bimer.casework.lifecycle import Move, Right
from bimer.casework.models import Application, Consultation, Dispatch, Purpose
from bimer.casework.step import step
from bimer.institutions import matching, reach
from bimer.institutions.models import District, Officer, Province, Unit
from bimer.institutions.roles import Level
from bimer.law import clocks, grounds
from bimer.law.grounds import NoSuchGround, Use

NOT_OURS = "not_ours"  # whoever says so names the unit that is competent
# So often it may be returned between two units, or in all; then their coordinator decides (domain.md §4.4).
RETURNS_OF_A_PAIR, RETURNS_IN_ALL = 2, 3
GOING = (Move.FORWARD, Move.GIVE_BACK, Move.RECALL, Move.ACCUSE, Move.OBJECT, Move.REOPEN, Move.SUCCEED)


@dataclass(frozen=True)
class Choice:
    """The unit that must act and why; `why` is kept with the application and shown to everyone."""

    unit: Unit
    why: dict[str, str]


# --- At registration -------------------------------------------------------------------------------
def competent_unit(
    text: str,
    *,
    named: Unit | None,
    province: Province | None,
    district: District | None,
    on: date,
    accused: Collection[int] = (),
) -> Choice:
    """Never without somebody responsible (P2), and never with who is complained about: then the next
    superior decides (domain.md §5.3)."""
    choice = _by_competence(text, named=named, province=province, district=district, on=on)
    if set(choice.unit.path).intersection(accused):
        return Choice(_above(choice.unit, accused), {"rule": "superior"})
    return choice


def _by_competence(
    text: str, *, named: Unit | None, province: Province | None, district: District | None, on: date
) -> Choice:
    """Named by the citizen, else by subject and place at the lowest competent unit (O6), else the
    coordination desk of the place, else the centre."""
    if named is not None and _takes(named, on):
        return Choice(named, {"rule": "named"})
    matches = matching.match(
        text, plate=province.pk if province else None, district_id=district.pk if district else None, on=on
    )
    if matches:
        best = matches[0]
        return Choice(best.unit, {"rule": "subject", "phrase": best.phrase})
    return Choice(coordination_desk(province=province, district=district, on=on), {"rule": "coordination"})


def human_rights_board(
    *, province: Province | None, district: District | None, on: date, accused: Collection[int] = ()
) -> Choice:
    """The board of the place: it is no unit of its own, the desk of the governor who chairs it takes
    applications for it (regulation of 23 November 2003; docs/decisions/0013)."""
    desk = coordination_desk(province=province, district=district, on=on)
    if set(desk.path).intersection(accused):
        return Choice(_above(desk, accused), {"rule": "superior"})
    return Choice(desk, {"rule": "board"})


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


def _above(unit: Unit, accused: Collection[int]) -> Unit:
    """At registration, before there is an application: the nearest unit above that nobody complains about."""
    line = list(takewhile(lambda pk: pk not in accused, unit.path[:-1]))
    return Unit.objects.get(pk=line[-1] if line else unit.path[0])


# --- Sent on ---------------------------------------------------------------------------------------
def forward(
    application: Application,
    *,
    to: Unit,
    reason: str,
    copies: Iterable[Unit] = (),
    topic: str = "",
    by: Officer,
    at: datetime,
    seen: int | None = None,
) -> Dispatch:
    """Hand the application to another unit, which from now on must act (sevk; 3071 m.5, 4982 m.8).

    Other units may get it for information. Where it was returned too often, this decides for good."""
    with step(application, Move.FORWARD, by=by, at=at, seen=seen) as s:
        _check_target(s.application, to, by=by, on=timezone.localdate(at))
        if not reason.strip():
            raise Refusal(_("Say why you forward it; the next officer reads it."))
        s.tells(left=str(s.application.holder), unit=str(to), reason=reason)
        if topic:
            s.tells(topic=topics.known(topic).code)
            s.application.topic = topic
        if informed := _inform(s.application, copies, question=reason, by=by, at=at, besides=to):
            s.tells(copies=[str(copy.unit) for copy in informed])
            s.covers(consultation=informed)
        dispatch = move(s.application, to, reason=reason, at=at, binding=s.application.must_decide)
        if s.application.must_decide:
            s.tells(binding=True)
            s.application.must_decide = False
        s.tells(due_on=dispatch.due_on.isoformat())
    return dispatch


def _check_target(application: Application, to: Unit, *, by: Officer, on: date) -> None:
    if to == application.holder:
        raise Refusal(_("It is already with this institution: %s.") % to)
    _check_receives(application, to, on)
    if _sent_by(application) == to.pk and not _stands_above(by, application, on):
        raise Refusal(
            _("%s sent it to you. Return it with a reason: whoever says “not ours” names who is competent.")
            % to
        )
    if (
        is_bound(application)
        and application.holder_id not in to.path
        and not _stands_above(by, application, on)
    ):
        raise Refusal(
            _(
                "The coordinator has decided that %(unit)s answers this application. Answer it, or "
                "forward it to a unit below %(unit)s."
            )
            % {"unit": application.holder}
        )


def _check_receives(application: Application, unit: Unit, on: date) -> None:
    if not _takes(unit, on):
        raise Refusal(_("This institution no longer receives applications: %s. Choose another one.") % unit)
    if policy.is_accused(unit, application):
        raise Refusal(
            _("The application complains about this institution: %s. Choose one that stands above it.") % unit
        )
    if not policy.may_get(unit, application, on=on):
        raise Refusal(
            _("Whoever the application complains about leads this institution: %s. Choose one above it.")
            % unit
        )


def _sent_by(application: Application) -> int | None:
    """Which unit forwarded it here. Forwarding it back would be a return nobody counts (domain.md §4.4)."""
    came = application.events.filter(move__in=GOING).order_by("sequence").last()
    if came is None or came.move != Move.FORWARD:
        return None
    return application.dispatches.get(left_at=None).sender_id


def is_bound(application: Application) -> bool:
    """Whether a coordinator has decided that the unit that holds it now must answer."""
    return application.dispatches.filter(unit=application.holder_id, binding=True).exists()


def _stands_above(by: Officer, application: Application, on: date) -> bool:
    """Whether the officer directs the holder from above, so that the decision may be made anew."""
    above = application.holder.path[:-1]
    directed = policy.reach(by, on=on).below.items()
    return any(Right.ROUTE in rights for unit, rights in directed if unit in above)


def copy(
    application: Application,
    *,
    units: Iterable[Unit],
    reason: str = "",
    by: Officer,
    at: datetime,
    seen: int | None = None,
) -> list[Consultation]:
    """Let other units know (bilgi; domain.md §4.5): they may read it, and nothing is expected of them."""
    with step(application, Move.COPY, by=by, at=at, seen=seen) as s:
        informed = _inform(s.application, units, question=reason, by=by, at=at)
        if not informed:
            raise Refusal(_("Choose at least one institution that is to know."))
        s.tells(units=[str(consultation.unit) for consultation in informed], reason=reason)
        s.covers(consultation=informed)
    return informed


def _inform(
    application: Application,
    units: Iterable[Unit],
    *,
    question: str,
    by: Officer,
    at: datetime,
    besides: Unit | None = None,
) -> list[Consultation]:
    informed = []
    for unit in dict.fromkeys(units):
        if unit in (application.holder, besides):
            raise Refusal(_("%s has the application itself; it needs no copy.") % unit)
        _check_receives(application, unit, timezone.localdate(at))
        if application.consultations.filter(unit=unit, contributed_at=None, withdrawn_at=None).exists():
            raise Refusal(_("%s already knows of this application.") % unit)
        informed.append(
            application.consultations.create(
                unit=unit,
                purpose=Purpose.INFORMATION,
                question=question,
                asked_by=by,
                asked_unit=application.holder,
                asked_at=at,
            )
        )
    return informed


# --- Sent back -------------------------------------------------------------------------------------
def give_back(
    application: Application,
    *,
    code: str,
    reason: str,
    competent: Unit | None = None,
    by: Actor,
    at: datetime,
    seen: int | None = None,
) -> Dispatch:
    """Return the application to whoever sent it, or to the coordinator where nobody did (iade).

    Returned too often, it goes to the lowest coordinator of both, who must decide (domain.md §4.4)."""
    with step(application, Move.GIVE_BACK, by=by, at=at, seen=seen) as s:
        on = timezone.localdate(at)
        to = _check_return(s.application, on)
        ground = _return_ground(s.application, code, on=on)
        if not reason.strip():
            raise Refusal(_("Say why you return it; the next officer reads it."))
        s.tells(left=str(s.application.holder), code=code, ground=ground, reason=reason)
        if code == NOT_OURS:
            s.tells(competent=str(_check_competent(s.application, competent, on)))
        if decider := _decider(s.application, to, on):
            s.application.must_decide, to = True, decider
            s.tells(must_decide=True)
        s.tells(unit=str(to))
        dispatch = move(s.application, to, reason=reason, at=at, return_code=code)
        s.tells(due_on=dispatch.due_on.isoformat())
    return dispatch


def _check_return(application: Application, on: date) -> Unit:
    """The unit it goes back to; a sentence where it can't be returned at all."""
    if application.must_decide:
        raise Refusal(
            _("It was returned too often. You decide: forward it, and your decision binds, or answer it.")
        )
    if is_bound(application):
        raise Refusal(
            _("The coordinator has decided that %s answers this application. It can't be returned any more.")
            % application.holder
        )
    to = returns_to(application, on=on)
    if to is None or to == application.holder:
        raise Refusal(_("There is nobody to return it to. Forward it to the competent institution instead."))
    return to


def _return_ground(application: Application, code: str, *, on: date) -> str:
    try:
        return grounds.ground(application.regime, Use.GIVE_BACK, code, on).text(get_language() or "tr")
    except NoSuchGround:
        raise Refusal(_("Choose one of the reasons for a return.")) from None


def _check_competent(application: Application, competent: Unit | None, on: date) -> Unit:
    if competent is None:
        raise Refusal(_("Whoever says “not ours” names the institution that is competent. Choose it."))
    if competent == application.holder:
        raise Refusal(_("You named your own unit as competent. Choose another one, or answer it."))
    if not _takes(competent, on):
        raise Refusal(
            _("This institution no longer receives applications: %s. Choose another one.") % competent
        )
    return competent


def _decider(application: Application, to: Unit, on: date) -> Unit | None:
    """Who must decide if this return is one too many; None while returning is still allowed."""
    turns = application.dispatches.order_by("received_at", "pk")
    decided = turns.filter(binding=True).last()
    returns = turns.exclude(return_code="").filter(pk__gt=decided.pk if decided else 0)
    pair = {application.holder_id, to.pk}
    pairs = [{sender, unit} for sender, unit in returns.values_list("sender_id", "unit_id")] + [pair]
    if pairs.count(pair) < RETURNS_OF_A_PAIR and len(pairs) < RETURNS_IN_ALL:
        return None
    common = reach.lowest_common(application.holder, to) or Unit.objects.get(is_centre=True)
    return policy.nearest_free(common, application, on=on)


def returns_to(application: Application, *, on: date) -> Unit | None:
    """The unit a return would go to: the last sender, else the holder's coordinator, never the accused."""
    turn = application.dispatches.filter(left_at=None).select_related("sender").get()
    to = turn.sender or application.holder.coordinator
    return to and policy.nearest_free(to, application, on=on)


# --- Fetched back ----------------------------------------------------------------------------------
def recall(
    application: Application, *, reason: str = "", by: Actor, at: datetime, seen: int | None = None
) -> Dispatch:
    """Whoever sent it to the wrong unit fetches it back while nobody there has opened it."""
    with step(application, Move.RECALL, by=by, at=at, seen=seen) as s:
        # Locked, so that whoever opens the page at this moment comes either before or after.
        turn = s.application.dispatches.select_for_update().get(left_at=None)
        if turn.sender_id is None:
            raise Refusal(_("Nobody sent it there; it was registered there. Forward it instead."))
        if turn.opened_at:
            raise Refusal(_("%s has opened it already; it can only return it.") % s.application.holder)
        to = Unit.objects.get(pk=turn.sender_id)
        s.tells(left=str(s.application.holder), unit=str(to), reason=reason)
        s.application.must_decide = turn.binding
        # Taken back, the decision binds nobody and the return counts for nothing.
        s.application.dispatches.filter(pk=turn.pk).update(binding=False, return_code="")
        dispatch = move(s.application, to, reason=reason, at=at)
        s.tells(due_on=dispatch.due_on.isoformat())
    return dispatch


def mark_opened(application: Application, *, by: Officer, at: datetime) -> None:
    """Somebody of the unit that has it, or was asked or told, has read it for the first time (okundu)."""
    turns = application.dispatches.filter(left_at=None, opened_at=None)
    asked = application.consultations.filter(opened_at=None, withdrawn_at=None)
    unopened = set(turns.values_list("unit").union(asked.values_list("unit")))
    if not unopened:
        return
    own = policy.reach(by, on=timezone.localdate(at)).units_with(Right.ROUTE)
    if unopened.intersection((unit.pk,) for unit in own):
        turns.filter(unit__in=own).update(opened_at=at)
        asked.filter(unit__in=own).update(opened_at=at)


# --- Parts -----------------------------------------------------------------------------------------
def unit_due(application: Application, at: datetime) -> date:
    """The unit's own clock starts with each dispatch; the citizen's runs on (domain.md §3.3 rule 7)."""
    return clocks.due(application.regime, received=timezone.localdate(at)).on


def _takes(unit: Unit, on: date) -> bool:
    return (
        unit.takes_applications and unit.valid_from <= on and (unit.valid_to is None or unit.valid_to >= on)
    )


def move(
    application: Application,
    to: Unit,
    *,
    reason: str,
    at: datetime,
    taken_by: Officer | None = None,
    **of_this_turn: object,
) -> Dispatch:
    """Inside a step: one unit's turn ends and another's begins."""
    sender = application.holder
    application.dispatches.filter(left_at=None).update(left_at=at)
    application.holder, application.taken_by = to, taken_by
    if taken_by is None:
        application.taken_at = None
    return application.dispatches.create(
        unit=to,
        sender=sender,
        received_at=at,
        due_on=unit_due(application, at),
        reason=reason,
        **of_this_turn,
    )
