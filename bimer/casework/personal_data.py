"""Numbers and addresses in a text that belong to somebody: found by shape and check digits. Pure.

Names are not looked for: no list knows them all, and an answer has to name its officers."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import partial

import phonenumbers
from phonenumbers import PhoneNumberFormat, PhoneNumberMatcher, PhoneNumberType
from stdnum import iban

from bimer.law.identity import InvalidIdentity, check_tckn

TURKEY = "TR"
_IBAN = re.compile(r"(?<!\w)[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?(?!\w)")
_IDENTITY = re.compile(r"(?<![\w.,])[1-9]\d{2}(?:[ .-]?\d{2,3}){3,4}(?!\w)")
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
_PLATE = re.compile(r"(?<![\w.,/])(?:0[1-9]|[1-7]\d|8[01]) ?[A-PR-VYZ]{1,3} ?\d{2,5}(?![\w.,/]\w|\w)")
_NO_PLATE = frozenset({"TL", "NO", "KM", "KG", "GB", "MB", "ADA", "KAT", "VE"})  # 25 TL 500, 101 ADA 12
# Public offices write from these; nobody's private address ends so.
_OFFICIAL = re.compile(r"\.(?:gov|bel|pol|k12|edu|tsk|mil|av)(?:\.[a-z]{2})?$", re.IGNORECASE)
_MOBILE = (PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE)


class What(StrEnum):
    """What kind of personal data was found."""

    IDENTITY_NUMBER = "identity_number"
    IBAN = "iban"
    EMAIL = "email"
    PHONE = "phone"
    PLATE = "plate"


@dataclass(frozen=True)
class Found:
    """What it is, as it was written, and in the form in which it can be compared."""

    what: What
    written: str
    plain: str


def find(text: str, *, country: str) -> list[Found]:
    """Everything personal in the text, each once, in its order. Turkish numbers only where they are used."""
    found: list[tuple[int, Found]] = []
    for what, pattern, plain in _SHAPES if country == TURKEY else _EVERYWHERE:
        text = pattern.sub(partial(_noted, what=what, plain=plain, found=found), text)
    found += _phones(text, country)
    each_once: dict[str, Found] = {}
    for _start, each in sorted(found, key=lambda pair: pair[0]):
        each_once.setdefault(each.plain, each)
    return list(each_once.values())


def _noted(
    match: re.Match[str], *, what: What, plain: Callable[[str], str], found: list[tuple[int, Found]]
) -> str:
    """Note what it is and blank it out: part of an IBAN is no telephone number."""
    compared = plain(match[0])
    if not compared:
        return match[0]
    found.append((match.start(), Found(what, match[0], compared)))
    return " " * len(match[0])


def _phones(text: str, country: str) -> Iterator[tuple[int, Found]]:
    """Mobile numbers; a fixed line in an answer is nearly always an office's."""
    for match in PhoneNumberMatcher(text, country):
        if phonenumbers.number_type(match.number) in _MOBILE:
            plain = phonenumbers.format_number(match.number, PhoneNumberFormat.E164)
            yield match.start, Found(What.PHONE, match.raw_string, plain)


def _iban(written: str) -> str:
    return iban.compact(written) if iban.is_valid(written) else ""


def _identity(written: str) -> str:
    try:
        return check_tckn(written)
    except InvalidIdentity:
        return ""


def _email(written: str) -> str:
    return "" if _OFFICIAL.search(written) else written.lower()


def _plate(written: str) -> str:
    letters = re.sub(r"[\d ]", "", written)
    return "" if letters in _NO_PLATE else written.replace(" ", "")


_EVERYWHERE: tuple[tuple[What, re.Pattern[str], Callable[[str], str]], ...] = (
    (What.IBAN, _IBAN, _iban),
    (What.EMAIL, _EMAIL, _email),
)
_SHAPES = (
    *_EVERYWHERE,
    (What.IDENTITY_NUMBER, _IDENTITY, _identity),
    (What.PLATE, _PLATE, _plate),
)
