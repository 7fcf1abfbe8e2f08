"""One institution as a file tells it, before it has an id. Pure."""

from dataclasses import dataclass, field
from datetime import date


@dataclass(slots=True, frozen=True)
class Row:
    """Everything the directory keeps of an institution; other institutions are named by code."""

    code: str
    name: str
    level: str
    coordinator: str | None = None  # code; None: the centre follows it up
    parent: str | None = None
    kind: str | None = None
    plate: str | None = None
    district: int | None = None
    short_name: str = ""
    addressee: str = ""
    takes_applications: bool = True
    valid_from: date | None = None
    valid_to: date | None = None
    line: int = 0


@dataclass(slots=True, frozen=True)
class KindRow:
    code: str
    name_pattern: str
    level: str
    ministry: str = ""
    keywords: tuple[str, ...] = ()


@dataclass(slots=True, frozen=True)
class ProvinceRow:
    plate: str
    name: str
    region: str = ""
    is_metropolitan: bool = False


@dataclass(slots=True, frozen=True)
class DistrictRow:
    code: int
    plate: str
    name: str
    is_centre: bool = False
    population: int = 0
    valid_from: date | None = None
    name_now: str = ""


@dataclass(slots=True, frozen=True)
class NeighbourhoodRow:
    district: int
    name: str
    kind: str
    part_of: str = ""
    postal_code: str = ""


@dataclass(slots=True)
class Directory:
    """What one load brings: institutions and the places and kinds they refer to."""

    rows: list[Row]
    kinds: list[KindRow] = field(default_factory=list)
    provinces: list[ProvinceRow] = field(default_factory=list)
    districts: list[DistrictRow] = field(default_factory=list)
    neighbourhoods: list[NeighbourhoodRow] = field(default_factory=list)
    source: str = ""
