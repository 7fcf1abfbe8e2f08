"""Türkiye's directory, expanded from one line per kind of institution. Pure: reads shipped files only.

Two years are known: "2015" (919 district governorates, names of that time) and "current" (922).
The number of institutions is what the lines expand to; nothing is added or left out to reach a figure.
"""

import csv
import gzip
import re
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path

from bimer.institutions.addressees import addressee
from bimer.institutions.roles import Level
from bimer.institutions.rows import Directory, DistrictRow, KindRow, NeighbourhoodRow, ProvinceRow, Row
from bimer.law import turkish

DATA = Path(__file__).parent / "data"
YEARS = ("2015", "current")
PRIME_MINISTRY = "BB"
GOVERNORATES_BUREAU = (
    "ICISLERI-ILLER-IDARES"  # circular 2006/3: the Interior Ministry coordinates the provinces
)
HIGHER_EDUCATION = "MEB-YUKSEK-KURULU"
GOVERNORATE, DISTRICT_GOVERNORATE, UNIVERSITY = "V", "K", "YO-REKTOR"

LEVELS = {
    "başbakanlık": Level.PRIME_MINISTRY,
    "bakanlık": Level.MINISTRY,
    "genel müdürlük": Level.GENERAL_DIRECTORATE,
    "başkanlık": Level.PRESIDENCY,
    "müstakil daire başkanlığı": Level.DEPARTMENT,
    "müşavirlik": Level.ADVISORY,
    "bağlı kuruluş": Level.ATTACHED,
    "ilgili kuruluş": Level.RELATED,
    "ilişkili kuruluş": Level.ASSOCIATED,
    "valilik": Level.GOVERNORATE,
    "il müdürlüğü": Level.PROVINCIAL,
    "bölge müdürlüğü": Level.REGIONAL,
    "kaymakamlık": Level.DISTRICT_GOVERNORATE,
    "ilçe müdürlüğü": Level.DISTRICT,
    "yerel yönetim": Level.LOCAL,
    "yükseköğretim": Level.UNIVERSITY,
}

Template = dict[str, str]
Place = dict[str, object]


class Country:
    """The places institutions stand at, in the shape of one year."""

    def __init__(self, year: str):
        self.year = year
        self.provinces = [
            ProvinceRow(line["plate"], line["name"], line["region"], line["is_metropolitan"] == "1")
            for line in _lines("provinces.csv")
        ]
        self.districts = [self._district(line) for line in _lines("districts.csv")]
        self.plates = {province.name: province.plate for province in self.provinces}
        self.province_names = {province.plate: province.name for province in self.provinces}
        self.metropolitan = {province.plate for province in self.provinces if province.is_metropolitan}
        self.districts_by_name = {(each.plate, each.name_now): each for each in self.districts}

    def governed_districts(self) -> Iterator[DistrictRow]:
        """The districts with a district governor in that year: all but the centre districts."""
        return (each for each in self.districts if not each.is_centre and self.exists(each))

    def exists(self, district: DistrictRow) -> bool:
        return self.year != "2015" or district.valid_from is None or district.valid_from.year <= 2015

    def _district(self, line: dict[str, str]) -> DistrictRow:
        founded = line["established_after_2015"]
        former = line["former_name"].split(" (")[0]
        return DistrictRow(
            code=int(line["district_code"]),
            plate=line["plate"],
            name=former if former and self.year == "2015" else line["district"],
            name_now=line["district"],
            is_centre=line["is_centre"] == "1",
            population=int(line["population_2025"]),
            valid_from=date(int(founded), 1, 1) if founded else None,
        )


def directory(*, year: str = "2015", centre: str = "BB-HALKLA-ILISKI") -> Directory:
    """Every institution, kind, province, district and neighbourhood that ships."""
    country = Country(year)
    templates = list(_lines("institution_types.csv"))
    return Directory(
        rows=expand(templates, country, centre=centre),
        kinds=[_kind(template) for template in templates],
        provinces=country.provinces,
        districts=country.districts,
        neighbourhoods=list(neighbourhoods(country)),
        source=f"bimer/institutions/data ({year})",
    )


