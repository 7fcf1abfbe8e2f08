"""The form of what follows an answer."""

from django.utils.translation import gettext_lazy as _

from bimer.desk.forms import REASON_LIMIT, Move, long_text


class Reopen(Move):
    reason = long_text(
        label=_("Reason"),
        help_text=_("The applicant and the next officer read it; it stays in the history."),
        missing=_("Say why you reopen it."),
        limit=REASON_LIMIT,
    )
