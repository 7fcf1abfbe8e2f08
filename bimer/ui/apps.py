from django.apps import AppConfig


class UIConfig(AppConfig):
    """The floor that draws: templates, the theme, formats. Knows no application and has no models."""

    name = "bimer.ui"
    label = "ui"
