"""The approver releases the answer or sends it back; never her own."""

import pytest

from bimer.casework import answering, queries
from bimer.institutions.models import Posting
from bimer.institutions.roles import Role
from tests.desk.conftest import at

pytestmark = pytest.mark.django_db


def test_the_approver_sees_the_letter_as_it_will_go(proposed, nurs):
    page = nurs.get(at("approve", proposed)).content.decode()

    assert "Lambalar onarıldı." in page
    assert 'class="remedies"' in page
    pdf = nurs.get(at("answer_pdf", proposed))
    assert (pdf["Content-Type"], pdf.content[:5]) == ("application/pdf", b"%PDF-")


def test_approve(proposed, nur, nurs):
    response = nurs.post(at("approve", proposed), {"seen": proposed.version}, follow=True)

    proposed.refresh_from_db()
    assert (proposed.state, queries.answer_of(proposed).approved_by) == ("answered", nur)
    assert "is on its way to the applicant" in response.content.decode()


def test_nobody_approves_her_own_and_is_told_why(proposed, ozan, ozans, cankaya, monday):
    Posting.objects.create(officer=ozan, role=Role.APPROVER, unit=cankaya, valid_from=monday)

    for page in (ozans.get(at("application", proposed)), ozans.get(at("approve", proposed))):
        assert "another approver has to release it" in page.content.decode()
        assert "Approve and send" not in page.content.decode()
    response = ozans.post(at("approve", proposed), {"seen": proposed.version})

    assert response.status_code == 422
    assert "Another approver has to release it" in response.context["form"].non_field_errors()[0]


def test_an_answer_changed_meanwhile_is_not_approved(proposed, nurs):
    response = nurs.post(at("approve", proposed), {"seen": proposed.version - 1})

    assert response.status_code == 422
    proposed.refresh_from_db()
    assert proposed.state == "awaiting_approval"


def test_what_was_not_proposed_is_not_approved(application, nurs):
    assert "No answer waits for approval" in nurs.get(at("approve", application)).content.decode()
    assert nurs.post(at("approve", application), {"seen": 1}).status_code == 422


def test_send_back(proposed, nurs, ozans):
    nurs.post(at("send_back", proposed), {"seen": proposed.version, "remarks": "Say when it was mended."})

    proposed.refresh_from_db()
    assert proposed.state == "in_progress"
    for name in ("application", "draft"):
        assert "Say when it was mended." in ozans.get(at(name, proposed)).content.decode()


def test_send_back_is_refused_without_remarks(proposed, nurs):
    response = nurs.post(at("send_back", proposed), {"seen": proposed.version, "remarks": ""})

    page = response.content.decode()
    assert response.status_code == 422
    assert "Say what has to change." in page
    assert "Lambalar onarıldı." in page


def test_after_approval_nothing_can_be_decided(proposed, nur, nurs, ozans, monday):
    answering.approve(proposed, by=nur, at=monday)

    for browser in (nurs, ozans):
        page = browser.get(at("application", proposed)).content.decode()
        for name in ("draft", "approve", "send_back", "extend", "ask", "consult"):
            assert at(name, proposed) not in page
        assert "Lambalar onarıldı." in page
    assert nurs.post(at("approve", proposed), {"seen": proposed.version}).status_code == 422
    assert nurs.get(at("answer_pdf", proposed)).status_code == 200
