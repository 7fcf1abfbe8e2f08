"""The day's anchor: what grew is signed and published, and nobody exchanges it unseen."""

import base64
import json
import shutil
import subprocess
from datetime import timedelta
from hashlib import sha256

import pytest
from django.core.exceptions import ImproperlyConfigured
from hypothesis import given
from hypothesis import strategies as st

from bimer import clock
from bimer.casework import consulting
from bimer.casework.history import anchor_key, anchoring, merkle
from bimer.casework.models import Anchor, Event
from tests.casework.history.conftest import as_owner
from tests.conftest import make_application

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def said(on: str) -> dict:
    return json.loads(Anchor.objects.get(on=on).statement)


def test_an_anchor_a_day_speaks_of_what_grew_since_the_last(answered, neighbour, ozan, folder, tuesday):
    first = anchoring.anchor(at=tuesday)
    again = anchoring.anchor(at=tuesday + timedelta(hours=3))
    consulting.note(answered, text="Bitti", by=ozan, at=tuesday + DAY)
    second = anchoring.anchor(at=tuesday + DAY)
    third = anchoring.anchor(at=tuesday + 2 * DAY)

    assert again is None
    assert [said("2015-03-03")["heads"], said("2015-03-04")["heads"], said("2015-03-05")["heads"]] == [
        2,
        1,
        0,
    ]
    assert [first.upto, second.upto] == [second.upto - 1, Event.objects.latest("pk").pk]
    assert third.upto == second.upto
    assert said("2015-03-04")["previous"] == sha256(first.statement.encode()).hexdigest()


def test_the_tree_is_the_one_of_rfc_6962():
    """The known answers of Certificate Transparency's own tests."""
    leaves = [
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    ]
    roots = {
        0: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        1: "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        3: "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        7: "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        8: "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    }
    tree = merkle.Tree()
    found = {0: tree.root().hex()}
    for number, leaf in enumerate(leaves, start=1):
        tree.add(bytes.fromhex(leaf))
        found[number] = tree.root().hex()

    assert {number: found[number] for number in roots} == roots


def whole(leaves: list[bytes]) -> bytes:
    """RFC 6962, 2.1, word for word."""
    if len(leaves) < 2:
        return sha256(b"\x00" + leaves[0]).digest() if leaves else sha256(b"").digest()
    half = 1
    while half * 2 < len(leaves):
        half *= 2
    return sha256(b"\x01" + whole(leaves[:half]) + whole(leaves[half:])).digest()


@given(st.lists(st.binary(max_size=4), max_size=70))
def test_leaves_taken_one_by_one_give_the_same_root(leaves):
    tree = merkle.Tree()
    for leaf in leaves:
        tree.add(leaf)

    assert (tree.count, tree.root()) == (len(leaves), whole(leaves))


def test_it_is_published_for_everybody_and_openssl_agrees(answered, folder, tuesday):
    anchoring.anchor(at=tuesday)

    assert sorted(path.name for path in folder.glob("*.*")) == [
        "2015-03-03.json",
        "2015-03-03.json.sig",
        "public-key.pem",
    ]
    command = ["openssl", "pkeyutl", "-verify", "-pubin", "-inkey", "public-key.pem", "-rawin"]
    command += ["-in", "2015-03-03.json", "-sigfile", "2015-03-03.json.sig"]
    if shutil.which("openssl"):
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
        assert "Signature Verified Successfully" in done.stdout, done.stderr
    assert answered.number not in (folder / "2015-03-03.json").read_text()


def test_files_that_were_not_written_are_made_up_for_and_none_is_written_over(answered, folder, tuesday):
    anchoring.anchor(at=tuesday)
    written = (folder / "2015-03-03.json").read_bytes()
    shutil.rmtree(folder)
    anchoring.anchor(at=tuesday)
    assert (folder / "2015-03-03.json").read_bytes() == written

    (folder / "2015-03-03.json").write_text("evidence")
    anchoring.anchor(at=tuesday)
    assert (folder / "2015-03-03.json").read_text() == "evidence"


def test_the_clock_makes_it(answered, folder):
    clock.anchor(timestamp=0)
    clock.anchor(timestamp=0)

    assert Anchor.objects.count() == 1


def test_what_was_not_chained_yet_is_chained_first(answered, folder, verified, tuesday):
    with as_owner() as run_sql:
        run_sql("update casework_event set digest = '', contents = '{}'")

    anchoring.anchor(at=tuesday)

    assert verified() == []


# --- Exchanged ----------------------------------------------------------------------------------------
@pytest.fixture
def three_days(answered, cankaya, folder, tuesday) -> None:
    for day in range(3):
        make_application(cankaya, tuesday + day * DAY)
        anchoring.anchor(at=tuesday + day * DAY)


