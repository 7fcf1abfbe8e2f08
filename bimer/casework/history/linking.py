"""New events take their place at the end of their chain, in the transaction that makes them."""

import json
from collections.abc import Iterable, Mapping
from uuid import UUID, uuid4

from django.db.models import F, Model

from bimer.casework.history import chain, contents
from bimer.casework.models import Application, Event

# What an event covers, by kind: a row or several of it.
Covers = Mapping[str, Model | Iterable[Model]]


def link(event: Event, *, after: bytes, covers: Covers) -> None:
    """Chain an event, not yet saved, to the one with that digest."""
    # As PostgreSQL will give them back: plain text for codes, lists for tuples.
    event.facts = json.loads(json.dumps(event.facts))
    said = contents.said_in(covers) | contents.words_in(event.facts)
    if said:
        event.contents = contents.digests(_salt(event.application), said)
    event.digest = chain.digest(record_of(event), after)


def record_of(event: Event) -> chain.Record:
    return chain.Record(*(getattr(event, name) for name in chain.Record._fields))


def head(application: Application) -> bytes:
    """The digest that the next event follows; the caller holds the application's row.

    Where somebody took the last event away, work goes on all the same: `verify` names the gap."""
    last = Event.objects.filter(application=application, sequence=application.version)
    digest = last.values_list("digest", flat=True).first()
    if digest is None:
        return chain.BEGINNING
    return bytes(digest) or _sealed_now([application])[application.pk]


def heads(applications: Iterable[Application]) -> dict[int, bytes]:
    """The same for many in one question."""
    by_id = {application.pk: application for application in applications}
    last = Event.objects.filter(application__in=by_id, sequence=F("application__version"))
    found = dict.fromkeys(by_id, chain.BEGINNING)
    found |= {pk: bytes(digest) for pk, digest in last.values_list("application_id", "digest")}
    if unsealed := [by_id[pk] for pk, digest in found.items() if not digest]:
        found |= _sealed_now(unsealed)
    return found


def _sealed_now(applications: list[Application]) -> dict[int, bytes]:
    """Histories from before there were chains are chained before they go on."""
    from bimer.casework.history import sealing  # noqa: PLC0415 - seldom needed; most moves do without

    found = sealing.seal([application.pk for application in applications])
    for application in applications:
        application.refresh_from_db(fields=["salt"])
    return found


def _salt(application: Application) -> UUID:
    """Its own; a new one only where somebody took it away, which `verify` names."""
    if application.salt is None:
        application.salt = uuid4()
        Application.objects.filter(pk=application.pk).update(salt=application.salt)
    return application.salt
