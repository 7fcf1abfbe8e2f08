"""What officers hand in: the shape is checked here, never the rules; nothing is saved."""

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.contrib.auth import forms as auth_forms
from django.core.exceptions import ValidationError
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from bimer.casework.errors import Refusal, Stale
from bimer.institutions import directory
from bimer.institutions.models import Unit
from bimer.ui.forms import Form, Suggest, SuggestField, Suggestion

REASON_LIMIT = 2000
SMALL_RADIOS = {"class": "govuk-radios--inline govuk-radios--small"}


def long_text(*, missing: Any, limit: int, rows: int = 4, **kwargs: Any) -> forms.CharField:
    """A text of several lines; what is wrong with it is said in whole sentences."""
    errors: dict[str, Any] = {
        "required": missing,
        "max_length": _("The text has %(show_value)d characters; at most %(limit_value)d fit."),
    }
    widget = forms.Textarea(attrs={"rows": rows, "dir": "auto"})
    return forms.CharField(widget=widget, max_length=limit, error_messages=errors, **kwargs)


class Move(Form):
    """Every move carries the version of the application the officer looked at when she decided."""

    seen = forms.IntegerField(
        widget=forms.HiddenInput, min_value=1, error_messages={"required": _("Open the application again.")}
    )
    is_stale = False

    def __init__(self, data: Any = None, *, application: Any, initial: dict | None = None) -> None:
        super().__init__(data, initial={"seen": application.version} | (initial or {}))
        self.application = application

    def refuse(self, refusal: Refusal) -> None:
        """Say why it was impossible. What was typed stays, to be sent again after another look."""
        self.add_error(None, str(refusal))
        self.is_stale = isinstance(refusal, Stale)
        self.application.refresh_from_db()
        self.data = {**self.data.dict(), "seen": self.application.version}  # type: ignore[attr-defined]


class Take(Move):
    pass


class NamesUnit(Move):
    """A form that names an institution, in the field `institution`.

    Where the text names no single one, `candidates` are the ones to choose from."""

    institution: ClassVar[str]

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.on = on

    def named_unit(self) -> Unit:
        """The institution chosen from the list, or the one that is called so."""
        typed: Suggestion = self.cleaned_data[self.institution]
        chosen = directory.current(self.on).filter(pk=typed.id) if typed.id.isdecimal() else []
        for unit in chosen or [unit for unit in self.candidates if unit.name == typed.text]:
            return unit
        if self.candidates:
            raise ValidationError(_("Choose the institution from the list below."))
        raise ValidationError(
            _("No institution of this name was found. Write fewer words or only the place.")
        )

    @property
    def candidates(self) -> list[Unit]:
        """The units that fit what was typed."""
        text, _chosen = self[self.institution].value() or ("", "")
        plain = text.replace("\0", "").strip()
        return directory.search_units(plain, on=self.on) if plain else []

    @property
    def chosen(self) -> str:
        _text, chosen = self[self.institution].value() or ("", "")
        return chosen


class Forward(NamesUnit):
    """To whom and why."""

    institution = "to"

    to = SuggestField(
        label=_("Institution"),
        help_text=_("Write part of its name and the place, for example: çankaya belediye."),
        widget=Suggest(reverse_lazy("desk:suggest_units")),
        error_messages={"required": _("Write the name of the institution and choose it from the list.")},
    )
    reason = long_text(
        label=_("Reason"),
        help_text=_("The applicant and the next officer read it; it stays in the history."),
        missing=_("Say why you forward it."),
        limit=REASON_LIMIT,
    )

    def clean_to(self) -> Unit:
        return self.named_unit()

    @staticmethod
    def typed(data: Any) -> dict[str, Any]:
        """What stands in the boxes while the officer is still searching."""
        return {
            "to": (data.get("to", ""), ""),
            "reason": data.get("reason", ""),
            "seen": data.get("seen", ""),
        }


class Approve(Move):
    pass


class SendBack(Move):
    remarks = long_text(
        label=_("What has to change"),
        help_text=_("The author reads it; the applicant never does."),
        missing=_("Say what has to change."),
        limit=REASON_LIMIT,
    )


class Find(Form):
    number = forms.CharField(
        label=_("Registration or tracking number"),
        help_text=_("11 or 16 digits; spaces don't matter."),
        max_length=60,
        error_messages={
            "required": _("Write a number."),
            "max_length": _("A number has 11 or 16 digits; you wrote %(show_value)d characters."),
        },
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "width": "20"}),
    )


class Language(Form):
    language = forms.ChoiceField(
        label=_("Language of pages and messages"),
        choices=settings.LANGUAGES,
        widget=forms.RadioSelect(attrs=SMALL_RADIOS),
        error_messages={"required": _("Choose a language.")},
    )


class Password(auth_forms.PasswordChangeForm):
    """The old password once, the new one twice; whoever else is signed in with the account is signed out."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs.pop("autofocus", None)
            field.widget.attrs["width"] = "20"
