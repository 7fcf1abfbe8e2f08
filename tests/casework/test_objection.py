"""An objection goes to the authority above, in time, and never back to who answered (2577 m.11)."""

from datetime import timedelta

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from bimer.casework import afterwards, answering
from bimer.casework.actors import Applicant
from bimer.casework.announcements import HEARERS, applicant, coordinators
from bimer.casework.errors import NotAllowed, Refusal
from bimer.casework.lifecycle import Move, State
from bimer.institutions.roles import Role
from bimer.law import clocks
from tests.conftest import make_application, make_officer

pytestmark = pytest.mark.django_db


def answered(application, by, approver, at):
    answering.propose(application, text="Mümkün değil.", outcome="informed", by=by, at=at)
    answering.approve(application, by=approver, at=at)
    return application


@pytest.fixture
def closed(application, ozan, nur, tuesday):
    return answered(application, ozan, nur, tuesday)


def object_to(application, at, text=""):
    return afterwards.objection(application, text=text, by=Applicant(application.pk), at=at)


def test_it_goes_to_the_unit_above_as_a_new_round(closed, ankara, tuesday):
    later = tuesday + timedelta(days=10)
    dispatch = object_to(closed, later)

    assert (closed.state, closed.round, closed.holder, closed.taken_by) == (State.RECEIVED, 2, ankara, None)
    assert (closed.answered_at, dispatch.unit) == (None, ankara)
    closed.refresh_from_db()
    assert closed.l3 == ankara.pk


def test_the_whole_period_begins_anew_and_the_first_promise_stays(closed, tuesday):
    promised = closed.promised_on
    object_to(closed, tuesday + timedelta(days=10))

    assert closed.due_on == clocks.due(closed.regime, received=tuesday.date() + timedelta(days=10)).on
    closed.refresh_from_db()
    assert closed.promised_on == promised


def test_it_remembers_who_had_a_hand_in_the_answer_and_nothing_said(closed, ozan, nur, cankaya, tuesday):
    object_to(closed, tuesday, text="Hiç kimse gelip bakmadı.")

    message = closed.messages.get()
    assert closed.events.get(move=Move.OBJECT).facts == {
        "message": message.pk,
        "answer": closed.answers.get().pk,
        "left": "Çankaya Kaymakamlığı",
        "hands": sorted([ozan.pk, nur.pk]),
        "unit": "Ankara Valiliği",
        "round": 2,
        "due_on": closed.due_on.isoformat(),
    }
    assert (message.text, message.officer) == ("Hiç kimse gelip bakmadı.", None)


def test_the_first_answer_stays_as_it_was(closed, tuesday):
    before = list(closed.answers.values())
    object_to(closed, tuesday)

    assert list(closed.answers.values()) == before


def test_the_last_day_is_a_day_to_object_the_next_is_not(closed, tuesday):
    until = afterwards.objection_until(closed)
    after = tuesday + (until - tuesday.date()) + timedelta(days=1)
    jobs = ProcrastinateJob.objects.count()

    with pytest.raises(Refusal, match=str(until.year)):
        object_to(closed, after)
    assert (closed.state, ProcrastinateJob.objects.count()) == (State.ANSWERED, jobs)

    object_to(closed, after - timedelta(days=1))
    assert closed.state == State.RECEIVED


def test_one_objection_in_law_then_the_ways_outside(closed, ankara, rana, tuesday):
    object_to(closed, tuesday)
    approver = make_officer("vali", "Vali Yardımcısı", (Role.APPROVER, ankara))
    answered(closed, rana, approver, tuesday)

    assert afterwards.objection_until(closed) is None
    with pytest.raises(Refusal):
        object_to(closed, tuesday)


def test_an_answer_after_reopening_can_be_objected_to(closed, ozan, nur, ankara, tuesday):
    afterwards.reopen(closed, reason="Yeni bilgi geldi.", by=ozan, at=tuesday)
    answered(closed, ozan, nur, tuesday)
    object_to(closed, tuesday)

    assert (closed.round, closed.holder) == (3, ankara)


def test_the_reviewer_is_never_the_one_complained_about(closed, ankara, interior, tuesday):
    closed.accused_units = [ankara.pk]
    closed.save()
    object_to(closed, tuesday)

    assert closed.holder == interior


def test_where_nobody_is_above_the_authority_itself_looks_again(centre, ece, monday):
    application = make_application(centre, monday)
    approver = make_officer("onay", "Onay Veren", (Role.APPROVER, centre))
    answered(application, ece, approver, monday)
    object_to(application, monday)

    assert (application.holder, application.state) == (centre, State.RECEIVED)


def test_a_unit_that_receives_nothing_is_passed_over(closed, ankara, interior, tuesday):
    ankara.takes_applications = False
    ankara.save()
    object_to(closed, tuesday)

    assert closed.holder == interior


def test_an_open_application_is_not_objected_to(application, tuesday):
    assert afterwards.objection_until(application) is None
    with pytest.raises(Refusal):
        object_to(application, tuesday)


def test_nobody_objects_in_the_applicants_place(closed, ozan, tuesday):
    with pytest.raises(NotAllowed):
        afterwards.objection(closed, by=ozan, at=tuesday)


def test_the_applicant_and_who_coordinates_the_reviewer_hear_of_it():
    assert HEARERS[Move.OBJECT] == {"objection_received": applicant, "arrived": coordinators}
