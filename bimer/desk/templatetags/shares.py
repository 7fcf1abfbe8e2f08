"""Who had an application how long, drawn as a bar and told in a table; and when silence becomes a refusal."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from bimer.casework import queries
from bimer.casework.shares import Holding, Share
from bimer.casework.shares import shares as shares_of

register = template.Library()


@dataclass(frozen=True)
class Part:
    """A stretch of the bar: where it begins and how long it is, in days; whose it is."""

    share: Share
    offset: int
    whose: str
    tone: str


@dataclass(frozen=True)
class Division:
    """All days of an application divided up."""

    parts: list[Part]
    days: int
    working_days: int


@register.simple_tag
def shares(application: Any, on: date) -> Division:
    """The parts of the bar from left to right, and what they add up to."""
    parts: list[Part] = []
    offset = 0
    for number, share in enumerate(shares_of(application, on=on)):
        tone = share.holding if share.holding != Holding.UNIT else f"unit-{number % 2}"
        parts.append(Part(share, offset, _whose(share), str(tone)))
        offset += share.days
    return Division(parts, offset, sum(part.share.working_days for part in parts))


@register.simple_tag
def silence_on(application: Any) -> date | None:
    """The day after whose end no answer counts as a refusal, while that can still happen."""
    return queries.silence_of(application)[0]


def _whose(share: Share) -> str:
    if share.holding == Holding.UNIT:
        return share.name
    if share.holding == Holding.CLOSED:
        return _("Closed between two rounds")
    waits = {
        "fee": pgettext("pause", "Waiting for the fee"),
        "applicant": pgettext("pause", "Waiting for the applicant"),
    }
    return waits.get(share.name, share.name)
