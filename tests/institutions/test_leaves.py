"""Who is away and who stands in: which leaves are granted, and when they end."""

from datetime import date, timedelta

import pytest
from django.utils import translation

from bimer.institutions import leaves
from bimer.institutions.leaves import LeaveRefused
from bimer.institutions.models import Leave, Officer
from bimer.institutions.roles import Role
from tests.conftest import make_officer

pytestmark = pytest.mark.django_db
MONDAY, FRIDAY = date(2015, 3, 2), date(2015, 3, 6)


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def ozan(cankaya) -> Officer:
    return make_officer("ozan", "Ozan Demir", (Role.RESPONDENT, cankaya))


@pytest.fixture
def selin(cankaya) -> Officer:
    return make_officer("selin", "Selin Er", (Role.RESPONDENT, cankaya))


@pytest.fixture
def rana(ankara) -> Officer:
    return make_officer("rana", "Rana Aksoy", (Role.GENERAL_COORDINATOR, ankara))


def grant(officer, deputy, first=MONDAY, last=FRIDAY):
    return leaves.grant(officer, deputy=deputy, first=first, last=last, by=officer)


def test_a_colleague_or_somebody_above_stands_in(ozan, selin, nur, rana):
    leave = grant(ozan, selin)

    assert (leave.officer, leave.deputy, leave.granted_by) == (ozan, selin, ozan)
    assert (leave.valid_from, leave.valid_to) == (MONDAY, FRIDAY)
    assert grant(nur, rana).deputy == rana
    assert set(leaves.possible_deputies(ozan, on=MONDAY)) == {selin, nur, rana}


def test_a_leave_needs_no_deputy(ozan):
    assert grant(ozan, None).deputy is None


@pytest.mark.parametrize(
    ("first", "last", "reason"),
    [(FRIDAY, MONDAY, "before the first"), (FRIDAY, FRIDAY + timedelta(days=9), "on leave already")],
)
def test_days_are_in_order_and_never_twice(first, last, reason, ozan):
    grant(ozan, None)

    with pytest.raises(LeaveRefused, match=reason):
        grant(ozan, None, first, last)
    assert Leave.objects.count() == 1


def test_who_can_not_stand_in(ozan, selin, sibel, yasin):
    with pytest.raises(LeaveRefused, match="Choose a colleague"):
        grant(ozan, ozan)
    for stranger in (sibel, yasin):
        with pytest.raises(LeaveRefused, match="not posted at the same unit"):
            grant(ozan, stranger)
    Officer.objects.filter(pk=selin.pk).update(is_active=False)
    selin.refresh_from_db()
    with pytest.raises(LeaveRefused, match="can't sign in"):
        grant(ozan, selin)


def test_a_deputy_is_there_on_all_of_those_days(ozan, selin):
    selin.postings.update(valid_to=MONDAY)

    with pytest.raises(LeaveRefused, match="on those days"):
        grant(ozan, selin)


def test_who_is_away_stands_in_for_nobody_and_the_other_way_round(ozan, selin, nur):
    grant(selin, nur, FRIDAY, FRIDAY)
    with pytest.raises(LeaveRefused, match="Selin Er is on leave"):
        grant(ozan, selin)
    grant(ozan, selin, MONDAY, FRIDAY - timedelta(days=1))
    with pytest.raises(LeaveRefused, match="stands in for Ozan Demir"):
        grant(selin, None, MONDAY, MONDAY)


def test_ended_early_the_powers_end_that_day(ozan, selin):
    leave = grant(ozan, selin)

    leaves.end(leave, on=date(2015, 3, 4))

    assert leave.valid_to == date(2015, 3, 3)
    with pytest.raises(LeaveRefused, match="over already"):
        leaves.end(leave, on=date(2015, 3, 4))


def test_called_off_before_it_began_it_never_was(ozan, selin):
    leave = grant(ozan, selin)

    leaves.end(leave, on=date(2015, 2, 27))

    assert not Leave.objects.current(MONDAY).exists()
    assert list(leaves.leaves_of(ozan, since=date(2015, 1, 1))) == []
    grant(ozan, selin)


def test_lists_tell_ones_own_leaves_and_those_one_stands_in_for(ozan, selin):
    leave = grant(ozan, selin)

    assert list(leaves.leaves_of(ozan, since=FRIDAY)) == [leave]
    assert list(leaves.stood_in(selin, since=FRIDAY)) == [leave]
    assert list(leaves.leaves_of(ozan, since=FRIDAY + timedelta(days=1))) == []
