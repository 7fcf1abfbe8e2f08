"""One move for many applications: chosen in a list, asked once more, done in the background (toplu işlem)."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bimer.casework import bulk, policy, queries
from bimer.casework.bulk import Choice
from bimer.casework.errors import Refusal
from bimer.casework.lifecycle import Move
from bimer.desk.forms import bulk as forms
from bimer.desk.loading import Request, today

# The word in the address, the form, what the page is called, what its button says.
TOGETHER: dict[str, tuple[Move, type[forms.Together], Any, Any]] = {
    "sevk": (
        Move.FORWARD,
        forms.Forward,
        gettext_lazy("Forward together"),
        pgettext_lazy("button", "Forward"),
    ),
    "cevap": (
        Move.PROPOSE,
        forms.Answer,
        gettext_lazy("Answer together"),
        gettext_lazy("Put before the approver"),
    ),
    "onay": (
        Move.APPROVE,
        forms.Approve,
        gettext_lazy("Approve together"),
        gettext_lazy("Approve and send"),
    ),
    "ata": (
        Move.ASSIGN,
        forms.Assign,
        gettext_lazy("Assign together"),
        pgettext_lazy("button", "Assign"),
    ),
}
RECENT = 20


@require_POST
def together(request: Request, word: str) -> HttpResponse:
    """What was chosen, what of it is possible, and the form; sent, it becomes a job."""
    if word not in TOGETHER:
        raise Http404
    move, form_class, heading, button = TOGETHER[word]
    seen = _chosen(request)
    found = queries.visible_to(request.user, on=today()).filter(number__in=seen).order_by("due_on", "pk")
    choice = bulk.choose(found[: bulk.MOST + 1], move, by=request.user, on=today())
    is_sent = "then" in request.POST
    form = form_class(request.POST if is_sent else None, applications=choice.possible, on=today())
    if is_sent and form.is_valid():
        try:
            made = _begin(request, move, choice, seen, form)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("desk:bulk", bulk_id=made.pk)
    context = {"word": word, "heading": heading, "button": button, "form": form, "choice": choice}
    context |= {"groups": bulk.alike(choice.possible) if move == Move.APPROVE else [], "seen": seen}
    return render(request, "desk/together.html", context, status=422 if form.errors else 200)


@require_safe
def progress(request: Request, bulk_id: int) -> HttpResponse:
    """How far it is; looks again by itself while something waits."""
    made = get_object_or_404(bulk.begun_by(request.user), pk=bulk_id)
    mine = queries.visible_to(request.user, on=today())
    context = {
        "bulk": made,
        "heading": next(row[2] for row in TOGETHER.values() if row[0] == made.move),
        "progress": bulk.progress(made),
        "refusals": bulk.refusals(made, among=mine),
    }
    return render(request, "desk/bulk.html", context)


@require_safe
def bulks(request: Request) -> HttpResponse:
    """What the officer had done lately."""
    names = {row[0]: row[2] for row in TOGETHER.values()}
    made = [(one, names[Move(one.move)]) for one in bulk.begun_by(request.user)[:RECENT]]
    return render(request, "desk/bulks.html", {"bulks": made})


@require_http_methods(["GET", "POST"])
def hand_over(request: Request) -> HttpResponse:
    """All open work of somebody who leaves, to a colleague of the same unit (devir)."""
    officers = policy.directed(request.user, on=today()).order_by("full_name", "pk")
    leaver = forms.Leaver(request.POST or request.GET or None, officers=officers)
    if not leaver.is_valid():
        status = 422 if leaver.errors and request.method == "POST" else 200
        return render(request, "desk/hand_over.html", {"leaver": leaver}, status=status)
    officer = leaver.cleaned_data["officer"]
    mine = queries.visible_to(request.user, on=today())
    work = list(bulk.taken_by(officer, among=mine)[: bulk.MOST])
    form = forms.Assign(request.POST or None, applications=work, on=today())
    if request.method == "POST" and form.is_valid():
        seen = {application.pk: application.version for application in work}
        try:
            made = bulk.begin(
                Move.ASSIGN, seen=seen, details=form.details(), by=request.user, at=timezone.now()
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("desk:bulk", bulk_id=made.pk)
    context = {"leaver": leaver, "officer": officer, "work": work, "form": form, "on": today()}
    return render(request, "desk/hand_over.html", context, status=422 if form.errors else 200)


def _begin(
    request: Request, move: Move, choice: Choice, seen: dict[str, int], form: forms.Together
) -> bulk.Bulk:
    """What the officer looked at is what may be changed: the versions come from the list she chose in."""
    versions = {application.pk: seen[application.number] for application in choice.possible}
    made = bulk.begin(move, seen=versions, details=form.details(), by=request.user, at=timezone.now())
    if choice.left_out:
        messages.info(request, _("Left out, because it is not possible: %d") % len(choice.left_out))
    return made


def _chosen(request: Request) -> dict[str, int]:
    """The boxes ticked: number and version; what is no such pair was not on the page and is passed over."""
    pairs = [value.partition(".")[::2] for value in request.POST.getlist("chosen")[: bulk.MOST + 1]]
    return {number: int(seen) for number, seen in pairs if number.isdecimal() and seen.isdecimal()}
