"""A town with its own law: run with BIMER_PROFILE=riverton (tests/journeys/test_second_profile.py does)."""

from datetime import date

import pytest
from django.core.cache import cache
from django.test import Client

from bimer.institutions import csv_file, loading
from bimer.institutions.models import Officer, Posting, Unit
from bimer.institutions.roles import Role
from tests.conftest import PASSWORD


@pytest.fixture
def town(db, tmp_path, settings) -> None:
    """The institutions the profile ships, loaded as an operator does."""
    cache.clear()
    settings.MEDIA_ROOT = tmp_path
    loading.load(csv_file.read(settings.LAW.folder / "directory.csv"))


def officer(username: str, role: Role, unit: str) -> Client:
    """Somebody posted there, signed in at the desk."""
    person = Officer.objects.create_officer(username, PASSWORD, full_name=username.title(), title="Officer")
    Posting.objects.create(
        officer=person, role=role, unit=Unit.objects.get(code=unit), valid_from=date(2006, 2, 24)
    )
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def works(town) -> Client:
    return officer("wilma", Role.RESPONDENT, "WORKS")


@pytest.fixture
def approver(town) -> Client:
    return officer("anton", Role.APPROVER, "WORKS")
