"""A word among officers: any time, never for the applicant."""

import pytest

from bimer.casework import answering, consulting, queries
from bimer.casework.errors import NotAllowed, Refusal
from bimer.casework.lifecycle import Move, State

pytestmark = pytest.mark.django_db


def test_note_is_kept_and_changes_nothing_else(application, ozan, tuesday):
    consulting.note(application, text="Telefonla arandı.", by=ozan, at=tuesday)

    [found] = consulting.notes_of(application)
    assert (found.text, found.by, found.unit) == ("Telefonla arandı.", ozan, application.holder)
    assert (application.state, application.taken_by) == (State.RECEIVED, None)
    assert not queries.messages_of(application).exists()


def test_its_words_are_not_in_the_history(application, ozan, tuesday):
    consulting.note(application, text="Telefonla arandı.", by=ozan, at=tuesday)

    assert "Telefonla" not in str(application.events.get(move=Move.NOTE).facts)


def test_after_the_answer_too(application, ozan, nur, tuesday):
    answering.propose(application, text="Cevap.", outcome="positive", by=ozan, at=tuesday)
    answering.approve(application, by=nur, at=tuesday)

    consulting.note(application, text="Teşekkür etti.", by=ozan, at=tuesday)

    assert application.state == State.ANSWERED


def test_an_empty_note_and_an_outsiders_are_refused(application, ozan, yasin, tuesday):
    with pytest.raises(Refusal):
        consulting.note(application, text=" ", by=ozan, at=tuesday)
    with pytest.raises(NotAllowed):
        consulting.note(application, text="x", by=yasin, at=tuesday)
