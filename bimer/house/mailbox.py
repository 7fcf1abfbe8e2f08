"""A mail server for trying the system out: takes every message and keeps it as a file, sends nothing on.

`python -m bimer.house.mailbox FOLDER PORT`
"""

import asyncio
import email
import email.policy
import os
import signal
import sys
import time
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from pathlib import Path

from aiosmtpd.smtp import SMTP, Envelope, Session


class Keep:
    """Writes each message it is given, one file a recipient."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        content = envelope.content if isinstance(envelope.content, bytes) else b""
        for number, recipient in enumerate(envelope.rcpt_tos):
            keep(self.folder, recipient, content, number)
        return "250 Kept"


def keep(folder: Path, recipient: str, content: bytes, number: int = 0) -> Path:
    """The name begins with the moment, so that names sort as messages came."""
    path = folder / f"{time.time_ns()}-{number}.eml"
    draft = path.with_suffix(".new")
    draft.write_bytes(f"X-RcptTo: {recipient}\r\n".encode() + content)
    draft.replace(path)
    return path


@dataclass(frozen=True)
class Received:
    """A message in the mailbox."""

    path: Path
    message: EmailMessage

    @property
    def at(self) -> datetime:
        return datetime.fromtimestamp(int(self.path.name.split("-")[0]) / 1e9).astimezone()

    @property
    def recipient(self) -> str:
        return str(self.message["X-RcptTo"] or self.message["To"] or "")

    @property
    def subject(self) -> str:
        return str(self.message["Subject"] or "")

    @property
    def text(self) -> str:
        body = self.message.get_body(preferencelist=("plain", "html"))
        return str(body.get_content()) if body else ""

    @property
    def attachments(self) -> list[str]:
        return [part.get_filename() or part.get_content_type() for part in self.message.iter_attachments()]


def received(folder: Path) -> list[Received]:
    """All messages, the newest last."""
    return [Received(path, _parsed(path)) for path in sorted(folder.glob("*.eml"))]


def _parsed(path: Path) -> EmailMessage:
    with path.open("rb") as file:
        return email.message_from_binary_file(file, _class=EmailMessage, policy=email.policy.default)


async def _serve(folder: Path, port: int) -> None:
    loop = asyncio.get_running_loop()
    handler = Keep(folder)
    server = await loop.create_server(
        lambda: SMTP(handler, hostname="localhost", enable_SMTPUTF8=True), "127.0.0.1", port
    )
    stopped = asyncio.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, stopped.set)
    async with server:
        await stopped.wait()


def main() -> None:
    os.umask(0o077)
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    asyncio.run(_serve(folder, int(sys.argv[2])))


if __name__ == "__main__":
    main()
