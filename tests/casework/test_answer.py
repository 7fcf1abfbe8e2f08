"""From taking an application to its answer: two pairs of eyes, and nobody approves their own words."""

import pytest

from bimer.casework import answering, policy, queries, working
from bimer.casework.actors import Applicant
from bimer.casework.announcements import announce
from bimer.casework.errors import NotAllowed, Refusal, Stale
from bimer.casework.lifecycle import Move, State
from bimer.casework.models import Answer
from bimer.institutions.models import Posting
from bimer.institutions.roles import Role
from bimer.notices.models import Notice

pytestmark = pytest.mark.django_db


@pytest.fixture
def proposed(application, ozan, tuesday):
    working.take(application, by=ozan, at=tuesday)
    answering.propose(application, text="Lambalar onarıldı.", outcome="positive", by=ozan, at=tuesday)
    return application


def test_take_binds_it_to_the_officer(application, ozan, tuesday):
    working.take(application, by=ozan, at=tuesday)

    assert (application.state, application.taken_by) == (State.IN_PROGRESS, ozan)


def test_taking_twice_is_refused_plainly(application, ozan, tuesday):
    working.take(application, by=ozan, at=tuesday)

    with pytest.raises(Refusal):
        working.take(application, by=ozan, at=tuesday)


def test_a_double_click_changes_nothing_twice(application, ozan, tuesday):
    seen = application.version
    working.take(application, by=ozan, at=tuesday, seen=seen)

    with pytest.raises(Stale):
        working.take(application, by=ozan, at=tuesday, seen=seen)

    assert application.events.filter(move=Move.TAKE).count() == 1


def test_an_outsider_may_not_take(application, yasin, tuesday):
    with pytest.raises(NotAllowed):
        working.take(application, by=yasin, at=tuesday)


def test_a_draft_is_kept_and_overwritten_not_multiplied(application, ozan, tuesday):
    answering.save_draft(application, text="Bir", outcome="informed", by=ozan, at=tuesday)
    answering.save_draft(application, text="İki", outcome="positive", by=ozan, at=tuesday)

    assert list(application.answers.values_list("text", "outcome")) == [("İki", "positive")]


def test_an_empty_answer_can_not_be_proposed(application, ozan, tuesday):
    working.take(application, by=ozan, at=tuesday)

    with pytest.raises(Refusal):
        answering.propose(application, text=" ", outcome="positive", by=ozan, at=tuesday)

    assert not Answer.objects.exists()


def test_approval_releases_the_answer_and_ends_it(proposed, nur, tuesday):
    answer = answering.approve(proposed, by=nur, at=tuesday)

    assert (proposed.state, proposed.answered_at) == (State.ANSWERED, tuesday)
    assert (answer.approved_by, queries.answer_of(proposed)) == (nur, answer)


def test_the_applicant_hears_of_the_answer_once(proposed, nur, tuesday):
    answering.approve(proposed, by=nur, at=tuesday)
    event = proposed.events.get(move=Move.APPROVE)

    announce(event_id=event.pk)
    announce(event_id=event.pk)

    assert [(n.address, n.template) for n in Notice.objects.all()] == [("citizen@example.org", "answered")]


def test_nobody_approves_their_own_answer(proposed, ozan, cankaya, tuesday):
    Posting.objects.create(officer=ozan, role=Role.APPROVER, unit=cankaya, valid_from=tuesday.date())

    with pytest.raises(Refusal):
        answering.approve(proposed, by=ozan, at=tuesday)

    assert Move.APPROVE not in policy.moves(ozan, proposed, on=tuesday.date())


def test_who_had_a_hand_in_it_may_not_approve_even_if_another_proposed(
    application, ozan, nur, cankaya, tuesday
):
    Posting.objects.create(officer=nur, role=Role.RESPONDENT, unit=cankaya, valid_from=tuesday.date())
    answering.save_draft(application, text="Bir", outcome="informed", by=nur, at=tuesday)
    answering.propose(application, text="Bir buçuk", outcome="informed", by=ozan, at=tuesday)

    with pytest.raises(Refusal):
        answering.approve(application, by=nur, at=tuesday)


def test_a_respondent_may_not_approve(proposed, cankaya, rana, tuesday):
    with pytest.raises(NotAllowed):
        answering.approve(proposed, by=rana, at=tuesday)


def test_sent_back_it_returns_to_its_author_with_remarks(proposed, nur, ozan, tuesday):
    answering.send_back(proposed, remarks="Tarih ekleyin.", by=nur, at=tuesday)
    announce(event_id=proposed.events.get(move=Move.SEND_BACK).pk)

    assert (proposed.state, queries.draft_of(proposed).remarks) == (State.IN_PROGRESS, "Tarih ekleyin.")
    assert [(n.address, n.template) for n in Notice.objects.all()] == [("ozan@example.org", "sent_back")]


def test_nothing_happens_to_an_answered_application(proposed, nur, ozan, tuesday):
    answering.approve(proposed, by=nur, at=tuesday)

    with pytest.raises(Refusal):
        answering.save_draft(proposed, text="Yeni", outcome="informed", by=ozan, at=tuesday)


def test_the_applicant_writes_to_the_officer(proposed, tuesday):
    by = Applicant(application_id=proposed.pk)

    answering.write_message(proposed, text="Bugün yine yanmıyor.", by=by, at=tuesday)
    announce(event_id=proposed.events.get(move=Move.WRITE).pk)

    assert [m.text for m in queries.messages_of(proposed)] == ["Bugün yine yanmıyor."]
    assert [(n.address, n.template) for n in Notice.objects.all()] == [
        ("ozan@example.org", "message_arrived")
    ]


def test_nobody_writes_to_an_application_that_is_not_theirs(proposed, tuesday):
    with pytest.raises(NotAllowed):
        answering.write_message(
            proposed, text="Merhaba", by=Applicant(application_id=proposed.pk + 1), at=tuesday
        )
