"""The clerk's queue of letters to print and to post, and the letters between offices."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from bimer.casework import correspondence, letter_writing
from bimer.desk.loading import Request, today, visible

SHOWN = 100


@require_safe
def letters(request: Request) -> HttpResponse:
    """The oldest first; those printed leave the list."""
    waiting = correspondence.letters_to_print(request.user, on=today()).select_related("print_unit")
    rows = list(waiting[: SHOWN + 1])
    undelivered = list(correspondence.undelivered(request.user, on=today()).select_related("officer")[:SHOWN])
    context = {"letters": rows[:SHOWN], "more": len(rows) > SHOWN, "undelivered": undelivered}
    return render(request, "desk/letters.html", context)


@require_safe
def letter_pdf(request: Request, notice_id: int) -> HttpResponse:
    letter = _letter(request, notice_id)
    return pdf(correspondence.letter_pdf(letter), f"mektup-{letter.pk}.pdf")


@require_http_methods(["GET", "POST"])
def mark_printed(request: Request, notice_id: int) -> HttpResponse:
    letter = _letter(request, notice_id)
    if request.method == "POST":
        correspondence.mark_printed(letter, by=request.user, at=timezone.now())
        messages.success(request, _("Marked as printed. Application: %s") % letter.facts.get("number", ""))
    return redirect("desk:letters")


@require_http_methods(["GET", "POST"])
def try_again(request: Request, notice_id: int) -> HttpResponse:
    if request.method == "POST":
        if not correspondence.try_again(notice_id, by=request.user, at=timezone.now()):
            raise Http404
        messages.success(request, _("It will be tried again now."))
    return redirect("desk:letters")


@require_safe
def warning_pdf(request: Request, number: str, warning_id: int) -> HttpResponse:
    """A tekit about this application, for everybody who may read it."""
    content = letter_writing.warning_pdf(visible(request, number), warning_id)
    if content is None:
        raise Http404
    return pdf(content, f"tekit-{number}-{warning_id}.pdf")


def pdf(content: bytes, name: str) -> HttpResponse:
    """Shown by the browser, kept by no cache."""
    headers = {"Content-Disposition": f'inline; filename="{name}"', "Cache-Control": "private, no-store"}
    return HttpResponse(content, content_type="application/pdf", headers=headers)


def _letter(request: Request, notice_id: int):
    letter = correspondence.letter_to_print(request.user, notice_id, on=today())
    if letter is None:
        raise Http404
    return letter
