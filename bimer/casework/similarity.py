"""Which applications are on the same matter: same person, same accused, same place, similar text.

Texts are compared by their character n-grams. So that ten million can be asked, each application has
a signature of eight numbers (a minhash in bands): texts alike share some of them, others practically none."""

import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import reduce
from itertools import groupby
from operator import or_
from typing import Any

from django.db import models
from django.db.models import Case, Q, QuerySet, Value, When
from django.db.models.functions import Left
from django.utils.translation import pgettext_lazy

from bimer.casework import policy, queries
from bimer.casework.lifecycle import State
from bimer.casework.models import Accusation, Application, Signature
from bimer.casework.policy import Reach
from bimer.law.kinds import IdentityLevel
from bimer.law.turkish import fold
from bimer.people.models import Person

# --- Texts -----------------------------------------------------------------------------------------
NGRAM = 5
"""Of trigrams, two unrelated pages of official Turkish share half; of these less than a fifth."""
RELATED = 0.3
"""Unrelated texts are seldom more alike than this."""
SIMILAR = 0.5
NEARLY_EQUAL = 0.85

BEGINNING = 2500  # characters signed: what comes later says little and would cost at every registration
COMPARED = 1500  # characters fetched and compared
BANDS, ROWS = 8, 3
FEWEST = 4  # shingles; a text of three words is like too many others
_BINS = BANDS * ROWS
_SHINGLE = 9  # characters from the beginning of a word on
_ALIKE = 4  # bands shared by nearly equal texts

_WORD = re.compile(r"[^\W_]+")
# Petitions end alike; what is in every second one says nothing of the matter. Folded.
_FORMULA = re.compile(
    r"(?:sayin|degerli|merhaba(?:lar)?|iyi|gunler|calismalar|dilerim|selamlar|saygi\w*|sunar\w*|arz|rica|talep"
    r"|eder(?:im|iz)|ediyor\w*|geregi\w*|yapilmasini|bilgi(?:niz|leriniz)e|tarafima|konuda|hususunda|yetkili\w*"
    r"|tesekkur\w*|simdiden|yardim\w*|bekliyor\w*|lutfen|sikayetciyim|istiyorum"
    r"|dear|sir|madam|regards|sincerely|faithfully|yours|kind|please|thank\w*)$"
)


def similarity(one: str, other: str) -> float:
    """How alike two texts are, from 0 to 1, whatever their case and marks (Dice over their n-grams)."""
    return likeness(ngrams(one), ngrams(other))


def ngrams(text: str) -> frozenset[str]:
    """The pieces of five letters a text is made of; punctuation counts as a space."""
    line = " ".join(_WORD.findall(fold(text)))
    return frozenset(line[start : start + NGRAM] for start in range(max(len(line) - NGRAM + 1, 1)))


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """The same of texts already cut, for comparing one with many."""
    return 2 * len(one & other) / (len(one) + len(other))


def signature(text: str) -> list[int]:
    """Eight numbers: of texts with a share J of common shingles, each agrees with probability J³. Or none."""
    smallest: dict[int, int] = {}
    for shingle in _shingles(text[:BEGINNING]):
        rest, place = divmod(zlib.crc32(shingle.encode()), _BINS)
        if rest < smallest.get(place, rest + 1):
            smallest[place] = rest
    if len(smallest) < FEWEST:
        return []
    rows = [smallest[_lender(place, smallest)] for place in range(_BINS)]
    return [_band(number, rows[number * ROWS :][:ROWS]) for number in range(BANDS)]


def _shingles(text: str) -> Iterator[str]:
    words = _WORD.findall(fold(text))
    line, start = " ".join(words), 0
    for word in words:
        if not _FORMULA.match(word):
            yield line[start : start + _SHINGLE]
        start += len(word) + 1


def _lender(place: int, filled: dict[int, int]) -> int:
    """A short text leaves places empty; each borrows from a filled one, always in the same order."""
    stride = (5, 7, 11, 13, 17, 19, 23)[place % 7]  # prime to the number of places, so that it meets all
    return next(each for step in range(_BINS) if (each := (place + step * stride) % _BINS) in filled)


