"""The pages of the form and their order. Pure: no request, no database.

`done` in a form's answers names the pages whose last sending was complete."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bimer.law.kinds import Desk, IdentityLevel, Kind, accusing, goes_to, identity_levels


class Step(StrEnum):
    """A page of the form; the value is the name of its address."""

    WHAT = "what"
    STORY = "story"
    ABOUT = "about"
    WHERE = "where"
    WHOM = "whom"
    IDENTITY = "identity"
    WHO = "who"
    CHECK = "check"


Answers = Mapping[str, Any]

# Story and about are one thought to the citizen, and so are identity and who; each on one page or two.
THOUGHTS: tuple[tuple[Promise | str, tuple[Step, ...]], ...] = (
    (_("Kind"), (Step.WHAT,)),
    (_("What happened"), (Step.STORY, Step.ABOUT)),
    (_("Where"), (Step.WHERE,)),
    (_("To whom"), (Step.WHOM,)),
    (_("Who you are"), (Step.IDENTITY, Step.WHO)),
    (_("Check and send"), (Step.CHECK,)),
)


@dataclass(frozen=True)
class Mark:
    """One line of the step list."""

    title: Promise | str
    page: Step | None  # the page to go back to, if one may
    state: str  # "now", "done" or "to_come"


def kind_of(answers: Answers) -> Kind | None:
    """The kind chosen, if one was."""
    kind = answers.get("kind")
    return Kind(kind) if kind in set(Kind) else None


def level_of(answers: Answers) -> IdentityLevel | None:
    """The identity level that holds: the only one the kind allows, else the one chosen."""
    kind = kind_of(answers)
    allowed = identity_levels(kind) if kind else ()
    if len(allowed) == 1:
        return allowed[0]
    chosen = answers.get("identity_level")
    return IdentityLevel(chosen) if chosen in allowed else None


def order(answers: Answers) -> tuple[Step, ...]:
    """The pages this form has: about whom only where somebody is complained about, identity only where one
    may choose, who only where somebody may know."""
    kind = kind_of(answers)
    asks = kind is not None and len(identity_levels(kind)) > 1
    hidden = {*(() if asks else (Step.IDENTITY,)), *(() if kind in accusing() else (Step.ABOUT,))}
    if kind and goes_to(kind) == Desk.CENTRE:  # it is about this system's own data, wherever she lives
        hidden |= {Step.WHERE, Step.WHOM}
    if level_of(answers) == IdentityLevel.ANONYMOUS:
        hidden.add(Step.WHO)
    return tuple(step for step in Step if step not in hidden)


def first_open(answers: Answers) -> Step:
    """Where the form goes on: the first page not complete."""
    done = set(answers.get("done", ()))
    return next(step for step in order(answers) if step == Step.CHECK or step not in done)


def may_open(step: Step, answers: Answers) -> bool:
    """Pages are filled in from the first to the last; complete ones stay open."""
    pages = order(answers)
    return step in pages and pages.index(step) <= pages.index(first_open(answers))


def before(step: Step, answers: Answers) -> Step | None:
    """The page a "back" link leads to."""
    earlier = [page for page in order(answers) if _place(page) < _place(step)]
    return earlier[-1] if earlier else None


def done_with(step: Step, answers: Answers, *, complete: bool) -> list[str]:
    """The complete pages after this one was sent."""
    done = [page for page in answers.get("done", ()) if page != step]
    return [*done, str(step)] if complete else done


def marks(step: Step, answers: Answers) -> list[Mark]:
    """The step list, seen from one page: the thoughts this form has."""
    asked = set(order(answers)) | {step}
    mine = [(title, pages) for title, pages in THOUGHTS if asked.intersection(pages)]
    return [Mark(title, _page(pages, answers), _state(pages, step, answers)) for title, pages in mine]


def _place(step: Step) -> int:
    return list(Step).index(step)


def _page(pages: tuple[Step, ...], answers: Answers) -> Step | None:
    """The first page of a thought that this form has and may open."""
    return next((page for page in pages if may_open(page, answers)), None)


def _state(pages: tuple[Step, ...], here: Step, answers: Answers) -> str:
    if here in pages:
        return "now"
    mine = [page for page in pages if page in order(answers)]
    return "done" if mine and all(page in answers.get("done", ()) for page in mine) else "to_come"
