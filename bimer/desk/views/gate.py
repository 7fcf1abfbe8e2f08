"""The gate: marking who is complained about, lifting the mark, and the preliminary check."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_safe

from bimer.casework import answering, competence, decisions, gate, package, policy, similarity
from bimer.casework.errors import Refusal
from bimer.casework.lifecycle import Move
from bimer.desk.forms import gate as forms
from bimer.desk.gate_reading import gate_of, ground_text
from bimer.desk.loading import Request, reach_of, today, visible
from bimer.desk.views.acting import act

get_or_post = require_http_methods(["GET", "POST"])


@get_or_post
def accuse(request: Request, number: str) -> HttpResponse:
    return act(
        request,
        number,
        move=Move.ACCUSE,
        form_class=forms.Accuse,
        operation=gate.accuse,
        heading=_("Who is complained about"),
        button=pgettext("button", "Mark"),
        done=_("Marked. They don't see this application any more and are not told."),
        template="desk/accuse.html",
        form_arguments={"on": today()},
        extra=lambda application: gate_of(request, application, moves=[Move.ACCUSE]),
    )


@get_or_post
def lift(request: Request, number: str, accusation_id: int) -> HttpResponse:
    """Only a mark that stands has this page."""
    application = visible(request, number)
    accusation = get_object_or_404(application.accusations.filter(lifted_at=None), pk=accusation_id)
    return act(
        request,
        number,
        move=Move.ACCUSE,
        form_class=forms.Lift,
        operation=lambda _application, **kwargs: gate.lift(accusation, **kwargs),
        heading=_("It is not about them"),
        button=_("Lift the mark"),
        done=_("Lifted. From now on they are as all others."),
        explanation=", ".join(str(part) for part in (accusation.officer, accusation.unit) if part),
        is_warning=True,
    )


@get_or_post
def check(request: Request, number: str) -> HttpResponse:
    """The questions beside what came before; the result is shown before anything is recorded."""
    application = visible(request, number)
    policy.require(request.user, Move.CHECK, application, on=today())
    form = forms.Check(request.POST or None, application=application)
    verdict = None
    if form.is_valid():
        verdict = gate.verdict_on(application, form.answers())
        if request.POST.get("then") == "record" and request.POST.get("shown") == _shown(verdict):
            try:
                made = _record(request, application, form)
            except Refusal as refusal:
                form.refuse(refusal)
            else:
                return _checked(request, application, made)
    context = _beside(request, application) | {"form": form, "verdict": verdict}
    context["shown"] = _shown(verdict) if verdict else ""
    context["ground"] = ground_text(application, verdict.ground, today()) if verdict else ""
    return render(request, "desk/check.html", context, status=422 if form.errors else 200)


def _shown(verdict: Any) -> str:
    """What the page said the answers come to; with other answers it has to say so anew first."""
    return f"{verdict.goes_on} {verdict.ground} {verdict.exception}"


def _record(request: Request, application: Any, form: forms.Check) -> Any:
    return gate.check(
        application,
        answers=form.answers(),
        reasons=form.cleaned_data["reasons"],
        seen=form.cleaned_data["seen"],
        by=request.user,
        at=timezone.now(),
    )


def _checked(request: Request, application: Any, made: Any) -> HttpResponse:
    """What goes on goes on; what does not gets a draft that says so, which somebody else has to approve."""
    if made.goes_on:
        messages.success(request, _("Recorded: it goes on. The reasons are on the record."))
        return redirect("desk:application", number=application.number)
    messages.success(request, _("Recorded: it is not examined. Write the decision for the applicant."))
    preset = urlencode({"karar": "not_examined", "gerekce": made.ground})
    return redirect(f"{reverse('desk:draft', args=[application.number])}?{preset}")


def _beside(request: Request, application: Any) -> dict[str, Any]:
    return {
        "application": application,
        "is_checked": gate.is_checked(application),
        "suggestions": competence.suggestions(application, on=today()),
        "may_refer": Move.DRAFT in policy.moves(request.user, application, on=today())
        and answering.Decision.REFERRAL in decisions.law_of(application).decisions,
        "earlier": similarity.earlier(application, reach=reach_of(request), on=today()),
        **gate_of(request, application, moves=[]),
    }


@require_safe
def referral_package(request: Request, number: str) -> HttpResponse:
    """The file for the authority it was referred to."""
    application = visible(request, number)
    if not package.is_ready(application):
        raise Http404
    content = package.for_officer(application, request.user, at=timezone.now())
    headers = {
        "Content-Disposition": f'attachment; filename="basvuru-{application.number}.zip"',
        "Cache-Control": "private, no-store",
    }
    return HttpResponse(content, content_type="application/zip", headers=headers)
