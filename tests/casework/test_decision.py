"""What each decision needs before it goes out, and where it leaves the application."""

from datetime import date, timedelta

import pytest

from bimer.casework import afterwards, answering, policy
from bimer.casework.actors import Applicant
from bimer.casework.errors import Refusal
from bimer.casework.lifecycle import Move, State
from bimer.institutions.models import Posting
from bimer.institutions.roles import Role
from bimer.law.kinds import Kind
from tests.conftest import make_application, make_officer

pytestmark = pytest.mark.django_db


@pytest.fixture
def request_for_information(cankaya, monday):
    return make_application(cankaya, monday, kind=Kind.INFORMATION)


@pytest.fixture
def decide(ozan, nur, tuesday):
    """Ozan proposes, Nur approves."""

    def both(application, at=tuesday, **content):
        answering.propose(application, **({"text": "Cevap."} | content), by=ozan, at=at)
        return answering.approve(application, by=nur, at=at)

    return both


@pytest.fixture
def propose(ozan, tuesday):
    return lambda application, **content: answering.propose(
        application, **({"text": "Cevap."} | content), by=ozan, at=tuesday
    )


# --- Answer ----------------------------------------------------------------------------------------
@pytest.mark.parametrize("outcome", ["positive", "informed", "not_held", "done", "unfounded", "refused"])
def test_an_answer_closes_with_each_outcome_of_the_law(outcome, application, decide, tuesday):
    answer = decide(application, outcome=outcome)

    assert (application.state, application.answered_at, answer.outcome) == (State.ANSWERED, tuesday, outcome)
    assert application.events.get(move=Move.APPROVE).facts["outcome"] == outcome


def test_an_outcome_that_the_law_does_not_know_is_refused(request_for_information, propose):
    with pytest.raises(Refusal, match=r"Right to Information Law|Bilgi Edinme"):
        propose(request_for_information, outcome="done")


def test_a_refusal_of_information_names_its_ground(request_for_information, propose):
    with pytest.raises(Refusal, match=r"ground|gerekçe"):
        propose(request_for_information, outcome="refused")
    assert not request_for_information.answers.exists()


def test_a_ground_of_another_law_is_refused_with_the_right_ones(request_for_information, propose):
    with pytest.raises(Refusal, match=r"M6A.*R07"):
        propose(request_for_information, outcome="refused", ground="M6A")


def test_partial_access_says_why_a_part_is_kept_back(request_for_information, propose):
    with pytest.raises(Refusal, match=r"m.9"):
        propose(request_for_information, outcome="partial", ground="R21")

    answer = propose(request_for_information, outcome="partial", ground="R21", separation="Kişi adları.")
    assert (answer.ground, answer.separation) == ("R21", "Kişi adları.")


def test_what_was_granted_keeps_no_ground(request_for_information, propose):
    assert propose(request_for_information, outcome="positive", ground="R16").ground == ""


@pytest.mark.parametrize("days", [None, -1, 0])
def test_a_promise_needs_a_day_to_come(days, application, propose, tuesday):
    day = None if days is None else tuesday.date() + timedelta(days=days)

    with pytest.raises(Refusal, match=r"2015"):
        propose(application, outcome="promised", promise_on=day)


def test_a_promise_is_kept_in_mind(application, decide):
    decide(application, outcome="promised", promise_on=date(2015, 6, 1))

    assert (application.state, application.promise_on) == (State.ANSWERED, date(2015, 6, 1))


def test_a_promise_that_has_passed_meanwhile_is_not_approved(application, propose, nur, tuesday):
    propose(application, outcome="promised", promise_on=date(2015, 3, 6))

    with pytest.raises(Refusal):
        answering.approve(application, by=nur, at=tuesday + timedelta(days=5))
    assert application.state == State.AWAITING_APPROVAL


# --- Interim ---------------------------------------------------------------------------------------
def test_an_interim_answer_leaves_the_obligation_open(application, decide, tuesday):
    decide(application, decision="interim")

    assert (application.state, application.answered_at) == (State.INTERIM, None)
    assert (application.interim_at, application.due_on) == (tuesday, date(2015, 4, 2))
    assert application.promised_on == date(2015, 4, 1)
    assert application.rung == 0


def test_it_can_be_repeated_and_ends_with_the_final_answer(application, decide, tuesday):
    decide(application, decision="interim")
    later = tuesday + timedelta(days=20)
    decide(application, decision="interim", at=later)

    assert application.due_on == date(2015, 4, 22)

    decide(application, outcome="positive", at=later)
    assert (application.state, application.interim_at) == (State.ANSWERED, None)
    assert list(application.answers.order_by("pk").values_list("decision", flat=True)) == [
        "interim",
        "interim",
        "answer",
    ]


