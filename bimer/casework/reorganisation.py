"""The state changes its shape while applications are open: none is left with nobody (P2)."""

from datetime import datetime

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from bimer.casework.actors import SYSTEM
from bimer.casework.lifecycle import OPEN, Move
from bimer.casework.models import Application, Dispatch
from bimer.casework.routing import move
from bimer.casework.step import step
from bimer.institutions.models import Succession, Unit

BATCH = 1000  # applications a run; the next run goes on

_REALIGN = """
with moved as (
    select application.id, unit.path
      from casework_application application
      join institutions_unit unit on unit.id = application.holder_id
     where application.state = any(%(open)s)
       and (application.l1, application.l2, application.l3, application.l4, application.l5)
           is distinct from (unit.path[2], unit.path[3], unit.path[4], unit.path[5], unit.path[6])
     limit %(batch)s
)
update casework_application application
   set l1 = path[2], l2 = path[3], l3 = path[4], l4 = path[5], l5 = path[6]
  from moved
 where moved.id = application.id
"""


def hand_over(*, at: datetime) -> int:
    """Open applications of units that have ended go to their successors, each by a step of its own.

    Where nothing succeeded the unit, its coordinator must decide. Returns how many went over."""
    ended = Unit.objects.filter(valid_to__lt=timezone.localdate(at))
    orphans = Application.objects.filter(state__in=sorted(OPEN), holder__in=ended).order_by("pk")[:BATCH]
    for application in orphans:
        succeed(application, at=at)
    return len(orphans)


def succeed(application: Application, *, at: datetime) -> Dispatch:
    """The successor takes the application over in the state it is in."""
    with step(application, Move.SUCCEED, by=SYSTEM, at=at) as s:
        to = _heir(s.application.holder)
        s.tells(left=str(s.application.holder), unit=str(to))
        return move(s.application, to, reason=_reason(), at=at, taken_by=s.application.taken_by)


def realign() -> int:
    """Where a unit moved in the line of coordination, its open applications move in the queues with it."""
    with connection.cursor() as cursor:
        cursor.execute(_REALIGN, {"open": sorted(OPEN), "batch": BATCH * 10})
        return cursor.rowcount


def _heir(unit: Unit) -> Unit:
    """The last successor in the chain, else the first coordinator that still exists."""
    succession = (
        Succession.objects.filter(predecessor=unit).select_related("successor").order_by("-on").first()
    )
    if succession:
        successor = succession.successor
        return _heir(successor) if successor.valid_to else successor
    above = unit.coordinator
    if above is None:
        return Unit.objects.get(is_centre=True)
    return _heir(above) if above.valid_to else above


def _reason() -> str:
    return _("The institution was renamed, merged or closed; its successor answers.")
