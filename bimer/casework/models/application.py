"""An application and its way. `state`, `holder` and `version` change only in `step()`."""

import secrets
import uuid

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import get_language

from bimer.casework.lifecycle import OPEN, Move, State
from bimer.casework.models.choices import Channel, IdentityChoice, KindChoice
from bimer.files.models import StoredFile
from bimer.institutions.models import DEEPEST, District, Neighbourhood, Officer, Province, Unit
from bimer.law import numbers, regimes
from bimer.law.kinds import IdentityLevel
from bimer.people.models import Person

TEXT_LIMIT = 100_000
SUBJECT_LIMIT = 150
EXCERPT_LIMIT = 120
_open = Q(state__in=sorted(OPEN))
# What few applications have, each with the index of those that have it.
_SELDOM = (("promise_on", "promises"), ("merged_into", "merged_into_one"), ("origin", "parts_of_one"))
# Asked at every count by `policy.unaccused`: beside the keys, so that a count never leaves its index.
_GUARD = ["accused_units", "accused_officers"]


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
    number = models.CharField(max_length=16)
    tracking_number = models.CharField(max_length=16)
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
    # Hides what the digests in its history stand for; another one is drawn when its words are erased.
    salt = models.UUIDField(null=True, default=uuid.uuid4)

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
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, related_name="merged", db_index=False)
    origin = models.ForeignKey("self", models.PROTECT, null=True, related_name="parts", db_index=False)
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
        # Not `unique=True`: that would keep a second index of each number, for beginnings nobody asks for.
        constraints = [
            models.UniqueConstraint(fields=[name], name=f"one_{name}")
            for name in ("number", "tracking_number")
        ]
        indexes = [
            models.Index(fields=["due_on", "id"], name="open_all", condition=_open, include=_GUARD),
            models.Index(
                fields=["holder", "due_on", "id"], name="open_holder", condition=_open, include=_GUARD
            ),
            *(
                models.Index(
                    fields=[f"l{n}", "due_on", "id"],
                    name=f"open_l{n}",
                    condition=_open & Q(**{f"l{n}__isnull": False}),
                    include=_GUARD,
                )
                for n in range(1, DEEPEST + 1)
            ),
            *(
                models.Index(fields=[name], name=index, condition=Q(**{f"{name}__isnull": False}))
                for name, index in _SELDOM
            ),
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
    """What happened, as it was known then. `facts` carry what words will need; never personal data.

    Rows are only ever added (a trigger sees to it); `digest` chains each to the one before, see `history`."""

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
    contents = models.JSONField(default=dict)  # digests of what it covers: "message:12", "answer:3"
    digest = models.BinaryField(max_length=32, default=b"")  # empty: made before there were chains

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["application", "sequence"], name="one_event_per_version")
        ]

    def __str__(self) -> str:
        return f"{self.move} {self.application_id}"
