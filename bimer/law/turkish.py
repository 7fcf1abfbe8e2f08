"""Turkish letter case, alphabetical order and search folding. Pure; never for e-mails, codes or headers."""

import unicodedata
from functools import lru_cache

ALPHABET = "abcçdefgğhıijklmnoöpqrsştuüvwxyz"
"""The 29 letters with q, w and x of foreign names at their Latin places."""

_CIRCUMFLEX = str.maketrans("âîûêôÂÎÛÊÔ", "aiueoAİUEO")
_FOLD = str.maketrans("ıiçğöşüâîûêô", "iicgosuaiueo")
_ORDER = {letter: chr(0x100 + place) for place, letter in enumerate(ALPHABET)}


def lower(text: str) -> str:
    """Small letters the Turkish way: I becomes ı, İ becomes i; composed first, so that no dot floats free."""
    return _nfc(text).replace("İ", "i").replace("I", "ı").lower()


def upper(text: str) -> str:
    """Capitals the Turkish way: i becomes İ, ı becomes I."""
    return _nfc(text).replace("i", "İ").replace("ı", "I").upper()


def fold(text: str) -> str:
    """The form search compares: no case, no Turkish or foreign marks, single spaces."""
    folded = lower(text).translate(_FOLD)
    if not folded.isascii():
        folded = lower(_without_marks(folded)).translate(_FOLD)
    return " ".join(folded.split())


def sort_key(text: str) -> str:
    """A string whose code points sort as a Turkish dictionary does; circumflexes only break ties."""
    small = lower(text)
    base = _without_foreign_marks(small.translate(_CIRCUMFLEX))
    return "".join(_ORDER.get(letter, letter) for letter in base) + "\x01" + small  # PostgreSQL keeps no NUL


def titlecase_name(text: str) -> str:
    """A personal name with capital initials: "ayşe nur IŞIK-inan" reads "Ayşe Nur Işık-İnan"."""
    words = " ".join(lower(text).split())
    after = " " + words
    return "".join(
        letter if _within_word(before) else upper(letter)
        for before, letter in zip(after, words, strict=False)
    )


def surname_upper(text: str) -> str:
    """A surname as official letters write it: "inan" reads "İNAN"."""
    return " ".join(upper(text).split())


def full_name(name: str, surname: str) -> str:
    """A person's name as official letters write it: Ad SOYAD."""
    return f"{titlecase_name(name)} {surname_upper(surname)}".strip()


def _within_word(before: str) -> bool:
    return before.isalpha() or unicodedata.combining(before) > 0


def _nfc(text: str) -> str:
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def _without_marks(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(mark for mark in decomposed if not unicodedata.combining(mark))


def _without_foreign_marks(text: str) -> str:
    return "".join(letter if letter in _ORDER or letter.isascii() else _base(letter) for letter in text)


@lru_cache(maxsize=1024)
def _base(letter: str) -> str:
    return _without_marks(letter) or letter
