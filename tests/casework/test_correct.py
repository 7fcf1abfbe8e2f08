"""A typing error is put right, and everybody reads what it said before (domain.md §2.4)."""

import pytest

from bimer.casework import registering
from bimer.casework.announcements import announce
from bimer.casework.errors import NotAllowed, Refusal
from bimer.casework.lifecycle import Move
from bimer.notices.models import Notice

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def test_a_correction_keeps_what_was_said_before(application, ozan, tuesday):
    registering.correct(
        application, subject="Park ışıkları", text="Kuğulu Park karanlık.", by=ozan, at=tuesday
    )

    application.refresh_from_db()
    assert (application.subject, application.excerpt) == ("Park ışıkları", "Kuğulu Park karanlık.")
    assert list(application.corrections.order_by("pk").values_list("field", "before", "by__username")) == [
        ("subject", "Park aydınlatması", "ozan"),
        ("text", "Kuğulu Park'ın lambaları yanmıyor.", "ozan"),
    ]


def test_the_history_names_the_fields_and_never_what_they_say(application, ozan, tuesday):
    registering.correct(application, subject=application.subject, happened="Dün gece", by=ozan, at=tuesday)

    event = application.events.get(move=Move.CORRECT)
    assert event.facts == {"fields": ["happened"]}
    announce(event_id=event.pk)
    assert [(n.address, n.template) for n in Notice.objects.all()] == [("citizen@example.org", "corrected")]


def test_a_place_is_corrected_by_name(application, kavaklidere, ozan, tuesday):
    registering.correct(application, neighbourhood=kavaklidere, by=ozan, at=tuesday)
    registering.correct(application, neighbourhood=None, by=ozan, at=tuesday)

    befores = application.corrections.order_by("pk").values_list("before", flat=True)
    assert list(befores) == ["", str(kavaklidere)]


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"subject": "Park aydınlatması"}, "Nothing was changed"),
        ({"text": "  "}, "can't be left empty"),
        ({"subject": "x" * 151}, "at most 150 characters"),
    ],
)
def test_what_can_not_be_is_refused(said, why, application, ozan, tuesday):
    with pytest.raises(Refusal, match=why):
        registering.correct(application, by=ozan, at=tuesday, **said)


def test_nothing_else_is_ever_corrected(application, ozan, tuesday):
    with pytest.raises(TypeError, match="identity_level"):
        registering.correct(application, identity_level="anonymous", by=ozan, at=tuesday)


def test_an_outsider_corrects_nothing(application, yasin, tuesday):
    with pytest.raises(NotAllowed):
        registering.correct(application, subject="x", by=yasin, at=tuesday)
