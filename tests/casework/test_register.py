"""An application comes in: numbered, dated, with somebody responsible, and once (P1, P2)."""

import threading

import pytest
from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob

from bimer.casework import intake
from bimer.casework.actors import Applicant
from bimer.casework.announcements import announce
from bimer.casework.errors import Refusal
from bimer.casework.intake import Submission
from bimer.casework.lifecycle import Move, State
from bimer.casework.models import Application, Channel
from bimer.law import numbers
from bimer.law.kinds import IdentityLevel, Kind
from bimer.notices.models import Notice
from tests.conftest import make_application

pytestmark = pytest.mark.django_db


def filled_filing(at, citizen, cankaya_district, **answers):
    filing = intake.open_filing(language="tr", at=at)
    defaults = {
        "kind": "complaint",
        "text": "Mahallemizde üç gündür su akmıyor.",
        "district": cankaya_district.pk,
    }
    intake.save_answers(filing, at=at, **(defaults | answers))
    intake.identify(filing, citizen, at=at)
    return filing


def test_it_gets_numbers_a_unit_and_the_last_day_of_the_law(application, cankaya, monday):
    assert numbers.is_registration_number(application.number)
    assert numbers.is_tracking_number(application.tracking_number)
    assert application.holder == cankaya
    assert application.state == State.RECEIVED
    assert application.due_on.isoformat() == "2015-04-01"  # 30 days, 3071 m.7
    assert application.regime == "3071"
    assert list(application.dispatches.values_list("unit", "left_at")) == [(cankaya.pk, None)]


def test_an_information_request_counts_working_days(cankaya, monday):
    application = make_application(cankaya, monday, kind=Kind.INFORMATION)

    assert (application.regime, application.due_on.isoformat()) == ("4982", "2015-03-23")


def test_what_the_law_wants_in_writing_is_not_taken_down_on_the_telephone(cankaya, monday):
    with pytest.raises(Refusal, match="Telefon"):
        make_application(cankaya, monday, kind=Kind.INFORMATION, channel=Channel.TELEPHONE)

    assert make_application(cankaya, monday, channel=Channel.TELEPHONE).channel == "telephone"


def test_registration_is_remembered_and_announced_once(application, cankaya):
    event = application.events.get()
    assert (event.move, event.sequence, event.by_applicant) == (Move.REGISTER, 1, True)
    assert event.facts == {
        "unit": "Çankaya Kaymakamlığı",
        "why": {"rule": "named"},
        "due_on": "2015-04-01",
    }
    assert ProcrastinateJob.objects.filter(task_name="announce").count() == 1


def test_the_applicant_gets_a_receipt_once(application):
    event = application.events.get()

    announce(event_id=event.pk)
    announce(event_id=event.pk)

    assert [(n.address, n.template) for n in Notice.objects.all()] == [("citizen@example.org", "receipt")]


def test_nobody_is_told_when_nobody_knows_who(cankaya, monday):
    application = make_application(
        cankaya, monday, kind=Kind.TIP_OFF, identity_level=IdentityLevel.ANONYMOUS, details=None
    )

    announce(event_id=application.events.get().pk)

    assert not Notice.objects.exists()


def test_an_anonymous_application_keeps_no_person_even_when_one_was_typed(cankaya, monday, citizen):
    application = make_application(cankaya, monday, kind=Kind.TIP_OFF, identity_level=IdentityLevel.ANONYMOUS)

    assert application.applicant_id is None


def test_sent_twice_it_is_one_application(monday, citizen, cankaya, cankaya_district):
    filing = filled_filing(monday, citizen, cankaya_district)

    first = intake.submit(filing, at=monday)
    second = intake.submit(filing, at=monday)

    assert first == second
    assert Application.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_sent_by_two_at_the_same_moment_it_is_one_application(
    empty_queue, monday, citizen, cankaya, cankaya_district
):
    filing = filled_filing(monday, citizen, cankaya_district)
    start, sent = threading.Barrier(2), []

    def send():
        start.wait()
        sent.append(intake.submit(filing, at=monday).pk)
        connection.close()

    threads = [threading.Thread(target=send) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(sent) == 2
    assert len(set(sent)) == 1
    assert Application.objects.count() == 1


def test_a_sent_form_can_not_be_changed(monday, citizen, cankaya, cankaya_district):
    filing = filled_filing(monday, citizen, cankaya_district)
    intake.submit(filing, at=monday)

    with pytest.raises(Refusal):
        intake.save_answers(filing, at=monday, text="Something else")


@pytest.mark.parametrize(
    "text",
    [
        "👩‍🚒 " * 20,
        "<script>alert(1)</script>",
        "مرحبا بكم",
        "s\u0327ikâyet i\u0307ki nokta",
        "x" * 100_000,
        "satır\r\n\tsonu  ",
    ],
)
def test_whatever_was_written_is_stored_exactly(cankaya, monday, text):
    application = make_application(cankaya, monday, text=text)

    application.refresh_from_db()
    assert application.text == text


def test_the_place_decides_where_no_subject_is_recognised(monday, cankaya, cankaya_district, ankara_province):
    submission = Submission(
        kind=Kind.REQUEST, text="Merhaba", district=cankaya_district, province=ankara_province
    )

    application = intake.register(submission, by=Applicant(), at=monday)

    assert (application.holder, application.routing["rule"]) == (cankaya, "coordination")


def test_without_place_and_subject_the_centre_is_responsible(monday, centre):
    application = intake.register(Submission(kind=Kind.OPINION, text="Merhaba"), by=Applicant(), at=monday)

    assert application.holder == centre


def test_an_abolished_institution_named_by_the_citizen_is_not_chosen(
    monday, cankaya, izmir, cankaya_district
):
    izmir.valid_to = monday.date().replace(year=2014)
    izmir.save()
    submission = Submission(
        kind=Kind.REQUEST,
        text="Merhaba",
        named_unit=izmir,
        district=cankaya_district,
        province=cankaya_district.province,
    )

    assert intake.register(submission, by=Applicant(), at=monday).holder == cankaya


def test_stale_forms_are_forgotten_with_their_persons(monday, tuesday, citizen, cankaya_district, cankaya):
    unsent = filled_filing(monday, citizen, cankaya_district)
    sent = filled_filing(monday, citizen, cankaya_district)
    intake.submit(sent, at=monday)

    intake.discard_stale(before=tuesday, at=tuesday)

    unsent.person.refresh_from_db()
    sent.person.refresh_from_db()
    assert unsent.person.forgotten_at == tuesday
    assert sent.person.forgotten_at is None
    assert not type(unsent).objects.filter(pk=unsent.pk).exists()
