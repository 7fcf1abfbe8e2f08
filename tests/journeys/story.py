"""What people do at the doors, told once for all journeys."""

import re
from dataclasses import dataclass

from tests.conftest import PASSWORD


@dataclass(frozen=True)
class Filed:
    """What an applicant takes home."""

    number: str
    tracking: str
    code: str


def plain(number: str) -> str:
    return re.sub(r"\s", "", number)


def signs_in(reader, username: str):
    """An officer at a screen of her own."""
    somebody = reader()
    somebody.goes("/gorevli/giris/")
    somebody.page.fill("[name=login]", username)
    somebody.page.fill("[name=password]", PASSWORD)
    somebody.presses("Oturum aç")
    return somebody


def opens(officer, filed: Filed) -> None:
    """The page of the application."""
    officer.goes(f"/gorevli/basvuru/{filed.number}/")


def follows_up(reader, filed: Filed):
    """The applicant on the tracking page, with number and code."""
    somebody = reader()
    somebody.goes("/takip/")
    somebody.page.fill("[name=number]", filed.tracking)
    somebody.page.fill("[name=code]", filed.code)
    somebody.presses("Göster")
    return somebody
