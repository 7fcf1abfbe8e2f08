"""Days and numbers as people write them, in the language now spoken."""

import re
from datetime import date

from django.utils import formats
from django.utils.translation import gettext as _


def day(value: date) -> str:
    """A day with its weekday, as people write it: 14 Ağustos 2026 Cuma."""
    # Translators: a date with weekday, in Django's date format
    return formats.date_format(value, _("l j F Y"))


def grouped(digits: str) -> str:
    """A tracking number as it is spoken and typed: 4821 7730 1196 0358."""
    return " ".join(re.findall(".{1,4}", digits.replace(" ", "")))
