"""What the events cover by digest: who said what, kept in tables of their own so that it can be erased.

One row here says what of a table is covered and what exactly the digest is made over.
`docs/security/history.md` lists them for auditors."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Model, QuerySet

from bimer.casework.history import chain
from bimer.casework.models import (
    Accusation,
    Answer,
    Application,
    Attachment,
    Check,
    Consultation,
    Correction,
    Demand,
    Message,
    Note,
    Survey,
)

APPLICATION, DEMANDS = "application", "demands"


@dataclass(frozen=True)
class Kind:
    """Rows of a table that events cover, and the columns the digest is made over."""

    rows: Callable[[], QuerySet[Any]]
    columns: tuple[str, ...]


KINDS: dict[str, Kind] = {
    # As filed, or as last corrected. Kind, law, state and last day change by moves, whose facts say so.
    APPLICATION: Kind(
        Application.objects.all,
        (
            *("number", "tracking_number", "channel", "received_at", "promised_on", "applicant_id"),
            *("origin_id", "subject", "text", "happened", "place_note"),
        ),
    ),
    "file": Kind(Attachment.objects.all, ("file__name", "file__size", "file__sha256")),
    "correction": Kind(Correction.objects.all, ("field", "before", "at", "by_id")),
    "accusation": Kind(
        Accusation.objects.all, ("unit_id", "officer_id", "title", "marked_by_id", "at", "lifted_at")
    ),
    "check": Kind(Check.objects.all, ("answers", "goes_on", "ground", "reasons", "unit_id", "by_id", "at")),
    "consultation": Kind(
        Consultation.objects.all,
        ("unit_id", "purpose", "question", "due_on", "asked_by_id", "asked_unit_id", "asked_at"),
    ),
    "contribution": Kind(
        lambda: Consultation.objects.exclude(contributed_at=None),
        ("contribution", "contributed_by_id", "contributed_at"),
    ),
    "note": Kind(Note.objects.all, ("text", "by_id", "unit_id", "at")),
    "message": Kind(Message.objects.all, ("text", "at", "officer_id", "unit_id")),
    DEMANDS: Kind(lambda: Demand.objects.order_by("number"), ("number", "text", "outcome", "ground")),
    # Only what was released: a draft is nobody's word yet.
    "answer": Kind(
        lambda: Answer.objects.exclude(approved_at=None),
        (
            *("round", "decision", "text", "outcome", "ground", "separation", "authority", "promise_on"),
            *("unit_id", "drafted_by_id", "proposed_by_id", "approved_by_id", "approved_at"),
        ),
    ),
    "survey": Kind(Survey.objects.all, ("round", "score", "solved", "text", "at")),
}

Said = dict[str, list[Any]]
_PLAIN = frozenset({str, int, bool, type(None)})


def digests(salt: UUID, said: Mapping[str, object]) -> dict[str, str]:
    """What stands in an event for each of these."""
    return {name: chain.content_digest(salt, name, value) for name, value in said.items()}


def said_in(covered: Mapping[str, Model | Iterable[Model]]) -> Said:
    """The covered rows by name: "message:12" and what message 12 says."""
    found: Said = {}
    for kind, rows in covered.items():
        columns = KINDS[kind].columns
        each = [rows] if isinstance(rows, Model) else rows
        _add(found, kind, [(row.pk, *(_read(row, column) for column in columns)) for row in each])
    return found


def words_in(facts: Mapping[str, object]) -> Said:
    """What an officer typed freely into an event."""
    return {name: [facts[name]] for name in chain.WORDS if facts.get(name)}


def everything(first: int, last: int) -> dict[int, Said]:
    """All that is covered of the applications with ids from `first` to `last`."""
    found: dict[int, Said] = defaultdict(dict)
    for kind, each in KINDS.items():
        owner = "pk" if kind == APPLICATION else "application_id"
        rows = each.rows().filter(**{f"{owner}__gte": first, f"{owner}__lte": last})
        for row in rows.values_list(owner, "pk", *each.columns):
            _add(found[row[0]], kind, [row[1:]])
    return found


def _add(found: Said, kind: str, rows: Iterable[tuple[Any, ...]]) -> None:
    """Rows as key and values. Demands are covered as one: they are numbered together."""
    if kind == DEMANDS:
        found.setdefault(kind, [])
    for key, *values in rows:
        said = [_plain(value) for value in values]
        if kind == DEMANDS:
            found[kind].append(said)
        else:
            found[kind if kind == APPLICATION else f"{kind}:{key}"] = said


def _read(row: Any, column: str) -> Any:
    for name in column.split("__"):
        row = getattr(row, name)
    return row


def _plain(value: Any) -> Any:
    """As it is written in JSON; an enumeration is its code."""
    if type(value) in _PLAIN:
        return value
    if isinstance(value, datetime):
        return chain.moment(value)
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, str | UUID) else value
