"""A unit is renamed, merged or moved while applications are open."""

from datetime import timedelta

import pytest

from bimer.casework import answering, policy, queries, reorganisation, working
from bimer.casework.lifecycle import State
from bimer.casework.queries import Filter, Scope
from bimer.institutions import changes

pytestmark = pytest.mark.django_db


def test_open_applications_go_to_the_successor_once(application, cankaya, tuesday):
    renamed = changes.rename(cankaya, to="Yeni Çankaya Kaymakamlığı", on=tuesday.date())

    assert (reorganisation.hand_over(at=tuesday), reorganisation.hand_over(at=tuesday)) == (1, 0)

    application.refresh_from_db()
    assert (application.holder, application.state) == (renamed, State.RECEIVED)
    assert [d.unit.name for d in application.dispatches.order_by("pk")] == [
        "Çankaya Kaymakamlığı",
        "Yeni Çankaya Kaymakamlığı",
    ]


def test_an_answer_waiting_for_approval_goes_over_too(application, ozan, cankaya, tuesday):
    working.take(application, by=ozan, at=tuesday)
    answering.propose(application, text="Onarıldı.", outcome="positive", by=ozan, at=tuesday)
    later = tuesday + timedelta(days=1)
    renamed = changes.rename(cankaya, to="Yeni Çankaya Kaymakamlığı", on=later.date())

    reorganisation.hand_over(at=later)

    application.refresh_from_db()
    assert (application.holder, queries.draft_of(application).text) == (renamed, "Onarıldı.")


def test_queues_follow_a_unit_that_moved(application, cankaya, ankara, izmir, yasin, tuesday):
    cankaya.coordinator, cankaya.path = izmir, [*izmir.path, cankaya.pk]
    cankaya.save()

    assert (reorganisation.realign(), reorganisation.realign()) == (1, 0)

    found = queries.queue(
        Scope(izmir, True, policy.reach(yasin, on=tuesday.date())),
        Filter.ALL,
        officer=yasin,
        on=tuesday.date(),
    )
    assert list(found) == [application]
