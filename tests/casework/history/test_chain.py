"""The form of a digest is for ever: who checks in thirty years computes what was computed today."""

import json
import threading
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from uuid import UUID

import pytest
from django.db import connection

from bimer.casework import answering, consulting, intake, ladder, registering
from bimer.casework.actors import Applicant
from bimer.casework.history import chain, linking
from bimer.casework.history.chain import Record
from bimer.casework.models import Application, Event
from bimer.files.models import StoredFile
from tests.conftest import ISTANBUL, make_application

SALT = UUID("00000000-0000-4000-8000-000000000001")
RECORD = Record(
    application_id=7,
    sequence=2,
    move="forward",
    at=datetime(2015, 3, 2, 10, 0, 0, 5, tzinfo=ISTANBUL),
    officer_id=3,
    by_applicant=False,
    before="received",
    after="received",
    holder_id=12,
    facts={"unit": "Çankaya", "due_on": "2015-04-01", "reason": "Ayşe Hanım'ın işi"},
    contents={"reason": "ab"},
)


def test_an_event_is_digested_in_one_exact_form():
    written = (
        '["bimer event 1",7,2,"forward","2015-03-02T08:00:00.000005Z",3,false,"received","received",12,'
        '{"due_on":"2015-04-01","unit":"Çankaya"},{"reason":"ab"}]'
    ).encode()
    previous = bytes(range(32))

    assert chain.canonical(RECORD) == written
    assert chain.digest(RECORD, previous) == sha256(previous + written).digest()


@pytest.mark.parametrize("name", [name for name in Record._fields if name != "facts"])
def test_every_part_of_an_event_counts(name):
    other = {"at": RECORD.at + timedelta(microseconds=1), "by_applicant": True, "contents": {}}
    changed = RECORD._replace(**{name: other.get(name, 99)})

    assert chain.digest(changed, chain.BEGINNING) != chain.digest(RECORD, chain.BEGINNING)


def test_what_is_said_is_hidden_by_the_salt():
    said = sha256(SALT.bytes + '["message:1",["Hâlâ karanlık."]]'.encode()).hexdigest()

    assert chain.content_digest(SALT, "message:1", ["Hâlâ karanlık."]) == said
    assert chain.content_digest(UUID(int=5), "message:1", ["Hâlâ karanlık."]) != said


@pytest.mark.django_db
def test_each_event_follows_the_one_before(answered):
    previous = chain.BEGINNING
    for event in answered.events.order_by("sequence"):
        assert bytes(event.digest) == chain.digest(linking.record_of(event), previous)
        previous = bytes(event.digest)
    assert answered.events.count() == 10


@pytest.mark.django_db
def test_the_first_event_covers_what_was_filed_with_its_files(cankaya, monday, django_assert_num_queries):
    filing = intake.open_filing(language="tr", at=monday)
    file = StoredFile.objects.create(
        name="lamba.jpg", size=5, content_type="image/jpeg", sha256="aa", path="aa/b", kept_at=monday
    )
    attachment = filing.attachments.create(file=file)
    intake.save_answers(filing, kind="request", text="Lamba yanmıyor.", named_unit=cankaya.pk, at=monday)

    application = intake.submit(filing, at=monday)

    event = application.events.get()
    said = ["lamba.jpg", 5, "aa"]
    attachment.refresh_from_db()
    assert attachment.application_id == application.pk
    assert set(event.contents) == {"application", f"file:{attachment.pk}"}
    assert event.contents[f"file:{attachment.pk}"] == chain.content_digest(
        application.salt, f"file:{attachment.pk}", said
    )


@pytest.mark.django_db
def test_the_history_holds_no_word_that_somebody_typed(answered, ece, centre, monday):
    """What anybody could have typed a name into is in the chain as a salted digest only."""
    typed = ["Ayşe", "Yine de", "Aradım", "karanlık", "Lamba", "Yapıldı", "yapıldı", "Tarihi", "Kuğulu"]
    registering.split(make_application(centre, monday), parts=["Kuğulu Park ve Ayşe"], by=ece, at=monday)

    for event in Event.objects.all():
        in_the_chain = chain.canonical(linking.record_of(event)).decode()
        assert [word for word in typed if word in in_the_chain] == []
        assert json.loads(in_the_chain)[0] == chain.FORM


@pytest.mark.django_db
def test_the_clock_chains_many_at_once(application, neighbour, verified):
    ladder.climb(at=datetime(2015, 3, 25, 7, tzinfo=ISTANBUL))
    ladder.climb(at=datetime(2015, 4, 2, 7, tzinfo=ISTANBUL))

    assert [application.events.count(), neighbour.events.count()] == [3, 3]
    assert verified() == []


@pytest.mark.django_db
def test_the_same_words_have_other_digests_elsewhere(application, cankaya, monday):
    twin = make_application(cankaya, monday)

    assert twin.text == application.text
    assert twin.events.get().contents["application"] != application.events.get().contents["application"]


@pytest.mark.django_db
def test_one_move_asks_once_for_what_it_follows(application, ozan, tuesday, django_assert_num_queries):
    digest = bytes(application.events.get().digest)
    with django_assert_num_queries(1):
        assert linking.head(application) == digest
    with django_assert_num_queries(1):
        assert linking.heads([application]) == {application.pk: digest}


@pytest.mark.django_db(transaction=True)
def test_two_at_once_chain_one_after_the_other(application, ozan, tuesday, verified, empty_queue):
    start = threading.Barrier(2)
    faults: list[BaseException] = []

    def play(act):
        try:
            start.wait(10)
            for _turn in range(5):
                act(Application.objects.get(pk=application.pk))
        except BaseException as fault:
            faults.append(fault)
        finally:
            connection.close()

    hers = Applicant(application.pk)
    acts = [
        lambda found: answering.write_message(found, text="Ne oldu?", by=hers, at=tuesday),
        lambda found: consulting.note(found, text="Bakıyorum", by=ozan, at=tuesday),
    ]
    players = [threading.Thread(target=play, args=[act]) for act in acts]
    for player in players:
        player.start()
    for player in players:
        player.join(60)

    assert faults == []
    assert list(application.events.order_by("sequence").values_list("sequence", flat=True)) == list(
        range(1, 12)
    )
    assert verified() == []


def test_moments_are_written_in_utc():
    assert chain.moment(datetime(2015, 3, 2, 8, tzinfo=UTC)) == "2015-03-02T08:00:00.000000Z"
