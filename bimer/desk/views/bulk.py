"""One move for many applications: chosen in a list, asked once more, done in the background (toplu işlem)."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from bimer.casework import advice, bulk, choosing, policy, queries, similarity
from bimer.casework.choosing import Choice
from bimer.casework.errors import Refusal
from bimer.casework.lifecycle import OPEN, Right
from bimer.desk.forms import bulk as forms
from bimer.desk.loading import Request, reach_of, today, visible
from bimer.desk.together import TOGETHER, Kind, heading_of, offered

RECENT = 20


@require_POST
def together(request: Request, word: str) -> HttpResponse:
    """What was chosen, what of it is possible, and the form; sent, it becomes a job."""
    kind = TOGETHER.get(word)
    if kind is None:
        raise Http404
    seen = _chosen(request)
    found = queries.visible_to(request.user, on=today()).filter(number__in=seen).order_by("due_on", "pk")
    choice = choosing.choose(found[: choosing.MOST + 1], kind.move, by=request.user, on=today())
    data = request.POST if "then" in request.POST else None
    form = kind.form(data, applications=choice.possible, on=today())
    if data is not None and form.is_valid():
        try:
            made = _begin(request, kind, choice, seen, form)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("desk:bulk", bulk_id=made.pk)
    context = {"word": word, "kind": kind, "form": form, "choice": choice, "seen": seen}
    context |= {"groups": _groups(request, form)}
    return render(request, "desk/together.html", context, status=422 if form.errors else 200)


@require_safe
def progress(request: Request, bulk_id: int) -> HttpResponse:
    """How far it is; looks again by itself while something waits."""
    made = get_object_or_404(bulk.begun_by(request.user), pk=bulk_id)
    mine = queries.visible_to(request.user, on=today())
    context = {
        "bulk": made,
        "heading": heading_of(made.move),
        "progress": bulk.progress(made),
        "refusals": bulk.refusals(made, among=mine),
    }
    return render(request, "desk/bulk.html", context)


@require_safe
def bulks(request: Request) -> HttpResponse:
    """What the officer had done lately."""
    made = [(one, heading_of(one.move)) for one in bulk.begun_by(request.user)[:RECENT]]
    return render(request, "desk/bulks.html", {"bulks": made})


@require_safe
def alike(request: Request, number: str) -> HttpResponse:
    """The open applications that say nearly the same as this one: a campaign (domain.md §12.14)."""
    application, reached = visible(request, number), reach_of(request)
    found = similarity.alike(application, reach=reached).filter(state__in=OPEN).order_by("due_on", "pk")
    rights = frozenset[Right]().union(*reached.units.values(), *reached.below.values())
    context = {
        "application": application,
        "applications": list(queries.listed(found)[: choosing.MOST]),
        "campaign": similarity.campaign(application, reach=reached),
        "together": offered(rights),
        "on": today(),
    }
    return render(request, "desk/alike.html", context)


@require_safe
def hand_over(request: Request) -> HttpResponse:
    """All open work of somebody who leaves, to a colleague of the same unit (devir); sent to `together`."""
    officers = policy.directed(request.user, on=today()).order_by("full_name", "pk")
    leaver = forms.Leaver(request.GET or None, officers=officers)
    context = {"leaver": leaver, "on": today(), "most": choosing.MOST}
    if leaver.is_valid():
        officer = leaver.cleaned_data["officer"]
        mine = queries.visible_to(request.user, on=today())
        work = list(choosing.taken_by(officer, among=mine)[: choosing.MOST])
        form = forms.Assign(applications=work, on=today(), leaver=officer)
        seen = {application.number: application.version for application in work}
        context |= {"officer": officer, "work": work, "form": form, "seen": seen}
    return render(request, "desk/hand_over.html", context, status=422 if leaver.errors else 200)


def _begin(
    request: Request, kind: Kind, choice: Choice, seen: dict[str, int], form: forms.Together
) -> bulk.Bulk:
    """What the officer looked at is what may be changed: the versions come from the list she chose in."""
    versions = {application.pk: seen[application.number] for application in form.done_to()}
    made = bulk.begin(kind.move, seen=versions, details=form.details(), by=request.user, at=timezone.now())
    if choice.left_out:
        messages.info(request, _("Left out, because it is not possible: %d") % len(choice.left_out))
    return made


def _groups(request: Request, form: forms.Together) -> list[forms.Group]:
    """Each text that is to be approved, with what to look at in it; for the other moves none."""
    groups = form.groups if isinstance(form, forms.Approve) else []
    for group in groups:
        words = {name: getattr(group.answer, name) for name in ("text", "outcome", "ground", "decision")}
        group.advice = advice.advise(group.applications[0], **words, officer=request.user, on=today())
    return groups


def _chosen(request: Request) -> dict[str, int]:
    """The boxes ticked: number and version; what is no such pair was not on the page and is passed over."""
    pairs = [value.partition(".")[::2] for value in request.POST.getlist("chosen")[: choosing.MOST + 1]]
    return {number: int(seen) for number, seen in pairs if number.isdecimal() and seen.isdecimal()}
