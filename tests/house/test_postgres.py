import os
import shutil
import signal
import stat

import psycopg
import pytest

from bimer.house import binaries, processes
from bimer.house.account import Account
from bimer.house.errors import HouseError
from bimer.house.postgres import Cluster, reachable


def ask(url: str, query: str) -> object:
    with psycopg.connect(url) as link:
        row = link.execute(query).fetchone()
    return row and row[0]


def again(cluster: Cluster) -> Cluster:
    """As the next start sees it: the same folder, nothing remembered."""
    return Cluster(cluster.folder, disposable=True)


def test_its_owner_has_a_database_and_is_no_superuser(shared_cluster):
    url = shared_cluster.url()
    assert ask(url, "SELECT current_database() || ' ' || current_user") == "bimer bimer"
    assert ask(url, "SELECT rolsuper FROM pg_roles WHERE rolname = current_user") is False


def test_a_wrong_password_is_refused(shared_cluster):
    wrong = shared_cluster.url().replace(":", ":x", 2).replace("postgres:x", "postgres:")
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(wrong)


def test_no_password_is_refused(shared_cluster):
    with pytest.raises(psycopg.OperationalError, match="no password supplied"):
        psycopg.connect(host="127.0.0.1", port=shared_cluster.port, user="postgres", dbname="postgres")


def test_passwords_are_kept_as_scram(shared_cluster):
    kept = shared_cluster._address("postgres", "superuser-password", "postgres")
    assert str(ask(kept, "SELECT rolpassword FROM pg_authid WHERE rolname = 'bimer'")).startswith(
        "SCRAM-SHA-256$"
    )


def test_files_and_passwords_are_for_their_owner_alone(shared_cluster):
    assert stat.S_IMODE(shared_cluster.files.stat().st_mode) == 0o700
    for name in ("password", "superuser-password"):
        assert stat.S_IMODE((shared_cluster.folder / name).stat().st_mode) == 0o600
    assert not (shared_cluster.folder / "initdb-password").exists()


@pytest.mark.parametrize(("upper", "lower"), [("ŞĞÜÖÇ", "şğüöç"), ("ÂÎÛ", "âîû")])
def test_it_knows_the_case_of_turkish_letters(shared_cluster, upper, lower):
    assert ask(shared_cluster.url(), f"SELECT lower('{upper}')") == lower


@pytest.mark.parametrize("extension", ["pg_trgm", "unaccent", "btree_gin", "citext"])
def test_its_owner_may_add_the_extensions_we_use(shared_cluster, extension):
    with psycopg.connect(shared_cluster.url()) as link:
        link.execute(f"CREATE EXTENSION {extension}")
        link.rollback()


def test_started_again_it_has_the_same_address_and_rows(cluster):
    with psycopg.connect(cluster.url()) as link:
        link.execute("CREATE TABLE kept AS SELECT 150 AS number")
    before = cluster.url()
    cluster.stop()
    assert again(cluster).start() == before
    assert ask(before, "SELECT number FROM kept") == 150


def test_a_killed_postmaster_leaves_nothing_in_the_way(cluster):
    os.kill(cluster.process.pid, signal.SIGKILL)
    assert ask(again(cluster).start(), "SELECT 1") == 1


def test_a_running_orphan_is_replaced(cluster):
    orphan = cluster.process
    assert ask(again(cluster).start(), "SELECT 1") == 1
    assert orphan.wait(5) is not None


def test_a_frozen_orphan_is_replaced(cluster):
    os.kill(cluster.process.pid, signal.SIGSTOP)
    assert ask(again(cluster).start(), "SELECT 1") == 1


def test_a_stale_pid_file_that_names_a_stranger_does_not_stop_it(cluster):
    lines = (cluster.files / "postmaster.pid").read_text().splitlines()
    cluster.stop()
    (cluster.files / "postmaster.pid").write_text("\n".join([str(os.getpid()), *lines[1:]]) + "\n")
    assert ask(again(cluster).start(), "SELECT 1") == 1


def test_making_it_can_be_interrupted(cluster):
    cluster.stop()
    half = cluster.folder / "pgdata.new"
    cluster.files.rename(half)
    (half / "PG_VERSION").unlink()
    (cluster.folder / "furnished").unlink()
    assert ask(again(cluster).start(), "SELECT 1") == 1


def test_a_taken_port_is_left_to_its_owner(cluster, shared_cluster):
    cluster.stop()
    (cluster.folder / "port").write_text(str(shared_cluster.port))
    assert again(cluster).start() != shared_cluster.url()


def test_files_of_another_version_are_refused_with_the_way_out(cluster):
    cluster.stop()
    version = cluster.files / "PG_VERSION"
    true = version.read_text()
    version.write_text("9\n")
    with pytest.raises(HouseError, match=r"made by PostgreSQL 9.* BIMER_PG_BIN"):
        again(cluster).start()
    version.write_text(true)


def test_stopping_leaves_no_process(cluster):
    cluster.stop()
    assert processes.of_cluster(cluster.files, cluster.name) == []


def test_it_never_runs_as_root(shared_cluster):
    owner = shared_cluster.files.stat().st_uid
    assert owner != 0
    assert owner == (shared_cluster.account.uid if os.geteuid() == 0 else os.geteuid())


def test_a_folder_its_account_cannot_enter_is_replaced_by_one_it_can(tmp_path):
    tmp_path.chmod(0o700)
    folder = tmp_path / "postgres"
    stranger = Account("stranger", 54321, 54321)
    elsewhere = reachable(folder, stranger)
    assert elsewhere.parent == binaries.SHARED
    assert reachable(folder, stranger) == elsewhere
    assert reachable(folder, None) == folder
    shutil.rmtree(folder)
    assert reachable(folder, stranger) != elsewhere
