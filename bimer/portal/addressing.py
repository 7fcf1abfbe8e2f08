"""The forms that ask where it happened and which institution it is for. They look up and never save."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.urls import reverse_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from bimer.institutions import directory
from bimer.institutions.models import Unit
from bimer.portal import places
from bimer.portal.places import Place
from bimer.ui.forms import Form, RadioCards, Suggest, SuggestField


class Where(Form):
    """Where it happened: found by name, chosen from a list, or nowhere in particular."""

    mark_optional = False

    place = SuggestField(
        label=_("Neighbourhood, district or province"),
        help_text=_("Begin to type, for example: Kavaklıdere, Çankaya."),
        widget=Suggest(url=reverse_lazy("portal:suggest_places")),
        required=False,
    )
    pick = forms.CharField(label=_("Which of these?"), widget=forms.RadioSelect, required=False)
    place_note = forms.CharField(
        label=_("Street, door number or a landmark (optional)"), max_length=200, required=False
    )
    nowhere = forms.BooleanField(
        label=_("It is not about one place, or it is about the whole country"), required=False
    )
    province = forms.ChoiceField(label=_("Province"), required=False)

    def __init__(self, *args: Any, offered: Sequence[Place] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["province"].choices = places.provinces()  # type: ignore[attr-defined]
        self._offer(list(offered))
        self.chosen: Place | None = None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        picked, typed = self.data.get("pick", ""), cleaned.get("place")
        if cleaned.get("nowhere"):
            if typed or picked:
                self.add_error(
                    "nowhere", gettext("You named a place too. Empty the box or take this tick away.")
                )
            return cleaned
        self.chosen = places.find(picked) or self._typed_place(typed)
        if self.chosen is None and "place" not in self.errors:
            self.add_error("place", self._problem(typed))
        return cleaned

    def answers(self) -> dict[str, Any]:
        typed = self.cleaned_data.get("place")
        answers: dict[str, Any] = {
            "place_note": self.cleaned_data.get("place_note", ""),
            "nowhere": bool(self.cleaned_data.get("nowhere")),
            "place_typed": typed.text[:200] if typed and not self.chosen else "",
        }
        if self.chosen:
            return answers | self.chosen.answers
        return answers | Place("", "").answers if answers["nowhere"] else answers

    def _typed_place(self, typed: Any) -> Place | None:
        """What was chosen from the suggestions, if the words still say so; else the only one of that name."""
        if not typed:
            return None
        chosen = places.find(typed.id)
        if chosen and chosen.label == typed.text:
            return chosen
        self._offer(places.search(typed.text))
        return self.offered[0] if len(self.offered) == 1 else None

    def _offer(self, found: list[Place]) -> None:
        self.offered = found
        self.fields["pick"].widget.choices = [(place.key, place.label) for place in found]

    def _problem(self, typed: Any) -> str:
        if not typed:
            return gettext("Say where it happened, or tick that it is not about one place.")
        if self.offered:
            return gettext("There are several places of this name. Choose one below.")
        return gettext(
            "We found no such place. Type the district alone, or choose from the list of provinces."
        )


class Whom(Form):
    """Which institution it is for, if she knows."""

    mark_optional = False
    UNKNOWN, NAMED = "unknown", "named"
    to = forms.ChoiceField(
        label=_("Which institution should deal with it?"),
        choices=[
            (UNKNOWN, _("I don't know; you direct it")),
            (NAMED, _("I know the institution")),
        ],
        initial=UNKNOWN,
        widget=RadioCards(
            hints={
                UNKNOWN: _("We choose by subject and place. You see at the end where it went and why."),
                NAMED: _("Search for it below. If it is not competent, it has to send your application on."),
            },
            attrs={"label-heading": True, "label-size": "l"},
        ),
        error_messages={"required": _("Choose one of the two.")},
    )
    unit = SuggestField(
        label=_("Name of the institution"),
        help_text=_("Begin to type, for example: Çankaya Belediyesi."),
        widget=Suggest(url=reverse_lazy("portal:suggest_units")),
        required=False,
    )
    pick = forms.CharField(label=_("Which of these?"), widget=forms.RadioSelect, required=False)

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.on = on
        self.offered: list[Unit] = []
        self.chosen: Unit | None = None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        typed, picked = cleaned.get("unit"), self.data.get("pick", "")
        if cleaned.get("to") == self.UNKNOWN:
            if picked or (typed and typed.text != self.initial.get("unit", ("",))[0]):
                self.add_error(
                    "to",
                    gettext(
                        "You chose an institution too. Choose “I know the institution” or empty the box."
                    ),
                )
            return cleaned
        self.chosen = self._open(picked) or self._typed_unit(typed)
        if cleaned.get("to") and self.chosen is None:
            self.add_error("unit", self._problem(typed))
        return cleaned

    def search(self, text: str) -> None:
        """Offer what bears this name."""
        self.offered = [unit for unit in directory.search_units(text, on=self.on) if unit.takes_applications]
        self.fields["pick"].widget.choices = [(str(unit.pk), unit.name) for unit in self.offered]

    def answers(self) -> dict[str, Any]:
        typed = self.cleaned_data.get("unit")
        return {
            "to": self.cleaned_data.get("to", ""),
            "named_unit": self.chosen.pk if self.chosen else None,
            "unit_typed": typed.text[:200] if typed and not self.chosen else "",
        }

    def _typed_unit(self, typed: Any) -> Unit | None:
        if not typed:
            return None
        chosen = self._open(typed.id)
        if chosen and chosen.name == typed.text:
            return chosen
        self.search(typed.text)
        return self.offered[0] if len(self.offered) == 1 else None

    def _open(self, number: str) -> Unit | None:
        if not (number.isascii() and number.isdecimal() and len(number) < 18):
            return None
        return directory.current(self.on).filter(takes_applications=True, pk=number).first()

    def _problem(self, typed: Any) -> str:
        if not typed:
            return gettext("Type the name of the institution, or choose that we direct it.")
        if self.offered:
            return gettext("There are several institutions like this. Choose one below.")
        return gettext("We found no such institution. Type fewer words, or choose that we direct it.")
