"""How official letters address an institution: in capitals, in the dative. Pure.

Regulation on official correspondence (2646), art. 14; stored per unit because no rule covers every name.
"""

import re

from bimer.law import turkish

_BRACKETS = re.compile(r"\s*\([^()]*\)")
_WRITTEN_OUT = ((re.compile(r"\bA\.Ş\.\Z"), "Anonim Şirketi"), (re.compile(r"\bA\.Ş\."), "A.Ş."))
_BACK_VOWELS = "AIOU"
_VOWELS = "AEIİOÖUÜ"


def addressee(name: str) -> str:
    """ "Çankaya Kaymakamlığı" is written to as "ÇANKAYA KAYMAKAMLIĞINA"."""
    plain = _BRACKETS.sub("", name).strip()
    for pattern, words in _WRITTEN_OUT:
        plain = pattern.sub(words, plain)
    capitals = turkish.upper(plain)
    if not capitals:
        return ""
    return _dative(capitals)


def _dative(capitals: str) -> str:
    base = capitals.replace("Â", "A").replace("Î", "İ").replace("Û", "U")
    last_vowel = next((letter for letter in reversed(base) if letter in _VOWELS), "İ")
    ending = "A" if last_vowel in _BACK_VOWELS else "E"
    if base[-1] in "IİUÜ":  # the possessive of "…lığı", "…kurumu", "…müdürlüğü" takes a connecting n
        return f"{capitals}N{ending}"
    if base[-1] in "AEOÖ":
        return f"{capitals}Y{ending}"
    if base.endswith("K"):  # Başbakanlık → Başbakanlığa
        return f"{capitals[:-1]}Ğ{ending}"
    return f"{capitals}{ending}"
