"""Which institution a text is about: subject words of the kinds of institution, at the place it concerns.

The words of the directory are compared by their first five letters, folded; rare words weigh more, whole
phrases more still. The local institution wins among equals (O6). One query a call; words stay in memory.
"""

import csv
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from bimer.institutions import versions
from bimer.institutions.models import Unit, UnitKind
from bimer.institutions.roles import Level
from bimer.law.turkish import fold

STEM = 5  # letters: Turkish suffixes come after the meaning
LONGEST_TEXT = 6000  # characters; what an application is about is said by then
CANDIDATES = 16  # kinds looked up in the directory for each text
WEAKEST = 0.6  # a score below this is chance: one common word; the rarest word alone scores about 1
PART_OF_PHRASE = 0.3  # a word of a phrase counts this much when the rest of the phrase is missing
PHRASE = 1.5
FOCUS = (
    0.02  # each further subject word that touches the text: a water utility before a city with one water word
)
GAP = 2  # words that may stand between those of an everyday phrase: "su üç gündür akmıyor"

# Among equals the lowest institution is competent; offices inside ministries serve ministries, not citizens.
_NEARNESS = {
    Level.DISTRICT: 1.2,
    Level.LOCAL: 1.2,
    Level.PROVINCIAL: 1.1,
    Level.REGIONAL: 1.0,
    Level.MINISTRY: 0.75,
    Level.ADVISORY: 0.5,
    Level.UNIVERSITY: 0.5,
}
_NATIONAL = 0.9
_WORD = re.compile(r"[a-z0-9/]+")
_SYNONYMS = Path(__file__).parent / "data" / "synonyms.csv"


@dataclass(frozen=True, slots=True)
class Match:
    """An institution the text may be for, and the words that led to it."""

    unit: Unit
    kind: str
    phrase: str
    score: float


def match(
    text: str, *, plate: str | None = None, district_id: int | None = None, on: date, limit: int = 5
) -> list[Match]:
    """The institutions of the place whose subject words the text uses, best first; none if all is chance."""
    for words in (_index, _renewed):
        index = words()
        scored = index.kinds_of(text)
        units, version = _units_there([each.kind for each in scored], plate, district_id, on)
        if version == index.version:
            break  # the words kept in this process are those of the directory as it is
    found = [
        Match(units[each.kind], each.kind, each.phrase, each.score) for each in scored if each.kind in units
    ]
    return found[:limit]


def _units_there(
    kinds: list[str], plate: str | None, district_id: int | None, on: date
) -> tuple[dict[str, Unit], int]:
    """The one institution of each kind that serves the place; where two would, a person must choose."""
    by_kind: dict[str, list[Unit]] = defaultdict(list)
    number = 0
    for unit in Unit.objects.raw(_THERE, {"kinds": kinds, "plate": plate, "district": district_id, "on": on}):
        by_kind[unit.kind_id or ""].append(unit)
        number = unit.version  # type: ignore[attr-defined]
    return {
        kind: there[0] for kind, there in by_kind.items() if len(there) == 1
    }, number or versions.current()


# Three branches, so that each is one look into the index on kind, province and district.
_THERE = """
with place as (
    select coalesce(
        %(plate)s, (select province_id from institutions_district where id = %(district)s)
    ) as plate
)
select unit.*, (select number from institutions_directoryversion limit 1) as version
  from (select * from institutions_unit where kind_id = any(%(kinds)s) and province_id is null
        union all
        select * from institutions_unit
         where kind_id = any(%(kinds)s) and province_id = (select plate from place) and district_id is null
        union all
        select * from institutions_unit
         where kind_id = any(%(kinds)s) and province_id = (select plate from place)
           and district_id = %(district)s) unit
 where takes_applications and valid_from <= %(on)s and (valid_to is null or valid_to >= %(on)s)
"""


# --- The words -------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class _Scored:
    kind: str
    phrase: str
    score: float


@dataclass(frozen=True, slots=True, eq=False)  # hashed by identity: this runs for every word of every text
class _Keyword:
    kind: str
    text: str
    stems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Everyday:
    """How people say it, and the directory's word for it; "köy*" stands for every word that begins so."""

    said: tuple[str, ...]
    means: str
    stems: tuple[str, ...]


