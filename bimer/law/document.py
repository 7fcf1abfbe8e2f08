"""docs/law.md: every row of the law in use, its article and the test that covers it. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from bimer.law import (
    authorities,
    calendars,
    fees,
    gate,
    grounds,
    kinds,
    ladder,
    notices,
    parameters,
    profile,
    remedies,
    titles,
)
from bimer.law import regimes as laws
from bimer.law.parameters import Parameter
from bimer.law.regimes import Period, RegimeRules

TESTS = "tests/law/test_rows.py"


@dataclass(frozen=True, slots=True)
class Row:
    """One line: the cells people read, and the test by name and by the case it is run for."""

    cells: tuple[str, ...]
    test: str
    case: str

    @property
    def covered_by(self) -> str:
        """The address pytest knows the case by; it writes letters beyond ASCII as escapes."""
        return f"{TESTS}::{self.test}[{self.case.encode('unicode_escape').decode()}]"


@dataclass(frozen=True, slots=True)
class Section:
    """One table of the document."""

    title: str
    heading: tuple[str, ...]
    rows: tuple[Row, ...]


def law_table() -> str:
    """The whole document."""
    head = (
        "# The law in the system\n\n"
        f"Made by `manage.py law_table` from the data of the profile “{profile.current().name}”; don't edit. "
        "Days are the first and last in force. “The house's own measure” is no law. Each row names its test, "
        f"a case of `{TESTS}`.\n"
    )
    return "\n".join([head, *(_table(section) for section in sections())])


def sections() -> tuple[Section, ...]:
    """Every table, in the order of the document."""
    return (
        Section(
            "Regimes", ("Code", "Law", "Article", "Period", "Extended", "Pauses", "In force"), _regimes()
        ),
        Section("Kinds", ("Kind", "Laws", "Identity", "What follows"), _kinds()),
        Section("Clocks", ("Regime", "Clock", "Length", "Article"), _clocks()),
        Section("Grounds", ("Regime", "For", "Code", "Ground", "Article", "In force"), _grounds()),
        Section("Authorities", ("Code", "Authority", "Article", "In force"), _authorities()),
        Section("Notices owed", ("Regime", "Code", "Notice", "Article", "In force"), _notices()),
        Section("Remedies", ("Regime", "Code", "After", "Length", "Article", "In force"), _remedies()),
        Section("Preliminary check", ("Regime", "Code", "Question", "Ground or lifts", "Article"), _gate()),
        Section("Parameters", ("Name", "Value", "Article", "In force", "Source"), _parameters()),
        Section("Ladder of warnings", ("Rung", "Working days", "Who is told", "Article"), _ladder()),
        Section("Ethics: titles", ("Title or group", "Goes to", "Article"), _titles()),
        Section("Permission to prosecute", ("Whom", "Who permits", "Article"), _permissions()),
        Section("Fees", ("Year", "Plain page", "Colour page", "Source"), _fees()),
        Section("Holidays", ("Day", "Half", "Source"), _holidays()),
    )


def _table(section: Section) -> str:
    heading = (*section.heading, "Test")
    lines = [heading, tuple("---" for _cell in heading)]
    lines += [(*row.cells, f"`{row.test}[{row.case}]`") for row in section.rows]
    body = "\n".join("| " + " | ".join(line) + " |" for line in lines)
    return f"## {section.title}\n\n{body}\n"


def _regimes() -> tuple[Row, ...]:
    return tuple(
        Row(
            cells=(
                row.regime,
                row.name_en,
                row.article,
                length(row.period),
                length(row.extended_period) if row.extended_period else "–",
                ", ".join(f"{cause}: {effect}" for cause, effect in row.pauses.items()) or "–",
                in_force(row.valid_from, row.valid_to),
            ),
            test="test_regime",
            case=f"{row.regime}-{row.valid_from}",
        )
        for row in laws.all_rules()
    )


def _kinds() -> tuple[Row, ...]:
    return tuple(
        Row(
            cells=(
                kind,
                ", ".join(kinds.regimes_for(kind)),
                ", ".join(kinds.identity_levels(kind)),
                "; ".join(_follows(kind)) or "–",
            ),
            test="test_kind",
            case=kind,
        )
        for kind in kinds.kinds()
    )


def _follows(kind: kinds.Kind) -> Iterable[str]:
    """What the data say of a kind besides its law."""
    if kind in kinds.accusing():
        yield "asks who is complained about"
    if kind in kinds.checked():
        yield "is checked first"
    if kinds.usual_identity(kind) != kinds.identity_levels(kind)[0]:
        yield f"{kinds.usual_identity(kind)} unless chosen otherwise"
    if kinds.goes_to(kind) != kinds.Desk.COMPETENT:
        yield f"goes to the {kinds.goes_to(kind)}"


def _clocks() -> tuple[Row, ...]:
    """The clocks of the rules that hold still: the answer, its extension, the objection."""
    now = [row for row in laws.all_rules() if row.valid_to is None]
    return tuple(line for row in now for line in _clocks_of(row))


def _clocks_of(row: RegimeRules) -> Iterable[Row]:
    found = [("answer", length(row.period), row.article)]
    if row.extended_period:
        found.append(("extended", length(row.extended_period), row.article))
    if row.objection:
        rule = parameters.history(row.objection)[-1]
        found.append(("objection", amount(rule), rule.article))
    for name, long, article in found:
        yield Row((row.regime, name, long, article), "test_clock", f"{row.regime}-{name}")


def _grounds() -> tuple[Row, ...]:
    return tuple(
        Row(
            cells=(
                row.regime,
                row.use,
                row.code,
                row.name_en,
                row.article,
                in_force(row.valid_from, row.valid_to),
            ),
            test="test_ground",
            case=f"{row.regime}-{row.use}-{row.code}",
        )
        for row in grounds.all_grounds()
    )


def _authorities() -> tuple[Row, ...]:
    return tuple(
        Row(
            cells=(row.code, row.name_en, row.article, in_force(row.valid_from, row.valid_to)),
            test="test_authority",
            case=f"{row.code}-{row.valid_from}",
        )
        for row in authorities.all_authorities()
    )


def _notices() -> tuple[Row, ...]:
    return tuple(
        Row(
            cells=(row.regime, row.code, row.name_en, row.article, in_force(row.valid_from, row.valid_to)),
            test="test_notice",
            case=f"{row.regime}-{row.code}",
        )
        for row in notices.all_notices()
    )


def _remedies() -> tuple[Row, ...]:
    return tuple(
        Row(
            cells=(
                row.regime,
                row.key,
                ", ".join(row.outcomes),
                amount(parameters.history(row.parameter)[-1]),
                parameters.history(row.parameter)[-1].article,
                in_force(row.valid_from, row.valid_to),
            ),
            test="test_remedy",
            case=f"{row.regime}-{row.key}-{row.outcomes[0]}-{row.valid_from}",
        )
        for row in remedies.all_remedies()
    )


def _gate() -> tuple[Row, ...]:
    return tuple(
        Row(
            cells=(
                row.regime,
                row.code,
                row.text_en,
                row.ground or f"lifts {', '.join(row.lifts)}",
                row.article,
            ),
            test="test_question",
            case=f"{row.regime}-{row.code}",
        )
        for row in gate.all_questions()
    )


def _parameters() -> tuple[Row, ...]:
    return tuple(
        Row(
            cells=(
                row.name,
                amount(row),
                row.article,
                in_force(row.valid_from, row.valid_to),
                row.source,
            ),
            test="test_parameter",
            case=f"{row.name}-{row.valid_from}",
        )
        for row in parameters.all_parameters()
    )


def _ladder() -> tuple[Row, ...]:
    return tuple(
        Row((str(row.number), f"{row.offset:+d}", row.level, row.article), "test_rung", str(row.number))
        for row in ladder.rungs()
    )


def _titles() -> tuple[Row, ...]:
    high = [
        Row((row.name, titles.ETHICS_BOARD, row.article), "test_title", row.name) for row in titles.ranks()
    ]
    out = [
        Row((row.name_en, "excluded", row.article), "test_excluded", row.code) for row in titles.exclusions()
    ]
    return (*high, *out)


def _permissions() -> tuple[Row, ...]:
    return tuple(
        Row(
            (row.why_en, row.who_en.replace("{", "").replace("}", ""), row.article),
            "test_permission",
            row.code,
        )
        for row in titles.permissions()
    )


def _fees() -> tuple[Row, ...]:
    return tuple(
        Row((str(row.year), money(row.plain), money(row.colour), row.source), "test_fee", str(row.year))
        for row in fees.tariffs()
    )


def _holidays() -> tuple[Row, ...]:
    return tuple(
        Row((name, "half" if half else "", source), "test_holiday", name)
        for name, half, source in calendars.named()
    )


def length(period: Period) -> str:
    """A period as the tables write it."""
    return f"{period.length} {period.unit}"


def amount(number: Parameter) -> str:
    """A legal number as the tables write it."""
    return f"{number.value} {number.unit}"


def in_force(first: date, last: date | None) -> str:
    """The days a row held, both included."""
    return f"{first} – {last or ''}".rstrip()


def money(hundredths: int) -> str:
    """An amount of hundredths."""
    return f"{hundredths // 100}.{hundredths % 100:02d}"


def tests(of: Sequence[Section]) -> tuple[str, ...]:
    """Every test the tables name."""
    return tuple(row.covered_by for section in of for row in section.rows)
