"""Who sees what: everything below, nothing beside; and what a number alone tells."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bimer.casework import policy, queries, routing, working
from bimer.casework.lifecycle import Move
from bimer.casework.queries import Filter, Scope
from bimer.institutions.models import Posting
from bimer.institutions.roles import Role
from bimer.law.kinds import IdentityLevel, Kind
from tests.conftest import make_application, make_officer

pytestmark = pytest.mark.django_db


@pytest.fixture
def today(monday):
    return monday.date()


def test_everything_below_and_nothing_beside(
    application, aski, izmir, monday, rana, ozan, yasin, ece, sibel, today
):
    at_aski = make_application(aski, monday)
    at_izmir = make_application(izmir, monday)

    seen = {o.username: set(queries.visible_to(o, on=today)) for o in (rana, ozan, yasin, ece, sibel)}

    assert seen == {
        "rana": {application, at_aski},
        "ozan": {application},
        "yasin": {at_izmir},
        "ece": {application, at_aski, at_izmir},
        "sibel": {at_aski},
    }


def test_what_passed_through_a_unit_stays_readable_there(application, izmir, ozan, yasin, tuesday):
    routing.forward(application, to=izmir, reason="İzmir konusu", by=ozan, at=tuesday)

    assert list(queries.visible_to(ozan, on=tuesday.date())) == [application]
    assert policy.moves(ozan, application, on=tuesday.date()) == [Move.RECALL]  # unopened so far


def test_a_clerk_or_administrator_reads_nobodys_application(application, veli, centre, today):
    admin = make_officer("admin", "Sistem Yöneticisi", (Role.SYSTEM_ADMINISTRATOR, centre))

    assert not queries.visible_to(veli, on=today).exists()
    assert not queries.visible_to(admin, on=today).exists()


def test_an_ended_posting_ends_the_view(application, ozan, tuesday):
    Posting.objects.filter(officer=ozan).update(valid_to=tuesday.date().replace(day=2))

    assert not queries.visible_to(ozan, on=tuesday.date()).exists()


def test_the_queue_is_sorted_by_the_last_day_and_pages_by_key(cankaya, ozan, monday, tuesday, monkeypatch):
    monkeypatch.setattr(queries, "PAGE", 2)
    filed = [make_application(cankaya, at) for at in (tuesday, monday, monday)]
    found = queries.queue(
        Scope(cankaya, False, policy.reach(ozan, on=monday.date())),
        Filter.ALL,
        officer=ozan,
        on=monday.date(),
    )

    first = queries.page(found)
    second = queries.page(found, after=first.after)

    assert first.applications == [filed[1], filed[2]]
    assert (second.applications, second.after) == ([filed[0]], "")
    assert queries.page(found, after="broken.key").applications == first.applications


@pytest.mark.parametrize("rows", [1, 3])
def test_a_page_takes_one_query_however_many_rows(cankaya, ozan, monday, rows):
    for _ in range(rows):
        make_application(cankaya, monday)
    found = queries.queue(
        Scope(cankaya, False, policy.reach(ozan, on=monday.date())),
        Filter.ALL,
        officer=ozan,
        on=monday.date(),
    )

    with CaptureQueriesContext(
        connection,
    ) as captured:
        page = queries.page(found)
        [(a.holder_name, a.province_name, a.district_name, a.excerpt) for a in page.applications]

    assert len(captured) == 1


def test_filters_and_their_counts(cankaya, ankara, ozan, monday, tuesday):
    late, fresh = make_application(cankaya, monday), make_application(cankaya, tuesday)
    working.take(fresh, by=ozan, at=tuesday)
    after_due = late.due_on.replace(day=2)

    counted = queries.counts(
        Scope(cankaya, False, policy.reach(ozan, on=after_due)), officer=ozan, on=after_due
    )

    assert counted == {
        Filter.ALL: 2,
        Filter.LATE: 1,
        Filter.SOON: 1,
        Filter.NEW: 1,
        Filter.MINE: 1,
        Filter.APPROVAL: 0,
        Filter.WARNED: 0,
        Filter.INTERIM: 0,
        Filter.ASKED: 0,
    }


def test_the_number_alone_tells_the_way_and_nothing_else(application, aski, ozan, sibel, tuesday, citizen):
    routing.forward(application, to=aski, reason="Su konusu, Ayşe Yılmaz", by=ozan, at=tuesday)

    status = queries.status_of(application.tracking_number)

    assert [(s.what, s.unit) for s in status.stations] == [
        ("register", "Çankaya Kaymakamlığı"),
        ("forward", "Ankara Su ve Kanalizasyon İdaresi Genel Müdürlüğü"),
    ]
    assert (status.since, status.due_on) == (tuesday, application.due_on)
    for secret in (application.text, application.subject, citizen.name, citizen.surname, "Ozan", "Su konusu"):
        assert secret not in repr(status)


def test_wrong_numbers_take_the_same_queries(application, django_assert_num_queries):
    with django_assert_num_queries(2):
        assert queries.status_of(application.tracking_number)
    for wrong in ("0000000000000000", "", "abc", "\x00", application.tracking_number[:-1]):
        with django_assert_num_queries(2):
            assert queries.status_of(wrong) is None


def test_number_and_code_open_the_application(application):
    number, code = application.tracking_number, application.reading_code

    assert queries.opened_with(number, code) == application
    assert queries.opened_with(f" {number[:4]} {number[4:]}", code.lower()) == application
    assert queries.opened_with(number, "WRONGCDE") is None
    assert queries.opened_with("0000000000000000", code) is None


def test_a_hidden_identity_is_told_to_no_unit(cankaya, monday, ozan, rana, ece):
    application = make_application(cankaya, monday, kind=Kind.TIP_OFF, identity_level=IdentityLevel.HIDDEN)

    for officer in (ozan, rana, ece):
        assert queries.applicant_of(application, officer, on=monday.date()) is None


def test_an_open_identity_is_told_to_those_who_work_on_it(application, ozan, yasin, monday, citizen):
    assert queries.applicant_of(application, ozan, on=monday.date()) == citizen
    assert queries.applicant_of(application, yasin, on=monday.date()) is None
