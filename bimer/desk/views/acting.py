"""The screen that every simple move shares: load, check the right, one form, one operation, onward."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from bimer.casework import policy, queries
from bimer.casework.errors import Refusal
from bimer.casework.lifecycle import Move
from bimer.desk import forms
from bimer.desk.loading import Request, today, visible


def act(
    request: Request,
    number: str,
    *,
    move: Move,
    form_class: type[forms.Move],
    operation: Callable[..., object],
    heading: str,
    button: str,
    done: str,
    explanation: str = "",
    is_warning: bool = False,
    template: str = "desk/move.html",
    form_arguments: dict[str, Any] | None = None,
    extra: Callable[[Any], dict[str, Any]] | None = None,
) -> HttpResponse:
    """Show the form of a move, or make the move with what was handed in.

    `operation(application, by=, at=, **form.cleaned_data)` is called once. A refusal is shown on the form and
    nothing that was typed is lost. `extra(application)` gives what a template of its own needs besides."""
    application = visible(request, number)
    policy.require(request.user, move, application, on=today())
    form = form_class(request.POST or None, application=application, **(form_arguments or {}))
    if form.is_valid():
        try:
            operation(application, by=request.user, at=timezone.now(), **form.cleaned_data)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, done)
            return onward(request, application)
    context = {
        "application": application,
        "form": form,
        "heading": heading,
        "button": button,
        "explanation": explanation,
        "is_warning": is_warning,
    }
    context |= extra(application) if extra else {}
    return render(request, template, context, status=422 if form.errors else 200)


def onward(request: Request, application: Any) -> HttpResponse:
    """Back to the application, or to the inbox where it went out of the officer's sight."""
    if queries.visible_to(request.user, on=today()).filter(pk=application.pk).exists():
        return redirect("desk:application", number=application.number)
    messages.info(request, _("You can't see this application any more: it is outside your units."))
    return redirect("desk:inbox")
