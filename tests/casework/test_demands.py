"""A text taken apart into what it asks for: each demand has a number and ends somehow."""

import pytest

from bimer.casework import answering, consulting
from bimer.casework.errors import Refusal
from bimer.law.kinds import Kind
from tests.conftest import make_application

pytestmark = pytest.mark.django_db


@pytest.fixture
def number(application, ozan, tuesday):
    return lambda *texts: consulting.demands(application, texts=texts, by=ozan, at=tuesday)


def texts(application):
    return list(consulting.demands_of(application).values_list("number", "text"))


def test_demands_are_numbered_in_their_order(number, application):
    number("Lamba", " ", "Bank ")

    assert texts(application) == [(1, "Lamba"), (2, "Bank")]


def test_what_was_decided_stays_with_the_same_words(number, application, ozan, tuesday):
    number("Lamba", "Bank")
    decided = {1: ("done", ""), 2: ("informed", "")}
    answering.save_draft(application, text="x", outcome="done", demands=decided, by=ozan, at=tuesday)
    number("Lamba", "Bank ve çöp kutusu", "Yol")

    outcomes = list(consulting.demands_of(application).values_list("outcome", flat=True))
    assert outcomes == ["done", "", ""]


def test_the_list_can_be_shortened_and_emptied(number, application):
    number("Lamba", "Bank")
    number("Lamba")
    assert texts(application) == [(1, "Lamba")]
    number()
    assert texts(application) == []


def test_too_many_are_refused(number, application):
    with pytest.raises(Refusal):
        number(*map(str, range(consulting.MOST_DEMANDS + 1)))
    assert texts(application) == []


def test_each_gets_outcome_and_ground_with_the_draft(cankaya, ozan, monday):
    application = make_application(cankaya, monday, kind=Kind.INFORMATION)
    consulting.demands(application, texts=["Rapor", "Adlar"], by=ozan, at=monday)
    decided = {1: ("positive", "R16"), 2: ("refused", "R21"), 9: ("refused", "R21")}

    answering.propose(
        application,
        text="x",
        outcome="partial",
        ground="R21",
        separation="Kişisel bilgi.",
        demands=decided,
        by=ozan,
        at=monday,
    )

    found = consulting.demands_of(application).values_list("outcome", "ground")
    assert list(found) == [("positive", ""), ("refused", "R21")]


def test_a_demands_ground_belongs_to_the_law_of_the_application(cankaya, ozan, monday):
    application = make_application(cankaya, monday, kind=Kind.INFORMATION)
    consulting.demands(application, texts=["Rapor"], by=ozan, at=monday)

    with pytest.raises(Refusal, match="M6A"):
        answering.propose(
            application, text="x", outcome="informed", demands={1: ("refused", "M6A")}, by=ozan, at=monday
        )
