"""The cost of access: told, it interrupts the period; paid, the period begins anew; unpaid, it lapses."""

from datetime import date, datetime, timedelta

import pytest

from bimer.casework import answering, timing
from bimer.casework.errors import Refusal
from bimer.casework.lifecycle import State
from bimer.law import fees
from bimer.law.kinds import Kind
from tests.conftest import ISTANBUL, make_application

pytestmark = pytest.mark.django_db


@pytest.fixture
def application(cankaya, monday):
    return make_application(cankaya, monday, kind=Kind.INFORMATION)


@pytest.fixture
def charged(application, ozan, tuesday):
    timing.charge(application, plain_pages=40, by=ozan, at=tuesday)
    return application


def test_charge_waits_for_the_payment(charged, tuesday):
    fee = charged.fees.get()

    assert charged.state == State.AWAITING_FEE
    assert (fee.amount, fee.due_on) == (fees.access_fee(40, 0, tuesday.date()).kurus, date(2015, 3, 24))
    assert (charged.pauses.get().cause, charged.pauses.get().effect) == ("fee", "restart")


def test_what_is_free_is_not_charged(application, ozan, tuesday):
    with pytest.raises(Refusal, match="10"):
        timing.charge(application, plain_pages=6, colour_pages=4, by=ozan, at=tuesday)
    assert application.state == State.RECEIVED


def test_a_petition_costs_nothing(cankaya, ozan, monday, tuesday):
    with pytest.raises(Refusal):
        timing.charge(make_application(cankaya, monday), plain_pages=40, by=ozan, at=tuesday)


def test_paid_the_period_begins_anew(charged, ozan):
    timing.pay(charged, receipt="VD-17", by=ozan, at=datetime(2015, 3, 10, 9, tzinfo=ISTANBUL))

    assert (charged.state, charged.due_on) == (State.IN_PROGRESS, date(2015, 3, 31))
    assert charged.pauses.get().ended_at is not None
    assert charged.fees.get().receipt == "VD-17"


def test_without_a_proof_nothing_is_paid(charged, ozan, tuesday):
    with pytest.raises(Refusal):
        timing.pay(charged, receipt=" ", by=ozan, at=tuesday)


def test_the_cost_is_told_once(charged, ozan, tuesday):
    timing.pay(charged, receipt="VD-17", by=ozan, at=tuesday)

    with pytest.raises(Refusal):
        timing.charge(charged, plain_pages=80, by=ozan, at=tuesday)


def test_after_an_interruption_it_can_be_extended_within_the_new_period(charged, ozan):
    paid = datetime(2015, 3, 20, 9, tzinfo=ISTANBUL)
    timing.pay(charged, receipt="VD-17", by=ozan, at=paid)

    timing.extend(charged, ground="i", by=ozan, at=paid + timedelta(days=14))

    assert charged.due_on == date(2015, 5, 5)


def test_meanwhile_nothing_is_answered(charged, ozan, tuesday):
    with pytest.raises(Refusal):
        answering.propose(charged, text="x", outcome="positive", by=ozan, at=tuesday)


def test_unpaid_it_lapses_after_its_last_day_and_only_once(charged):
    fee = charged.fees.get()
    with pytest.raises(Refusal):
        timing.lapse(fee, at=datetime(2015, 3, 24, 23, tzinfo=ISTANBUL))

    at = datetime(2015, 3, 25, 1, tzinfo=ISTANBUL)
    timing.lapse(fee, at=at)

    charged.refresh_from_db()
    assert (charged.state, charged.pauses.get().ended_at) == (State.WITHDRAWN, at)
    with pytest.raises(Refusal):
        timing.lapse(fee, at=at)


def test_what_was_paid_does_not_lapse(charged, ozan, tuesday):
    timing.pay(charged, receipt="VD-17", by=ozan, at=tuesday)

    with pytest.raises(Refusal):
        timing.lapse(charged.fees.get(), at=tuesday + timedelta(days=90))
    charged.refresh_from_db()
    assert charged.state == State.IN_PROGRESS
