"""The reasons an officer may give, by code: to refuse, not to examine, to extend, to give back. Pure."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from bimer.law.regimes import for_regimes
from bimer.law.tables import in_force, kept, said, table


class Use(StrEnum):
    """What a ground is a reason for."""

    REFUSE = "refuse"
    NOT_EXAMINE = "not_examine"
    EXTEND = "extend"
    GIVE_BACK = "give_back"


@dataclass(frozen=True, slots=True)
class Ground:
    """One reason: a short name for lists, a sentence for the letter, and the article that allows it.

    `authority` is where the applicant may be sent with it (a code of `law.authorities`), or empty.
    """

    code: str
    regime: str
    use: Use
    article: str
    name_tr: str
    name_en: str
    text_tr: str
    text_en: str
    source: str
    valid_from: date
    valid_to: date | None = None
    authority: str = ""

    def name(self, language: str) -> str:
        """A few words for a list."""
        return said(self.name_tr, self.name_en, language)

    def text(self, language: str) -> str:
        """The sentence for the letter."""
        return said(self.text_tr, self.text_en, language)


class NoSuchGround(LookupError):
    """That law gives no such reason for that, or did not on that day."""


def grounds(regime: str, use: str, on: date) -> tuple[Ground, ...]:
    """The reasons that law gives for that use on that day, in the order of its articles."""
    rows = (row for row in all_grounds() if row.regime == regime and row.use == use)
    return tuple(in_force(rows, on))


def ground(regime: str, use: str, code: str, on: date) -> Ground:
    """The reason with that code."""
    found = next((row for row in grounds(regime, use, on) if row.code == code), None)
    if found is None:
        raise NoSuchGround(f"Law {regime} has no ground “{code}” to {use} on {on.isoformat()}.")
    return found


@kept
def all_grounds() -> tuple[Ground, ...]:
    """Every reason of every regime at all times; one that holds for several regimes stands once for each."""
    return tuple(one for row in table("grounds").get("ground", ()) for one in _grounds_from(row))


def _grounds_from(row: dict[str, Any]) -> tuple[Ground, ...]:
    texts = {name: row.get(name, "") for name in ("name_tr", "name_en", "text_tr", "text_en", "authority")}
    said_by = {name: row[name] for name in ("code", "article", "source", "valid_from")}
    return tuple(
        Ground(regime=regime, use=Use(row["use"]), valid_to=row.get("valid_to"), **texts, **said_by)
        for regime in for_regimes(row["regimes"])
    )
