"""Forms that keep what people typed, and the few fields GOV.UK markup needs beyond Django's own.

A form checks shape and offers choices; it never saves. Text stays as typed, letter for letter: only line ends
are made alike. Zero characters, which no database text can hold, are refused with a reason.
"""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from bimer.ui.fields import DatePartsField, FilesField, SuggestField, Suggestion
from bimer.ui.widgets import CheckboxCards, DateParts, FilesInput, RadioCards, Suggest

__all__ = ["CheckboxCards", "DateParts", "DatePartsField", "FilesField", "FilesInput", "Form", "RadioCards"]
__all__ += ["Suggest", "SuggestField", "Suggestion"]

NUL = "\0"


class Form(forms.Form):
    """The form every page uses. Errors come from the server, in sentences, not in the browser's bubbles."""

    use_required_attribute = False
    mark_optional = True  # "(optional)" after the label of what may stay empty; a filter form turns it off

    def __init__(self, data: Mapping[str, Any] | None = None, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        cleaned, self._keys_with_nul = (None, set()) if data is None else _readable(data)
        super().__init__(cleaned, *args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, forms.CharField) and isinstance(field.widget, forms.Textarea):
                field.strip = False
                field.validators.append(_says_something(field.required, field.error_messages["required"]))

    def full_clean(self) -> None:
        super().full_clean()
        for name in self.fields:
            if any(self._belongs(key, name) for key in self._keys_with_nul):
                self.add_error(
                    name,
                    _("The text has a character that can't be stored. Type it again, or paste plain text."),
                )

    def _belongs(self, key: str, name: str) -> bool:
        own = self.add_prefix(name)
        return key == own or key.startswith(f"{own}_")


def _readable(data: Mapping[str, Any]) -> tuple[Mapping[str, Any], set[str]]:
    """The same data with one kind of line end and no zero characters, and the keys that had them."""
    keys = {key for key in data if any(NUL in value for value in _texts(data, key))}
    copy = MultiValueDict({key: [_plain(value) for value in _values(data, key)] for key in data})
    return copy, keys


def _values(data: Mapping[str, Any], key: str) -> list[Any]:
    return data.getlist(key) if isinstance(data, MultiValueDict) else [data[key]]


def _texts(data: Mapping[str, Any], key: str) -> list[str]:
    return [value for value in _values(data, key) if isinstance(value, str)]


def _plain(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    return value.replace("\r\n", "\n").replace("\r", "\n").replace(NUL, "")


def _says_something(required: bool, message: Any) -> Any:
    def check(value: str) -> None:
        if required and not value.strip():
            raise ValidationError(message, code="required")

    return check
