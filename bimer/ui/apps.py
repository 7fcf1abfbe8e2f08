from django.apps import AppConfig
from django.core import checks

from bimer.ui.checks import settings_check


class UIConfig(AppConfig):
    """The floor that draws: templates, the theme, formats. Knows no application and has no models."""

    name = "bimer.ui"
    label = "ui"

    def ready(self) -> None:
        checks.register(settings_check, checks.Tags.security)
