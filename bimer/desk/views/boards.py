"""The lists: what waits, what needs a decision, what was handled, and one by its number."""

from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from bimer.casework import ladder, queries
from bimer.casework.lifecycle import Right
from bimer.casework.queries import AT_UNIT_ONLY, PAGE, Filter, Scope
from bimer.desk import forms
from bimer.desk.loading import Request, reach_of, today
from bimer.desk.together import offered

FIRST_TO_DECIDE = 20


@require_safe
def inbox(request: Request) -> HttpResponse:
    """Open applications of one queue, the earliest last day first."""
    scopes = queries.scopes(reach_of(request))
    if not scopes:
        return _without_inbox(request)
    scope = _wished(scopes, request.GET.get("kapsam", "")) or _usual(request, scopes)
    which = _filter(scope, request.GET.get("suzgec", ""))
    found = queries.queue(scope, which, officer=request.user, on=today())
    page = queries.page(found, after=request.GET.get("sonra", ""))
    context = {
        "scopes": [(one, _address(one)) for one in scopes],
        "scope": scope,
        "which": which,
        "filters": _filters(request, scope),
        "applications": page.applications,
        "next_page": _address(scope, which, page.after) if page.after else "",
        "is_first_page": not request.GET.get("sonra"),
        "first_page": _address(scope, which),
        "together": offered(_rights_in(scope)),
        "on": today(),
    }
    return render(request, "desk/inbox.html", context)


@require_safe
def overview(request: Request) -> HttpResponse:
    """A coordinator's five figures and the list that needs a decision first."""
    scopes = queries.scopes(reach_of(request))
    wide = [scope for scope in scopes if scope.below]
    if not wide:
        return redirect("desk:inbox")
    below = _wished(wide, request.GET.get("kapsam", "")) or wide[0]
    own = next((scope for scope in scopes if not scope.below and scope.unit == below.unit), None)
    found = queries.queue(below, Filter.ALL, officer=request.user, on=today())
    context = {
        "scopes": [(one, f"?{urlencode({'kapsam': one.key})}") for one in wide],
        "scope": below,
        "figures": _figures(request, below, own),
        "applications": queries.page(found).applications[:FIRST_TO_DECIDE],
        "all_open": _address(below),
        "on": today(),
    }
    return render(request, "desk/overview.html", context)


@require_safe
def find(request: Request) -> HttpResponse:
    form = forms.Find(request.GET if "number" in request.GET else None)
    if form.is_valid():
        found = queries.find_by_number(request.user, form.cleaned_data["number"], on=today())
        if found:
            return redirect("desk:application", number=found.number)
    missed = form.is_bound and form.is_valid()
    status = 422 if form.errors else 200
    return render(request, "desk/find.html", {"form": form, "missed": missed}, status=status)


@require_safe
def handled(request: Request) -> HttpResponse:
    """What the officer's own units passed on or answered, the newest first."""
    before = request.GET.get("once", "")
    found = queries.listed(queries.handled(reach_of(request)))
    rows = list((found.filter(pk__lt=int(before)) if before.isdecimal() else found)[: PAGE + 1])
    context = {
        "applications": rows[:PAGE],
        "next_page": f"?once={rows[PAGE - 1].pk}" if len(rows) > PAGE else "",
        "is_first_page": not before,
        "on": today(),
    }
    return render(request, "desk/handled.html", context)


def _without_inbox(request: Request) -> HttpResponse:
    """Clerks have letters instead; others read why the page is empty."""
    if reach_of(request).units_with(Right.PRINT):
        return redirect("desk:letters")
    return render(request, "desk/no_inbox.html")


def _rights_in(scope: Scope) -> frozenset[Right]:
    """What the officer may do with everything in this queue."""
    rights = scope.reach.below if scope.below else scope.reach.units
    return rights.get(scope.unit.pk, frozenset())


def _wished(scopes: list[Scope], key: str) -> Scope | None:
    return next((scope for scope in scopes if scope.key == key), None)


def _usual(request: Request, scopes: list[Scope]) -> Scope:
    """The officer's own unit, where she must act herself; if nothing waits there, all she follows up."""
    own = [scope for scope in scopes if not scope.below]
    wide = [scope for scope in scopes if scope.below]
    if not wide:
        return own[0]
    waits = own and queries.queue(own[0], Filter.ALL, officer=request.user, on=today()).exists()
    return own[0] if waits else wide[0]


def _filter(scope: Scope, name: str) -> Filter:
    offered = [which for which in Filter if not (scope.below and which in AT_UNIT_ONLY)]
    return next((which for which in offered if which == name), Filter.ALL)


def _filters(request: Request, scope: Scope) -> list[tuple[Filter, int, str]]:
    counts = queries.counts(scope, officer=request.user, on=today())
    return [(which, count, _address(scope, which)) for which, count in counts.items()]


def _figures(request: Request, below: Scope, own: Scope | None) -> list[tuple[str, int, str]]:
    """Late, due soon, failed and open in all below; new and awaiting approval at her own unit."""
    wide = queries.counts(below, officer=request.user, on=today())
    figures = [(str(which), wide[which], _address(below, which)) for which in (Filter.LATE, Filter.SOON)]
    if own:
        at_unit = queries.counts(own, officer=request.user, on=today())
        figures += [(str(w), at_unit[w], _address(own, w)) for w in (Filter.NEW, Filter.APPROVAL)]
    figures.append(("failed", ladder.failures(below.unit, below.reach), _delays(below)))
    return [*figures, (str(Filter.ALL), wide[Filter.ALL], _address(below))]


def _delays(scope: Scope) -> str:
    return f"{reverse('desk:lateness')}?{urlencode({'kapsam': scope.key})}"


def _address(scope: Scope, which: Filter = Filter.ALL, after: str = "") -> str:
    wishes = {"kapsam": scope.key, "suzgec": which.value if which != Filter.ALL else "", "sonra": after}
    return f"{reverse('desk:inbox')}?{urlencode({name: value for name, value in wishes.items() if value})}"
