"""Bilgi: other units may read it, and nothing is expected of them (domain.md §4.5)."""

import pytest

from bimer.casework import consulting, gate, policy, queries, routing
from bimer.casework.announcements import announce
from bimer.casework.consulting import Asked
from bimer.casework.errors import NotAllowed, Refusal
from bimer.casework.lifecycle import Move, Right, State
from bimer.casework.models import Purpose
from bimer.notices.models import Notice

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def test_a_copy_lets_another_unit_read_and_no_more(application, izmir, ozan, yasin, tuesday):
    routing.copy(application, units=[izmir], reason="Bilginize", by=ozan, at=tuesday)

    assert queries.visible_to(yasin, on=tuesday.date()).get() == application
    assert policy.rights(yasin, application, on=tuesday.date()).isdisjoint(
        {Right.WORK, Right.ROUTE, Right.CONTRIBUTE}
    )
    consultation = application.consultations.get()
    assert (consultation.purpose, consultation.due_on) == (Purpose.INFORMATION, None)
    assert application.state == State.RECEIVED


def test_a_copy_is_remembered_and_told_to_those_units_alone(application, izmir, ozan, yasin, rana, tuesday):
    routing.copy(application, units=[izmir], reason="Bilginize", by=ozan, at=tuesday)

    event = application.events.get(move=Move.COPY)
    assert event.facts == {"units": ["İzmir Valiliği"], "reason": "Bilginize"}
    announce(event_id=event.pk)
    assert [(n.address, n.template) for n in Notice.objects.all()] == [
        ("yasin@example.org", "forwarded_copy")
    ]


def test_forwarding_may_carry_copies(application, aski, izmir, ozan, yasin, tuesday):
    routing.forward(application, to=aski, reason="Su", copies=[izmir], by=ozan, at=tuesday)

    event = application.events.get(move=Move.FORWARD)
    assert event.facts["copies"] == ["İzmir Valiliği"]
    announce(event_id=event.pk)
    assert sorted((n.address, n.template) for n in Notice.objects.all()) == [
        ("citizen@example.org", "forwarded"),
        ("yasin@example.org", "forwarded_copy"),
    ]


@pytest.mark.parametrize(
    ("units", "said"), [([], "at least one"), (["cankaya"], "has the application itself")]
)
def test_a_copy_to_nobody_or_to_the_holder_is_refused(units, said, application, cankaya, ozan, tuesday):
    with pytest.raises(Refusal, match=said):
        routing.copy(application, units=[cankaya] * len(units), by=ozan, at=tuesday)


def test_a_copy_never_goes_twice_nor_to_a_closed_unit(application, izmir, aski, ozan, tuesday):
    routing.copy(application, units=[izmir], by=ozan, at=tuesday)
    aski.takes_applications = False
    aski.save()

    with pytest.raises(Refusal, match="already knows"):
        routing.copy(application, units=[izmir], by=ozan, at=tuesday)
    with pytest.raises(Refusal, match="no longer receives"):
        routing.copy(application, units=[aski], by=ozan, at=tuesday)


def test_who_is_complained_about_gets_no_copy_and_no_forwarding(application, izmir, ece, ozan, tuesday):
    gate.accuse(application, unit=izmir, by=ece, at=tuesday)

    with pytest.raises(Refusal, match="complains about this institution"):
        routing.copy(application, units=[izmir], by=ozan, at=tuesday)
    with pytest.raises(Refusal, match="complains about this institution"):
        routing.forward(application, to=izmir, reason="Sizin", by=ozan, at=tuesday)


def test_an_outsider_copies_nothing(application, ankara, yasin, tuesday):
    with pytest.raises(NotAllowed):
        routing.copy(application, units=[ankara], by=yasin, at=tuesday)


def test_whoever_has_a_copy_may_be_asked_and_then_contributes(application, izmir, ozan, yasin, tuesday):
    routing.copy(application, units=[izmir], by=ozan, at=tuesday)
    asked = [Asked(unit=izmir, question="Görüşünüz?")]

    consulting.consult(application, asked=asked, by=ozan, at=tuesday)

    assert Right.CONTRIBUTE in policy.rights(yasin, application, on=tuesday.date())
    consulting.contribute(application, text="Uygundur.", by=yasin, at=tuesday)
    assert [(one.purpose, one.contribution) for one in application.consultations.order_by("pk")] == [
        (Purpose.INFORMATION, ""),
        (Purpose.OPINION, "Uygundur."),
    ]
    with pytest.raises(Refusal, match="already knows"):
        routing.copy(application, units=[izmir], by=ozan, at=tuesday)
