"""Markup of form fields: attributes, label sizes and where an error's link leads."""

from typing import Any

from django import forms, template
from django.forms import BoundField
from django.forms.utils import flatatt
from django.utils.safestring import SafeString, mark_safe

from bimer.ui.widgets import DateParts

register = template.Library()

# Wishes about the label, given as widget attributes; they never reach the page as attributes.
WISHES = {"label-size", "label-heading", "label-hidden", "class", "width"}


@register.simple_tag
def widget_attrs(widget: dict[str, Any], base: str = "", drop: str = "") -> SafeString:
    """The attributes of a widget with the theme's classes, and its error class where it was refused."""
    attrs = widget["attrs"]
    classes = [base, f"{base}--error" if base and attrs.get("aria-invalid") else "", attrs.get("class", "")]
    if width := attrs.get("width"):
        classes.append(f"{base}--width-{width}")
    kept = {name: value for name, value in attrs.items() if name not in WISHES and name not in drop.split()}
    joined = " ".join(filter(None, classes))
    return mark_safe((f' class="{joined}"' if joined else "") + flatatt(kept))  # noqa: S308 - flatatt escapes


@register.filter
def wish(field: BoundField, name: str) -> Any:
    """What the form's author wished for the label: `label-size` (s m l xl), `-heading`, `-hidden`."""
    return field.field.widget.attrs.get(name, "")


@register.filter
def shape(field: BoundField) -> str:
    """How the field is drawn: textarea, checkbox, choices, date, file or box."""
    widget = field.field.widget
    if isinstance(widget, forms.CheckboxInput):
        return "checkbox"
    if isinstance(widget, forms.Textarea):
        return "textarea"
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple | forms.MultiWidget):
        return "group"
    return "file" if isinstance(widget, forms.FileInput) else "box"


@register.filter
def limit(field: BoundField) -> int | str:
    """How many characters a long text may have, for its counter."""
    return getattr(field.field, "max_length", None) or ""


@register.filter
def target(field: BoundField) -> str:
    """The id of the first box of a field: where the error summary's link leads."""
    widget = field.field.widget
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        return f"{field.auto_id}_0"
    if isinstance(widget, forms.MultiWidget):
        return (
            f"{field.auto_id}_{widget.parts[0][0]}" if isinstance(widget, DateParts) else f"{field.auto_id}_0"
        )
    return field.id_for_label


@register.filter
def described(field: BoundField) -> str:
    """The ids of hint, error and counter, as `aria-describedby` wants them."""
    ids = (field.aria_describedby or "").split()
    if shape(field) == "textarea" and limit(field):
        ids.append(f"{field.auto_id}-info")
    return " ".join(ids)


@register.simple_tag
def drawn(field: BoundField) -> SafeString:
    """The field's own boxes, told which texts describe them."""
    ids = described(field)
    attrs: dict[str, str | bool] = {"aria-describedby": ids} if ids and not field.use_fieldset else {}
    return field.as_widget(attrs=attrs)
