"""What follows an answer."""

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from bimer.casework import afterwards
from bimer.casework.lifecycle import Move
from bimer.desk.forms.afterwards import Reopen
from bimer.desk.loading import Request
from bimer.desk.views.acting import act


@require_http_methods(["GET", "POST"])
def reopen(request: Request, number: str) -> HttpResponse:
    """A new round: what was answered stays as it is."""
    return act(
        request,
        number,
        move=Move.REOPEN,
        form_class=Reopen,
        operation=afterwards.reopen,
        heading=_("Reopen the application"),
        explanation=_(
            "A new round with the whole period of the law begins today, at the unit that has it now. "
            "The answer that was sent stays as it is; the applicant is told why."
        ),
        button=_("Reopen"),
        done=_("The application is open again."),
        is_warning=True,
    )
