"""What a deputy may do with the powers of whoever is away, and what the history says of it."""

from datetime import date, datetime

import pytest

from bimer.casework import answering, policy, routing, working
from bimer.casework.errors import NotAllowed, Refusal
from bimer.casework.lifecycle import Move, Right, State
from bimer.institutions import leaves
from bimer.institutions.roles import Role
from tests.conftest import ISTANBUL, make_officer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
MONDAY, FRIDAY = date(2015, 3, 2), date(2015, 3, 6)
AFTERWARDS = datetime(2015, 3, 9, 10, tzinfo=ISTANBUL)


@pytest.fixture
def selin(cankaya):
    return make_officer("selin", "Selin Er", (Role.RESPONDENT, cankaya))


@pytest.fixture
def proposed(application, ozan, monday):
    answering.propose(application, text="Onarıldı.", outcome="positive", by=ozan, at=monday)
    return application


@pytest.fixture
def nur_is_away(nur, selin):
    return leaves.grant(nur, deputy=selin, first=MONDAY, last=FRIDAY, by=nur)


@pytest.mark.usefixtures("nur_is_away")
def test_a_deputy_approves_and_the_history_tells_for_whom(proposed, selin, tuesday):
    answering.approve(proposed, by=selin, at=tuesday)

    assert proposed.state == State.ANSWERED
    assert proposed.events.get(move=Move.APPROVE).facts["acting_for"] == "Nur Tan"


@pytest.mark.usefixtures("nur_is_away")
def test_the_powers_end_with_the_leave(proposed, selin):
    with pytest.raises(NotAllowed):
        answering.approve(proposed, by=selin, at=AFTERWARDS)


def test_ended_early_they_end_at_once(proposed, nur_is_away, selin, tuesday):
    leaves.end(nur_is_away, on=tuesday.date())

    with pytest.raises(NotAllowed):
        answering.approve(proposed, by=selin, at=tuesday)


@pytest.mark.usefixtures("nur_is_away")
def test_what_ones_own_posting_allows_one_does_in_ones_own_name(application, selin, aski, tuesday):
    working.take(application, by=selin, at=tuesday)

    assert application.events.get(move=Move.TAKE).facts == {}


def test_a_deputy_approves_neither_her_own_answer_nor_that_of_whom_she_stands_in_for(
    application, proposed, ozan, nur, selin, cankaya, monday, tuesday
):
    leaves.grant(ozan, deputy=nur, first=MONDAY, last=FRIDAY, by=ozan)

    with pytest.raises(Refusal, match="Another approver"):
        answering.approve(proposed, by=nur, at=tuesday)
    assert Move.APPROVE not in policy.moves(nur, proposed, on=tuesday.date())
    answering.approve(proposed, by=nur, at=AFTERWARDS)
    assert proposed.state == State.ANSWERED


@pytest.mark.usefixtures("nur_is_away")
def test_a_deputy_does_not_approve_what_she_wrote_herself(application, selin, tuesday):
    answering.propose(application, text="Onarıldı.", outcome="positive", by=selin, at=tuesday)

    with pytest.raises(Refusal):
        answering.approve(application, by=selin, at=tuesday)


def test_powers_are_not_lent_on(proposed, nur, selin, rana, tuesday):
    """Rana stands in for Nur; while Rana's own powers are lent to Selin, Nur's are not among them."""
    leaves.grant(nur, deputy=rana, first=MONDAY, last=FRIDAY, by=nur)
    rana.leaves.create(deputy=selin, valid_from=MONDAY, valid_to=FRIDAY)

    assert Right.APPROVE in policy.rights(rana, proposed, on=tuesday.date())
    assert Right.APPROVE not in policy.rights(selin, proposed, on=tuesday.date())


def test_a_deputy_of_a_coordinator_routes_below(application, rana, nur, ankara, aski, tuesday):
    mert = make_officer("mert", "Mert Su", (Role.RESPONDENT, ankara))
    leaves.grant(rana, deputy=mert, first=MONDAY, last=FRIDAY, by=rana)

    routing.forward(application, to=aski, reason="Su", by=mert, at=tuesday)

    assert application.events.get(move=Move.FORWARD).facts["acting_for"] == "Rana Aksoy"


def test_who_directs_whom(rana, ozan, nur, yasin, cankaya):
    assert set(policy.directed(rana, on=MONDAY)) == {rana, ozan, nur}
    assert list(policy.directed(ozan, on=MONDAY)) == [ozan]
