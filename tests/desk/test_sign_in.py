"""Signing in: one answer for unknown, closed and wrong; throttled by account; only inward afterwards."""

import pytest
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.test import Client
from django.urls import reverse

from tests.conftest import PASSWORD

pytestmark = pytest.mark.django_db
SIGN_IN = "/gorevli/giris/"


@pytest.fixture
def stranger() -> Client:
    client = Client()
    client.cookies["django_language"] = "en"
    return client


def sign_in(client: Client, username: str, password: str, **more: str):
    return client.post(SIGN_IN, {"login": username, "password": password, **more})


def test_an_officer_signs_in_and_stands_before_the_inbox(stranger, ozan):
    response = sign_in(stranger, "ozan", PASSWORD)

    assert (response.status_code, response["Location"]) == (302, "/gorevli/")
    assert stranger.session[SESSION_KEY] == str(ozan.pk)


def test_the_user_name_is_read_without_case_and_spaces(stranger, ozan):
    assert sign_in(stranger, " OZAN ", PASSWORD).status_code == 302


def test_the_session_key_changes_with_signing_in(stranger, ozan):
    session = stranger.session
    session["before"] = True
    session.save()
    stranger.cookies["sessionid"] = before = session.session_key

    sign_in(stranger, "ozan", PASSWORD)

    assert stranger.session.session_key != before


def test_unknown_closed_and_wrong_look_alike(stranger, ozan, nur):
    nur.is_active = False
    nur.save()

    answers = [
        sign_in(stranger, "nobody", PASSWORD),
        sign_in(stranger, "nur", PASSWORD),
        sign_in(stranger, "ozan", "wrong"),
    ]

    assert [answer.status_code for answer in answers] == [422, 422, 422]
    assert [answer.context["form"].non_field_errors() for answer in answers] == [
        ["The user name or the password is wrong. If your account was closed, ask your coordinator."]
    ] * 3


def test_an_unknown_name_costs_a_password_check(stranger, ozan, monkeypatch):
    hashed = []
    encode, decode = Argon2PasswordHasher.encode, Argon2PasswordHasher.verify
    monkeypatch.setattr(Argon2PasswordHasher, "encode", lambda *a: hashed.append("encode") or encode(*a))
    monkeypatch.setattr(Argon2PasswordHasher, "verify", lambda *a: hashed.append("verify") or decode(*a))

    sign_in(stranger, "nobody", PASSWORD)
    sign_in(stranger, "ozan", "wrong")

    assert hashed == ["encode", "verify"]


def test_the_sixth_wrong_password_has_to_wait_whatever_it_is(stranger, ozan):
    for _attempt in range(5):
        assert sign_in(stranger, "ozan", "wrong").status_code == 422

    refused = sign_in(stranger, "ozan", PASSWORD)

    assert refused.status_code == 429
    assert "Try again in 5 minutes" in refused.content.decode()
    assert SESSION_KEY not in stranger.session


def test_one_throttled_account_keeps_nobody_else_out(stranger, ozan, nur):
    for _attempt in range(6):
        sign_in(stranger, "ozan", "wrong")

    assert sign_in(stranger, "nur", PASSWORD).status_code == 302


def test_right_passwords_are_no_attempts(stranger, ozan):
    for _time in range(7):
        assert sign_in(stranger, "ozan", PASSWORD).status_code == 302
        stranger.post("/gorevli/cikis/")


@pytest.mark.parametrize(
    ("wished", "reached"),
    [
        ("/gorevli/ara/?number=1", "/gorevli/ara/?number=1"),
        ("https://evil.example/gorevli/", "/gorevli/"),
        ("//evil.example/gorevli/", "/gorevli/"),
        ("/gorevli/giris/", "/gorevli/"),
        ("/takip/", "/gorevli/"),
        ("javascript:alert(1)", "/gorevli/"),
    ],
)
def test_next_leads_into_this_door_only(stranger, ozan, wished, reached):
    response = sign_in(stranger, "ozan", PASSWORD, next=wished)

    assert response["Location"] == reached


def test_a_page_asked_for_before_signing_in_is_reached_after(stranger, ozan):
    refused = stranger.get("/gorevli/islenenler/")

    assert refused["Location"] == f"{SIGN_IN}?next=/gorevli/islenenler/"
    page = stranger.get(refused["Location"])
    assert 'value="/gorevli/islenenler/"' in page.content.decode()


@pytest.mark.parametrize("name", ["", "\x00", "x" * 5000, "ozan'--", "🙂"])
def test_odd_names_are_refused_in_words(stranger, ozan, name):
    assert sign_in(stranger, name, "wrong").status_code == 422


def test_signing_out_ends_the_session_by_post_only(ozans):
    assert ozans.get(reverse("desk:sign_out")).status_code == 302
    assert SESSION_KEY in ozans.session

    ozans.post(reverse("desk:sign_out"))

    assert SESSION_KEY not in ozans.session


def test_the_officers_language_is_spoken_after_signing_in(ozan):
    ozan.language = "en"
    ozan.save()
    client = Client()

    sign_in(client, "ozan", PASSWORD)

    assert client.cookies["django_language"].value == "en"
