"""What officers hand in about days away: which, and who stands in."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bimer.institutions import leaves
from bimer.institutions.models import Officer
from bimer.ui.forms import DatePartsField, Form


class Whose(Form):
    """For whom a coordinator looks after the leave."""

    officer = forms.ModelChoiceField(
        queryset=Officer.objects.none(),
        label=_("Officer"),
        error_messages={"required": _("Choose an officer."), "invalid_choice": _("Choose an officer.")},
    )

    def __init__(self, *args: Any, officers: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["officer"].queryset = officers  # type: ignore[attr-defined]


class Grant(Form):
    first = DatePartsField(label=_("First day away"))
    last = DatePartsField(label=_("Last day away"))
    deputy = forms.ModelChoiceField(
        queryset=Officer.objects.none(),
        label=_("Who stands in"),
        help_text=_(
            "Posted at the same unit or above it. She has the same powers on these days, and no longer."
        ),
        required=False,
        empty_label=_("Nobody"),
    )
    mark_optional = False

    def __init__(self, *args: Any, officer: Officer, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["deputy"].queryset = leaves.possible_deputies(officer, on=on)  # type: ignore[attr-defined]
        for name in ("first", "last"):
            self.fields[name].earliest = on  # type: ignore[attr-defined]