def test_sent_back_after_an_interim_answer_it_stays_interim(application, decide, propose, nur, tuesday):
    decide(application, decision="interim")
    propose(application, outcome="positive")
    answering.send_back(application, remarks="Tarih.", by=nur, at=tuesday)

    assert application.state == State.INTERIM


def test_information_requests_know_no_interim_answer(request_for_information, propose):
    with pytest.raises(Refusal):
        propose(request_for_information, decision="interim")


# --- Not examined ----------------------------------------------------------------------------------
def test_not_examined_needs_a_ground_of_its_own_law(application, propose):
    for ground in ("", "R16"):
        with pytest.raises(Refusal):
            propose(application, decision="not_examined", ground=ground)


def test_not_examined_closes_with_ground_and_reason(application, decide, tuesday):
    decide(application, decision="not_examined", ground="M6A")

    assert (application.state, application.answered_at) == (State.NOT_EXAMINED, tuesday)
    assert application.events.get(move=Move.APPROVE).facts["ground"] == "M6A"


@pytest.fixture
def complaint(cankaya, monday):
    return make_application(cankaya, monday, kind=Kind.COMPLAINT)


def _checked(application, by, at, *, goes_on):
    application.checks.create(goes_on=goes_on, reasons="x", unit=application.holder, by=by, at=at)


def test_a_complaint_is_not_left_without_the_check(complaint, propose, ozan, tuesday):
    with pytest.raises(Refusal):
        propose(complaint, decision="not_examined", ground="M6A")
    _checked(complaint, ozan, tuesday, goes_on=True)
    with pytest.raises(Refusal):
        propose(complaint, decision="not_examined", ground="M6A")

    _checked(complaint, ozan, tuesday, goes_on=False)
    propose(complaint, decision="not_examined", ground="M6A")
    assert complaint.state == State.AWAITING_APPROVAL


def test_a_claim_found_baseless_has_no_other_consequence(complaint, decide):
    decide(complaint, outcome="unfounded")

    assert complaint.state == State.ANSWERED
    assert (complaint.accused_units, complaint.accused_officers) == ([], [])


# --- Referral --------------------------------------------------------------------------------------
def test_a_referral_names_an_authority_that_exists(application, propose):
    for authority in ("", "star_chamber"):
        with pytest.raises(Refusal):
            propose(application, decision="referral", authority=authority)


def test_a_referral_ends_the_work_here(application, decide, tuesday):
    decide(application, decision="referral", authority="prosecutor")

    assert (application.state, application.answered_at) == (State.REFERRED, tuesday)
    assert application.events.get(move=Move.APPROVE).facts["authority"] == "prosecutor"


# --- Rounds ----------------------------------------------------------------------------------------
@pytest.fixture
def objected(application, decide, cankaya, tuesday):
    decide(application, outcome="refused")
    afterwards.objection(application, by=Applicant(application.pk), at=tuesday)
    return application


def test_after_an_objection_none_of_those_who_answered_decides_again(objected, ankara, ozan, nur, tuesday):
    for officer, role in ((ozan, Role.RESPONDENT), (nur, Role.RESPONDENT), (nur, Role.APPROVER)):
        Posting.objects.create(officer=officer, role=role, unit=ankara, valid_from=tuesday.date())

    for officer in (ozan, nur):
        with pytest.raises(Refusal):
            answering.save_draft(objected, text="Aynı.", outcome="refused", by=officer, at=tuesday)
        assert not policy.DECIDING.intersection(policy.moves(officer, objected, on=tuesday.date()))


def test_others_decide_after_an_objection_and_one_of_the_old_hands_can_not_approve(
    objected, ankara, rana, nur, tuesday
):
    Posting.objects.create(officer=nur, role=Role.APPROVER, unit=ankara, valid_from=tuesday.date())
    answering.propose(objected, text="Başka.", outcome="positive", by=rana, at=tuesday)

    with pytest.raises(Refusal):
        answering.approve(objected, by=nur, at=tuesday)

    answering.approve(objected, by=make_officer("can", "Can Er", (Role.APPROVER, ankara)), at=tuesday)
    assert (objected.state, objected.round) == (State.ANSWERED, 2)
    assert list(objected.answers.order_by("pk").values_list("round", flat=True)) == [1, 2]


def test_reopened_by_an_officer_the_old_hands_may_go_on(application, decide, ozan, nur, tuesday):
    decide(application, outcome="refused")
    afterwards.reopen(application, reason="Yeni belge.", by=ozan, at=tuesday)
    Posting.objects.create(officer=nur, role=Role.RESPONDENT, unit=application.holder, valid_from=tuesday)
    Posting.objects.create(officer=ozan, role=Role.APPROVER, unit=application.holder, valid_from=tuesday)
    answering.propose(application, text="Yeni.", outcome="positive", by=nur, at=tuesday)

    answering.approve(application, by=ozan, at=tuesday)

    assert application.state == State.ANSWERED
