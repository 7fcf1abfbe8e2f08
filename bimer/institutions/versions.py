"""The directory's version: a new number with every change, so that processes notice their copies are old."""

from secrets import randbits

from bimer.institutions.models import DirectoryVersion

_ONLY = 1


def current() -> int:
    return DirectoryVersion.objects.filter(pk=_ONLY).values_list("number", flat=True).first() or 0


def lock() -> None:
    """One change of the directory at a time; held until the transaction ends."""
    DirectoryVersion.objects.get_or_create(pk=_ONLY)
    DirectoryVersion.objects.select_for_update().get(pk=_ONLY)


def renew() -> None:
    """Never a number used before: after a rollback a counter would give the same one twice."""
    DirectoryVersion.objects.filter(pk=_ONLY).update(number=randbits(62))
