"""İade: back to whoever sent it, or to the coordinator where nobody did."""

import pytest

from bimer.casework import routing
from bimer.casework.errors import NotAllowed, Refusal
from bimer.casework.lifecycle import Move, State

pytestmark = pytest.mark.django_db


def test_it_returns_to_the_sender(application, ankara, cankaya, ozan, rana, tuesday):
    routing.forward(application, to=ankara, reason="Il konusu", by=ozan, at=tuesday)

    routing.give_back(application, reason="İlçe konusu", by=rana, at=tuesday)

    assert (application.holder, application.state) == (cankaya, State.RECEIVED)
    assert application.events.get(move=Move.GIVE_BACK).facts["reason"] == "İlçe konusu"


def test_without_a_sender_it_goes_to_the_coordinator(application, ankara, ozan, tuesday):
    routing.give_back(application, reason="Bizim değil", by=ozan, at=tuesday)

    assert application.holder == ankara


def test_at_the_centre_there_is_nobody_to_return_it_to(application, centre, ece, tuesday):
    routing.forward(application, to=centre, reason="Merkeze", by=ece, at=tuesday)
    application.dispatches.filter(left_at=None).update(sender=None)

    with pytest.raises(Refusal):
        routing.give_back(application, reason="Nereye?", by=ece, at=tuesday)


def test_an_outsider_may_not_return_it(application, yasin, tuesday):
    with pytest.raises(NotAllowed):
        routing.give_back(application, reason="x", by=yasin, at=tuesday)
