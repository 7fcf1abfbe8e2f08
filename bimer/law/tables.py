"""Effective-dated tables of the law, read once from the TOML files beside the code. Pure: no clock."""

import tomllib
from collections.abc import Iterable
from datetime import date
from functools import cache
from importlib import resources
from typing import Any, Protocol, TypeVar


class Dated(Protocol):
    """A row of the law that held from one day to another, both included; no end means it still holds."""

    @property
    def valid_from(self) -> date: ...

    @property
    def valid_to(self) -> date | None: ...


@cache
def table(name: str) -> dict[str, Any]:
    """The shipped data file `name`.toml."""
    text = resources.files("bimer.law").joinpath("data", f"{name}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


Row = TypeVar("Row", bound=Dated)


def in_force(rows: Iterable[Row], on: date) -> list[Row]:
    """The rows that held on that day."""
    return [row for row in rows if row.valid_from <= on and (row.valid_to is None or on <= row.valid_to)]
