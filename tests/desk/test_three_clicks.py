"""From the application's page every move an officer can make is at most three clicks away.

The page is read as an officer meets it: opening "All moves" is a click, a link is one, sending a form one."""

import re
from collections.abc import Callable

import pytest
from django.urls import resolve, reverse
from django.utils import timezone

from bimer.casework import answering, consulting, routing, timing, working
from bimer.casework.consulting import Asked
from bimer.casework.lifecycle import RULES, Move, Right
from bimer.casework.models import Purpose
from bimer.law.kinds import Kind
from tests.conftest import make_application
from tests.desk.conftest import browser_of

pytestmark = pytest.mark.django_db
THREE = 3
# Moves of officers; the rest are the applicant's, the clock's, or come with another move.
OFFICERS = {Right.ROUTE, Right.WORK, Right.APPROVE, Right.CONTRIBUTE, Right.RECALL}
# What one page does under another name in its address.
SENT_AS = {Move.PROPOSE: "draft"}


@pytest.fixture
def a_case(cankaya, aski, ozan, nur, rana, sibel, monday, tuesday) -> Callable:
    """An application in which the officer can make the move now, and the officer."""

    def fresh(kind=Kind.REQUEST, at=monday):
        return make_application(cankaya, at, kind=kind)

    def worked_on():
        application = fresh()
        working.take(application, by=ozan, at=monday)
        return application

    def sent():
        application = fresh()
        routing.forward(application, to=aski, reason="Su", by=ozan, at=monday)
        return application

    def asked():
        application = worked_on()
        question = Asked(unit=aski, question="Görüşünüz?", purpose=Purpose.OPINION)
        consulting.consult(application, asked=[question], by=ozan, at=monday)
        return application

    def charged():
        application = fresh(Kind.INFORMATION)
        timing.charge(application, plain_pages=100, by=ozan, at=monday)
        return application

    def proposed():
        application = fresh()
        answering.propose(application, text="Onarıldı.", outcome="done", by=ozan, at=monday)
        return application

    def answered():
        application = proposed()
        answering.approve(application, by=nur, at=tuesday)
        return application

    special = {
        Move.RELEASE: (worked_on, ozan),
        Move.RECALL: (sent, ozan),
        Move.GIVE_BACK: (sent, sibel),
        Move.CONTRIBUTE: (asked, sibel),
        Move.END_CONSULTATION: (asked, ozan),
        Move.CHECK: (lambda: fresh(Kind.COMPLAINT), ozan),
        Move.EXTEND: (lambda: fresh(Kind.INFORMATION, timezone.now()), ozan),
        Move.CHARGE: (lambda: fresh(Kind.INFORMATION), ozan),
        Move.PAY: (charged, ozan),
        Move.APPROVE: (proposed, nur),
        Move.SEND_BACK: (proposed, nur),
        Move.REOPEN: (answered, rana),
    }

    def case(move: Move):
        make, officer = special.get(move, (fresh, ozan))
        return make(), officer

    return case


@pytest.mark.parametrize("move", [move for move, rule in RULES.items() if rule.right in OFFICERS])
def test_it_is_at_most_three_clicks_away(a_case, move):
    application, officer = a_case(move)
    client = browser_of(officer)
    page = client.get(reverse("desk:application", args=[application.number])).content.decode()
    wanted = SENT_AS.get(move, str(move))

    if wanted in _named(_forms(page)):
        return  # one click: a button on the page itself
    for link, clicks in _links(page, application.number):
        beyond = client.get(link)
        sends = _forms(beyond.content.decode()) if beyond.status_code == 200 else []
        has_form = b"<form" in beyond.content
        if (has_form and wanted in _named([link])) or wanted in _named(sends):
            assert clicks + 1 <= THREE
            return
    raise AssertionError(f"There is no way to “{move.label}” on the application's page.")


def _links(page: str, number: str) -> list[tuple[str, int]]:
    """Every link to a page of this application, with the clicks to get there."""
    folded = page.partition('id="menu"')[2]
    found = dict.fromkeys(re.findall(rf'href="([^"]*/{number}/[^"]+/)"', page))
    return [(link, 2 if link in folded else 1) for link in found]


def _forms(page: str) -> list[str]:
    return re.findall(r'<form[^>]*action="([^"]+)"', page) + re.findall(r'formaction="([^"]+)"', page)


def _named(addresses: list[str]) -> list[str]:
    return [resolve(address.partition("?")[0]).url_name for address in addresses if address.startswith("/")]
