"""System checks of the settings: what is wrong, with an id and a hint, before the first visitor finds it."""

from collections.abc import Iterator

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning


def settings_check(app_configs: object, **options: object) -> list[CheckMessage]:
    """Wrong settings of an installation in production; a demonstration may be as it is."""
    return list(_findings()) if settings.PRODUCTION else []


def _findings() -> Iterator[CheckMessage]:
    if settings.SECRET_KEY.startswith("development-only"):
        yield Error("The secret key is the published one.", hint="Set BIMER_SECRET_KEY.", id="bimer.E001")
    if settings.CODE_KEY.startswith("development-only"):
        yield Error("Anybody can compute reading codes.", hint="Set BIMER_CODE_KEY.", id="bimer.E002")
    if settings.DEBUG:
        yield Error("Errors would show their insides.", hint="Unset BIMER_DEBUG.", id="bimer.E003")
    if not settings.BASE_URL.startswith("https://"):
        yield Warning(
            "Letters and mails would carry an address without https.",
            hint="Set BIMER_BASE_URL to the public address.",
            id="bimer.W001",
        )
    if not settings.SOURCE_URL:
        yield Warning(
            "Users are offered no source (AGPL section 13).", hint="Set BIMER_SOURCE_URL.", id="bimer.W002"
        )
