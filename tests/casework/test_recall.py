"""What was sent to the wrong unit is fetched back while nobody there has opened it."""

import pytest

from bimer.casework import routing
from bimer.casework.actors import SYSTEM
from bimer.casework.announcements import announce
from bimer.casework.errors import NotAllowed, Refusal
from bimer.casework.lifecycle import Move, State
from bimer.institutions.roles import Role
from bimer.notices.models import Notice
from tests.conftest import make_officer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.fixture
def sent(application, aski, ozan, tuesday):
    """Ozan forwarded it to the water utility."""
    routing.forward(application, to=aski, reason="Su", by=ozan, at=tuesday)
    return application


def test_whoever_sent_it_fetches_it_back(sent, cankaya, ozan, tuesday):
    routing.recall(sent, reason="Yanlış birim", by=ozan, at=tuesday)

    assert (sent.holder, sent.state) == (cankaya, State.RECEIVED)
    assert sent.events.get(move=Move.RECALL).facts == {
        "left": "Ankara Su ve Kanalizasyon İdaresi Genel Müdürlüğü",
        "unit": "Çankaya Kaymakamlığı",
        "reason": "Yanlış birim",
        "due_on": "2015-04-02",
    }


def test_whoever_expected_it_hears_that_it_is_gone(sent, aski, ozan, tuesday):
    make_officer("suna", "Suna Er", (Role.UNIT_COORDINATOR, aski))

    routing.recall(sent, by=ozan, at=tuesday)

    announce(event_id=sent.events.get(move=Move.RECALL).pk)
    assert [(n.address, n.template) for n in Notice.objects.all()] == [("suna@example.org", "recalled")]


def test_once_opened_it_can_only_be_returned(sent, ozan, sibel, tuesday):
    routing.mark_opened(sent, by=sibel, at=tuesday)

    with pytest.raises(NotAllowed):
        routing.recall(sent, by=ozan, at=tuesday)
    with pytest.raises(Refusal, match="opened it already"):
        routing.recall(sent, by=SYSTEM, at=tuesday)


def test_what_nobody_sent_can_not_be_fetched_back(application, ozan, tuesday):
    with pytest.raises(NotAllowed):
        routing.recall(application, by=ozan, at=tuesday)


def test_only_a_reader_of_the_unit_itself_opens_it(sent, ozan, rana, sibel, tuesday):
    turn = sent.dispatches.get(left_at=None)
    for outsider in (ozan, rana):
        routing.mark_opened(sent, by=outsider, at=tuesday)
    turn.refresh_from_db()
    assert turn.opened_at is None

    routing.mark_opened(sent, by=sibel, at=tuesday)
    turn.refresh_from_db()
    assert turn.opened_at == tuesday


def test_the_first_reading_counts_and_later_ones_ask_one_question(
    sent, sibel, monday, tuesday, django_assert_num_queries
):
    routing.mark_opened(sent, by=sibel, at=monday)

    with django_assert_num_queries(1):
        routing.mark_opened(sent, by=sibel, at=tuesday)

    assert sent.dispatches.get(left_at=None).opened_at == monday


def test_a_copy_is_opened_too(sent, izmir, sibel, yasin, tuesday):
    routing.copy(sent, units=[izmir], by=sibel, at=tuesday)

    routing.mark_opened(sent, by=yasin, at=tuesday)

    assert sent.consultations.get().opened_at == tuesday
    assert sent.dispatches.get(left_at=None).opened_at is None
