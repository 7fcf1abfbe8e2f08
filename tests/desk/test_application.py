"""The page of one application: everything the unit may know, nothing it may not."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from bimer.casework import answering, intake, routing
from bimer.casework.actors import Applicant
from bimer.casework.models import Attachment
from bimer.desk.urls import urlpatterns
from bimer.law.kinds import IdentityLevel, Kind
from bimer.people.vault import PersonDetails
from tests.conftest import make_application
from tests.desk.conftest import at, browser_of
from tests.desk.test_guards import address

pytestmark = pytest.mark.django_db

CANARY = PersonDetails(
    name="Kanarya",
    surname="Sarı",
    identity_number="10000000146",
    email="kanarya@example.org",
    phone="+905321234567",
    address="Kafes Sokak 7",
    province="Ankara",
    district="Çankaya",
)
TRACES = ("Kanarya", "KANARYA", "kanarya@", "10000000146", "532 123", "5321234", "Kafes Sokak")


@pytest.fixture
def hidden(cankaya, monday):
    return make_application(
        cankaya, monday, details=CANARY, kind=Kind.TIP_OFF, identity_level=IdentityLevel.HIDDEN
    )


def test_it_shows_words_facts_history_and_moves(application, ozans):
    page = ozans.get(at("application", application)).content.decode()

    for told in (
        "Kuğulu Park",
        "Ayşe Yılmaz",
        "citizen@example.org",
        "Çankaya Kaymakamlığı",
        "Request",
        "Registered",
    ):
        assert told in page
    for move in ("take", "draft", "forward", "give_back"):
        assert at(move, application) in page


def test_the_words_are_shown_exactly_and_as_text(cankaya, monday, ozans):
    text = "<b>Kalın</b>\n  iki boşluk\n\u202egeri 🙂 é"
    application = make_application(cankaya, monday, text=text)

    page = ozans.get(at("application", application)).content.decode()

    assert "&lt;b&gt;Kalın&lt;/b&gt;\n  iki boşluk\n\u202egeri 🙂 é" in page


def test_a_hidden_identity_is_in_no_response_of_this_door(hidden, ozan, ozans, nurs, ranas, monday):
    answering.save_draft(hidden, text="Bakıldı.", outcome="informed", by=ozan, at=monday)
    answering.propose(hidden, text="Bakıldı.", outcome="informed", by=ozan, at=monday)
    pages = [p for p in urlpatterns if p.name not in {"attachment", "sign_out", "letter_pdf", "mark_printed"}]

    for browser in (ozans, nurs, ranas):
        for pattern in pages:
            body = browser.get(address(pattern, hidden.number), {"number": hidden.number}).content.decode(
                "latin-1"
            )
            assert [
                trace for trace in TRACES if trace in body.encode("latin-1").decode("utf-8", "ignore")
            ] == []


def test_a_withheld_identity_is_said_in_words(hidden, ozans):
    assert (
        "Identity withheld. This unit can't see it." in ozans.get(at("application", hidden)).content.decode()
    )


def test_the_centre_sees_no_withheld_identity_either(hidden, ece):
    page = browser_of(ece).get(at("application", hidden)).content.decode()

    assert [trace for trace in TRACES if trace in page] == []


def test_who_passed_it_on_reads_it_but_no_longer_who_filed(application, ozan, ozans, aski, monday):
    routing.forward(application, to=aski, reason="Water", by=ozan, at=monday)

    page = ozans.get(at("application", application)).content.decode()

    assert "Ayşe" not in page
    assert "Kuğulu Park" in page


def test_messages_of_the_applicant_are_shown(application, ozans, monday):
    answering.write_message(application, text="Hâlâ karanlık.", by=Applicant(application.pk), at=monday)

    assert "Hâlâ karanlık." in ozans.get(at("application", application)).content.decode()


@pytest.fixture
def attached(application, monday):
    """A file that came with the application."""
    filing = intake.open_filing(language="tr", at=monday)
    attachment = intake.attach(filing, SimpleUploadedFile("park <1>.txt", b"karanlik"), at=monday)
    Attachment.objects.filter(pk=attachment.pk).update(application=application)
    return attachment


def test_a_file_is_saved_never_shown(application, attached, ozans):
    assert "park &lt;1&gt;.txt" in ozans.get(at("application", application)).content.decode()

    response = ozans.get(at("attachment", application, attachment_id=attached.pk))

    assert b"".join(response.streaming_content) == b"karanlik"
    assert response["Content-Disposition"].startswith("attachment;")
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"


def test_a_file_of_another_application_is_404(attached, ozans, cankaya, monday):
    other = make_application(cankaya, monday)

    assert ozans.get(at("attachment", other, attachment_id=attached.pk)).status_code == 404


def test_there_is_no_letter_before_there_is_an_answer(application, ozans):
    assert ozans.get(at("answer_pdf", application)).status_code == 404


def test_the_printed_history_names_who_printed(application, ozans):
    page = ozans.get(at("printout", application)).content.decode()

    assert "Printed by Ozan Demir" in page
    assert "Registered" in page


def test_the_page_asks_a_fixed_number_of_questions(
    application, ozan, ozans, monday, django_assert_max_num_queries
):
    for number in range(5):
        answering.save_draft(application, text=f"v{number}", outcome="informed", by=ozan, at=monday)
    ozans.get(at("application", application))

    with django_assert_max_num_queries(19):
        ozans.get(at("application", application))
