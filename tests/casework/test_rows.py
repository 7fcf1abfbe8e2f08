"""Rows by the thousand are the rows the ORM would make, in order, with their defaults."""

import pytest

from bimer.casework import rows
from bimer.casework.lifecycle import Move
from bimer.casework.models import Event

pytestmark = pytest.mark.django_db


def test_rows_come_back_as_they_were_said_and_in_order(application, tuesday):
    facts = {"told": "Çankırı Valiliği", "passed": [1, 2], "quote": 'a "b" \\ c'}
    said = [
        {
            "application_id": application.pk,
            "sequence": 2 + n,
            "move": Move.WARN,
            "at": tuesday,
            "after": "received",
            "holder_id": application.holder_id,
            "facts": facts,
        }
        for n in range(3)
    ]

    keys = rows.insert(Event, said)

    made = list(Event.objects.filter(pk__in=keys).order_by("sequence"))
    assert [event.pk for event in made] == keys
    assert {(e.at, e.facts["quote"], e.before, e.officer, e.by_applicant) for e in made} == {
        (tuesday, facts["quote"], "", None, False)
    }


def test_no_rows_are_no_rows(application):
    assert rows.insert(Event, []) == []
