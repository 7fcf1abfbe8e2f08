"""The words of an application: what it is, how it came, how it ended. No tables."""

from django.db import models
from django.utils.translation import pgettext_lazy

from bimer.law.kinds import IdentityLevel, Kind


class KindChoice(models.TextChoices):
    """The words for the kinds of `law.kinds`."""

    REQUEST = Kind.REQUEST.value, pgettext_lazy("kind", "Request")
    COMPLAINT = Kind.COMPLAINT.value, pgettext_lazy("kind", "Complaint")
    TIP_OFF = Kind.TIP_OFF.value, pgettext_lazy("kind", "Tip-off")
    OPINION = Kind.OPINION.value, pgettext_lazy("kind", "Opinion")
    SUGGESTION = Kind.SUGGESTION.value, pgettext_lazy("kind", "Suggestion")
    INFORMATION = Kind.INFORMATION.value, pgettext_lazy("kind", "Information request")
    ETHICS = Kind.ETHICS.value, pgettext_lazy("kind", "Ethics complaint")
    HUMAN_RIGHTS = Kind.HUMAN_RIGHTS.value, pgettext_lazy("kind", "Human rights application")
    DATA_SUBJECT = Kind.DATA_SUBJECT.value, pgettext_lazy("kind", "Request about personal data")


class Decision(models.TextChoices):
    """What goes out after approval: an answer, a stage of it, or that there will be none here."""

    ANSWER = "answer", pgettext_lazy("decision", "Answer")
    INTERIM = "interim", pgettext_lazy("decision", "Interim answer")
    NOT_EXAMINED = "not_examined", pgettext_lazy("decision", "Not examined")
    REFERRAL = "referral", pgettext_lazy("decision", "Referral to the competent authority")


class Purpose(models.TextChoices):
    """Why another unit was asked."""

    OPINION = "opinion", pgettext_lazy("purpose", "Opinion")
    PART = "part", pgettext_lazy("purpose", "Part of the answer")
    INFORMATION = "information", pgettext_lazy("purpose", "For information")


class Channel(models.TextChoices):
    WEB = "web", pgettext_lazy("channel", "Web")
    TELEPHONE = "telephone", pgettext_lazy("channel", "Telephone")
    EMAIL = "email", pgettext_lazy("channel", "E-mail")
    LETTER = "letter", pgettext_lazy("channel", "Letter")
    IN_PERSON = "in_person", pgettext_lazy("channel", "In person")


class IdentityChoice(models.TextChoices):
    OPEN = IdentityLevel.OPEN.value, pgettext_lazy("identity", "Open")
    HIDDEN = IdentityLevel.HIDDEN.value, pgettext_lazy("identity", "Identity withheld")
    ANONYMOUS = IdentityLevel.ANONYMOUS.value, pgettext_lazy("identity", "Anonymous")


class Outcome(models.TextChoices):
    POSITIVE = "positive", pgettext_lazy("outcome", "Accepted")
    PARTIAL = "partial", pgettext_lazy("outcome", "Partly accepted")
    REFUSED = "refused", pgettext_lazy("outcome", "Refused")
    INFORMED = "informed", pgettext_lazy("outcome", "Information given")
    NOT_HELD = "not_held", pgettext_lazy("outcome", "Not held")
    DONE = "done", pgettext_lazy("outcome", "Done")
    PROMISED = "promised", pgettext_lazy("outcome", "Will be done by a date")
    UNFOUNDED = "unfounded", pgettext_lazy("outcome", "Found baseless")
