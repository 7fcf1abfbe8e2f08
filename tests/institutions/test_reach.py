"""Everything below, nothing beside (O5)."""

from datetime import date

import pytest

from bimer.institutions import officers, reach
from bimer.institutions.models import Officer
from bimer.institutions.roles import Role


@pytest.fixture
def cast(state, rana, ozan, yasin, may):
    officers.appoint(rana, role=Role.GENERAL_COORDINATOR, unit=state["V.06"], on=may)
    officers.appoint(rana, role=Role.DESK_CLERK, unit=state["V.06"], on=may)
    officers.appoint(yasin, role=Role.GENERAL_COORDINATOR, unit=state["V.35"], on=may)
    officers.appoint(ozan, role=Role.RESPONDENT, unit=state["K.06.1"], on=may)
    return state


def codes(units) -> list[str]:
    return sorted(unit.code for unit in units)


def test_a_governorates_coordinator_reaches_her_province_and_nothing_beside(cast, rana, yasin, may):
    ankara = ["K.06.1", "K.06.2", "M.06.1", "S.06.1", "V.06", "W.06"]
    assert codes(reach.below(reach.reach_roots(rana, may))) == ankara
    assert codes(reach.below(reach.reach_roots(yasin, may))) == ["K.35.1", "M.35.1", "V.35"]


def test_the_centre_reaches_everything(cast, may):
    tuna = Officer.objects.create_officer("tuna", full_name="Tuna Işık")
    officers.appoint(tuna, role=Role.CENTRE_EVALUATOR, unit=cast["BB-HALKLA-ILISKI"], on=may)
    roots = reach.reach_roots(tuna, may, [Role.CENTRE_EVALUATOR])
    assert codes(reach.below(roots)) == sorted(cast)


def test_the_bureau_of_the_interior_ministry_reaches_all_governorates(cast, may):
    halil = Officer.objects.create_officer("halil", full_name="Halil Su")
    officers.appoint(halil, role=Role.UNIT_COORDINATOR, unit=cast["ILLER"], on=may)
    reached = reach.below(reach.reach_roots(halil, may))
    assert {"V.06", "V.35", "S.06.1"} <= set(codes(reached))
    assert "MEB" not in codes(reached)


def test_a_ministry_does_not_reach_what_only_belongs_to_it(cast, may):
    """The school office is the ministry's organisation, but the district governor follows it up."""
    meral = Officer.objects.create_officer("meral", full_name="Meral İnce")
    officers.appoint(meral, role=Role.GENERAL_COORDINATOR, unit=cast["MEB"], on=may)
    assert cast["S.06.1"].parent == cast["MEB"]
    assert codes(reach.below(reach.reach_roots(meral, may))) == ["MEB"]


def test_reach_ends_with_the_posting(cast, rana, ozan):
    assert reach.reach_roots(rana, date(2015, 4, 30)) == []
    assert reach.reach_roots(ozan, date(2015, 5, 1)) == []
    assert reach.reach_roots(ozan, date(2015, 5, 1), [Role.RESPONDENT]) == [
        ozan.postings.get().unit_id,
    ]


def test_an_officers_units_come_with_their_roles(cast, rana, may, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert reach.units_of(rana, may) == {cast["V.06"]: {Role.GENERAL_COORDINATOR, Role.DESK_CLERK}}


def test_below_is_read_from_the_path(cast):
    assert reach.is_below(cast["S.06.1"], cast["V.06"])
    assert reach.is_below(cast["V.06"], cast["V.06"].pk)
    assert not reach.is_below(cast["S.06.1"], cast["V.35"])
    assert not reach.is_below(cast["V.06"], cast["S.06.1"])


def test_the_chain_leads_up_to_the_centre(cast, django_assert_num_queries):
    with django_assert_num_queries(1):
        chain = [unit.code for unit in reach.chain(cast["S.06.1"])]
    assert chain == ["S.06.1", "K.06.1", "V.06", "ILLER", "ICISLERI", "BB-HALKLA-ILISKI"]


def test_the_nearest_coordinators_are_found(cast, rana, may, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert reach.coordinators_of(cast["S.06.1"], may) == [rana]
    nur = Officer.objects.create_officer("nur", full_name="Nur Tan")
    officers.appoint(nur, role=Role.UNIT_COORDINATOR, unit=cast["K.06.1"], on=may)
    assert reach.coordinators_of(cast["S.06.1"], may) == [nur]
    assert reach.coordinators_of(cast["K.06.2"], may) == [rana]
    assert reach.coordinators_of(cast["MEB"], may) == []


def test_who_may_not_sign_in_coordinates_nothing(cast, rana, may):
    Officer.objects.filter(pk=rana.pk).update(is_active=False)
    assert reach.coordinators_of(cast["S.06.1"], may) == []


def test_two_units_meet_at_the_lowest_that_has_both_below_it(cast):
    assert reach.lowest_common(cast["S.06.1"], cast["W.06"]) == cast["V.06"]
    assert reach.lowest_common(cast["S.06.1"], cast["K.35.1"]) == cast["ILLER"]
    assert reach.lowest_common(cast["S.06.1"], cast["MEB"]) == cast["BB-HALKLA-ILISKI"]
    assert reach.lowest_common(cast["V.06"], cast["V.06"]) == cast["V.06"]
