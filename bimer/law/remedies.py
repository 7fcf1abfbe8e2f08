"""The ways to contest an answer, which every answer must name (Constitution m.40/2, Law 4982 m.12). Pure."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bimer.law.parameters import parameter
from bimer.law.tables import in_force, kept, said, table


class Outcome(StrEnum):
    """How an application ended, as far as the remedies differ; ANSWERED when nobody said more exactly."""

    ANSWERED = "answered"
    GRANTED = "granted"
    PARTLY_GRANTED = "partly_granted"
    REFUSED = "refused"
    NOT_EXAMINED = "not_examined"
    INTERIM = "interim"
    SILENCE = "silence"


@dataclass(frozen=True, slots=True)
class Remedy:
    """One way open to the applicant: text for the letter in both languages, and its period.

    `unit` is calendar, working or month. `on_paper`: e-mail and fax are not accepted.
    """

    key: str
    text_tr: str
    text_en: str
    length: int
    unit: str
    article: str
    on_paper: bool

    def text(self, language: str) -> str:
        """The sentences for the letter."""
        return said(self.text_tr, self.text_en, language)


def remedies(regime: str, outcome: Outcome, on: date, *, received: date | None = None) -> tuple[Remedy, ...]:
    """The remedies block of an answer given on that day, in printing order; empty when all was granted.

    Some periods follow the day the application was `received` (Law 2577 temporary m.10); else `on`.
    """
    rows = in_force((row for row in all_remedies() if regime == row.regime and outcome in row.outcomes), on)
    return tuple(row.remedy(on, received or on) for row in rows)


@dataclass(frozen=True, slots=True)
class Way:
    """A row of the data: a remedy with the days it was open, after which outcomes, for how long."""

    key: str
    regime: str
    outcomes: tuple[str, ...]
    order: int
    parameter: str
    source: str
    valid_from: date
    tr: str = ""
    en: str = ""
    valid_to: date | None = None
    by: str = "answered"
    on_paper: bool = False

    def remedy(self, on: date, received: date) -> Remedy:
        period = parameter(self.parameter, received if self.by == "received" else on)
        return Remedy(
            key=self.key,
            text_tr=self.tr.format(length=period.value),
            text_en=self.en.format(length=period.value),
            length=period.value,
            unit=period.unit,
            article=period.article,
            on_paper=self.on_paper,
        )


@kept
def all_remedies() -> tuple[Way, ...]:
    """Every way of every regime at all times, in printing order."""
    rows = [Way(**{**row, "outcomes": tuple(row["outcomes"])}) for row in table("remedies")["remedy"]]
    return tuple(sorted(rows, key=lambda row: row.order))
