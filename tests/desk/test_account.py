"""What an officer may change about herself."""

import pytest
from django.contrib.auth import SESSION_KEY

from tests.conftest import PASSWORD
from tests.desk.conftest import browser_of

pytestmark = pytest.mark.django_db
NEW = "another quiet password 151"


def test_the_page_shows_own_postings(ozans):
    page = ozans.get("/gorevli/hesabim/").content.decode()

    assert "Çankaya Kaymakamlığı" in page
    assert "Respondent" in page


def test_a_new_password_signs_out_everywhere_else(ozan, ozans):
    elsewhere = browser_of(ozan)
    elsewhere.get("/gorevli/")

    ozans.post("/gorevli/hesabim/", {"old_password": PASSWORD, "new_password1": NEW, "new_password2": NEW})

    assert ozans.get("/gorevli/").status_code == 200
    assert elsewhere.get("/gorevli/").status_code == 302
    ozan.refresh_from_db()
    assert ozan.check_password(NEW)


@pytest.mark.parametrize(
    "typed",
    [
        {"old_password": "wrong", "new_password1": NEW, "new_password2": NEW},
        {"old_password": PASSWORD, "new_password1": NEW, "new_password2": "other"},
        {"old_password": PASSWORD, "new_password1": "short", "new_password2": "short"},
        {"old_password": PASSWORD, "new_password1": "password1234", "new_password2": "password1234"},
        {},
    ],
)
def test_a_password_that_will_not_do_is_refused(typed, ozan, ozans):
    assert ozans.post("/gorevli/hesabim/", {"x": "", **typed}).status_code == 422
    ozan.refresh_from_db()
    assert ozan.check_password(PASSWORD)
    assert SESSION_KEY in ozans.session


def test_the_language_is_kept_with_the_account(ozan, ozans):
    response = ozans.post("/gorevli/hesabim/dil/", {"language": "en"})

    ozan.refresh_from_db()
    assert (ozan.language, response.cookies["django_language"].value) == ("en", "en")


@pytest.mark.parametrize("typed", [{}, {"language": "xx"}, {"language": ""}])
def test_an_unknown_language_changes_nothing(typed, ozan, ozans):
    assert ozans.post("/gorevli/hesabim/dil/", typed).status_code == 302
    ozan.refresh_from_db()
    assert ozan.language == "tr"
