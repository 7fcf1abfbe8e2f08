"""Reopening what was answered, and what the applicant thought of it, at the desk."""

import pytest

from bimer.casework import afterwards, answering
from bimer.casework.actors import Applicant
from bimer.casework.lifecycle import State
from tests.desk.conftest import at, browser_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def closed(application, ozan, nur, monday):
    answering.propose(application, text="Mümkün değil.", outcome="informed", by=ozan, at=monday)
    answering.approve(application, by=nur, at=monday)
    return application


def test_reopening_begins_a_new_round(closed, ozans):
    assert at("reopen", closed) in ozans.get(at("application", closed)).content.decode()
    response = ozans.post(at("reopen", closed), {"seen": closed.version, "reason": "New facts"}, follow=True)

    closed.refresh_from_db()
    assert (closed.state, closed.round) == (State.IN_PROGRESS, 2)
    assert "The application is open again." in response.content.decode()


def test_without_a_reason_it_is_refused_on_the_form(closed, ozans):
    response = ozans.post(at("reopen", closed), {"seen": closed.version, "reason": ""})

    assert response.status_code == 422
    assert response.context["form"].errors["reason"] == ["Say why you reopen it."]


def test_an_outsider_finds_nothing_and_a_clerk_no_button(closed, yasin, veli):
    assert browser_of(yasin).get(at("reopen", closed)).status_code == 404
    assert browser_of(veli).get(at("reopen", closed)).status_code in {403, 404}


def test_an_open_application_offers_no_reopening(application, ozans):
    assert at("reopen", application) not in ozans.get(at("application", application)).content.decode()


def test_officers_read_what_the_applicant_thought(closed, ozans, monday):
    by = Applicant(closed.pk)
    afterwards.rate(closed, score=2, solved=False, text="Hâlâ karanlık.", by=by, at=monday)
    page = ozans.get(at("application", closed)).content.decode()

    assert "2 of 5" in page
    assert "not solved" in page
    assert "Hâlâ karanlık." in page
