"""Effective-dated tables of the law, read once from the TOML files of a profile. Pure: no clock."""

import tomllib
from collections.abc import Callable, Iterable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Protocol, TypeVar, cast

SHIPPED = Path(__file__).parent / "profiles"
USUAL = "turkey"


class Dated(Protocol):
    """A row of the law that held from one day to another, both included; no end means it still holds."""

    @property
    def valid_from(self) -> date: ...

    @property
    def valid_to(self) -> date | None: ...


_here = [SHIPPED / USUAL]  # the one folder in use
_kept: list[Callable[[], None]] = []

Function = TypeVar("Function", bound=Callable[..., Any])


def kept(function: Function) -> Function:
    """What was worked out from the tables is kept, until other tables are read."""
    cached = cache(function)
    _kept.append(cached.cache_clear)
    return cast("Function", cached)


def folder() -> Path:
    """The folder of data files in use."""
    return _here[0]


def read_from(path: Path) -> None:
    """From now on the law stands in that folder; forget what was read before."""
    _here[0] = path
    for forget in _kept:
        forget()


@kept
def table(name: str) -> dict[str, Any]:
    """The data file `name`.toml; a profile without one has no such rows."""
    path = folder() / f"{name}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


Row = TypeVar("Row", bound=Dated)


def in_force(rows: Iterable[Row], on: date) -> list[Row]:
    """The rows that held on that day."""
    return [row for row in rows if row.valid_from <= on and (row.valid_to is None or on <= row.valid_to)]


def said(tr: str, en: str, language: str) -> str:
    """Words of the law for a reader: English for English, else Turkish; the only ones there are for both."""
    chosen, other = (en, tr) if language.startswith("en") else (tr, en)
    return chosen or other
