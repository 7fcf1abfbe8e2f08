"""Templates for answers: coordinators keep those of their units."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from bimer.casework import templates as wording
from bimer.casework.errors import NotAllowed, Refusal
from bimer.desk.forms.wording import Template
from bimer.desk.loading import Request, today


@require_safe
def templates(request: Request) -> HttpResponse:
    context = {
        "own": wording.kept_by(request.user, on=today()),
        "everybodys": wording.everybodys(),
        "keeps": bool(wording.units_of(request.user, on=today())),
    }
    return render(request, "desk/templates.html", context)


@require_http_methods(["GET", "POST"])
def template(request: Request) -> HttpResponse:
    """A new one, or the one named in the address."""
    units, kept = _units(request), _kept(request)
    names = ("name", "regime", "decision", "text")
    written = {name: getattr(kept, name) for name in names} | {"unit": kept.unit_id} if kept else {}
    form = Template(request.POST or None, units=units, initial=written)
    if form.is_valid():
        try:
            wording.keep(form.words(), template=kept.pk if kept else None, by=request.user, on=today())
        except Refusal as refusal:
            form.add_error("text", str(refusal))
        else:
            messages.success(request, _("The template was kept."))
            return redirect("desk:templates")
    context = {"form": form, "kept": kept}
    return render(request, "desk/template.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def switch(request: Request) -> HttpResponse:
    """Offer a template no longer, or again."""
    kept = _kept(request) if request.method == "POST" else None
    if kept is not None:
        wording.switch(kept.pk, is_active=not kept.is_active, by=request.user, on=today())
    return redirect("desk:templates")


def _units(request: Request) -> list[Any]:
    units = wording.units_of(request.user, on=today())
    if not units:
        raise NotAllowed("Only coordinators keep templates.")
    return units


def _kept(request: Request) -> Any:
    wanted = request.POST.get("sablon") or request.GET.get("sablon", "")
    if not wanted:
        return None
    return get_object_or_404(
        wording.kept_by(request.user, on=today()), pk=wanted if wanted.isdecimal() else 0
    )
