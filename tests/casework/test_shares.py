"""Who had it how long: one clock from registration, every day of it somebody's."""

import random
from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest

from bimer.casework import routing
from bimer.casework.lifecycle import Move, State
from bimer.casework.models import Application, Dispatch, Event, Pause
from bimer.casework.shares import shares
from tests.conftest import ISTANBUL, make_application

pytestmark = pytest.mark.django_db


def table(application, on: date) -> list[tuple[str, str, str, str, int, int]]:
    return [
        (share.holding.value, share.name, str(share.first), str(share.last), share.days, share.working_days)
        for share in shares(application, on=on)
    ]


def happened(application, at: datetime, after: State, move: Move = Move.APPROVE) -> None:
    """As a step would leave it."""
    application.version += 1
    application.state = after
    application.save()
    Event.objects.create(
        application=application,
        sequence=application.version,
        move=move,
        at=at,
        after=after,
        holder=application.holder,
    )


def test_on_the_day_of_registration_nobody_had_it_yet(application, monday):
    assert shares(application, on=monday.date()) == ()


def test_one_unit_has_all_days(application, monday):
    assert table(application, date(2015, 3, 9)) == [
        ("unit", "Çankaya Kaymakamlığı", "2015-03-03", "2015-03-09", 7, 5)
    ]


def test_the_day_of_a_forwarding_belongs_to_who_has_it_in_the_evening(application, aski, rana, monday):
    routing.forward(application, to=aski, reason="Su", by=rana, at=monday + timedelta(days=2))

    assert table(application, date(2015, 3, 10)) == [
        ("unit", "Çankaya Kaymakamlığı", "2015-03-03", "2015-03-03", 1, 1),
        ("unit", str(aski), "2015-03-04", "2015-03-10", 7, 5),
    ]


def test_a_night_before_midnight_in_istanbul_is_that_day(application, aski, rana):
    late = datetime(2015, 3, 4, 23, 30, tzinfo=ISTANBUL)
    routing.forward(application, to=aski, reason="Su", by=rana, at=late)

    assert [share.days for share in shares(application, on=date(2015, 3, 4))] == [1, 1]


def test_what_it_waits_for_has_its_own_days(application, monday):
    Pause.objects.create(
        application=application,
        cause="fee",
        effect="restart",
        began_at=monday + timedelta(days=1),
        ended_at=monday + timedelta(days=4),
    )

    assert table(application, date(2015, 3, 7)) == [
        ("pause", "fee", "2015-03-03", "2015-03-05", 3, 3),
        ("unit", "Çankaya Kaymakamlığı", "2015-03-06", "2015-03-07", 2, 1),
    ]


def test_the_day_of_the_answer_is_the_last_and_the_units(application, monday):
    happened(application, monday + timedelta(days=3), State.ANSWERED)

    assert table(application, date(2016, 1, 1)) == [
        ("unit", "Çankaya Kaymakamlığı", "2015-03-03", "2015-03-05", 3, 3)
    ]


def test_between_two_rounds_the_days_are_nobodys(application, monday):
    happened(application, monday + timedelta(days=1), State.ANSWERED)
    happened(application, monday + timedelta(days=4), State.ANSWERED, Move.RATE)
    happened(application, monday + timedelta(days=8), State.IN_PROGRESS, Move.REOPEN)

    assert table(application, date(2015, 3, 11)) == [
        ("unit", "Çankaya Kaymakamlığı", "2015-03-03", "2015-03-03", 1, 1),
        ("closed", "", "2015-03-04", "2015-03-09", 6, 4),
        ("unit", "Çankaya Kaymakamlığı", "2015-03-10", "2015-03-11", 2, 2),
    ]


def test_a_part_split_off_has_the_days_of_the_whole_before_it(application, aski, monday):
    part = make_application(aski, monday)
    Application.objects.filter(pk=part.pk).update(origin=application)
    Dispatch.objects.filter(application=part).update(received_at=monday + timedelta(days=3))
    Dispatch.objects.filter(application=application).update(left_at=monday + timedelta(days=3))
    part.refresh_from_db()

    assert [(share.name, share.days) for share in shares(part, on=date(2015, 3, 9))] == [
        ("Çankaya Kaymakamlığı", 2),
        (str(aski), 5),
    ]


@pytest.mark.parametrize("seed", range(12))
def test_whatever_happens_the_shares_add_up_to_the_days(
    seed, application, cankaya, aski, izmir, rana, monday
):
    chance = random.Random(seed)
    at = monday
    Dispatch.objects.all().delete()
    for _turn in range(chance.randint(1, 9)):
        until = at + timedelta(hours=chance.randint(1, 200))
        unit = chance.choice([cankaya, aski, izmir])
        application.dispatches.create(unit=unit, received_at=at, left_at=until, due_on=application.due_on)
        if chance.random() < 0.4:
            middle = at + (until - at) / 2
            application.pauses.create(cause="applicant", effect="none", began_at=at, ended_at=middle)
        if chance.random() < 0.3:
            happened(application, until, State.ANSWERED)
            happened(application, until + timedelta(hours=chance.randint(1, 90)), State.RECEIVED, Move.OBJECT)
        at = until
    application.dispatches.create(unit=cankaya, received_at=at, due_on=application.due_on)
    on = (at + timedelta(days=chance.randint(1, 30))).date()

    found = shares(application, on=on)

    assert sum(share.days for share in found) == (on - monday.date()).days
    assert found[0].first == monday.date() + timedelta(days=1)
    assert found[-1].last == on
    assert all(one.last + timedelta(days=1) == next_one.first for one, next_one in pairwise(found))


def test_it_asks_the_same_however_much_happened(
    application, rana, aski, cankaya, monday, django_assert_num_queries
):
    for number in range(4):
        to = (aski, cankaya)[number % 2]
        routing.forward(application, to=to, reason="Su", by=rana, at=monday + timedelta(days=number + 1))

    with django_assert_num_queries(3):
        assert len(shares(application, on=date(2015, 3, 20))) == 4
