"""Chains for histories that were made before there were chains.

What they say today is taken as true: from here on a change is seen, one made earlier is not. The last event
of such a history covers all that had been said until then."""

import json
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from django.db import connection, transaction

from bimer.casework.history import chain, contents
from bimer.casework.models import Application, Event

CHUNK = 1000  # applications a transaction
_FIELDS = (*chain.Record._fields, "pk", "digest")
_WRITE = """
update casework_event e set digest = decode(made.digest, 'hex'), contents = made.contents::jsonb
  from unnest(%s::bigint[], %s::text[], %s::text[]) as made(id, digest, contents)
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
    salts = dict(Application.objects.filter(pk__in=applications).values_list("pk", "salt"))
    events = Event.objects.filter(application__in=applications).order_by("application_id", "sequence")
    rows = events.values_list(*_FIELDS).iterator(chunk_size=5000)
    made: list[tuple[int, bytes, dict[str, str]]] = []
    found: dict[int, bytes] = {}
    said = _said(applications)
    for application_id, group in groupby(rows, key=lambda row: row[0]):
        history = list(group)
        found[application_id] = _chain(history, salts[application_id], said.get(application_id, {}), made)
    if made:
        with connection.cursor() as cursor:
            ids, digests, covers = zip(*made, strict=True)
            written = [json.dumps(each) for each in covers]
            cursor.execute(_WRITE, [list(ids), [digest.hex() for digest in digests], written])
    return found


def _chain(history: list[tuple], salt, said: contents.Said, made: list) -> bytes:
    """The digests of one history, in its order; what has one keeps it."""
    previous = chain.BEGINNING
    last_unsealed = max((n for n, row in enumerate(history) if not row[-1]), default=-1)
    for number, row in enumerate(history):
        record = chain.Record(*row[:-2])
        if not row[-1]:
            covered = contents.words_in(record.facts) | (said if number == last_unsealed else {})
            record = record._replace(contents=contents.digests(salt, covered))
            previous = chain.digest(record, previous)
            made.append((row[-2], previous, dict(record.contents)))
        else:
            previous = bytes(row[-1])
    return previous


def _said(applications: Sequence[int]) -> dict[int, contents.Said]:
    """All they say; ids that lie side by side are asked for at once."""
    if len(applications) > 1 and max(applications) - min(applications) > 4 * len(applications):
        found: dict[int, contents.Said] = {}
        for application_id in applications:
            found |= contents.everything(application_id, application_id)
        return found
    return contents.everything(min(applications), max(applications))


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
