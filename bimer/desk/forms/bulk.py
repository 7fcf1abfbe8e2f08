"""What officers hand in for many applications at once. Which ones were chosen comes beside the form."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django import forms
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from bimer.casework import answering, choosing, decisions, working
from bimer.casework.answering import Outcome
from bimer.casework.choosing import Piece
from bimer.casework.decisions import Use
from bimer.desk.forms import REASON_LIMIT, SMALL_RADIOS, long_text
from bimer.desk.forms.deciding import found_unit, grounds_of
from bimer.institutions.models import Officer, Unit
from bimer.law import authorities
from bimer.ui.forms import Form, Suggest, SuggestField


class Together(Form):
    """`applications`: those it will be done to; `details()` is what the operation will be told."""

    mark_optional = False

    def __init__(self, *args: Any, applications: list[Any], on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.applications, self.on = applications, on

    def done_to(self) -> list[Any]:
        """Those the move is made on."""
        return self.applications

    def details(self) -> dict[str, Any]:
        return dict(self.cleaned_data)


class Forward(Together):
    to = SuggestField(
        label=_("Institution"),
        help_text=_("Write part of its name and the place, for example: çankaya belediye."),
        widget=Suggest(reverse_lazy("desk:suggest_units")),
        error_messages={"required": _("Write the name of the institution and choose it from the list.")},
    )
    reason = long_text(
        label=_("Reason"),
        help_text=_("The applicants and the next officer read it; it stays in every history."),
        missing=_("Say why you forward them."),
        limit=REASON_LIMIT,
    )

    def clean_to(self) -> Unit:
        return found_unit(self.cleaned_data["to"], on=self.on)

    def details(self) -> dict[str, Any]:
        return {"to": self.cleaned_data["to"].pk, "reason": self.cleaned_data["reason"]}


class Answer(Together):
    """The same answer for all; a refusal needs one law, for its ground."""

    text = long_text(
        label=_("Answer"),
        help_text=_("Each applicant gets a letter of her own with this text. It waits for approval first."),
        missing=_("Write the answer."),
        limit=answering.TEXT_LIMIT,
        rows=12,
    )
    outcome = forms.ChoiceField(
        label=_("Outcome"),
        widget=forms.RadioSelect(attrs=SMALL_RADIOS),
        error_messages={"required": _("Choose the outcome.")},
    )
    ground = forms.ChoiceField(label=_("Ground of the refusal"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        laws = [decisions.law_of(application) for application in self.applications]
        shared = [one for one in laws[0].outcomes if all(one in law.outcomes for law in laws)] if laws else []
        # A day of its own or a reason for what is kept back belongs to one application.
        apart = {Outcome.PROMISED, Outcome.PARTIAL}
        self.fields["outcome"].choices = [  # type: ignore[attr-defined]
            (one, Outcome(one).label) for one in shared if one not in apart
        ]
        self.fields["ground"].choices = grounds_of(self.applications[0], Use.REFUSE) if laws else []  # type: ignore[attr-defined]
        if len({law.regime for law in laws}) > 1 or len(self.fields["ground"].choices) < 2:  # type: ignore[attr-defined]
            del self.fields["ground"]

    def details(self) -> dict[str, Any]:
        return {"ground": "", **self.cleaned_data}


@dataclass
class Group:
    """One text that is to be approved, for whom, where it differs from the first, and what to look at."""

    mark: str
    answer: Any
    applications: list[Any]
    pieces: list[Piece]
    authority: str
    is_read: bool = False
    advice: list[Any] = field(default_factory=list)


class Approve(Together):
    """Nothing goes out unread: each text is opened and ticked; what is not to go is left out by its box."""

    read = forms.MultipleChoiceField(
        label=_("I have read this text"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Open each text that is to go, read it and tick that you have."),
            "invalid_choice": _("A text changed meanwhile. Read it again and tick that you have."),
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = choosing.alike(self.applications)
        ticked = self.data.getlist("read") if hasattr(self.data, "getlist") else []
        self.groups = [self._group(one, found[0].answer.text) for one in found]
        for group in self.groups:
            group.is_read = group.mark in ticked
        self.fields["read"].choices = [(group.mark, "") for group in self.groups]  # type: ignore[attr-defined]

    def _group(self, found: choosing.Alike, first: str) -> Group:
        answer = found.answer
        authority = authorities.authority(answer.authority, self.on) if answer.authority else None
        name = authority.name(get_language() or "tr") if authority else ""
        pieces = choosing.differences(answer.text, first)
        return Group(found.mark, answer, found.applications, pieces, name)

    def done_to(self) -> list[Any]:
        read = self.cleaned_data["read"]
        return [one for group in self.groups if group.mark in read for one in group.applications]

    def details(self) -> dict[str, Any]:
        return {}


class Merge(Together):
    """Which one goes on; the others of the same person are merged into it (domain.md §12.6)."""

    into = forms.TypedChoiceField(
        label=_("Which one goes on"),
        help_text=_("The one filed first. Only those of the same person are merged into it."),
        coerce=int,
        widget=forms.RadioSelect(attrs=SMALL_RADIOS),
        error_messages={
            "required": _("Choose the application that goes on."),
            "invalid_choice": _("Choose the application that goes on."),
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = sorted(self.applications, key=lambda each: (each.received_at, each.pk))
        self.fields["into"].choices = [(one.pk, f"{one.number} · {_came_in(one)}") for one in found]  # type: ignore[attr-defined]
        self.initial["into"] = found[0].pk if found else None

    def done_to(self) -> list[Any]:
        return [one for one in self.applications if one.pk != self.cleaned_data["into"]]


class Assign(Together):
    to = forms.ModelChoiceField(
        queryset=Officer.objects.none(),
        label=_("Colleague"),
        empty_label=None,
        widget=forms.RadioSelect(attrs=SMALL_RADIOS),
        error_messages={"required": _("Choose a colleague."), "invalid_choice": _("Choose a colleague.")},
    )

    def __init__(self, *args: Any, leaver: Officer | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = _colleagues(self.applications, self.on).exclude(pk=leaver.pk if leaver else None)
        self.fields["to"].queryset = found  # type: ignore[attr-defined]

    def details(self) -> dict[str, Any]:
        return {"to": self.cleaned_data["to"].pk}


class Leaver(Form):
    """Whose open work goes to somebody else."""

    officer = forms.ModelChoiceField(
        queryset=Officer.objects.none(),
        label=_("Whose work"),
        empty_label=_("Choose"),
        error_messages={"required": _("Choose an officer."), "invalid_choice": _("Choose an officer.")},
    )

    def __init__(self, *args: Any, officers: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["officer"].queryset = officers  # type: ignore[attr-defined]


def _came_in(application: Any) -> str:
    return date_format(timezone.localtime(application.received_at), "SHORT_DATETIME_FORMAT")


def _colleagues(applications: list[Any], on: date) -> Any:
    """Who works at the unit of all of them, asked once for each unit."""
    of_each_unit = {application.holder_id: application for application in applications}
    shared: set[int] | None = None
    for application in of_each_unit.values():
        there = {officer.pk for officer in working.colleagues(application, on=on)}
        shared = there if shared is None else shared & there
    return Officer.objects.filter(pk__in=shared or set()).order_by("full_name", "pk")
