import os

from bimer.house.account import Account, can_pass

STRANGER = Account("stranger", 54321, 54321)


def test_a_closed_folder_on_the_way_is_noticed(tmp_path):
    inner = tmp_path / "open"
    inner.mkdir(mode=0o755)
    tmp_path.chmod(0o700)
    assert not can_pass(STRANGER, inner)


def test_its_own_folders_are_open_to_an_account(tmp_path):
    me = Account("me", os.geteuid(), os.getegid())
    inner = tmp_path / "closed"
    inner.mkdir(mode=0o700)
    assert can_pass(me, inner)
    assert can_pass(STRANGER, tmp_path.parents[-1])
