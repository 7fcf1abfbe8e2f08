"""Deciding: the draft and its release, questions to others, what moves the last day."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_safe

from bimer.casework import advice, answering, consulting, policy, queries, templates, timing
from bimer.casework.errors import Refusal
from bimer.casework.lifecycle import Move
from bimer.desk import forms
from bimer.desk.forms import deciding
from bimer.desk.loading import Request, reach_of, today, visible
from bimer.desk.reading import proposal, reading
from bimer.desk.views.acting import act, onward
from bimer.law import clocks
from bimer.notices.writing import money

get_or_post = require_http_methods(["GET", "POST"])
# Buttons of the draft that show the page again instead of saving it.
CHECK, TEMPLATE, PART = "check", "template", "part-"


@get_or_post
def draft(request: Request, number: str) -> HttpResponse:
    """Save the decision in the making, put it before the approver, or only look at it again."""
    application = visible(request, number)
    policy.require(request.user, Move.DRAFT, application, on=today())
    answer, then = queries.draft_of(application), request.POST.get("then", "")
    form = _decide(request, application, answer)
    is_sent = form.is_bound and then not in (CHECK, TEMPLATE) and not then.startswith(PART)
    if is_sent and form.is_valid():
        operation = answering.propose if then == "propose" else answering.save_draft
        try:
            operation(application, by=request.user, at=timezone.now(), **form.content())
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            return _kept(request, number, proposes=then == "propose")
    found = _advice(form, request.user) if then == CHECK and form.is_valid() else None
    if then == TEMPLATE or then.startswith(PART):
        form.as_typed()
    context = _drafting(request, application) | {"form": form, "draft": answer, "advice": found}
    return render(request, "desk/draft.html", context, status=422 if form.errors else 200)


@get_or_post
def approve(request: Request, number: str) -> HttpResponse:
    told = _("The answer was approved and is on its way to the applicant.")
    return _release(request, number, Move.APPROVE, forms.Approve, answering.approve, told)


@get_or_post
def send_back(request: Request, number: str) -> HttpResponse:
    told = _("Sent back to its author with your remarks.")
    return _release(request, number, Move.SEND_BACK, forms.SendBack, answering.send_back, told)


def _release(
    request: Request,
    number: str,
    move: Move,
    form_class: type[forms.Move],
    operation: Callable[..., object],
    done: str,
) -> HttpResponse:
    """The page of what waits for approval has two forms: one releases it, one sends it back."""
    application = visible(request, number)
    policy.require(request.user, move, application, on=today())
    form = form_class(request.POST or None, application=application)
    if form.is_valid():
        try:
            operation(application, by=request.user, at=timezone.now(), **form.cleaned_data)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, done)
            return onward(request, application)
    remarks = form if move == Move.SEND_BACK else forms.SendBack(application=application)
    context = proposal(request, application) | {"form": form, "remarks": remarks}
    return render(request, "desk/approve.html", context, status=422 if form.errors else 200)


# --- Several hands ---------------------------------------------------------------------------------
@get_or_post
def consult(request: Request, number: str) -> HttpResponse:
    return act(
        request,
        number,
        move=Move.CONSULT,
        form_class=deciding.Consult,
        operation=consulting.consult,
        heading=_("Ask other institutions"),
        button=_("Send the question"),
        done=_("The question was sent."),
        template="desk/consult.html",
        form_arguments={"on": today()},
        extra=lambda application: {
            "asked": consulting.consultations_of(application),
            "usual_day": consulting.usual_day(application, on=today()),
            "on": today(),
        },
    )


@get_or_post
def contribute(request: Request, number: str) -> HttpResponse:
    asked = consulting.asked_of(request.user, visible(request, number), on=today())
    return act(
        request,
        number,
        move=Move.CONTRIBUTE,
        form_class=deciding.Contribute,
        operation=consulting.contribute,
        heading=_("Contribute to the answer"),
        button=_("Send the contribution"),
        done=_("Your contribution was sent to the unit that writes the answer."),
        template="desk/contribute.html",
        form_arguments={"asked": asked},
        extra=lambda application: {
            "asked": asked,
            "files": queries.files_of(application),
            "letters_from_applicant": queries.messages_of(application),
            "on": today(),
        },
    )


@get_or_post
def end_consultation(request: Request, number: str) -> HttpResponse:
    return act(
        request,
        number,
        move=Move.END_CONSULTATION,
        form_class=deciding.EndConsultation,
        operation=consulting.end_consultation,
        heading=_("Withdraw a question"),
        button=pgettext("button", "Withdraw"),
        done=_("The question was withdrawn; the institution is told."),
        explanation=_("Nothing is expected of the institution any more. What it has sent stays."),
    )


@get_or_post
def note(request: Request, number: str) -> HttpResponse:
    return act(
        request,
        number,
        move=Move.NOTE,
        form_class=deciding.Note,
        operation=consulting.note,
        heading=_("Write a note"),
        button=_("Keep the note"),
        done=_("The note was kept."),
    )


@get_or_post
def demands(request: Request, number: str) -> HttpResponse:
    return act(
        request,
        number,
        move=Move.DEMANDS,
        form_class=deciding.Demands,
        operation=consulting.demands,
        heading=_("Number the demands"),
        button=pgettext("button", "Save"),
        done=_("The demands were numbered. Each gets an outcome with the answer."),
        template="desk/demands.html",
        extra=lambda application: {"files": (), "letters_from_applicant": ()},
    )


# --- What moves the last day -----------------------------------------------------------------------
@get_or_post
def extend(request: Request, number: str) -> HttpResponse:
    """Where the time can't be extended, the application's page says why and what is possible."""
    application = visible(request, number)
    try:
        until = timing.extended_until(application, on=today())
    except Refusal as refusal:
        policy.require(request.user, Move.EXTEND, application, on=today())
        messages.warning(request, str(refusal))
        return redirect("desk:application", number=number)
    return act(
        request,
        number,
        move=Move.EXTEND,
        form_class=deciding.Extend,
        operation=timing.extend,
        heading=_("Extend the time"),
        button=pgettext("button", "Extend"),
        done=_("The time was extended; the applicant is told."),
        explanation=_("The answer would then be due on %(day)s instead of %(before)s. It can be done once.")
        % {"day": date_format(until), "before": date_format(application.due_on)},
    )


@get_or_post
def charge(request: Request, number: str) -> HttpResponse:
    """First the amount is shown; the applicant is told it with the second button."""
    application = visible(request, number)
    policy.require(request.user, Move.CHARGE, application, on=today())
    form, cost = deciding.Charge(request.POST or None, application=application), None
    if form.is_valid():
        pages = {name: form.cleaned_data[name] for name in ("plain_pages", "colour_pages")}
        try:
            cost = timing.cost(**pages, on=today())
            if request.POST.get("then") == "tell":
                timing.charge(application, by=request.user, at=timezone.now(), **form.cleaned_data)
                messages.success(request, _("The applicant is told the cost; until it is paid no days run."))
                return onward(request, application)
        except Refusal as refusal:
            form.refuse(refusal)
    amount = money(cost.kurus) if cost else ""
    context = {"application": application, "form": form, "cost": cost, "amount": amount}
    context |= {"year": str(timing.tariff_year(on=today())), "article": clocks.fee_due(today()).article}
    return render(request, "desk/charge.html", context, status=422 if form.errors else 200)


@get_or_post
def pay(request: Request, number: str) -> HttpResponse:
    return act(
        request,
        number,
        move=Move.PAY,
        form_class=deciding.Pay,
        operation=timing.pay,
        heading=_("Record the payment"),
        button=_("Record the payment"),
        done=_("The payment was recorded; the period runs again."),
    )


@get_or_post
def ask(request: Request, number: str) -> HttpResponse:
    return act(
        request,
        number,
        move=Move.ASK,
        form_class=deciding.Ask,
        operation=timing.ask,
        heading=_("Ask the applicant"),
        button=_("Send the question"),
        done=_("The applicant is asked."),
        explanation=_("The applicant answers on the tracking page. You can write the answer at any time."),
    )


@require_safe
def asked(request: Request) -> HttpResponse:
    """What other units ask of the officer's own, the earliest day first."""
    context = {"asked": queries.asked_of(reach_of(request))[:200], "on": today()}
    return render(request, "desk/asked.html", context)


