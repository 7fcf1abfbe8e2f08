"""Sevk: an application goes to the competent unit, and whoever filed is told (3071 m.5, 4982 m.8)."""

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from bimer.casework import routing
from bimer.casework.announcements import announce
from bimer.casework.errors import NotAllowed, Refusal, Stale
from bimer.casework.lifecycle import Move, State
from bimer.notices.models import Notice

pytestmark = pytest.mark.django_db


def test_forward_moves_it_and_starts_the_new_units_clock(application, ankara, ozan, tuesday):
    dispatch = routing.forward(application, to=ankara, reason="An Ankara matter", by=ozan, at=tuesday)

    assert application.holder == ankara
    assert application.state == State.RECEIVED
    assert application.due_on.isoformat() == "2015-04-01"  # the citizen's clock runs on
    assert (dispatch.unit, dispatch.due_on.isoformat()) == (ankara, "2015-04-02")
    assert application.dispatches.filter(left_at=None).count() == 1


def test_forward_puts_it_under_the_new_holders_line(application, izmir, ozan, tuesday):
    routing.forward(application, to=izmir, reason="An İzmir matter", by=ozan, at=tuesday)

    application.refresh_from_db()
    levels = [application.l1, application.l2, application.l3, application.l4, application.l5]
    assert levels == [*izmir.path[1:], None, None]


def test_forward_is_remembered(application, ankara, cankaya, ozan, tuesday):
    routing.forward(application, to=ankara, reason="An Ankara matter", by=ozan, at=tuesday)

    event = application.events.get(move=Move.FORWARD)
    assert (event.officer, event.before, event.after, event.sequence) == (ozan, "received", "received", 2)
    assert event.facts == {
        "left": "Çankaya Kaymakamlığı",
        "unit": "Ankara Valiliği",
        "reason": "An Ankara matter",
        "due_on": "2015-04-02",
    }


def test_forward_tells_the_applicant_and_the_new_coordinators_once(application, izmir, ozan, yasin, tuesday):
    routing.forward(application, to=izmir, reason="An İzmir matter", by=ozan, at=tuesday)
    event = application.events.get(move=Move.FORWARD)

    announce(event_id=event.pk)
    announce(event_id=event.pk)

    assert sorted((n.address, n.template) for n in Notice.objects.all()) == [
        ("citizen@example.org", "forwarded"),
        ("yasin@example.org", "arrived"),
    ]


def test_an_outsider_may_not_forward(application, izmir, yasin, tuesday):
    with pytest.raises(NotAllowed):
        routing.forward(application, to=izmir, reason="Mine", by=yasin, at=tuesday)


def test_a_coordinator_forwards_what_is_held_below(application, ankara, rana, tuesday):
    routing.forward(application, to=ankara, reason="I decide", by=rana, at=tuesday)

    assert application.holder == ankara


def test_a_refusal_leaves_no_trace(application, cankaya, ozan, tuesday):
    before = (application.events.count(), ProcrastinateJob.objects.count(), application.version)

    with pytest.raises(Refusal):
        routing.forward(application, to=cankaya, reason="Again", by=ozan, at=tuesday)

    application.refresh_from_db()
    assert (application.events.count(), ProcrastinateJob.objects.count(), application.version) == before


def test_forward_refuses_an_abolished_unit(application, izmir, ozan, tuesday):
    izmir.valid_to = tuesday.date().replace(day=1)
    izmir.save()

    with pytest.raises(Refusal, match="İzmir Valiliği"):
        routing.forward(application, to=izmir, reason="An İzmir matter", by=ozan, at=tuesday)


def test_forward_refuses_without_a_reason(application, izmir, ozan, tuesday):
    with pytest.raises(Refusal):
        routing.forward(application, to=izmir, reason="  ", by=ozan, at=tuesday)


def test_forward_refuses_what_somebody_changed_meanwhile(application, ankara, izmir, ozan, rana, tuesday):
    seen = application.version
    routing.forward(application, to=ankara, reason="Up", by=ozan, at=tuesday, seen=seen)

    with pytest.raises(Stale, match="Ozan Demir"):
        routing.forward(application, to=izmir, reason="Aside", by=rana, at=tuesday, seen=seen)
