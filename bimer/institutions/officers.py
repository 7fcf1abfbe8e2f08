"""Who works where, in which role, from when to when. Days are inclusive; time is passed in."""

from datetime import date

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from bimer.institutions.models import Officer, Posting, Unit
from bimer.institutions.roles import Level, Role


class AppointmentRefused(Exception):
    """Why the officer does not get the role, in words for the person who asked."""


def appoint(officer: Officer, *, role: Role, unit: Unit, on: date, until: date | None = None) -> Posting:
    """From this day the officer works at the unit in the role; asking twice changes nothing."""
    _check(role, unit, on, until)
    with transaction.atomic():
        Officer.objects.select_for_update().get(pk=officer.pk)
        same = officer.postings.filter(role=role, unit=unit)
        overlapping = same.filter(Q(valid_to=None) | Q(valid_to__gte=on))
        if until:
            overlapping = overlapping.filter(valid_from__lte=until)
        if there := overlapping.order_by("valid_from").first():
            return there
        return officer.postings.create(role=role, unit=unit, valid_from=on, valid_to=until)


def dismiss(posting: Posting, *, on: date) -> None:
    """The officer's last day in the role; a posting is ended, never deleted."""
    if on < posting.valid_from:
        raise AppointmentRefused(_("The last day is before the first."))
    posting.valid_to = on
    posting.save(update_fields=["valid_to"])


def _check(role: Role, unit: Unit, on: date, until: date | None) -> None:
    if role == Role.CALL_AGENT and unit.level != Level.GOVERNORATE:
        raise AppointmentRefused(
            _("%(unit)s is not a governorate: only governorates answer calls to 150.") % {"unit": unit}
        )
    if until and until < on:
        raise AppointmentRefused(_("The last day is before the first."))
    if on < unit.valid_from or (unit.valid_to and on > unit.valid_to):
        raise AppointmentRefused(_("%(unit)s does not exist on that day.") % {"unit": unit})
