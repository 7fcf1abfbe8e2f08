""" "Will be done by a date": on that day the application wakes up at its unit."""

from datetime import timedelta

import pytest

from bimer.casework import afterwards, answering
from bimer.casework.actors import Applicant
from bimer.casework.announcements import HEARERS, responsible
from bimer.casework.errors import Refusal
from bimer.casework.lifecycle import Move, State
from bimer.law import clocks

pytestmark = pytest.mark.django_db


@pytest.fixture
def promised(application, ozan, nur, tuesday):
    """Answered: the lamps will be repaired within ten days."""
    answering.propose(application, text="Onarılacak.", outcome="informed", by=ozan, at=tuesday)
    answering.approve(application, by=nur, at=tuesday)
    application.promise_on = tuesday.date() + timedelta(days=10)
    application.save()
    return application


def test_on_its_day_it_is_open_again_in_the_same_round(promised, tuesday):
    day = tuesday + timedelta(days=10)
    afterwards.wake(promised, at=day)

    assert (promised.state, promised.round, promised.promise_on) == (State.IN_PROGRESS, 1, None)
    assert (promised.due_on, promised.answered_at) == (clocks.working_days_after(day.date(), 5), None)


def test_it_is_remembered_with_the_day_promised(promised, tuesday):
    day = promised.promise_on
    afterwards.wake(promised, at=tuesday + timedelta(days=12))

    assert promised.events.get(move=Move.WAKE).facts == {
        "promise_on": day.isoformat(),
        "due_on": promised.due_on.isoformat(),
    }


def test_not_before_its_day_and_not_twice(promised, tuesday):
    with pytest.raises(Refusal):
        afterwards.wake(promised, at=tuesday + timedelta(days=9))
    afterwards.wake(promised, at=tuesday + timedelta(days=10))
    with pytest.raises(Refusal):
        afterwards.wake(promised, at=tuesday + timedelta(days=10))

    assert promised.events.filter(move=Move.WAKE).count() == 1


def test_an_objection_before_the_day_lets_it_sleep_no_more(promised, tuesday):
    afterwards.objection(promised, by=Applicant(promised.pk), at=tuesday)

    assert promised.promise_on is None


def test_whoever_is_responsible_hears_of_it():
    assert HEARERS[Move.WAKE] == {"promise_due": responsible}
