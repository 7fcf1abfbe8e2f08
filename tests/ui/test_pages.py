import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from django.template.loader import render_to_string
from django.utils import translation

import bimer.ui
from tests.ui import specimen

FLOOR = Path(bimer.ui.__file__).parent
PORTAL_HOME = FLOOR.parent / "portal" / "templates" / "portal" / "home.html"
ERROR_PAGES = ["400.html", "403.html", "403_csrf.html", "404.html", "500.html"]
BROKEN_BY_POLICY = re.compile(r'\sstyle="|\son[a-z]+="|<style|<script(?![^>]* src=)|javascript:')


def home() -> str:
    return render_to_string(
        "portal/home.html", {"figures": {"units": 27299, "provinces": 81}}, request=specimen.request()
    )


@pytest.mark.parametrize("name", ERROR_PAGES)
def test_error_pages_need_no_context_and_say_what_to_do(name):
    drawn = render_to_string(name)
    assert '<html lang="tr"' in drawn
    assert "Ana sayfaya dön" in drawn
    assert not BROKEN_BY_POLICY.search(drawn)


@pytest.mark.parametrize("frame", ["ui/portal.html", "ui/desk.html"])
def test_nothing_on_a_page_needs_a_weaker_policy(frame):
    assert not BROKEN_BY_POLICY.search(specimen.draw(frame))
    assert not BROKEN_BY_POLICY.search(home())


def test_a_refused_form_says_so_in_the_tab():
    assert "<title>Hata: Specimen – BİMER</title>" in specimen.draw()


def test_the_home_page_shows_two_doors_and_the_country_in_figures():
    drawn = home()
    assert drawn.count('class="door') == 3  # the list and its two doors
    assert "<strong>81</strong> ilde <strong>27.299</strong> kamu kurumu" in drawn


def test_every_text_is_translated():
    texts = re.compile(r"""(?:translate|ngettext\(|gettext\(|[^\w]_\()\s*"((?:[^"\\]|\\.)+)\"""")
    sources = [PORTAL_HOME, *FLOOR.rglob("*.html"), *FLOOR.rglob("*.py")]
    used = {text for source in sources for text in texts.findall(source.read_text())}
    with (FLOOR / "locale/tr/LC_MESSAGES/django.po").open("rb") as file:
        catalogue = read_po(file, locale="tr")
    known = {
        (message.id if isinstance(message.id, str) else message.id[0])
        for message in catalogue
        if message.string
    }
    assert used - known == set()


def test_built_files_are_there_and_ask_nobody_else():
    built = FLOOR / "static" / "ui"
    for name in ("portal.css", "desk.css", "ui.js", "htmx.min.js", "icon.svg"):
        assert (built / name).stat().st_size > 0
    for name in ("portal.css", "desk.css"):
        css = (built / name).read_text()
        assert "GDS Transport" not in css
        assert not re.search(r"url\([\"']?https?:", css)
        assert all((built / font).exists() for font in re.findall(r"url\([\"']?(fonts/[^)\"']+)", css))


def test_the_lock_file_names_no_registry():
    lock = FLOOR.parent.parent / "frontend" / "package-lock.json"
    assert '"resolved"' not in lock.read_text()


def test_the_language_switch_comes_back_to_this_page():
    drawn = specimen.draw()
    assert 'name="next" value="/ornek/?sira=son"' in drawn
    assert 'value="en" lang="en">English' in drawn
    with translation.override("en"):
        assert 'value="tr" lang="tr">Türkçe' in specimen.draw()
