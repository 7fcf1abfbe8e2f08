"""What officers hand in to send an application on, back or round, and to say who works on it."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse_lazy
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from bimer.casework import routing, topics
from bimer.desk import forms as base
from bimer.desk.forms import REASON_LIMIT, Move, long_text
from bimer.desk.forms.deciding import found_unit
from bimer.institutions.models import Officer, Unit
from bimer.law import grounds
from bimer.law.grounds import Use
from bimer.ui.forms import RadioCards, Suggest, SuggestField

COPIES_OF_A_FORWARDING, COPIES = 3, 5
Choices = list[tuple[str, Any]]


def topic_choices() -> Choices:
    """Every topic and sub-topic in the reader's language; none is a choice too."""
    language = get_language() or "tr"
    return [("", "–"), *((topic.code, topics.naming(topic.code, language)) for topic in topics.topics())]


def unit_field(**kwargs: Any) -> SuggestField:
    return SuggestField(required=False, widget=Suggest(reverse_lazy("desk:suggest_units")), **kwargs)


class Copies:
    """Boxes for several institutions; which of them exist the form looks up."""

    on: date

    def add_boxes(self, count: int) -> None:
        self.boxes = [f"copy_{row}" for row in range(1, count + 1)]
        for row, name in enumerate(self.boxes, start=1):
            field = unit_field(label=_("Institution"))
            field.label = f"{field.label} {row}"
            self.fields[name] = field  # type: ignore[attr-defined]

    def copies(self) -> list[Any]:
        return [self[name] for name in self.boxes]  # type: ignore[index]

    def chosen_units(self, cleaned: dict[str, Any]) -> list[Unit]:
        """Takes the boxes out of what was typed and gives the units they name."""
        units = []
        for name in self.boxes:
            typed = cleaned.pop(name, None)
            if typed:
                try:
                    units.append(found_unit(typed, on=self.on))
                except ValidationError as error:
                    self.add_error(name, error)  # type: ignore[attr-defined]
        return units


class Forward(Copies, base.Forward):
    """To whom and why; others may be told, and the topic named."""

    topic = forms.ChoiceField(label=_("Topic"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["topic"].choices = topic_choices()  # type: ignore[attr-defined]
        self.initial.setdefault("topic", self.application.topic)
        self.add_boxes(COPIES_OF_A_FORWARDING)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        return cleaned | {"copies": self.chosen_units(cleaned)}

    @property
    def says_more(self) -> bool:
        """Whether the rarer boxes hold something and have to be seen."""
        return any(self[name].value() not in (None, "", ("", "")) for name in self.boxes) or any(
            name in self.errors for name in self.boxes
        )

    @staticmethod
    def typed(data: Any) -> dict[str, Any]:
        rows = range(1, COPIES_OF_A_FORWARDING + 1)
        copies = {
            f"copy_{row}": (data.get(f"copy_{row}", ""), data.get(f"copy_{row}_id", "")) for row in rows
        }
        return base.Forward.typed(data) | {"topic": data.get("topic", "")} | copies


class Copy(Copies, Move):
    mark_optional = False
    reason = long_text(
        label=_("Why they should know"),
        help_text=_("They read it with the application. Nothing is expected of them."),
        missing="",
        limit=REASON_LIMIT,
        required=False,
    )

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.on = on
        self.add_boxes(COPIES)
        self.order_fields([*self.boxes, "reason"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        units = self.chosen_units(cleaned)
        if not units and not self.errors:
            self.add_error(self.boxes[0], _("Write the name of the institution and choose it from the list."))
        return cleaned | {"units": units}


class GiveBack(Move):
    code = forms.ChoiceField(
        label=_("Reason"),
        widget=RadioCards,
        error_messages={"required": _("Choose why you return it.")},
    )
    competent = unit_field(
        label=_("Competent institution"),
        help_text=_("Needed with “not in our remit”: whoever says so names the one that is competent."),
    )
    reason = long_text(
        label=_("In your own words"),
        help_text=_("The unit that gets it back reads it; it stays in the history."),
        missing=_("Say why you return it."),
        limit=REASON_LIMIT,
    )

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.on, language = on, get_language() or "tr"
        found = grounds.grounds(self.application.regime, Use.GIVE_BACK, on)
        field = self.fields["code"]
        field.choices = [(ground.code, ground.name(language)) for ground in found]  # type: ignore[attr-defined]
        field.widget.hints = {ground.code: ground.text(language) for ground in found}

    def clean_competent(self) -> Unit | None:
        typed = self.cleaned_data["competent"]
        return found_unit(typed, on=self.on) if typed else None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        needed = cleaned.get("code") == routing.NOT_OURS and "competent" not in self.errors
        if needed and not cleaned.get("competent"):
            self.add_error("competent", _("Write the name of the institution and choose it from the list."))
        return cleaned


class Recall(Move):
    reason = long_text(
        label=_("Reason"),
        help_text=_("It stays in the history."),
        missing="",
        limit=REASON_LIMIT,
        rows=3,
        required=False,
    )


class Release(Move):
    pass


class Assign(Move):
    """To which of the colleagues; who has it now is not offered."""

    to = forms.ModelChoiceField(
        label=_("Who works on it from now on"),
        queryset=Officer.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={
            "required": _("Choose a colleague."),
            "invalid_choice": _("Choose a colleague from the list."),
        },
    )

    def __init__(self, *args: Any, colleagues: list[Officer], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [one.pk for one in colleagues if one.pk != self.application.taken_by_id]
        officers = Officer.objects.filter(pk__in=offered).order_by("full_name", "pk")
        self.fields["to"].queryset = officers  # type: ignore[attr-defined]
        self.is_possible = bool(offered)
