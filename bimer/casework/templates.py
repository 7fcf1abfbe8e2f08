"""Words to begin an answer with, kept by coordinators; offered by law, topic and institution."""

import re
import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.db.models import Q, QuerySet
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from bimer.casework import policy
from bimer.casework.errors import NotAllowed, Refusal
from bimer.casework.lifecycle import Right
from bimer.casework.models import TEXT_LIMIT, Application, Decision, Template
from bimer.institutions.models import Officer, Unit

SHIPPED = Path(__file__).parent / "data" / "templates.toml"
FIELD = re.compile(r"\{(\w+)\}")
# What may stand in braces. Who filed is no field: the letter greets by name where it may.
FIELDS = ("number", "subject", "unit", "received_on", "due_on", "kind", "place")


@dataclass(frozen=True, kw_only=True)
class Words:
    """What a coordinator writes down as a template."""

    name: str
    text: str
    unit: Unit
    regime: str = ""
    decision: str = Decision.ANSWER
    language: str = "tr"


def offered(application: Application, *, decision: str = "") -> QuerySet[Template]:
    """The templates that fit: everybody's or of a unit in the holder's line, of its law and topic or any."""
    fits = Q(unit=None) | Q(unit__in=application.holder.path)
    fits &= Q(regime="") | Q(regime=application.regime)
    fits &= Q(topic="") | Q(topic=application.topic)
    if decision:
        fits &= Q(decision=decision)
    found = Template.objects.filter(fits, is_active=True, language=application.language)
    return found.order_by("decision", "name", "pk")


def filled(template: Template, application: Application) -> str:
    """The words with the application's own facts; what is no field stays as it stands."""
    with translation.override(application.language):
        known = _facts(application)
    return FIELD.sub(lambda found: known.get(found[1], found[0]), template.text)


def kept_by(officer: Officer, *, on: date) -> QuerySet[Template]:
    """What the officer may change: templates of the units she coordinates, switched off or not."""
    own = [unit.pk for unit in units_of(officer, on=on)]
    return Template.objects.filter(unit__in=own).select_related("unit").order_by("name", "pk")


def everybodys() -> QuerySet[Template]:
    """What came with the system."""
    return Template.objects.filter(unit=None, is_active=True).order_by("decision", "name", "pk")


def units_of(officer: Officer, *, on: date) -> list[Unit]:
    """The units for which the officer keeps templates: those she coordinates."""
    return policy.reach(officer, on=on).roots_with(Right.ROUTE)


def keep(words: Words, *, template: int | None = None, by: Officer, on: date) -> Template:
    """Write a template down, or write it anew."""
    if words.unit not in units_of(by, on=on):
        raise NotAllowed("This officer keeps no templates for that unit.")
    if len(words.text) > TEXT_LIMIT:
        raise Refusal(_("The text is too long. Shorten it to %d characters.") % TEXT_LIMIT)
    unknown = sorted(set(FIELD.findall(words.text)) - set(FIELDS))
    if unknown:
        raise Refusal(
            _("These fields don't exist: %(unknown)s. Possible are: %(known)s.")
            % {"unknown": ", ".join(unknown), "known": ", ".join(FIELDS)}
        )
    kept = kept_by(by, on=on).get(pk=template) if template else Template()
    for name in ("name", "text", "unit", "regime", "decision", "language"):
        setattr(kept, name, getattr(words, name))
    kept.save()
    return kept


def switch(template: int, *, is_active: bool, by: Officer, on: date) -> None:
    """Offer it no longer, or again; nothing is deleted."""
    if not kept_by(by, on=on).filter(pk=template).update(is_active=is_active):
        raise NotAllowed("This officer does not keep that template.")


def ship() -> int:
    """Write down the templates that come with the system; those that are there stay as they are."""
    rows = tomllib.loads(SHIPPED.read_text(encoding="utf-8"))["template"]
    made = [Template.objects.get_or_create(name=row["name"], unit=None, defaults=row)[1] for row in rows]
    return sum(made)


def _facts(application: Application) -> dict[str, str]:
    places = (application.neighbourhood, application.district, application.province)
    return {
        "number": application.number,
        "subject": application.subject,
        "unit": application.holder.name,
        "received_on": date_format(timezone.localdate(application.received_at)),
        "due_on": date_format(application.due_on),
        "kind": application.get_kind_display(),
        "place": ", ".join(str(place) for place in places if place),
    }
