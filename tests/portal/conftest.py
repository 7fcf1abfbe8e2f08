"""Filling in the form as a browser does: one page after another, cookies kept."""

from dataclasses import dataclass, field

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from bimer.casework.models import Filing
from bimer.law import kinds

STORY = "Mahallemizde üç gündür su akmıyor, su kesintisi için kimse bilgi vermiyor."
ADDRESS = {
    "name": "Ayşe",
    "surname": "Yılmaz",
    "identity_number": "10000000146",
    "address": "Tunalı Hilmi Cad. No: 5/3",
    "district": "Çankaya",
    "plate": "06",
    "answer_by": "email",
    "email": "citizen@example.org",
    "phone": "0532 123 45 67",
}


@dataclass
class Citizen:
    """Somebody at the form."""

    client: Client = field(default_factory=Client)

    def get(self, page: str, **arguments):
        return self.client.get(reverse(f"portal:{page}", kwargs=arguments or None))

    def post(self, page: str, data: dict | None = None, *, headers: dict | None = None, **arguments):
        return self.client.post(
            reverse(f"portal:{page}", kwargs=arguments or None), data or {}, headers=headers or {}
        )

    @property
    def filing(self) -> Filing:
        return Filing.objects.get(pk=self.client.session["filing"])

    def fill_in(self, kind: str = "request", *, until: str = "check", level: str = "", **changes) -> None:
        """Every page, complete, up to the one named."""
        pages = [
            ("what", {"kind": kind}),
            ("story", {"text": STORY}),
            *([("about", {})] if kind in kinds.accusing() else []),
            ("where", {"pick": "d1231"}),
            ("whom", {"to": "unknown"}),
            *([("identity", {"identity_level": level})] if level else []),
            *([("who", ADDRESS)] if level != "anonymous" else []),
            ("check", {}),
        ]
        for page, data in pages[: [page for page, _data in pages].index(until)]:
            answer = self.post(page, data | changes.get(page, {}))
            assert answer.status_code == 302, (page, answer.context["form"].errors)

    def file(self, kind: str = "request", **wishes):
        """A whole application, sent; returns it."""
        self.fill_in(kind, **wishes)
        assert self.post("check").url == reverse("portal:receipt")
        return self.filing.application


@pytest.fixture
def citizen_at(db, aski, kavaklidere) -> Citizen:
    cache.clear()
    return Citizen()


@pytest.fixture(autouse=True)
def _files_of_tests_go_nowhere(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
