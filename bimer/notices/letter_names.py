"""What the letters are called at the clerk's desk, by the name of their notice."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

NAMES = {
    "receipt": _("Receipt"),
    "forwarded": pgettext_lazy("letter", "Notice of forwarding"),
    "classified": pgettext_lazy("letter", "Another law applies"),
    "corrected": pgettext_lazy("letter", "Correction"),
    "merged": pgettext_lazy("letter", "Merged applications"),
    "split": pgettext_lazy("letter", "Divided application"),
    "question": pgettext_lazy("letter", "Question to the applicant"),
    "question_reminder": pgettext_lazy("letter", "Reminder of a question"),
    "extended": pgettext_lazy("letter", "Extension"),
    "fee_due": pgettext_lazy("letter", "Fee"),
    "fee_paid": pgettext_lazy("letter", "Payment recorded"),
    "lapsed": pgettext_lazy("letter", "Fee unpaid, closed"),
    "answered": pgettext_lazy("letter", "Answer"),
    "interim": pgettext_lazy("letter", "Interim answer"),
    "not_examined": pgettext_lazy("letter", "Not examined"),
    "referred": pgettext_lazy("letter", "Notice of referral"),
    "referral": pgettext_lazy("letter", "Referral to an authority"),
    "objection_received": pgettext_lazy("letter", "Objection received"),
    "reopened": pgettext_lazy("letter", "Reopened"),
    "message_to_applicant": pgettext_lazy("letter", "Message"),
}
OTHER = pgettext_lazy("letter", "Notice")


def name(template: str) -> str:
    return str(NAMES.get(template, OTHER))
