"""Places, institutions and officers. A unit has two edges: `parent` (whose organisation it belongs to)
and `coordinator` (who follows its applications up). Reach runs along `coordinator` only."""

from datetime import date

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from bimer.institutions.roles import Level, Role

DEEPEST = 5  # levels below the centre; queue pages carry one column for each
FIRST_DAY = date(2006, 1, 20)  # circular 2006/3 in the Official Gazette

_ordered_days = Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from"))


class Dated(models.QuerySet):
    """Rows with a first and a last day, both included; without a last day they are valid for now."""

    def current(self, on: date) -> "Dated":
        return self.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=on), valid_from__lte=on)

    def current_or_later(self, on: date) -> "Dated":
        return self.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=on))


class Province(models.Model):
    plate = models.CharField(max_length=4, primary_key=True)
    name = models.CharField(max_length=80)
    name_folded = models.CharField(max_length=80)
    region = models.CharField(max_length=40, blank=True)
    is_metropolitan = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.name


class District(models.Model):
    """An ilçe; the id is its official code. A centre district has no district governor."""

    id = models.IntegerField(primary_key=True)
    province = models.ForeignKey(Province, on_delete=models.PROTECT, related_name="districts")
    name = models.CharField(max_length=80)
    name_folded = models.CharField(max_length=80)
    is_centre = models.BooleanField(default=False)
    valid_from = models.DateField(default=FIRST_DAY)

    class Meta:
        indexes = [GinIndex(fields=["name_folded"], name="district_trgm", opclasses=["gin_trgm_ops"])]

    def __str__(self) -> str:
        return self.name


class Neighbourhood(models.Model):
    district = models.ForeignKey(District, on_delete=models.CASCADE, related_name="neighbourhoods")
    name = models.CharField(max_length=120)
    name_folded = models.CharField(max_length=120)
    kind = models.CharField(max_length=20)
    part_of = models.CharField(max_length=120, blank=True)
    postal_code = models.CharField(max_length=10, blank=True)

    class Meta:
        indexes = [GinIndex(fields=["name_folded"], name="neighbourhood_trgm", opclasses=["gin_trgm_ops"])]

    def __str__(self) -> str:
        return self.name


class UnitKind(models.Model):
    """One kind of institution, with the words citizens use for what it does."""

    code = models.CharField(max_length=60, primary_key=True)
    name_pattern = models.CharField(max_length=200)
    level = models.CharField(max_length=24, choices=Level)
    ministry = models.CharField(max_length=120, blank=True)
    keywords = ArrayField(models.CharField(max_length=120), default=list, blank=True)

    def __str__(self) -> str:
        return self.name_pattern


class Unit(models.Model):
    """An institution that receives applications, from its first to its last day under this name."""

    code = models.CharField(max_length=100, unique=True)
    name = models.CharField(max_length=250)
    name_folded = models.CharField(max_length=250)
    short_name = models.CharField(max_length=40, blank=True)
    search_folded = models.CharField(max_length=400)
    kind = models.ForeignKey(UnitKind, on_delete=models.PROTECT, null=True, blank=True, related_name="units")
    level = models.CharField(max_length=24, choices=Level)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    coordinator = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="coordinated")
    province = models.ForeignKey(Province, models.PROTECT, null=True, blank=True, related_name="units")
    district = models.ForeignKey(District, models.PROTECT, null=True, blank=True, related_name="units")
    addressee = models.CharField(max_length=260, blank=True)
    valid_from = models.DateField(default=FIRST_DAY)
    valid_to = models.DateField(null=True, blank=True)
    is_centre = models.BooleanField(default=False)
    takes_applications = models.BooleanField(default=True)
    path = ArrayField(models.BigIntegerField(), default=list, blank=True)
    depth = models.PositiveSmallIntegerField(default=0)

    objects = Dated.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=_ordered_days, name="unit_days_in_order"),
            models.CheckConstraint(condition=Q(depth__lte=DEEPEST), name="unit_not_too_deep"),
            models.UniqueConstraint(
                fields=["is_centre"], condition=Q(is_centre=True, valid_to=None), name="unit_one_centre"
            ),
        ]
        indexes = [
            GinIndex(fields=["search_folded"], name="unit_trgm", opclasses=["gin_trgm_ops"]),
            GinIndex(fields=["path"], name="unit_path"),
            models.Index(fields=["kind", "province", "district"], name="unit_kind_place"),
        ]

    def __str__(self) -> str:
        return self.name


