"""The outbox: each row is one person being told one thing once. No personal data in any column."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from bimer.notices import letter_names
from bimer.people import vault


class State(models.TextChoices):
    WAITING = "waiting", _("Waiting to be sent")
    SENT = "sent", pgettext_lazy("notice", "Sent")
    FAILED = "failed", _("Could not be sent")
    TO_PRINT = "to_print", _("To be printed")
    PRINTED = "printed", pgettext_lazy("notice", "Printed")
    DROPPED = "dropped", pgettext_lazy("notice", "Not to be sent any more")


class Channel(models.TextChoices):
    EMAIL = "email", _("E-mail")
    LETTER = "letter", pgettext_lazy("notice", "Letter")


class Notice(models.Model):
    """Who hears of an event, by which way, and whether they have heard."""

    event_id = models.BigIntegerField()
    template = models.CharField(max_length=40)
    language = models.CharField(max_length=5)
    channel = models.CharField(max_length=10, choices=Channel)
    person = models.ForeignKey("people.Person", null=True, on_delete=models.PROTECT, related_name="+")
    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    facts = models.JSONField(default=dict)
    # The letter that goes with it, sealed: an answer may speak of private things. See `enclosure`.
    enclosed = models.BinaryField(null=True)
    enclosed_key_id = models.CharField(max_length=16, blank=True)
    state = models.CharField(max_length=10, choices=State)
    attempts = models.PositiveSmallIntegerField(default=0)
    # A code or the class of the fault; the server's own words may repeat the address.
    last_error = models.CharField(max_length=100, blank=True)
    # Whose clerk prints the letter.
    print_unit = models.ForeignKey("institutions.Unit", null=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)  # not tried again before
    sent_at = models.DateTimeField(null=True)
    printed_at = models.DateTimeField(null=True)
    printed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["event_id", "template", "person", "officer"],
                nulls_distinct=False,
                name="notice_once_each",
            ),
            models.CheckConstraint(
                condition=models.Q(person__isnull=True) | models.Q(officer__isnull=True),
                name="notice_has_one_hearer",
            ),
            # To an authority outside nobody's mail goes: a desk prints the letter.
            models.CheckConstraint(
                condition=models.Q(person__isnull=False)
                | models.Q(officer__isnull=False)
                | models.Q(print_unit__isnull=False),
                name="notice_has_a_way",
            ),
        ]
        indexes = [
            models.Index(fields=["due_at"], name="notice_due", condition=models.Q(state="waiting")),
            models.Index(
                fields=["print_unit", "created_at"],
                name="notice_to_print",
                condition=models.Q(state="to_print"),
            ),
            models.Index(fields=["created_at"], name="notice_failed", condition=models.Q(state="failed")),
        ]

    def __str__(self) -> str:
        return f"notice {self.pk} ({self.template})"

    @property
    def letter_name(self) -> str:
        """What the clerk calls the letter: answer, extension, fee …"""
        return letter_names.name(self.template)

    @property
    def address(self) -> str:
        """The e-mail address as it is now: an applicant's is never stored here."""
        if self.officer is not None:
            return self.officer.email
        return vault.contact(self.person_id).email if self.person_id else ""
