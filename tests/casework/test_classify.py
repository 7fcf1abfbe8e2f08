"""What it is in law can be put right; the clock counts anew and whoever filed is told (domain.md §12.3)."""

import pytest

from bimer.casework import registering
from bimer.casework.announcements import announce
from bimer.casework.errors import NotAllowed, Refusal
from bimer.casework.lifecycle import Move
from bimer.law.kinds import IdentityLevel, Kind
from bimer.notices.models import Notice
from tests.conftest import make_application

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def test_a_new_law_counts_anew_from_the_day_received(application, ozan, tuesday):
    registering.classify(application, kind="information", by=ozan, at=tuesday)

    application.refresh_from_db()
    assert (application.kind, application.regime) == ("information", "4982")
    assert application.due_on.isoformat() == "2015-03-23"  # 15 working days from Monday 2 March
    assert application.promised_on.isoformat() == "2015-04-01"
    assert application.dispatches.get().due_on.isoformat() == "2015-03-23"


def test_it_is_remembered_and_the_applicant_is_told(application, ozan, tuesday):
    registering.classify(application, kind="information", topic="education.exam", by=ozan, at=tuesday)

    event = application.events.get(move=Move.CLASSIFY)
    assert event.facts == {
        "kind": "information",
        "kind_before": "request",
        "topic": "education.exam",
        "topic_before": "",
        "regime": "4982",
        "regime_before": "3071",
        "due_on_before": "2015-04-01",
        "due_on": "2015-03-23",
    }
    announce(event_id=event.pk)
    assert [(n.address, n.template) for n in Notice.objects.all()] == [("citizen@example.org", "classified")]


def test_a_topic_alone_moves_no_clock_and_is_told_to_nobody(application, ozan, tuesday):
    registering.classify(application, kind="request", topic="energy", by=ozan, at=tuesday)

    announce(event_id=application.events.get(move=Move.CLASSIFY).pk)
    assert (application.topic, application.due_on.isoformat()) == ("energy", "2015-04-01")
    assert not Notice.objects.exists()


def test_days_waited_count_under_the_new_law_too(application, ozan, monday, tuesday):
    application.pauses.create(
        cause="fee",
        effect="restart",
        began_at=monday.replace(day=4),
        ended_at=monday.replace(day=9),
    )

    registering.classify(application, kind="information", by=ozan, at=monday.replace(day=10))

    assert application.due_on.isoformat() == "2015-03-30"  # 15 working days from Monday 9 March


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        ({"kind": "information", "regime": "5176"}, "does not stand under this law"),
        ({"kind": "information", "topic": "dragons"}, "no such topic"),
        ({"kind": "request"}, "Nothing is changed"),
    ],
)
def test_what_does_not_fit_is_refused(chosen, said, application, ozan, tuesday):
    with pytest.raises(Refusal, match=said):
        registering.classify(application, by=ozan, at=tuesday, **chosen)


def test_a_withheld_identity_must_be_allowed_by_the_new_kind(cankaya, ozan, monday, tuesday):
    tip_off = make_application(
        cankaya, monday, kind=Kind.TIP_OFF, identity_level=IdentityLevel.ANONYMOUS, details=None
    )

    with pytest.raises(Refusal, match="with this identity: Anonymous"):
        registering.classify(tip_off, kind="information", by=ozan, at=tuesday)


def test_what_was_said_by_telephone_is_no_information_request(cankaya, ozan, monday, tuesday):
    spoken = make_application(cankaya, monday, channel="telephone")

    with pytest.raises(Refusal, match="wants it in writing"):
        registering.classify(spoken, kind="information", by=ozan, at=tuesday)


@pytest.mark.parametrize("what", ["extension", "fee"])
def test_the_law_stays_where_a_fee_or_an_extension_rests_on_it(what, cankaya, ozan, monday, tuesday):
    asked = make_application(cankaya, monday, kind=Kind.INFORMATION)
    if what == "extension":
        asked.extension_ground = "i"
        asked.save()
    else:
        asked.fees.create(plain_pages=20, amount=500, told_at=monday, due_on=tuesday.date())

    with pytest.raises(Refusal, match="can't change any more"):
        registering.classify(asked, kind="request", by=ozan, at=tuesday)


def test_an_outsider_classifies_nothing(application, yasin, tuesday):
    with pytest.raises(NotAllowed):
        registering.classify(application, kind="information", by=yasin, at=tuesday)
