"""What officers hand in to put the record right."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse_lazy
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from bimer.casework import queries, registering
from bimer.desk.forms import SMALL_RADIOS, Move, long_text
from bimer.desk.forms.going import topic_choices
from bimer.institutions import directory
from bimer.institutions.directory import PlaceFound
from bimer.institutions.models import District, Neighbourhood, Officer
from bimer.law import kinds, regimes
from bimer.ui.forms import Suggest, SuggestField

LIMITS = registering.LIMITS


class Classify(Move):
    """What it is; a law that goes with the kind is chosen by itself."""

    kind = forms.ChoiceField(
        label=_("Kind"),
        widget=forms.RadioSelect(attrs=SMALL_RADIOS),
        error_messages={"required": _("Choose the kind.")},
    )
    regime = forms.ChoiceField(
        label=_("Law"),
        help_text=_("Leave it open to take the law that usually goes with the kind."),
        required=False,
    )
    topic = forms.ChoiceField(label=_("Topic"), required=False)

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered, language = kinds.kinds(on), get_language() or "tr"
        laws = dict.fromkeys(str(law) for kind in offered for law in kinds.regimes_for(kind, on))
        fields: dict[str, Any] = self.fields
        fields["kind"].choices = [(kind.value, registering.kind_name(kind)) for kind in offered]
        fields["regime"].choices = [("", "–"), *((law, regimes.naming(law, on, language)) for law in laws)]
        fields["topic"].choices = topic_choices()
        for name in ("kind", "topic"):
            self.initial.setdefault(name, getattr(self.application, name))
        if self.application.regime != kinds.regime_for(self.application.kind):
            self.initial.setdefault("regime", self.application.regime)


class Correct(Move):
    """As it was filed, to be put right letter by letter."""

    subject = forms.CharField(
        label=_("Subject"),
        max_length=LIMITS["subject"],
        error_messages={"required": _("Subject and text can't be left empty.")},
    )
    text = long_text(
        label=_("Text"), missing=_("Subject and text can't be left empty."), limit=LIMITS["text"], rows=12
    )
    happened = forms.CharField(label=_("When it happened"), max_length=LIMITS["happened"], required=False)
    place = SuggestField(
        label=_("District or neighbourhood"),
        help_text=_("Write part of its name and choose it from the list."),
        widget=Suggest(reverse_lazy("desk:suggest_places")),
        required=False,
    )
    place_note = forms.CharField(label=_("Address or place"), max_length=LIMITS["place_note"], required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("subject", "text", "happened", "place_note"):
            self.initial.setdefault(name, getattr(self.application, name))
        self.initial.setdefault("place", (_place_of(self.application), ""))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        typed = cleaned.pop("place", None)
        if typed and typed.text == _place_of(self.application):
            return cleaned
        try:
            return cleaned | (_named(typed) if typed else self._nowhere())
        except ValidationError as error:
            self.add_error("place", error)
            return cleaned

    def _nowhere(self) -> dict[str, Any]:
        """An emptied box takes the place away, but never the province alone, which it does not show."""
        return {"district": None, "neighbourhood": None} if _place_of(self.application) else {}


class Merge(Move):
    """Into which other one, by its number."""

    into = forms.CharField(
        label=_("Number of the application that goes on"),
        help_text=_("The one filed first. Registration or tracking number; spaces don't matter."),
        max_length=60,
        error_messages={"required": _("Write the number of the other application.")},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "width": "20"}),
    )

    def __init__(self, *args: Any, officer: Officer, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.officer, self.on = officer, on

    def clean_into(self) -> Any:
        found = queries.find_by_number(self.officer, self.cleaned_data["into"], on=self.on)
        if found is None:
            raise ValidationError(_("You see no application with this number. Check the digits."))
        return found


class Split(Move):
    """One box a part; what stays empty is left out."""

    mark_optional = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for row in range(1, registering.MOST_PARTS + 1):
            field = long_text(label=_("Part"), missing="", limit=LIMITS["text"], rows=4, required=False)
            field.label = f"{field.label} {row}"
            self.fields[f"part_{row}"] = field

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        parts = [cleaned.get(f"part_{row}", "") for row in range(1, registering.MOST_PARTS + 1)]
        if not any(part.strip() for part in parts) and not self.errors:
            self.add_error("part_1", _("Write at least one part that becomes an application of its own."))
        return {"seen": cleaned.get("seen"), "parts": parts}


def _place_of(application: Any) -> str:
    places = (application.neighbourhood, application.district, application.province)
    return ", ".join(str(place) for place in places if place) if application.district else ""


def _named(typed: Any) -> dict[str, Any]:
    """The place chosen from the list, or the only one that is called so, with what lies around it."""
    found = directory.search_places(typed.text, limit=20)
    chosen = [place for place in found if place_key(place) == typed.id]
    named = chosen or [place for place in found if place.label == typed.text] or found
    if len(named) != 1:
        raise ValidationError(_("Choose the place from the list, or write its name and district."))
    district = District.objects.select_related("province").get(pk=named[0].district_id)
    neighbourhood = Neighbourhood.objects.filter(pk=named[0].neighbourhood_id or 0).first()
    return {"province": district.province, "district": district, "neighbourhood": neighbourhood}


def place_key(place: PlaceFound) -> str:
    """What the list of places gives back for the one chosen."""
    return f"n{place.neighbourhood_id}" if place.neighbourhood_id else f"d{place.district_id}"