def _band(number: int, rows: list[int]) -> int:
    return zlib.crc32(repr((number, rows)).encode()) & 0x7FFFFFFF


SIGNED_AT_ONCE = 1000
COLUMNS = [f"b{number}" for number in range(1, BANDS + 1)]


# --- Applications ----------------------------------------------------------------------------------
def sign(application: Application) -> None:
    """Keep the signature of its text, anew when the text was corrected."""
    if bands := signature(application.text):
        made = Signature(application=application, **dict(zip(COLUMNS, bands, strict=True)))
        Signature.objects.bulk_create(
            [made], update_conflicts=True, unique_fields=["application"], update_fields=COLUMNS
        )


def sign_all(*, after: int = 0) -> Iterator[int]:
    """Sign whatever was registered before there were signatures, a thousand at a time; gives how far it came.

    What is signed already stays as it is, so that it can be stopped and begun again."""
    unsigned = Application.objects.filter(signature=None).order_by("pk").only("pk", "text")
    while batch := list(unsigned.filter(pk__gt=after)[:SIGNED_AT_ONCE]):
        made = [(application, signature(application.text)) for application in batch]
        Signature.objects.bulk_create(
            [
                Signature(application=application, **dict(zip(COLUMNS, bands, strict=True)))
                for application, bands in made
                if bands
            ],
            ignore_conflicts=True,
        )
        after = batch[-1].pk
        yield after


class Reason(models.TextChoices):
    """Why an earlier application is shown."""

    PERSON = "person", pgettext_lazy("earlier", "Same applicant")
    ACCUSED = "accused", pgettext_lazy("earlier", "Same person or institution complained about")
    PLACE = "place", pgettext_lazy("earlier", "Same place")
    TEXT = "text", pgettext_lazy("earlier", "Similar text")


@dataclass(frozen=True)
class Earlier:
    """An earlier application that may be on the same matter, and why one may think so."""

    application: Application
    likeness: float
    reasons: tuple[Reason, ...]

    @property
    def weight(self) -> float:
        """A text of the same person weighs more than the same text of somebody else."""
        return self.likeness + 0.25 * len(set(self.reasons) - {Reason.TEXT})


FEW, MANY = 50, 60  # candidates by person, accused or one band of the text; by place
PLACE_DAYS = 365


def earlier(application: Application, *, reach: Reach, on: date, limit: int = 10) -> list[Earlier]:
    """Earlier applications on the same matter, as far as the officer may read them. Three queries.

    A person is compared only where she said openly who she is: else the list would tell."""
    reasons = _reasons(application, on)
    mine = ngrams(application.text[:COMPARED])
    found = [_compared(row, mine, reasons[row.pk]) for row in _readable(reasons, reach)]
    kept = [each for each in found if _is_on_the_matter(each)]
    return sorted(kept, key=lambda each: (-each.weight, -each.application.pk))[:limit]


def _reasons(application: Application, on: date) -> dict[int, set[Reason]]:
    """The candidates by number, each with why. Every part is the newest few of one index."""
    parts = [part.order_by("-pk")[:limit] for part, limit in _parts(application, on)]
    if not parts:
        return {}
    rows = parts[0].union(*parts[1:], all=True) if len(parts) > 1 else parts[0]
    pairs = sorted((pk, Reason(why)) for pk, why in rows)
    return {pk: {why for _pk, why in group} for pk, group in groupby(pairs, key=lambda pair: pair[0])}


def _parts(application: Application, on: date) -> Iterator[tuple[QuerySet, int]]:
    before = Application.objects.filter(pk__lt=application.pk)
    for same in _same_person(application):
        yield _because(before.filter(same, identity_level=IdentityLevel.OPEN), "pk", Reason.PERSON), FEW
    if accused := _accused(application):
        cases = Accusation.objects.filter(accused, lifted_at=None, application__lt=application.pk)
        yield _because(cases, "application_id", Reason.ACCUSED), FEW
    if place := _place(application):
        recent = before.filter(place, received_at__date__gte=on - timedelta(days=PLACE_DAYS))
        yield _because(recent, "pk", Reason.PLACE), MANY
    for column, band in zip(COLUMNS, signature(application.text), strict=False):
        alike = Signature.objects.filter(application__lt=application.pk, **{column: band})
        yield _because(alike, "application_id", Reason.TEXT), FEW


