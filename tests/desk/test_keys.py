"""Single keys on the desk's pages, in a real browser; and switched off (WCAG 2.1.4)."""

import re

import pytest
from django.urls import reverse

from bimer.desk.menu import MENU
from bimer.institutions.models import Officer
from tests.conftest import PASSWORD, make_application
from tests.desk.conftest import browser_of

TEN = 10


@pytest.mark.django_db
def test_the_ten_most_used_moves_have_a_key_each_of_its_own(application, ozans):
    page = ozans.get(reverse("desk:application", args=[application.number])).content.decode()
    keys = re.findall(r'data-key="(.)"', page)

    assert len(keys) == len(set(keys))
    assert {"t", "c", "s", "i", "q", "g", "n", "v", "b", "f"} <= set(keys)
    assert len([entry for entry in MENU if entry.key]) >= TEN


@pytest.mark.django_db
def test_switched_off_no_page_listens_or_tells_of_them(ozan, ozans, application):
    ozans.post(reverse("desk:shortcuts"))
    pages = [
        ozans.get(reverse("desk:inbox")),
        ozans.get(reverse("desk:application", args=[application.number])),
    ]
    for page in pages:
        assert "keys.js" not in page.content.decode()
        assert "data-rows" not in page.content.decode()
        assert "<kbd>" not in page.content.decode()

    ozans.post(reverse("desk:shortcuts"), {"on": "1"})
    assert Officer.objects.get(pk=ozan.pk).has_shortcuts
    assert "keys.js" in browser_of(ozan).get(reverse("desk:inbox")).content.decode()


@pytest.fixture
def ozans_screen(browser, live_server, application, ozan, empty_queue):
    """The inbox of Ozan, just signed in."""
    page = browser.new_context(locale="tr-TR").new_page()
    page.goto(f"{live_server.url}/gorevli/giris/")
    page.fill("[name=login]", "ozan")
    page.fill("[name=password]", PASSWORD)
    page.get_by_role("button", name="Oturum aç").click()
    page.locator("table[data-rows]").wait_for()
    page.wait_for_load_state()
    yield page
    page.context.close()


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_keys_open_moves_lists_and_their_own_list(ozans_screen, live_server, application):
    page = ozans_screen
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/basvuru/{application.number}/")
    page.keyboard.press("?")
    dialog = page.locator("#keys")
    assert dialog.is_visible()
    assert "Sevk et" in dialog.inner_text()
    page.keyboard.press("s")  # while the list is open nothing else happens
    assert dialog.is_visible()
    page.keyboard.press("Escape")

    page.keyboard.press("Control+s")
    page.keyboard.press("s")
    page.wait_for_url("**/sevk/")
    page.focus("[name=reason]")
    page.keyboard.type("silinmiş su borusu")
    assert page.url.endswith("/sevk/")
    assert page.input_value("[name=reason]") == "silinmiş su borusu"

    page.goto(f"{live_server.url}/gorevli/basvuru/{application.number}/")
    page.keyboard.press("t")
    page.get_by_text("İşlemde").first.wait_for()
    page.keyboard.press("/")
    page.wait_for_url("**/ara/")
    page.keyboard.press("l")


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_from_one_application_to_the_next_of_the_list(ozans_screen, application, cankaya, tuesday):
    second, third = (make_application(cankaya, tuesday).number for _ in range(2))
    page = ozans_screen
    page.reload()
    for key in ("j", "ArrowDown", "ArrowDown", "ArrowUp", "Enter"):
        page.keyboard.press(key)
    page.wait_for_url(f"**/basvuru/{second}/")

    page.keyboard.press("j")
    page.wait_for_url(f"**/basvuru/{third}/")
    assert not page.get_by_role("link", name="Listede sonraki").is_visible()  # it was the last
    page.keyboard.press("k")
    page.wait_for_url(f"**/basvuru/{second}/")
    page.get_by_role("link", name="Listede önceki", exact=True).click()
    page.wait_for_url(f"**/basvuru/{application.number}/")
