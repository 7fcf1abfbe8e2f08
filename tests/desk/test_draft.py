"""The answer in the making, and its proposal."""

import pytest

from bimer.casework import queries, working
from tests.desk.conftest import at

pytestmark = pytest.mark.django_db
ANSWER = "Lambalar onarıldı.\r\n\r\n  Saygılarımla"


def test_save_draft(application, ozan, ozans):
    response = ozans.post(
        at("draft", application), {"seen": 1, "text": ANSWER, "outcome": "positive", "then": "save"}
    )

    draft = queries.draft_of(application)
    assert response["Location"] == at("draft", application)
    assert (draft.text, draft.outcome, draft.drafted_by) == (ANSWER.replace("\r\n", "\n"), "positive", ozan)
    application.refresh_from_db()
    assert (application.taken_by, application.state) == (ozan, "in_progress")


def test_a_saved_draft_is_there_to_go_on_with(application, ozans):
    ozans.post(at("draft", application), {"seen": 1, "text": "Half", "outcome": "refused", "then": "save"})

    page = ozans.get(at("draft", application))

    assert page.context["form"]["text"].value() == "Half"
    assert page.context["form"]["outcome"].value() == "refused"


def test_propose(application, ozans):
    ozans.post(at("take", application), {"seen": 1})
    response = ozans.post(
        at("draft", application), {"seen": 2, "text": ANSWER, "outcome": "positive", "then": "propose"}
    )

    application.refresh_from_db()
    assert response["Location"] == at("application", application)
    assert application.state == "awaiting_approval"


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ({"text": "  ", "outcome": "positive"}, "text", "Write the answer."),
        ({"text": "x" * 100_001, "outcome": "positive"}, "text", "at most"),
        ({"text": "a\x00", "outcome": "positive"}, "text", "can't be stored"),
        ({"text": "x"}, "outcome", "Choose the outcome."),
        ({"text": "x", "outcome": "gone"}, "outcome", "Select a valid choice"),
    ],
)
def test_what_is_missing_or_wrong_is_said(typed, field, said, application, ozans):
    response = ozans.post(at("draft", application), {"seen": 1, **typed})

    assert response.status_code == 422
    assert said in response.context["form"].errors[field][0]


def test_two_drafting_at_once_the_second_keeps_her_text(application, ozan, ozans, nur, monday):
    working.take(application, by=ozan, at=monday)

    response = ozans.post(at("draft", application), {"seen": 1, "text": "My text", "outcome": "positive"})

    assert response.status_code == 422
    assert "My text" in response.content.decode()
    assert queries.draft_of(application) is None


def test_what_waits_for_approval_is_drafted_no_more(proposed, ozans):
    response = ozans.post(
        at("draft", proposed), {"seen": proposed.version, "text": "Later", "outcome": "positive"}
    )

    assert response.status_code == 422
    assert "waits for approval" in response.content.decode()
    assert at("draft", proposed) not in ozans.get(at("application", proposed)).content.decode()


def test_html_in_an_answer_stays_text(application, ozans):
    ozans.post(at("draft", application), {"seen": 1, "text": "<script>x</script>", "outcome": "informed"})

    page = ozans.get(at("application", application)).content.decode()

    assert "<script>x" not in page
    assert "&lt;script&gt;x" in page
