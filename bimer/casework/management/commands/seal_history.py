"""`manage.py seal_history`: chains the histories from before there were chains."""

from django.core.management.base import BaseCommand

from bimer.casework.history import sealing


class Command(BaseCommand):
    help = "Gives every event without a digest its place in its application's chain; the others stay."

    def handle(self, *args: object, **options: object) -> None:
        sealed = sealing.seal_all(tell=lambda count: self.stdout.write(f"{count:,} histories …"))
        self.stdout.write(f"{sealed:,} histories chained.")
