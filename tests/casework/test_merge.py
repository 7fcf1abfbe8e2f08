"""The same person files the same again: the first goes on, and its answer answers both (domain.md §12.6)."""

import dataclasses

import pytest

from bimer.casework import answering, queries, registering
from bimer.casework.announcements import announce
from bimer.casework.errors import NotAllowed, Refusal
from bimer.casework.lifecycle import Move, State
from bimer.law.kinds import IdentityLevel, Kind
from bimer.notices.models import Notice
from tests.conftest import CITIZEN, make_application

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.fixture
def again(application, cankaya, tuesday):
    """Ayşe Yılmaz files the same once more on Tuesday."""
    return make_application(cankaya, tuesday)


def test_the_second_is_closed_and_the_first_goes_on(application, again, ozan, tuesday):
    registering.merge(again, into=application, by=ozan, at=tuesday)

    application.refresh_from_db()
    again.refresh_from_db()
    assert (again.state, again.merged_into) == (State.MERGED, application)
    assert (application.state, application.due_on.isoformat()) == (State.RECEIVED, "2015-04-01")


def test_both_histories_know(application, again, ozan, tuesday):
    registering.merge(again, into=application, by=ozan, at=tuesday)

    assert again.events.get(move=Move.MERGE).facts == {
        "into": application.number,
        "unit": "Çankaya Kaymakamlığı",
        "due_on": "2015-04-01",
    }
    assert application.events.get(move=Move.MERGE).facts == {"merged": again.number}


def test_the_applicant_is_told_once(application, again, ozan, tuesday):
    registering.merge(again, into=application, by=ozan, at=tuesday)

    for merged in (again, application):
        announce(event_id=merged.events.get(move=Move.MERGE).pk)
    assert [(n.address, n.template) for n in Notice.objects.all()] == [("citizen@example.org", "merged")]


def test_the_answer_of_the_first_is_read_from_the_second(application, again, ozan, nur, tuesday):
    registering.merge(again, into=application, by=ozan, at=tuesday)
    answering.propose(application, text="Onarıldı.", outcome="done", by=ozan, at=tuesday)
    answering.approve(application, by=nur, at=tuesday)

    again.refresh_from_db()
    assert queries.answer_of(again).text == "Onarıldı."


def test_nothing_is_merged_with_itself_or_into_a_later_one(application, again, ozan, tuesday):
    with pytest.raises(Refusal, match="the application itself"):
        registering.merge(again, into=again, by=ozan, at=tuesday)
    with pytest.raises(Refusal, match="filed later"):
        registering.merge(application, into=again, by=ozan, at=tuesday)


def test_each_person_is_owed_an_answer_of_their_own(application, cankaya, ozan, tuesday):
    other = dataclasses.replace(CITIZEN, name="Fatma", identity_number="10000000078")
    similar = make_application(cankaya, tuesday, details=other)

    with pytest.raises(Refusal, match="not filed by the same person"):
        registering.merge(similar, into=application, by=ozan, at=tuesday)


def test_merging_never_tells_who_is_behind_a_withheld_identity(cankaya, ozan, monday, tuesday):
    open_one = make_application(cankaya, monday, kind=Kind.COMPLAINT)
    hidden = make_application(cankaya, tuesday, kind=Kind.COMPLAINT, identity_level=IdentityLevel.HIDDEN)

    with pytest.raises(Refusal, match="not filed by the same person"):
        registering.merge(hidden, into=open_one, by=ozan, at=tuesday)


def test_of_two_without_a_name_the_officer_judges(cankaya, ozan, monday, tuesday):
    nameless = {"kind": Kind.TIP_OFF, "identity_level": IdentityLevel.ANONYMOUS, "details": None}
    first, second = (make_application(cankaya, at, **nameless) for at in (monday, tuesday))

    registering.merge(second, into=first, by=ozan, at=tuesday)

    assert second.state == State.MERGED


def test_it_goes_into_nothing_that_is_elsewhere_or_closed(again, application, izmir, ozan, nur, tuesday):
    elsewhere = make_application(izmir, tuesday)
    with pytest.raises(Refusal, match="not with your units"):
        registering.merge(again, into=elsewhere, by=ozan, at=tuesday)
    answering.propose(application, text="Onarıldı.", outcome="done", by=ozan, at=tuesday)

    with pytest.raises(Refusal, match="Awaiting approval"):
        registering.merge(again, into=application, by=ozan, at=tuesday)


def test_who_is_complained_about_in_one_must_be_named_in_the_other(again, application, aski, ozan, tuesday):
    again.accused_units = [aski.pk]
    again.save()

    with pytest.raises(Refusal, match="complains about somebody"):
        registering.merge(again, into=application, by=ozan, at=tuesday)


def test_a_refused_merger_leaves_no_trace(application, again, ozan, tuesday):
    with pytest.raises(Refusal):
        registering.merge(application, into=again, by=ozan, at=tuesday)

    assert not application.events.filter(move=Move.MERGE).exists()


def test_an_outsider_merges_nothing(application, again, yasin, tuesday):
    with pytest.raises(NotAllowed):
        registering.merge(again, into=application, by=yasin, at=tuesday)