def expand(templates: list[Template], country: Country, *, centre: str) -> list[Row]:
    """All institutions, each naming by code whose organisation it belongs to and who follows it up."""
    expansion = [(template, place) for template in templates for place in places(template, country)]
    codes = {str(place["code"]) for _, place in expansion}
    ministries = {
        template["ministry"]: template["code"]
        for template in templates
        if template["level"] in {"bakanlık", "başbakanlık"}
    }
    belongs = partial(_parent, codes=codes, ministries=ministries, parents=_parents())
    short_names = {line["code"]: line["short_name"] for line in _lines("short_names.csv")}
    rows = []
    for template, place in expansion:
        code, name = str(place["code"]), str(place["name"])
        rows.append(
            Row(
                code=code,
                name=name,
                level=LEVELS[template["level"]],
                coordinator=_coordinator(template, place, centre=centre, codes=codes),
                parent=belongs(template, place),
                kind=template["code"],
                plate=place.get("plate"),  # type: ignore[arg-type]
                district=place.get("district"),  # type: ignore[arg-type]
                short_name=short_names.get(code) or short_names.get(template["code"]) or _in_brackets(name),
                addressee=addressee(name),
            )
        )
    return rows


def places(template: Template, country: Country) -> Iterator[Place]:
    """Where one kind of institution stands: its scope, spelt out."""
    scope, _, argument = template["scope"].partition(":")
    if population := re.fullmatch(r"ilçe-nüfus(>=|<)(\d+)", scope):
        return _populous(template, country, population[1], int(population[2]))
    return _SCOPES[scope](template, country, argument)


def neighbourhoods(country: Country) -> Iterator[NeighbourhoodRow]:
    """73,298 neighbourhoods, villages and hamlets with postal codes, as they are today."""
    with gzip.open(DATA / "neighbourhoods.csv.gz", "rt", encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file):
            district = country.districts_by_name[line["plate"], line["district"]]
            yield NeighbourhoodRow(
                district.code, line["name"], line["kind"], line["part_of"], line["postal_code"]
            )


