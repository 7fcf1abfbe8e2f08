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

    response = sibels.post(at("give_back", at_aski), {"seen": 2, "reason": "Not water"}, follow=True)

    at_aski.refresh_from_db()
    assert at_aski.holder == cankaya
    assert "Returned. Now with: Çankaya Kaymakamlığı" in response.content.decode()


def test_give_back_is_refused_without_a_reason(at_aski, sibel):
    response = browser_of(sibel).post(at("give_back", at_aski), {"seen": 2, "reason": " "})

    assert response.status_code == 422
    assert response.context["form"].errors["reason"] == ["Say why you return it."]


def test_give_back_is_refused_when_somebody_changed_it(at_aski, sibel):
    response = browser_of(sibel).post(at("give_back", at_aski), {"seen": 1, "reason": "Not water"})

    assert response.status_code == 422
    assert "changed while you were looking" in response.content.decode()
