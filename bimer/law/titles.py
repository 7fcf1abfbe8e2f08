"""Titles of office: who answers to the Ethics Board, to a disciplinary board, to neither (5176); whose
prosecution who permits (4483). Pure."""

from collections.abc import Collection
from dataclasses import dataclass

from bimer.law.tables import kept, said, table
from bimer.law.turkish import fold

ETHICS_BOARD = "ethics_board"
DISCIPLINARY_BOARD = "disciplinary_board"


@dataclass(frozen=True, slots=True)
class Rank:
    """A title at least of a general director's rank; `endings` are the forms a title may end with."""

    name: str
    endings: tuple[str, ...]
    article: str
    source: str


@dataclass(frozen=True, slots=True)
class Exclusion:
    """Whom the ethics law leaves out, recognised by words of the title or of the institution's name."""

    code: str
    name_tr: str
    name_en: str
    article: str
    titles: tuple[str, ...]
    institutions: tuple[str, ...]

    def name(self, language: str) -> str:
        """Whom it leaves out, in words."""
        return said(self.name_tr, self.name_en, language)


@dataclass(frozen=True, slots=True)
class Permission:
    """Who permits an inquiry into whom; words with {province} and {district} are filled in by who asks.

    It is meant for a title with one of these endings or, where there are none, for the level of the unit.
    `needs` is "district" or "province" where the unit must lie in one that has a governor of its own.
    """

    code: str
    endings: tuple[str, ...]
    levels: tuple[str, ...]
    needs: str
    who_tr: str
    who_en: str
    why_tr: str
    why_en: str
    article: str

    def who(self, language: str) -> str:
        """Who permits it."""
        return said(self.who_tr, self.who_en, language)

    def why(self, language: str) -> str:
        """Why that one does."""
        return said(self.why_tr, self.why_en, language)


def ethics_body(title: str) -> str:
    """Who judges an ethics complaint about somebody of that title (5176 m.4): a code of `law.authorities`."""
    high = any(_ends(title, ending) for rank in ranks() for ending in rank.endings)
    return ETHICS_BOARD if high else DISCIPLINARY_BOARD


def excluded(*, title: str = "", institution: str = "") -> Exclusion | None:
    """Whom the law does not reach (5176 m.1/3), to be told so; None when it applies."""
    return next((row for row in exclusions() if _left_out(row, title, institution)), None)


def permits(*, title: str, level: str, places: Collection[str]) -> Permission | None:
    """Who permits a prosecution of somebody of that title at a unit of that level (4483 m.3).

    `places`: of "district" and "province", those the unit lies in that have a governor of their own.
    """
    found = (row for row in permissions() if not row.needs or row.needs in places)
    return next((row for row in found if _is_meant(row, title, level)), None)


def _is_meant(row: Permission, title: str, level: str) -> bool:
    if row.endings:
        return any(_ends(title, ending) for ending in row.endings)
    return not row.levels or level in row.levels


@kept
def permissions() -> tuple[Permission, ...]:
    """Who permits, the first that fits counts: by title before by place."""
    names = ("code", "who_tr", "who_en", "why_tr", "why_en", "article", "needs")
    return tuple(
        Permission(
            **{name: row.get(name, "") for name in names},
            endings=tuple(row.get("endings", ())),
            levels=tuple(row.get("levels", ())),
        )
        for row in table("titles").get("permission", ())
    )


@kept
def ranks() -> tuple[Rank, ...]:
    """The titles of the Ethics Board; a list of the house, for the Board's own is not published whole."""
    rows = table("titles").get("ethics_board", ())
    return tuple(Rank(**{**row, "endings": tuple(row["endings"])}) for row in rows)


@kept
def exclusions() -> tuple[Exclusion, ...]:
    """Whom the law leaves out."""
    return tuple(
        Exclusion(
            code=row["code"],
            name_tr=row.get("name_tr", ""),
            name_en=row.get("name_en", ""),
            article=row["article"],
            titles=tuple(row.get("titles", ())),
            institutions=tuple(row.get("institutions", ())),
        )
        for row in table("titles").get("excluded", ())
    )


def _left_out(row: Exclusion, title: str, institution: str) -> bool:
    named = any(f" {fold(words)} " in f" {fold(institution)} " for words in row.institutions)
    return named or any(_ends(title, ending) for ending in row.titles)


def _ends(title: str, ending: str) -> bool:
    """Ends with those words: "Vali Yardımcısı" is no "Vali"."""
    return f" {fold(title)}".endswith(f" {fold(ending)}")
