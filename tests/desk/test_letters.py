"""The clerk's queue of letters for those without e-mail."""

from dataclasses import replace

import pytest

from bimer.casework.announcements import announce
from bimer.notices.models import Notice
from tests.conftest import CITIZEN, make_application
from tests.desk.conftest import browser_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def letter(cankaya, veli, monday):
    """The receipt of somebody who has no e-mail waits at Çankaya's desk."""
    application = make_application(cankaya, monday, details=replace(CITIZEN, email=""))
    announce(event_id=application.events.get().pk)
    return Notice.objects.get(person=application.applicant)


def test_the_clerk_prints_and_marks(letter, veli):
    velis = browser_of(veli)
    page = velis.get("/gorevli/", follow=True)
    assert page.redirect_chain == [("/gorevli/mektuplar/", 302)]
    assert ">Receipt<" in page.content.decode()

    pdf = velis.get(f"/gorevli/mektuplar/{letter.pk}.pdf")
    assert (pdf["Content-Type"], pdf.content[:5]) == ("application/pdf", b"%PDF-")

    page = velis.post(f"/gorevli/mektuplar/{letter.pk}/basildi/", follow=True)
    assert page.context["letters"] == []
    letter.refresh_from_db()
    assert letter.printed_by == veli


def test_marking_twice_changes_nothing(letter, veli):
    velis = browser_of(veli)
    velis.post(f"/gorevli/mektuplar/{letter.pk}/basildi/")
    letter.refresh_from_db()
    printed_at = letter.printed_at

    assert velis.post(f"/gorevli/mektuplar/{letter.pk}/basildi/").status_code == 302
    letter.refresh_from_db()
    assert letter.printed_at == printed_at


def test_for_others_there_is_no_letter(letter, ozans, yasins):
    for browser in (ozans, yasins):
        assert browser.get("/gorevli/mektuplar/").context["letters"] == []
        assert browser.get(f"/gorevli/mektuplar/{letter.pk}.pdf").status_code == 404
        assert browser.post(f"/gorevli/mektuplar/{letter.pk}/basildi/").status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_the_queue_asks_as_much_for_three_letters_as_for_one(
    rows, cankaya, veli, monday, django_assert_num_queries
):
    for _row in range(rows):
        application = make_application(cankaya, monday, details=replace(CITIZEN, email=""))
        announce(event_id=application.events.get().pk)
    velis = browser_of(veli)
    velis.get("/gorevli/mektuplar/")

    with django_assert_num_queries(7):
        assert len(velis.get("/gorevli/mektuplar/").context["letters"]) == rows


@pytest.fixture
def undelivered(letter):
    """The same receipt, if there had been no postal address either."""
    Notice.objects.filter(pk=letter.pk).update(state="failed", last_error="no_address")
    return letter


def test_what_reached_nobody_is_shown_to_its_desk_and_tried_again(undelivered, veli):
    velis = browser_of(veli)
    assert velis.get("/gorevli/mektuplar/").context["undelivered"] == [undelivered]

    velis.post(f"/gorevli/mektuplar/{undelivered.pk}/yeniden/")

    undelivered.refresh_from_db()
    assert undelivered.state == "to_print"  # the postal address is known after all


def test_no_other_desk_sees_or_retries_it(undelivered, ozans, yasins):
    for browser in (ozans, yasins):
        assert browser.get("/gorevli/mektuplar/").context["undelivered"] == []
        assert browser.post(f"/gorevli/mektuplar/{undelivered.pk}/yeniden/").status_code == 404
