"""What failed below: each height sees only what the ladder of warnings has brought up to it."""

from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from bimer.casework import ladder, queries
from bimer.casework.queries import Scope
from bimer.desk.loading import Request, reach_of, today


@require_safe
def lateness(request: Request) -> HttpResponse:
    """The units below that let applications become late, and of one of them the applications."""
    scopes = [scope for scope in queries.scopes(reach_of(request)) if scope.below]
    if not scopes:
        return redirect("desk:inbox")
    scope = next((one for one in scopes if one.key == request.GET.get("kapsam")), scopes[0])
    groups = ladder.failing_units(scope.unit, scope.reach)
    chosen = next((group for group in groups if str(group.unit_id) == request.GET.get("birim")), None)
    found = ladder.failed_below(scope.unit, scope.reach)
    page = queries.page(
        found.filter(holder=chosen.unit_id) if chosen else found, after=request.GET.get("sonra", "")
    )
    context = {
        "scopes": [(one, _address(one)) for one in scopes],
        "scope": scope,
        "groups": [(group, _address(scope, group.unit_id)) for group in groups],
        "chosen": chosen,
        "everybody": _address(scope),
        "applications": page.applications,
        "warning_letters": ladder.last_letters(page.applications),
        "next_page": _address(scope, chosen.unit_id if chosen else "", page.after) if page.after else "",
        "on": today(),
    }
    return render(request, "desk/lateness.html", context)


def _address(scope: Scope, unit: int | str = "", after: str = "") -> str:
    wishes = {"kapsam": scope.key, "birim": unit, "sonra": after}
    return f"?{urlencode({name: value for name, value in wishes.items() if value})}"
