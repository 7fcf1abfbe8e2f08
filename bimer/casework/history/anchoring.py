"""The anchor of the day: one signed statement over the heads of all chains that grew since the last one.

It is kept in the database and as a file to be published. Whoever cuts off the end of a history, takes a whole
application away or writes a chain anew no longer agrees with it. Only what changed is read: the events since
the last anchor."""

import json
import os
import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Max
from django.utils import timezone

from bimer.casework.history import anchor_key, chain, sealing
from bimer.casework.history.merkle import Tree
from bimer.casework.models import Anchor, Event

FORM = "bimer anchor 1"
NOTHING = "0" * 64  # stands for the anchor before the first one
SHOWN = 60  # anchors on the public page
KEY_FILE = "public-key.pem"
_LEAF = struct.Struct(">QI32s")
_WAIT = "2s"  # for moves being made; who files meanwhile waits no longer


@dataclass(frozen=True)
class Head:
    """Where an application's history stood: its last event, and the digest over all before."""

    application_id: int
    sequence: int
    digest: bytes

    def leaf(self) -> bytes:
        return _LEAF.pack(self.application_id, self.sequence, self.digest)


@dataclass(frozen=True)
class Published:
    """One anchor as everybody may have it: nothing in it is about a person."""

    on: date
    statement: str

    @property
    def heads(self) -> int:
        """How many histories grew."""
        return json.loads(self.statement)["heads"]

    @property
    def file(self) -> str:
        return f"{self.on.isoformat()}.json"

    @property
    def signature_file(self) -> str:
        return f"{self.file}.sig"


# --- Made -------------------------------------------------------------------------------------------
def anchor(*, at: datetime) -> Anchor | None:
    """Make the anchor of this day, once; None when there is one. Then publish what is not published yet."""
    last = Anchor.objects.order_by("-number").first()
    made = None
    if last is None or last.on < timezone.localdate(at):
        upto = _last_event()
        begin = last.upto if last else 0
        if Event.objects.filter(pk__gt=begin, pk__lte=upto, digest=b"").exists():
            sealing.seal_all()
        made = _make(last, upto, at)
    publish()
    return made


def heads(after: int, upto: int) -> Iterator[Head]:
    """The heads of the chains that grew by events with ids after the one, up to the other; in order."""
    grew = Event.objects.filter(pk__gt=after, pk__lte=upto).order_by("application_id", "-sequence")
    rows = grew.distinct("application_id").values_list("application_id", "sequence", "digest")
    for application_id, sequence, digest in rows.iterator(chunk_size=5000):
        yield Head(application_id, sequence, bytes(digest))


def root_of(found: Iterable[Head]) -> tuple[int, bytes]:
    """How many heads, and the one digest over them."""
    tree = Tree()
    for head in found:
        tree.add(head.leaf())
    return tree.count, tree.root()


def digest_of(statement: str) -> str:
    """What the next anchor says of this one: the digest of its file."""
    return sha256(statement.encode()).hexdigest()


def _last_event() -> int:
    """The last event of all, with none before it still in the making.

    An event gets its id before others can see it. A moment's lock waits for those being made, so that none
    with a smaller id can come later and belong to no anchor."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"set local lock_timeout = '{_WAIT}'")
        cursor.execute("lock table casework_event in share mode")
        return Event.objects.aggregate(last=Max("pk"))["last"] or 0


def _make(last: Anchor | None, upto: int, at: datetime) -> Anchor:
    with transaction.atomic():
        count, root = root_of(heads(last.upto if last else 0, upto))
        number = last.number + 1 if last else 1
        on = timezone.localdate(at)
        said = {
            "form": FORM,
            "number": number,
            "on": on.isoformat(),
            "at": chain.moment(at),
            "upto": upto,
            "heads": count,
            "root": root.hex(),
            "previous": digest_of(last.statement) if last else NOTHING,
            "key": anchor_key.public(),
        }
        statement = json.dumps(said, indent=1) + "\n"
        signature = anchor_key.signed(statement.encode())
        return Anchor.objects.create(
            number=number, on=on, upto=upto, statement=statement, signature=signature
        )


# --- Published --------------------------------------------------------------------------------------
def published() -> list[Published]:
    """The latest anchors for the public page, the newest first."""
    rows = Anchor.objects.order_by("-number").values_list("on", "statement")[:SHOWN]
    return [Published(on, statement) for on, statement in rows]


def published_file(name: str) -> bytes | None:
    """A file of the public page: statement, signature or public key; None when there is none of that name."""
    if name == KEY_FILE:
        newest = Anchor.objects.order_by("-number").first()
        return anchor_key.as_pem(json.loads(newest.statement)["key"]).encode() if newest else None
    day, _point, kind = name.partition(".")
    try:
        found = Anchor.objects.filter(on=date.fromisoformat(day)).first()
    except ValueError:
        return None
    return _files(found).get(name) if found and kind else None


def publish() -> None:
    """Write the files of anchors that have none. What is there is never written over: it is evidence."""
    folder = Path(settings.ANCHORS_ROOT)
    last = None
    for each in Anchor.objects.order_by("number").iterator():
        if not _statement_path(folder, each.on).exists():
            _write(heads_path(folder, each.on), _heads_file(last.upto if last else 0, each.upto))
            for name, content in reversed(_files(each).items()):
                _write(folder / name, content)
            pem = anchor_key.as_pem(json.loads(each.statement)["key"])
            _write(folder / KEY_FILE, pem.encode())
        last = each


def heads_path(folder: Path, on: date) -> Path:
    """The list of heads under an anchor, not published: by it `verify` says which history was changed."""
    return folder / "heads" / f"{on.isoformat()}.heads"


def read_heads(path: Path) -> Iterator[Head]:
    """The heads of such a list; OSError when it is not there, struct.error when it is cut off."""
    with path.open("rb") as file:
        while record := file.read(_LEAF.size):
            yield Head(*_LEAF.unpack(record))


def _files(found: Anchor) -> dict[str, bytes]:
    day = found.on.isoformat()
    return {f"{day}.json": found.statement.encode(), f"{day}.json.sig": bytes(found.signature)}


def _statement_path(folder: Path, on: date) -> Path:
    return folder / f"{on.isoformat()}.json"


def _heads_file(after: int, upto: int) -> Iterator[bytes]:
    return (head.leaf() for head in heads(after, upto))


def _write(path: Path, content: bytes | Iterable[bytes]) -> None:
    """All or nothing, and on the disk before anybody relies on it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(path.name + ".new")
    with draft.open("wb") as file:
        file.writelines([content] if isinstance(content, bytes) else content)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
