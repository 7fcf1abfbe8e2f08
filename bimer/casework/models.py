"""An application and its journey. `state`, `holder` and `version` change only in `lifecycle.step()`."""

import secrets

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import get_language, pgettext_lazy

from bimer.casework.lifecycle import OPEN, Move, State
from bimer.files.models import StoredFile
from bimer.institutions.models import DEEPEST, District, Neighbourhood, Officer, Province, Unit
from bimer.law import numbers, regimes
from bimer.law.kinds import IdentityLevel, Kind
from bimer.people.models import Person

TEXT_LIMIT = 100_000
SUBJECT_LIMIT = 150
EXCERPT_LIMIT = 120
_open = Q(state__in=sorted(OPEN))


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


def new_token() -> str:
    return secrets.token_urlsafe(24)


class Filing(models.Model):
    """A citizen's form while it is being filled in, found only by its unguessable token.

    Who she is lies in `people`; `answers` holds the rest. Once sent it points to the application."""

    token = models.CharField(max_length=43, primary_key=True, default=new_token)
    answers = models.JSONField(default=dict)
    person = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    language = models.CharField(max_length=5, default="tr")
    opened_at = models.DateTimeField()
    saved_at = models.DateTimeField(db_index=True)
    application = models.OneToOneField(
        "Application", on_delete=models.PROTECT, null=True, related_name="filing"
    )

    def __str__(self) -> str:
        return "filing"


