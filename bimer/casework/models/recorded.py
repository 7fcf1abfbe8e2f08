"""What is kept beside an application: money, pauses, warnings, accusations, checks, bulk moves."""

from django.db import models
from django.db.models import Q

from bimer.casework.lifecycle import Move
from bimer.casework.models.application import Application
from bimer.institutions.models import Officer, Unit


class Correction(models.Model):
    """What a field said before the desk corrected a typing error."""

    application = models.ForeignKey(Application, models.PROTECT, related_name="corrections")
    field = models.CharField(max_length=20)
    before = models.TextField(blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(Officer, models.PROTECT, related_name="+", db_index=False)

    def __str__(self) -> str:
        return f"{self.field} of {self.application_id}"


class Fee(models.Model):
    """The cost of access told to the applicant (4982 m.10, m.11); amounts in kuruş."""

    application = models.ForeignKey(Application, models.PROTECT, related_name="fees")
    plain_pages = models.PositiveIntegerField()
    colour_pages = models.PositiveIntegerField(default=0)
    amount = models.PositiveIntegerField()
    told_at = models.DateTimeField()
    due_on = models.DateField(db_index=True)
    paid_at = models.DateTimeField(null=True)
    lapsed_at = models.DateTimeField(null=True)
    receipt = models.CharField(max_length=60, blank=True)  # number of the proof of payment

    def __str__(self) -> str:
        return f"fee {self.pk}"


class Pause(models.Model):
    """Days that count for nobody's share of the work: the fee is unpaid, the applicant was asked."""

    application = models.ForeignKey(Application, models.PROTECT, related_name="pauses")
    cause = models.CharField(max_length=20)  # fee | applicant
    effect = models.CharField(max_length=10)  # none | suspend | restart, by the regime
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["application"], condition=Q(ended_at=None), name="one_pause_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.cause} {self.application_id}"


class Accusation(models.Model):
    """Who is complained about. `policy` keeps that unit and that officer away from the application."""

    application = models.ForeignKey(Application, models.PROTECT, related_name="accusations")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    officer = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")
    title = models.CharField(max_length=120, blank=True)  # the post held at the time; no name
    marked_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+", db_index=False)
    at = models.DateTimeField()
    lifted_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"accusation {self.pk}"


class Check(models.Model):
    """The reasoned preliminary decision on a tip-off or complaint (4483 m.4): the list as it was worked."""

    application = models.ForeignKey(Application, models.PROTECT, related_name="checks")
    answers = models.JSONField(default=dict)  # question code: yes | no | unclear
    goes_on = models.BooleanField()
    ground = models.CharField(max_length=20, blank=True)
    reasons = models.TextField()
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False)
    by = models.ForeignKey(Officer, models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"check {self.pk}"


class Warning(models.Model):
    """A reminder or tekit on the way up the ladder (domain.md §12.15); once a rung for each last day."""

    application = models.ForeignKey(Application, models.PROTECT, related_name="warnings", db_index=False)
    number = models.BigAutoField(primary_key=True)
    rung = models.PositiveSmallIntegerField()
    due_on = models.DateField()
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False)  # who let it become late
    told = models.ForeignKey(Unit, models.PROTECT, related_name="+")  # who hears of it
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["application", "due_on", "rung"], name="a_rung_is_climbed_once")
        ]

    def __str__(self) -> str:
        return f"warning {self.pk}"


class Bulk(models.Model):
    """One move for many applications: a loop of single steps in a job."""

    move = models.CharField(max_length=20, choices=Move)
    by = models.ForeignKey(Officer, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    details = models.JSONField(default=dict)  # what the move needs: ids and texts, never who filed
    done_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"bulk {self.pk}"


class BulkItem(models.Model):
    """One application's turn in a bulk move: done, refused with the reason, or still waiting."""

    bulk = models.ForeignKey(Bulk, models.CASCADE, related_name="items")
    application = models.ForeignKey(Application, models.PROTECT, related_name="+")
    seen = models.PositiveIntegerField()
    done_at = models.DateTimeField(null=True)
    refused = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["bulk", "application"], name="one_turn_a_bulk")]

    def __str__(self) -> str:
        return f"{self.bulk_id}: {self.application_id}"
