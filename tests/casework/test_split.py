"""Several matters in one text: each becomes an application of its own, and no day is lost."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from bimer.casework import queries, registering
from bimer.casework.announcements import announce
from bimer.casework.errors import NotAllowed, Refusal
from bimer.casework.lifecycle import Move, State
from bimer.casework.models import Attachment
from bimer.files import storage
from bimer.notices.models import Notice

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
WATER = "Sokağımızda üç gündür su kesintisi var."


def test_a_part_goes_to_the_unit_its_subject_names(application, aski, ozan, tuesday):
    [part] = registering.split(application, parts=[WATER], by=ozan, at=tuesday)

    assert (part.holder, part.origin, part.state) == (aski, application, State.RECEIVED)
    assert part.applicant_id == application.applicant_id
    assert (part.text, part.subject, part.named_unit) == (WATER, WATER, None)
    assert (part.received_at, part.due_on) == (application.received_at, application.due_on)
    assert part.number != application.number
    assert part.dispatches.get().due_on.isoformat() == "2015-04-02"


def test_what_was_filed_stays_whole_and_goes_on(application, aski, cankaya, ozan, tuesday):
    text = application.text
    registering.split(application, parts=[WATER], by=ozan, at=tuesday)

    application.refresh_from_db()
    assert (application.text, application.holder, application.state) == (text, cankaya, State.RECEIVED)


def test_a_part_whose_subject_is_not_recognised_stays_with_who_split_it(application, cankaya, ozan, tuesday):
    [part] = registering.split(application, parts=["Bambaşka bir konu."], by=ozan, at=tuesday)

    assert (part.holder, part.routing["rule"]) == (cankaya, "split")


def test_both_histories_know_and_the_applicant_gets_the_numbers(application, aski, ozan, tuesday):
    parts = registering.split(application, parts=[WATER, "", "Başka."], by=ozan, at=tuesday)

    event = application.events.get(move=Move.SPLIT)
    assert event.facts == {
        "parts": [part.number for part in parts],
        "units": [aski.name, "Çankaya Kaymakamlığı"],
    }
    registered = parts[0].events.get()
    assert (registered.move, registered.facts["origin"]) == (Move.REGISTER, application.number)
    for each in (event, registered):
        announce(event_id=each.pk)
    assert sorted((n.address, n.template) for n in Notice.objects.all()) == [
        ("citizen@example.org", "receipt"),
        ("citizen@example.org", "split"),
    ]


def test_the_files_of_the_whole_are_read_with_each_part(application, aski, ozan, tuesday):
    bill = storage.keep(SimpleUploadedFile("fatura.txt", b"su"), at=tuesday)
    Attachment.objects.create(application=application, file=bill)

    [part] = registering.split(application, parts=[WATER], by=ozan, at=tuesday)

    assert [each.file.name for each in queries.files_of(part)] == ["fatura.txt"]


def test_who_is_complained_about_is_kept_from_the_parts_too(application, aski, ankara, ece, ozan, tuesday):
    application.accusations.create(unit=aski, at=tuesday)
    application.accused_units = [aski.pk]
    application.save()

    [part] = registering.split(application, parts=[WATER], by=ozan, at=tuesday)

    assert (part.holder, part.accused_units) == (ankara, [aski.pk])
    assert part.accusations.get().unit == aski


def test_nothing_written_or_too_much_of_it_is_refused(application, ozan, tuesday):
    with pytest.raises(Refusal, match="at least one part"):
        registering.split(application, parts=["", "  "], by=ozan, at=tuesday)
    with pytest.raises(Refusal, match="At most 5 parts"):
        registering.split(application, parts=list("abcdef"), by=ozan, at=tuesday)


def test_the_centre_may_split_into_more(application, ece, tuesday):
    assert len(registering.split(application, parts=list("abcdef"), by=ece, at=tuesday)) == 6


def test_an_outsider_splits_nothing(application, yasin, tuesday):
    with pytest.raises(NotAllowed):
        registering.split(application, parts=[WATER], by=yasin, at=tuesday)
