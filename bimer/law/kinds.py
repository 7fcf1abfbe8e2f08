"""The kinds of application in plain words, and the regime and identity levels that follow. Pure."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bimer.law.regimes import IdentityLevel, Regime, holds
from bimer.law.tables import kept, table

__all__ = [
    "Desk",
    "IdentityLevel",
    "Kind",
    "accusing",
    "checked",
    "goes_to",
    "identity_levels",
    "kinds",
    "regime_for",
    "regimes_for",
    "usual_identity",
]


class Kind(StrEnum):
    """What a citizen says an application is; written to the database, so never renamed.

    The words the system knows; which of them are offered, and what follows, the profile's data say.
    """

    REQUEST = "request"
    COMPLAINT = "complaint"
    TIP_OFF = "tip_off"
    OPINION = "opinion"
    SUGGESTION = "suggestion"
    INFORMATION = "information"
    ETHICS = "ethics"
    HUMAN_RIGHTS = "human_rights"
    DATA_SUBJECT = "data_subject"


class Desk(StrEnum):
    """Where a kind goes: to whom text or applicant name, to the board of the place, to the centre."""

    COMPETENT = "competent"
    BOARD = "board"
    CENTRE = "centre"


def kinds(on: date | None = None) -> tuple[Kind, ...]:
    """The kinds one may file here, in the order of the form; on a day, those whose law is in force."""
    return tuple(kind for kind, row in _rows().items() if on is None or holds(row.regimes[0], on))


def regime_for(kind: str) -> Regime:
    """The law an application of that kind stands under unless an officer classifies it anew."""
    return _row(kind).regimes[0]


def regimes_for(kind: str, on: date | None = None) -> tuple[Regime, ...]:
    """The laws it may stand under, the usual one first; on a day, those in force."""
    return tuple(regime for regime in _row(kind).regimes if on is None or holds(regime, on))


def identity_levels(kind: str) -> tuple[IdentityLevel, ...]:
    """The identity levels offered; complaint and tip-off may hide who files (Law 4483 m.4/4)."""
    return _row(kind).levels


def usual_identity(kind: str) -> IdentityLevel:
    """The level chosen for who chooses none: a tip-off begins hidden, everything else openly."""
    return _row(kind).usual_level


def accusing() -> frozenset[Kind]:
    """The kinds that complain about somebody: the form asks who, and on what evidence."""
    return frozenset(kind for kind, row in _rows().items() if row.accuses)


def checked() -> frozenset[Kind]:
    """The kinds that pass a preliminary check, whatever law they stand under (4483 m.4)."""
    return frozenset(kind for kind, row in _rows().items() if row.checked)


def goes_to(kind: str) -> Desk:
    """Who deals with it, where the text does not decide that."""
    return _row(kind).goes_to


@dataclass(frozen=True, slots=True)
class _Row:
    regimes: tuple[Regime, ...]
    levels: tuple[IdentityLevel, ...]
    usual_level: IdentityLevel
    accuses: bool
    checked: bool
    goes_to: Desk


def _row(kind: str) -> _Row:
    return _rows()[Kind(kind)]


@kept
def _rows() -> dict[Kind, _Row]:
    return {
        Kind(row["code"]): _Row(
            regimes=tuple(Regime(code) for code in (row["regime"], *row["may_be"])),
            levels=tuple(IdentityLevel(level) for level in row["identity_levels"]),
            usual_level=IdentityLevel(row.get("usual_identity", row["identity_levels"][0])),
            accuses=row.get("accuses", False),
            checked=row.get("checked", False),
            goes_to=Desk(row.get("goes_to", Desk.COMPETENT)),
        )
        for row in table("kinds")["kind"]
    }
