"""Whoever filed takes the application back; it is closed, stays readable, and whoever worked on it hears."""

import pytest

from bimer.casework import afterwards, answering, policy, queries
from bimer.casework.actors import Applicant
from bimer.casework.announcements import HEARERS, responsible
from bimer.casework.errors import NotAllowed, Refusal
from bimer.casework.lifecycle import Move, State

pytestmark = pytest.mark.django_db


def test_withdrawing_closes_it_and_is_remembered(application, cankaya, tuesday):
    afterwards.withdraw(application, by=Applicant(application.pk), at=tuesday)

    event = application.events.get(move=Move.WITHDRAW)
    assert (application.state, application.is_open) == (State.WITHDRAWN, False)
    assert (event.by_applicant, event.before, event.facts) == (True, "received", {"unit": str(cankaya)})


def test_it_leaves_the_units_queue_and_stays_readable(application, ozan, tuesday):
    afterwards.withdraw(application, by=Applicant(application.pk), at=tuesday)

    on = tuesday.date()
    [scope] = queries.scopes(policy.reach(ozan, on=on))
    assert list(queries.queue(scope, queries.Filter.ALL, officer=ozan, on=on)) == []
    assert queries.visible_to(ozan, on=on).get() == application


def test_what_waited_for_somebody_else_waits_no_more(application, ankara, ozan, tuesday, monday):
    application.pauses.create(cause="applicant", effect="none", began_at=monday)
    asked = application.consultations.create(
        unit=ankara,
        purpose="opinion",
        asked_by=ozan,
        asked_unit=application.holder,
        asked_at=monday,
    )
    afterwards.withdraw(application, by=Applicant(application.pk), at=tuesday)

    asked.refresh_from_db()
    assert application.pauses.get().ended_at == asked.withdrawn_at == tuesday


def test_only_the_applicant_of_this_very_application_may(application, ozan, tuesday):
    for stranger in (ozan, Applicant(application.pk + 1)):
        with pytest.raises(NotAllowed):
            afterwards.withdraw(application, by=stranger, at=tuesday)


def test_twice_or_after_the_answer_is_refused_plainly(application, tuesday):
    afterwards.withdraw(application, by=Applicant(application.pk), at=tuesday)

    with pytest.raises(Refusal):
        afterwards.withdraw(application, by=Applicant(application.pk), at=tuesday)

    assert application.events.filter(move=Move.WITHDRAW).count() == 1


def test_a_draft_is_never_sent_after_it(application, ozan, nur, tuesday):
    answering.propose(application, text="Onarıldı.", outcome="positive", by=ozan, at=tuesday)
    afterwards.withdraw(application, by=Applicant(application.pk), at=tuesday)

    with pytest.raises(Refusal):
        answering.approve(application, by=nur, at=tuesday)


def test_whoever_is_responsible_hears_of_it():
    assert HEARERS[Move.WITHDRAW] == {"withdrawn": responsible}
