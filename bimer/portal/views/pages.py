"""Pages that stand still."""

from datetime import date
from functools import lru_cache

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.utils import timezone
from django.views.decorators.http import require_safe

from bimer.institutions import directory, versions
from bimer.institutions.models import Province


@login_not_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Two doors and what each is for."""
    figures = _figures(timezone.localdate(), versions.current())
    return render(request, "portal/home.html", {"figures": figures if figures["units"] else None})


@login_not_required
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept of whom, for how long and who may see it (Law 6698, Article 10)."""
    return render(request, "portal/privacy.html")


@login_not_required
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/accessibility.html")


@login_not_required
@require_safe
def contact(request: HttpRequest) -> HttpResponse:
    """Other ways in: telephone, office, letter."""
    return render(request, "portal/contact.html")


@login_not_required
@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """For a load balancer: this process answers."""
    return HttpResponse("ok", content_type="text/plain")


@login_not_required
@require_safe
def manifest(request: HttpRequest) -> JsonResponse:
    """Lets a telephone put the page beside its other programs."""
    icon = {"src": static("ui/icon.svg"), "sizes": "any", "type": "image/svg+xml"}
    content = {
        "name": settings.SYSTEM_NAME,
        "short_name": settings.SYSTEM_NAME,
        "start_url": "/",
        "display": "browser",
        "background_color": "#ffffff",
        "theme_color": "#0a5a63",
        "icons": [icon],
    }
    return JsonResponse(content, content_type="application/manifest+json")


@lru_cache(maxsize=1)
def _figures(on: date, _directory_version: int) -> dict[str, int]:
    """How many institutions answer today; counted again when the directory or the day has changed."""
    units = directory.current(on).filter(takes_applications=True).count()
    return {"units": units, "provinces": Province.objects.count()}
