"""Create the demonstration officers and show them in a table."""

from argparse import ArgumentParser

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from bimer.institutions import demo


class Command(BaseCommand):
    help = "Create demonstration officers, all with the same published password. Refuses in production."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--force", action="store_true", help="even when BIMER_PRODUCTION is set")

    def handle(self, *args: object, **options: object) -> None:
        if settings.PRODUCTION and not options["force"]:
            raise CommandError("This is a production system: everybody knows the demonstration password.")
        try:
            created = demo.create()
        except demo.DirectoryMissing as missing:
            raise CommandError(
                f"Load the directory first (directory_load --turkey): no {missing}"
            ) from missing
        self.stdout.write(f"Password of all: {demo.PASSWORD}\n\n")
        for officer, postings in created:
            first, *others = postings
            self.stdout.write(f"  {officer.username:<8} {officer.full_name:<14} {first}")
            for posting in others:
                self.stdout.write(f"  {'':<8} {'':<14} {posting}")
