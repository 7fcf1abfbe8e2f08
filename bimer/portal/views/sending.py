"""Beginning, sending and the receipt."""

from datetime import datetime
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bimer.casework import correspondence, intake, letter_writing, queries
from bimer.casework.intake import Filing
from bimer.casework.particulars import EVIDENCE
from bimer.institutions.models import Unit
from bimer.law import clocks
from bimer.law.kinds import IdentityLevel, Kind, regime_for
from bimer.people import vault
from bimer.portal import advice, drafts, places, steps, words
from bimer.portal.stations import to_come
from bimer.portal.steps import Step
from bimer.portal.views.frame import draw, page


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """Go on with the form begun, or begin anew; only a confirmed start anew lets go of what was typed."""
    filing = drafts.current(request)
    if request.method == "POST":
        if filing and not filing.application_id:
            intake.discard(filing, at=timezone.now())
        drafts.forget(request)
        return redirect("portal:what")
    if filing is None:
        return redirect("portal:what")
    goes_on = "receipt" if filing.application_id else steps.first_open(filing.answers)
    return render(request, "portal/start.html", {"filing": filing, "goes_on": reverse(f"portal:{goes_on}")})


@page(Step.CHECK)
def check(request: HttpRequest, filing: Filing, *, at: datetime) -> HttpResponse:
    """The letter as it will go out, and the button that sends it, once however often it is pressed."""
    if request.method == "POST":
        intake.submit(filing, language=request.LANGUAGE_CODE, at=at)
        return redirect("portal:receipt")
    return draw(request, Step.CHECK, filing, **_letter(filing, at))


@login_not_required
@never_cache
@require_safe
def receipt(request: HttpRequest) -> HttpResponse:
    """The alındı: numbers, day, subject, institution, last day (circular 2004/12)."""
    filing = drafts.current(request)
    if filing is None or filing.application is None:
        return redirect("portal:start")
    application = filing.application
    status = queries.status_of(application.tracking_number)
    context = {
        "application": application,
        "status": status,
        "code": application.reading_code,
        "kind": words.KINDS[Kind(application.kind)],
        "why": correspondence.why(application),
        "article": words.article(status.article) if status else "",
        "anonymous": application.identity_level == IdentityLevel.ANONYMOUS,
        "by_email": _by_email(application.applicant_id),
        "stations": to_come(status) if status else [],
    }
    return render(request, "portal/receipt.html", context)


@login_not_required
@never_cache
@require_safe
def receipt_pdf(request: HttpRequest) -> HttpResponse:
    """The alındı to keep."""
    filing = drafts.current(request)
    if filing is None or filing.application is None:
        raise Http404
    return pdf(letter_writing.receipt_pdf(filing.application), f"alindi-{filing.application.number}.pdf")


@login_not_required
@require_POST
def forget(request: HttpRequest) -> HttpResponse:
    """For a computer others use too: this browser shows the application no more."""
    drafts.forget(request)
    return redirect("portal:home")


def pdf(content: bytes, name: str) -> HttpResponse:
    """A document to save."""
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _by_email(person_id: UUID | None) -> bool:
    return person_id is not None and vault.reachable_by(person_id) == "email"


def _unit(number: str | int | None) -> Unit | None:
    return Unit.objects.filter(pk=number).first() if number else None


def _letter(filing: Filing, at: datetime) -> dict[str, object]:
    """Everything the application will say, in the order of a letter."""
    answers = filing.answers
    kind = steps.kind_of(answers) or Kind.REQUEST
    on = timezone.localdate(at)
    attached = list(queries.files_of(filing))
    details = vault.read(filing.person_id) if filing.person_id else None
    for_legal_person = details is not None and details.kind == "legal"
    accused = _unit(answers.get("accused_unit"))
    return {
        "answers": answers,
        "today": on,
        "kind": words.KINDS[kind],
        "law": words.law(kind, on=on),
        "period": words.period(kind, on=on),
        "due_on": clocks.due(regime_for(kind), received=on).on,
        "place": places.kept(answers),
        "unit": _unit(answers.get("named_unit")),
        "asks_where": Step.WHERE in steps.order(answers),
        "asks_about": Step.ABOUT in steps.order(answers),
        "accused": accused,
        "evidence": [EVIDENCE[code] for code in answers.get("evidence", ()) if code in EVIDENCE],
        "advice": advice.beyond_the_ethics_law(answers, accused.name if accused else "")
        + advice.missing(answers, has_files=bool(attached))
        + advice.authority(for_legal_person=for_legal_person, has_files=bool(attached)),
        "level": steps.level_of(answers),
        "asks_level": Step.IDENTITY in steps.order(answers),
        "details": details,
        "attached": attached,
    }
