"""What is written about an application: decisions, questions to others, notes, what the applicant thought."""

from django.db import models
from django.db.models import Q

from bimer.casework.models.application import Application
from bimer.casework.models.choices import Decision, Outcome, Purpose
from bimer.institutions.models import Officer, Unit


class Answer(models.Model):
    """A decision in the making and, once approved, for good. One draft at a time."""

    application = models.ForeignKey(Application, models.PROTECT, related_name="answers")
    round = models.PositiveSmallIntegerField(default=1)
    decision = models.CharField(max_length=12, choices=Decision, default=Decision.ANSWER)
    text = models.TextField(blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome, default=Outcome.INFORMED)
    ground = models.CharField(max_length=20, blank=True)  # a code of law.grounds
    separation = models.TextField(blank=True)  # why a part was kept back (4982 m.9)
    authority = models.CharField(max_length=30, blank=True)  # of a referral: a code of law.authorities
    promise_on = models.DateField(null=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False)
    drafted_by = models.ForeignKey(Officer, models.PROTECT, related_name="+", db_index=False)
    drafted_at = models.DateTimeField()
    proposed_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+", db_index=False)
    proposed_at = models.DateTimeField(null=True)
    remarks = models.TextField(blank=True)
    approved_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+", db_index=False)
    approved_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["application"], condition=Q(approved_at=None), name="one_draft_at_a_time"
            )
        ]
        indexes = [
            models.Index(
                fields=["unit", "-approved_at"], name="sent_by_unit", condition=Q(approved_at__isnull=False)
            )
        ]

    def __str__(self) -> str:
        return f"answer {self.pk}"


class Message(models.Model):
    """What applicant and officer wrote to each other after filing; `officer` is None for the applicant's."""

    application = models.ForeignKey(Application, models.PROTECT, related_name="messages")
    text = models.TextField()
    at = models.DateTimeField()
    officer = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+", db_index=False)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+", db_index=False)

    def __str__(self) -> str:
        return f"message {self.pk}"


class Demand(models.Model):
    """One of the things the applicant asks for; each gets an outcome."""

    application = models.ForeignKey(Application, models.PROTECT, related_name="demands")
    number = models.PositiveSmallIntegerField()
    text = models.TextField()
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    ground = models.CharField(max_length=20, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["application", "number"], name="demands_are_numbered")]

    def __str__(self) -> str:
        return f"demand {self.number} of {self.application_id}"


class Consultation(models.Model):
    """Another unit asked to contribute (görüş, ortak cevap) or told (bilgi). The lead still owns the answer.

    `due_on` is an internal date; a copy for information has none and nothing is expected."""

    application = models.ForeignKey(Application, models.PROTECT, related_name="consultations")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=12, choices=Purpose)
    question = models.TextField(blank=True)
    demand = models.ForeignKey(Demand, models.SET_NULL, null=True, related_name="consultations")
    asked_by = models.ForeignKey(Officer, models.PROTECT, related_name="+", db_index=False)
    asked_unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False)
    asked_at = models.DateTimeField()
    due_on = models.DateField(null=True)
    opened_at = models.DateTimeField(null=True)
    contribution = models.TextField(blank=True)
    contributed_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+", db_index=False)
    contributed_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["application", "unit"],
                condition=Q(contributed_at=None, withdrawn_at=None) & ~Q(purpose=Purpose.INFORMATION),
                name="a_unit_is_asked_once_at_a_time",
            ),
            models.UniqueConstraint(
                fields=["application", "unit"],
                condition=Q(withdrawn_at=None, purpose=Purpose.INFORMATION),
                name="a_unit_gets_one_copy",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.application_id} → {self.unit_id}"


class Note(models.Model):
    """What officers tell each other; the applicant never reads it."""

    application = models.ForeignKey(Application, models.PROTECT, related_name="notes")
    text = models.TextField()
    by = models.ForeignKey(Officer, models.PROTECT, related_name="+", db_index=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"note {self.pk}"


class Survey(models.Model):
    """What the applicant thought of the answer, once a round."""

    application = models.ForeignKey(Application, models.PROTECT, related_name="surveys")
    round = models.PositiveSmallIntegerField()
    score = models.PositiveSmallIntegerField()  # 1 to 5
    solved = models.BooleanField()
    text = models.TextField(blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["application", "round"], name="one_survey_a_round")]

    def __str__(self) -> str:
        return f"survey {self.pk}"


class Template(models.Model):
    """Words to begin an answer with, by regime, subject and institution; fields in braces are filled in."""

    name = models.CharField(max_length=120)
    text = models.TextField()
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")  # None: everybody's
    regime = models.CharField(max_length=8, blank=True)
    topic = models.CharField(max_length=60, blank=True)
    decision = models.CharField(max_length=12, choices=Decision, default=Decision.ANSWER)
    language = models.CharField(max_length=5, default="tr")
    is_active = models.BooleanField(default=True)

    def __str__(self) -> str:
        return self.name
