"""Copies, recall, release and assignment at the desk."""

import pytest
from django.utils import timezone

from bimer.casework import routing, working
from bimer.institutions.roles import Role
from tests.conftest import make_officer
from tests.desk.conftest import at, browser_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def selin(cankaya):
    """A second respondent at Çankaya."""
    return make_officer("selin", "Selin Er", (Role.RESPONDENT, cankaya))


def test_a_forwarding_carries_copies_and_a_topic(application, ozans, aski, izmir):
    ozans.post(
        at("forward", application),
        {
            "seen": 1,
            "to": "aski",
            "to_id": aski.pk,
            "reason": "Water",
            "topic": "municipality.water",
            "copy_1": "izmir",
            "copy_1_id": izmir.pk,
        },
    )

    application.refresh_from_db()
    assert (application.holder, application.topic) == (aski, "municipality.water")
    assert application.consultations.get().unit == izmir


def test_searching_keeps_topic_and_copies_in_sight(application, ozans, aski):
    typed = {"seen": 1, "to": "su", "to_id": "", "reason": "x", "topic": "energy", "copy_1": "İzmir"}
    page = ozans.post(at("forward", application), typed | {"search": "1"}).content.decode()

    assert '<details class="govuk-details" open>' in page
    assert 'value="İzmir"' in page


def test_a_copy_is_sent_and_told_on_the_page(application, ozans, izmir):
    response = ozans.post(
        at("copy", application),
        {"seen": 1, "copy_1": "izmir", "copy_1_id": izmir.pk, "reason": "For your information"},
        follow=True,
    )

    page = response.content.decode()
    assert "The institutions can read the application now." in page
    assert "İzmir Valiliği" in page


def test_a_copy_needs_somebody_to_get_it(application, ozans):
    response = ozans.post(at("copy", application), {"seen": 1, "copy_1": "", "reason": ""})

    assert list(response.context["form"].errors) == ["copy_1"]


def test_what_nobody_opened_is_recalled(application, ozan, ozans, aski, cankaya, monday):
    routing.forward(application, to=aski, reason="Water", by=ozan, at=monday)
    assert at("recall", application) in ozans.get(at("application", application)).content.decode()

    ozans.post(at("recall", application), {"seen": 2, "reason": ""})

    application.refresh_from_db()
    assert application.holder == cankaya


def test_opening_the_page_opens_it_for_the_unit(application, ozan, ozans, sibel, aski, monday):
    routing.forward(application, to=aski, reason="Water", by=ozan, at=monday)

    page = browser_of(sibel).get(at("application", application)).content.decode()

    assert "Opened " in page
    assert application.dispatches.get(left_at=None).opened_at
    assert ozans.post(at("recall", application), {"seen": 2, "reason": ""}).status_code == 403


def test_release_frees_it(application, ozan, ozans, monday):
    working.take(application, by=ozan, at=monday)

    ozans.post(at("release", application), {"seen": 2})

    application.refresh_from_db()
    assert (application.taken_by, application.state) == (None, "received")


def test_a_coordinator_assigns_it(application, ozan, ranas, selin, monday):
    working.take(application, by=ozan, at=monday)
    offered = ranas.get(at("assign", application)).content.decode()
    assert "Selin Er" in offered
    assert f'value="{ozan.pk}"' not in offered

    ranas.post(at("assign", application), {"seen": 2, "to": selin.pk})

    application.refresh_from_db()
    assert application.taken_by == selin


def test_where_nobody_else_works_the_page_says_so(application, ozan, ozans, monday):
    working.take(application, by=ozan, at=monday)

    page = ozans.get(at("assign", application)).content.decode()

    assert "Nobody else who answers applications" in page
    assert "<button" not in page.partition("<main")[2].partition("</main>")[0]


def test_only_what_a_colleague_let_lie_can_be_taken_over(application, ozan, selin, tuesday):

    working.take(application, by=ozan, at=timezone.now())
    selins = browser_of(selin)
    assert at("take", application) not in selins.get(at("application", application)).content.decode()

    response = selins.post(at("take", application), {"seen": 2})
    assert "Ozan Demir has it since" in response.context["form"].non_field_errors()[0]


@pytest.mark.parametrize(
    "name", ["copy", "recall", "release", "assign", "classify", "correct", "merge", "split"]
)
def test_an_outsider_does_not_find_these_pages(name, application, yasins):
    assert yasins.get(at(name, application)).status_code == 404
