"""What whoever filed may still do, having opened it with the code: take it back, object, rate the answer."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bimer.casework import afterwards
from bimer.casework.actors import Applicant
from bimer.casework.errors import NotAllowed, Refusal
from bimer.portal import forms
from bimer.portal.views.track import hand_in, opened


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest) -> HttpResponse:
    """Asked once more before it is taken back: nobody can undo it."""
    application = opened(request)
    if application is None or (request.method != "POST" and not application.is_open):
        return redirect("portal:track_detail")
    refusal = None
    if request.method == "POST":
        try:
            afterwards.withdraw(application, by=Applicant(application.pk), at=timezone.now())
        except (Refusal, NotAllowed) as problem:
            refusal = str(problem)
        else:
            return redirect("portal:track_detail")
    context = {"application": application, "refusal": refusal}
    return render(request, "portal/withdraw.html", context, status=422 if refusal else 200)


@login_not_required
@never_cache
@sensitive_post_parameters()
@require_POST
def objection(request: HttpRequest) -> HttpResponse:
    """One click inside the limit, with words or without."""
    return hand_in(request, "objection", forms.Objection, afterwards.objection)


@login_not_required
@never_cache
@sensitive_post_parameters()
@require_POST
def rate(request: HttpRequest) -> HttpResponse:
    """A mark for the answer, and whether it solved anything."""
    return hand_in(request, "rate", forms.Rate, afterwards.rate, to="portal:rated")


@login_not_required
@never_cache
@require_safe
def rated(request: HttpRequest) -> HttpResponse:
    """Thanks, and the way back."""
    return render(request, "portal/rated.html") if opened(request) else redirect(reverse("portal:track"))
