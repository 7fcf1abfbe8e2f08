"""Following up: what the number tells, what the code opens, and what guessing brings."""

import pytest
from django.urls import reverse

from bimer.casework import answering, routing, working
from bimer.portal import throttle
from tests.portal.conftest import Citizen
from tests.portal.test_files import picture

CANARY = "kanarya-7Q"


@pytest.fixture
def filed(citizen_at):
    """An application whose every citizen's word is a canary, looked at from another browser."""
    who = {name: f"{CANARY}-{name}" for name in ("name", "surname", "address", "district")}
    return citizen_at.file(
        story={
            "text": f"su kesintisi {CANARY}-text",
            "subject": f"{CANARY}-subject",
            "files": [picture(f"{CANARY}.png")],
        },
        where={"place_note": f"{CANARY}-note"},
        who=who | {"email": f"{CANARY}@example.org"},
    )


@pytest.fixture
def visitor(filed):
    return Citizen()


def opened(visitor, application):
    code = application.reading_code
    assert visitor.post("track", {"number": application.tracking_number, "code": code}).url == reverse(
        "portal:track_detail"
    )
    return visitor


def test_the_number_alone_tells_where_it_is_and_nothing_of_it(visitor, filed, aski):
    grouped = " ".join(filed.tracking_number[at : at + 4] for at in range(0, 16, 4))
    answer = visitor.post("track", {"number": f" {grouped} "})
    page = answer.content.decode()

    assert answer.status_code == 200
    assert aski.name in page
    assert CANARY not in page
    assert filed.reading_code not in page


def test_number_and_code_open_text_files_and_messages(visitor, filed):
    page = opened(visitor, filed).get("track_detail").content.decode()

    assert f"{CANARY}-text" in page
    assert f"{CANARY}.png" in page


def test_the_code_is_read_with_spaces_and_small_letters(visitor, filed):
    code = filed.reading_code.lower()
    answer = visitor.post("track", {"number": filed.tracking_number, "code": f"{code[:4]} {code[4:]}"})

    assert answer.status_code == 302


@pytest.mark.parametrize("wrong", ["number", "code", "both", "shape"])
def test_everything_wrong_looks_alike(visitor, filed, wrong):
    number = filed.tracking_number if wrong == "code" else "0000000000000000"
    asked = {"number": "abc\u202e" if wrong == "shape" else number}
    if wrong in {"code", "both"}:
        asked["code"] = "AAAAAAAA"
    answer = visitor.post("track", asked)

    assert answer.status_code == 422
    assert answer.context["form"].errors == {
        "__all__": ["Bunu bulamadık. Numarayı ve kodu alındınızla karşılaştırıp yeniden yazın."]
    }


@pytest.mark.parametrize("page", ["track_detail", "message"])
def test_without_the_code_nothing_opens(visitor, filed, page):
    visitor.post("track", {"number": filed.tracking_number})
    answer = visitor.post(page, {"text": "x"}) if page == "message" else visitor.get(page)

    assert answer.url == reverse("portal:track")
    assert filed.messages.count() == 0


def test_files_are_saved_by_who_has_the_code_and_by_nobody_else(visitor, filed):
    attachment = filed.attachments.get()
    refused = visitor.get("track_file", attachment_id=attachment.pk)
    given = opened(visitor, filed).get("track_file", attachment_id=attachment.pk)

    assert refused.status_code == 404
    assert b"".join(given.streaming_content).startswith(b"\x89PNG")
    assert given.headers["Content-Disposition"].startswith("attachment")


def test_a_file_of_another_application_does_not_open(visitor, filed):
    other = Citizen()
    theirs = other.file(story={"files": [picture("b.png")]}).attachments.get()

    assert opened(visitor, filed).get("track_file", attachment_id=theirs.pk).status_code == 404


def test_a_message_reaches_the_officer(visitor, filed):
    opened(visitor, filed)
    answer = visitor.post("message", {"text": "Hâlâ su yok"})

    assert answer.url == reverse("portal:track_detail") + "#messages"
    assert "Hâlâ su yok" in visitor.get("track_detail").content.decode()


@pytest.mark.parametrize("text", ["", "  ", "x" * 100_001, "a\0b"])
def test_a_message_that_says_nothing_is_refused(visitor, filed, text):
    answer = opened(visitor, filed).post("message", {"text": text})

    assert answer.status_code == 422
    assert filed.messages.count() == 0


def test_the_answer_is_read_with_the_code_only(visitor, filed, sibel, aski):
    at = filed.received_at
    working.take(filed, by=sibel, at=at)
    answering.propose(filed, text=f"{CANARY}-answer", outcome="positive", by=sibel, at=at)
    approver = make_approver(aski)
    answering.approve(filed, by=approver, at=at)

    assert CANARY not in visitor.post("track", {"number": filed.tracking_number}).content.decode()
    page = opened(visitor, filed).get("track_detail").content.decode()
    assert f"{CANARY}-answer" in page
    assert visitor.get("answer_pdf").content.startswith(b"%PDF")


def test_a_draft_of_the_answer_is_not_shown(visitor, filed, sibel):
    answering.save_draft(filed, text="taslak-cevap", outcome="positive", by=sibel, at=filed.received_at)
    opened(visitor, filed)

    assert "taslak-cevap" not in visitor.get("track_detail").content.decode()
    assert visitor.get("answer_pdf").status_code == 404


def test_a_new_code_closes_what_the_old_one_opened(visitor, filed):
    opened(visitor, filed)
    type(filed).objects.filter(pk=filed.pk).update(code_generation=1)

    assert visitor.get("track_detail").url == reverse("portal:track")


def test_guessing_is_slowed_down_for_the_network_and_said_until_when(visitor, filed):
    for _each in range(throttle.PER_NETWORK):
        Citizen().post("track", {"number": "0000 0000 0000 0000"})
    answer = Citizen().post("track", {"number": filed.tracking_number})

    assert answer.status_code == 429
    assert 0 < int(answer.headers["Retry-After"]) <= 601


def test_right_numbers_are_never_counted(visitor, filed):
    for _each in range(throttle.PER_NETWORK + 1):
        answer = visitor.post("track", {"number": filed.tracking_number})

    assert answer.status_code == 200


@pytest.mark.parametrize("moves", [1, 3])
def test_the_status_costs_the_same_after_one_and_three_moves(
    visitor, filed, ankara, cankaya, rana, aski, moves, django_assert_num_queries
):
    for unit in [cankaya, ankara, aski][:moves]:
        routing.forward(filed, to=unit, reason="Yetki", by=rana, at=filed.received_at)
        filed.refresh_from_db()
    with django_assert_num_queries(3):
        visitor.post("track", {"number": filed.tracking_number})
    opened(visitor, filed)
    with django_assert_num_queries(11):
        visitor.get("track_detail")


def make_approver(unit):
    from bimer.institutions.roles import Role
    from tests.conftest import make_officer

    return make_officer("onay", "Onay Veren", (Role.APPROVER, unit))
