"""The forms that ask where it happened and which institution it is for. They look up and never save."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.urls import reverse_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from bimer.casework.intake import TITLE_LIMIT
from bimer.casework.particulars import EVIDENCE, WORDS_LIMIT
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
        self.chosen = open_unit(picked, self.on) or self._typed_unit(typed)
        if cleaned.get("to") and self.chosen is None:
            self.add_error("unit", self._problem(typed))
        return cleaned

    def search(self, text: str) -> None:
        """Offer what bears this name."""
        self.offered = found_units(text, self.on)
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
        chosen = open_unit(typed.id, self.on)
        if chosen and chosen.name == typed.text:
            return chosen
        self.search(typed.text)
        return self.offered[0] if len(self.offered) == 1 else None

    def _problem(self, typed: Any) -> str:
        if not typed:
            return gettext("Type the name of the institution, or choose that we direct it.")
        if self.offered:
            return gettext("There are several institutions like this. Choose one below.")
        return gettext("We found no such institution. Type fewer words, or choose that we direct it.")


class About(Form):
    """Whom it is about, and how it is known. Nothing here is a condition: what is known helps (T3, T5)."""

    unit = SuggestField(
        label=_("Which institution or unit is it about?"),
        help_text=_("Begin to type. It will not deal with your application itself: the one above it does."),
        widget=Suggest(url=reverse_lazy("portal:suggest_units")),
        required=False,
    )
    pick = forms.CharField(label=_("Which of these?"), widget=forms.RadioSelect, required=False)
    title = forms.CharField(
        label=_("Which post does the person hold?"),
        help_text=_("For example: director, doctor on duty, officer at the counter."),
        max_length=TITLE_LIMIT,
        required=False,
    )
    who = forms.CharField(
        label=_("Who is it, in your words?"),
        help_text=_(
            "A name if you know it, or how the person can be recognised. “I don't know” is an answer."
        ),
        max_length=WORDS_LIMIT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    evidence = forms.MultipleChoiceField(
        label=_("How do you know of it?"),
        help_text=_("Choose what fits. If you have documents, attach them on the page before."),
        choices=list(EVIDENCE.items()),
        widget=forms.CheckboxSelectMultiple(attrs={"class": "govuk-checkboxes--small"}),
        required=False,
    )
    evidence_words = forms.CharField(
        label=_("What shows it?"),
        help_text=_("For example: the number of a document, a camera, who else was there."),
        max_length=WORDS_LIMIT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    mark_optional = False

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.on = on
        self.offered: list[Unit] = []
        self.chosen: Unit | None = None
        for name in ("who", "evidence_words"):
            self.fields[name].max_length = None  # type: ignore[attr-defined]  # no counter under two lines

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        typed = cleaned.get("unit")
        self.chosen = open_unit(self.data.get("pick", ""), self.on) or self._typed_unit(typed)
        return cleaned

    def search(self, text: str) -> None:
        """Offer what bears this name."""
        self.offered = found_units(text, self.on)
        self.fields["pick"].widget.choices = [(str(unit.pk), unit.name) for unit in self.offered]

    def answers(self) -> dict[str, Any]:
        cleaned, typed = self.cleaned_data, self.cleaned_data.get("unit")
        return {
            "accused_unit": self.chosen.pk if self.chosen else None,
            "accused_typed": typed.text[:200] if typed and not self.chosen else "",
            "accused_title": cleaned.get("title", ""),
            "accused_who": cleaned.get("who", ""),
            "evidence": cleaned.get("evidence", []),
            "evidence_words": cleaned.get("evidence_words", ""),
        }

    @staticmethod
    def kept(answers: dict[str, Any], unit: Unit | None) -> dict[str, Any]:
        """What the page shows when somebody comes back."""
        return {
            "unit": (unit.name, str(unit.pk)) if unit else (answers.get("accused_typed", ""), ""),
            "title": answers.get("accused_title", ""),
            "who": answers.get("accused_who", ""),
            "evidence": answers.get("evidence", []),
            "evidence_words": answers.get("evidence_words", ""),
        }

    def _typed_unit(self, typed: Any) -> Unit | None:
        """What was chosen from the list, else the only one of that name. Unknown words are kept as words."""
        if not typed:
            return None
        chosen = open_unit(typed.id, self.on)
        if chosen and chosen.name == typed.text:
            return chosen
        found = found_units(typed.text, self.on)
        return found[0] if len(found) == 1 else None


def open_unit(number: str, on: date) -> Unit | None:
    """The institution of that number that receives applications."""
    if not (number.isascii() and number.isdecimal() and len(number) < 18):
        return None
    return directory.current(on).filter(takes_applications=True, pk=number).first()


def found_units(text: str, on: date) -> list[Unit]:
    """What bears this name and receives applications."""
    return [unit for unit in directory.search_units(text, on=on) if unit.takes_applications]
