"""One application: everything about it on one page, its files, its letter, its printed history."""

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from bimer.casework import letter_writing, queries, routing, similarity
from bimer.desk import forms
from bimer.desk.loading import Request, reach_of, today, visible
from bimer.desk.reading import reading
from bimer.desk.views.letters import pdf
from bimer.files import storage


@require_safe
def application(request: Request, number: str) -> HttpResponse:
    found = visible(request, number)
    routing.mark_opened(found, by=request.user, at=timezone.now())
    context = reading(request, found) | {"take": forms.Take(application=found)}
    context |= {"campaign": similarity.campaign(found, reach=reach_of(request))}
    return render(request, "desk/application.html", context)


@require_safe
def printout(request: Request, number: str) -> HttpResponse:
    """The printed history of one application (döküm)."""
    found = visible(request, number)
    context = reading(request, found) | {"printed_at": timezone.now()}
    return render(request, "desk/printout.html", context)


@require_safe
def attachment(request: Request, number: str, attachment_id: int) -> FileResponse:
    file = get_object_or_404(queries.files_of(visible(request, number)), pk=attachment_id).file
    response = FileResponse(storage.open(file), content_type="application/octet-stream")
    for header, value in storage.attachment_headers(file).items():
        response[header] = value  # afterwards: FileResponse would show the file inline
    return response


@require_safe
def answer_pdf(request: Request, number: str) -> HttpResponse:
    """The answer that went out, else the letter as it would go now."""
    found = visible(request, number)
    knows_name = queries.applicant_of(found, request.user, on=today()) is not None
    content = letter_writing.answer_pdf(found, with_name=knows_name)
    draft = queries.draft_of(found) if content is None else None
    if draft is not None:
        content = letter_writing.draft_pdf(found, draft, at=timezone.now())
    if content is None:
        raise Http404
    return pdf(content, f"cevap-{found.number}.pdf")
