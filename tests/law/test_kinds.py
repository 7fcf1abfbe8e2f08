"""Kinds lead to regimes, and regimes say who may hide."""

from datetime import date

import pytest

from bimer.law.kinds import IdentityLevel, Kind, identity_levels, kinds, regime_for, regimes_for
from bimer.law.parameters import UnknownParameter, history, parameter
from bimer.law.regimes import CALENDAR, WORKING, Period, Regime, rules

TODAY = date(2026, 11, 23)
ALL_LEVELS = (IdentityLevel.OPEN, IdentityLevel.HIDDEN, IdentityLevel.ANONYMOUS)


LAW = {
    Kind.INFORMATION: Regime.INFORMATION,
    Kind.ETHICS: Regime.ETHICS,
    Kind.HUMAN_RIGHTS: Regime.HUMAN_RIGHTS,
    Kind.DATA_SUBJECT: Regime.DATA_SUBJECT,
}
LEVELS = {
    Kind.COMPLAINT: ALL_LEVELS,
    Kind.TIP_OFF: ALL_LEVELS,
    Kind.HUMAN_RIGHTS: (IdentityLevel.OPEN, IdentityLevel.HIDDEN),
}


def test_all_kinds_are_offered_in_their_order():
    assert kinds() == tuple(Kind)


@pytest.mark.parametrize("kind", Kind)
def test_a_kind_leads_to_its_law_and_the_rest_are_petitions(kind):
    assert regime_for(kind) == LAW.get(kind, Regime.PETITION)
    assert regimes_for(kind)[0] == regime_for(kind)


def test_a_complaint_may_be_classified_as_whatever_it_turns_out_to_be():
    assert regimes_for(Kind.COMPLAINT) == ("3071", "4483", "4982", "5176", "6701")


@pytest.mark.parametrize("kind", Kind)
def test_only_who_complains_of_somebody_may_hide(kind):
    expected = LEVELS.get(kind, (IdentityLevel.OPEN,))

    assert identity_levels(kind) == expected
    assert set(expected) <= set(rules(regime_for(kind), TODAY).identity_levels)


def test_the_rules_of_the_petition_law():
    found = rules(Regime.PETITION, TODAY)

    assert found.period == Period(30, CALENDAR)
    assert found.extended_period is None
    assert found.name("tr") == "Dilekçe Hakkının Kullanılmasına Dair Kanun"
    assert found.short_name("en") == "Petition Law"


def test_the_rules_of_the_right_to_information_law():
    found = rules(Regime.INFORMATION, TODAY)

    assert found.period == Period(15, WORKING)
    assert found.extended_period == Period(30, WORKING)
    assert found.must_be_written


def test_a_legal_number_keeps_its_history():
    values = [(row.value, row.valid_from, row.valid_to) for row in history("silence")]

    assert values == [
        (60, date(1994, 6, 18), date(2021, 7, 13)),
        (30, date(2021, 7, 14), None),
    ]


def test_an_unknown_legal_number_is_loud():
    with pytest.raises(UnknownParameter):
        parameter("generosity", TODAY)
