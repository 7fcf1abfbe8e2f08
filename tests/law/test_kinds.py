"""Kinds lead to regimes, and regimes say who may hide."""

from datetime import date

import pytest

from bimer.law.kinds import IdentityLevel, Kind, identity_levels, regime_for
from bimer.law.parameters import UnknownParameter, history, parameter
from bimer.law.regimes import CALENDAR, WORKING, Period, Regime, rules

TODAY = date(2026, 11, 23)
ALL_LEVELS = (IdentityLevel.OPEN, IdentityLevel.HIDDEN, IdentityLevel.ANONYMOUS)


@pytest.mark.parametrize("kind", Kind)
def test_only_a_request_for_information_stands_under_4982(kind):
    expected = Regime.INFORMATION if kind == Kind.INFORMATION else Regime.PETITION

    assert regime_for(kind) == expected


@pytest.mark.parametrize("kind", Kind)
def test_only_complaints_and_tip_offs_may_hide_who_files(kind):
    expected = ALL_LEVELS if kind in {Kind.COMPLAINT, Kind.TIP_OFF} else (IdentityLevel.OPEN,)

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
