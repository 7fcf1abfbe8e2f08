"""Finding institutions and places by the words people type."""

import pytest

from bimer.institutions import directory

NAMES = {
    "cankaya kaym": ["Çankaya Kaymakamlığı"],
    "KAYMAKAMLIĞI çankaya": ["Çankaya Kaymakamlığı"],
    "aski": ["Ankara Su ve Kanalizasyon İdaresi Genel Müdürlüğü"],
    "IZMIR VALILIGI": ["İzmir Valiliği"],
    "izmir": ["İzmir Valiliği", "Konak Belediyesi", "Konak Kaymakamlığı"],
    "cankya kaymkamlığı": ["Çankaya Kaymakamlığı"],
    "bimer": ["Halkla İlişkiler Daire Başkanlığı (BİMER)"],
    "%": [],
    "": [],
    "   ": [],
}


@pytest.mark.parametrize("typed", NAMES)
def test_institutions_are_found_as_typed(state, may, typed):
    found = [str(unit) for unit in directory.search_units(typed, on=may)]
    assert found[:3] == NAMES[typed] if typed != "cankya kaymkamlığı" else found[:1] == NAMES[typed]


def test_an_institution_is_found_on_its_days_only(state, may):
    state["M.06.1"].__class__.objects.filter(code="M.06.1").update(valid_to=may)
    assert [str(unit) for unit in directory.search_units("çankaya beled", on=may)] == ["Çankaya Belediyesi"]
    day_after = may.replace(day=2)
    assert "Çankaya Belediyesi" not in map(str, directory.search_units("çankaya belediyesi", on=day_after))


def test_a_search_may_keep_to_one_province(state, may):
    found = directory.search_units("belediyesi", on=may, plate="35")
    assert [str(unit) for unit in found] == ["Konak Belediyesi"]


@pytest.mark.parametrize("limit", [1, 3])
def test_a_search_takes_two_queries_however_many_it_finds(state, may, limit, django_assert_num_queries):
    with django_assert_num_queries(2):
        found = directory.search_units("ankara", on=may, limit=limit)
        assert [str(unit.province) for unit in found] == ["Ankara"] * limit


PLACES = {
    "çankaya": ["Çankaya, Ankara", "Çankaya, Konak, İzmir"],
    "kavaklidere, cankaya": ["Kavaklıdere, Çankaya, Ankara"],
    "IŞIK": ["Işık, Çankaya, Ankara"],
    "nowhere": [],
    "": [],
}


@pytest.mark.parametrize("typed", PLACES)
def test_places_are_found_as_typed(state, typed):
    assert [place.label for place in directory.search_places(typed)] == PLACES[typed]


def test_the_neighbourhoods_of_a_district_stand_in_dictionary_order(state):
    assert [str(each) for each in directory.neighbourhoods(1231)] == ["Işık", "Kavaklıdere"]
    assert [str(each) for each in directory.neighbourhoods(1231, "kav")] == ["Kavaklıdere"]
