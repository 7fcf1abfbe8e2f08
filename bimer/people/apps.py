from django.apps import AppConfig
from django.core import checks

from bimer.people import keys


class People(AppConfig):
    name = "bimer.people"

    def ready(self) -> None:
        checks.register(keys.check, checks.Tags.security)
