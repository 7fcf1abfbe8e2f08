import shutil
import subprocess
from pathlib import Path

from django.core.management.base import BaseCommand, CommandParser

from bimer.notices import letters
from bimer.notices.samples import SAMPLES


class Command(BaseCommand):
    help = "Write every kind of letter as PDF, and as pictures when pdftoppm (poppler-utils) is there."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path)

    def handle(self, *args: object, folder: Path, **options: object) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        painter = shutil.which("pdftoppm")
        for name, sample in SAMPLES.items():
            path = folder / f"{name}.pdf"
            path.write_bytes(letters.render(sample))
            if painter:
                picture = [painter, "-png", "-r", "80", "-singlefile", str(path), str(folder / name)]
                subprocess.run(picture, check=True)  # noqa: S603 our own file names
            self.stdout.write(str(path))
