"""Leave and standing in: one's own, and that of the officers of one's units."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from bimer.institutions.models import Leave
from bimer.institutions.roles import Role
from tests.conftest import make_officer
from tests.desk.conftest import browser_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def selin(cankaya):
    return make_officer("selin", "Selin Er", (Role.RESPONDENT, cankaya))


@pytest.fixture
def today():
    return timezone.localdate()


def typed(first, last, **more) -> dict:
    parts = {}
    for name, day in (("first", first), ("last", last)):
        parts |= {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}
    return parts | more


def test_an_officer_writes_down_her_own_and_the_deputy_says_so_in_the_header(ozans, ozan, selin, today):
    response = ozans.post(reverse("desk:leaves"), typed(today, today + timedelta(days=4), deputy=selin.pk))

    assert response.url == f"{reverse('desk:leaves')}?officer={ozan.pk}"
    leave = Leave.objects.get()
    assert (leave.officer, leave.deputy, leave.granted_by) == (ozan, selin, ozan)
    assert "Standing in for Ozan Demir" in browser_of(selin).get(reverse("desk:inbox")).content.decode()
    assert "Selin Er" in ozans.get(reverse("desk:leaves")).content.decode()


def test_what_is_refused_is_said_and_stays_typed(ozans, selin, today):
    response = ozans.post(reverse("desk:leaves"), typed(today + timedelta(days=4), today, deputy=selin.pk))

    assert response.status_code == 422
    assert "The last day is before the first." in response.content.decode()
    assert f'value="{selin.pk}" selected' in response.content.decode()
    assert not Leave.objects.exists()


def test_a_coordinator_looks_after_the_leave_of_her_officers(ranas, rana, ozan, selin, today):
    address = f"{reverse('desk:leaves')}?officer={ozan.pk}"
    assert "Leave of Ozan Demir" in ranas.get(address).content.decode()
    ranas.post(address, typed(today, today, deputy=selin.pk))

    assert Leave.objects.get().granted_by == rana


def test_nobody_else_does(ozans, ozan, nur, today):
    page = ozans.get(reverse("desk:leaves"), {"officer": nur.pk}).content.decode()
    assert "My leave" in page
    leave = nur.leaves.create(valid_from=today, valid_to=today)
    assert ozans.get(reverse("desk:end_leave", args=[leave.pk])).status_code == 404
    assert ozans.post(reverse("desk:end_leave", args=[leave.pk])).status_code == 404


def test_it_is_ended_early_after_asking_once_more(ozans, ozan, selin, today):
    leave = ozan.leaves.create(
        deputy=selin, valid_from=today - timedelta(days=2), valid_to=today + timedelta(days=2)
    )
    address = reverse("desk:end_leave", args=[leave.pk])
    assert "Selin Er stands in no longer." in ozans.get(address).content.decode()
    leave.refresh_from_db()
    assert leave.valid_to > today

    ozans.post(address)

    leave.refresh_from_db()
    assert leave.valid_to == today - timedelta(days=1)
    again = ozans.post(address, follow=True).content.decode()
    assert "This leave is over already." in again


def test_an_officer_of_a_wrong_number_is_oneself(ozans):
    for wrong in ("x", "9" * 30, "-1", ""):
        assert "My leave" in ozans.get(reverse("desk:leaves"), {"officer": wrong}).content.decode()
