"""The anchors of the histories, for everybody to keep: nothing in them is about a person."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from bimer.casework.history import anchoring

CONTENT_TYPES = {"json": "application/json", "pem": "application/x-pem-file"}


@login_not_required
@require_safe
def integrity(request: HttpRequest) -> HttpResponse:
    """Why nobody can rewrite a history, and the statements that show it."""
    context = {"anchors": anchoring.published(), "key_file": anchoring.KEY_FILE}
    return render(request, "portal/integrity.html", context)


@login_not_required
@require_safe
def anchor(request: HttpRequest, file: str) -> HttpResponse:
    """A statement byte for byte as it was signed, its signature, or the public key."""
    content = anchoring.published_file(file)
    if content is None:
        raise Http404
    kind = CONTENT_TYPES.get(file.rpartition(".")[2], "application/octet-stream")
    headers = {"Content-Disposition": f'attachment; filename="{file}"'}
    return HttpResponse(content, content_type=kind, headers=headers)
