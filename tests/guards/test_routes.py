"""Default deny: what is open to everybody stands in this list, and nowhere else (SecureDrop's habit)."""

import pytest
from django.test import Client
from django.urls import NoReverseMatch, get_resolver, reverse

PORTAL = (
    "home start what story attachment_remove where suggest_places whom suggest_units identity who check "
    "receipt receipt_pdf forget track track_detail message track_file answer_pdf privacy accessibility "
    "about withdraw objection rate rated reply_pdf "
    "integrity anchor contact language health manifest"
)
PUBLIC = {"desk:sign_in"} | {"portal:" + name for name in PORTAL.split()}  # fmt: skip


def names(patterns=None, prefix: str = "") -> set[str]:
    found: set[str] = set()
    for pattern in patterns or get_resolver().url_patterns:
        if hasattr(pattern, "url_patterns"):
            found |= names(pattern.url_patterns, f"{pattern.namespace}:" if pattern.namespace else prefix)
        else:
            found.add(f"{prefix}{pattern.name}")
    return found


def address(name: str) -> str:
    candidates = ({}, {"number": "26000000015"}, {"notice_id": 1}, {"attachment_id": 1}, {"answer_id": 1})
    candidates += ({"bulk_id": 1}, {"word": "sevk"}, {"leave_id": 1}, {"file": "2026-11-24.json"})
    parts = ({"number": "26000000015", part: 1} for part in ("attachment_id", "accusation_id", "warning_id"))
    for arguments in (*candidates, *parts):
        try:
            return reverse(name, kwargs=arguments)
        except NoReverseMatch:
            continue
    raise AssertionError(f"Tell this test which arguments {name} takes.")


def test_every_address_has_a_name_and_is_public_or_not_by_this_list():
    assert "" not in {name.rpartition(":")[2] for name in names()}
    assert names() >= PUBLIC


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(names() - PUBLIC))
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_stranger_is_sent_to_sign_in_from_everywhere_else(name, method):
    response = getattr(Client(), method)(address(name))

    assert response.status_code == 302
    assert response.url.startswith(reverse("desk:sign_in"))


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(PUBLIC))
def test_a_public_page_never_asks_who_is_there(name, centre):
    response = Client().get(address(name))

    assert not response.headers.get("Location", "").startswith("/gorevli/giris/?")
    assert response.status_code < 500


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["portal:home", "portal:track", "desk:sign_in"])
def test_pages_carry_the_headers_that_keep_strangers_out(name, centre):
    headers = Client().get(address(name)).headers

    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
