"""Erased by law, and the history still holds: what was said is gone, that it was said stays."""

import pytest
from django.apps import apps

from bimer.casework import afterwards, erasure
from bimer.casework.actors import SYSTEM
from bimer.casework.errors import NotAllowed, Refusal
from bimer.casework.history import anchoring, chain
from bimer.casework.models import Application, Event
from bimer.files.models import StoredFile
from bimer.notices.models import Notice
from bimer.people import vault
from tests.casework.history.conftest import as_owner
from tests.conftest import CITIZEN, make_application

pytestmark = pytest.mark.django_db

WORDS = ["Kuğulu", "karanlık", "Aradım", "yapıldı", "Ayşe", "Tarihi", "Yine de", "lamba", "Direk"]


@pytest.fixture
def erased(answered, folder, tuesday) -> Application:
    anchoring.anchor(at=tuesday)
    file = StoredFile.objects.create(
        name="lamba.jpg", size=5, content_type="image/jpeg", sha256="aa", path="aa/b", kept_at=tuesday
    )
    answered.attachments.create(file=file)
    erasure.erase(answered, ground="6698 m.7", by=SYSTEM, at=tuesday)
    answered.refresh_from_db()
    return answered


def test_nothing_that_was_said_is_left(erased):
    left = [
        (model.__name__, word)
        for model in apps.get_app_config("casework").get_models()
        for row in model.objects.values()
        for word in WORDS
        if word in str(row)
    ]

    assert left == []
    assert not StoredFile.objects.exists()
    assert vault.read(erased.applicant_id).surname == ""
    assert not Notice.objects.exclude(enclosed=None).exists()


def test_the_history_still_holds_and_says_that_it_happened(erased, verified):
    event = erased.events.order_by("sequence").last()

    assert verified() == []
    assert (event.move, event.facts, event.sequence) == ("erase", {"ground": "6698 m.7"}, 11)


def test_its_digests_can_no_longer_be_tried_out(answered, verified, folder, tuesday):
    """Who guesses what had been said can't find out whether the guess was right."""
    old, message = answered.salt, answered.messages.get()
    digest = answered.events.get(sequence=5).contents[f"message:{message.pk}"]
    guess = ["Hâlâ karanlık.", chain.moment(message.at), None, None]
    assert chain.content_digest(old, f"message:{message.pk}", guess) == digest

    erasure.erase(answered, ground="6698 m.7", by=SYSTEM, at=tuesday)

    salt = Application.objects.get(pk=answered.pk).salt
    assert salt != old
    assert chain.content_digest(salt, f"message:{message.pk}", guess) != digest


def test_what_is_left_is_guarded_anew(erased, verified):
    with as_owner() as run_sql:
        run_sql("update casework_answer set outcome = 'refused'")

    (line,) = verified()
    assert line.startswith(f"Application {erased}, step 11: what it said in answer:")


def test_words_put_back_into_an_erased_event_are_found(erased, verified):
    with as_owner() as run_sql:
        run_sql('update casework_event set facts = facts || \'{"reason": "öyle"}\' where sequence = 2')

    assert verified() == [f"Application {erased}, step 2: its reason is not what was written then."]


def test_work_can_go_on_after_it(erased, rana, verified, tuesday):
    afterwards.reopen(erased, reason="Yeniden", by=rana, at=tuesday)

    assert verified() == []


def test_only_what_is_closed_and_only_the_system(application, answered, rana, cankaya, monday, tuesday):
    running = make_application(cankaya, monday)
    with pytest.raises(Refusal):
        erasure.erase(running, ground="6698 m.7", by=SYSTEM, at=tuesday)
    with pytest.raises(NotAllowed):
        erasure.erase(answered, ground="6698 m.7", by=rana, at=tuesday)

    assert not Event.objects.filter(move="erase").exists()


def test_a_person_who_filed_something_else_too_is_kept_for_that(answered, cankaya, monday, tuesday):
    part = make_application(cankaya, monday)
    Application.objects.filter(pk=part.pk).update(applicant=answered.applicant_id)

    erasure.erase(answered, ground="6698 m.7", by=SYSTEM, at=tuesday)

    assert vault.read(answered.applicant_id).surname == CITIZEN.surname
