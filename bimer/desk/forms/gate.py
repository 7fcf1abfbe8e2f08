"""Who is complained about, and the preliminary check: the shape of what officers hand in."""

from typing import Any

from django import forms
from django.urls import reverse_lazy
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from bimer.casework import gate
from bimer.desk.forms import REASON_LIMIT, SMALL_RADIOS, Move, NamesUnit, long_text
from bimer.institutions.models import Officer, Unit
from bimer.law.turkish import fold
from bimer.ui.forms import Suggest, SuggestField

WHOLE, PERSON = "unit", "person"


class Accuse(NamesUnit):
    """An institution, or a person in it."""

    institution = "unit"

    unit = SuggestField(
        label=_("Institution"),
        help_text=_("Where the person works, or the institution complained about as a whole."),
        widget=Suggest(reverse_lazy("desk:suggest_units")),
        error_messages={"required": _("Write the name of the institution and choose it from the list.")},
    )
    whom = forms.ChoiceField(
        label=_("Who must not see it"),
        choices=[
            (WHOLE, _("The institution: nobody there or below it sees it")),
            (PERSON, _("One person: only this officer, and who stands in for them")),
        ],
        widget=forms.RadioSelect(attrs={"class": "govuk-radios--small"}),
        error_messages={"required": _("Choose who must not see it.")},
    )
    name = forms.CharField(
        label=_("Name of the person"),
        help_text=_("If it is an officer who works with this system. Part of the name is enough."),
        max_length=120,
        required=False,
    )
    title = forms.CharField(
        label=_("Post of the person"),
        help_text=_("For example: district director. It decides which board or superior is competent."),
        max_length=120,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.is_bound:
            holder = self.application.holder
            self.initial["unit"] = (holder.name, str(holder.pk))

    def clean_unit(self) -> Unit:
        return self.named_unit()

    def clean(self) -> dict[str, Any]:
        """What the operation takes: the institution only where it is meant as a whole."""
        cleaned = super().clean() or self.cleaned_data
        unit, officer = cleaned.get("unit"), None
        if unit and cleaned.get("name"):
            officer = self._officer(unit, cleaned["name"])
        if unit and cleaned.get("whom") == PERSON and officer is None and "name" not in self.errors:
            self.add_error("name", _("Write the name of the officer; it must be known who is kept away."))
        meant = unit if cleaned.get("whom") == WHOLE else None
        return {
            "seen": cleaned.get("seen"),
            "unit": meant,
            "officer": officer,
            "title": cleaned.get("title") or (officer.title if officer else ""),
        }

    def _officer(self, unit: Unit, name: str) -> Officer | None:
        words = fold(name).split()
        found = [one for one in gate.officers_at(unit, on=self.on) if _holds(one.full_name, words)]
        if len(found) == 1:
            return found[0]
        if found:
            names = ", ".join(one.full_name for one in found)
            self.add_error("name", _("Several officers fit: %s. Write the whole name.") % names)
        else:
            self.add_error("name", _("No officer of this name works there. Mark the institution instead."))
        return None


def _holds(full_name: str, words: list[str]) -> bool:
    return all(word in fold(full_name) for word in words)


class Lift(Move):
    reason = long_text(
        label=_("Reason"),
        help_text=_("Why it is not about them. It stays in the history."),
        missing=_("Say why it is not about them; it stays in the history."),
        limit=REASON_LIMIT,
    )


class Check(Move):
    """The questions the law asks, each with the article, and the reasons of the decision."""

    reasons = long_text(
        label=_("Reasons of the decision"),
        help_text=_("Which facts and documents it rests on. The approver reads it; it stays on the record."),
        missing=_("Give the reasons of the decision. Nobody is turned away without them."),
        limit=gate.REASONS_LIMIT,
        rows=6,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.questions = gate.questions(self.application)
        asked = {question.code: _question(question) for question in self.questions}
        self.fields = {"seen": self.fields.pop("seen"), **asked, **self.fields}

    def answers(self) -> dict[str, str]:
        return {question.code: self.cleaned_data[question.code] for question in self.questions}

    @property
    def conditions(self) -> list[Any]:
        return [self[question.code] for question in self.questions if not question.is_exception]

    @property
    def exceptions(self) -> list[Any]:
        return [self[question.code] for question in self.questions if question.is_exception]


YES_NO_UNCLEAR = [
    ("yes", pgettext_lazy("check", "Yes")),
    ("no", pgettext_lazy("check", "No")),
    ("unclear", pgettext_lazy("check", "Unclear")),
]


def _question(question: Any) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=question.text(get_language() or "tr"),
        help_text=question.article,
        choices=YES_NO_UNCLEAR,
        widget=forms.RadioSelect(attrs=SMALL_RADIOS),
        error_messages={"required": _("Answer this question; “unclear” is an answer too.")},
    )
