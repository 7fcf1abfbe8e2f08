"""Üstlenme at the desk."""

import pytest

from bimer.casework import working
from bimer.institutions.roles import Role
from tests.conftest import make_officer
from tests.desk.conftest import at, browser_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def selin(cankaya):
    """A second respondent at Çankaya, at her browser."""
    return browser_of(make_officer("selin", "Selin Er", (Role.RESPONDENT, cankaya)))


def test_take(application, ozan, ozans):
    response = ozans.post(at("take", application), {"seen": 1}, follow=True)

    application.refresh_from_db()
    assert (application.taken_by, application.state) == (ozan, "in_progress")
    assert "You work on this application now." in response.content.decode()


def test_a_double_click_is_one_taking_and_no_complaint(application, ozans):
    ozans.post(at("take", application), {"seen": 1})
    response = ozans.post(at("take", application), {"seen": 1}, follow=True)

    assert response.status_code == 200
    assert "changed while you were looking" not in response.content.decode()
    assert application.events.filter(move="take").count() == 1


def test_two_at_once_the_second_is_told_who_was_first(application, ozan, selin, monday):
    working.take(application, by=ozan, at=monday)

    response = selin.post(at("take", application), {"seen": 1})

    assert response.status_code == 422
    assert "Ozan Demir" in response.context["form"].non_field_errors()[0]
    application.refresh_from_db()
    assert application.taken_by == ozan


def test_take_is_refused_while_an_answer_waits(proposed, selin):

    response = selin.post(at("take", proposed), {"seen": proposed.version})

    assert response.status_code == 422
    assert "waits for approval" in response.content.decode()
    assert at("take", proposed) not in selin.get(at("application", proposed)).content.decode()


def test_opening_the_address_of_taking_leads_to_the_application(application, ozans):
    assert ozans.get(at("take", application))["Location"] == at("application", application)
