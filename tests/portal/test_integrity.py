"""The anchors are there for everybody, and nobody is in them."""

import json
from datetime import timedelta

import pytest

from bimer.casework.history import anchoring
from bimer.casework.history.anchor_key import from_pem, is_signature
from tests.conftest import make_application


@pytest.fixture
def anchored(settings, tmp_path, cankaya, monday):
    settings.ANCHORS_ROOT = tmp_path
    application = make_application(cankaya, monday)
    anchoring.anchor(at=monday)
    anchoring.anchor(at=monday + timedelta(days=1))
    return application


def test_before_the_first_day_the_page_says_so(citizen_at):
    page = citizen_at.get("integrity")

    assert "İlk beyan bir gün içinde hazırlanır." in page.content.decode()


def test_the_latest_days_are_listed_with_their_files(citizen_at, anchored, django_assert_num_queries):
    citizen_at.get("integrity")
    with django_assert_num_queries(1):
        page = citizen_at.get("integrity").content.decode()

    assert page.index("3 Mart 2015") < page.index("2 Mart 2015")
    assert "/butunluk/2015-03-03.json.sig" in page


def test_what_is_fetched_is_what_was_signed(citizen_at, anchored):
    statement = citizen_at.get("anchor", file="2015-03-02.json")
    signature = citizen_at.get("anchor", file="2015-03-02.json.sig")
    key = from_pem(citizen_at.get("anchor", file="public-key.pem").content)

    assert is_signature(signature.content, statement.content, key)
    assert not is_signature(signature.content, statement.content + b" ", key)
    assert statement.headers["Content-Type"] == "application/json"
    assert sorted(json.loads(statement.content)) == [
        *("at", "form", "heads", "key", "number", "on", "previous", "root", "upto"),
    ]
    assert anchored.number not in statement.content.decode()


@pytest.mark.parametrize(
    "file", ["2015-03-09.json", "2015-03-02.heads", "2015-03-02", "x.json", "..json", "heads"]
)
def test_there_is_nothing_else(citizen_at, anchored, file):
    assert citizen_at.get("anchor", file=file).status_code == 404


def test_without_any_anchor_there_is_no_key(citizen_at):
    assert citizen_at.get("anchor", file="public-key.pem").status_code == 404
