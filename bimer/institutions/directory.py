"""The directory as others read it: what exists on a day, and finding institutions and places by name."""

from dataclasses import dataclass
from datetime import date

from django.db import connection, models, transaction
from django.db.models import Func, QuerySet, TextField

from bimer.institutions.loading import Loaded, LoadRefused, load
from bimer.institutions.models import Neighbourhood, Unit
from bimer.law.turkish import fold

__all__ = [
    "Dictionary",
    "LoadRefused",
    "Loaded",
    "PlaceFound",
    "current",
    "load",
    "neighbourhoods",
    "search_places",
    "search_units",
]

Parameters = dict[str, str | int | date | None]
MOST_WORDS = 8  # more words find nothing that fewer would not


class Dictionary(Func):
    """Sorts as a Turkish dictionary does: .order_by(Dictionary("name"))."""

    function = "tr_sortkey"
    template = '%(function)s(%(expressions)s) collate "C"'
    output_field = TextField()


def current(on: date) -> QuerySet[Unit]:
    """The institutions that exist on that day."""
    return Unit.objects.current(on)


def search_units(text: str, *, on: date, plate: str | None = None, limit: int = 20) -> list[Unit]:
    """Institutions whose name holds every word as written or begun; if none does, those most alike."""
    words = fold(text).split()[:MOST_WORDS]
    if not words:
        return []
    ids = _holding_every_word(words, on, plate, limit) or _most_alike(words, on, plate, limit)
    units = Unit.objects.select_related("province", "district").in_bulk(ids)
    return [units[each] for each in ids]


@dataclass(frozen=True, slots=True)
class PlaceFound:
    """A district, or a neighbourhood in it; shown as "Kavaklıdere, Çankaya, Ankara"."""

    plate: str
    province: str
    district_id: int
    district: str
    neighbourhood_id: int | None = None
    neighbourhood: str = ""

    @property
    def label(self) -> str:
        return ", ".join(part for part in (self.neighbourhood, self.district, self.province) if part)


def search_places(text: str, *, limit: int = 10) -> list[PlaceFound]:
    """Districts and neighbourhoods that hold every word, in their own name or in that of what they lie in.

    Its own name holds the first word; whole names come first, districts before neighbourhoods.
    """
    words = fold(text).replace(",", " ").split()[:MOST_WORDS]
    if not words:
        return []
    parameters: Parameters = {"first": f"{_literal(words[0])}%", "limit": limit, "own": words[0]}
    conditions = []
    for place, word in enumerate(words):
        parameters[f"word{place}"] = f"%{_literal(word)}%"
        conditions.append(
            f"(n.name_folded || ' ' || d.name_folded || ' ' || p.name_folded) like %(word{place})s"
        )
    query = _PLACES.format(every_word=" and ".join(conditions))
    with connection.cursor() as cursor:
        cursor.execute(query, parameters)
        return [PlaceFound(*row) for row in cursor.fetchall()]


# The first word must begin a word of the place's own name: the trigram index finds that.
_PLACES = """
with place as (
    select null::bigint as id, '' as name, '' as name_folded, d.id as district_id, d.name_folded as own
      from institutions_district d
     where d.name_folded like %(first)s or d.name_folded like '%% ' || %(first)s
    union all
    select n.id, n.name, n.name_folded, n.district_id, n.name_folded
      from institutions_neighbourhood n
     where n.name_folded like %(first)s or n.name_folded like '%% ' || %(first)s
)
select p.plate, p.name, d.id, d.name, n.id, n.name
  from place n
  join institutions_district d on d.id = n.district_id
  join institutions_province p on p.plate = d.province_id
 where {every_word}
 order by n.own = %(own)s desc, n.id is not null, n.own like %(first)s desc,
          length(n.own), n.own, p.plate, d.id, n.id
 limit %(limit)s
"""


def neighbourhoods(district: int, text: str = "", *, limit: int = 20) -> list[Neighbourhood]:
    """The neighbourhoods of a district, in dictionary order; those beginning with the text first."""
    found = Neighbourhood.objects.filter(district_id=district)
    for word in fold(text).split()[:MOST_WORDS]:
        found = found.filter(name_folded__contains=word)
    begins = models.Case(models.When(name_folded__startswith=fold(text), then=0), default=1)
    return list(found.order_by(begins, Dictionary("name"), "pk")[:limit])


def _literal(word: str) -> str:
    """A word for LIKE in which nothing is a wildcard."""
    return word.replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_")


def _holding_every_word(words: list[str], on: date, plate: str | None, limit: int) -> list[int]:
    """Words beginning a word count most, then words standing together, whole words, the name's first word.

    So "ankara su" puts the water utility before offices with a Şube in their name. One LIKE for each word,
    because only so the trigram index is used.
    """
    conditions, begun, whole = [], [], []
    parameters: Parameters = {
        "leads": f" {_literal(words[0])}%",
        "together": f"% {_literal(' '.join(words))}%",
    }
    for place, word in enumerate(words):
        parameters |= {
            f"holds{place}": f"%{_literal(word)}%",
            f"begins{place}": f"% {_literal(word)}%",
            f"whole{place}": f"% {_literal(word)} %",
        }
        conditions.append(f"search_folded like %(holds{place})s")
        begun.append(f"(search_folded like %(begins{place})s)::int")
        whole.append(f"(search_folded like %(whole{place})s)::int")
    order = f"{' + '.join(begun)} desc, search_folded like %(together)s desc, {' + '.join(whole)} desc,"
    order += " search_folded like %(leads)s desc, length(name_folded)"
    return _ids(" and ".join(conditions), order, parameters, on=on, plate=plate, limit=limit)


def _most_alike(words: list[str], on: date, plate: str | None, limit: int) -> list[int]:
    """For mistyped words: the more of their letter triples a name shares, the sooner it comes."""
    parameters: Parameters = {f"word{place}": word for place, word in enumerate(words)}
    condition = " or ".join(f"%(word{place})s <%% search_folded" for place in range(len(words)))
    alike = " + ".join(
        f"strict_word_similarity(%(word{place})s, search_folded)" for place in range(len(words))
    )
    order = f"{alike} desc, length(name_folded)"
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("set local pg_trgm.word_similarity_threshold = 0.5")
        return _ids(f"({condition})", order, parameters, on=on, plate=plate, limit=limit)


def _ids(
    condition: str, order: str, parameters: Parameters, *, on: date, plate: str | None, limit: int
) -> list[int]:
    query = f"""
        select id from institutions_unit
         where {condition} and valid_from <= %(on)s and (valid_to is null or valid_to >= %(on)s)
           and (%(plate)s::text is null or province_id = %(plate)s)
         order by {order}, name collate "C", province_id, id limit %(limit)s
    """  # noqa: S608 - built from the constants above; every word is a parameter
    with connection.cursor() as cursor:
        cursor.execute(query, parameters | {"on": on, "plate": plate, "limit": limit})
        return [number for (number,) in cursor.fetchall()]
