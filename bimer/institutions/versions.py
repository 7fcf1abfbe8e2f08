"""The directory's version: it grows with every change, so that every process notices its copies are old."""

from django.db.models import F

from bimer.institutions.models import DirectoryVersion

_ONLY = 1


def current() -> int:
    return DirectoryVersion.objects.filter(pk=_ONLY).values_list("number", flat=True).first() or 0


def lock() -> None:
    """One change of the directory at a time; held until the transaction ends."""
    DirectoryVersion.objects.get_or_create(pk=_ONLY)
    DirectoryVersion.objects.select_for_update().get(pk=_ONLY)


def grow() -> None:
    DirectoryVersion.objects.filter(pk=_ONLY).update(number=F("number") + 1)
