"""`manage.py flush`: empties the database, the append-only tables too, for whoever owns them."""

from typing import Any

from django.core.management.commands import flush
from django.db import transaction

from bimer.casework.history import append_only


class Command(flush.Command):
    def handle(self, **options: Any) -> None:
        with transaction.atomic(using=options["database"]):
            append_only.lift(using=options["database"])
            super().handle(**options)
