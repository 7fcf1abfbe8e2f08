"""Every address of this door, found by walking the resolver: who is let in, and to what."""

import pytest
from django.test import Client
from django.urls import reverse

from bimer.casework import routing
from bimer.desk.urls import urlpatterns
from tests.desk.conftest import at

pytestmark = pytest.mark.django_db

PUBLIC = {"sign_in"}
EXAMPLES = {"notice_id": 1, "attachment_id": 1, "accusation_id": 1, "warning_id": 1}
EXAMPLES |= {"bulk_id": 1, "word": "sevk", "leave_id": 1}


def address(pattern, number: str = "15000000011") -> str:
    wanted = pattern.pattern.converters
    kwargs = {name: number if name == "number" else EXAMPLES[name] for name in wanted}
    return reverse(f"desk:{pattern.name}", kwargs=kwargs)


def ids(pattern) -> str:
    return pattern.name


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("pattern", urlpatterns, ids=ids)
def test_only_signing_in_is_public(pattern, method):
    response = getattr(Client(), method)(address(pattern))

    asks = response.status_code == 302 and response["Location"].startswith("/gorevli/giris/")
    assert asks != (pattern.name in PUBLIC)


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("pattern", [p for p in urlpatterns if "number" in p.pattern.converters], ids=ids)
def test_for_an_outsider_no_application_exists(pattern, method, application, yasins):
    response = getattr(yasins, method)(address(pattern, application.number), {"seen": 1})

    assert response.status_code == (405 if _only_reads(pattern) and method == "post" else 404)


def _only_reads(pattern) -> bool:
    sheets = {"alike", "attachment", "answer_pdf", "warning_pdf", "printout", "referral_package"}
    return pattern.name in {"application", *sheets}


@pytest.mark.parametrize("pattern", [p for p in urlpatterns if "number" in p.pattern.converters], ids=ids)
def test_a_number_nobody_has_is_404_for_everybody(pattern, ozans):
    assert ozans.get(address(pattern, "nobody's")).status_code == 404


MOVES = ["take", "forward", "give_back", "draft", "approve", "send_back"]


@pytest.mark.parametrize("move", MOVES)
def test_who_may_read_but_not_act_gets_403_and_no_button(move, application, ozan, ozans, ankara, monday):
    routing.forward(application, to=ankara, reason="Up", by=ozan, at=monday)

    for response in (ozans.get(at(move, application)), ozans.post(at(move, application), {"seen": 2})):
        assert response.status_code == 403
        assert "Ankara Valiliği" in response.content.decode()
    page = ozans.get(at("application", application)).content.decode()
    assert at(move, application) not in page


def test_a_respondent_can_neither_approve_nor_send_back(proposed, ozans):
    assert ozans.get(at("approve", proposed)).status_code == 403
    assert ozans.post(at("send_back", proposed), {"seen": 3, "remarks": "Mine"}).status_code == 403
    assert at("approve", proposed) not in ozans.get(at("application", proposed)).content.decode()
