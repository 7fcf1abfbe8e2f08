"""Sevk at the desk."""

import pytest

from bimer.casework import routing, working
from tests.desk.conftest import at

pytestmark = pytest.mark.django_db


def test_forward(application, ozans, aski):
    response = ozans.post(
        at("forward", application),
        {"seen": 1, "to": "aski", "to_id": aski.pk, "reason": "A matter of water"},
        follow=True,
    )

    application.refresh_from_db()
    assert application.holder == aski
    assert f"Forwarded. Now with: {aski}" in response.content.decode()


def test_whoever_loses_sight_of_it_lands_in_the_inbox(application, ranas, izmir):
    response = ranas.post(
        at("forward", application),
        {"seen": 1, "to": "izmir", "to_id": izmir.pk, "reason": "Theirs"},
        follow=True,
    )

    assert response.redirect_chain == [("/gorevli/", 302)]
    assert "You can&#x27;t see this application any more" in response.content.decode()


def test_without_javascript_one_searches_then_chooses_and_loses_nothing(application, ozans, aski):
    found = ozans.post(
        at("forward", application),
        {"seen": 1, "to": "ankara su", "to_id": "", "reason": "Water", "search": "1"},
    )
    page = found.content.decode()
    assert found.status_code == 200
    assert f'name="to_id" id="to-{aski.pk}" value="{aski.pk}"' in page
    assert ">\nWater</textarea>" in page
    assert "Choose the institution" not in page

    ozans.post(
        at("forward", application), {"seen": 1, "to": "ankara su", "to_id": ["", aski.pk], "reason": "Water"}
    )

    application.refresh_from_db()
    assert application.holder == aski


def test_a_whole_name_needs_no_choosing(application, ozans, aski):
    ozans.post(at("forward", application), {"seen": 1, "to": aski.name, "to_id": "", "reason": "Water"})

    application.refresh_from_db()
    assert application.holder == aski


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"to": "", "reason": "x"}, "Write the name of the institution"),
        ({"to": "zzzzqqq", "reason": "x"}, "No institution of this name was found"),
        ({"to": "ankara", "reason": "x"}, "Choose the institution from the list below"),
        ({"to": "x", "to_id": "99999999999999999999999", "reason": "x"}, "No institution of this name"),
        ({"to": "ankara", "reason": "  "}, "Say why you forward it"),
        ({"to": "ankara", "reason": "x" * 2001}, "2001 characters; at most 2000 fit"),
        ({"to": "ankara", "reason": "a\x00b"}, "can&#x27;t be stored"),
    ],
)
def test_what_is_missing_or_wrong_is_said_and_the_rest_kept(typed, said, application, ozans, aski):
    response = ozans.post(at("forward", application), {"seen": 1, **typed})

    page = response.content.decode().replace("2,00", "200")
    assert response.status_code == 422
    assert said in page
    application.refresh_from_db()
    assert application.version == 1


def test_forward_refused_by_the_rules_shows_why_on_the_form(application, ozans, cankaya):
    response = ozans.post(
        at("forward", application), {"seen": 1, "to": "c", "to_id": cankaya.pk, "reason": "Again, because"}
    )

    assert response.status_code == 422
    assert response.context["form"].non_field_errors() == [
        "It is already with this institution: Çankaya Kaymakamlığı."
    ]
    assert "Again, because" in response.content.decode()


def test_a_stale_page_keeps_what_was_typed_and_may_be_sent_again(application, ozan, ozans, aski, monday):
    seen = application.version
    working.take(application, by=ozan, at=monday)

    typed = {"to": "aski", "to_id": aski.pk, "reason": "A matter of water"}
    stale = ozans.post(at("forward", application), {"seen": seen, **typed})

    page = stale.content.decode()
    assert stale.status_code == 422
    assert "changed while you were looking at it" in page
    assert "Look at the application again" in page
    assert "A matter of water" in page
    assert stale.context["form"]["seen"].value() == 2

    assert ozans.post(at("forward", application), {"seen": 2, **typed}).status_code == 302


def test_a_coordinator_forwards_from_below(application, ranas, aski):
    ranas.post(at("forward", application), {"seen": 1, "to": "a", "to_id": aski.pk, "reason": "Water"})

    application.refresh_from_db()
    assert application.holder == aski


def test_units_are_suggested_with_their_place(ozans, aski):
    found = ozans.get("/gorevli/birimler/", {"q": "ankara su"}).json()

    assert found[0] == {"id": aski.pk, "label": aski.name, "detail": "Ankara"}


@pytest.mark.parametrize("typed", ["", "a", "\x00", "%", "'"])
def test_too_little_suggests_nothing(typed, ozans, aski):
    assert ozans.get("/gorevli/birimler/", {"q": typed}).json() == []


def test_a_second_click_after_forwarding_says_where_it_is(application, ozans, ozan, aski, monday):
    routing.forward(application, to=aski, reason="Water", by=ozan, at=monday)

    response = ozans.post(
        at("forward", application), {"seen": 1, "to": "a", "to_id": aski.pk, "reason": "Water"}
    )

    assert response.status_code == 403
    assert aski.name in response.content.decode()
