"""Where an application goes and who works on it: translated in, one operation called, translated out."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods

from bimer.casework import policy, routing, working
from bimer.casework.errors import Refusal
from bimer.casework.lifecycle import Move
from bimer.desk import forms
from bimer.desk.forms import going
from bimer.desk.loading import Request, today, visible
from bimer.desk.reading import reading
from bimer.desk.views.acting import act, onward

get_or_post = require_http_methods(["GET", "POST"])


# --- Sent elsewhere --------------------------------------------------------------------------------
@get_or_post
def forward(request: Request, number: str) -> HttpResponse:
    application = visible(request, number)
    policy.require(request.user, Move.FORWARD, application, on=today())
    searching = "search" in request.POST
    typed = going.Forward.typed(request.POST) if searching else None
    form = going.Forward(
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
    return act(
        request,
        number,
        move=Move.GIVE_BACK,
        form_class=going.GiveBack,
        operation=routing.give_back,
        heading=_("Return the application"),
        button=pgettext("button", "Return"),
        done=_("The application was returned."),
        is_warning=True,
        template="desk/give_back.html",
        form_arguments={"on": today()},
        extra=lambda application: {
            "to": routing.returns_to(application, on=today()),
            "is_bound": routing.is_bound(application),
        },
    )


@get_or_post
def recall(request: Request, number: str) -> HttpResponse:
    return act(
        request,
        number,
        move=Move.RECALL,
        form_class=going.Recall,
        operation=routing.recall,
        heading=_("Recall the application"),
        button=pgettext("button", "Recall"),
        done=_("The application is back with your unit."),
        explanation=_("Nobody at the unit it was sent to has opened it yet, so it can be fetched back."),
    )


@get_or_post
def copy(request: Request, number: str) -> HttpResponse:
    return act(
        request,
        number,
        move=Move.COPY,
        form_class=going.Copy,
        operation=routing.copy,
        heading=_("Copy for information"),
        button=_("Send the copy"),
        done=_("The institutions can read the application now."),
        explanation=_("They may read the application and its answer. Your unit goes on answering it."),
        form_arguments={"on": today()},
    )


# --- Who works on it -------------------------------------------------------------------------------
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
        context = reading(request, application) | {"take": form, "form": form}
        return render(request, "desk/application.html", context, status=422)
    return redirect("desk:application", number=number)


@get_or_post
def release(request: Request, number: str) -> HttpResponse:
    return act(
        request,
        number,
        move=Move.RELEASE,
        form_class=going.Release,
        operation=working.release,
        heading=_("Release the application"),
        button=pgettext("button", "Release"),
        done=_("The application is free for your colleagues."),
        explanation=_("You no longer work on it; what you have written stays. Any colleague can take it."),
    )


@get_or_post
def assign(request: Request, number: str) -> HttpResponse:
    colleagues = working.colleagues(visible(request, number), on=today())
    return act(
        request,
        number,
        move=Move.ASSIGN,
        form_class=going.Assign,
        operation=working.assign,
        heading=_("Assign to a colleague"),
        button=pgettext("button", "Assign"),
        done=_("The application was assigned; your colleague is told."),
        template="desk/assign.html",
        form_arguments={"colleagues": colleagues},
    )
