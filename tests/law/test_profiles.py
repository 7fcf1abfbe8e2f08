"""Whose law it is, is data: a town with a charter of its own needs no code."""

from datetime import date
from pathlib import Path

import pytest

from bimer.law import (
    authorities,
    calendars,
    clocks,
    fees,
    gate,
    grounds,
    kinds,
    ladder,
    profile,
    regimes,
    titles,
)
from bimer.law.grounds import NoSuchGround
from bimer.law.profile import NoSuchProfile
from bimer.law.remedies import Outcome, remedies

MONDAY = date(2026, 11, 23)


@pytest.fixture
def riverton():
    yield profile.use("riverton")
    profile.use()


def test_two_profiles_are_shipped_and_turkey_is_the_usual_one():
    assert profile.shipped() == ("riverton", "turkey")
    assert profile.current().name == "turkey"


def test_a_profile_says_who_it_is(riverton):
    assert (riverton.platform, riverton.operator("tr"), riverton.hotline) == (
        "Riverton Listens",
        "City Clerk of Riverton",
        None,
    )
    assert riverton.languages == (("en", "English"),)


def test_it_has_one_regime_of_its_own(riverton):
    assert [row.regime for row in regimes.regimes(MONDAY)] == ["charter"]
    assert regimes.usual() == "charter"
    assert regimes.naming("charter", MONDAY, "tr") == "City Charter"
    assert kinds.kinds() == (kinds.Kind.REQUEST, kinds.Kind.COMPLAINT, kinds.Kind.SUGGESTION)
    assert {kinds.regime_for(kind) for kind in kinds.kinds()} == {"charter"}


def test_it_counts_by_its_own_calendar(riverton):
    assert calendars.default().day_off(date(2026, 5, 4)).name("en") == "Founders' Day"
    assert calendars.default().is_working_day(date(2026, 10, 29))
    assert clocks.due("charter", received=date(2026, 4, 27)).on == date(2026, 5, 12)
    assert clocks.extended_due("charter", received=MONDAY).on == date(2026, 12, 21)
    assert clocks.objection_until("charter", answered_on=MONDAY).on == date(2026, 12, 14)


def test_waiting_for_the_applicant_moves_its_last_day(riverton):
    asked = {"due_on": date(2026, 12, 7), "received": MONDAY, "began": date(2026, 11, 25)}

    assert clocks.after_pause("charter", **asked, ended=date(2026, 11, 27), pause="applicant") == date(
        2026, 12, 9
    )


def test_its_reasons_remedies_and_authorities_are_its_own(riverton):
    assert [row.code for row in grounds.grounds("charter", "refuse", MONDAY)] == ["closed", "cost"]
    with pytest.raises(NoSuchGround):
        grounds.ground("charter", "refuse", "R16", MONDAY)
    assert [row.key for row in remedies("charter", Outcome.REFUSED, MONDAY)] == ["review", "auditor"]
    assert [row.code for row in authorities.authorities(MONDAY)] == ["auditor", "court"]
    assert gate.verdict({"concrete": "no"}, regime="charter", on=MONDAY).ground == "vague"
    assert [rung.offset for rung in ladder.rungs()] == [-3, 1, 5]
    assert fees.access_fee(60, 0, MONDAY).kurus == 10


def test_what_follows_from_a_kind_is_its_own(riverton):
    assert kinds.accusing() == kinds.checked() == {kinds.Kind.COMPLAINT}
    assert {kinds.goes_to(kind) for kind in kinds.kinds()} == {"competent"}
    assert {kinds.usual_identity(kind) for kind in kinds.kinds()} == {"open"}
    assert titles.permits(title="Vali", level="governorate", places=("province",)) is None
    assert regimes.rules("charter", MONDAY).fee_article == "Charter s.18"
    assert riverton.money.format("1.20") == "£1.20"


def test_coming_back_to_turkey_forgets_the_charter():
    profile.use("riverton")
    calendars.default().days_off(2026)
    profile.use()

    assert not calendars.default().is_working_day(date(2026, 10, 29))
    assert kinds.regime_for("request") == "3071"


def test_a_folder_of_ones_own_is_a_profile_too(tmp_path):
    own = tmp_path / "harbour"
    own.mkdir()
    for file in (Path(profile.__file__).parent / "profiles" / "riverton").glob("*.toml"):
        (own / file.name).write_text(file.read_text().replace("Riverton", "Harbour"))
    try:
        assert profile.use(str(own)).platform == "Harbour Listens"
    finally:
        profile.use()


def test_an_unknown_profile_is_loud():
    with pytest.raises(NoSuchProfile, match="riverton, turkey"):
        profile.use("atlantis")
    assert profile.current().name == "turkey"
