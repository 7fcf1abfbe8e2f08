"""An officer reopens what was not the last word: a new round, the old answer as it was."""

import pytest

from bimer.casework import afterwards, answering, queries
from bimer.casework.announcements import HEARERS, applicant
from bimer.casework.errors import NotAllowed, Refusal
from bimer.casework.lifecycle import Move, State
from bimer.law import clocks

pytestmark = pytest.mark.django_db


@pytest.fixture
def closed(application, ozan, nur, tuesday):
    answering.propose(application, text="Mümkün değil.", outcome="informed", by=ozan, at=tuesday)
    answering.approve(application, by=nur, at=tuesday)
    return application


def test_reopening_begins_a_round_with_the_whole_period(closed, ozan, cankaya, tuesday):
    afterwards.reopen(closed, reason="Yeni bilgi geldi.", by=ozan, at=tuesday)

    due_on = clocks.due(closed.regime, received=tuesday.date()).on
    assert (closed.state, closed.round, closed.holder) == (State.IN_PROGRESS, 2, cankaya)
    assert (closed.due_on, closed.answered_at) == (due_on, None)
    assert closed.dispatches.get(left_at=None).due_on == due_on


def test_it_is_remembered_with_its_reason(closed, ozan, tuesday):
    afterwards.reopen(closed, reason="Yeni bilgi geldi.", by=ozan, at=tuesday)

    assert closed.events.get(move=Move.REOPEN).facts == {
        "unit": "Çankaya Kaymakamlığı",
        "reason": "Yeni bilgi geldi.",
        "round": 2,
        "due_on": closed.due_on.isoformat(),
    }


def test_the_old_answer_stays_and_the_next_one_is_read_first(closed, ozan, nur, tuesday):
    first = queries.answer_of(closed)
    afterwards.reopen(closed, reason="Yeni bilgi geldi.", by=ozan, at=tuesday)
    answering.propose(closed, text="Onarıldı.", outcome="positive", by=ozan, at=tuesday)
    answering.approve(closed, by=nur, at=tuesday)

    assert [answer.text for answer in queries.answers_of(closed)] == ["Onarıldı.", "Mümkün değil."]
    assert queries.answer_of(closed) != first


def test_without_a_reason_nothing_happens(closed, ozan, tuesday):
    with pytest.raises(Refusal):
        afterwards.reopen(closed, reason="  ", by=ozan, at=tuesday)

    assert (closed.state, closed.round) == (State.ANSWERED, 1)


def test_an_outsider_may_not(closed, yasin, tuesday):
    with pytest.raises(NotAllowed):
        afterwards.reopen(closed, reason="Bakılsın.", by=yasin, at=tuesday)


def test_what_is_open_is_not_reopened(application, ozan, tuesday):
    with pytest.raises(Refusal):
        afterwards.reopen(application, reason="Bakılsın.", by=ozan, at=tuesday)


def test_the_applicant_hears_of_it():
    assert HEARERS[Move.REOPEN] == {"reopened": applicant}