# --- Parts -----------------------------------------------------------------------------------------
def _decide(request: Request, application: Any, answer: Any) -> deciding.Decide:
    """The form with what was typed, what was saved, or what a check or a template suggests."""
    if request.method == "POST":
        data = request.POST.copy()
        added = _added(application, request.POST.get("then", ""), data.get("template", ""))
        if added:
            data["text"] = "\n\n".join(filter(None, [data.get("text", "").rstrip(), added]))
        return deciding.Decide(data, application=application, on=today())
    if answer is not None:
        written = deciding.Decide.written(answer)
    else:
        written = {
            "decision": request.GET.get("karar", "answer"),
            "no_ground": request.GET.get("gerekce", ""),
            "authority": request.GET.get("merci", ""),
        }
    chosen = _added(application, TEMPLATE, request.GET.get("sablon", ""))
    if chosen:
        written["text"] = "\n\n".join(filter(None, [written.get("text", ""), chosen]))
    return deciding.Decide(application=application, on=today(), initial=written)


def _added(application: Any, then: str, template: str) -> str:
    """What a button adds to the text: the words of a template, or another unit's contribution."""
    if then == TEMPLATE and template.isdecimal():
        chosen = templates.offered(application).filter(pk=template).first()
        return templates.filled(chosen, application) if chosen else ""
    if then.startswith(PART) and then.removeprefix(PART).isdecimal():
        part = consulting.consultations_of(application).filter(pk=then.removeprefix(PART)).first()
        return part.contribution if part else ""
    return ""


def _kept(request: Request, number: str, *, proposes: bool) -> HttpResponse:
    messages.success(request, _("Proposed for approval.") if proposes else _("Draft saved."))
    return redirect("desk:application" if proposes else "desk:draft", number=number)


def _advice(form: deciding.Decide, officer: Any) -> list[advice.Advice]:
    content = form.content()
    names = ("text", "outcome", "ground", "decision")
    wanted = {name: content[name] for name in names}
    return advice.advise(form.application, **wanted, officer=officer, on=today())


def _drafting(request: Request, application: Any) -> dict[str, Any]:
    return reading(request, application) | {"templates": templates.offered(application)}
