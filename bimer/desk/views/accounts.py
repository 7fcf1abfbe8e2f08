"""Signing in and out, and what an officer may change about herself."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout, update_session_auth_hash
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from bimer.desk import forms
from bimer.desk.loading import Request, today
from bimer.desk.signing_in import SignIn
from bimer.institutions.models import Officer


@login_not_required
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    then = _internal(request.POST.get("next") or request.GET.get("next", ""))
    if request.user.is_authenticated:
        return redirect(then)
    form = SignIn(request.POST or None, request=request)
    if form.is_valid():
        response = form.login(request, redirect_url=then)
        return _speaking(response, form.user.language, unless=request.COOKIES)
    status = 429 if form.is_throttled else 422 if form.errors else 200
    asked = bool(request.GET.get("next")) and not form.is_bound
    return render(request, "desk/sign_in.html", {"form": form, "next": then, "asked": asked}, status=status)


@require_http_methods(["GET", "POST"])
def sign_out(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        logout(request)
    return redirect("desk:sign_in" if request.method == "POST" else "desk:inbox")


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def my_account(request: Request) -> HttpResponse:
    form = forms.Password(request.user, request.POST or None, label_suffix="")
    if form.is_valid():
        update_session_auth_hash(request, form.save())
        messages.success(request, _("Your password was changed. Elsewhere you are signed out."))
        return redirect("desk:my_account")
    context = {
        "form": form,
        "language_form": forms.Language(initial={"language": request.user.language}),
        "postings": request.user.postings.current(today()).select_related("unit").order_by("pk"),
    }
    return render(request, "desk/my_account.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def language(request: Request) -> HttpResponse:
    response = redirect("desk:my_account")
    form = forms.Language(request.POST or None)
    if form.is_valid():
        chosen = form.cleaned_data["language"]
        Officer.objects.filter(pk=request.user.pk).update(language=chosen)
        _speaking(response, chosen)
    return response


@require_POST
def shortcuts(request: Request) -> HttpResponse:
    """Keys of one letter on or off: speech input sets them off by chance (WCAG 2.1.4)."""
    Officer.objects.filter(pk=request.user.pk).update(has_shortcuts="on" in request.POST)
    return redirect("desk:my_account")


@require_POST
def still_here(request: Request) -> HttpResponse:
    """Whoever is typing a long answer is not idle."""
    return HttpResponse(status=204)


def _internal(url: str) -> str:
    """Where to go after signing in: a page of this door, nothing else."""
    home = reverse("desk:inbox")
    is_ours = url.startswith(home) and url_has_allowed_host_and_scheme(url, allowed_hosts=None)
    return url if is_ours and not url.startswith(reverse("desk:sign_in")) else home


def _speaking(response: HttpResponse, language: str, *, unless: dict | None = None) -> HttpResponse:
    if settings.LANGUAGE_COOKIE_NAME not in (unless or {}):
        response.set_cookie(settings.LANGUAGE_COOKIE_NAME, language, max_age=365 * 24 * 3600, samesite="Lax")
    return response
