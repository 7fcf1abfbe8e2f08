"""Who is away and who stands in (vekâlet): one's own leave, and that of the officers of one's units."""

from datetime import timedelta

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from bimer.casework import policy
from bimer.desk.forms import leaves as forms
from bimer.desk.loading import Request, today
from bimer.institutions import leaves as operations
from bimer.institutions.leaves import LeaveRefused
from bimer.institutions.models import Leave, Officer

SHOWN_AFTERWARDS = timedelta(days=90)


@require_http_methods(["GET", "POST"])
def leaves(request: Request) -> HttpResponse:
    """The leaves of one officer, and a form for the next one."""
    officers = policy.directed(request.user, on=today()).order_by("full_name", "pk")
    officer = _whose(request, officers)
    form = forms.Grant(request.POST or None, officer=officer, on=today())
    if form.is_valid():
        try:
            operations.grant(officer, by=request.user, **form.cleaned_data)
        except LeaveRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The leave was written down."))
            return redirect(f"{request.path}?officer={officer.pk}")
    since = today() - SHOWN_AFTERWARDS
    context = {
        "officer": officer,
        "officers": officers,
        "whose": forms.Whose(initial={"officer": officer.pk}, officers=officers),
        "form": form,
        "leaves": operations.leaves_of(officer, since=since),
        "stood_in": operations.stood_in(officer, since=since),
        "on": today(),
    }
    return render(request, "desk/leaves.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def end_leave(request: Request, leave_id: int) -> HttpResponse:
    """Back earlier, or not away at all; asked once more."""
    directed = policy.directed(request.user, on=today())
    mine = Leave.objects.filter(officer__in=directed.values("pk")).select_related("officer", "deputy")
    leave = get_object_or_404(mine, pk=leave_id)
    if request.method == "GET":
        return render(request, "desk/end_leave.html", {"leave": leave, "on": today()})
    try:
        operations.end(leave, on=today())
    except LeaveRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The leave ended; nobody stands in any more."))
    return redirect(f"{reverse('desk:leaves')}?officer={leave.officer_id}")


def _whose(request: Request, officers: QuerySet[Officer]) -> Officer:
    """Whoever was chosen, if her leave is the asking officer's to look after; else the asking officer."""
    wished = request.GET.get("officer", "")
    found = officers.filter(pk=int(wished)).first() if wished.isdecimal() and len(wished) < 10 else None
    return found or request.user
