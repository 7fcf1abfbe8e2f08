import hashlib
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from bimer.files import storage
from bimer.files.models import StoredFile
from bimer.files.storage import FileRefused

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 8, 17, 10, 0, tzinfo=ZoneInfo("Europe/Istanbul"))
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(40)


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def keep(name: str, content: bytes) -> StoredFile:
    return storage.keep(SimpleUploadedFile(name, content), at=MONDAY)


def kept_files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_a_file_is_kept_as_it_came(folder):
    file = StoredFile.objects.get(pk=keep("çeşme fotoğrafı.png", PNG).pk)

    assert (file.name, file.size, file.content_type) == ("çeşme fotoğrafı.png", len(PNG), "image/png")
    assert file.sha256 == hashlib.sha256(PNG).hexdigest()
    assert storage.open(file).read() == PNG
    (path,) = kept_files(folder)
    assert path.stat().st_mode & 0o777 == 0o600
    assert "png" not in path.name
    assert path.name != file.pk.hex


def test_a_large_file_is_streamed_whole():
    content = b"%PDF-1.7\n" + b"su" * 3_000_000
    file = keep("dilekçe.pdf", content)
    assert (file.sha256, file.content_type) == (hashlib.sha256(content).hexdigest(), "application/pdf")


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.txt", "Mahallemizde su akmıyor".encode(), "text/plain"),
        ("a.txt", "ışık".encode("cp1254"), "text/plain"),
        ("a.txt", b"MZ is a nice abbreviation", "text/plain"),
        ("a.png", b"%PDF-1.4\n1 0 obj", "application/pdf"),
        ("a.html", b"<!DOCTYPE html><html><script>1</script>", "text/html"),
        ("a.bin", bytes(range(256)), "application/octet-stream"),
    ],
)
def test_the_content_says_what_it_is(name, content, expected):
    assert keep(name, content).content_type == expected


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("foto.jpg", b"MZ\x90\x00" + bytes(200)),
        ("foto.jpg", b"\x7fELF\x02\x01\x01" + bytes(80)),
        ("metin.txt", b"#!/bin/sh\nrm -r ~"),
        ("metin.txt", b"\xef\xbb\xbf  @ECHO OFF\r\n"),
        ("metin.txt", b"<?PHP echo 1;"),
        ("foto.png", b"PK\x03\x04" + bytes(26) + b"META-INF/MANIFEST.MF"),
        ("rapor.pdf.vbs", b"MsgBox 1"),
    ],
)
def test_programs_are_refused_and_leave_nothing(folder, name, content):
    with pytest.raises(FileRefused) as refusal:
        keep(name, content)

    assert (refusal.value.code, refusal.value.facts) == ("runnable", {"name": name})
    assert kept_files(folder) == []
    assert not StoredFile.objects.exists()


def test_too_large_says_how_much_and_how_much_is_allowed(settings, folder):
    settings.ATTACHMENT_BYTES = 10
    with pytest.raises(FileRefused) as refusal:
        keep("film.mp4", b"x" * 11)

    assert refusal.value.code == "too_large"
    assert refusal.value.facts == {"name": "film.mp4", "size": 11, "limit": 10}
    assert kept_files(folder) == []


def test_the_limit_itself_is_allowed(settings):
    settings.ATTACHMENT_BYTES = 10
    assert keep("a.txt", b"x" * 10).size == 10


def test_a_size_that_lies_is_found_out(settings, folder):
    settings.ATTACHMENT_BYTES = 10
    uploaded = SimpleUploadedFile("a.txt", b"x" * 11)
    uploaded.size = 5
    with pytest.raises(FileRefused):
        storage.keep(uploaded, at=MONDAY)
    assert kept_files(folder) == []


def test_an_empty_file_is_refused():
    with pytest.raises(FileRefused, match="empty"):
        keep("a.txt", b"")


def test_discarding_twice_harms_nothing(folder):
    file = keep("a.txt", b"su")
    storage.discard(file)
    storage.discard(file)
    assert kept_files(folder) == []
    assert not StoredFile.objects.exists()


@pytest.mark.parametrize(
    ("name", "shown", "header"),
    [
        (
            "çeşme.png",
            "çeşme.png",
            "attachment; filename=\"_e_me.png\"; filename*=UTF-8''%C3%A7e%C5%9Fme.png",
        ),
        ('a"b;c.png', 'a"b;c.png', "attachment; filename=\"a_b_c.png\"; filename*=UTF-8''a%22b%3Bc.png"),
        ("../../etc/passwd", "passwd", "attachment; filename=\"passwd\"; filename*=UTF-8''passwd"),
        ("a\r\nSet-Cookie: x.png", None, None),
    ],
)
def test_the_name_is_safe_in_a_header(name, shown, header):
    file = StoredFile(name=storage._name(name), size=1, content_type="image/png")
    headers = storage.attachment_headers(file)
    assert not any("\n" in value or "\r" in value for value in headers.values())
    if shown:
        assert (file.name, headers["Content-Disposition"]) == (shown, header)


def test_a_page_is_never_shown_inside_ours():
    headers = storage.attachment_headers(StoredFile(name="a.html", size=1, content_type="text/html"))
    assert headers["Content-Type"] == "application/octet-stream"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
