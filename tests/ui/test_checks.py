"""Wrong settings are named before the first visitor finds them."""

from bimer.ui.checks import settings_check


def ids() -> list[str]:
    return [finding.id for finding in settings_check(None)]


def test_a_demonstration_may_be_as_it_is(settings):
    settings.PRODUCTION = False
    assert ids() == []


def test_in_production_published_keys_and_a_plain_address_are_named(settings):
    settings.PRODUCTION = True
    settings.SECRET_KEY = settings.CODE_KEY = "development-only"
    settings.DEBUG, settings.BASE_URL, settings.SOURCE_URL = True, "http://bimer.example", ""
    assert ids() == ["bimer.E001", "bimer.E002", "bimer.E003", "bimer.W001", "bimer.W002"]


def test_a_proper_installation_has_no_findings(settings):
    settings.PRODUCTION, settings.DEBUG = True, False
    settings.SECRET_KEY = settings.CODE_KEY = "x" * 60
    settings.BASE_URL, settings.SOURCE_URL = "https://bimer.example", "https://source.example"
    assert ids() == []
