"""Identity and tax numbers: shape and check digits only, never proof that the person exists. Pure."""

from stdnum.tr import tckimlik, vkn

from bimer.law.numbers import digits_only

TCKN_LENGTH = 11
VKN_LENGTH = 10

EMPTY = "empty"
NOT_DIGITS = "not_digits"
LENGTH = "length"
LEADING_ZERO = "leading_zero"
CHECKSUM = "checksum"


class InvalidIdentity(ValueError):
    """A number that cannot be right; `code` says why, so that a screen can say what to do.

    `digits` is how many digits were written, `expected` how many there should be.
    """

    def __init__(self, code: str, *, digits: int, expected: int) -> None:
        super().__init__(f"{code}: {digits} digits written, {expected} expected")
        self.code = code
        self.digits = digits
        self.expected = expected


def check_tckn(text: str) -> str:
    """The T.C. identity number (or a foreigner's 99… number) as 11 plain digits (Law 5490 m.7-8)."""
    number = _of_length(text, TCKN_LENGTH)
    if number[0] == "0":
        raise InvalidIdentity(LEADING_ZERO, digits=TCKN_LENGTH, expected=TCKN_LENGTH)
    if not tckimlik.is_valid(number):
        raise InvalidIdentity(CHECKSUM, digits=TCKN_LENGTH, expected=TCKN_LENGTH)
    return number


def is_foreigner_number(text: str) -> bool:
    """A valid number of the kind given to foreigners, which begins with 99 (Law 5490 m.8)."""
    try:
        return check_tckn(text).startswith("99")
    except InvalidIdentity:
        return False


def check_vkn(text: str) -> str:
    """The tax number of a person or company as 10 plain digits."""
    number = _of_length(text, VKN_LENGTH)
    if not vkn.is_valid(number):
        raise InvalidIdentity(CHECKSUM, digits=VKN_LENGTH, expected=VKN_LENGTH)
    return number


def _of_length(text: str, expected: int) -> str:
    number = digits_only(text)
    written = sum(letter.isdecimal() for letter in number)
    if not number:
        raise InvalidIdentity(EMPTY, digits=0, expected=expected)
    if written != len(number):
        raise InvalidIdentity(NOT_DIGITS, digits=written, expected=expected)
    if written != expected:
        raise InvalidIdentity(LENGTH, digits=written, expected=expected)
    return number
