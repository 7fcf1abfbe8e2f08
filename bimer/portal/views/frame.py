"""What every page of the form has in common: reached in order, saved at every sending, never cached."""

import functools
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from bimer.casework import intake
from bimer.casework.errors import Refusal
from bimer.casework.intake import Filing
from bimer.portal import drafts, steps
from bimer.portal.steps import Step

View = Callable[..., HttpResponse]
# These pages keep what was typed even if the form was lost meanwhile; the others need the kind first.
OPEN_AT_ANY_TIME = frozenset({Step.WHAT, Step.STORY, Step.WHERE, Step.WHOM})


def page(step: Step) -> Callable[[View], View]:
    """A page of the form: the view gets the form filled in so far (None before the first sending)."""

    def around(view: View) -> View:
        @login_not_required
        @never_cache
        @sensitive_post_parameters()
        @require_http_methods(["GET", "HEAD", "POST"])
        @functools.wraps(view)
        def shown(request: HttpRequest, **arguments: Any) -> HttpResponse:
            at, filing = timezone.now(), drafts.current(request)
            if filing and filing.application_id:
                return redirect("portal:receipt")
            if elsewhere := _elsewhere(request, step, filing):
                return redirect(f"portal:{elsewhere}")
            if request.method == "POST" and filing is None:
                filing = drafts.begin(request, at=at)
            try:
                return view(request, filing, at=at, **arguments)
            except Refusal as refusal:
                return _after_refusal(request, refusal)

        return shown

    return around


def save(request: HttpRequest, filing: Filing, step: Step, form: Any, *, at: datetime) -> bool:
    """Keep what was typed, complete or not, and say whether the page is complete."""
    complete, answers = form.is_valid(), form.answers()
    known = complete and (not is_autosave(request) or step in filing.answers.get("done", ()))
    done = steps.done_with(step, filing.answers, complete=known)
    intake.save_answers(filing, at=at, **answers, done=done)
    return complete


def is_autosave(request: HttpRequest) -> bool:
    """Sent by the script while somebody types, not by a button."""
    return "X-Autosave" in request.headers


def kept() -> HttpResponse:
    """The script's answer: saved, nothing to show."""
    return HttpResponse(status=204)


def onward(filing: Filing) -> HttpResponse:
    """To the first page not complete, which is the last page when one came back to change a thing."""
    return redirect(f"portal:{steps.first_open(filing.answers)}")


def draw(
    request: HttpRequest, step: Step, filing: Filing | None, form: Any = None, **context: Any
) -> HttpResponse:
    """The page with step list, way back and the time of the last save; 422 when it was refused."""
    answers = filing.answers if filing else {}
    before = steps.before(step, answers)
    marks = [
        {"title": mark.title, "state": mark.state, "url": reverse(f"portal:{mark.page}") if mark.page else ""}
        for mark in steps.marks(step, answers)
    ]
    context |= {
        "form": form,
        "filing": filing,
        "steps": marks,
        "number": [mark["state"] for mark in marks].index("now") + 1,
        "of": len(marks),
        "back": reverse(f"portal:{before}") if before else reverse("portal:home"),
    }
    return render(
        request, f"portal/{step}.html", context, status=422 if form is not None and form.errors else 200
    )


def _elsewhere(request: HttpRequest, step: Step, filing: Filing | None) -> Step | None:
    """The page to fill in first, if this one can't be opened yet."""
    answers = filing.answers if filing else {}
    if steps.may_open(step, answers) or (request.method == "POST" and step in OPEN_AT_ANY_TIME):
        return None
    return steps.first_open(answers)


def _after_refusal(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """Sent in another window while this page stood open: show the receipt. Anything else is a bug."""
    filing = drafts.current(request)
    if filing and filing.application_id:
        return redirect("portal:receipt")
    raise refusal
