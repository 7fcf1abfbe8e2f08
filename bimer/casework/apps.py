from django.apps import AppConfig
from django.core import checks

from bimer.casework.history import anchor_key


class CaseworkConfig(AppConfig):
    name = "bimer.casework"
    label = "casework"

    def ready(self) -> None:
        checks.register(anchor_key.check, checks.Tags.security)
