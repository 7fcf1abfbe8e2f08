"""The record put right: each view translates in, calls one operation, translates out."""

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods

from bimer.casework import registering, similarity
from bimer.casework.lifecycle import Move
from bimer.desk.forms import registering as forms
from bimer.desk.loading import Request, reach_of, today
from bimer.desk.views.acting import act

get_or_post = require_http_methods(["GET", "POST"])


@get_or_post
def classify(request: Request, number: str) -> HttpResponse:
    return act(
        request,
        number,
        move=Move.CLASSIFY,
        form_class=forms.Classify,
        operation=registering.classify,
        heading=_("Classify the application"),
        button=pgettext("button", "Classify"),
        done=_("The application was classified."),
        explanation=_(
            "Under another law the last day is counted anew from the day it was received, and the applicant "
            "is told. The day first promised stays visible."
        ),
        form_arguments={"on": today()},
    )


@get_or_post
def correct(request: Request, number: str) -> HttpResponse:
    return act(
        request,
        number,
        move=Move.CORRECT,
        form_class=forms.Correct,
        operation=registering.correct,
        heading=_("Correct a typing error"),
        button=pgettext("button", "Correct"),
        done=_("Corrected. What it said before is kept."),
        explanation=_("Only typing errors. What it said before stays readable, and the applicant is told."),
    )


@get_or_post
def merge(request: Request, number: str) -> HttpResponse:
    return act(
        request,
        number,
        move=Move.MERGE,
        form_class=forms.Merge,
        operation=registering.merge,
        heading=_("Merge as a duplicate"),
        button=pgettext("button", "Merge"),
        done=_("The application was merged; the applicant is told the number that goes on."),
        explanation=_(
            "The same person filed the same before: that one goes on, and its answer answers both."
        ),
        is_warning=True,
        template="desk/merge.html",
        form_arguments={"officer": request.user, "on": today()},
        extra=lambda application: {"earlier": _earlier(request, application)},
    )


@get_or_post
def split(request: Request, number: str) -> HttpResponse:
    return act(
        request,
        number,
        move=Move.SPLIT,
        form_class=forms.Split,
        operation=registering.split,
        heading=_("Split into several applications"),
        button=pgettext("button", "Split"),
        done=_("Each part is an application of its own now; the applicant is told the numbers."),
        explanation=_(
            "Copy here what another institution has to answer. Each part becomes an application of its own, "
            "with the same last day, and goes to the institution its subject names. This application stays "
            "whole and goes on with the rest."
        ),
        template="desk/split.html",
        extra=lambda application: {"files": (), "letters_from_applicant": ()},
    )


def _earlier(request: Request, application: Any) -> list[similarity.Earlier]:
    """Open applications that may be the same, for the officer to look at."""
    found = similarity.earlier(application, reach=reach_of(request), on=today())
    return [one for one in found if one.application.is_open]
