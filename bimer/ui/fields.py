"""Fields beyond Django's own. Each error is a sentence that says what to do next."""

import calendar
from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import EMPTY_VALUES
from django.utils import formats
from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from bimer.law.turkish import fold
from bimer.ui.widgets import DateParts, FilesInput, Suggest

FIRST_YEAR, LAST_YEAR = 1880, 2200


class DatePartsField(forms.Field):
    """A day typed as three numbers; the month may be a name. Gives a `date` or None.

    `earliest` and `latest` are days that are still allowed; the caller knows what today is.
    """

    widget = DateParts
    default_error_messages = {
        "required": _("Type the day, the month and the year."),
        "incomplete": _("Type the day, the month and the year: all three are needed."),
        "letters": _("Type the date in numbers, for example 27 3 2026."),
        "year": _("Type the year with four digits, for example 1987."),
        "month": _("Months run from 1 to 12; you typed %(month)s."),
        "no_day": _("There is no such day as %(day)s %(month)s."),
        "no_leap_day": _("There is no such day as 29 February %(year)s."),
        "too_early": _("The first day that can be given here: %(day)s."),
        "too_late": _("The last day that can be given here: %(day)s."),
    }

    def __init__(self, *, earliest: date | None = None, latest: date | None = None, **kwargs: Any) -> None:
        self.earliest, self.latest = earliest, latest
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> date | None:
        if value in EMPTY_VALUES or isinstance(value, date):
            return value or None
        day, month, year = (str(part or "").strip() for part in value)
        if not any((day, month, year)):
            return None
        if not all((day, month, year)):
            raise self._error("incomplete")
        return self._day(day, _month_number(month), year)

    def validate(self, value: date | None) -> None:
        super().validate(value)
        if value and self.earliest and value < self.earliest:
            raise self._error("too_early", day=_written(self.earliest))
        if value and self.latest and value > self.latest:
            raise self._error("too_late", day=_written(self.latest))

    def has_changed(self, initial: date | None, data: Any) -> bool:
        try:
            return self.to_python(data) != initial
        except ValidationError:
            return True

    def _day(self, *parts: str) -> date:
        if not all(part.isdecimal() and len(part) <= 4 for part in parts):
            raise self._error("letters")
        day, month, year = map(int, parts)
        if not FIRST_YEAR <= year <= LAST_YEAR:
            raise self._error("year")
        if not 1 <= month <= 12:
            raise self._error("month", month=month)
        if (day, month) == (29, 2) and not calendar.isleap(year):
            raise self._error("no_leap_day", year=year)
        if not 1 <= day <= calendar.monthrange(year, month)[1]:
            raise self._error("no_day", day=day, month=MONTHS[month])
        return date(year, month, day)

    def _error(self, code: str, **params: Any) -> ValidationError:
        return ValidationError(self.error_messages[code], code=code, params=params)


class Suggestion(NamedTuple):
    """What somebody typed, and the id of what they chose from the list, or nothing."""

    text: str
    id: str


class SuggestField(forms.Field):
    """A name looked up as one types. Gives a `Suggestion`; whoever asks decides what it stands for."""

    widget = Suggest

    def to_python(self, value: Any) -> Suggestion | None:
        text, chosen = value or ("", "")
        text = text.strip()
        return Suggestion(text, chosen.strip()) if text else None


class FilesField(forms.FileField):
    """Several files, each checked as one would be. Gives a list, perhaps empty."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        files: Iterable[Any] = data if isinstance(data, list | tuple) else filter(None, [data])
        cleaned = [super(FilesField, self).clean(file) for file in files]
        if not cleaned and self.required:
            raise ValidationError(self.error_messages["required"], code="required")
        return cleaned


def _month_number(text: str) -> str:
    """ "ağustos", "August" or "8" as "8"; anything else as it stands."""
    return _month_names().get(fold(text), text)


def _month_names() -> dict[str, str]:
    names: dict[str, str] = {}
    for language in ("tr", "en"):
        with override(language):
            names |= {fold(str(name)): str(number) for number, name in MONTHS.items()}
    return names


def _written(day: date) -> str:
    return formats.date_format(day, "DATE_FORMAT")
