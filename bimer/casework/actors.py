"""Who can make a move: an officer, the applicant who proved it by number and code, or the clock."""

from dataclasses import dataclass

from bimer.institutions.models import Officer


@dataclass(frozen=True)
class Applicant:
    """Whoever filed, known by tracking number and reading code, by name or not.

    `application_id` is None only while the application is being registered."""

    application_id: int | None = None


@dataclass(frozen=True)
class System:
    """The clock and other acts without a hand."""


SYSTEM = System()
Actor = Officer | Applicant | System
