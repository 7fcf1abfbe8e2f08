"""What to look at before an answer goes out: warnings, not walls; the approver sees them too."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bimer.casework.models import Application
from bimer.institutions.models import Officer


class Severity(StrEnum):
    """How heavy a warning weighs: what the law misses, or what reads badly."""

    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, kw_only=True)
class Advice:
    """One thing to look at; `detail` quotes what it is about, "" when there is nothing to quote."""

    code: str
    severity: Severity
    message: str
    detail: str = ""


def advise(
    application: Application,
    *,
    text: str,
    outcome: str,
    ground: str = "",
    decision: str = "answer",
    officer: Officer,
    on: date,
) -> list[Advice]:
    """What to look at in this draft, the heaviest first. Computed anew each time, never stored."""
    return []
