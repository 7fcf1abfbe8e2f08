"""Days an officer is away, and who stands in for her on them (vekâlet). Days are inclusive.

A deputy has the powers of the postings of whoever is away, on those days and no longer; what somebody else
lent to her stays behind (`policy.reach` reads postings, never other leaves)."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from bimer.institutions.models import Leave, Officer, Posting


class LeaveRefused(Exception):
    """Why the leave is not granted or ended, in words for the person who asked."""


def grant(officer: Officer, *, deputy: Officer | None, first: date, last: date, by: Officer) -> Leave:
    """From the first to the last day she is away; the deputy, if there is one, acts with her powers."""
    if last < first:
        raise LeaveRefused(_("The last day is before the first."))
    with transaction.atomic():
        _lock(officer, deputy)
        _check_is_free(officer, first, last)
        if deputy is not None:
            _check_deputy(officer, deputy, first, last)
        return Leave.objects.create(
            officer=officer, deputy=deputy, valid_from=first, valid_to=last, granted_by=by
        )


def end(leave: Leave, *, on: date) -> None:
    """From this day she is back and nobody stands in for her any more; the row is kept."""
    with transaction.atomic():
        locked = Leave.objects.select_for_update().get(pk=leave.pk)
        if locked.valid_to < on:
            raise LeaveRefused(_("This leave is over already."))
        # One that has not begun ends the day before it would: it never had a day.
        locked.valid_to = max(on, locked.valid_from) - timedelta(days=1)
        locked.save(update_fields=["valid_to"])
    leave.valid_to = locked.valid_to


def leaves_of(officer: Officer, *, since: date) -> QuerySet[Leave]:
    """Her leaves that ended on that day or later, the last first; those called off before they began not."""
    found = officer.leaves.current_or_later(since).exclude(valid_to__lt=F("valid_from"))
    return found.select_related("deputy", "granted_by").order_by("-valid_from", "-pk")


def stood_in(deputy: Officer, *, since: date) -> QuerySet[Leave]:
    """The leaves of others on which she stands in."""
    found = Leave.objects.current_or_later(since).filter(deputy=deputy).exclude(valid_to__lt=F("valid_from"))
    return found.select_related("officer").order_by("-valid_from", "-pk")


def possible_deputies(officer: Officer, *, on: date) -> QuerySet[Officer]:
    """Who can stand in for her: posted where she is, or at a unit above it."""
    own = Posting.objects.current(on).filter(officer=officer).select_related("unit")
    near = {pk for posting in own for pk in posting.unit.path}
    posted = Posting.objects.current(on).filter(unit__in=near).values("officer")
    others = Officer.objects.filter(pk__in=posted, is_active=True).exclude(pk=officer.pk)
    return others.order_by("full_name", "pk")


# --- Parts -----------------------------------------------------------------------------------------
def _lock(*officers: Officer | None) -> None:
    """Two leaves of the same officers are granted one after the other."""
    keys = sorted(officer.pk for officer in officers if officer is not None)
    list(Officer.objects.select_for_update().filter(pk__in=keys).order_by("pk").values_list("pk"))


def _check_is_free(officer: Officer, first: date, last: date) -> None:
    if there := _overlapping(first, last).filter(officer=officer).first():
        raise LeaveRefused(
            _("%(officer)s is on leave already from %(first)s to %(last)s.") % _named(officer, there)
        )
    lent = _overlapping(first, last).filter(deputy=officer).select_related("officer").first()
    if lent:
        raise LeaveRefused(
            _("%(deputy)s stands in for %(officer)s from %(first)s to %(last)s. End that first.")
            % (_named(lent.officer, lent) | {"deputy": officer})
        )


def _check_deputy(officer: Officer, deputy: Officer, first: date, last: date) -> None:
    if deputy == officer:
        raise LeaveRefused(_("Nobody stands in for herself or himself. Choose a colleague."))
    if not deputy.is_active:
        raise LeaveRefused(_("%s can't sign in any more. Choose somebody else.") % deputy)
    if not all(possible_deputies(officer, on=on).filter(pk=deputy.pk).exists() for on in (first, last)):
        raise LeaveRefused(
            _("%s is not posted at the same unit or above it on those days. Choose somebody who is.") % deputy
        )
    if away := _overlapping(first, last).filter(officer=deputy).first():
        raise LeaveRefused(
            _("%(officer)s is on leave from %(first)s to %(last)s. Choose somebody who is there.")
            % _named(deputy, away)
        )


def _overlapping(first: date, last: date) -> QuerySet[Leave]:
    """Leaves with a day in common; one called off before it began has none."""
    days = Q(valid_from__lte=last, valid_to__gte=first)
    return Leave.objects.filter(days).exclude(valid_to__lt=F("valid_from"))


def _named(officer: Officer, leave: Leave) -> dict[str, object]:
    days = {"first": leave.valid_from, "last": leave.valid_to}
    return {"officer": officer} | {name: date_format(day, "SHORT_DATE_FORMAT") for name, day in days.items()}