class Application(models.Model):
    number = models.CharField(max_length=16, unique=True)
    tracking_number = models.CharField(max_length=16, unique=True)
    code_generation = models.PositiveSmallIntegerField(default=0)
    regime = models.CharField(max_length=8)  # a code of law.regimes
    kind = models.CharField(max_length=12, choices=KindChoice)
    topic = models.CharField(max_length=60, blank=True)
    channel = models.CharField(max_length=10, choices=Channel)
    identity_level = models.CharField(max_length=10, choices=IdentityChoice)
    language = models.CharField(max_length=5, default="tr")
    subject = models.CharField(max_length=SUBJECT_LIMIT)
    excerpt = models.CharField(max_length=EXCERPT_LIMIT, blank=True)
    text = models.TextField()
    happened = models.CharField(max_length=100, blank=True)
    province = models.ForeignKey(Province, models.PROTECT, null=True, related_name="+", db_index=False)
    district = models.ForeignKey(District, models.PROTECT, null=True, related_name="+", db_index=False)
    neighbourhood = models.ForeignKey(
        Neighbourhood, models.SET_NULL, null=True, related_name="+", db_index=False
    )
    place_note = models.CharField(max_length=200, blank=True)
    named_unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+", db_index=False)
    routing = models.JSONField(default=dict)
    applicant = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    state = models.CharField(max_length=20, choices=State, default=State.RECEIVED)
    holder = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False)
    version = models.PositiveIntegerField(default=1)
    taken_by = models.ForeignKey(Officer, models.SET_NULL, null=True, related_name="+", db_index=False)
    taken_at = models.DateTimeField(null=True)
    received_at = models.DateTimeField()
    # The last day in force, and the one first promised, which stays visible whatever changes.
    due_on = models.DateField()
    promised_on = models.DateField()
    answered_at = models.DateTimeField(null=True)
    round = models.PositiveSmallIntegerField(default=1)
    extension_ground = models.CharField(max_length=20, blank=True)
    interim_at = models.DateTimeField(null=True)  # an interim answer went out; the obligation stays open
    promise_on = models.DateField(null=True)
    rung = models.PositiveSmallIntegerField(default=0)  # how far up the ladder of warnings it has climbed
    must_decide = models.BooleanField(default=False)  # returned too often: the coordinator has to decide
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, related_name="merged")
    origin = models.ForeignKey("self", models.PROTECT, null=True, related_name="parts")
    # Who is complained about; read by `policy` alone, which keeps them away.
    accused_units = ArrayField(models.BigIntegerField(), default=list)
    accused_officers = ArrayField(models.BigIntegerField(), default=list)
    # The holder's line of coordination below the centre, so that a queue at any height is one index scan.
    l1 = models.BigIntegerField(null=True)
    l2 = models.BigIntegerField(null=True)
    l3 = models.BigIntegerField(null=True)
    l4 = models.BigIntegerField(null=True)
    l5 = models.BigIntegerField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["due_on", "id"], name="open_all", condition=_open),
            models.Index(fields=["holder", "due_on", "id"], name="open_holder", condition=_open),
            *(
                models.Index(
                    fields=[f"l{n}", "due_on", "id"],
                    name=f"open_l{n}",
                    condition=_open & Q(**{f"l{n}__isnull": False}),
                )
                for n in range(1, DEEPEST + 1)
            ),
            models.Index(fields=["promise_on"], name="promises", condition=Q(promise_on__isnull=False)),
            # The newest of a neighbourhood, and of a district where none was named: for `similarity`.
            models.Index(
                fields=["neighbourhood", "id"],
                name="same_neighbourhood",
                condition=Q(neighbourhood__isnull=False),
            ),
            models.Index(
                fields=["district", "id"],
                name="same_district",
                condition=Q(neighbourhood__isnull=True, district__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def regime_name(self) -> str:
        """The law it stands under, in the reader's language."""
        return regimes.naming(self.regime, timezone.localdate(self.received_at), get_language() or "tr")

    @property
    def identity_withheld(self) -> bool:
        """Handling units never see who filed (domain: GİZLİ, ANONİM)."""
        return self.identity_level != IdentityLevel.OPEN

    @property
    def reading_code(self) -> str:
        """The second secret, which opens the content. Derived, never stored."""
        return numbers.reading_code(settings.CODE_KEY.encode(), self.tracking_number, self.code_generation)

    def opens_with(self, code: str) -> bool:
        """Whether this is the reading code; takes as long when it is wrong."""
        key = settings.CODE_KEY.encode()
        return numbers.is_right_code(
            code, key=key, tracking=self.tracking_number, generation=self.code_generation
        )

    def place_under(self, unit: Unit) -> None:
        """Write the new holder's line of coordination; the centre, level 0, sees all and needs no column."""
        self.holder = unit
        line = unit.path[1:]
        for level in range(1, DEEPEST + 1):
            setattr(self, f"l{level}", line[level - 1] if len(line) >= level else None)


class Signature(models.Model):
    """What `similarity` keeps of the text. Apart from the application, whose row changes often.

    Eight columns and not one array: of each, the newest that agree are the head of an index."""

    application = models.OneToOneField(
        Application, models.CASCADE, primary_key=True, related_name="signature"
    )
    b1 = models.IntegerField()
    b2 = models.IntegerField()
    b3 = models.IntegerField()
    b4 = models.IntegerField()
    b5 = models.IntegerField()
    b6 = models.IntegerField()
    b7 = models.IntegerField()
    b8 = models.IntegerField()

    class Meta:
        indexes = [
            models.Index(fields=[f"b{n}", "application"], name=f"texts_alike_{n}") for n in range(1, 9)
        ]

    def __str__(self) -> str:
        return f"signature of {self.application_id}"


class Attachment(models.Model):
    """A file handed in with a filing; from registration on it belongs to the application."""

    filing = models.ForeignKey(Filing, on_delete=models.CASCADE, null=True, related_name="attachments")
    application = models.ForeignKey(Application, models.PROTECT, null=True, related_name="attachments")
    file = models.OneToOneField(StoredFile, models.PROTECT)

    def __str__(self) -> str:
        return self.file.name


class Dispatch(models.Model):
    """One unit's turn with the application: since when, from whom, until when it should act."""

    application = models.ForeignKey(Application, models.PROTECT, related_name="dispatches")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    sender = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+", db_index=False)
    received_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True)
    due_on = models.DateField()
    reason = models.TextField(blank=True)
    opened_at = models.DateTimeField(null=True)  # when an officer of the unit first read it
    return_code = models.CharField(max_length=20, blank=True)  # why the sender returned it (law.grounds)
    binding = models.BooleanField(default=False)  # the coordinator decided: it can't be returned any more

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["application"], condition=Q(left_at=None), name="one_holder_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.application_id} → {self.unit_id}"


class Event(models.Model):
    """What happened, as it was known then. `facts` carry what words will need; never personal data."""

    application = models.ForeignKey(Application, models.PROTECT, related_name="events", db_index=False)
    sequence = models.PositiveIntegerField()
    move = models.CharField(max_length=20, choices=Move)
    at = models.DateTimeField()
    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )
    by_applicant = models.BooleanField(default=False)
    before = models.CharField(max_length=20, blank=True)
    after = models.CharField(max_length=20)
    holder = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False)
    facts = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["application", "sequence"], name="one_event_per_version")
        ]

    def __str__(self) -> str:
        return f"{self.move} {self.application_id}"


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
                condition=Q(contributed_at=None, withdrawn_at=None),
                name="a_unit_is_asked_once_at_a_time",
            )
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


class Warning(models.Model):
    """A reminder or tekit on the way up the ladder (domain.md §12.15); once a rung for each last day."""

    application = models.ForeignKey(Application, models.PROTECT, related_name="warnings")
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
