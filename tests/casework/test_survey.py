"""What the applicant thinks of the answer: once a round, by nobody else, and it moves nothing."""

import pytest

from bimer.casework import afterwards, answering
from bimer.casework.actors import Applicant
from bimer.casework.errors import NotAllowed, Refusal
from bimer.casework.lifecycle import Move, State

pytestmark = pytest.mark.django_db


@pytest.fixture
def closed(application, ozan, nur, tuesday):
    answering.propose(application, text="Onarıldı.", outcome="positive", by=ozan, at=tuesday)
    answering.approve(application, by=nur, at=tuesday)
    return application


def rate(application, at, **wishes):
    told = {"score": 4, "solved": True, "text": "Teşekkür ederim."} | wishes
    return afterwards.rate(application, by=Applicant(application.pk), at=at, **told)


def test_a_mark_is_kept_with_its_round_and_moves_nothing(closed, tuesday):
    survey = rate(closed, tuesday)

    assert (survey.round, survey.score, survey.solved, survey.text) == (1, 4, True, "Teşekkür ederim.")
    assert closed.state == State.ANSWERED


def test_the_history_tells_the_mark_and_not_the_words(closed, tuesday):
    rate(closed, tuesday)

    assert closed.events.get(move=Move.RATE).facts == {"score": 4, "solved": True, "round": 1}


def test_once_a_round(closed, ozan, nur, tuesday):
    rate(closed, tuesday)
    assert not afterwards.may_be_rated(closed)
    with pytest.raises(Refusal):
        rate(closed, tuesday)

    afterwards.reopen(closed, reason="Yeni bilgi geldi.", by=ozan, at=tuesday)
    answering.propose(closed, text="Yeniden onarıldı.", outcome="positive", by=ozan, at=tuesday)
    answering.approve(closed, by=nur, at=tuesday)
    rate(closed, tuesday, score=1, solved=False)

    assert list(closed.surveys.order_by("round").values_list("round", "score")) == [(1, 4), (2, 1)]


@pytest.mark.parametrize("score", [0, 6, -1])
def test_marks_run_from_one_to_five(closed, tuesday, score):
    with pytest.raises(Refusal):
        rate(closed, tuesday, score=score)


def test_nothing_is_rated_before_the_answer(application, tuesday):
    assert not afterwards.may_be_rated(application)
    with pytest.raises(Refusal):
        rate(application, tuesday)


def test_no_officer_rates(closed, ozan, tuesday):
    with pytest.raises(NotAllowed):
        afterwards.rate(closed, score=5, solved=True, by=ozan, at=tuesday)
