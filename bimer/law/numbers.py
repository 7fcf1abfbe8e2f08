"""Numbers people read out, type and write down: registration, tracking and reading code. Pure.

Chance and keys come in as arguments. Check digits are Damm's: every single wrong digit and every swap of two
neighbours is noticed.
"""

import hmac
import unicodedata

from stdnum import damm

TRACKING_LENGTH = 16
REGISTRATION_LENGTH = 11
CODE_LENGTH = 8
CODE_ALPHABET = "23456789ACDEFHJKMNPRTUY"
"""No pair that looks alike on paper (0 O, 1 I L, 2 Z, 5 S, 6 G, 8 B, U V) and no letter only Turkish has."""

_LOOKALIKES = str.maketrans("ZSGBV", "2568U")
_SEPARATORS = frozenset(" -‐‑‒–—―_./\t\r\n\u00a0\u2009\u200a\u202f")
_SHORTEST_KEY = 16


def tracking_number(random15: str | int) -> str:
    """A tracking number: fifteen digits of chance and a check digit; unguessable, speakable, dialable."""
    digits = f"{random15:015d}" if isinstance(random15, int) else random15
    if len(digits) != TRACKING_LENGTH - 1 or not _plain_digits(digits):
        raise ValueError("A tracking number is made from exactly fifteen digits.")
    return digits + damm.calc_check_digit(digits)


def is_tracking_number(text: str) -> bool:
    """Sixteen digits whose check digit agrees, however they are spaced."""
    return _checks(normalise_tracking(text), TRACKING_LENGTH)


def normalise_tracking(text: str) -> str:
    """What was typed or pasted, as ASCII digits without separators; anything else stays, to be refused."""
    return digits_only(text)


def registration_number(year: int, sequence: int) -> str:
    """The number an application is filed under: two digits of the year, eight of sequence, a check digit."""
    if not 2000 <= year <= 2099 or not 1 <= sequence <= 99_999_999:
        raise ValueError(f"No registration number for {year}/{sequence}.")
    digits = f"{year % 100:02d}{sequence:08d}"
    return digits + damm.calc_check_digit(digits)


def is_registration_number(text: str) -> bool:
    """Eleven digits whose check digit agrees, however they are spaced."""
    return _checks(digits_only(text), REGISTRATION_LENGTH)


def in_groups(number: str) -> str:
    """A number or code in groups of four, as it is printed and read out: 4821 7730 1196 0358."""
    return " ".join(number[start : start + 4] for start in range(0, len(number), 4))


def reading_code(key: bytes, tracking: str, generation: int = 0) -> str:
    """The eight letters that open the content of an application, derived and therefore stored nowhere.

    A new `generation` replaces a code that got into the wrong hands.
    """
    if len(key) < _SHORTEST_KEY:
        raise ValueError(f"The reading code key needs at least {_SHORTEST_KEY} bytes.")
    message = f"reading-code/{generation}/{normalise_tracking(tracking)}".encode()
    rest = int.from_bytes(hmac.digest(key, message, "sha256"))
    letters = []
    for _ in range(CODE_LENGTH):
        rest, place = divmod(rest, len(CODE_ALPHABET))
        letters.append(CODE_ALPHABET[place])
    return "".join(letters)


def normalise_code(text: str) -> str:
    """A typed reading code in capitals without separators, with lookalikes read as what they must mean."""
    return digits_only(text).upper().translate(_LOOKALIKES)


def is_right_code(text: str, *, key: bytes, tracking: str, generation: int = 0) -> bool:
    """The typed code opens the application; takes as long for a wrong one."""
    right = reading_code(key, tracking, generation)
    return hmac.compare_digest(normalise_code(text).encode(errors="replace"), right.encode())


def digits_only(text: str) -> str:
    """Digits of any script as ASCII, without separators and invisible marks; other letters are kept."""
    return "".join(_as_ascii(letter) for letter in unicodedata.normalize("NFKC", text) if _is_kept(letter))


def _as_ascii(letter: str) -> str:
    return str(unicodedata.decimal(letter)) if letter.isdecimal() else letter


def _is_kept(letter: str) -> bool:
    return letter not in _SEPARATORS and unicodedata.category(letter) not in {"Cf", "Cc", "Zs"}


def _plain_digits(text: str) -> bool:
    return text.isascii() and text.isdecimal()


def _checks(number: str, length: int) -> bool:
    return len(number) == length and _plain_digits(number) and damm.is_valid(number)
