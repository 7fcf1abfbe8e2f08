import os
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from bimer.house import mailbox, processes


class Installation:
    """One data folder and the command `bimer` with it."""

    def __init__(self, data: Path, port: int) -> None:
        self.data = data
        self.port = port
        outside = {"DATABASE_URL", "BIMER_SMTP_HOST", "BIMER_BASE_URL"}
        self.env = {name: value for name, value in os.environ.items() if name not in outside}
        self.env["BIMER_DATA"] = str(data)

    def bimer(self, *words: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "bimer", *words]
        return subprocess.run(command, capture_output=True, text=True, env=self.env, check=False, timeout=120)

    def up(self) -> subprocess.CompletedProcess[str]:
        return self.bimer("up", "--detach", "--port", str(self.port), "--workers", "1")

    def answers(self) -> bool:
        with urllib.request.urlopen(f"http://localhost:{self.port}/saglik/", timeout=10) as answer:
            return answer.status == 200

    @property
    def supervisor(self) -> int:
        return int((self.data / "run" / "supervisor.lock").read_text())

    @property
    def left(self) -> list[int]:
        return processes.marked(str(self.data)) + processes.of_cluster(
            self.data / "postgres" / "pgdata", "no name is like this"
        )


@pytest.fixture
def installation(tmp_path_factory, free_port) -> Iterator[Installation]:
    folder = tmp_path_factory.mktemp("installation")
    for step in (folder, *folder.parents[:2]):
        step.chmod(0o711)
    made = Installation(folder / "data", free_port)
    yield made
    made.bimer("down")


def test_up_status_killed_up_again_down(installation):
    first = installation.up()
    assert "Ready after" in first.stdout, first.stdout + first.stderr
    assert installation.answers()
    assert f"localhost:{installation.port}" in installation.bimer("status").stdout
    assert "already runs" in installation.up().stderr

    os.kill(installation.supervisor, signal.SIGKILL)
    second = installation.up()
    assert "Ready after" in second.stdout, second.stdout + second.stderr
    assert "Tables" not in second.stdout
    assert installation.answers()

    assert installation.bimer("down").stdout == "Stopped.\n"
    assert installation.bimer("status").returncode == 3
    assert installation.left == []


def test_a_command_works_without_the_system_running(installation):
    done = installation.bimer("manage", "shell", "-c", "print('the answer is', 150)")
    assert "the answer is 150" in done.stdout, done.stderr
    assert installation.left == []


def test_verify_proves_the_histories_of_an_installation(installation):
    made = installation.bimer("manage", "migrate", "--no-input")
    assert made.returncode == 0, made.stderr

    done = installation.bimer("verify")
    assert "All 0 events of 0 applications hold" in done.stdout, done.stderr
    assert done.returncode == 0
    wrong = installation.bimer("verify", "--published", "/no/such/folder")
    assert "does not exist" in wrong.stderr
    assert wrong.returncode == 2
    assert installation.left == []


def test_help_shows_each_command_with_an_example(installation):
    shown = installation.bimer("--help").stdout
    for example in (
        "bimer up --demo",
        "bimer down",
        "bimer status",
        "bimer demo",
        "bimer directory load FILE",
        "bimer verify",
    ):
        assert example in shown


def test_mail_is_listed_and_read(installation):
    mail = installation.data / "mail"
    mail.mkdir(parents=True)
    mailbox.keep(
        mail,
        "vatandas@example.org",
        b"Subject: Yan=?utf-8?b?xLF0?=\r\nFrom: bimer@example.org\r\n\r\nSu geldi.",
    )
    assert "vatandas@example.org" in installation.bimer("mailbox").stdout
    assert "Su geldi." in installation.bimer("mailbox", "1").stdout
    assert "There are 1 messages" in installation.bimer("mailbox", "2").stderr


def test_a_port_taken_by_another_program_is_said(installation, shared_cluster):
    installation.port = shared_cluster.port
    done = installation.up()
    assert done.returncode == 1
    assert f"Port {installation.port} is taken" in done.stdout
