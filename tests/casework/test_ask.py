"""The applicant is asked; the law says whether the days stand still meanwhile."""

from datetime import timedelta

import pytest

from bimer.casework import answering, queries, timing
from bimer.casework.actors import Applicant
from bimer.casework.announcements import announce
from bimer.casework.errors import NotAllowed, Refusal
from bimer.casework.lifecycle import Move, State
from bimer.notices.models import Notice

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(application, ozan, tuesday):
    timing.ask(application, text="Hangi lamba?", by=ozan, at=tuesday)
    return application


def test_ask_waits_for_the_applicant(asked, ozan):
    [message] = queries.messages_of(asked)

    assert (asked.state, asked.taken_by) == (State.AWAITING_APPLICANT, ozan)
    assert (message.text, message.officer, message.unit) == ("Hangi lamba?", ozan, asked.holder)
    assert (asked.pauses.get().cause, asked.pauses.get().effect) == ("applicant", "none")


def test_the_reply_brings_it_back_and_costs_the_days(asked, tuesday):
    due_on = asked.due_on
    answering.write_message(asked, text="Girişteki.", by=Applicant(asked.pk), at=tuesday + timedelta(days=5))

    assert (asked.state, asked.due_on) == (State.IN_PROGRESS, due_on)
    assert asked.pauses.get().ended_at == tuesday + timedelta(days=5)


def test_without_a_reply_it_can_be_answered(asked, ozan, nur, tuesday):
    answering.propose(asked, text="Genel bilgi.", outcome="informed", by=ozan, at=tuesday)

    assert not asked.pauses.filter(ended_at=None).exists()
    answering.approve(asked, by=nur, at=tuesday)
    assert asked.state == State.ANSWERED


def test_not_twice_and_not_empty(asked, ozan, tuesday, cankaya):
    with pytest.raises(Refusal):
        timing.ask(asked, text="Hâlâ?", by=ozan, at=tuesday)


def test_an_empty_question_and_an_outsiders_are_refused(application, ozan, yasin, tuesday):
    with pytest.raises(Refusal):
        timing.ask(application, text=" ", by=ozan, at=tuesday)
    with pytest.raises(NotAllowed):
        timing.ask(application, text="?", by=yasin, at=tuesday)


def test_a_reply_after_an_interim_answer_leads_back_to_it(application, ozan, nur, tuesday):
    answering.propose(application, text="Sürüyor.", decision="interim", by=ozan, at=tuesday)
    answering.approve(application, by=nur, at=tuesday)
    timing.ask(application, text="Hangi lamba?", by=ozan, at=tuesday)
    answering.write_message(application, text="O.", by=Applicant(application.pk), at=tuesday)

    assert application.state == State.INTERIM


def test_the_applicant_is_told(asked):
    announce(event_id=asked.events.get(move=Move.ASK).pk)

    assert [(n.address, n.template) for n in Notice.objects.all()] == [("citizen@example.org", "question")]
