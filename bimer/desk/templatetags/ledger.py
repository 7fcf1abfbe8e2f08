"""The rows of a queue, written in Python.

Fifty rows through the template engine cost more than all the rest of the page; here what repeats from row
to row (labels, dates, states) is made once."""

from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from bimer.casework.lifecycle import State
from bimer.desk.templatetags.desk import urgency
from bimer.ui.templatetags.ui import date_long, date_short, days_left, tag

register = template.Library()

ROW = (
    '<tr><td class="nowrap" data-label="{number_label}"><a href="{address}">{number}</a></td>'
    '<td data-label="{subject_label}"><span class="one-line" dir="auto">'
    "<strong>{subject}</strong>{excerpt}</span></td>"
    '<td data-label="{place_label}"><span class="one-line" title="{place}">{place}</span></td>'
    '<td data-label="{unit_label}"><span class="one-line" title="{unit}">{unit}</span></td>'
    "{day}"
    '<td class="nowrap" data-label="{state_label}">{state}</td></tr>\n'
)


@register.simple_tag
def queue_rows(applications: Iterable[Any], on: date, *, handled: bool = False) -> SafeString:
    """One row for each application; `handled` rows tell when it came in, open ones its last day."""
    pattern = ROW.replace(
        "{address}", reverse("desk:application", args=["00"]).replace("00", "{plain_number}")
    )
    labels = {
        "number_label": _("Number"),
        "subject_label": _("Subject"),
        "place_label": _("From where"),
        "unit_label": _("Unit"),
        "state_label": _("State"),
    }
    state = cache(lambda value: tag(value, State(value).label))
    due = cache(lambda day: _due(day, on))
    return mark_safe(  # noqa: S308 - every value goes through format_html
        "".join(
            format_html(
                pattern,
                **labels,
                plain_number=application.number,
                number=application.number,
                subject=application.subject,
                excerpt=_excerpt(application),
                place=_place(application),
                unit=application.holder.name,
                day=_received(application) if handled else due(application.due_on),
                state=state(application.state),
            )
            for application in applications
        )
    )


def _due(day: date, on: date) -> SafeString:
    return format_html(
        '<td class="nowrap due due-{}" data-label="{}"><time datetime="{}" title="{}">{}'
        '<span class="govuk-visually-hidden"> ({})</span></time></td>',
        urgency(day, on),
        _("Last day"),
        day.isoformat(),
        date_long(day),
        days_left(day, on),
        date_long(day),
    )


def _received(application: Any) -> SafeString:
    label, day = pgettext("day", "Received"), date_short(application.received_at)
    return format_html('<td class="nowrap" data-label="{}">{}</td>', label, day)


def _excerpt(application: Any) -> SafeString | str:
    if not application.excerpt or application.excerpt == application.subject:
        return ""
    return format_html(' <span class="soft excerpt">{}</span>', application.excerpt)


def _place(application: Any) -> str:
    places = [application.district, application.province]
    return ", ".join(place.name for place in places if place) or "–"
