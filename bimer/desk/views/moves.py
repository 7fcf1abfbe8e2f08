"""Taking and sending on: each view translates in, calls one operation, translates out."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from bimer.casework import policy, routing, working
from bimer.casework.errors import Refusal
from bimer.casework.lifecycle import Move
from bimer.desk import forms
from bimer.desk.loading import Request, today, visible
from bimer.desk.reading import reading
from bimer.desk.views.acting import onward

get_or_post = require_http_methods(["GET", "POST"])


@get_or_post
def take(request: Request, number: str) -> HttpResponse:
    application = visible(request, number)
    policy.require(request.user, Move.TAKE, application, on=today())
    form = forms.Take(request.POST or None, application=application)
    if form.is_valid() and application.taken_by != request.user:
        try:
            working.take(application, by=request.user, at=timezone.now(), **form.cleaned_data)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("You work on this application now."))
    if form.errors and application.taken_by != request.user:
        context = reading(application, request.user, on=today()) | {"take": form, "form": form}
        return render(request, "desk/application.html", context, status=422)
    return redirect("desk:application", number=number)


@get_or_post
def forward(request: Request, number: str) -> HttpResponse:
    application = visible(request, number)
    policy.require(request.user, Move.FORWARD, application, on=today())
    searching = "search" in request.POST
    typed = forms.Forward.typed(request.POST) if searching else None
    form = forms.Forward(
        None if searching else request.POST or None, application=application, on=today(), initial=typed
    )
    if form.is_valid():
        try:
            routing.forward(application, by=request.user, at=timezone.now(), **form.cleaned_data)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Forwarded. Now with: %s") % application.holder)
            return onward(request, application)
    context = {"application": application, "form": form, "searching": searching}
    return render(request, "desk/forward.html", context, status=422 if form.errors else 200)


@get_or_post
def give_back(request: Request, number: str) -> HttpResponse:
    application = visible(request, number)
    policy.require(request.user, Move.GIVE_BACK, application, on=today())
    form = forms.GiveBack(request.POST or None, application=application)
    if form.is_valid():
        try:
            routing.give_back(application, by=request.user, at=timezone.now(), **form.cleaned_data)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Returned. Now with: %s") % application.holder)
            return onward(request, application)
    context = {"application": application, "form": form, "to": routing.returns_to(application)}
    return render(request, "desk/give_back.html", context, status=422 if form.errors else 200)
