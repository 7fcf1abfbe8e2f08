"""Days, amounts, articles and numbers as people write them, in the language now spoken."""

import re
from datetime import date
from decimal import Decimal

from django.utils import formats
from django.utils.translation import gettext as _

from bimer.law import profile

ARTICLE = re.compile(r"(\d{4}) (Yön\. )?m\.(.+)")


def day(value: date) -> str:
    """A day with its weekday, as people write it: 14 Ağustos 2026 Cuma."""
    # Translators: a date with weekday, in Django's date format
    return formats.date_format(value, _("l j F Y"))


def date_alone(value: date) -> str:
    """A day as official letters write it: 14.08.2026 (regulation art. 12)."""
    return value.strftime("%d.%m.%Y")


def article(short: str) -> str:
    """ "4982 m.11" as a letter quotes it: 4982 sayılı Kanun, m. 11. Other quotations stay as they are."""
    found = ARTICLE.fullmatch(short.strip())
    if found is None:
        return short
    words = (
        _("Regulation of Law %(law)s, article %(article)s")
        if found[2]
        else _("Law %(law)s, article %(article)s")
    )
    return words % {"law": found[1], "article": found[3].strip()}


def money(kurus: int) -> str:
    """An amount as the profile writes it: 1.234,50 TL."""
    written = formats.number_format(Decimal(kurus) / 100, decimal_pos=2, use_l10n=True, force_grouping=True)
    return profile.current().money.format(written)


def grouped(digits: str) -> str:
    """A tracking number as it is spoken and typed: 4821 7730 1196 0358."""
    return " ".join(re.findall(".{1,4}", digits.replace(" ", "")))
