"""Widgets beyond Django's own: date parts, cards to choose from, suggestions, several files."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class DateParts(forms.MultiWidget):
    """Day, month and year in three small boxes, in the order people say them."""

    template_name = "ui/form/date_parts.html"
    use_fieldset = True
    parts = (("day", _("Day"), 2), ("month", _("Month"), 2), ("year", _("Year"), 4))

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({name: forms.TextInput() for name, _label, _width in self.parts}, attrs)

    def decompress(self, value: date | None) -> list[Any]:
        return [value.day, value.month, value.year] if value else ["", "", ""]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        for (part, label, width), box in zip(self.parts, context["widget"]["subwidgets"], strict=True):
            box |= {"part": part, "label": label, "width": width}
            box["attrs"]["id"] = f"{context['widget']['attrs']['id']}_{part}"
            box["autocomplete"] = f"bday-{part}" if self.attrs.get("autocomplete") == "bday" else ""
        return context


class _Hinted:
    """Adds a line of explanation under each choice: `hints` maps the choice's value to its text."""

    def __init__(self, *args: Any, hints: Mapping[Any, Any] | None = None, **kwargs: Any) -> None:
        self.hints = dict(hints or {})
        super().__init__(*args, **kwargs)

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option: dict[str, Any] = super().create_option(name, value, *args, **kwargs)  # type: ignore[misc]
        option["hint"] = self.hints.get(getattr(value, "value", value), "")
        return option

    def get_context(self, *args: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(*args)  # type: ignore[misc]
        context["widget"]["cards"] = True
        return context


class RadioCards(_Hinted, forms.RadioSelect):
    """One of several, each a card with a name and a line that explains it."""


class CheckboxCards(_Hinted, forms.CheckboxSelectMultiple):
    """Any of several, each a card with a name and a line that explains it."""


class Suggest(forms.TextInput):
    """A text box that offers what it finds at `url` as one types; the chosen one's id rides along, hidden.

    Without JavaScript it stays a text box and the server looks the text up.
    """

    template_name = "ui/form/suggest.html"

    def __init__(self, url: Any = "", attrs: dict[str, Any] | None = None) -> None:
        self.url = url
        super().__init__({"autocomplete": "off", **(attrs or {})})

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        text, chosen = value if isinstance(value, tuple | list) else (value, "")
        context = super().get_context(name, text, attrs)
        context["widget"] |= {"url": str(self.url), "id_name": f"{name}_id", "chosen": chosen}
        return context

    def value_from_datadict(self, data: Any, files: Any, name: str) -> tuple[str, str]:
        return data.get(name, ""), data.get(f"{name}_id", "")

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return name not in data


class FilesInput(forms.FileInput):
    """Several files at once."""

    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[Any]:
        return files.getlist(name) if hasattr(files, "getlist") else list(filter(None, [files.get(name)]))
