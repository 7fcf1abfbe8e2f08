"""A lamp in Riverton: filed, answered and followed under the charter, without a word of another law."""

import re

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from bimer.casework.models import Application
from bimer.institutions.models import Posting
from bimer.law import clocks
from tests.portal.conftest import Citizen

pytestmark = pytest.mark.django_db
# What only the law, the land and the tongue of another profile would say.
ELSEWHERE = re.compile(r"3071|4982|T\.C\.|Turkish|Türk|Alo 150|governorate|Ministry", re.IGNORECASE)
COMPLAINT = {
    "what": {"kind": "complaint"},
    "story": {"text": "Rude at the counter."},
    "about": {},
    "where": {"pick": "d1"},
    "whom": {"to": "unknown"},
    "identity": {"identity_level": "hidden"},
}
WHO = {
    "name": "Mary",
    "surname": "Miller",
    "address": "5 Bridge Street",
    "district": "Old Town",
    "plate": "RV",
    "answer_by": "email",
    "email": "mary@example.org",
}


@pytest.fixture
def mary(town) -> Citizen:
    return Citizen()


@pytest.fixture
def lamp(mary) -> Application:
    mary.post("what", {"kind": "request"})
    mary.post("story", {"text": "The street lamp by the bridge has been dark for a week."})
    mary.post("where", {"pick": "d1"})
    mary.post("whom", {"to": "unknown"})
    mary.post("who", WHO)
    assert mary.post("check").url == reverse("portal:receipt")
    return Application.objects.get()


def at(page: str, application: Application) -> str:
    return reverse(f"desk:{page}", args=[application.number])


def text_of(response) -> str:
    assert response.status_code == 200
    return re.sub(r"<[^>]*>", " ", response.content.decode())


def test_the_form_offers_what_the_charter_knows(mary):
    page = mary.get("what").content.decode()

    assert re.findall(r'name="kind" value="(\w+)"', page) == ["request", "complaint", "suggestion"]
    assert "10 working days" in page
    assert "Riverton City Charter, Chapter 12" in page
    assert 'lang="en"' in page
    assert 'name="language"' not in page


def test_it_goes_to_the_right_department_with_the_charters_last_day(lamp):
    assert (lamp.regime, lamp.holder.code, lamp.language) == ("charter", "WORKS", "en")
    assert lamp.due_on == clocks.due("charter", received=timezone.localdate(lamp.received_at)).on
    assert lamp.regime_name == "City Charter"


def test_answered_under_the_charter(lamp, mary, works, approver):
    seen = {"seen": lamp.version}
    works.post(at("take", lamp), seen)
    lamp.refresh_from_db()
    answer = {"text": "The lamp will not be mended: the bridge is closed.", "outcome": "refused"}
    works.post(at("draft", lamp), answer | {"ground": "closed", "seen": lamp.version, "then": "propose"})
    lamp.refresh_from_db()
    assert lamp.state == "awaiting_approval"

    approver.post(at("approve", lamp), {"seen": lamp.version})

    lamp.refresh_from_db()
    assert lamp.state == "answered"
    mary.post("track", {"number": lamp.tracking_number, "code": lamp.reading_code})
    page = text_of(mary.client.get(reverse("portal:track_detail")))
    assert "The lamp will not be mended" in page
    assert "City Auditor" in page


@pytest.mark.parametrize("page", ["home", "contact", "privacy", "accessibility", "track", "what"])
def test_no_page_speaks_of_another_law(mary, page):
    assert ELSEWHERE.findall(text_of(mary.get(page))) == []


@pytest.mark.parametrize("page", ["about", "identity", "who"])
def test_nor_does_the_form_of_a_complaint(mary, page):
    for name, data in COMPLAINT.items():
        mary.post(name, data)

    assert ELSEWHERE.findall(text_of(mary.get(page))) == []


def test_the_desk_speaks_of_the_charter_only(lamp, works):
    for page in (at("application", lamp), reverse("desk:inbox")):
        assert ELSEWHERE.findall(text_of(works.get(page))) == []


MOVES = ["application", "draft", "forward", "give_back", "consult", "ask", "extend", "check"]


@pytest.mark.parametrize("page", MOVES)
def test_every_move_of_a_complaint_speaks_of_the_charter_only(mary, works, page):
    for name, data in COMPLAINT.items():
        mary.post(name, data)
    mary.post("who", WHO)
    mary.post("check")
    complaint = Application.objects.get()
    Posting.objects.update(unit=complaint.holder)

    assert ELSEWHERE.findall(text_of(works.get(at(page, complaint)))) == []


def test_the_platform_bears_the_towns_name(mary):
    assert settings.SYSTEM_NAME == "Riverton Listens"
    assert "Riverton Listens" in text_of(Client().get("/"))
