"""The letter of a notice as PDF, for the clerk's printer or for the mail."""

import dataclasses
from uuid import UUID

from django.utils import timezone

from bimer.notices import enclosures, letters, words
from bimer.notices.letter_kinds import Addressee, Letterhead, PlainLetter, Receipt
from bimer.notices.models import Channel, Notice
from bimer.people import vault


def pdf(notice: Notice) -> bytes:
    """The enclosed letter, or the words of the notice set as one; made as often as it is asked for."""
    letter = enclosures.letter(notice) or _plain(notice)
    by_post = notice.channel == Channel.LETTER
    if notice.person_id is not None and (by_post or not isinstance(letter, Receipt)):
        letter = dataclasses.replace(letter, addressee=_addressee(notice.person_id))
    return letters.render(letter)


def file_name(notice: Notice) -> str:
    number = str(notice.facts.get("number", notice.pk))
    return "".join(sign for sign in number if sign.isalnum() or sign == "-") + ".pdf"


def _plain(notice: Notice) -> PlainLetter:
    text = words.of(notice)
    unit = notice.print_unit
    return PlainLetter(
        head=Letterhead(institution=unit.name if unit else "", code=unit.code if unit else ""),
        number=str(notice.facts.get("number", "")),
        subject=text.subject,
        registry=str(notice.pk),
        dated_on=timezone.localdate(notice.created_at),
        text=text.body,
        language=notice.language,
    )


def _addressee(person_id: UUID) -> Addressee:
    to = vault.contact(person_id)
    is_legal = to.kind == "legal"
    return Addressee(
        name=to.legal_title if is_legal else to.name,
        surname="" if is_legal else to.surname,
        address=to.address,
        district=to.district,
        province=to.province,
    )
