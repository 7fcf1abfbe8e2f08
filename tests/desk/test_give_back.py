"""İade at the desk."""

import pytest

from bimer.casework import routing
from tests.desk.conftest import at, browser_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def at_aski(application, aski, ozan, monday):
    routing.forward(application, to=aski, reason="Water", by=ozan, at=monday)
    return application


def test_give_back_names_where_it_goes_and_goes_there(at_aski, sibel, cankaya):
    sibels = browser_of(sibel)
    assert (
        "It goes back to: <strong>Çankaya Kaymakamlığı</strong>"
        in sibels.get(at("give_back", at_aski)).content.decode()
    )

    response = sibels.post(
        at("give_back", at_aski), {"seen": 2, "code": "wrong_level", "reason": "Not water"}, follow=True
    )

    at_aski.refresh_from_db()
    assert at_aski.holder == cankaya
    assert "The application was returned." in response.content.decode()


def test_give_back_is_refused_without_a_reason(at_aski, sibel):
    response = browser_of(sibel).post(at("give_back", at_aski), {"seen": 2, "reason": " "})

    assert response.status_code == 422
    assert response.context["form"].errors == {
        "code": ["Choose why you return it."],
        "reason": ["Say why you return it."],
    }


def test_not_ours_asks_for_the_competent_institution(at_aski, sibel, izmir):
    sibels = browser_of(sibel)
    said = {"seen": 2, "code": "not_ours", "reason": "Not water"}

    refused = sibels.post(at("give_back", at_aski), said)
    assert list(refused.context["form"].errors) == ["competent"]

    sibels.post(at("give_back", at_aski), said | {"competent": "izmir", "competent_id": izmir.pk})
    assert at_aski.events.last().facts["competent"] == izmir.name


def test_what_was_decided_can_not_be_returned_and_says_so(at_aski, sibel):
    at_aski.dispatches.filter(left_at=None).update(binding=True)

    page = browser_of(sibel).get(at("give_back", at_aski)).content.decode()

    assert "can&#x27;t be returned any more" in page or "can't be returned any more" in page
    assert "<textarea" not in page


def test_give_back_is_refused_when_somebody_changed_it(at_aski, sibel):
    response = browser_of(sibel).post(
        at("give_back", at_aski), {"seen": 1, "code": "wrong_level", "reason": "Not water"}
    )

    assert response.status_code == 422
    assert "changed while you were looking" in response.content.decode()
