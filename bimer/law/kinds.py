"""The kinds of application in plain words, and the regime and identity levels that follow. Pure."""

from enum import StrEnum

from bimer.law.regimes import IdentityLevel, Regime

__all__ = ["IdentityLevel", "Kind", "identity_levels", "regime_for"]


class Kind(StrEnum):
    """What a citizen says an application is; written to the database, so never renamed."""

    REQUEST = "request"
    COMPLAINT = "complaint"
    TIP_OFF = "tip_off"
    OPINION = "opinion"
    SUGGESTION = "suggestion"
    INFORMATION = "information"


def regime_for(kind: Kind) -> Regime:
    """A request for information stands under Law 4982; everything else is a petition (Law 3071)."""
    return Regime.INFORMATION if Kind(kind) == Kind.INFORMATION else Regime.PETITION


def identity_levels(kind: Kind) -> tuple[IdentityLevel, ...]:
    """The identity levels offered; only complaint and tip-off may hide who files (Law 4483 m.4/4)."""
    if Kind(kind) in {Kind.COMPLAINT, Kind.TIP_OFF}:
        return (IdentityLevel.OPEN, IdentityLevel.HIDDEN, IdentityLevel.ANONYMOUS)
    return (IdentityLevel.OPEN,)
