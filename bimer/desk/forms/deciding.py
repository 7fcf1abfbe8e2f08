"""What officers hand in to decide: the decision itself, questions to others, what moves the last day."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import ErrorDict
from django.urls import reverse_lazy
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from bimer.casework import answering, consulting, decisions, timing
from bimer.casework.answering import Decision, Outcome
from bimer.casework.consulting import Asked
from bimer.casework.decisions import Use
from bimer.desk.forms import REASON_LIMIT, SMALL_RADIOS, Move, long_text
from bimer.institutions import directory
from bimer.institutions.models import Unit
from bimer.law import authorities
from bimer.ui.forms import DatePartsField, RadioCards, Suggest, SuggestField, Suggestion

Choices = list[tuple[str, Any]]
NOTHING: tuple[str, Any] = ("", "–")
ROWS = 5  # as many institutions as can be asked at a time
SPARE_ROWS = 3


class Decide(Move):
    """The decision in the making: which one, its words, and what the law asks for besides."""

    decision = forms.ChoiceField(
        label=_("What goes out"), widget=forms.RadioSelect(attrs=SMALL_RADIOS), required=False
    )
    text = long_text(
        label=_("Answer"),
        help_text=_(
            "Only the answer itself. Heading, greeting, ways of appeal and signature come with the letter."
        ),
        missing=_("Write the answer."),
        limit=answering.TEXT_LIMIT,
        rows=14,
    )
    outcome = forms.ChoiceField(
        label=_("Outcome"), widget=forms.RadioSelect(attrs=SMALL_RADIOS), required=False
    )
    ground = forms.ChoiceField(label=_("Ground of the refusal"), required=False)
    separation = long_text(
        label=_("Why a part is kept back"),
        help_text=_("The letter says it; the law asks for it."),
        missing="",
        limit=REASON_LIMIT,
        rows=3,
        required=False,
    )
    promise_on = DatePartsField(label=_("By which day it will be done"), required=False)
    no_ground = forms.ChoiceField(label=_("Ground on which it is not examined"), required=False)
    authority = forms.ChoiceField(label=_("Competent authority"), required=False)
    mark_optional = False

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        law, fields = decisions.law_of(self.application), self.fields
        self.demands = list(consulting.demands_of(self.application))
        refuse = grounds_of(self.application, Use.REFUSE)
        fields["decision"].choices = [(one, Decision(one).label) for one in law.decisions]  # type: ignore[attr-defined]
        fields["outcome"].choices = [(one, Outcome(one).label) for one in law.outcomes]  # type: ignore[attr-defined]
        fields["ground"].choices = refuse  # type: ignore[attr-defined]
        fields["no_ground"].choices = grounds_of(self.application, Use.NOT_EXAMINE)  # type: ignore[attr-defined]
        fields["authority"].choices = _authorities(on)  # type: ignore[attr-defined]
        for demand in self.demands:
            self._add_demand(demand, fields["outcome"].choices, refuse)  # type: ignore[attr-defined]
        for name in ("ground",) if len(refuse) == 1 else ():
            del fields[name]

    def _add_demand(self, demand: Any, outcomes: Any, grounds: Choices) -> None:
        number = f"demand_{demand.number}"
        self.fields[number] = forms.ChoiceField(
            label=_("Outcome"), choices=[NOTHING, *outcomes], initial=demand.outcome, required=False
        )
        self.fields[f"{number}_ground"] = forms.ChoiceField(
            label=_("Ground of the refusal"), choices=grounds, initial=demand.ground, required=False
        )

    def rows(self) -> list[tuple[Any, Any, Any]]:
        """Each demand with the boxes for its outcome and ground."""
        names = [(demand, f"demand_{demand.number}") for demand in self.demands]
        return [(demand, self[name], self[f"{name}_ground"]) for demand, name in names]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        cleaned["decision"] = cleaned.get("decision") or Decision.ANSWER
        if (
            cleaned["decision"] == Decision.ANSWER
            and not cleaned.get("outcome")
            and "outcome" not in self.errors
        ):
            self.add_error("outcome", _("Choose the outcome."))
        return cleaned

    def content(self) -> dict[str, Any]:
        """What the operation takes."""
        cleaned = self.cleaned_data
        is_examined = cleaned["decision"] != Decision.NOT_EXAMINED
        names = ("seen", "decision", "text", "outcome", "separation", "promise_on", "authority")
        demands = {
            demand.number: (cleaned[f"demand_{demand.number}"], cleaned[f"demand_{demand.number}_ground"])
            for demand in self.demands
        }
        ground = cleaned.get("ground" if is_examined else "no_ground", "")
        return {name: cleaned[name] for name in names} | {"ground": ground, "demands": demands}

    def as_typed(self) -> "Decide":
        """Shown again before it is finished: nothing is complained about yet."""
        self._errors = ErrorDict(renderer=self.renderer)
        return self

    @staticmethod
    def written(answer: Any) -> dict[str, Any]:
        """What a saved draft says, for the boxes."""
        names = ("decision", "text", "outcome", "separation", "promise_on", "authority", "ground")
        return {name: getattr(answer, name) for name in names} | {"no_ground": answer.ground}


class Consult(Move):
    """One question to several units, each with a day of its own."""

    mark_optional = False

    purpose = forms.ChoiceField(
        label=_("What do you need?"),
        choices=[
            ("opinion", pgettext_lazy("purpose", "An opinion")),
            ("part", pgettext_lazy("purpose", "A part of the answer")),
        ],
        initial="opinion",
        widget=forms.RadioSelect(attrs=SMALL_RADIOS),
        error_messages={"required": _("Choose what you need.")},
    )
    question = long_text(
        label=_("Question"),
        help_text=_("The institutions asked read it with the application. The applicant never does."),
        missing=_("Write what you ask."),
        limit=REASON_LIMIT,
    )
    demand = forms.ChoiceField(label=_("About which demand"), required=False)

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.on = on
        self.demands = {str(demand.pk): demand for demand in consulting.demands_of(self.application)}
        self.fields["demand"].choices = [  # type: ignore[attr-defined]
            NOTHING,
            *((key, f"{one.number}. {one.text[:80]}") for key, one in self.demands.items()),
        ]
        latest = consulting.latest_day(self.application, on=on)
        for row in range(1, ROWS + 1):
            self.fields[f"unit_{row}"] = SuggestField(
                label=_("Institution"), required=False, widget=Suggest(reverse_lazy("desk:suggest_units"))
            )
            self.fields[f"due_on_{row}"] = DatePartsField(
                label=_("Until"), required=False, earliest=on, latest=latest
            )

    def rows(self) -> list[tuple[Any, Any]]:
        return [(self[f"unit_{row}"], self[f"due_on_{row}"]) for row in range(1, ROWS + 1)]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        asked = [one for row in range(1, ROWS + 1) if (one := self._asked(row, cleaned))]
        if not asked and not self.errors:
            self.add_error("unit_1", _("Write the name of the institution and choose it from the list."))
        return {"seen": cleaned.get("seen"), "asked": asked}

    def _asked(self, row: int, cleaned: dict[str, Any]) -> Asked | None:
        typed = cleaned.get(f"unit_{row}")
        if not typed:
            return None
        try:
            unit = found_unit(typed, on=self.on)
        except ValidationError as error:
            self.add_error(f"unit_{row}", error)
            return None
        return Asked(
            unit=unit,
            question=cleaned.get("question", ""),
            purpose=cleaned.get("purpose", "opinion"),
            due_on=cleaned.get(f"due_on_{row}"),
            demand=self.demands.get(cleaned.get("demand", "")),
        )


class Contribute(Move):
    text = long_text(
        label=_("Your contribution"),
        help_text=_("It goes to the unit that writes the answer, not to the applicant."),
        missing=_("Write your contribution."),
        limit=answering.TEXT_LIMIT,
        rows=10,
    )
    consultation = forms.TypedChoiceField(
        label=_("Question"), coerce=int, widget=forms.RadioSelect, empty_value=None, required=False
    )

    def __init__(self, *args: Any, asked: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if len(asked) < 2:
            del self.fields["consultation"]
            return
        self.fields["consultation"].choices = _questions(asked)  # type: ignore[attr-defined]


class EndConsultation(Move):
    consultation = forms.TypedChoiceField(
        label=_("Which question"),
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the question you withdraw.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked = list(consulting.still_asked(self.application).select_related("unit"))
        self.fields["consultation"].choices = _questions(asked)  # type: ignore[attr-defined]
        if len(asked) == 1:
            self.initial.setdefault("consultation", asked[0].pk)


class Note(Move):
    text = long_text(
        label=_("Note"),
        help_text=_("For officers who work on this application. The applicant never reads it."),
        missing=_("Write the note."),
        limit=REASON_LIMIT,
    )


class Demands(Move):
    """One box a demand, and a few to spare; an emptied box removes its demand."""

    mark_optional = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        texts = [demand.text for demand in consulting.demands_of(self.application)]
        sent = sum(key.startswith("text_") for key in self.data)
        self.count = min(max(len(texts) + SPARE_ROWS, sent), consulting.MOST_DEMANDS)
        for row in range(1, self.count + 1):
            field = long_text(label=_("Demand"), missing="", limit=REASON_LIMIT, rows=2, required=False)
            field.label = f"{field.label} {row}"
            field.strip = False
            field.initial = texts[row - 1] if row <= len(texts) else ""
            self.fields[f"text_{row}"] = field

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        texts = [cleaned.get(f"text_{row}", "") for row in range(1, self.count + 1)]
        return {"seen": cleaned.get("seen"), "texts": texts}


class Extend(Move):
    ground = forms.ChoiceField(
        label=_("Ground"),
        widget=RadioCards,
        error_messages={"required": _("Choose the ground; the letter to the applicant names it.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found, language = decisions.grounds(self.application, Use.EXTEND), get_language() or "tr"
        self.initial.setdefault("ground", timing.suggested_ground(self.application))
        field = self.fields["ground"]
        field.choices = [(one.code, one.name(language)) for one in found]  # type: ignore[attr-defined]
        field.widget.hints = {one.code: one.text(language) for one in found}


class Charge(Move):
    plain_pages = forms.IntegerField(
        label=_("Black-and-white pages"),
        min_value=0,
        max_value=100_000,
        initial=0,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "width": "5"}),
        error_messages={"required": _("Write a number, 0 for none."), "invalid": _("Write a number.")},
    )
    colour_pages = forms.IntegerField(
        label=_("Colour pages"),
        min_value=0,
        max_value=100_000,
        initial=0,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "width": "5"}),
        error_messages={"required": _("Write a number, 0 for none."), "invalid": _("Write a number.")},
    )


class Pay(Move):
    receipt = forms.CharField(
        label=_("Number of the proof of payment"),
        help_text=_("Receipt of the tax office or bank."),
        max_length=60,
        error_messages={"required": _("Write the number of the proof of payment.")},
        widget=forms.TextInput(attrs={"width": "20"}),
    )


class Ask(Move):
    text = long_text(
        label=_("Question to the applicant"),
        help_text=_("Ask only what you need for the answer. The applicant reads exactly these words."),
        missing=_("Write the question."),
        limit=answering.TEXT_LIMIT,
        rows=6,
    )


def found_unit(typed: Suggestion, *, on: date) -> Unit:
    """The institution chosen from the list, or the only one that is called so."""
    chosen = directory.current(on).filter(pk=typed.id) if typed.id.isdecimal() else []
    plain = typed.text.replace("\0", "")
    found = directory.search_units(plain, on=on, limit=6)
    named = [unit for unit in found if unit.name == plain.strip()]
    for unit in chosen or named or (found if len(found) == 1 else []):
        return unit
    if not found:
        raise ValidationError(
            _("No institution of this name was found. Write fewer words or only the place.")
        )
    names = "; ".join(unit.name for unit in found)
    raise ValidationError(
        _("Several institutions fit. Write the whole name of one: %(names)s"), params={"names": names}
    )


def grounds_of(application: Any, use: Use) -> Choices:
    """The grounds of its own law for that use, to choose from."""
    language = get_language() or "tr"
    found = decisions.grounds(application, use)
    return [NOTHING, *((one.code, f"{one.code} · {one.name(language)} ({one.article})") for one in found)]


def _authorities(on: date) -> Choices:
    language = get_language() or "tr"
    return [NOTHING, *((one.code, one.name(language)) for one in authorities.authorities(on))]


def _questions(asked: list[Any]) -> Choices:
    return [(one.pk, f"{one.unit}: {one.question[:120]}") for one in asked]
