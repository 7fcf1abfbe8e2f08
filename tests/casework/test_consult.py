"""Several units, one answer: who is asked, until when, and who still owes its part."""

from datetime import date, timedelta

import pytest

from bimer.casework import answering, consulting, policy
from bimer.casework.announcements import announce
from bimer.casework.consulting import Asked
from bimer.casework.errors import NotAllowed, Refusal
from bimer.casework.lifecycle import Move, State
from bimer.institutions.models import Posting, Unit
from bimer.institutions.roles import Level, Role
from bimer.notices.models import Notice
from tests.conftest import make_unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def ask(application, ozan, tuesday):
    def consult(*units, by=ozan, at=tuesday, **fields):
        asked = [Asked(unit=unit, **({"question": "Görüşünüz?"} | fields)) for unit in units]
        return consulting.consult(application, asked=asked, by=by, at=at)

    return consult


@pytest.fixture
def six(ankara) -> list[Unit]:
    return [make_unit(f"M.{n}", f"Müdürlük {n}", Level.PROVINCIAL, under=ankara) for n in range(6)]


def test_consult_asks_several_at_once_and_keeps_the_answer_here(
    ask, application, aski, ankara, cankaya, ozan
):
    made = ask(aski, ankara)

    assert (application.state, application.holder, application.taken_by) == (State.IN_PROGRESS, cankaya, ozan)
    assert [one.unit for one in made] == [aski, ankara]
    assert application.events.get(move=Move.CONSULT).facts["units"] == [str(aski), str(ankara)]


def test_each_has_half_of_the_days_left_unless_said_otherwise(ask, aski, ankara):
    # 3 March to 1 April 2015: 21 working days are left; the tenth is 17 March.
    assert ask(aski)[0].due_on == date(2015, 3, 17)
    assert ask(ankara, due_on=date(2015, 3, 6))[0].due_on == date(2015, 3, 6)


@pytest.mark.parametrize("day", [date(2015, 3, 3), date(2015, 4, 2)])
def test_an_internal_day_lies_before_the_applicants(day, ask, aski):
    with pytest.raises(Refusal):
        ask(aski, due_on=day)


def test_late_already_there_is_still_a_day_to_give(ask, aski, tuesday):
    assert ask(aski, at=tuesday + timedelta(days=60))[0].due_on == date(2015, 5, 4)


def test_who_can_not_be_asked(ask, application, aski, ankara, cankaya, tuesday):
    with pytest.raises(Refusal):
        ask(cankaya)
    with pytest.raises(Refusal):
        ask(aski, aski)
    Unit.objects.filter(pk=ankara.pk).update(valid_to=date(2015, 1, 1))
    with pytest.raises(Refusal):
        ask(ankara)
    type(application).objects.update(accused_units=[aski.pk])
    with pytest.raises(Refusal):
        ask(aski)
    with pytest.raises(Refusal):
        ask()
    assert not application.consultations.exists()


def test_an_empty_question_is_refused(ask, aski):
    with pytest.raises(Refusal):
        ask(aski, question=" ")


def test_at_most_five_parts_are_open_unless_the_centre_asks(ask, six, application, centre, ece, tuesday):
    ask(*six[:5])
    with pytest.raises(Refusal):
        ask(six[5])

    Posting.objects.create(officer=ece, role=Role.RESPONDENT, unit=application.holder, valid_from=tuesday)
    ask(six[5], by=ece)
    assert consulting.still_asked(application).count() == 6


def test_contribute_by_the_unit_that_was_asked(ask, application, aski, sibel, tuesday):
    ask(aski)
    assert Move.CONTRIBUTE in policy.moves(sibel, application, on=tuesday.date())

    consulting.contribute(application, text="Hat onarıldı.", by=sibel, at=tuesday)

    [found] = consulting.consultations_of(application)
    assert (found.contribution, found.contributed_by, found.contributed_at) == (
        "Hat onarıldı.",
        sibel,
        tuesday,
    )
    assert application.events.get(move=Move.CONTRIBUTE).facts["missing"] == 0
    with pytest.raises(NotAllowed):
        consulting.contribute(application, text="Bir daha.", by=sibel, at=tuesday)


def test_only_who_was_asked_contributes(ask, application, aski, sibel, ozan, yasin, tuesday):
    for officer in (sibel, ozan, yasin):
        with pytest.raises(NotAllowed):
            consulting.contribute(application, text="x", by=officer, at=tuesday)
    ask(aski)
    with pytest.raises(Refusal):
        consulting.contribute(application, text="  ", by=sibel, at=tuesday)


def test_a_question_is_withdrawn_by_the_lead_once(ask, application, aski, sibel, ozan, tuesday):
    [made] = ask(aski)
    with pytest.raises(NotAllowed):
        consulting.end_consultation(application, consultation=made.pk, by=sibel, at=tuesday)

    consulting.end_consultation(application, consultation=made.pk, by=ozan, at=tuesday)

    assert not consulting.still_asked(application).exists()
    assert Move.CONTRIBUTE not in policy.moves(sibel, application, on=tuesday.date())
    with pytest.raises(Refusal):
        consulting.end_consultation(application, consultation=made.pk, by=ozan, at=tuesday)


def test_parts_missing_are_no_wall_and_end_with_the_answer(ask, application, aski, ozan, nur, tuesday):
    ask(aski)
    answering.propose(application, text="Cevap.", outcome="positive", by=ozan, at=tuesday)
    assert consulting.still_asked(application).exists()

    answering.approve(application, by=nur, at=tuesday)

    assert not consulting.still_asked(application).exists()
    assert application.events.get(move=Move.APPROVE).facts["asked"] == [aski.pk]


def test_consulting_after_an_interim_answer_leaves_it_interim(ask, application, aski, ozan, nur, tuesday):
    answering.propose(application, text="Sürüyor.", decision="interim", by=ozan, at=tuesday)
    answering.approve(application, by=nur, at=tuesday)
    ask(aski)

    assert application.state == State.INTERIM


def test_the_asked_and_the_lead_hear_of_it(ask, application, aski, sibel, ozan, tuesday):
    ask(aski)
    consulting.contribute(application, text="Hat onarıldı.", by=sibel, at=tuesday)
    for event in application.events.filter(move__in=[Move.CONSULT, Move.CONTRIBUTE]):
        announce(event_id=event.pk)

    told = {(n.address, n.template) for n in Notice.objects.all()}
    assert told == {("sibel@example.org", "consulted"), ("ozan@example.org", "contributed")}
