"""Places as the form names them: one short key for a province, a district or a neighbourhood."""

from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from bimer.institutions import directory
from bimer.institutions.directory import Dictionary
from bimer.institutions.models import District, Neighbourhood, Province
from bimer.law.turkish import fold

MOST = 12


@dataclass(frozen=True)
class Place:
    """A place and what lies around it. The key is "p06", "d1231" or "n4711"."""

    key: str
    label: str
    province: str = ""
    district: int | None = None
    neighbourhood: int | None = None

    @property
    def answers(self) -> dict[str, object]:
        """The place as the form keeps it; what is not said is emptied."""
        return {"province": self.province, "district": self.district, "neighbourhood": self.neighbourhood}


def search(text: str) -> list[Place]:
    """Provinces, districts and neighbourhoods of that name, the likeliest first."""
    start = fold(text).replace(",", " ").strip()
    if not start:
        return []
    provinces = Province.objects.filter(name_folded__startswith=start).order_by(Dictionary("name"))[:3]
    found = directory.search_places(text, limit=MOST)
    return [_whole_province(province) for province in provinces] + [
        Place(
            f"n{place.neighbourhood_id}" if place.neighbourhood_id else f"d{place.district_id}",
            place.label,
            place.plate,
            place.district_id,
            place.neighbourhood_id,
        )
        for place in found
    ]


def find(key: str) -> Place | None:
    """The place with this key; None for anything else."""
    kind, number = key[:1], key[1:]
    if kind == "p":
        province = Province.objects.filter(pk=number).first()
        return _whole_province(province) if province else None
    if not (number.isascii() and number.isdecimal() and len(number) < 10):
        return None
    if kind == "d":
        district = District.objects.select_related("province").filter(pk=number).first()
        return _whole_district(district) if district else None
    if kind == "n":
        neighbourhood = Neighbourhood.objects.select_related("district__province").filter(pk=number).first()
        return _neighbourhood(neighbourhood) if neighbourhood else None
    return None


def kept(answers: dict) -> Place | None:
    """The place a form holds."""
    for letter, name in (("n", "neighbourhood"), ("d", "district"), ("p", "province")):
        if answers.get(name):
            return find(f"{letter}{answers[name]}")
    return None


def inside(place: Place) -> list[Place]:
    """A province with its districts, or a district with its neighbourhoods: first the whole."""
    if place.neighbourhood:
        return [place]
    if place.district:
        parts = Neighbourhood.objects.filter(district_id=place.district).select_related("district__province")
        whole = replace(place, label=_("%(district)s (the whole district)") % {"district": place.label})
        return [whole, *(_neighbourhood(part) for part in parts.order_by(Dictionary("name")))]
    districts = District.objects.filter(province_id=place.province).select_related("province")
    return [place, *(_whole_district(part) for part in districts.order_by(Dictionary("name")))]


def provinces() -> list[tuple[str, str]]:
    """All provinces by name, as choices."""
    return [
        ("", _("Choose a province")),
        *Province.objects.order_by(Dictionary("name")).values_list("pk", "name"),
    ]


def _whole_province(province: Province) -> Place:
    return Place(
        f"p{province.pk}", _("%(province)s (the whole province)") % {"province": province.name}, province.pk
    )


def _whole_district(district: District) -> Place:
    return Place(
        f"d{district.pk}", f"{district.name}, {district.province.name}", district.province_id, district.pk
    )


def _neighbourhood(place: Neighbourhood) -> Place:
    label = f"{place.name}, {place.district.name}, {place.district.province.name}"
    return Place(f"n{place.pk}", label, place.district.province_id, place.district_id, place.pk)
