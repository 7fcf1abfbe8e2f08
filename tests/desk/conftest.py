"""Officers at their browsers."""

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from bimer.casework import answering


@pytest.fixture(autouse=True)
def _no_remembered_attempts(settings):
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    cache.clear()


def browser_of(officer) -> Client:
    client = Client()
    client.cookies["django_language"] = "en"
    client.force_login(officer)
    return client


def at(name: str, application, **kwargs) -> str:
    return reverse(f"desk:{name}", kwargs={"number": application.number, **kwargs})


@pytest.fixture
def ozans(ozan) -> Client:
    return browser_of(ozan)


@pytest.fixture
def nurs(nur) -> Client:
    return browser_of(nur)


@pytest.fixture
def ranas(rana) -> Client:
    return browser_of(rana)


@pytest.fixture
def yasins(yasin) -> Client:
    return browser_of(yasin)


@pytest.fixture
def proposed(application, ozan, monday):
    """Ozan wrote an answer and put it before the approver."""
    answering.save_draft(application, text="Onarıldı.", outcome="refused", by=ozan, at=monday)
    answering.propose(application, text="Lambalar onarıldı.", outcome="refused", by=ozan, at=monday)
    return application
