"""Whether the anchors hold: each follows the one before, is signed, and says what the histories say.

A published copy kept elsewhere is the strongest witness: it also shows an anchor exchanged or taken away."""

import json
import struct
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

from bimer.casework.history import anchor_key, anchoring
from bimer.casework.history.anchoring import Head
from bimer.casework.history.merkle import Tree
from bimer.casework.history.verifying import Broken
from bimer.casework.models import Anchor, Application


@dataclass(frozen=True)
class Witness:
    """What is believed without asking the database: whose signature counts, and where copies lie."""

    keys: frozenset[str]
    folder: Path  # published statements
    lists: Path  # this installation's own folder, with the lists of heads


def known() -> list[Anchor]:
    return list(Anchor.objects.order_by("number"))


def statements(anchors: Sequence[Anchor], witness: Witness) -> Iterator[Broken]:
    """Numbered without a gap, each naming the digest of the one before, signed by a key that counts."""
    previous = anchoring.NOTHING
    for number, each in enumerate(anchors, start=1):
        said = _said(each)
        if said is None:
            yield Broken("its statement can't be read.", anchor=each.on)
        elif each.number != number:
            yield Broken(f"number {number} is missing before it.", anchor=each.on)
        elif (said["number"], said["on"], said["upto"]) != (each.number, each.on.isoformat(), each.upto):
            yield Broken("its row says other than its statement.", anchor=each.on)
        elif said["previous"] != previous:
            yield Broken(
                "it does not follow the anchor before it: one of the two was exchanged.", anchor=each.on
            )
        elif said["key"] not in witness.keys:
            yield Broken("it is signed with a key that is not this installation's.", anchor=each.on)
        elif not anchor_key.is_signature(bytes(each.signature), each.statement.encode(), said["key"]):
            yield Broken(
                "its signature is wrong: the statement is not the one that was signed.", anchor=each.on
            )
        previous = anchoring.digest_of(each.statement)
    for before, after in pairwise(anchors):
        if after.upto < before.upto or after.on <= before.on:
            yield Broken("it ends earlier than the anchor before it.", anchor=after.on)


def roots(anchors: Sequence[Anchor], trees: Sequence[Tree], witness: Witness) -> Iterator[Broken]:
    """Whether the heads of the chains are those that were anchored; `trees` grew on the walk."""
    after = 0
    for each, tree in zip(anchors, trees, strict=True):
        said = _said(each) or {}
        if (said.get("heads"), said.get("root")) != (tree.count, tree.root().hex()):
            yield _named(each, after, said, witness)
        after = each.upto


def published(anchors: Sequence[Anchor], witness: Witness) -> Iterator[Broken]:
    """Whether the published statements are those of the database."""
    by_day = {each.on.isoformat(): each for each in anchors}
    for path in sorted(witness.folder.glob("????-??-??.json")):
        each = by_day.get(path.stem)
        if each is None:
            yield Broken("it was published, but the database has none of that day.", anchor=_day(path))
        elif path.read_bytes() != each.statement.encode():
            good = (
                "bears a good signature" if _is_good(path, witness) else "is not signed by this installation"
            )
            what = f"the database has another one than was published; the published one {good}."
            yield Broken(what, anchor=each.on)


def unpublished(anchors: Iterable[Anchor], witness: Witness) -> int:
    """How many have no copy in the folder."""
    return sum(not (witness.folder / f"{each.on.isoformat()}.json").exists() for each in anchors)


# --- Which history ----------------------------------------------------------------------------------
def _named(each: Anchor, after: int, said: Mapping[str, Any], witness: Witness) -> Broken:
    """The first history that is no longer as it was anchored, by the list of heads kept beside the anchor."""
    try:
        path = anchoring.heads_path(witness.lists, each.on)
        count, root = anchoring.root_of(anchoring.read_heads(path))
        is_the_list = (count, root.hex()) == (said.get("heads"), said.get("root"))
        differing = _first_difference(path, after, each.upto) if is_the_list else None
    except (OSError, struct.error):
        differing = None
    if differing is None:
        what = (
            f"one of the {said.get('heads')} histories that grew then was changed. Which one can't be said: "
            f"the list of them is missing or changed too."
        )
        return Broken(what, anchor=each.on)
    pk, what, sequence = differing
    number = Application.objects.filter(pk=pk).values_list("number", flat=True).first()
    what = f"{what} (anchor of {each.on})."
    return Broken(what, number=number or f"with id {pk}, which is gone", sequence=sequence)


def _first_difference(path: Path, after: int, upto: int) -> tuple[int, str, int] | None:
    """Both lists are in the order of the applications: they are read side by side."""
    was, now = anchoring.read_heads(path), anchoring.heads(after, upto)
    then, here = next(was, None), next(now, None)
    while then is not None or here is not None:
        if then != here:
            return _told(then, here)
        then, here = next(was, None), next(now, None)
    return None


def _told(then: Head | None, here: Head | None) -> tuple[int, str, int]:
    if then is None or (here is not None and here.application_id < then.application_id):
        assert here is not None
        return here.application_id, "it was put into the history after that day was anchored", here.sequence
    if here is None or then.application_id < here.application_id:
        return then.application_id, "it was anchored and is gone", then.sequence
    if here.sequence < then.sequence:
        return then.application_id, "it was anchored and is gone", here.sequence + 1
    if here.sequence > then.sequence:
        what = "it was put into the history after that day was anchored"
        return then.application_id, what, then.sequence + 1
    return then.application_id, "the history up to here was written anew after it was anchored", then.sequence


def _said(each: Anchor) -> dict[str, Any] | None:
    try:
        said = json.loads(each.statement)
    except ValueError:
        return None
    expected = {"form", "number", "on", "at", "upto", "heads", "root", "previous", "key"}
    return said if isinstance(said, dict) and said.keys() == expected else None


def _is_good(path: Path, witness: Witness) -> bool:
    """Whether a published statement is signed by a key that counts."""
    try:
        statement = path.read_bytes()
        signature = path.with_name(path.name + ".sig").read_bytes()
        key = json.loads(statement)["key"]
    except (OSError, ValueError, KeyError, TypeError):
        return False
    return key in witness.keys and anchor_key.is_signature(signature, statement, key)


def _day(path: Path) -> date | None:
    try:
        return date.fromisoformat(path.stem)
    except ValueError:
        return None