class Succession(models.Model):
    """On this day the successor took over from the predecessor: renamed, merged or abolished."""

    predecessor = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="successions")
    successor = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="origins")
    on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["predecessor", "successor"], name="succession_once")]

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor}"


class DirectoryVersion(models.Model):
    """One row; the number changes with every change, so that processes notice their copies are old."""

    number = models.BigIntegerField(default=1)

    def __str__(self) -> str:
        return str(self.number)


class OfficerManager(BaseUserManager["Officer"]):
    def create_officer(self, username: str, password: str | None = None, **fields: object) -> "Officer":
        """Open an account; without a password nobody can sign in with it."""
        officer = self.model(username=fold_username(username), **fields)
        officer.set_password(password)
        officer.save(using=self._db)
        return officer

    def get_by_natural_key(self, username: str | None) -> "Officer":
        return self.get(username=fold_username(username or ""))


def fold_username(text: str) -> str:
    """User names are identifiers: compared without case, never by Turkish case rules."""
    return text.strip().casefold()


class Officer(AbstractBaseUser):
    """A person who works with applications; what she may do comes from her postings alone."""

    username = models.CharField(
        _("User name"),
        max_length=60,
        unique=True,
        validators=[RegexValidator(r"^[a-z0-9][a-z0-9._-]*\Z", _("Use a-z, 0-9, dot, hyphen, underscore."))],
    )
    full_name = models.CharField(_("Name"), max_length=120)
    title = models.CharField(_("Title"), max_length=120, blank=True)
    email = models.EmailField(_("E-mail"), blank=True)
    language = models.CharField(_("Language"), max_length=8, default="tr")
    is_active = models.BooleanField(_("May sign in"), default=True)
    has_shortcuts = models.BooleanField(_("Keyboard shortcuts"), default=True)

    objects = OfficerManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["full_name"]

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(username__regex=r"^[a-z0-9][a-z0-9._-]*$"), name="officer_username_is_plain"
            )
        ]

    def __str__(self) -> str:
        return self.full_name or self.username

    def get_full_name(self) -> str:
        return self.full_name

    def get_short_name(self) -> str:
        return self.full_name.split(" ", 1)[0]


class Posting(models.Model):
    """An officer works in a role at a unit, from a first to a last day, both included."""

    officer = models.ForeignKey(Officer, on_delete=models.CASCADE, related_name="postings")
    role = models.CharField(max_length=24, choices=Role)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="postings")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    objects = Dated.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=_ordered_days, name="posting_days_in_order"),
            models.UniqueConstraint(fields=["officer", "role", "unit", "valid_from"], name="posting_once"),
        ]

    def __str__(self) -> str:
        return f"{self.officer}: {self.get_role_display()}, {self.unit}"


class Leave(models.Model):
    """Days an officer is away; whoever stands in for her has her powers on those days (vekâlet)."""

    officer = models.ForeignKey(Officer, models.CASCADE, related_name="leaves")
    deputy = models.ForeignKey(Officer, models.CASCADE, null=True, related_name="stands_in")
    granted_by = models.ForeignKey(Officer, models.SET_NULL, null=True, related_name="+")
    valid_from = models.DateField()
    valid_to = models.DateField()
    objects = Dated.as_manager()

    class Meta:
        indexes = [models.Index(fields=["valid_to"], name="leaves_by_end")]

    def __str__(self) -> str:
        return f"{self.officer_id}: {self.valid_from} – {self.valid_to}"
