"""Institutions and places offered while an officer types."""

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from bimer.desk.forms.registering import place_key
from bimer.desk.loading import today
from bimer.institutions import directory
from bimer.institutions.models import Unit

SHORTEST = 2


@require_safe
def suggest(request: HttpRequest) -> JsonResponse:
    typed = request.GET.get("q", "").replace("\x00", "").strip()[:200]
    units = directory.search_units(typed, on=today(), limit=10) if len(typed) >= SHORTEST else []
    found = [{"id": unit.pk, "label": unit.name, "detail": _place(unit)} for unit in units]
    return JsonResponse(found, safe=False)


@require_safe
def suggest_places(request: HttpRequest) -> JsonResponse:
    typed = request.GET.get("q", "").replace("\x00", "").strip()[:200]
    places = directory.search_places(typed) if len(typed) >= SHORTEST else []
    found = [{"id": place_key(place), "label": place.label, "detail": ""} for place in places]
    return JsonResponse(found, safe=False)


def _place(unit: Unit) -> str:
    return ", ".join(str(place) for place in (unit.district, unit.province) if place)
