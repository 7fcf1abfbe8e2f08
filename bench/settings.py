"""The reference: Django with nothing around the view. Same database and server, no middleware."""

from bimer.settings import *  # noqa: F403

ROOT_URLCONF = "bench.urls"
INSTALLED_APPS = ["bench"]
MIDDLEWARE: list[str] = []
