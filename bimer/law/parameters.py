"""Legal numbers as they stood on a day. Pure: no clock, no database."""

from dataclasses import dataclass
from datetime import date

from bimer.law.tables import in_force, kept, table


@dataclass(frozen=True, slots=True)
class Parameter:
    """A number a law gives, with its unit (calendar days, working days or months) and article."""

    name: str
    value: int
    unit: str
    article: str
    valid_from: date
    source: str
    valid_to: date | None = None


class UnknownParameter(LookupError):
    """No such legal number held on that day."""


def parameter(name: str, on: date) -> Parameter:
    """The number as it stood on that day."""
    found = in_force(history(name), on)
    if not found:
        raise UnknownParameter(f"No legal parameter {name} was in force on {on.isoformat()}.")
    return found[-1]


@kept
def history(name: str) -> tuple[Parameter, ...]:
    """Every value the number has had, oldest first."""
    rows = (row for row in all_parameters() if row.name == name)
    return tuple(sorted(rows, key=lambda row: row.valid_from))


@kept
def all_parameters() -> tuple[Parameter, ...]:
    """Every number at all times, in the order of the data."""
    return tuple(Parameter(**row) for row in table("parameters")["parameter"])