def exchange(on: str, *, sign: bool = True, **changes: object) -> None:
    """Another statement in the place of one day's, signed by whoever exchanges it."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    key = Ed25519PrivateKey.generate()
    public = base64.b64encode(key.public_key().public_bytes_raw()).decode()
    statement = json.dumps(said(on) | ({"key": public} if sign else {}) | changes, indent=1) + "\n"
    with as_owner() as run_sql:
        run_sql(
            'update casework_anchor set statement = %s, signature = %s where "on" = %s',
            statement,
            key.sign(statement.encode()) if sign else bytes(Anchor.objects.get(on=on).signature),
            on,
        )


def test_all_three_hold(three_days, verified):
    assert verified() == []


def test_an_exchanged_anchor_is_found_in_every_way(three_days, verified):
    exchange("2015-03-05", root="00" * 32)

    lines = verified()
    assert lines[0].startswith("Anchor of 2015-03-05: one of the 1 histories that grew then was changed.")
    assert lines[1:] == [
        "Anchor of 2015-03-05: it is signed with a key that is not this installation's.",
        "Anchor of 2015-03-05: the database has another one than was published; the published one "
        "bears a good signature.",
    ]


def test_a_statement_changed_under_its_signature_is_found(three_days, verified):
    exchange("2015-03-05", sign=False, at="2015-03-05T00:00:00.000000Z")

    assert verified()[0] == (
        "Anchor of 2015-03-05: its signature is wrong: the statement is not the one that was signed."
    )


def test_an_anchor_in_the_middle_can_not_be_exchanged_without_those_after_it(
    three_days, verified, monkeypatch
):
    exchange("2015-03-04", at="2015-03-04T23:00:00.000000Z")
    keys = anchor_key.trusted() | {said("2015-03-04")["key"]}  # even if the key had been stolen

    assert verified(keys=keys)[0] == (
        "Anchor of 2015-03-05: it does not follow the anchor before it: one of the two was exchanged."
    )


def test_two_anchors_swapped_are_found(three_days, verified):
    with as_owner() as run_sql:
        run_sql(
            "update casework_anchor a set statement = b.statement, signature = b.signature"
            " from casework_anchor b where a.number + b.number = 5 and a.number in (2, 3)"
        )

    assert "Anchor of 2015-03-04: its row says other than its statement." in verified()


def test_an_anchor_taken_away_is_found(three_days, verified, folder, tmp_path):
    kept = tmp_path / "kept by an auditor"
    shutil.copytree(folder, kept)
    with as_owner() as run_sql:
        run_sql("delete from casework_anchor where \"on\" = '2015-03-05'")
    (folder / "2015-03-05.json").unlink()

    assert verified() == []  # nobody could know here, but for the copy kept elsewhere
    assert verified(published=kept) == [
        "Anchor of 2015-03-05: it was published, but the database has none of that day."
    ]

    with as_owner() as run_sql:
        run_sql("delete from casework_anchor where \"on\" = '2015-03-03'")
    assert "Anchor of 2015-03-04: number 1 is missing before it." in verified()


def test_everything_exchanged_with_the_stolen_key_is_found_by_a_copy_kept_elsewhere(
    answered, cankaya, tuesday, verified, folder, tmp_path
):
    anchoring.anchor(at=tuesday)
    kept = tmp_path / "kept by an auditor"
    shutil.copytree(folder, kept)
    shutil.rmtree(folder)
    with as_owner() as run_sql:
        run_sql("delete from casework_anchor")
    anchoring.anchor(at=tuesday + timedelta(seconds=1))

    assert verified() == []
    assert verified(published=kept) == [
        "Anchor of 2015-03-03: the database has another one than was published; the published one "
        "bears a good signature."
    ]


# --- Keys ---------------------------------------------------------------------------------------------
def test_a_former_key_stays_trusted_when_named(three_days, verified, monkeypatch):
    former = anchor_key.public()
    monkeypatch.setenv("BIMER_ANCHOR_KEY", base64.b64encode(bytes(32)).decode())
    assert len(verified()) == 3

    monkeypatch.setenv("BIMER_ANCHOR_OLD_KEYS", former)
    assert verified() == []


def test_whoever_checks_needs_the_public_half_only(three_days, verified, monkeypatch, settings):
    pem = anchor_key.as_pem(anchor_key.public()).encode()
    settings.PRODUCTION = True
    monkeypatch.delenv("BIMER_ANCHOR_KEY", raising=False)

    assert verified(keys=frozenset([anchor_key.from_pem(pem)])) == []
    with pytest.raises(ImproperlyConfigured):
        anchor_key.signed(b"")
    assert [fault.id for fault in anchor_key.check(None)] == ["casework.W001"]


def test_a_key_that_is_none_is_said_by_the_check(monkeypatch):
    for wrong in ("???", base64.b64encode(b"short").decode()):
        monkeypatch.setenv("BIMER_ANCHOR_KEY", wrong)
        assert [fault.id for fault in anchor_key.check(None)] == ["casework.E001"]
