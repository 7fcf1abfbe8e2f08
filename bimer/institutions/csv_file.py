"""A flat CSV of any country's institutions, read strictly. Columns: docs/directory-csv.md. No database."""

import csv
import io
import re
from datetime import date
from pathlib import Path

from bimer.institutions.addressees import addressee
from bimer.institutions.problems import LoadRefused, Problem, Problems
from bimer.institutions.roles import Level
from bimer.institutions.rows import Directory, DistrictRow, KindRow, ProvinceRow, Row

REQUIRED = ("code", "name", "level")
OPTIONAL = (
    "parent_code",
    "coordinator_code",
    "plate",
    "province_name",
    "district_code",
    "district_name",
    "kind",
    "keywords",
    "short_name",
    "addressee",
    "takes_applications",
    "valid_from",
    "valid_to",
)
LONGEST = {"code": 100, "name": 250, "kind": 60, "short_name": 40, "addressee": 260, "plate": 4}
LONGEST |= {"province_name": 80, "district_name": 80}
_CODE = re.compile(r"[^\s|]+")
_YES_NO = {"": True, "1": True, "0": False}


def read(path: Path) -> Directory:
    """The directory the file describes; every line that can't be understood is told at once."""
    text = _decoded(path)
    problems = Problems(path.name)
    lines = csv.DictReader(io.StringIO(text, newline=""), strict=True, restkey="")
    _check_header(list(lines.fieldnames or []), problems)
    directory = Directory(rows=[], source=path.name)
    kinds: dict[str, KindRow] = {}
    provinces: dict[str, ProvinceRow] = {}
    districts: dict[int, DistrictRow] = {}
    try:
        for cells in lines:
            record = _Record(cells, lines.line_num, problems)
            if row := record.row():
                directory.rows.append(row)
                record.add_kind(row, kinds)
                record.add_places(provinces, districts)
    except csv.Error as error:
        problems.add(lines.reader.line_num, "", f"not readable as CSV: {error}")
    if not directory.rows and not problems.found:
        problems.add(2, "", "the file has no institution")
    problems.refuse_if_any()
    directory.kinds, directory.provinces = list(kinds.values()), list(provinces.values())
    directory.districts = list(districts.values())
    return directory


def _decoded(path: Path) -> str:
    content = path.read_bytes()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        reason = f"byte 0x{content[error.start]:02x} is not UTF-8; save the file as UTF-8"
        raise LoadRefused([Problem(path.name, line, "", reason)]) from error
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        raise LoadRefused([Problem(path.name, line, "", "contains a NUL character")])
    return text


def _check_header(names: list[str], problems: Problems) -> None:
    for name in REQUIRED:
        if name not in names:
            problems.add(1, name, "this column is missing")
    for name in names:
        if name not in REQUIRED + OPTIONAL:
            problems.add(1, name, "unknown column")
        elif names.count(name) > 1:
            problems.add(1, name, "column given twice")
    problems.refuse_if_any()


class _Record:
    """One line of the file: its cells, trimmed, and what is wrong with them."""

    def __init__(self, cells: dict[str, str], line: int, problems: Problems):
        self.line, self.problems = line, problems
        self.complete = all(isinstance(value, str) for value in cells.values()) and "" not in cells
        self.cells = {name: value.strip() for name, value in cells.items() if isinstance(value, str)}

    def row(self) -> Row | None:
        """The institution, or nothing when a cell is wrong; every wrong cell is told."""
        if not self.complete:
            self.wrong("", "has more or fewer cells than the header")
            return None
        before = len(self.problems.found)
        self._check_shape()
        first, last = self.day("valid_from"), self.day("valid_to")
        if first and last and last < first:
            self.wrong("valid_to", f"{last} is before valid_from {first}")
        district = self.number("district_code")
        takes = _YES_NO.get(self.cell("takes_applications"))
        if takes is None:
            self.wrong("takes_applications", f'"{self.cell("takes_applications")}" is neither 1 nor 0')
        if len(self.problems.found) > before:
            return None
        code, name = self.cell("code"), self.cell("name")
        return Row(
            code=code,
            name=name,
            level=self.cell("level"),
            coordinator=self.cell("coordinator_code") or None,
            parent=self.cell("parent_code") or None,
            kind=self.cell("kind") or (code[:60] if self.cell("keywords") else None),
            plate=self.cell("plate") or None,
            district=district,
            short_name=self.cell("short_name"),
            addressee=self.cell("addressee") or addressee(name)[:260],
            takes_applications=bool(takes),
            valid_from=first,
            valid_to=last,
            line=self.line,
        )

    def add_kind(self, row: Row, kinds: dict[str, KindRow]) -> None:
        """Institutions of one kind share their keywords."""
        if row.kind is None:
            return
        words = tuple(word.strip() for word in self.cell("keywords").split("|") if word.strip())
        known = kinds[row.kind].keywords if row.kind in kinds else ()
        pattern = kinds[row.kind].name_pattern if row.kind in kinds else row.name[:200]
        kinds[row.kind] = KindRow(row.kind, pattern, row.level, "", tuple(dict.fromkeys(known + words)))

    def add_places(self, provinces: dict[str, ProvinceRow], districts: dict[int, DistrictRow]) -> None:
        plate, district = self.cell("plate"), self.number("district_code")
        if plate and self.cell("province_name"):
            provinces[plate] = ProvinceRow(plate, self.cell("province_name"))
        if plate and district and self.cell("district_name"):
            districts[district] = DistrictRow(district, plate, self.cell("district_name"))

    def cell(self, name: str) -> str:
        return self.cells.get(name, "")

    def day(self, name: str) -> date | None:
        text = self.cell(name)
        if not text:
            return None
        try:
            return date.fromisoformat(text)
        except ValueError:
            self.wrong(name, f'"{text}" is not a date such as 2015-03-01')
            return None

    def number(self, name: str) -> int | None:
        text = self.cell(name)
        if not text:
            return None
        if not (text.isascii() and text.isdigit() and len(text) < 10):
            self.wrong(name, f'"{text}" is not a number')
            return None
        return int(text)

    def wrong(self, column: str, reason: str) -> None:
        self.problems.add(self.line, column, reason)

    def _check_shape(self) -> None:
        for name in REQUIRED:
            if not self.cell(name):
                self.wrong(name, "is empty")
        for name, longest in LONGEST.items():
            if len(self.cell(name)) > longest:
                self.wrong(name, f"is longer than {longest} characters")
        for name in ("code", "kind"):
            if self.cell(name) and not _CODE.fullmatch(self.cell(name)):
                self.wrong(name, f'"{self.cell(name)}" contains a space or "|"')
        if self.cell("level") and self.cell("level") not in Level.values:
            self.wrong("level", f'"{self.cell("level")}" is none of: {", ".join(Level.values)}')
        if any(len(word) > 120 for word in self.cell("keywords").split("|")):
            self.wrong("keywords", "a keyword is longer than 120 characters")
