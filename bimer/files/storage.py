"""Keeps what people hand in: streamed to the default storage under a random name, known by its content."""

import hashlib
import logging
import re
from collections.abc import Iterator
from datetime import datetime
from typing import IO
from urllib.parse import quote
from uuid import uuid4

from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from bimer.files import sniffing
from bimer.files.models import StoredFile

log = logging.getLogger(__name__)


class FileRefused(Exception):
    """A file that can't be kept; `code` says why, `facts` carries what the sentence for people needs."""

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts

    @property
    def sentence(self) -> str:
        """What happened and what to do, in the language now spoken."""
        facts = {
            name: filesizeformat(value) if isinstance(value, int) else value
            for name, value in self.facts.items()
        }
        match self.code:
            case "too_large":
                text = _("“%(name)s” has %(size)s; a file may have %(limit)s. Send a smaller one.")
            case "empty":
                text = _("“%(name)s” is empty. Choose the file again.")
            case _other:
                text = _("“%(name)s” is a program. Send a photograph, a document or a recording instead.")
        return text % facts


def keep(uploaded: UploadedFile | File, *, at: datetime) -> StoredFile:
    """Store one received file, or refuse it before anything is written."""
    file = StoredFile(id=uuid4(), name=_name(uploaded.name), kept_at=at)
    _check_size(file.name, uploaded.size or 0)
    file.content_type = _content_type(uploaded, file.name)
    file.path = default_storage.save(f"{file.id.hex[:2]}/{uuid4().hex}", _Measured(uploaded, file))
    if file.size > settings.ATTACHMENT_BYTES:
        default_storage.delete(file.path)
        _check_size(file.name, file.size)
    file.save(force_insert=True)
    return file


def open(file: StoredFile) -> IO[bytes]:
    """The bytes, to read from the beginning."""
    return default_storage.open(file.path, "rb")


def discard(file: StoredFile) -> None:
    """Forget the file and destroy its bytes; doing it twice harms nothing."""
    StoredFile.objects.filter(pk=file.pk).delete()
    default_storage.delete(file.path)


def attachment_headers(file: StoredFile) -> dict[str, str]:
    """Headers under which a browser saves the file and never shows or runs it in our pages."""
    plain = re.sub(r"[^A-Za-z0-9._ -]", "_", file.name)[-100:].strip(" .") or "file"
    exact = quote(file.name, safe="")
    return {
        "Content-Type": file.content_type if file.content_type in sniffing.HARMLESS else sniffing.UNKNOWN,
        "Content-Length": str(file.size),
        "Content-Disposition": f"attachment; filename=\"{plain}\"; filename*=UTF-8''{exact}",
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "sandbox; default-src 'none'",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Cache-Control": "private, no-store",
    }


class _Measured(File):
    """Counts and fingerprints the bytes while the storage reads them: one pass, no copy in memory."""

    def __init__(self, uploaded: File, kept: StoredFile) -> None:
        super().__init__(uploaded.file, uploaded.name)
        self._uploaded = uploaded
        self._kept = kept

    def chunks(self, chunk_size: int | None = None) -> Iterator[bytes]:
        seen = hashlib.sha256()
        self._kept.size = 0
        self._uploaded.seek(0)
        for chunk in self._uploaded.chunks(chunk_size):
            seen.update(chunk)
            self._kept.size += len(chunk)
            yield chunk
        self._kept.sha256 = seen.hexdigest()

    def multiple_chunks(self, chunk_size: int | None = None) -> bool:
        return True


def _name(name: str | None) -> str:
    """The sender's name for the file; PostgreSQL can't hold NUL, and a path is not part of a name."""
    last = (name or "").replace("\x00", "").replace("\\", "/").rsplit("/", 1)[-1]
    return last.strip() or "file"


def _check_size(name: str, size: int) -> None:
    if size == 0:
        raise FileRefused("empty", name=name)
    if size > settings.ATTACHMENT_BYTES:
        raise FileRefused("too_large", name=name, size=size, limit=settings.ATTACHMENT_BYTES)


def _content_type(uploaded: File, name: str) -> str:
    uploaded.seek(0)
    head = uploaded.read(sniffing.HEAD_BYTES)
    uploaded.seek(0)
    try:
        return sniffing.content_type(head, name)
    except sniffing.Runnable as runnable:
        raise FileRefused("runnable", name=name) from runnable
