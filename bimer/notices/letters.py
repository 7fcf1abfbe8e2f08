"""Letters and receipts: made as PDF, taken apart to be kept sealed, and put together again."""

import dataclasses
import types
import typing
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from bimer.notices import letter_kinds, official_form, typesetting, writing
from bimer.notices.letter_kinds import Letter, Receipt

KINDS: dict[str, Any] = {
    name: kind for name, kind in vars(letter_kinds).items() if dataclasses.is_dataclass(kind)
}


def render(letter: Letter | Receipt) -> bytes:
    """Any letter or receipt as PDF; asked for again it is the same sheet."""
    with translation.override(letter.language):
        if isinstance(letter, Receipt):
            day = timezone.localdate(letter.received_at)
            return typesetting.pdf("receipt", _receipt_data(letter), dated=day)
        return typesetting.pdf("letter", official_form.sheet(letter), dated=letter.dated_on)


def text_of(letter: Letter | Receipt | None) -> str:
    """What an officer wrote in it: it stands in the mail, too."""
    return str(getattr(letter, "text", "")).strip()


def to_data(letter: Letter | Receipt) -> dict[str, Any]:
    """The letter as JSON-able data, to be kept sealed."""
    return {"letter": type(letter).__name__, **_plain(dataclasses.asdict(letter))}


def from_data(data: dict[str, Any]) -> Letter | Receipt:
    """The letter that `to_data` took apart."""
    return typing.cast(Letter | Receipt, _made(KINDS[data["letter"]], data))


def _plain(item: Any) -> Any:
    if isinstance(item, dict):
        return {name: _plain(inner) for name, inner in item.items()}
    if isinstance(item, tuple):
        return [_plain(inner) for inner in item]
    return item.isoformat() if isinstance(item, date) else item


def _made(kind: Any, data: dict[str, Any]) -> Any:
    hints = typing.get_type_hints(kind)
    return kind(**{name: _value(hints[name], item) for name, item in data.items() if name in hints})


def _value(hint: Any, item: Any) -> Any:
    if item is None:
        return None
    if isinstance(hint, types.UnionType):
        return _value(hint.__args__[0], item)
    if typing.get_origin(hint) is tuple:
        return tuple(_value(hint.__args__[0], inner) for inner in item)
    if dataclasses.is_dataclass(hint):
        return _made(hint, item)
    if hint in (date, datetime):
        return hint.fromisoformat(item)
    return hint(item)


def _receipt_data(receipt: Receipt) -> dict[str, Any]:
    received = timezone.localtime(receipt.received_at)
    address = f"{settings.BASE_URL}/takip/"
    moment = _("%(day)s, %(time)s") % {
        "day": writing.day(received.date()),
        "time": received.strftime("%H.%M"),
    }
    rows = [
        (_("Registration number"), receipt.number),
        (pgettext("receipt", "Received"), moment),
        (_("Kind"), receipt.kind),
        (_("Subject"), receipt.subject),
        (_("Competent institution"), receipt.unit),
        (_("Why this institution"), receipt.routing_reason),
        (_("Last day for the answer"), f"{writing.day(receipt.due_on)}\n{writing.article(receipt.article)}"),
    ]
    return {
        **official_form.frame(receipt.language, title=receipt.number),
        "system": settings.SYSTEM_NAME,
        "heading": _("Receipt"),
        "addressee": official_form.envelope(receipt.addressee),
        "lead": _("We have received your application. Keep this sheet."),
        "labels": {"tracking": _("Tracking number"), "code": _("Reading code")},
        "tracking": writing.grouped(receipt.tracking_number),
        "tracking_note": _("Shows how far your application is. It shows no name and no text."),
        "code": receipt.reading_code,
        "code_note": _("With the tracking number it opens the text and the answer. Give it to nobody."),
        "rows": [row for row in rows if row[1].strip()],
        "next_heading": _("How to follow it up"),
        "next": [
            _("On the web: %(address)s") % {"address": address},
            _("By telephone: call 150 and give your tracking number."),
            _(
                "If you gave an e-mail or a postal address, you are told there when your application is "
                "forwarded or answered."
            ),
        ],
        "footer": [_("Following up: %(address)s") % {"address": address}],
    }
