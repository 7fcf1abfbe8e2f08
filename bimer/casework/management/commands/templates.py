"""`manage.py templates`: the words to begin an answer with that come with the system."""

from django.core.management.base import BaseCommand

from bimer.casework import templates


class Command(BaseCommand):
    help = "Writes down the answer templates that come with the system; those that are there stay."

    def handle(self, *args: object, **options: object) -> None:
        self.stdout.write(f"{templates.ship()} templates written.")
