"""Renaming, merging and abolishing institutions. The old one keeps its row, its last day and its history;
what lives on carries the code, the postings and everything it coordinated."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db import connection, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from bimer.institutions import versions
from bimer.institutions.addressees import addressee
from bimer.institutions.loading import search_form
from bimer.institutions.models import DEEPEST, Posting, Succession, Unit
from bimer.institutions.roles import Level, Role
from bimer.law.turkish import fold


class ChangeRefused(Exception):
    """Why the directory stays as it is, in words for the person who asked."""


def rename(unit: Unit, *, to: str, on: date) -> Unit:
    """From this day the institution bears a new name; the one before ends the day before."""
    with transaction.atomic():
        versions.lock()
        old = _living(unit, on)
        code = old.code
        _end(old, on)
        new = Unit.objects.get(pk=old.pk)
        new.pk, new.code, new.name, new.name_folded = None, code, to, fold(to)
        new.search_folded = search_form(to, old.short_name, old.province.name if old.province else "")
        new.addressee, new.valid_from, new.valid_to, new.is_centre = addressee(to), on, None, old.is_centre
        new.path = []
        new.save(force_insert=True)
        Unit.objects.filter(pk=new.pk).update(path=[*old.path[:-1], new.pk])
        _hand_over(old, new, on)
        versions.renew()
    new.refresh_from_db()
    return new


def merge(units: Iterable[Unit], *, into: Unit, on: date) -> None:
    """From this day one institution does the work of several."""
    with transaction.atomic():
        versions.lock()
        for unit in units:
            if unit == into:
                raise ChangeRefused(_("An institution can't be merged into itself."))
            _replace(unit, into, on)
        versions.renew()


def abolish(unit: Unit, *, on: date, successor: Unit | None = None) -> None:
    """From this day the institution is no more; its work goes to the successor, if it had any to leave."""
    with transaction.atomic():
        versions.lock()
        if successor:
            _replace(unit, successor, on)
        else:
            _close(_living(unit, on), on)
        versions.renew()


def _replace(unit: Unit, into: Unit, on: date) -> None:
    successor = Unit.objects.get(pk=into.pk)
    if not Unit.objects.current(on).filter(pk=into.pk).exists():
        raise ChangeRefused(_("%(unit)s does not exist on that day.") % {"unit": into})
    old = _living(unit, on)
    if old.pk in successor.path or _belongs_to(successor, old):
        raise ChangeRefused(_("%(unit)s is below the institution it would replace.") % {"unit": into})
    _end(old, on)
    _hand_over(old, successor, on)


def _belongs_to(unit: Unit, other: Unit) -> bool:
    """Whether it is part of the other's organisation through something in between."""
    above = unit.parent.parent if unit.parent else None
    while above is not None and above != other:
        above = above.parent
    return above is not None


def _close(old: Unit, on: date) -> None:
    below = Unit.objects.current(on).filter(Q(coordinator=old) | Q(parent=old))
    if below.exists():
        raise ChangeRefused(_("Institutions below it would be left alone: name a successor."))
    _end(old, on)
    _move_postings(old, None, on)


def _living(unit: Unit, on: date) -> Unit:
    """The row as it is now, locked alone; it must have existed before that day and still exist on it."""
    old = Unit.objects.select_for_update(of=("self",)).get(pk=unit.pk)
    if old.valid_to is not None:
        raise ChangeRefused(_("%(unit)s has ended already.") % {"unit": old})
    if old.valid_from >= on:
        raise ChangeRefused(_("%(unit)s begins on that day or later.") % {"unit": old})
    return old


def _end(old: Unit, on: date) -> None:
    """Its last day is the day before; the code stays with the living, the past takes a dated one."""
    Unit.objects.filter(pk=old.pk).update(
        code=f"{old.code}@{on:%Y%m%d}", valid_to=on - timedelta(days=1), is_centre=False
    )


def _hand_over(old: Unit, new: Unit, on: date) -> None:
    Succession.objects.create(predecessor=old, successor=new, on=on)
    if new.parent_id == old.pk:
        Unit.objects.filter(pk=new.pk).update(parent=old.parent_id)
    Unit.objects.filter(parent=old).exclude(pk=new.pk).update(parent=new)
    Unit.objects.filter(coordinator=old).exclude(pk=new.pk).update(coordinator=new)
    _repath(old, new)
    _move_postings(old, new, on)


def _repath(old: Unit, new: Unit) -> None:
    """What stood below the old one stands below the new one, at whatever depth that is."""
    new.refresh_from_db(fields=["path", "depth"])
    below = Unit.objects.filter(path__contains=[old.pk]).exclude(pk=old.pk)
    deepest = max(below.values_list("depth", flat=True), default=old.depth)
    if new.depth + deepest - old.depth > DEEPEST:
        raise ChangeRefused(_("Institutions would sink too deep below the centre."))
    with connection.cursor() as cursor:
        cursor.execute(
            """
            update institutions_unit
               set path = %(path)s::bigint[] || path[array_position(path, %(old)s) + 1:],
                   depth = depth + %(deeper)s
             where path @> array[%(old)s]::bigint[] and id <> %(old)s
            """,
            {"path": new.path, "old": old.pk, "deeper": new.depth - old.depth},
        )


def _move_postings(old: Unit, new: Unit | None, on: date) -> None:
    """Postings end with the unit and go on at its successor; those yet to begin go over whole."""
    for posting in Posting.objects.current_or_later(on).filter(unit=old):
        lasting = posting.valid_to
        if posting.valid_from < on:
            Posting.objects.filter(pk=posting.pk).update(valid_to=on - timedelta(days=1))
        else:
            posting.delete()
        if new and not (posting.role == Role.CALL_AGENT and new.level != Level.GOVERNORATE):
            Posting.objects.get_or_create(
                officer_id=posting.officer_id,
                role=posting.role,
                unit=new,
                valid_from=max(on, posting.valid_from),
                defaults={"valid_to": lasting},
            )
