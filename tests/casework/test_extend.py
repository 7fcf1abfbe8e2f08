"""The longer period: only with a ground of the law, only in time, only once (4982 m.11)."""

from datetime import date, datetime

import pytest

from bimer.casework import consulting, timing
from bimer.casework.announcements import announce
from bimer.casework.errors import Refusal
from bimer.casework.lifecycle import Move
from bimer.law.kinds import Kind
from bimer.notices.models import Notice
from tests.conftest import ISTANBUL, make_application

pytestmark = pytest.mark.django_db


@pytest.fixture
def application(cankaya, monday):
    return make_application(cankaya, monday, kind=Kind.INFORMATION)


def test_extend_moves_the_last_day_and_keeps_the_promised_one(application, ozan, tuesday):
    timing.extend(application, ground="ii", by=ozan, at=tuesday)

    assert (application.due_on, application.promised_on) == (date(2015, 4, 13), date(2015, 3, 23))
    assert (application.extension_ground, application.rung) == ("ii", 0)
    facts = application.events.get(move=Move.EXTEND).facts
    assert facts == {"ground": "ii", "left_due_on": "2015-03-23", "due_on": "2015-04-13"}


def test_it_is_possible_on_the_last_day_and_not_after(application, ozan):
    with pytest.raises(Refusal, match="2015"):
        timing.extend(application, ground="i", by=ozan, at=datetime(2015, 3, 24, 9, tzinfo=ISTANBUL))
    assert application.due_on == date(2015, 3, 23)

    timing.extend(application, ground="i", by=ozan, at=datetime(2015, 3, 23, 23, 59, tzinfo=ISTANBUL))
    assert application.due_on == date(2015, 4, 13)


def test_not_twice_and_says_until_when_it_stands(application, ozan, tuesday):
    timing.extend(application, ground="iii", by=ozan, at=tuesday)

    with pytest.raises(Refusal, match="13"):
        timing.extend(application, ground="i", by=ozan, at=tuesday)


@pytest.mark.parametrize("ground", ["", "iv", "R16"])
def test_only_with_a_ground_to_extend(ground, application, ozan, tuesday):
    with pytest.raises(Refusal, match="i, ii, iii"):
        timing.extend(application, ground=ground, by=ozan, at=tuesday)


def test_a_petition_knows_no_extension(cankaya, ozan, monday, tuesday):
    with pytest.raises(Refusal):
        timing.extend(make_application(cankaya, monday), ground="i", by=ozan, at=tuesday)


def test_the_applicant_is_told(application, ozan, tuesday):
    timing.extend(application, ground="i", by=ozan, at=tuesday)
    announce(event_id=application.events.get(move=Move.EXTEND).pk)

    assert [(n.address, n.template) for n in Notice.objects.all()] == [("citizen@example.org", "extended")]


@pytest.mark.parametrize(("purpose", "ground"), [("opinion", "ii"), ("part", "iii"), (None, "")])
def test_the_ground_that_follows_from_whom_was_asked(purpose, ground, application, aski, ozan, tuesday):
    if purpose:
        asked = [consulting.Asked(unit=aski, question="Pay?", purpose=purpose)]
        consulting.consult(application, asked=asked, by=ozan, at=tuesday)

    assert timing.suggested_ground(application) == ground
