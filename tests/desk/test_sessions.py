"""Half an hour without a sign of life, or twelve hours altogether, ends an officer's session."""

from datetime import timedelta

import pytest
from django.contrib.auth import SESSION_KEY
from django.test import Client
from django.utils import timezone

from bimer.desk.sessions import SEEN_AT, SIGNED_IN_AT

pytestmark = pytest.mark.django_db


def let_pass(client: Client, key: str, **time: int) -> None:
    session = client.session
    session[key] = int((timezone.now() - timedelta(**time)).timestamp())
    session.save()


def test_half_an_hour_without_a_sign_of_life_ends_it(ozans):
    ozans.get("/gorevli/")
    let_pass(ozans, SEEN_AT, minutes=31)

    response = ozans.get("/gorevli/ara/?number=1")

    assert response["Location"] == "/gorevli/giris/?next=/gorevli/ara/%3Fnumber%3D1"
    assert SESSION_KEY not in ozans.session


def test_every_sign_of_life_gives_another_half_hour(ozans):
    ozans.get("/gorevli/")
    let_pass(ozans, SEEN_AT, minutes=29)

    assert ozans.get("/gorevli/").status_code == 200
    assert timezone.now().timestamp() - ozans.session[SEEN_AT] < 60


def test_twelve_hours_end_it_however_busy(ozans):
    ozans.get("/gorevli/")
    let_pass(ozans, SIGNED_IN_AT, hours=12, minutes=1)

    assert ozans.get("/gorevli/").status_code == 302


def test_signing_in_again_starts_a_new_day(ozan, ozans):
    ozans.get("/gorevli/")
    let_pass(ozans, SIGNED_IN_AT, hours=13)
    ozans.get("/gorevli/")
    ozans.force_login(ozan)

    assert ozans.get("/gorevli/").status_code == 200


def test_a_busy_minute_writes_the_session_once(ozans, django_assert_num_queries):
    ozans.get("/gorevli/")
    before = ozans.session[SEEN_AT]

    ozans.get("/gorevli/")

    assert ozans.session[SEEN_AT] == before


def test_a_closed_account_is_out_at_once(ozan, ozans):
    ozan.is_active = False
    ozan.save()

    assert ozans.get("/gorevli/").status_code == 302


def test_what_an_officer_saw_stays_in_no_cache(ozans, application):
    for address in ("/gorevli/", f"/gorevli/basvuru/{application.number}/"):
        assert "no-store" in ozans.get(address)["Cache-Control"]


def test_typing_is_a_sign_of_life(ozans):
    assert ozans.post("/gorevli/hesabim/etkin/").status_code == 204