def _because(found: QuerySet, field: str, why: Reason) -> QuerySet:
    return found.annotate(why=Value(why.value)).values_list(field, "why")


def _same_person(application: Application) -> list[Q]:
    """The same row, after a split, and the same identity number. Nobody when the identity is withheld."""
    if application.identity_withheld or not application.applicant_id:
        return []
    persons = Person.objects.filter(pk=application.applicant_id, identity_digest__isnull=False)
    digest = persons.values_list("identity_digest", flat=True).first()
    same = [Q(applicant=application.applicant_id)]
    return [*same, Q(applicant__identity_digest=digest)] if digest else same


def _accused(application: Application) -> Q:
    accused = Q()
    if application.accused_units:
        accused |= Q(unit__in=application.accused_units)
    if application.accused_officers:
        accused |= Q(officer__in=application.accused_officers)
    return accused


def _place(application: Application) -> Q:
    """The neighbourhood, or a district without one; a province is too wide to mean the same place."""
    if application.neighbourhood_id:
        return Q(neighbourhood=application.neighbourhood_id)
    if application.district_id:
        return Q(district=application.district_id, neighbourhood=None)
    return Q()


def _readable(pks: Iterable[int], reach: Reach) -> QuerySet[Application]:
    """What a line of the list shows, of those the officer may read; a merged one lives on in another."""
    rows = Application.objects.filter(policy.visible(reach), pk__in=list(pks)).exclude(state=State.MERGED)
    return queries.listed(rows).annotate(beginning=Left("text", COMPARED))


def _compared(row: Any, mine: frozenset[str], reasons: set[Reason]) -> Earlier:
    alike = likeness(mine, ngrams(row.beginning))
    whys = (reasons - {Reason.TEXT}) | ({Reason.TEXT} if alike >= SIMILAR else set())
    return Earlier(row, alike, tuple(why for why in Reason if why in whys))


def _is_on_the_matter(found: Earlier) -> bool:
    return found.likeness >= RELATED or bool({Reason.PERSON, Reason.ACCUSED}.intersection(found.reasons))


# --- Campaigns -------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Campaign:
    """How many nearly equal applications there are, this one among them, and from how many people."""

    applications: int
    people: int


MOST = 5000  # of a campaign, the newest


def alike(application: Application, *, reach: Reach) -> QuerySet[Application]:
    """The applications with nearly this text, itself among them, as far as the officer may read them.

    One query before the one it is: who may read what is asked of a list of numbers, not of every text."""
    bands = dict(zip(COLUMNS, signature(application.text), strict=False))
    near = {application.pk, *(_near(bands) if bands else ())}
    return Application.objects.filter(policy.visible(reach), pk__in=near)


def _near(bands: dict[str, int]) -> QuerySet[Signature, int]:
    """The newest whose signatures agree in half of the bands or more."""
    some = reduce(or_, (Q(**{column: band}) for column, band in bands.items()))
    agreeing = sum(Case(When(**{column: band}, then=1), default=0) for column, band in bands.items())
    near = Signature.objects.filter(some).annotate(agreeing=agreeing).filter(agreeing__gte=_ALIKE)
    return near.order_by("-application").values_list("application", flat=True)[:MOST]


def campaign(application: Application, *, reach: Reach) -> Campaign:
    """Whether many wrote the same; counted up to a thousand. Two queries."""
    rows = alike(application, reach=reach).values_list("pk", "applicant", "applicant__identity_digest")
    found = list(rows[: queries.COUNTED])
    return Campaign(len(found), len({digest or person or pk for pk, person, digest in found}))
