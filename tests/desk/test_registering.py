"""The record put right at the desk."""

import pytest

from bimer.casework import registering
from tests.conftest import make_application
from tests.desk.conftest import at

pytestmark = pytest.mark.django_db


# --- Classify --------------------------------------------------------------------------------------
def test_classify_counts_anew_and_says_so(application, ozans):
    page = ozans.get(at("classify", application)).content.decode()
    assert "Right to information" in page or "4982" in page

    response = ozans.post(
        at("classify", application),
        {"seen": 1, "kind": "information", "regime": "", "topic": "education.exam"},
        follow=True,
    )

    application.refresh_from_db()
    assert (application.regime, application.topic) == ("4982", "education.exam")
    shown = response.content.decode()
    assert "Education – Exams" in shown
    assert "Last day:" in shown


def test_a_kind_that_does_not_fit_is_refused_on_the_form(application, ozans):
    response = ozans.post(
        at("classify", application), {"seen": 1, "kind": "information", "regime": "5176", "topic": ""}
    )

    assert response.status_code == 422
    assert "does not stand under this law" in response.context["form"].non_field_errors()[0]


# --- Correct ---------------------------------------------------------------------------------------
@pytest.fixture
def written(application):
    """What stands in the boxes of the form."""
    return {
        "seen": 1,
        "subject": application.subject,
        "text": application.text,
        "happened": "",
        "place": "Çankaya, Ankara",
        "place_id": "",
        "place_note": "",
    }


def test_correct_shows_what_it_said_before(application, ozans, written):
    response = ozans.post(at("correct", application), written | {"subject": "Park ışıkları"}, follow=True)

    page = response.content.decode()
    assert "Corrected. What it said before is kept." in page
    assert "Park aydınlatması" in page
    assert [one.field for one in application.corrections.all()] == ["subject"]


def test_a_place_is_chosen_from_the_list(application, ozans, written, kavaklidere):
    found = ozans.get("/gorevli/yerler/", {"q": "kavak"}).json()
    assert found == [{"id": f"n{kavaklidere.pk}", "label": "Kavaklıdere, Çankaya, Ankara", "detail": ""}]

    ozans.post(
        at("correct", application),
        written | {"place": found[0]["label"], "place_id": found[0]["id"]},
    )

    application.refresh_from_db()
    assert application.neighbourhood == kavaklidere
    assert [one.field for one in application.corrections.all()] == ["neighbourhood"]


def test_an_unknown_place_and_an_unchanged_form_are_refused(application, ozans, written):
    unknown = ozans.post(at("correct", application), written | {"place": "Atlantis"})
    same = ozans.post(at("correct", application), written)

    assert list(unknown.context["form"].errors) == ["place"]
    assert same.context["form"].non_field_errors() == ["Nothing was changed."]


# --- Merge -----------------------------------------------------------------------------------------
@pytest.fixture
def again(application, cankaya, tuesday):
    """Ayşe Yılmaz files the same once more."""
    return make_application(cankaya, tuesday)


def test_the_same_of_the_same_person_is_offered_and_merged(application, again, ozans):
    assert application.number in ozans.get(at("merge", again)).content.decode()

    response = ozans.post(at("merge", again), {"seen": 1, "into": application.number}, follow=True)

    again.refresh_from_db()
    assert again.merged_into == application
    assert f"It goes on under the number {application.number}." in response.content.decode()


def test_merging_into_what_one_does_not_see_finds_nothing(again, izmir, ozans, monday):
    hidden = make_application(izmir, monday)

    response = ozans.post(at("merge", again), {"seen": 1, "into": hidden.number})

    assert response.context["form"].errors["into"] == [
        "You see no application with this number. Check the digits."
    ]


# --- Split -----------------------------------------------------------------------------------------
def test_split_makes_an_application_of_each_part(application, aski, ozans):
    response = ozans.post(
        at("split", application), {"seen": 1, "part_1": "Su kesintisi var.", "part_2": ""}, follow=True
    )

    part = application.parts.get()
    assert part.holder == aski
    assert part.number in response.content.decode()


def test_split_without_a_part_is_refused(application, ozans):
    response = ozans.post(at("split", application), {"seen": 1, "part_1": " "})

    assert list(response.context["form"].errors) == ["part_1"]


def test_a_part_names_where_it_comes_from(application, ozan, ozans, tuesday):
    [part] = registering.split(application, parts=["Başka bir konu."], by=ozan, at=tuesday)

    assert f"A part of {application.number}" in ozans.get(at("application", part)).content.decode()
