"""Every row of the law, one test each, against expectations typed from the laws (expected.toml)."""

import re
import tomllib
from datetime import date, timedelta
from pathlib import Path

import pytest

from bimer.law import (
    authorities,
    calendars,
    clocks,
    document,
    fees,
    gate,
    grounds,
    kinds,
    ladder,
    notices,
    parameters,
    profile,
    regimes,
    remedies,
    titles,
)
from bimer.law.authorities import NoSuchAuthority
from bimer.law.grounds import NoSuchGround

EXPECTED = tomllib.loads((Path(__file__).parent / "expected.toml").read_text(encoding="utf-8"))
ARTICLE = re.compile(r"\d{4} (Yön\. )?m\.\d+(/[a-z])?|(2004/12|2006/3)|RG \d\d\.\d\d\.\d{4}/\d+")
A_DAY = timedelta(days=1)
CLOCKS = [row.case for one in document.sections() if one.title == "Clocks" for row in one.rows]


def _ids(rows, naming):
    return [pytest.param(row, id=naming(row)) for row in rows]


def _dated(row):
    return f"{row.regime if hasattr(row, 'regime') else row.code}-{row.valid_from}"


def _well_said(*texts):
    """Words in both languages, none left to be filled in."""
    assert all(texts)
    assert not any("{" in text for text in texts)


@pytest.mark.parametrize("row", _ids(regimes.all_rules(), _dated))
def test_regime(row):
    article, period, extended, words = EXPECTED["regimes"][_dated(row)]

    assert row == regimes.rules(row.regime, row.valid_from)
    assert (row.article, document.length(row.period)) == (article, period)
    assert (document.length(row.extended_period) if row.extended_period else "") == extended
    assert words in row.name_en
    assert all(ARTICLE.fullmatch(cited) for cited in (row.article, row.who_article, row.forwarding_article))


@pytest.mark.parametrize("case", CLOCKS)
def test_clock(case):
    regime, name = case.split("-")
    for start, last in EXPECTED["clocks"][case]:
        found = {
            "answer": lambda day: clocks.due(regime, received=day),
            "extended": lambda day: clocks.extended_due(regime, received=day),
            "objection": lambda day: clocks.objection_until(regime, answered_on=day),
        }[name](start)

        assert found.on == last
        assert ARTICLE.fullmatch(found.article)


@pytest.mark.parametrize("row", _ids(grounds.all_grounds(), lambda row: f"{row.regime}-{row.use}-{row.code}"))
def test_ground(row):
    known = EXPECTED["grounds"]
    article, first = known.get(f"{row.regime}-{row.use}", known["give_back"])[row.code]

    assert (row.article, row.valid_from) == (article, first)
    assert ARTICLE.fullmatch(row.article)
    assert grounds.ground(row.regime, row.use, row.code, first) == row
    with pytest.raises(NoSuchGround):
        grounds.ground(row.regime, row.use, row.code, first - A_DAY)
    _well_said(row.name_tr, row.name_en, row.text_tr, row.text_en)
    assert row.text_tr.endswith(".")
    if row.authority:
        assert authorities.authority(row.authority, max(first, date(2005, 6, 1)))


@pytest.mark.parametrize("row", _ids(authorities.all_authorities(), _dated))
def test_authority(row):
    words, article, last = EXPECTED["authorities"][_dated(row)]

    assert words in row.name_tr
    assert row.article == article
    assert str(row.valid_to or "") == last
    assert authorities.authority(row.code, row.valid_from) == row
    before = row.valid_from - A_DAY
    if any(other.code == row.code and other.valid_to == before for other in authorities.all_authorities()):
        assert authorities.authority(row.code, before).name_tr != row.name_tr
    else:
        with pytest.raises(NoSuchAuthority):
            authorities.authority(row.code, before)
    _well_said(row.name_en, row.text_tr, row.text_en)


@pytest.mark.parametrize("row", _ids(notices.all_notices(), lambda row: f"{row.regime}-{row.code}"))
def test_notice(row):
    assert row.article == EXPECTED["notices"][row.code][row.regime]
    assert row in notices.owed(row.regime, row.valid_from)
    assert row not in notices.owed(row.regime, row.valid_from - A_DAY)
    _well_said(row.name_tr, row.name_en)


@pytest.mark.parametrize(
    "row",
    _ids(remedies.all_remedies(), lambda row: f"{row.regime}-{row.key}-{row.outcomes[0]}-{row.valid_from}"),
)
def test_remedy(row):
    case = f"{row.regime}-{row.key}-{row.outcomes[0]}-{row.valid_from}"
    article, length, words = EXPECTED["remedies"][case]
    on = max(row.valid_from, date(2004, 4, 24))

    found = {one.key: one for one in remedies.remedies(row.regime, row.outcomes[0], on, received=on)}[row.key]

    assert (found.article, found.length) == (article, length)
    assert words in found.text_tr
    _well_said(found.text_tr, found.text_en)
    if row.valid_to:
        after = remedies.remedies(row.regime, row.outcomes[0], row.valid_to + A_DAY)
        assert found.text_tr not in [one.text_tr for one in after]


