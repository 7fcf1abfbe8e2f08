"""What a file is, told by its first bytes. Pure: no storage, no database."""

UNKNOWN = "application/octet-stream"
HEAD_BYTES = 8192
HARMLESS: frozenset[str] = frozenset()


class Runnable(Exception):
    """The file is a program or a script."""


def content_type(head: bytes, name: str) -> str:
    """The type by content."""
    raise NotImplementedError
