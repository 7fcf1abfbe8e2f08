"""What the law owes the applicant in writing: when, and by which article. Pure."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from bimer.law.regimes import for_regimes
from bimer.law.tables import in_force, kept, said, table


@dataclass(frozen=True, slots=True)
class Notice:
    """One notice owed: `code` is the name of the text in the room notices."""

    code: str
    regime: str
    name_tr: str
    name_en: str
    article: str
    source: str
    valid_from: date
    valid_to: date | None = None

    def name(self, language: str) -> str:
        """What it is called."""
        return said(self.name_tr, self.name_en, language)


def owed(regime: str, on: date) -> tuple[Notice, ...]:
    """The notices that law owes on that day."""
    return tuple(in_force((row for row in all_notices() if row.regime == regime), on))


@kept
def all_notices() -> tuple[Notice, ...]:
    """Every notice of every regime at all times."""
    return tuple(one for row in table("notices").get("notice", ()) for one in _notices_from(row))


def _notices_from(row: dict[str, Any]) -> tuple[Notice, ...]:
    told = {name: value for name, value in row.items() if name != "regimes"}
    return tuple(
        Notice(regime=regime, **{"name_tr": "", "name_en": "", **told})
        for regime in for_regimes(row["regimes"])
    )
