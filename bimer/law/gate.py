"""The preliminary check of complaints and tip-offs (4483 m.4): conditions and exceptions. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from bimer.law.regimes import Regime
from bimer.law.tables import in_force, kept, said, table

YES, NO, UNCLEAR = "yes", "no", "unclear"


@dataclass(frozen=True, slots=True)
class Question:
    """One line of the checklist, answered yes, no or unclear.

    A condition not met is the `ground` not to examine; an exception `lifts` the conditions it names.
    """

    code: str
    regime: str
    text_tr: str
    text_en: str
    article: str
    ground: str
    lifts: tuple[str, ...]
    source: str
    valid_from: date
    valid_to: date | None = None

    def text(self, language: str) -> str:
        """The question as the officer reads it."""
        return said(self.text_tr, self.text_en, language)

    @property
    def is_exception(self) -> bool:
        """A yes makes up for a condition not met."""
        return bool(self.lifts)


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether it goes on; if not, by which ground; if only thanks to an exception, by which."""

    goes_on: bool
    ground: str = ""
    exception: str = ""


def checklist(regime: str, on: date) -> tuple[Question, ...]:
    """The questions of that law on that day, conditions first; none where the law has no such check."""
    return tuple(in_force((row for row in all_questions() if row.regime == regime), on))


def verdict(answers: Mapping[str, str], *, regime: str = Regime.OFFENCE, on: date | None = None) -> Verdict:
    """What the answers (code of the question: yes, no, unclear) come to.

    Only a plain no stops an application: what is unclear is looked into. Without a day the law of now counts.
    """
    questions = checklist(regime, on or date.max)
    saving = ""
    for question in (one for one in questions if answers.get(one.code) == NO and not one.is_exception):
        exceptions = (one.code for one in questions if question.code in one.lifts)
        exception = next((code for code in exceptions if answers.get(code) == YES), "")
        if not exception:
            return Verdict(goes_on=False, ground=question.ground)
        saving = saving or exception
    return Verdict(goes_on=True, exception=saving)


@kept
def all_questions() -> tuple[Question, ...]:
    """Every question of every regime at all times, conditions before exceptions."""
    found = [_question(row, regime) for row in table("gate").get("question", ()) for regime in row["regimes"]]
    return tuple(sorted(found, key=lambda question: question.is_exception))


def _question(row: dict[str, Any], regime: str) -> Question:
    return Question(
        code=row["code"],
        regime=regime,
        text_tr=row.get("text_tr", ""),
        text_en=row.get("text_en", ""),
        article=row["article"],
        ground=row.get("ground", ""),
        lifts=tuple(row.get("lifts", ())),
        source=row["source"],
        valid_from=row["valid_from"],
        valid_to=row.get("valid_to"),
    )
