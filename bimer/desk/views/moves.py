"""What officers do to an application: each view translates in, calls one operation, translates out."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from bimer.casework import answering, policy, queries, routing, working
from bimer.casework.errors import Refusal
from bimer.casework.lifecycle import Move
from bimer.desk import forms
from bimer.desk.loading import Request, today, visible
from bimer.desk.reading import proposal, reading
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


@get_or_post
def draft(request: Request, number: str) -> HttpResponse:
    """Save the answer in the making, or put it before the approver: two buttons of one form."""
    application = visible(request, number)
    policy.require(request.user, Move.DRAFT, application, on=today())
    answer = queries.draft_of(application)
    written = {"text": answer.text, "outcome": answer.outcome} if answer else {}
    form = forms.Draft(request.POST or None, application=application, initial=written)
    proposes = request.POST.get("then") == "propose"
    if form.is_valid():
        operation = answering.propose if proposes else answering.save_draft
        try:
            operation(application, by=request.user, at=timezone.now(), **form.cleaned_data)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Proposed for approval.") if proposes else _("Draft saved."))
            return redirect("desk:application" if proposes else "desk:draft", number=number)
    context = reading(application, request.user, on=today()) | {"form": form, "draft": answer}
    return render(request, "desk/draft.html", context, status=422 if form.errors else 200)


@get_or_post
def approve(request: Request, number: str) -> HttpResponse:
    application = visible(request, number)
    policy.require(request.user, Move.APPROVE, application, on=today())
    form = forms.Approve(request.POST or None, application=application)
    if form.is_valid():
        try:
            answering.approve(application, by=request.user, at=timezone.now(), **form.cleaned_data)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("The answer was approved and is on its way to the applicant."))
            return onward(request, application)
    remarks = forms.SendBack(application=application)
    context = proposal(application, request.user, on=today()) | {"form": form, "remarks": remarks}
    return render(request, "desk/approve.html", context, status=422 if form.errors else 200)


@get_or_post
def send_back(request: Request, number: str) -> HttpResponse:
    application = visible(request, number)
    policy.require(request.user, Move.SEND_BACK, application, on=today())
    form = forms.SendBack(request.POST or None, application=application)
    if form.is_valid():
        try:
            answering.send_back(application, by=request.user, at=timezone.now(), **form.cleaned_data)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Sent back to its author with your remarks."))
            return onward(request, application)
    context = proposal(application, request.user, on=today()) | {"form": form, "remarks": form}
    return render(request, "desk/approve.html", context, status=422 if form.errors else 200)
