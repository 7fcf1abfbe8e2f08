"""Where and to whom: by suggestion, by search, by list, or not at all."""

import pytest
from django.urls import reverse


@pytest.fixture
def at_where(citizen_at):
    citizen_at.fill_in(until="where")
    return citizen_at


def test_a_suggested_place_is_taken_with_what_lies_around_it(at_where, kavaklidere):
    answer = at_where.post(
        "where",
        {"place": "Kavaklıdere, Çankaya, Ankara", "place_id": f"n{kavaklidere.pk}", "place_note": "Park önü"},
    )

    answers = at_where.filing.answers
    assert answer.url == reverse("portal:whom")
    assert (answers["province"], answers["district"], answers["neighbourhood"]) == (
        "06",
        1231,
        kavaklidere.pk,
    )
    assert answers["place_note"] == "Park önü"


def test_words_that_no_longer_fit_the_suggestion_are_looked_up(at_where, kavaklidere):
    at_where.post("where", {"place": "çankaya", "place_id": f"n{kavaklidere.pk}"})

    assert at_where.filing.answers["neighbourhood"] != kavaklidere.pk


def test_typed_without_javascript_the_only_place_of_that_name_is_taken(at_where, kavaklidere):
    at_where.post("where", {"place": "KAVAKLIDERE"})

    assert at_where.filing.answers["neighbourhood"] == kavaklidere.pk


def test_several_places_of_a_name_are_offered(at_where, kavaklidere, izmir_province):
    answer = at_where.post("where", {"place": "Çankaya", "do": "search"})

    assert answer.status_code == 200
    assert answer.context["form"].offered[0].key == "d1231"


def test_from_province_to_district_to_neighbourhood_without_javascript(at_where, kavaklidere):
    districts = at_where.post("where", {"province": "06", "do": "inside"}).context["form"].offered
    parts = at_where.post("where", {"pick": "d1231", "do": "inside"}).context["form"].offered
    at_where.post("where", {"pick": parts[1].key})

    assert [place.key for place in districts] == ["p06", "d1231"]
    assert [place.key for place in parts] == ["d1231", f"n{kavaklidere.pk}"]
    assert at_where.filing.answers["neighbourhood"] == kavaklidere.pk


def test_no_place_in_particular(at_where):
    assert at_where.post("where", {"nowhere": "on"}).url == reverse("portal:whom")
    assert at_where.filing.answers["province"] == ""


@pytest.mark.parametrize(
    "typed", [{}, {"place": "Atlantis"}, {"nowhere": "on", "place": "Çankaya"}, {"pick": "n99999"}]
)
def test_without_a_place_one_is_asked_for(at_where, typed):
    assert at_where.post("where", typed).status_code == 422


def test_places_are_suggested_without_regard_to_case_and_marks(at_where, kavaklidere):
    found = at_where.client.get(reverse("portal:suggest_places"), {"q": "kavaklidere cank"}).json()

    assert found == [{"id": f"n{kavaklidere.pk}", "label": "Kavaklıdere, Çankaya, Ankara"}]


def test_institutions_are_suggested(citizen_at, aski):
    found = citizen_at.client.get(reverse("portal:suggest_units"), {"q": "su ve kanal"}).json()

    assert found == [{"id": aski.pk, "label": aski.name, "detail": "Ankara"}]


def test_a_named_institution_is_kept(citizen_at, aski):
    citizen_at.fill_in(until="whom")
    answer = citizen_at.post("whom", {"to": "named", "unit": aski.name, "unit_id": str(aski.pk)})

    assert answer.url == reverse("portal:who")
    assert citizen_at.filing.answers["named_unit"] == aski.pk


def test_institutions_are_offered_without_javascript(citizen_at, aski):
    citizen_at.fill_in(until="whom")
    answer = citizen_at.post("whom", {"to": "named", "unit": "ankara", "do": "search"})

    assert aski in answer.context["form"].offered
    assert citizen_at.post("whom", {"to": "named", "pick": str(aski.pk)}).url == reverse("portal:who")


def test_an_institution_typed_while_i_dont_know_is_chosen_is_asked_about(citizen_at, aski):
    citizen_at.fill_in(until="whom")

    assert citizen_at.post("whom", {"to": "unknown", "unit": aski.name}).status_code == 422


@pytest.mark.parametrize("page", ["suggest_places", "suggest_units"])
@pytest.mark.parametrize("query", ["", "\0", "%_\\", "x" * 5000, "💧"])
def test_odd_queries_find_nothing_and_break_nothing(citizen_at, page, query):
    assert citizen_at.client.get(reverse(f"portal:{page}"), {"q": query}).json() == []
