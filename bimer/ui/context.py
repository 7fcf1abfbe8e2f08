"""What every page needs to draw its frame. No database."""

from functools import cache
from hashlib import sha256

from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.translation import get_language


def page(request: HttpRequest) -> dict[str, object]:
    """Name, mark, language and built files of the frame; used by `ui/base.html`."""
    language = (get_language() or settings.LANGUAGE_CODE)[:2]
    other = next(((code, name) for code, name in settings.LANGUAGES if code != language), ("", ""))
    before, dotted, after = settings.SYSTEM_NAME.partition("İ")
    return {
        "system_name": settings.SYSTEM_NAME,
        "mark_before": before,
        "mark_dotted": dotted,
        "mark_after": after,
        "source_url": settings.SOURCE_URL,
        "hotline": settings.LAW.hotline,
        "language": language,
        "other_language": other[0],
        "other_language_name": other[1],
        "language_url": getattr(settings, "LANGUAGE_URL", "/dil/"),
        "here": request.get_full_path(),
        "portal_css": built("ui/portal.css"),
        "desk_css": built("ui/desk.css"),
        "ui_js": built("ui/ui.js"),
        "htmx_js": built("ui/htmx.min.js"),
    }


def built(path: str) -> str:
    """The address of a built file, with its fingerprint, so that a new version is fetched at once."""
    return f"{static(path)}?v={_fingerprint(path)}"


@cache
def _fingerprint(path: str) -> str:
    found = finders.find(path)
    if not found:
        return "0"
    with open(found, "rb") as file:
        return sha256(file.read()).hexdigest()[:10]
