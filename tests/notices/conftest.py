"""A real mail server on loopback that can be told to refuse."""

import socket
from dataclasses import dataclass, field
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from zoneinfo import ZoneInfo

import pytest
from aiosmtpd.controller import Controller

from bimer.institutions.models import Officer
from bimer.people import vault
from bimer.people.vault import PersonDetails


@dataclass
class Mailbox:
    """What arrived, and what to answer the next senders instead of "250 OK"."""

    mails: list[EmailMessage] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    refusals: list[str] = field(default_factory=list)

    async def handle_RCPT(self, server, session, envelope, address, rcpt_options):
        if self.refusals:
            return self.refusals.pop(0)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        self.mails.append(message_from_bytes(envelope.content, policy=policy.default))
        self.recipients += envelope.rcpt_tos
        return "250 OK"


@pytest.fixture
def mailbox(settings):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    box = Mailbox()
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    yield box
    controller.stop()


@pytest.fixture
def monday():
    return datetime(2026, 8, 17, 10, 0, tzinfo=ZoneInfo("Europe/Istanbul"))


@pytest.fixture
def citizen(db, monday):
    details = PersonDetails(
        name="Gülşah",
        surname="Çiğdemli",
        email="gulsah@example.org",
        address="Şükrü Öğüt Sok. 12/7",
        district="Çankaya",
        province="Ankara",
    )
    return vault.store(details, at=monday, registered=True)


@pytest.fixture
def yasin(db):
    return Officer.objects.create_officer("yasin", full_name="Yasin Kaya", email="yasin@example.org")
