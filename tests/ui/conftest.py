import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.utils import translation

KINDS = {".css": "text/css", ".js": "text/javascript", ".woff2": "font/woff2", ".svg": "image/svg+xml"}
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)


@pytest.fixture(autouse=True)
def _frames(settings):
    settings.ROOT_URLCONF = "tests.ui.urls"
    with translation.override("tr"):
        yield


@pytest.fixture
def shown(browser):
    """Shows a drawn page in Chromium under the strict policy; its own files come from the static folder."""
    pages = []

    def show(html: str, *, width: int = 1280, **options):
        page = browser.new_page(viewport={"width": width, "height": 900}, **options)
        page.complaints = []
        page.on("console", lambda line: page.complaints.append(line.text) if line.type == "error" else None)
        page.route("**/*", lambda route: _answer(route, html))
        page.goto("http://bimer.test/ornek/")
        pages.append(page)
        return page

    yield show
    for page in pages:
        page.close()


def _answer(route, html: str) -> None:
    path = re.sub(r"^https?://[^/]+/", "/", route.request.url).split("?")[0]
    if path.startswith("/static/"):
        found = finders.find(path.removeprefix("/static/"))
        body = Path(found).read_bytes()
        route.fulfill(body=body, headers={"Content-Type": KINDS[Path(path).suffix]})
    elif path == "/kurumlar/":
        route.fulfill(json=[{"id": 7, "label": "Çankaya Kaymakamlığı", "detail": "Ankara Valiliği"}])
    else:
        route.fulfill(
            body=html, headers={"Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": POLICY}
        )
