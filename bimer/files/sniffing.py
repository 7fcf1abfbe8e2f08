"""What a file is, told by its first bytes. Pure: no storage, no database."""

from pathlib import PurePath

import puremagic

HEAD_BYTES = 8192
UNKNOWN = "application/octet-stream"

# What a browser or an office program opens without running anything of the sender's in our pages.
HARMLESS = frozenset(
    {
        "application/pdf",
        "application/rtf",
        "application/zip",
        "application/msword",
        "application/vnd.ms-excel",
        "application/vnd.ms-powerpoint",
        "application/vnd.oasis.opendocument.text",
        "application/vnd.oasis.opendocument.spreadsheet",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        "audio/mpeg",
        "audio/mp4",
        "audio/ogg",
        "audio/wave",
        "image/gif",
        "image/heif",
        "image/jpeg",
        "image/png",
        "image/tiff",
        "image/webp",
        "text/plain",
        "video/mp4",
        "video/quicktime",
        "video/webm",
    }
)

# Names under which an office computer would run the file when an officer double-clicks it.
RUNNABLE_SUFFIXES = frozenset(
    [
        *(".apk", ".bat", ".cmd", ".com", ".cpl", ".exe", ".hta", ".jar", ".js", ".jse", ".lnk", ".msi"),
        *(".msp", ".pif", ".ps1", ".reg", ".scr", ".sh", ".vb", ".vbe", ".vbs", ".wsf", ".wsh"),
    ]
)
RUNNABLE_STARTS = (
    b"\x7fELF",
    b"#!",
    b"<?php",
    b"<%",
    b"@echo off",
    b"\xca\xfe\xba\xbe",  # Java class, or a program for several Apple processors
    b"\xce\xfa\xed\xfe",
    b"\xcf\xfa\xed\xfe",
    b"\xfe\xed\xfa\xce",
    b"\xfe\xed\xfa\xcf",
    b"L\x00\x00\x00\x01\x14\x02\x00",  # Windows shortcut
    b"dex\n",
)
RUNNABLE_IN_ZIP = (b"META-INF/MANIFEST.MF", b"AndroidManifest.xml")


class Runnable(Exception):
    """The file is a program or a script."""


def content_type(head: bytes, name: str) -> str:
    """The type the content speaks for; the sender's name only decides between equals."""
    if _is_runnable(head, name):
        raise Runnable
    if _is_text(head) and not head.lstrip().startswith((b"%PDF-", b"{\\rtf", b"<")):
        return "text/plain"
    return _by_magic(head, PurePath(name).suffix.lower()) or UNKNOWN


def _is_runnable(head: bytes, name: str) -> bool:
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    is_windows_program = head[:2] == b"MZ" and b"\x00" in head[:64]
    is_package = head[:2] == b"PK" and any(entry in head for entry in RUNNABLE_IN_ZIP)
    return (
        is_windows_program
        or is_package
        or start[:16].lower().startswith(tuple(s.lower() for s in RUNNABLE_STARTS))
        or PurePath(name).suffix.lower() in RUNNABLE_SUFFIXES
    )


def _is_text(head: bytes) -> bool:
    """Letters and line ends only, in UTF-8 or in one of the old Turkish eight-bit codes."""
    return not any(byte < 32 and byte not in b"\t\n\r\f" for byte in head)


def _by_magic(head: bytes, suffix: str) -> str:
    try:
        found = [match for match in puremagic.magic_string(head) if match.mime_type]
    except (puremagic.PureError, ValueError):
        return ""
    same_suffix = [match for match in found if match.extension == suffix]
    return (same_suffix or found)[0].mime_type if found else ""
