"""Renamed, merged, abolished: the past stays as it was."""

from datetime import date

import pytest

from bimer.institutions import changes, directory, officers, reach, versions
from bimer.institutions.models import Posting, Succession, Unit
from bimer.institutions.roles import Role

EVE, DAY = date(2016, 4, 30), date(2016, 5, 1)


def living(code: str) -> Unit:
    return Unit.objects.current(DAY).get(code=code)


def test_a_renamed_institution_keeps_its_old_name_until_the_day_before(state):
    new = changes.rename(state["K.06.1"], to="Çankaya Merkez Kaymakamlığı", on=DAY)

    old = Unit.objects.get(pk=state["K.06.1"].pk)
    assert (old.name, old.valid_to, old.code) == ("Çankaya Kaymakamlığı", EVE, "K.06.1@20160501")
    assert (new.name, new.valid_from, new.valid_to, new.code) == (
        "Çankaya Merkez Kaymakamlığı",
        DAY,
        None,
        "K.06.1",
    )
    assert new.addressee == "ÇANKAYA MERKEZ KAYMAKAMLIĞINA"
    assert list(Succession.objects.values_list("predecessor", "successor", "on")) == [(old.pk, new.pk, DAY)]
    assert [str(unit) for unit in directory.search_units("çankaya kaymak", on=EVE)] == [
        "Çankaya Kaymakamlığı"
    ]
    assert directory.search_units("çankaya merkez", on=DAY) == [new]


def test_what_it_coordinated_stands_below_the_new_one(state):
    new = changes.rename(state["V.06"], to="Başkent Valiliği", on=DAY)

    school = living("S.06.1")
    assert school.path == [*new.path, state["K.06.1"].pk, school.pk]
    assert living("K.06.1").coordinator == living("K.06.1").parent == new
    assert new.path == [*state["ILLER"].path, new.pk]
    assert living("K.35.1").path == state["K.35.1"].path


def test_the_centre_may_be_renamed(state):
    new = changes.rename(state["BB-HALKLA-ILISKI"], to="İletişim Başkanlığı", on=DAY)
    assert Unit.objects.current(DAY).get(is_centre=True) == new
    assert living("V.06").path == [new.pk, *state["V.06"].path[1:]]


def test_postings_go_on_at_the_new_one_and_reach_the_past(state, rana, may):
    officers.appoint(rana, role=Role.GENERAL_COORDINATOR, unit=state["V.06"], on=may)
    new = changes.rename(state["V.06"], to="Başkent Valiliği", on=DAY)

    assert list(Posting.objects.order_by("pk").values_list("unit", "valid_from", "valid_to")) == [
        (state["V.06"].pk, may, EVE),
        (new.pk, DAY, None),
    ]
    assert reach.reach_roots(rana, DAY) == [new.pk, state["V.06"].pk]


def test_a_posting_yet_to_begin_goes_over_whole(state, rana):
    later, last = date(2016, 9, 1), date(2016, 12, 31)
    officers.appoint(rana, role=Role.RESPONDENT, unit=state["K.06.1"], on=later, until=last)
    new = changes.rename(state["K.06.1"], to="Yeni Kaymakamlık", on=DAY)
    assert list(rana.postings.values_list("unit", "valid_from", "valid_to")) == [(new.pk, later, last)]


def test_merging_brings_work_and_people_together(state, ozan, may):
    officers.appoint(ozan, role=Role.RESPONDENT, unit=state["K.06.2"], on=may)
    before = versions.current()
    changes.merge([state["K.06.2"]], into=state["K.06.1"], on=DAY)

    assert Unit.objects.get(pk=state["K.06.2"].pk).valid_to == EVE
    assert ozan.postings.current(DAY).get().unit == state["K.06.1"]
    assert versions.current() != before


def test_a_merged_institutions_children_come_along(state):
    changes.merge([state["K.06.1"]], into=state["K.06.2"], on=DAY)
    school = living("S.06.1")
    assert (school.coordinator, school.path) == (state["K.06.2"], [*state["K.06.2"].path, school.pk])


def test_call_agents_do_not_follow_into_what_is_no_governorate(state, ozan, may):
    officers.appoint(ozan, role=Role.CALL_AGENT, unit=state["V.06"], on=may)
    changes.abolish(state["V.06"], on=DAY, successor=state["V.35"])
    assert ozan.postings.current(DAY).get().unit == state["V.35"]
    changes.abolish(state["V.35"], on=date(2017, 1, 1), successor=state["ILLER"])
    assert ozan.postings.current(date(2017, 1, 1)).count() == 0


def test_a_leaf_may_be_abolished_without_successor(state, ozan, may):
    officers.appoint(ozan, role=Role.RESPONDENT, unit=state["S.06.1"], on=may)
    changes.abolish(state["S.06.1"], on=DAY)
    assert Unit.objects.get(pk=state["S.06.1"].pk).valid_to == EVE
    assert ozan.postings.current(DAY).count() == 0


def refused(state, change) -> None:
    before = list(Unit.objects.order_by("pk").values())
    with pytest.raises(changes.ChangeRefused):
        change()
    assert list(Unit.objects.order_by("pk").values()) == before
    assert not Succession.objects.exists()


def test_refusals_leave_no_trace(state):
    refused(state, lambda: changes.abolish(state["K.06.1"], on=DAY))
    refused(state, lambda: changes.merge([state["V.06"]], into=state["V.06"], on=DAY))
    refused(state, lambda: changes.merge([state["V.06"]], into=state["K.06.1"], on=DAY))
    refused(state, lambda: changes.merge([state["ICISLERI"]], into=state["S.06.1"], on=DAY))
    refused(state, lambda: changes.rename(state["V.06"], to="X", on=date(2006, 1, 20)))
    refused(state, lambda: changes.merge([state["V.06"]], into=state["S.06.1"], on=DAY))


def test_nothing_sinks_too_deep(state):
    refused(state, lambda: changes.merge([state["V.06"]], into=state["K.35.1"], on=DAY))


def test_what_has_ended_can_not_end_again(state):
    changes.abolish(state["S.06.1"], on=DAY)
    with pytest.raises(changes.ChangeRefused):
        changes.rename(state["S.06.1"], to="X", on=date(2017, 1, 1))