def _lines(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _kind(template: Template) -> KindRow:
    keywords = tuple(word.strip() for word in template["keywords"].split("|") if word.strip())
    return KindRow(
        template["code"], template["name_pattern"], LEVELS[template["level"]], template["ministry"], keywords
    )


def _parents() -> dict[str, list[str]]:
    return {line["kind"]: line["parent_kind"].split("|") for line in _lines("parents.csv")}


# --- One function for each scope -------------------------------------------------------------------
def _once(template: Template, country: Country, argument: str) -> Iterator[Place]:
    yield {"code": template["code"], "name": template["name_pattern"]}


def _provinces(
    template: Template,
    country: Country,
    argument: str,
    *,
    fits: Callable[[ProvinceRow, Template, Country], bool],
) -> Iterator[Place]:
    for province in country.provinces:
        if fits(province, template, country):
            name = template["name_pattern"].format(il=province.name, ad=province.name)
            yield {"code": f"{template['code']}.{province.plate}", "name": name, "plate": province.plate}


def _seats(template: Template, country: Country, argument: str) -> Iterator[Place]:
    """One for each seat, written "Ankara" or "label=Ankara"; the label stands in the name."""
    for seat in template["seats"].split(";"):
        label, _, named = seat.partition("=")
        province = named or label
        plate = country.plates[province]
        code = f"{template['code']}.{plate}" + (f".{_slug(label)}" if label != province else "")
        name = template["name_pattern"].format(no=label, ad=label, il=province)
        yield {"code": code, "name": name, "plate": plate}


def _districts(
    template: Template, country: Country, argument: str, *, fits: Callable[[DistrictRow, Country], bool]
) -> Iterator[Place]:
    for district in country.governed_districts():
        if fits(district, country):
            yield {
                "code": f"{template['code']}.{district.plate}.{district.code}",
                "name": template["name_pattern"].format(ilce=district.name),
                "plate": district.plate,
                "district": district.code,
            }


def _populous(template: Template, country: Country, sign: str, limit: int) -> Iterator[Place]:
    def fits(district: DistrictRow, country: Country) -> bool:
        return (district.population >= limit) is (sign == ">=")

    return _districts(template, country, "", fits=fits)


def _municipalities(template: Template, country: Country, kind: str) -> Iterator[Place]:
    for line in _lines("municipalities.csv"):
        if line["kind"] != kind:
            continue
        place: Place = {"code": f"{template['code']}.{line['plate']}", "plate": line["plate"]}
        name = line["full_name"]
        if line["district"]:
            district = country.districts_by_name[line["plate"], line["district"]]
            if kind != "belde" and not country.exists(district):
                continue
            name = name.replace(district.name_now, district.name) if kind != "belde" else name
            place |= {"district": district.code}
        if kind not in {"büyükşehir", "il"}:
            place["code"] = f"{place['code']}.{place['district']}"
        if kind == "belde":
            place["code"] = f"{place['code']}.{_slug(line['name'])}"
        yield place | {"name": name}


def _universities(template: Template, country: Country, argument: str) -> Iterator[Place]:
    for line in _lines("universities.csv"):
        yield {
            "code": f"{template['code']}.{line['plate']}.{_slug(line['name'])}",
            "name": template["name_pattern"].format(universite=line["name"]),
            "plate": line["plate"],
        }


_SCOPES: dict[str, Callable[[Template, Country, str], Iterator[Place]]] = {
    "tek": _once,
    "il": partial(_provinces, fits=lambda province, template, country: True),
    "il-büyükşehir": partial(_provinces, fits=lambda province, template, country: province.is_metropolitan),
    "il-büyükşehir-dışı": partial(
        _provinces, fits=lambda province, template, country: not province.is_metropolitan
    ),
    "il-liste": partial(
        _provinces, fits=lambda province, template, country: province.name in template["seats"].split(";")
    ),
    "il-liste-dışı": partial(
        _provinces, fits=lambda province, template, country: province.name not in template["seats"].split(";")
    ),
    "merkez-listesi": _seats,
    "ilçe": partial(_districts, fits=lambda district, country: True),
    "ilçe-büyükşehir-dışı": partial(
        _districts, fits=lambda district, country: district.plate not in country.metropolitan
    ),
    "belediye": _municipalities,
    "üniversite": _universities,
}


# --- The two edges ---------------------------------------------------------------------------------
def _coordinator(template: Template, place: Place, *, centre: str, codes: set[str]) -> str | None:
    """Who follows its applications up: the centre, a ministry, a governorate or a district governor."""
    code = template["code"]
    if place["code"] == centre:
        return None
    if code == GOVERNORATE:
        return GOVERNORATES_BUREAU
    if code == UNIVERSITY:
        return HIGHER_EDUCATION
    if "plate" not in place:
        return centre if template["parent_code"] in {"", PRIME_MINISTRY} else template["parent_code"]
    district_governor = f"{DISTRICT_GOVERNORATE}.{place['plate']}.{place.get('district')}"
    if code != DISTRICT_GOVERNORATE and district_governor in codes:
        return district_governor
    return f"{GOVERNORATE}.{place['plate']}"


def _parent(
    template: Template,
    place: Place,
    *,
    codes: set[str],
    ministries: dict[str, str],
    parents: dict[str, list[str]],
) -> str | None:
    """Whose organisation it belongs to: the nearest office of the same service, else its ministry."""
    code = template["code"]
    for kind in parents.get(code, ()):
        for candidate in (f"{kind}.{place.get('plate')}", kind):
            if candidate in codes:
                return candidate
    if code == DISTRICT_GOVERNORATE:
        return f"{GOVERNORATE}.{place['plate']}"
    if template["level"] == "yerel yönetim":
        return None
    ministry = ministries[template["ministry"]]
    if ministry != code:
        return ministry
    return PRIME_MINISTRY if code != PRIME_MINISTRY else None


def _in_brackets(name: str) -> str:
    """An acronym the name itself gives: "… Genel Müdürlüğü (TCDD)"."""
    found = re.search(r"\(([^()\s]{2,10})\)\Z", name)
    return found[1] if found and found[1][:2] == turkish.upper(found[1][:2]) else ""


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", turkish.fold(text)).strip("-")
