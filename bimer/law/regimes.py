"""The legal regimes and the rules each gave on a day. Pure: no clock, no database."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any

from bimer.law.tables import in_force, table


class Regime(StrEnum):
    """The law an application stands under; it decides the clock, the answer and the remedies."""

    PETITION = "3071"
    INFORMATION = "4982"


class Unit(StrEnum):
    """What a period is counted in."""

    CALENDAR = "calendar"
    WORKING = "working"


CALENDAR, WORKING = Unit.CALENDAR, Unit.WORKING


class IdentityLevel(StrEnum):
    """How much of the applicant the handling unit may know: everything, nothing, nobody knows anything."""

    OPEN = "open"
    HIDDEN = "hidden"
    ANONYMOUS = "anonymous"


@dataclass(frozen=True, slots=True)
class Period:
    """A length of time the law gives; `length` counts days of the kind `unit` names."""

    length: int
    unit: Unit


@dataclass(frozen=True, slots=True)
class RegimeRules:
    """What a regime said on a given day, and where it says so."""

    regime: Regime
    name_tr: str
    name_en: str
    short_tr: str
    short_en: str
    article: str
    period: Period
    extended_period: Period | None
    extension_grounds: tuple[str, ...]
    who: str
    must_be_written: bool
    identity_levels: tuple[IdentityLevel, ...]
    mandatory: tuple[str, ...]
    valid_from: date
    valid_to: date | None
    source: str

    def name(self, language: str) -> str:
        """The full name of the law; any language but English reads the Turkish one."""
        return self.name_en if language.startswith("en") else self.name_tr

    def short_name(self, language: str) -> str:
        """The name used in running text."""
        return self.short_en if language.startswith("en") else self.short_tr


class NotInForce(LookupError):
    """The law asked for did not hold on that day."""


def rules(regime: Regime, on: date) -> RegimeRules:
    """The rules of `regime` as they stood on that day."""
    found = in_force(_all_rules()[Regime(regime)], on)
    if not found:
        raise NotInForce(f"Law {regime} has no rules in force on {on.isoformat()}.")
    return found[-1]


@cache
def _all_rules() -> dict[Regime, tuple[RegimeRules, ...]]:
    rows = [_rules_from(row) for row in table("regimes")["regime"]]
    return {regime: tuple(row for row in rows if row.regime == regime) for regime in Regime}


def _rules_from(row: dict[str, Any]) -> RegimeRules:
    unit = Unit(row["unit"])
    extended = row.get("extended_length")
    return RegimeRules(
        regime=Regime(row["code"]),
        name_tr=row["name_tr"],
        name_en=row["name_en"],
        short_tr=row["short_tr"],
        short_en=row["short_en"],
        article=row["article"],
        period=Period(row["length"], unit),
        extended_period=Period(extended, unit) if extended else None,
        extension_grounds=tuple(row.get("extension_grounds", ())),
        who=row["who"],
        must_be_written=row["must_be_written"],
        identity_levels=tuple(IdentityLevel(level) for level in row["identity_levels"]),
        mandatory=tuple(row["mandatory"]),
        valid_from=row["valid_from"],
        valid_to=row.get("valid_to"),
        source=row["source"],
    )
