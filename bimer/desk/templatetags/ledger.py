"""The rows of a queue, written in Python.

Fifty rows through the template engine cost more than all the rest of the page; here what repeats from row
to row (labels, dates, states) is made once."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from html import escape
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
    '<tr>{box}<td class="nowrap" data-label="%(number_label)s"><a href="%(address)s">{number}</a></td>'
    '<td data-label="%(subject_label)s"><span class="one-line" dir="auto">'
    "<strong>{subject}</strong>{excerpt}</span></td>"
    '<td data-label="%(place_label)s"><span class="one-line" title="{place}">{place}</span></td>'
    '<td data-label="%(unit_label)s"><span class="one-line" title="{unit}">{unit}</span></td>'
    "{day}"
    '<td class="nowrap" data-label="%(state_label)s">{state}</td>{letter}</tr>\n'
)

BOX = (
    '<td class="col-box"><span class="govuk-checkboxes govuk-checkboxes--small">'
    '<span class="govuk-checkboxes__item">'
    '<input class="govuk-checkboxes__input" type="checkbox" name="chosen" value="{number}.{seen}"'
    ' id="chosen-{number}"><label class="govuk-label govuk-checkboxes__label" for="chosen-{number}">'
    '<span class="govuk-visually-hidden">%(choose)s {number}</span></label></span></span></td>'
)


@register.simple_tag
def queue_rows(
    applications: Iterable[Any],
    on: date,
    *,
    handled: bool = False,
    warning_letters: Mapping[int, int] | None = None,
    choosable: bool = False,
) -> SafeString:
    """One row for each application; `handled` rows tell when it came in, open ones its last day.

    `choosable` rows have a box that names the application and the version that is on the page.
    `warning_letters`: the number of the last tekit about each, where the list shows them."""
    row = ROW % {
        "number_label": escape(_("Number")),
        "subject_label": escape(_("Subject")),
        "place_label": escape(_("From where")),
        "unit_label": escape(_("Unit")),
        "state_label": escape(_("State")),
        "address": reverse("desk:application", args=["00"]).replace("00", "{number}"),
    }
    box = BOX % {"choose": escape(_("Choose"))}
    state = cache(lambda value: tag(value, State(value).label))
    due = cache(lambda day: _due(day, on))
    name = cache(escape)  # places and units repeat from row to row
    return mark_safe(  # noqa: S308 - every value is escaped here, or made by format_html
        "".join(
            row.format(
                box=box.format(number=application.number, seen=application.version) if choosable else "",
                number=escape(application.number),
                subject=escape(application.subject),
                excerpt=_excerpt(application),
                place=name(_place(application)),
                unit=name(application.holder_name),
                day=_received(application) if handled else due(application.due_on),
                state=state(application.state),
                letter=_letter(application, warning_letters) if warning_letters else "",
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


def _letter(application: Any, warning_letters: Mapping[int, int]) -> SafeString:
    number = warning_letters.get(application.pk)
    if number is None:
        return mark_safe("<td></td>")
    address = reverse("desk:warning_pdf", args=[application.number, number])
    return format_html(
        '<td class="nowrap" data-label="{}"><a href="{}" target="_blank" rel="noopener">{}</a></td>',
        pgettext("warning", "Letter"),
        address,
        _("Tekit no. %d") % number,
    )


def _received(application: Any) -> SafeString:
    label, day = pgettext("day", "Received"), date_short(application.received_at)
    return format_html('<td class="nowrap" data-label="{}">{}</td>', label, day)


def _excerpt(application: Any) -> str:
    if not application.excerpt or application.excerpt == application.subject:
        return ""
    return f' <span class="soft excerpt">{escape(application.excerpt)}</span>'


def _place(application: Any) -> str:
    return ", ".join(name for name in (application.district_name, application.province_name) if name) or "–"
