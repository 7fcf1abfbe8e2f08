"""Who works on an application: taken, released, assigned. One officer at a time, and nobody for ever."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from bimer.casework import policy
from bimer.casework.actors import Actor
from bimer.casework.errors import Refusal
from bimer.casework.lifecycle import Move, Right, State
from bimer.casework.models import Application
from bimer.casework.step import step
from bimer.institutions.models import Leave, Officer, Posting
from bimer.law import clocks

# Without a move of hers for so long, an officer no longer keeps the application from her colleagues.
LAPSES_AFTER_WORKING_DAYS = 2
WORKING_ROLES = [role for role, rights in policy.AT_UNIT.items() if Right.WORK in rights]


def take(application: Application, *, by: Officer, at: datetime, seen: int | None = None) -> None:
    """From now on this officer works on it (üstlenme); from a colleague only what she has let lie."""
    with step(application, Move.TAKE, by=by, at=at, seen=seen) as s:
        taken_by = s.application.taken_by
        if taken_by == by:
            raise Refusal(_("You have already taken it."))
        if taken_by:
            _check_let_lie(s.application, timezone.localdate(at))
            s.tells(left=taken_by.full_name)
        s.application.taken_by, s.application.taken_at = by, at
        s.after = State.INTERIM if s.application.interim_at else None


def release(application: Application, *, by: Officer, at: datetime, seen: int | None = None) -> None:
    """Whoever took it no longer works on it; any colleague may take it."""
    with step(application, Move.RELEASE, by=by, at=at, seen=seen) as s:
        if s.application.taken_by is None:
            raise Refusal(_("Nobody has taken this application."))
        if s.application.taken_by != by:
            raise Refusal(
                _("%s has taken it. Only she or he can release it; a coordinator can assign it to you.")
                % s.application.taken_by
            )
        s.tells(left=by.full_name)
        s.application.taken_by, s.application.taken_at = None, None
        s.after = None if s.application.interim_at else State.RECEIVED


def assign(
    application: Application, *, to: Officer, by: Actor, at: datetime, seen: int | None = None
) -> None:
    """Give it to a colleague of the unit; a coordinator may also take it from whoever has it."""
    with step(application, Move.ASSIGN, by=by, at=at, seen=seen) as s:
        on = timezone.localdate(at)
        taken_by = s.application.taken_by
        if taken_by == to:
            raise Refusal(_("%s works on it already.") % to)
        if taken_by and taken_by != by and not may_break_lock(by, s.application, on=on):
            _check_let_lie(s.application, on)
        _check_colleague(s.application, to, on)
        s.tells(left=taken_by.full_name if taken_by else "", officer=to.full_name)
        s.application.taken_by, s.application.taken_at = to, at
        s.after = State.IN_PROGRESS if s.application.state == State.RECEIVED else None


def colleagues(application: Application, *, on: date) -> list[Officer]:
    """Who can be given it that day: works at the unit, is not away, and is not complained about."""
    posted = Posting.objects.current(on).filter(unit=application.holder_id, role__in=WORKING_ROLES)
    away = Leave.objects.current(on).values("officer")
    officers = Officer.objects.filter(pk__in=posted.values("officer"), is_active=True).exclude(pk__in=away)
    return policy.hearing(officers.order_by("full_name", "pk"), application, on=on)


def possible(application: Application, moves: list[Move], officer: Officer, *, on: date) -> list[Move]:
    """Of these moves, those that are open whoever else has taken the application."""
    has_it = application.taken_by_id == officer.pk
    closed = set() if has_it else {Move.RELEASE}
    if Move.TAKE in moves and not has_it and keeps_it(application, on=on):
        closed.add(Move.TAKE)
    return [move for move in moves if move not in closed]


def may_break_lock(by: Actor, application: Application, *, on: date) -> bool:
    """Whether the actor coordinates the unit, itself or from above (domain.md §4.4)."""
    if not isinstance(by, Officer):
        return True
    directed = policy.reach(by, on=on).below.items()
    return any(Right.ROUTE in rights for unit, rights in directed if unit in application.holder.path)


def keeps_it(application: Application, *, on: date) -> bool:
    """Whether the officer who took it still keeps it from her colleagues: she is there and at work on it."""
    if application.taken_by_id is None:
        return False
    return on <= _kept_until(application) and application.taken_by in colleagues(application, on=on)


def _check_let_lie(application: Application, on: date) -> None:
    if keeps_it(application, on=on):
        raise Refusal(
            _(
                "%(officer)s has it since %(since)s. You can take it over after %(until)s if nothing happens "
                "until then, or ask a coordinator to assign it to you."
            )
            % {
                "officer": application.taken_by,
                "since": date_format(_worked_on(application), "SHORT_DATE_FORMAT"),
                "until": date_format(_kept_until(application), "SHORT_DATE_FORMAT"),
            }
        )


def _check_colleague(application: Application, to: Officer, on: date) -> None:
    if to in colleagues(application, on=on):
        return
    if Leave.objects.current(on).filter(officer=to).exists():
        raise Refusal(_("%s is on leave. Choose somebody who is there.") % to)
    raise Refusal(
        _("%(officer)s can't work on applications of this unit: %(unit)s. Choose somebody from the list.")
        % {"officer": to, "unit": application.holder}
    )


def _worked_on(application: Application) -> date:
    """The last day on which whoever has it took it or made a move."""
    moved = application.events.filter(officer=application.taken_by_id).order_by("-sequence").first()
    moments = [moment for moment in (application.taken_at, moved and moved.at) if moment]
    return timezone.localdate(max(moments, default=application.received_at))


def _kept_until(application: Application) -> date:
    return clocks.working_days_after(_worked_on(application), LAPSES_AFTER_WORKING_DAYS)
