from typing import Any

from django.core.management.base import BaseCommand

from bimer.casework import similarity
from bimer.casework.models import Signature


class Command(BaseCommand):
    help = "Sign the texts of applications registered earlier, so that similar ones are found."

    def handle(self, *args: Any, **options: Any) -> None:
        for number in similarity.sign_all():
            self.stdout.write(f"up to {number}")
        self.stdout.write(f"{Signature.objects.count():,} texts are signed.")