@pytest.mark.parametrize("row", _ids(gate.all_questions(), lambda row: f"{row.regime}-{row.code}"))
def test_question(row):
    expected, on = EXPECTED["questions"][f"{row.regime}-{row.code}"], date(2026, 11, 23)
    _well_said(row.text_tr, row.text_en)
    assert ARTICLE.fullmatch(row.article)
    if row.is_exception:
        assert row.lifts == (expected,)
        saved = gate.verdict({expected: "no", row.code: "yes"}, regime=row.regime, on=on)
        assert (saved.goes_on, saved.exception) == (True, row.code)
        assert not gate.verdict({expected: "no", row.code: "unclear"}, regime=row.regime, on=on).goes_on
    else:
        stopped = gate.verdict({row.code: "no"}, regime=row.regime, on=on)
        assert (stopped.goes_on, stopped.ground) == (False, expected)
        assert grounds.ground(row.regime, "not_examine", row.ground, on)
        assert gate.verdict({row.code: "unclear"}, regime=row.regime, on=on).goes_on
        assert gate.verdict({row.code: "no"}, regime=row.regime, on=row.valid_from - A_DAY).goes_on


@pytest.mark.parametrize("row", _ids(parameters.all_parameters(), lambda row: f"{row.name}-{row.valid_from}"))
def test_parameter(row):
    assert [f"{row.value} {row.unit}", row.article] == EXPECTED["parameters"][f"{row.name}-{row.valid_from}"]
    assert ARTICLE.fullmatch(row.article)
    assert parameters.parameter(row.name, row.valid_from) == row
    if row.valid_to:
        assert parameters.parameter(row.name, row.valid_to + A_DAY).value != row.value


@pytest.mark.parametrize("rung", _ids(ladder.rungs(), lambda rung: str(rung.number)))
def test_rung(rung):
    due_on = date(2015, 4, 13)
    offset, level, on = EXPECTED["rungs"][str(rung.number)]

    assert (rung.offset, rung.level, rung.article) == (offset, level, "2006/3")
    assert ladder.day_of(rung, due_on) == on
    assert ladder.reached(due_on, on) == rung.number
    assert ladder.reached(due_on, on - A_DAY) == rung.number - 1


@pytest.mark.parametrize("rank", _ids(titles.ranks(), lambda rank: rank.name))
def test_title(rank):
    meant, below = EXPECTED["titles"][rank.name]

    assert titles.ethics_body(meant) == "ethics_board"
    assert titles.ethics_body(below) == "disciplinary_board"
    assert rank.article == "5176 m.4"


@pytest.mark.parametrize("row", _ids(titles.exclusions(), lambda row: row.code))
def test_excluded(row):
    title, institution = EXPECTED["excluded"][row.code]

    assert titles.excluded(title=title, institution=institution) == row
    assert row.article == "5176 m.1"
    assert titles.excluded(title="Şube Müdürü", institution="Çankaya Kaymakamlığı") is None


@pytest.mark.parametrize("tariff", _ids(fees.tariffs(), lambda tariff: str(tariff.year)))
def test_fee(tariff):
    plain, colour, fifteen = EXPECTED["fees"][str(tariff.year)]

    assert (tariff.plain, tariff.colour) == (plain, colour)
    assert fees.access_fee(15, 0, date(tariff.year, 6, 1)).kurus == fifteen


@pytest.mark.parametrize("name", [name for name, _half, _source in calendars.named()])
def test_holiday(name):
    on, half = EXPECTED["holidays"][name]
    off = calendars.default().day_off(on)

    assert (off.name_en, off.half) == (name, half)


def test_nothing_expected_is_missing_from_the_data():
    tested = {row.case for section in document.sections() for row in section.rows}
    known = dict(EXPECTED)
    give_back = known["grounds"].pop("give_back")
    expected = {f"{use}-{code}" for use, codes in known.pop("grounds").items() for code in codes}
    everywhere = dict.fromkeys(row.regime for row in regimes.all_rules())
    expected |= {f"{regime}-give_back-{code}" for regime in everywhere for code in give_back}
    expected |= {f"{regime}-{code}" for code, by in known.pop("notices").items() for regime in by}
    expected |= {case for cases in known.values() for case in cases}

    assert profile.current().name == "turkey"
    assert tested == expected


@pytest.mark.parametrize("kind", [pytest.param(kind, id=kind) for kind in kinds.kinds()])
def test_kind(kind):
    accuses, is_checked, usual, goes_to = EXPECTED["kinds"][kind]

    assert (kind in kinds.accusing(), kind in kinds.checked()) == (accuses, is_checked)
    assert (kinds.usual_identity(kind), kinds.goes_to(kind)) == (usual, goes_to)
    assert usual in kinds.identity_levels(kind)


@pytest.mark.parametrize("row", _ids(titles.permissions(), lambda row: row.code))
def test_permission(row):
    title, level, places, who = EXPECTED["permissions"][row.code]

    assert titles.permits(title=title, level=level, places=places) == row
    assert row.who("en").format(province="Ankara", district="Çankaya") == who
    assert ARTICLE.fullmatch(row.article)
    assert all((row.who_tr, row.why_tr, row.why_en))
