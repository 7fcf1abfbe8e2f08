"""Chains for histories that were made before there were chains.

What they say today is taken as true: from here on a change is seen, one made earlier is not. The last event
of such a history covers all that had been said until then."""

import json
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from uuid import UUID

from django.db import connection, transaction

from bimer.casework.history import chain, contents
from bimer.casework.models import Application, Event

CHUNK = 1000  # applications a transaction
_FIELDS = (*chain.Record._fields, "pk", "digest")
_WRITE = """
update casework_event e set digest = decode(made.digest, 'hex'), contents = made.contents
  from jsonb_to_recordset(%s::jsonb) as made(id bigint, digest text, contents jsonb)
 where e.id = made.id and e.digest = ''
"""
_SALT = "update casework_application set salt = gen_random_uuid() where id = any(%s) and salt is null"


def seal_all(*, tell: Callable[[int], None] = lambda sealed: None) -> int:
    """Chain every history that is not chained yet; returns how many applications that were."""
    sealed = 0
    for part in _unsealed():
        with transaction.atomic():
            list(Application.objects.select_for_update().filter(pk__in=part).order_by("pk").values("pk"))
            sealed += len(seal(part))
        tell(sealed)
    return sealed


def seal(applications: Sequence[int]) -> dict[int, bytes]:
    """Chain these histories, whose rows the caller holds; returns the digest of each one's last event."""
    with connection.cursor() as cursor:
        cursor.execute(_SALT, [list(applications)])
    found: dict[int, bytes] = {}
    made: list[dict[str, object]] = []
    for first, last in _spans(applications):
        _seal_span(first, last, frozenset(applications), found, made)
    if made:
        with connection.cursor() as cursor:
            cursor.execute(_WRITE, [json.dumps(made)])
    return found


def _seal_span(
    first: int, last: int, chosen: frozenset[int], found: dict[int, bytes], made: list[dict[str, object]]
) -> None:
    """The chains of the chosen among the applications with ids from `first` to `last`."""
    salted = Application.objects.filter(pk__range=(first, last)).values_list("pk", "salt")
    salts = {pk: salt for pk, salt in salted if salt}
    said = contents.everything(first, last)
    events = Event.objects.filter(application__gte=first, application__lte=last)
    rows = events.order_by("application_id", "sequence").values_list(*_FIELDS).iterator(chunk_size=2000)
    for pk, group in groupby(rows, key=lambda row: row[0]):
        if pk in chosen:
            found[pk] = _chain(list(group), salts[pk], said.get(pk, {}), made)


def _chain(history: list[tuple], salt: UUID, said: contents.Said, made: list[dict[str, object]]) -> bytes:
    """The digests of one history, in its order; what has one keeps it."""
    previous = chain.BEGINNING
    last_unsealed = max((n for n, row in enumerate(history) if not row[-1]), default=-1)
    for number, row in enumerate(history):
        record = chain.Record(*row[:-2])
        if not row[-1]:
            covered = contents.words_in(record.facts) | (said if number == last_unsealed else {})
            record = record._replace(contents=contents.digests(salt, covered))
            previous = chain.digest(record, previous)
            made.append({"id": row[-2], "digest": previous.hex(), "contents": record.contents})
        else:
            previous = bytes(row[-1])
    return previous


def _spans(applications: Sequence[int]) -> list[tuple[int, int]]:
    """From which id to which; ids that lie side by side are read together."""
    first, last = min(applications), max(applications)
    if last - first < 4 * len(applications):
        return [(first, last)]
    return [(pk, pk) for pk in applications]


def _unsealed() -> Iterator[list[int]]:
    """The applications with events that have no digest, in parts. One walk over the events."""
    last = 0
    while True:
        waiting = Event.objects.filter(digest=b"", application_id__gt=last)
        ids = list(
            waiting.order_by("application_id").values_list("application_id", flat=True).distinct()[:CHUNK]
        )
        if not ids:
            return
        yield ids
        last = ids[-1]
