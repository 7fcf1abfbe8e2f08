"""The legal regimes and the rules each gave on a day. Pure: no clock, no database."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, ClassVar

from bimer.law.tables import in_force, kept, said, table


class Regime(str):
    """The law an application stands under, by its code; which codes there are, the profile's data say.

    The named ones are those of Turkey.
    """

    __slots__ = ()

    PETITION: ClassVar["Regime"]
    INFORMATION: ClassVar["Regime"]
    ETHICS: ClassVar["Regime"]
    HUMAN_RIGHTS: ClassVar["Regime"]
    OFFENCE: ClassVar["Regime"]
    DATA_SUBJECT: ClassVar["Regime"]


Regime.PETITION = Regime("3071")
Regime.INFORMATION = Regime("4982")
Regime.ETHICS = Regime("5176")
Regime.HUMAN_RIGHTS = Regime("6701")
Regime.OFFENCE = Regime("4483")
Regime.DATA_SUBJECT = Regime("6698")


class Unit(StrEnum):
    """What a period is counted in."""

    CALENDAR = "calendar"
    WORKING = "working"
    MONTH = "month"


CALENDAR, WORKING, MONTH = Unit.CALENDAR, Unit.WORKING, Unit.MONTH


class IdentityLevel(StrEnum):
    """How much of the applicant the handling unit may know: everything, nothing, nobody knows anything."""

    OPEN = "open"
    HIDDEN = "hidden"
    ANONYMOUS = "anonymous"


class Pause(StrEnum):
    """What a pause does to the last day: nothing, the days are added, the period begins anew."""

    NONE = "none"
    SUSPEND = "suspend"
    RESTART = "restart"


@dataclass(frozen=True, slots=True)
class Period:
    """A length of time the law gives; `length` counts days (or months) of the kind `unit` names."""

    length: int
    unit: Unit


@dataclass(frozen=True, slots=True)
class RegimeRules:
    """What a regime said on a given day, and where it says so.

    `objection` names the parameter that gives the time for an objection inside the administration; empty
    where there is none. `statistics` are the reports the regime feeds. `checked`: every kind under it passes
    the preliminary check. `competence` is the question who decides where the institution itself may not.
    """

    regime: Regime
    name_tr: str
    name_en: str
    short_tr: str
    short_en: str
    article: str
    period: Period
    extended_period: Period | None
    who: str
    who_article: str
    persons: tuple[str, ...]
    channels: tuple[str, ...]
    identity_levels: tuple[IdentityLevel, ...]
    mandatory: Mapping[str, tuple[str, ...]]
    pauses: Mapping[str, Pause]
    forwarding_article: str
    decisions: tuple[str, ...]
    outcomes: tuple[str, ...]
    objection: str
    statistics: tuple[str, ...]
    checked: bool
    competence: str
    fee_article: str
    separation_article: str
    valid_from: date
    valid_to: date | None
    source: str

    def name(self, language: str) -> str:
        """The full name of the law."""
        return said(self.name_tr, self.name_en, language)

    def short_name(self, language: str) -> str:
        """The name used in running text."""
        return said(self.short_tr, self.short_en, language)

    @property
    def must_be_written(self) -> bool:
        """Nothing said on the telephone counts (4982 m.6)."""
        return "telephone" not in self.channels

    def required(self, *, legal_person: bool = False, on_paper: bool = False) -> tuple[str, ...]:
        """What an application must hold; empty when such a person can't apply (see `persons`)."""
        who, how = ("legal" if legal_person else "natural"), ("paper" if on_paper else "electronic")
        return self.mandatory.get(f"{who}_{how}", ())

    def pause(self, cause: str) -> Pause:
        """What waiting for that cause (fee, applicant) does to the last day; usually nothing."""
        return self.pauses.get(cause, Pause.NONE)


class NotInForce(LookupError):
    """The law asked for did not hold on that day."""


def rules(regime: str, on: date) -> RegimeRules:
    """The rules of `regime` as they stood on that day."""
    found = in_force((row for row in all_rules() if row.regime == regime), on)
    if not found:
        raise NotInForce(f"Law {regime} has no rules in force on {on.isoformat()}.")
    return found[-1]


def holds(regime: str, on: date) -> bool:
    """Whether that law was in force on that day."""
    return bool(in_force((row for row in all_rules() if row.regime == regime), on))


def naming(regime: str, on: date, language: str) -> str:
    """What officers call it: the short name, with the number of the law where it has one."""
    name = rules(regime, on).short_name(language)
    return f"{name} ({regime})" if regime.isdigit() else name


def regimes(on: date) -> tuple[RegimeRules, ...]:
    """Every regime in force on that day, in the order of the data."""
    return tuple(in_force(all_rules(), on))


def usual() -> Regime:
    """The regime of whatever is not said to be anything else: the first of the data."""
    return all_rules()[0].regime


def for_regimes(codes: list[str]) -> tuple[str, ...]:
    """The regimes a row of another table holds for; ["*"] stands for every one."""
    return tuple(dict.fromkeys(str(row.regime) for row in all_rules()) if codes == ["*"] else codes)


@kept
def all_rules() -> tuple[RegimeRules, ...]:
    """The rules of every regime at all times."""
    return tuple(_rules_from(row) for row in table("regimes")["regime"])


_LISTS = ("persons", "channels", "decisions", "outcomes", "statistics")
_PLAIN: tuple[str, ...] = ("name_tr", "name_en", "short_tr", "short_en", "article", "who", "who_article")
_PLAIN += ("forwarding_article", "objection", "source", "competence", "fee_article", "separation_article")


def _rules_from(row: dict[str, Any]) -> RegimeRules:
    unit = Unit(row["unit"])
    extended = row.get("extended_length")
    lists: dict[str, Any] = {name: tuple(row[name]) for name in _LISTS}
    plain: dict[str, Any] = {name: row.get(name, "") for name in _PLAIN}
    return RegimeRules(
        regime=Regime(row["code"]),
        **lists,
        **plain,
        checked=row.get("checked", False),
        period=Period(row["length"], unit),
        extended_period=Period(extended, unit) if extended else None,
        identity_levels=tuple(IdentityLevel(level) for level in row["identity_levels"]),
        mandatory={form: tuple(fields) for form, fields in row["mandatory"].items()},
        pauses={cause: Pause(effect) for cause, effect in row["pauses"].items()},
        valid_from=row["valid_from"],
        valid_to=row.get("valid_to"),
    )
