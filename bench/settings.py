"""The reference: Django with nothing around the view. Same database, same server, no middleware, no other app."""

from bimer.settings import *  # noqa: F403

ROOT_URLCONF = "bench.urls"
INSTALLED_APPS = ["bench"]
MIDDLEWARE: list[str] = []
