"""Every answer that can be contested says where, within what time, and by what article."""

from datetime import date
from itertools import product

import pytest

from bimer.law.regimes import Regime
from bimer.law.remedies import Outcome, remedies

TODAY = date(2026, 11, 23)
CONTESTABLE = [outcome for outcome in Outcome if outcome != Outcome.GRANTED]


def _keys(regime, outcome, on=TODAY):
    return [remedy.key for remedy in remedies(regime, outcome, on)]


def test_a_refused_request_for_information_goes_to_the_board_and_the_court():
    found = remedies(Regime.INFORMATION, Outcome.REFUSED, TODAY)

    assert [
        (remedy.key, remedy.length, remedy.unit, remedy.article, remedy.on_paper) for remedy in found
    ] == [
        ("review_board", 15, "calendar", "4982 m.13", True),
        ("court", 60, "calendar", "2577 m.7", False),
    ]
    assert "15 gün" in found[0].text("tr")
    assert "15 days" in found[0].text("en")


@pytest.mark.parametrize(
    ("on", "ministry", "on_paper"),
    [
        (date(2010, 1, 4), "Başbakanlık", False),
        (date(2015, 1, 5), "Başbakanlık", True),
        (date(2018, 7, 9), "Adalet Bakanlığı", True),
    ],
)
def test_the_board_is_named_as_it_was_on_the_day(on, ministry, on_paper):
    board = remedies(Regime.INFORMATION, Outcome.REFUSED, on)[0]

    assert f"Kuruluna ({ministry})" in board.text("tr")
    assert board.on_paper is on_paper


def test_a_petition_may_go_to_the_ombudsman_since_march_2013():
    assert _keys(Regime.PETITION, Outcome.ANSWERED, date(2013, 3, 28)) == ["court", "superior"]
    assert _keys(Regime.PETITION, Outcome.ANSWERED) == ["court", "superior", "ombudsman"]


def test_nothing_is_contested_where_everything_was_granted():
    assert _keys(Regime.INFORMATION, Outcome.GRANTED) == []


def test_the_wait_for_a_final_answer_follows_the_day_of_application():
    early = remedies(Regime.PETITION, Outcome.INTERIM, TODAY, received=date(2021, 7, 1))
    late = remedies(Regime.PETITION, Outcome.INTERIM, TODAY)

    assert [remedy.length for remedy in (*early, *late)] == [6, 4]


@pytest.mark.parametrize(("outcome", "year"), list(product(CONTESTABLE, range(2006, 2033))))
def test_no_contestable_petition_answer_is_without_a_remedy(outcome, year):
    found = remedies(Regime.PETITION, outcome, date(year, 3, 1))

    assert found
    assert not any("{" in remedy.text_tr + remedy.text_en for remedy in found)


def test_silence_opens_both_ways_for_a_request_for_information():
    assert _keys(Regime.INFORMATION, Outcome.SILENCE) == ["silence_review_board", "silence_court"]
