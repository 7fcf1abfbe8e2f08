"""Who works on it: taken, released, assigned; whoever lets it lie does not keep it from her colleagues."""

from datetime import datetime, timedelta

import pytest

from bimer.casework import working
from bimer.casework.announcements import announce
from bimer.casework.errors import NotAllowed, Refusal
from bimer.casework.lifecycle import Move, State
from bimer.institutions.models import Leave
from bimer.institutions.roles import Role
from bimer.notices.models import Notice
from tests.conftest import ISTANBUL, make_officer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

THURSDAY = datetime(2015, 3, 5, 10, tzinfo=ISTANBUL)
FRIDAY = datetime(2015, 3, 6, 10, tzinfo=ISTANBUL)


@pytest.fixture
def selin(cankaya):
    """A second respondent at Çankaya."""
    return make_officer("selin", "Selin Er", (Role.RESPONDENT, cankaya))


@pytest.fixture
def taken(application, ozan, tuesday):
    """Ozan took it on Tuesday 3 March."""
    working.take(application, by=ozan, at=tuesday)
    return application


# --- Take and release ------------------------------------------------------------------------------
def test_a_colleague_can_not_take_what_somebody_works_on(taken, selin):
    with pytest.raises(Refusal) as refused:
        working.take(taken, by=selin, at=THURSDAY)

    assert "Ozan Demir has it since 03/03/2015" in str(refused.value)
    assert "coordinator" in str(refused.value)


def test_after_two_working_days_without_a_move_a_colleague_takes_it_over(taken, selin):
    working.take(taken, by=selin, at=FRIDAY)

    assert taken.taken_by == selin
    assert taken.events.filter(move=Move.TAKE).last().facts == {"left": "Ozan Demir"}


def test_a_move_of_hers_keeps_it(taken, ozan, selin):
    working.release(taken, by=ozan, at=THURSDAY)
    working.take(taken, by=ozan, at=THURSDAY)

    with pytest.raises(Refusal):
        working.take(taken, by=selin, at=FRIDAY)


def test_whoever_is_away_keeps_nothing(taken, ozan, selin, tuesday):
    Leave.objects.create(officer=ozan, valid_from=tuesday.date(), valid_to=FRIDAY.date())

    working.take(taken, by=selin, at=tuesday + timedelta(hours=1))

    assert taken.taken_by == selin


def test_released_it_waits_for_anybody_again(taken, ozan, tuesday):
    working.release(taken, by=ozan, at=tuesday)

    assert (taken.taken_by, taken.taken_at, taken.state) == (None, None, State.RECEIVED)
    assert taken.events.get(move=Move.RELEASE).facts == {"left": "Ozan Demir"}


def test_only_who_took_it_releases_it(taken, selin, tuesday):
    with pytest.raises(Refusal, match="Ozan Demir has taken it"):
        working.release(taken, by=selin, at=tuesday)


def test_an_outsider_releases_nothing(taken, yasin, tuesday):
    with pytest.raises(NotAllowed):
        working.release(taken, by=yasin, at=tuesday)


# --- Assign ----------------------------------------------------------------------------------------
def test_a_coordinator_assigns_and_breaks_the_lock(taken, rana, selin, tuesday):
    working.assign(taken, to=selin, by=rana, at=tuesday)

    assert (taken.taken_by, taken.taken_at) == (selin, tuesday)
    event = taken.events.get(move=Move.ASSIGN)
    assert event.facts == {"left": "Ozan Demir", "officer": "Selin Er"}
    announce(event_id=event.pk)
    assert [(n.address, n.template) for n in Notice.objects.all()] == [("selin@example.org", "assigned")]


def test_assigning_what_nobody_has_puts_it_to_work(application, ozan, rana, tuesday):
    working.assign(application, to=ozan, by=rana, at=tuesday)

    assert application.state == State.IN_PROGRESS


def test_a_colleague_hands_over_her_own_but_not_another_s(taken, ozan, selin, cankaya, tuesday):
    third = make_officer("can", "Can Öz", (Role.RESPONDENT, cankaya))

    with pytest.raises(Refusal, match="Ozan Demir has it since"):
        working.assign(taken, to=third, by=selin, at=tuesday)
    working.assign(taken, to=selin, by=ozan, at=tuesday)

    assert taken.taken_by == selin


def test_it_is_assigned_only_to_who_works_there_and_is_there(application, rana, selin, yasin, veli, tuesday):
    Leave.objects.create(officer=selin, valid_from=tuesday.date(), valid_to=FRIDAY.date())

    with pytest.raises(Refusal, match="Selin Er is on leave"):
        working.assign(application, to=selin, by=rana, at=tuesday)
    for stranger in (yasin, veli):
        with pytest.raises(Refusal, match="can't work on applications of this unit"):
            working.assign(application, to=stranger, by=rana, at=tuesday)


def test_it_is_never_assigned_to_who_is_complained_about(application, rana, selin, tuesday):
    application.accused_officers = [selin.pk]
    application.save()

    assert selin not in working.colleagues(application, on=tuesday.date())
    with pytest.raises(Refusal):
        working.assign(application, to=selin, by=rana, at=tuesday)


def test_assigning_to_who_has_it_changes_nothing(taken, ozan, rana, tuesday):
    with pytest.raises(Refusal, match="works on it already"):
        working.assign(taken, to=ozan, by=rana, at=tuesday)


def test_an_outsider_assigns_nothing(application, ozan, yasin, tuesday):
    with pytest.raises(NotAllowed):
        working.assign(application, to=ozan, by=yasin, at=tuesday)
