"""Following up: the number tells where it is, number and code open what it says."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bimer.casework import answering, correspondence, following, letter_writing, queries
from bimer.casework.actors import Applicant
from bimer.casework.errors import NotAllowed, Refusal
from bimer.casework.intake import Application
from bimer.casework.queries import Status
from bimer.files import storage
from bimer.law import clocks
from bimer.law.kinds import Kind
from bimer.portal import drafts, forms, stations, throttle, words
from bimer.portal.views.sending import pdf

STAYS_OPEN = timedelta(hours=2)


@login_not_required
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def track(request: HttpRequest) -> HttpResponse:
    """Where an application stands, for its number; with the code, on to what it says."""
    at, status = timezone.now(), None
    form = forms.Track(request.POST if request.method == "POST" else None)
    if form.is_bound:
        if again_at := throttle.free_again_at(request, at=at):
            return _later(request, at, again_at)
        if form.is_valid() and form.cleaned_data["code"]:
            if application := queries.opened_with(form.cleaned_data["number"], form.cleaned_data["code"]):
                _open(request, application, at)
                return redirect("portal:track_detail")
        elif form.is_valid():
            status = queries.status_of(form.cleaned_data["number"])
        if form.is_valid() and status is None:
            throttle.note_failure(request, at=at)
            form.add_error(
                None, _("We can't find this. Compare number and code with your receipt and type them again.")
            )
    return render(
        request, "portal/track.html", {"form": form, **_told(status, at)}, status=422 if form.errors else 200
    )


@login_not_required
@never_cache
@require_safe
def track_detail(request: HttpRequest) -> HttpResponse:
    """Text, files, answer and messages of the application opened with its code."""
    application = opened(request)
    return detail(request, application) if application else redirect("portal:track")


@login_not_required
@never_cache
@sensitive_post_parameters()
@require_POST
def message(request: HttpRequest) -> HttpResponse:
    """Something more for the officer."""
    there = reverse("portal:track_detail") + "#messages"
    return hand_in(request, "message", forms.Message, answering.write_message, to=there)


@login_not_required
@never_cache
@require_safe
def track_file(request: HttpRequest, attachment_id: int) -> FileResponse:
    """One of her own files, to save."""
    application = opened(request)
    attachment = queries.files_of(application).filter(pk=attachment_id).first() if application else None
    if attachment is None:
        raise Http404
    response = FileResponse(storage.open(attachment.file))
    for header, value in storage.attachment_headers(attachment.file).items():
        response.headers[header] = value  # afterwards: FileResponse would show the file inline
    return response


@login_not_required
@never_cache
@require_safe
def answer_pdf(request: HttpRequest) -> HttpResponse:
    """The last answer as the letter it is."""
    application = opened(request)
    letter = letter_writing.answer_pdf(application, with_name=True) if application else None
    if application is None or letter is None:
        raise Http404
    return pdf(letter, f"cevap-{application.number}.pdf")


@login_not_required
@never_cache
@require_safe
def reply_pdf(request: HttpRequest, answer_id: int) -> HttpResponse:
    """One of the answers of all rounds as the letter it was."""
    application = opened(request)
    answer = following.reply(application, answer_id) if application else None
    if application is None or answer is None:
        raise Http404
    letter = letter_writing.answer_pdf(application, with_name=True, answer=answer)
    return pdf(letter or b"", f"cevap-{application.number}-{answer.pk}.pdf")


def _open(request: HttpRequest, application: Application, at: datetime) -> None:
    """Remember in this browser, for two hours, that the code was known."""
    request.session.cycle_key()
    request.session[drafts.OPENED] = [application.pk, application.code_generation, at.timestamp()]
    drafts.keep(request)


def opened(request: HttpRequest) -> Application | None:
    """The application opened with its code, while that code holds."""
    pk, generation, opened = request.session.get(drafts.OPENED, (0, 0, 0))
    if timezone.now().timestamp() - opened > STAYS_OPEN.total_seconds():
        return None
    return queries.opened(pk, generation=generation)


def hand_in(
    request: HttpRequest,
    name: str,
    form_class: type[forms.Form],
    operation: Callable[..., object],
    *,
    to: str = "portal:track_detail",
) -> HttpResponse:
    """One of the forms below the opened application: what it is for is done, or the page says why not."""
    application = opened(request)
    if application is None:
        return redirect("portal:track")
    form = form_class(request.POST)
    if form.is_valid():
        by = Applicant(application.pk)
        try:
            operation(application, by=by, at=timezone.now(), **form.cleaned_data)
        except (Refusal, NotAllowed) as refusal:
            form.add_error("text" if name != "rate" else None, str(refusal))
        else:
            return redirect(to)
    return detail(request, application, **{name: form})


def detail(request: HttpRequest, application: Application, **filled: forms.Form) -> HttpResponse:
    """The opened application; `filled` is the form that was refused, by its name."""
    at = timezone.now()
    sheets: dict[str, forms.Form] = {
        "message": forms.Message(),
        "objection": forms.Objection(),
        "rate": forms.Rate(),
    }
    context = {
        "application": application,
        "kind": words.KINDS[Kind(application.kind)],
        "why": correspondence.why(application),
        "case": following.case(application, on=timezone.localdate(at)),
        "fee_article": words.article(clocks.fee_due(timezone.localdate(at)).article),
        "form": next(iter(filled.values()), None),
        **{f"{name}_form": form for name, form in (sheets | filled).items()},
        **_told(queries.status_of(application.tracking_number), at),
    }
    refused = any(form.errors for form in filled.values())
    return render(request, "portal/track_detail.html", context, status=422 if refused else 200)


def _told(status: Status | None, at: datetime) -> dict[str, object]:
    if status is None:
        return {"status": None}
    return {
        "status": status,
        "state": stations.STATES[status.state],
        "next": stations.NEXT[status.state],
        "parts": stations.parts(status),
        "article": words.article(status.article),
        "stations": stations.journey(status),
        "started": timezone.localdate(status.received_at),
        "finished": timezone.localdate(status.answered_at) if status.answered_at else None,
        "today": timezone.localdate(at),
    }


def _later(request: HttpRequest, at: datetime, again_at: datetime) -> HttpResponse:
    response = render(request, "portal/too_many.html", {"again_at": again_at}, status=429)
    response["Retry-After"] = str(int((again_at - at).total_seconds()) + 1)
    return response
