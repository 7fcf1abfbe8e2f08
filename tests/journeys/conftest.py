"""The real doors with everything real behind them: a browser, a mail server, a worker of its own process."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from aiosmtpd.controller import Controller
from axe_playwright_python.sync_playwright import Axe
from django.db import connection
from django.urls import Resolver404, resolve
from django.utils import timezone
from playwright.sync_api import Locator, Page
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

import bimer.clock  # noqa: F401 - what happens by the clock is known by name only once it is imported
from tests.conftest import ISTANBUL
from tests.journeys.moved_worker import moved

PATIENCE = 30  # seconds a job or a mail may take on a busy machine


class Mailbox:
    """A mail server that keeps what it gets."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []

    async def handle_DATA(self, _server, _session, envelope) -> str:
        self.mails.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 Kept"

    def wait_for(self, address: str, words: str) -> EmailMessage:
        """The mail to this address whose subject has these words, as soon as it comes."""
        return eventually(
            lambda: next((m for m in self.mails if m["To"] == address and words in m["Subject"]), None)
        )


def eventually(look: Callable[[], Any]) -> Any:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        found = look()
        if found:
            return found
        time.sleep(0.1)
    raise AssertionError("It did not happen in time.")


@pytest.fixture
def mailbox(settings) -> Iterator[Mailbox]:
    box = Mailbox()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    yield box
    controller.stop()


class MovedClock:
    """The clock of server and worker, ahead of the real one by what the file says."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.now = moved(file)
        file.write_text("0")

    def goes_to(self, day: date, hour: int = 10) -> None:
        """It is ten o'clock in Istanbul on that day; whoever was signed in has to sign in again."""
        ahead = datetime(day.year, day.month, day.day, hour, tzinfo=ISTANBUL) - datetime.now(ISTANBUL)
        self.file.write_text(str(ahead.total_seconds()))

    def night_passes(self, *tasks: str) -> None:
        """What the clock does by itself is done once, by the worker."""
        for name in tasks or [name for name in app.tasks if name.startswith("clock.") and "job" not in name]:
            app.configure_task(name).defer(timestamp=0)
        everything_is_done()


def everything_is_done() -> None:
    """Until the worker has nothing left to do."""
    eventually(lambda: not ProcrastinateJob.objects.filter(status__in=["todo", "doing"]).exists())
    failed = ProcrastinateJob.objects.filter(status="failed").values_list("task_name", flat=True)
    assert list(failed) == []


@pytest.fixture
def clock(monkeypatch, tmp_path) -> MovedClock:
    """Monday 2 February 2026, ten o'clock; 15 working days end on 23 February, 30 on 16 March."""
    clock = MovedClock(tmp_path / "clock")
    monkeypatch.setattr(timezone, "now", clock.now)
    clock.goes_to(date(2026, 2, 2))
    return clock


@pytest.fixture
def worker(empty_queue, mailbox, settings, request) -> Iterator[subprocess.Popen]:
    """A worker in a process of its own, on the same database and mail server, and with the moved clock."""
    clock = request.getfixturevalue("clock") if "clock" in request.fixturenames else None
    start = ["-m", "tests.journeys.moved_worker", str(clock.file)] if clock else ["-m", "django"]
    at = connection.settings_dict
    url = f"postgres://{at['USER']}:{at['PASSWORD']}@{at['HOST']}:{at['PORT']}/{at['NAME']}"
    environment = os.environ | {
        "DATABASE_URL": url,
        "BIMER_SMTP_HOST": settings.EMAIL_HOST,
        "BIMER_SMTP_PORT": str(settings.EMAIL_PORT),
        "DJANGO_SETTINGS_MODULE": "bimer.settings",
    }
    command = [
        sys.executable,
        *start,
        "procrastinate",
        "worker",
        "--fetch-job-polling-interval",
        "0.5",
    ]
    process = subprocess.Popen(command, env=environment)
    yield process
    process.terminate()
    process.wait(timeout=20)


class Reader:
    """Somebody at a screen. Every page she comes to is examined: axe, width, words left untranslated."""

    def __init__(self, page: Page, base: str, *, scripted: bool) -> None:
        self.page = page
        self.base = base
        self.scripted = scripted
        self.seen: list[str] = []
        self.examined: set[str] | None = None  # every page every time

    def goes(self, path: str) -> None:
        self.page.goto(self.base + path)
        self.examines()

    def presses(self, name: str, *, exact: bool = False) -> None:
        self._clicks(self.page.get_by_role("button", name=name, exact=exact), name)
        self.page.wait_for_load_state()
        self.examines()

    def follows(self, name: str) -> None:
        self._clicks(self.page.get_by_role("link", name=name), name)
        self.page.wait_for_load_state()
        self.examines()

    def opens(self, number: str) -> None:
        """The application of this number from a list."""
        self._clicks(self.page.locator(f'a[href*="{number}"]'), number)
        self.page.wait_for_load_state()
        self.examines()

    def _clicks(self, found: Locator, name: str) -> None:
        assert found.count(), f"There is no {name!r} on {self.page.url}:\n{self.text()}"
        found.first.click()

    def reads(self, words: str) -> None:
        assert words in self.text(), f"{words!r} is not on {self.page.url}:\n{self.text()}"

    def reads_nothing_of(self, words: str) -> None:
        assert words not in self.text()

    def text(self) -> str:
        return self.page.inner_text("body")

    def examines(self) -> None:
        """axe finds nothing, and at 320 px nothing has to be pushed sideways."""
        self.seen.append(self.page.url)
        if not self.scripted or self._is_known():
            return
        found = Axe().run(self.page).response["violations"]
        assert [(v["id"], [n["html"] for n in v["nodes"]]) for v in found] == [], self.page.url
        size = self.page.viewport_size
        self.page.set_viewport_size({"width": 320, "height": 640})
        width = self.page.evaluate("document.documentElement.scrollWidth")
        self.page.set_viewport_size(size)
        assert width <= 320, f"{self.page.url} is {width} px wide"

    def _is_known(self) -> bool:
        """In the long stories a page is examined the first time somebody comes to it."""
        if self.examined is None:
            return False
        try:
            page = resolve(urlsplit(self.page.url).path).view_name
        except Resolver404:
            page = ""
        known = page in self.examined
        self.examined.add(page)
        return known


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def scripted(request) -> bool:
    return request.param


EXAMINED: set[str] = set()


@pytest.fixture
def somebody(reader) -> Callable[[], Reader]:
    """For the long stories: each kind of page is examined once in the whole run."""

    def person() -> Reader:
        made = reader()
        made.examined = EXAMINED
        return made

    return person


@pytest.fixture
def reader(browser, live_server, scripted) -> Iterator[Callable[[], Reader]]:
    """Makes another person with a browser of her own."""
    contexts = []

    def somebody() -> Reader:
        context = browser.new_context(locale="tr-TR", java_script_enabled=scripted, accept_downloads=True)
        context.set_default_timeout(15_000)
        contexts.append(context)
        return Reader(context.new_page(), live_server.url, scripted=scripted)

    yield somebody
    for context in contexts:
        context.close()


@pytest.fixture(autouse=True)
def _files_apart(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
