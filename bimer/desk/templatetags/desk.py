"""The frame of the officials' pages: where one can go, and as whom."""

from datetime import date
from typing import Any

from django import template
from django.template import Context
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from bimer.casework.lifecycle import Right
from bimer.casework.queries import COUNTED, SOON_WORKING_DAYS
from bimer.desk.loading import reach_of
from bimer.law import clocks
from bimer.ui.templatetags.ui import number

register = template.Library()
# Keys that work on every page.
KEYS = {"inbox": "l", "find": "/"}


@register.simple_tag(takes_context=True)
def desk_links(context: Context) -> list[dict[str, Any]]:
    """The pages this officer has a use for."""
    request = context["request"]
    reach = reach_of(request)
    reads, prints = reach.units_with(Right.READ), reach.units_with(Right.PRINT)
    offered = [
        ("inbox", _("Inbox"), bool(reads)),
        ("overview", _("Overview"), bool(reach.roots_with(Right.READ))),
        ("lateness", _("Delays"), bool(reach.roots_with(Right.READ))),
        ("asked", _("Asked of us"), bool(reach.units_with(Right.WORK))),
        ("handled", _("Handled"), bool(reads)),
        ("find", _("Find"), bool(reads)),
        ("letters", _("Letters"), bool(prints)),
        ("templates", _("Templates"), bool(reads)),
        ("my_account", _("My account"), True),
    ]
    here = request.resolver_match.url_name if request.resolver_match else ""
    return [
        {"url": reverse(f"desk:{name}"), "text": text, "current": name == here, "key": KEYS.get(name, "")}
        for name, text, is_offered in offered
        if is_offered
    ]


@register.simple_tag(takes_context=True)
def own_posting(context: Context) -> dict[str, str]:
    """What the header says: the first of the officer's own units, and for whom she stands in today."""
    reach = reach_of(context["request"])
    units = list(reach.places.values())
    said = {"unit": units[0].name} if units else {}
    return said | ({"standing_in": ", ".join(reach.standing_in)} if reach.standing_in else {})


@register.filter
def capped(count: int) -> str:
    """A count; from a thousand on "1.000+", because counting further costs more than it tells."""
    return f"{number(COUNTED)}+" if count >= COUNTED else number(count)


@register.filter
def urgency(due: date, on: date) -> str:
    """late, soon or calm."""
    if due < on:
        return "late"
    return "soon" if clocks.working_days_between(on, due) <= SOON_WORKING_DAYS else "calm"


@register.simple_tag
def filter_name(which: str) -> str:
    """What a filter is called: over its count, in its link and in the title of the page."""
    return {
        "all": pgettext("filter", "All open"),
        "late": pgettext("filter", "Late"),
        "soon": pgettext("filter", "Due within 3 working days"),
        "new": pgettext("filter", "New"),
        "mine": pgettext("filter", "Taken by me"),
        "approval": pgettext("filter", "Awaiting approval"),
        "warned": pgettext("filter", "Warned of"),
        "interim": pgettext("filter", "Final answer still owed"),
        "asked": pgettext("filter", "Applicant was asked"),
        "failed": pgettext("filter", "Failed below"),
    }[which]
