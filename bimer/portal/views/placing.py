"""The pages that ask where and to whom, and what they find as one types."""

from datetime import datetime
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from bimer.casework.intake import Filing
from bimer.institutions import directory
from bimer.institutions.models import Unit
from bimer.portal import addressing, places
from bimer.portal.places import Place
from bimer.portal.steps import Step
from bimer.portal.views.frame import draw, is_autosave, kept, onward, page, save

LONGEST_QUERY = 100


@page(Step.WHERE)
def where(request: HttpRequest, filing: Filing | None, *, at: datetime) -> HttpResponse:
    """A place by name, by list, or none."""
    form = addressing.Where(request.POST if request.method == "POST" else None, initial=_place_kept(filing))
    if filing and form.is_bound:
        complete = save(request, filing, Step.WHERE, form, at=at)
        if is_autosave(request):
            return kept()
        if request.POST.get("do") in {"search", "inside"}:
            return _looked_up(request, filing)
        if complete:
            return onward(filing)
    return draw(request, Step.WHERE, filing, form)


@page(Step.WHOM)
def whom(request: HttpRequest, filing: Filing | None, *, at: datetime) -> HttpResponse:
    """An institution, or the trust that it is found."""
    on = timezone.localdate(at)
    form = addressing.Whom(
        request.POST if request.method == "POST" else None, initial=_unit_kept(filing), on=on
    )
    if filing and form.is_bound:
        complete = save(request, filing, Step.WHOM, form, at=at)
        if is_autosave(request):
            return kept()
        if request.POST.get("do") == "search":
            typed = request.POST.get("unit", "")[:LONGEST_QUERY]
            form = addressing.Whom(initial={"to": addressing.Whom.NAMED, "unit": (typed, "")}, on=on)
            form.search(typed)
            return draw(request, Step.WHOM, filing, form, searched=True)
        if complete:
            return onward(filing)
    return draw(request, Step.WHOM, filing, form)


@page(Step.ABOUT)
def about(request: HttpRequest, filing: Filing, *, at: datetime) -> HttpResponse:
    """Whom a complaint is about and how it is known; every box may stay empty."""
    on = timezone.localdate(at)
    kept_unit = _accused_kept(filing)
    form = addressing.About(
        request.POST if request.method == "POST" else None,
        initial=addressing.About.kept(filing.answers, kept_unit),
        on=on,
    )
    if form.is_bound:
        complete = save(request, filing, Step.ABOUT, form, at=at)
        if is_autosave(request):
            return kept()
        if request.POST.get("do") == "search":
            form = addressing.About(
                initial=addressing.About.kept(filing.answers, _accused_kept(filing)), on=on
            )
            form.search(request.POST.get("unit", "")[:LONGEST_QUERY])
            return draw(request, Step.ABOUT, filing, form, searched=True)
        if complete:
            return onward(filing)
    return draw(request, Step.ABOUT, filing, form)


@login_not_required
@require_safe
def suggest_places(request: HttpRequest) -> JsonResponse:
    """Places of that name, for the box."""
    found = places.search(request.GET.get("q", "").replace("\0", "")[:LONGEST_QUERY])
    return _suggestions([{"id": place.key, "label": place.label} for place in found])


@login_not_required
@require_safe
def suggest_units(request: HttpRequest) -> JsonResponse:
    """Institutions of that name, with the place they work in."""
    typed = request.GET.get("q", "").replace("\0", "")[:LONGEST_QUERY]
    found = directory.search_units(typed, on=timezone.localdate(), limit=10)
    return _suggestions(
        [
            {"id": unit.pk, "label": unit.name, "detail": _lies_in(unit)}
            for unit in found
            if unit.takes_applications
        ]
    )


def _looked_up(request: HttpRequest, filing: Filing) -> HttpResponse:
    """The list that was asked for, with everything else as typed; nothing is refused yet."""
    typed = request.POST.get("place", "")[:LONGEST_QUERY]
    picked = request.POST.get("pick", "")
    if request.POST["do"] == "search":
        offered: list[Place] = places.search(typed)
    else:
        around = places.find(picked) or places.find(f"p{request.POST.get('province', '')}")
        offered = places.inside(around) if around else []
    initial = {
        "place": (typed, request.POST.get("place_id", "")),
        "pick": picked,
        "place_note": request.POST.get("place_note", ""),
        "nowhere": bool(request.POST.get("nowhere")),
        "province": request.POST.get("province", ""),
    }
    form = addressing.Where(initial=initial, offered=offered)
    deeper = any(place.neighbourhood is None for place in offered[1:])
    return draw(request, Step.WHERE, filing, form, searched=True, deeper=deeper)


def _place_kept(filing: Filing | None) -> dict[str, Any]:
    answers = filing.answers if filing else {}
    place = places.kept(answers)
    return {
        "place": (place.label, place.key) if place else (answers.get("place_typed", ""), ""),
        "place_note": answers.get("place_note", ""),
        "nowhere": answers.get("nowhere", False),
        "province": answers.get("province") or "",
    }


def _unit_kept(filing: Filing | None) -> dict[str, Any]:
    answers = filing.answers if filing else {}
    number = answers.get("named_unit")
    unit = Unit.objects.filter(pk=number).first() if number else None
    named = (unit.name, str(unit.pk)) if unit else (answers.get("unit_typed", ""), "")
    return {"to": answers.get("to") or addressing.Whom.UNKNOWN, "unit": named}


def _accused_kept(filing: Filing) -> Unit | None:
    number = filing.answers.get("accused_unit")
    return Unit.objects.filter(pk=number).first() if number else None


def _lies_in(unit: Unit) -> str:
    """Which of many offices of one name it is."""
    return ", ".join(place.name for place in (unit.district, unit.province) if place)


def _suggestions(found: list[dict[str, Any]]) -> JsonResponse:
    response = JsonResponse(found, safe=False)
    response["Cache-Control"] = "private, max-age=300"
    return response
