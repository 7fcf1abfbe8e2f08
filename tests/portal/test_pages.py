"""Every portal page opens without signing in; the language is switched; the standing pages stand."""

import pytest
from django.urls import get_resolver, reverse

from bimer.portal import urls
from bimer.portal.views import pages

STANDING = ["home", "track", "privacy", "accessibility", "contact", "health", "manifest", "what", "integrity"]


@pytest.mark.parametrize("name", [pattern.name for pattern in urls.urlpatterns])
def test_nobody_is_asked_to_sign_in(citizen_at, name):
    arguments = {each: 1 for each in ("attachment_id", "answer_id", "file") if each in str(_route(name))}
    for method in (citizen_at.get, citizen_at.post):
        answer = method(name, **arguments)
        assert "/gorevli/" not in answer.headers.get("Location", "")


@pytest.mark.parametrize("name", STANDING)
@pytest.mark.parametrize("language", ["tr", "en"])
def test_standing_pages_open_in_both_languages(citizen_at, name, language):
    citizen_at.client.post(reverse("portal:language"), {"language": language, "next": "/"})

    assert citizen_at.get(name).status_code == 200


def test_turkish_comes_first_and_english_is_one_button_away(citizen_at):
    first = citizen_at.get("track").content.decode()
    citizen_at.client.post(reverse("portal:language"), {"language": "en", "next": "/takip/"})
    second = citizen_at.get("track").content.decode()

    assert "Takip numarası" in first
    assert "Tracking number" in second


def test_home_counts_the_institutions_anew_only_when_the_directory_changes(
    citizen_at, django_assert_num_queries
):
    pages._figures.cache_clear()
    citizen_at.get("home")
    with django_assert_num_queries(1):
        page = citizen_at.get("home").content.decode()
    pages._figures.cache_clear()

    assert "<strong>5</strong>" in page


def test_looking_at_pages_leaves_no_session_behind(citizen_at):
    for name in STANDING:
        citizen_at.get(name)

    assert "sessionid" not in citizen_at.client.cookies


def test_an_official_who_files_keeps_an_official_session(citizen_at, ozan):
    citizen_at.client.force_login(ozan)
    citizen_at.post("what", {"kind": "request"})

    assert citizen_at.client.session.get_expiry_age() <= 30 * 60


def _route(name):
    return get_resolver().reverse_dict.getlist(f"portal:{name}") or next(
        pattern.pattern for pattern in urls.urlpatterns if pattern.name == name
    )
