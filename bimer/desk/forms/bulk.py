"""What officers hand in for many applications at once. Which ones were chosen comes beside the form."""

from datetime import date
from typing import Any

from django import forms
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from bimer.casework import answering, decisions, working
from bimer.casework.answering import Outcome
from bimer.casework.decisions import Use
from bimer.desk.forms import REASON_LIMIT, SMALL_RADIOS, long_text
from bimer.desk.forms.deciding import found_unit, grounds_of
from bimer.institutions.models import Officer, Unit
from bimer.ui.forms import Form, Suggest, SuggestField


class Together(Form):
    """`applications`: those it will be done to; `details()` is what the operation will be told."""

    mark_optional = False

    def __init__(self, *args: Any, applications: list[Any], on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.applications, self.on = applications, on

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


class Approve(Together):
    """Every word was shown above; what is not to be released is left out by its box."""


class Assign(Together):
    to = forms.ModelChoiceField(
        queryset=Officer.objects.none(),
        label=_("Colleague"),
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a colleague."), "invalid_choice": _("Choose a colleague.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = _colleagues(self.applications, self.on)  # type: ignore[attr-defined]

    def details(self) -> dict[str, Any]:
        return {"to": self.cleaned_data["to"].pk}


class Leaver(Form):
    """Whose open work goes to somebody else."""

    officer = forms.ModelChoiceField(
        queryset=Officer.objects.none(),
        label=_("Whose work"),
        error_messages={"required": _("Choose an officer."), "invalid_choice": _("Choose an officer.")},
    )

    def __init__(self, *args: Any, officers: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["officer"].queryset = officers  # type: ignore[attr-defined]


def _colleagues(applications: list[Any], on: date) -> Any:
    """Who works at the unit of all of them, asked once for each unit."""
    of_each_unit = {application.holder_id: application for application in applications}
    shared: set[int] | None = None
    for application in of_each_unit.values():
        there = {officer.pk for officer in working.colleagues(application, on=on)}
        shared = there if shared is None else shared & there
    return Officer.objects.filter(pk__in=shared or set()).order_by("full_name", "pk")
