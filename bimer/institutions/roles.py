"""What an officer may be asked to do, and at what kind of institution. No database."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """The work an officer is posted for; written to the database, so never renamed."""

    SYSTEM_ADMINISTRATOR = "system_administrator", _("System administrator")
    CENTRE_EVALUATOR = "centre_evaluator", _("Centre evaluator")
    INSPECTOR = "inspector", _("Inspector")
    GENERAL_COORDINATOR = "general_coordinator", _("General coordinator")
    UNIT_COORDINATOR = "unit_coordinator", _("Unit coordinator")
    RESPONDENT = "respondent", _("Respondent")
    APPROVER = "approver", _("Approver")
    DESK_CLERK = "desk_clerk", _("Desk clerk")
    CALL_AGENT = "call_agent", _("Call agent")
    INFORMATION_OFFICER = "information_officer", _("Information officer")
    STATISTICS_READER = "statistics_reader", _("Statistics reader")


COORDINATORS = (Role.GENERAL_COORDINATOR, Role.UNIT_COORDINATOR)


class Level(models.TextChoices):
    """Where in the state an institution stands; the values are written to the database and to CSV files."""

    PRIME_MINISTRY = "prime_ministry", _("Prime Ministry")
    MINISTRY = "ministry", _("Ministry")
    GENERAL_DIRECTORATE = "general_directorate", _("General directorate")
    PRESIDENCY = "presidency", _("Presidency")
    DEPARTMENT = "department", _("Independent department")
    ADVISORY = "advisory", _("Advisory unit")
    ATTACHED = "attached", _("Attached body")
    RELATED = "related", _("Related body")
    ASSOCIATED = "associated", _("Associated body")
    GOVERNORATE = "governorate", _("Governorate")
    PROVINCIAL = "provincial", _("Provincial directorate")
    REGIONAL = "regional", _("Regional directorate")
    DISTRICT_GOVERNORATE = "district_governorate", _("District governorate")
    DISTRICT = "district", _("District directorate")
    LOCAL = "local", _("Local administration")
    UNIVERSITY = "university", _("University")
    OTHER = "other", _("Other institution")
