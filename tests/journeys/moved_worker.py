"""The worker with its clock moved: `python -m tests.journeys.moved_worker FILE procrastinate worker …`.

FILE holds the seconds the clock is ahead; it is read at every look at the clock."""

import os
import sys
from datetime import datetime, timedelta
from pathlib import Path

import django
from django.core.management import execute_from_command_line
from django.utils import timezone

_real_now = timezone.now


def moved(file: Path):
    """A `now` that is ahead by what the file says at that moment."""

    def now() -> datetime:
        return _real_now() + timedelta(seconds=float(file.read_text()))

    return now


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bimer.settings")
    timezone.now = moved(Path(sys.argv[1]))
    django.setup()
    execute_from_command_line(["django", *sys.argv[2:]])
