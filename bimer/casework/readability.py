"""How hard a text is to read: Turkish after Ateşman (1997), English after Flesch (1948). Pure.

Both give about 100 to what a child reads and 0 to what nobody reads twice."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bimer.law.turkish import fold

HARD = 30.0
"""Ateşman's and Flesch's "very difficult" begins below this."""
LONG = 15
"""Fewer words are a short sentence with long words, which can't be split."""

# What stands before a full stop that ends no sentence, folded; single letters are known without a list.
_TURKISH = re.compile(
    r"(?:md|mad|sn|bkz|krs|or|orn|dr|prof|doc|yrd|ogr|gor|uzm|av|muh|hz|alb|gen|cad|cd|sok|sk|blv|mah|mh|apt"
    r"|sf|bl|bol|hk|ltd|sti|yay|cev)$"
)
_ENGLISH = re.compile(r"(?:mr|mrs|ms|dr|prof|rev|hon|vs|cf|approx|pp|paras|arts|nos)$")
# These are words as well: "no. 5" goes on, "no. Then" does not.
_BEFORE_A_NUMBER = re.compile(r"(?:no|kat|tel|faks|par|fig|art|sec|para|st)$")

_STOP = re.compile(r"(?<![.!?…])(?P<mark>[.!?…]+)(?P<close>[\"'”’»)\]]*)\s+(?=(?P<next>[\"'“‘«(\[–—-]*\w))")
_OPENING = "\"'“‘«([/"
_LONGEST_ABBREVIATION = 12
_LIST = re.compile(r"\s*(?:[-–—•*]|\(?(?:\d{1,2}|[^\W\d])[.)])\s+")
_ROMAN = re.compile(r"[IVXLC]+$")
_INITIALS = re.compile(r"(?:\w\.)*\w$")
_LETTER_OR_DIGIT = re.compile(r"\w")

# Words that nearly every page of a language holds, and letters and endings the other has not.
_SIGNS = {
    "tr": re.compile(
        r"\b(?:bir|ve|bu|için|ile|olarak|olan|da|de|ilgili|sayılı|tarihli|kadar|gibi|daha|ise)\b"
        r"|[ğşı]|(?:iniz|unuz|miştir|muştur|mektedir|lar|ler|lari|leri|dir)\b"
    ),
    "en": re.compile(
        r"\b(?:the|of|and|to|in|is|for|that|was|with|you|your|we|our|on|be|by|are|it|has|have|will)\b"
    ),
}
_CLEAR = 3  # as many signs more than the other language shows

_TURKISH_VOWELS = frozenset("aeıioöuüâîûAEIİOÖUÜÂÎÛ")
_ENGLISH_SYLLABLES = re.compile(r"[aeiouy]+")
_ENGLISH_SILENT = re.compile(r"(?:[^laeiouy]es|[^tdaeiouy]ed|[^laeiouy]e)$")


@dataclass(frozen=True)
class Sentence:
    """One sentence, how many words it has and how easily it reads."""

    text: str
    words: int
    score: float


def score(text: str, language: str) -> float:
    """How easily the whole text reads; 100.0 when there is nothing to read."""
    found = sentences(text, language)
    counted = [word for sentence in found for word in words(sentence)]
    return _formula(len(found), counted, language) if counted else 100.0


def hard_sentences(text: str, language: str) -> list[Sentence]:
    """The sentences too hard to read and long enough to be split, the hardest first."""
    found = [_measured(sentence, language) for sentence in sentences(text, language)]
    hard = [sentence for sentence in found if sentence.score < HARD and sentence.words >= LONG]
    return sorted(hard, key=lambda sentence: sentence.score)


def sentences(text: str, language: str) -> list[str]:
    """The text as sentences; knows abbreviations, dates, ordinal numbers and lists."""
    found = [" ".join(part.split()) for block in _blocks(text) for part in _split(block, language)]
    return [sentence for sentence in found if _LETTER_OR_DIGIT.search(sentence)]


def words(sentence: str) -> list[str]:
    """What stands between spaces and holds a letter or digit."""
    return [word for word in sentence.split() if _LETTER_OR_DIGIT.search(word)]


def language_of(text: str) -> str:
    """The language a text seems to be written in, "tr" or "en"; "" when too little tells."""
    small = text.lower()  # not the Turkish way: it would put an ı into every English sentence
    first, second = sorted(((len(_SIGNS[each].findall(small)), each) for each in _SIGNS), reverse=True)
    return first[1] if first[0] >= second[0] * 2 + _CLEAR else ""


def syllables(word: str, language: str) -> int:
    """Turkish: as many as vowels. English: estimated. A number or a word without vowels counts as one."""
    if _is_english(language):
        small = re.sub(r"[^a-z]", "", word.lower())
        count = len(_ENGLISH_SYLLABLES.findall(small)) - bool(_ENGLISH_SILENT.search(small))
    else:
        count = sum(letter in _TURKISH_VOWELS for letter in word)
    return max(count, 1)


# --- Parts -----------------------------------------------------------------------------------------
def _measured(sentence: str, language: str) -> Sentence:
    counted = words(sentence)
    return Sentence(sentence, len(counted), round(_formula(1, counted, language), 1))


def _formula(sentence_count: int, counted: list[str], language: str) -> float:
    per_word = sum(syllables(word, language) for word in counted) / len(counted)
    per_sentence = len(counted) / sentence_count
    if _is_english(language):
        return 206.835 - 84.6 * per_word - 1.015 * per_sentence
    return 198.825 - 40.175 * per_word - 2.610 * per_sentence


def _is_english(language: str) -> bool:
    return language.startswith("en")


def _blocks(text: str) -> Iterator[str]:
    """Lines, joined again where a line goes on with a small letter: text pasted from a page is broken."""
    block = ""
    for line in text.splitlines():
        goes_on = bool(block) and line.lstrip()[:1].islower() and not _LIST.match(line)
        if goes_on:
            block += " " + line
            continue
        yield block
        block = line
    yield block


def _split(block: str, language: str) -> Iterator[str]:
    listed = _LIST.match(block)
    start = listed.end() if listed else 0
    for stop in _STOP.finditer(block, start):
        before = block[max(start, stop.start() - _LONGEST_ABBREVIATION) : stop.start()]
        if _ends(before, stop, language):
            yield block[start : stop.end("close")]
            start = stop.end("close")
    yield block[start:]


def _ends(before: str, stop: re.Match[str], language: str) -> bool:
    """Whether this mark ends a sentence: the next begins like one and the word before is no abbreviation."""
    first = stop["next"][-1]
    if first.islower():
        return False
    if stop["mark"] != ".":
        return True
    last = before.rsplit(None, 1)[-1].lstrip(_OPENING) if before.strip() else ""
    return not last or not _is_cut_short(last, first, language)


def _is_cut_short(word: str, first: str, language: str) -> bool:
    """An abbreviation, an initial or an ordinal: "md.", "T.C.", "3.", "XX."."""
    if word[-1].isdigit():
        return not _is_english(language) and _is_ordinal(word)
    known, short = _ENGLISH if _is_english(language) else _TURKISH, fold(word)
    if _BEFORE_A_NUMBER.match(short):
        return first.isdigit()
    return bool(known.match(short) or _INITIALS.match(word) or _ROMAN.match(word))


def _is_ordinal(word: str) -> bool:
    """Up to three digits; a year or a date before a full stop ends the sentence."""
    return word.isdigit() and len(word) <= 3
