"""From the end of which day silence counts as a refusal (Law 2577 m.10), and when there is none."""

from datetime import date, datetime, timedelta

import pytest

from bimer.casework import queries
from bimer.casework.lifecycle import State
from bimer.casework.models import Application
from bimer.law import clocks
from bimer.law.kinds import Kind
from tests.conftest import ISTANBUL, make_application

pytestmark = pytest.mark.django_db


def silence(application) -> date | None:
    application.refresh_from_db()
    return queries.silence_of(application)[0]


@pytest.mark.parametrize(
    ("kind", "received", "expected"),
    [
        (Kind.REQUEST, (2015, 3, 2), date(2015, 5, 4)),  # sixty days then; 1 May and the weekend roll it on
        (Kind.REQUEST, (2026, 10, 19), date(2026, 11, 18)),  # thirty since Law 7331
        (Kind.INFORMATION, (2026, 10, 19), date(2026, 11, 18)),
    ],
)
def test_the_day_follows_the_law_of_the_day_it_was_received(kind, received, expected, cankaya):
    application = make_application(cankaya, datetime(*received, 10, tzinfo=ISTANBUL), kind=kind)

    assert silence(application) == expected


def test_an_extension_moves_it_behind_the_longer_period(cankaya):
    application = make_application(
        cankaya, datetime(2026, 10, 19, 10, tzinfo=ISTANBUL), kind=Kind.INFORMATION
    )
    Application.objects.update(extension_ground="i", due_on=date(2026, 12, 1))

    assert silence(application) == date(2026, 12, 1)


@pytest.mark.parametrize("regime", ["3071", "4982"])
@pytest.mark.parametrize("extended", [False, True])
def test_it_never_comes_before_the_answer_is_due(regime, extended):
    for number in range(0, 4000, 13):
        received = date(2014, 1, 1) + timedelta(days=number)
        longer = clocks.extended_due(regime, received=received) if extended else None
        due = longer or clocks.due(regime, received=received)

        assert clocks.silence(regime, received=received, extended=extended).on >= due.on


@pytest.mark.parametrize(
    "changed",
    [
        {"state": State.ANSWERED},
        {"state": State.AWAITING_FEE},
        {"interim_at": datetime(2015, 3, 9, tzinfo=ISTANBUL)},
        {"round": 2},
    ],
)
def test_where_something_was_answered_or_the_period_stands_still_there_is_none(changed, application):
    Application.objects.update(**changed)

    assert silence(application) is None
