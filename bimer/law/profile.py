"""Whose law the system speaks: a country's or a city's folder of data files. Pure: no environment."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bimer.law import tables
from bimer.law.tables import SHIPPED, USUAL, kept, said, table


@dataclass(frozen=True, slots=True)
class Profile:
    """What a profile says of itself: languages, names, and the habits of its country.

    `centre` is the code of the unit that sees everything; `country` the one of telephone numbers that name
    none; `letters_begin` the first line of a letterhead; `identity_number` whether people have a T.C. number;
    `money` how an amount is written, with {} for the number.
    """

    name: str
    languages: tuple[tuple[str, str], ...]
    platform: str
    folder: Path
    operator_tr: str
    operator_en: str
    hotline: str | None
    centre: str
    country: str
    time_zone: str
    letters_begin: str
    identity_number: bool
    money: str

    def operator(self, language: str) -> str:
        """The authority that runs the platform."""
        return said(self.operator_tr, self.operator_en, language)


class NoSuchProfile(LookupError):
    """Neither a profile shipped with the system nor a folder of data files."""


def use(name: str = USUAL) -> Profile:
    """Speak this law from now on: a profile shipped with the system, or the path of a folder."""
    found = next((path for path in (SHIPPED / name, Path(name)) if (path / "profile.toml").is_file()), None)
    if found is None:
        raise NoSuchProfile(
            f"No law in “{name}”. Name a folder with profile.toml, or one of: {', '.join(shipped())}."
        )
    tables.read_from(found)
    return current()


@kept
def current() -> Profile:
    """The profile in use."""
    said_of_itself = table("profile")
    return Profile(
        name=tables.folder().name,
        folder=tables.folder(),
        languages=_languages(said_of_itself["languages"]),
        platform=said_of_itself["platform"],
        operator_tr=said_of_itself.get("operator_tr", ""),
        operator_en=said_of_itself.get("operator_en", ""),
        hotline=said_of_itself.get("hotline"),
        centre=said_of_itself["centre"],
        country=said_of_itself["country"],
        time_zone=said_of_itself["time_zone"],
        letters_begin=said_of_itself["letters_begin"],
        identity_number=said_of_itself["identity_number"],
        money=said_of_itself["money"],
    )


def shipped() -> tuple[str, ...]:
    """The names of the profiles that come with the system."""
    return tuple(sorted(path.parent.name for path in SHIPPED.glob("*/profile.toml")))


def _languages(rows: Sequence[dict[str, str]]) -> tuple[tuple[str, str], ...]:
    return tuple((row["code"], row["name"]) for row in rows)
