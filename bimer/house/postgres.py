"""A PostgreSQL cluster of our own: made, started, stopped and started again after any kind of death.

`Cluster(folder).start()` gives the address to connect to. It listens on the loopback alone, asks for a
password (scram-sha-256), and its files belong to an account that is not root.
"""

import contextlib
import hashlib
import os
import secrets
import shutil
import signal
import socket
import subprocess
import time
from functools import cached_property
from pathlib import Path
from urllib.parse import quote

import psycopg
from psycopg import sql

from bimer.house import binaries, processes
from bimer.house.account import Account, can_pass, service_account
from bimer.house.errors import HouseError
from bimer.house.memory import settings_for_memory
from bimer.house.secrets import kept_password, write_privately

PATIENCE = 120.0  # a crashed cluster reads its log before it answers
OWNER, DATABASE, SUPERUSER = "bimer", "bimer", "postgres"


class Cluster:
    """One data folder and the server that runs on it."""

    def __init__(self, folder: Path, *, disposable: bool = False, log: Path | None = None) -> None:
        """A disposable cluster belongs to a test: fast, not crash-safe, its owner may make databases."""
        self.account: Account | None = service_account()
        self.folder = reachable(folder, self.account)
        self.disposable = disposable
        self.log = log or self.folder / "log"
        self.process: subprocess.Popen[bytes] | None = None

    @cached_property
    def binaries(self) -> binaries.Binaries:
        return binaries.find(self.account)

    @property
    def files(self) -> Path:
        return self.folder / "pgdata"

    @property
    def name(self) -> str:
        """Shown in the title of every process of this cluster."""
        return "bimer-" + hashlib.sha256(os.fsencode(self.folder)).hexdigest()[:12]

    @property
    def port(self) -> int:
        return int((self.folder / "port").read_text())

    def url(self, database: str = DATABASE) -> str:
        return self._address(OWNER, "password", database)

    def start(self) -> str:
        """Make the cluster if there is none, end what an earlier life left, start, wait until it answers."""
        self.create()
        self.clear()
        self._choose_port()
        self.process = self.spawn()
        try:
            self.wait()
            self._furnish()
        except BaseException:
            self.stop()
            raise
        return self.url()

    def stop(self) -> None:
        """Fast shutdown; after 15 seconds an immediate one, after which the next start recovers."""
        if self.process:
            processes.end(self.process, by=signal.SIGINT, patience=15.0)
            self.process = None
        self.clear()

    def create(self) -> None:
        """Make the data files; killed half-way, the next call begins anew."""
        self.folder.mkdir(parents=True, exist_ok=True)
        self.folder.chmod(0o711 if self.account else 0o700)
        if not self.files.exists():
            self._initialise()
        made_by = int((self.files / "PG_VERSION").read_text())
        if made_by != self.binaries.major:
            raise HouseError(
                f"The database in {self.folder} was made by PostgreSQL {made_by}, but here is version "
                f"{self.binaries.major}. Set BIMER_PG_BIN to the programs of version {made_by}, "
                "or BIMER_DATA to another folder."
            )

    def clear(self) -> None:
        """End servers that nobody looks after any more, and remove their claim on the files."""
        processes.clear(self._leftovers, by=signal.SIGINT, patience=10.0)
        if not self._leftovers() and Path("/proc/self").exists():
            # The number in it may belong to a stranger by now, and PostgreSQL would wait for that one.
            (self.files / "postmaster.pid").unlink(missing_ok=True)

    def spawn(self) -> subprocess.Popen[bytes]:
        """Start the server, without waiting for it."""
        options = self._options()
        command: list[str | Path] = [
            self.binaries / "postgres",
            "-D",
            self.files,
            *(f"--{key}={options[key]}" for key in options),
        ]
        return processes.spawn(
            command,
            log=self.log,
            env=self._environment(),
            folder=self.files,
            account=self.account,
            death_signal=signal.SIGINT,
        )

    def wait(self) -> None:
        """Until it takes connections, or ends with its last words as the reason."""
        end_at = time.monotonic() + PATIENCE
        while time.monotonic() < end_at:
            if self.process is None or self.process.poll() is not None:
                raise HouseError(
                    f"PostgreSQL did not start. Its last words, from {self.log}:\n{self._last_words()}"
                )
            if self.answers() == psycopg.pq.Ping.OK:
                return
            time.sleep(0.05)
        raise HouseError(f"PostgreSQL does not answer after {PATIENCE:.0f} seconds. See {self.log}.")

    def answers(self) -> psycopg.pq.Ping:
        address = f"host=127.0.0.1 port={self.port} dbname=postgres connect_timeout=5"
        return psycopg.pq.Ping(psycopg.pq.PGconn.ping(address.encode()))

    def _initialise(self) -> None:
        draft = self.folder / "pgdata.new"
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(mode=0o700)
        password = self.folder / "initdb-password"
        write_privately(password, kept_password(self.folder / "superuser-password"))
        self._give_away(draft, password)
        command: list[str | Path] = [
            self.binaries / "initdb",
            "-D",
            draft,
            f"--username={SUPERUSER}",
            f"--pwfile={password}",
        ]
        command += ["--auth=scram-sha-256", "--encoding=UTF8", "--no-instructions", *self._locale()]
        command += ["--no-sync"] if self.disposable else []
        process = processes.spawn(
            command, log=self.log, env=self._environment(), folder=draft, account=self.account
        )
        code = process.wait()
        password.unlink()
        if code:
            raise HouseError(f"PostgreSQL could not make its files. From {self.log}:\n{self._last_words()}")
        draft.rename(self.files)

    def _locale(self) -> list[str]:
        """Sorted by code point, with the case of every alphabet; Turkish order is the application's."""
        if self.binaries.major >= 17:
            return ["--locale=C.UTF-8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        return ["--locale=C.UTF-8"]

    def _environment(self) -> dict[str, str]:
        return {"PATH": os.environ.get("PATH", ""), "LC_ALL": "C.UTF-8", "TZ": "UTC"}

    def _give_away(self, *paths: Path) -> None:
        if self.account:
            for path in paths:
                os.chown(path, self.account.uid, self.account.gid)

    def _options(self) -> dict[str, str | int]:
        options: dict[str, str | int] = {
            "port": self.port,
            "listen_addresses": "127.0.0.1",
            "unix_socket_directories": "",
            "cluster_name": self.name,
            "password_encryption": "scram-sha-256",
            "max_connections": 100,
            "fsync": "on",
            "synchronous_commit": "on",
            "wal_compression": "on",
            "timezone": "UTC",
            "log_timezone": "UTC",
            "log_line_prefix": "%m [%p] ",
            "logging_collector": "off",
        }
        if self.disposable:
            options |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
        return options | settings_for_memory(disposable=self.disposable)

    def _choose_port(self) -> None:
        """The same port as last time if it is free: addresses written down stay true."""
        file = self.folder / "port"
        known = int(file.read_text()) if file.exists() else 0
        if not known or not is_free(known):
            write_privately(file, str(free_port()))

    def _furnish(self) -> None:
        """The application's own account, which is no superuser, and its database."""
        mark = self.folder / "furnished"
        if mark.exists():
            return
        password = kept_password(self.folder / "password")
        rights = sql.SQL("LOGIN CREATEDB CREATEROLE" if self.disposable else "LOGIN")
        role = sql.Identifier(OWNER)
        with psycopg.connect(
            self._address(SUPERUSER, "superuser-password", "postgres"), autocommit=True
        ) as link:
            if not link.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [OWNER]).fetchone():
                link.execute(sql.SQL("CREATE ROLE {}").format(role))
            change = sql.SQL("ALTER ROLE {} WITH {} PASSWORD {}")
            link.execute(change.format(role, rights, sql.Literal(password)))
            if not link.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
                link.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(sql.Identifier(DATABASE), role))
            link.execute(
                sql.SQL("REVOKE CONNECT ON DATABASE {} FROM PUBLIC").format(sql.Identifier(DATABASE))
            )
        mark.touch()

    def _address(self, role: str, password_file: str, database: str) -> str:
        password = quote(kept_password(self.folder / password_file), safe="")
        return f"postgres://{role}:{password}@127.0.0.1:{self.port}/{database}"

    def _leftovers(self) -> list[int]:
        own = self.process.pid if self.process and self.process.poll() is None else None
        return [] if own else processes.of_cluster(self.files, self.name)

    def _last_words(self) -> str:
        with contextlib.suppress(OSError):
            return "\n".join(self.log.read_text(errors="replace").splitlines()[-8:])
        return ""


def reachable(folder: Path, account: Account | None) -> Path:
    """That folder, or one below /var/lib/bimer when the account could not walk into it.

    Its name is written into the folder it stands for: whoever deletes that one and its keys gets a new
    database too, not rows that no key opens.
    """
    folder = folder.absolute()
    if account is None or can_pass(account, folder.parent):
        return folder
    elsewhere = folder / "elsewhere"
    if not elsewhere.exists():
        folder.mkdir(parents=True, exist_ok=True)
        write_privately(elsewhere, str(binaries.SHARED / secrets.token_hex(6)))
    return Path(elsewhere.read_text().strip())


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def is_free(port: int, host: str = "127.0.0.1") -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
        return True
