"""Load a directory of institutions: a CSV file, or Türkiye's as it ships."""

from argparse import ArgumentParser
from pathlib import Path
from time import monotonic

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from bimer.institutions import csv_file, loading, turkey
from bimer.institutions.problems import LoadRefused
from bimer.institutions.rows import Directory


class Command(BaseCommand):
    help = "Load institutions from a CSV file (docs/directory-csv.md) or, with --turkey, those that ship."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", nargs="?", type=Path, help="CSV file, UTF-8, one institution a line")
        parser.add_argument("--turkey", action="store_true", help="Türkiye's provinces and institutions")
        parser.add_argument(
            "--year", choices=turkey.YEARS, default="2015", help="shape of Türkiye's directory"
        )

    def handle(self, *args: object, **options: object) -> None:
        started = monotonic()
        try:
            loaded = loading.load(self._directory(options), progress=self._progress)
        except LoadRefused as refused:
            raise CommandError(f"Nothing was changed.\n{refused}") from refused
        self.stdout.write(
            f"{loaded.units:,} institutions ({loaded.new:,} new, {loaded.total:,} in all), "
            f"{loaded.neighbourhoods:,} new neighbourhoods, {monotonic() - started:.1f} s"
        )

    def _directory(self, options: dict[str, object]) -> Directory:
        file = options["file"]
        if bool(file) is bool(options["turkey"]):
            raise CommandError("Give either a file or --turkey.")
        if options["turkey"]:
            return turkey.directory(year=str(options["year"]), centre=settings.CENTRE_CODE)
        assert isinstance(file, Path)
        if not file.is_file():
            raise CommandError(f"No such file: {file}")
        return csv_file.read(file)

    def _progress(self, label: str, done: int, total: int) -> None:
        self.stdout.write(f"  {label}: {done:,} of {total:,}")