class _Index:
    """Every subject word of the directory by its stem, with how much it tells."""

    def __init__(self, kinds: Iterable[UnitKind], version: int):
        self.version = version
        self.by_stem: dict[str, list[_Keyword]] = defaultdict(list)
        self.nearness: dict[str, float] = {}
        seen: Counter[str] = Counter()
        total = 0
        for kind in kinds:
            total += 1
            self.nearness[kind.code] = _NEARNESS.get(Level(kind.level), _NATIONAL)
            keywords = [_Keyword(kind.code, text, _stems(text)) for text in kind.keywords]
            for keyword in keywords:
                for stem in set(keyword.stems):
                    self.by_stem[stem].append(keyword)
            seen.update({stem for keyword in keywords for stem in keyword.stems})
        self.weight = {
            stem: math.log(1 + total / count) / math.log(1 + total) for stem, count in seen.items()
        }

    def kinds_of(self, text: str) -> list[_Scored]:
        """The kinds of institution the text speaks to, best first."""
        words = _WORD.findall(fold(text[:LONGEST_TEXT]))
        stems = {word[:STEM]: word for word in reversed(words)}
        everyday = list(_everyday_in(words))
        present = stems.keys() | {stem for each in everyday for stem in each.stems}
        hits: Counter[_Keyword] = Counter()
        for stem in present:
            hits.update(self.by_stem.get(stem, ()))
        by_kind: dict[str, list[tuple[_Keyword, bool]]] = defaultdict(list)
        for keyword, count in hits.items():
            by_kind[keyword.kind].append((keyword, count == len(set(keyword.stems))))
        scored = [self._scored(kind, keywords, stems, present) for kind, keywords in by_kind.items()]
        strong = [each for each in scored if each.score >= WEAKEST]
        return sorted(strong, key=lambda each: (-each.score, each.kind))[:CANDIDATES]

    def _scored(
        self, kind: str, keywords: list[tuple[_Keyword, bool]], said: dict[str, str], present: set[str]
    ) -> _Scored:
        worth: dict[str, float] = {}
        best, best_worth = "", 0.0
        for keyword, whole in keywords:
            factor = PART_OF_PHRASE if not whole else PHRASE if len(keyword.stems) > 1 else 1.0
            here = 0.0
            for stem in keyword.stems:
                if stem in present:
                    value = factor * self.weight[stem]
                    worth[stem] = max(worth.get(stem, 0.0), value)
                    here += value
            if here > best_worth:
                words = [said[stem] for stem in keyword.stems if stem in said]
                best, best_worth = keyword.text if whole or not words else " ".join(words), here
        focus = 1 + FOCUS * min(len(keywords), 10)
        return _Scored(kind, best, round(sum(worth.values()) * focus * self.nearness[kind], 3))


def _stems(text: str) -> tuple[str, ...]:
    return tuple(word[:STEM] for word in _WORD.findall(fold(text)))


@cache
def _everyday() -> dict[str, list[_Everyday]]:
    """Everyday phrases by the stem they begin with; shipped beside the directory."""
    found: dict[str, list[_Everyday]] = defaultdict(list)
    with _SYNONYMS.open(encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file):
            said = tuple(fold(line["said"]).split())
            found[said[0][0]].append(_Everyday(said, line["means"], _stems(line["means"])))
    return found


def _everyday_in(words: list[str]) -> Iterator[_Everyday]:
    phrases = _everyday()
    for place, word in enumerate(words):
        for phrase in phrases.get(word[0], ()):
            if _fits(phrase.said[0], word) and _follows(phrase.said[1:], words, place + 1):
                yield phrase


def _follows(said: tuple[str, ...], words: list[str], place: int) -> bool:
    """The rest of a phrase comes in order, each word at most two words after the one before."""
    for part in said:
        window = range(place, min(place + GAP + 1, len(words)))
        place = next((here + 1 for here in window if _fits(part, words[here])), 0)
        if not place:
            return False
    return True


def _fits(part: str, word: str) -> bool:
    return word.startswith(part[:-1]) if part.endswith("*") else word[:STEM] == part[:STEM]


# --- Kept per process ------------------------------------------------------------------------------
_kept: list[_Index] = []


def _index() -> _Index:
    return _kept[0] if _kept else _renewed()


def _renewed() -> _Index:
    version = versions.current()
    _kept[:] = [_Index(UnitKind.objects.all(), version)]
    return _kept[0]


def forget() -> None:
    """Read the words anew at the next text."""
    _kept.clear()
