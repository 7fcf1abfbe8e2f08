"""The letter inside a notice, sealed for the event it belongs to."""

import json
from typing import Any

from bimer.notices import letters
from bimer.notices.letter_kinds import Letter, Receipt
from bimer.notices.models import Notice
from bimer.people import keys, sealing


def columns(letter: Letter | Receipt | None, *, event_id: int) -> dict[str, Any]:
    """What a notice stores of the letter; the addressee is added only when it is made."""
    if letter is None:
        return {}
    plain = json.dumps(letters.to_data(letter), ensure_ascii=False).encode()
    return {
        "enclosed": sealing.sealed(plain, bound_to=_place(event_id)),
        "enclosed_key_id": keys.current(),
    }


def letter(notice: Notice) -> Letter | Receipt | None:
    """The letter of the notice, still without its addressee."""
    if notice.enclosed is None:
        return None
    plain = sealing.opened(
        bytes(notice.enclosed), key_id=notice.enclosed_key_id, bound_to=_place(notice.event_id)
    )
    return letters.from_data(json.loads(plain))


def _place(event_id: int) -> bytes:
    return f"notice of event {event_id}".encode()
