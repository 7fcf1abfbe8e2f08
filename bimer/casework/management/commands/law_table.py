"""Write docs/law.md anew from the data of the law."""

from pathlib import Path

from django.core.management.base import BaseCommand

from bimer.law.document import law_table

PAGE = Path(__file__).resolve().parents[4] / "docs" / "law.md"


class Command(BaseCommand):
    help = "Write docs/law.md: every regime, clock, ground, authority and notice with article and test."

    def handle(self, *args: object, **options: object) -> None:
        PAGE.write_text(law_table(), encoding="utf-8")
        self.stdout.write(f"{PAGE} written.")
