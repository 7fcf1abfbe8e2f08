"""Inbox, overview, handled, find: the lists of the desk."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.translation import override

from bimer.casework import routing, working
from bimer.desk.templatetags.desk import capped
from tests.conftest import make_application, make_officer
from tests.desk.conftest import at, browser_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("rows", [1, 3])
def test_the_inbox_asks_as_much_for_three_rows_as_for_one(
    rows, cankaya, monday, ozans, django_assert_num_queries
):
    for _row in range(rows):
        make_application(cankaya, monday)
    ozans.get("/gorevli/")

    with django_assert_num_queries(5):  # session, officer, reach, the page, all counts
        page = ozans.get("/gorevli/")

    assert len(page.context["applications"]) == rows


def test_the_earliest_last_day_stands_first(cankaya, monday, ozans):
    later = make_application(cankaya, monday + timedelta(days=10))
    sooner = make_application(cankaya, monday)

    assert ozans.get("/gorevli/").context["applications"] == [sooner, later]


def test_a_row_tells_number_subject_place_unit_last_day_and_state(cankaya, ozans):
    application = make_application(cankaya, timezone.now())

    page = ozans.get("/gorevli/").content.decode()

    for told in ("Park aydınlatması", "Çankaya, Ankara", "Çankaya Kaymakamlığı", "working days", "Received"):
        assert told in page
    assert at("application", application) in page


def test_an_empty_inbox_says_so(ozans):
    page = ozans.get("/gorevli/").content.decode()

    assert "No application waits for you." in page
    assert "Nearest last day: –" in page


def test_filters_are_links_with_counts(cankaya, ozan, ozans, monday):
    late = make_application(cankaya, monday)
    fresh = make_application(cankaya, timezone.now())
    working.take(fresh, by=ozan, at=timezone.now())

    filters = {which.value: (count, url) for which, count, url in ozans.get("/gorevli/").context["filters"]}

    assert {which: count for which, (count, _url) in filters.items()} == {
        "all": 2,
        "late": 1,
        "soon": 0,
        "new": 1,
        "mine": 1,
        "approval": 0,
        "warned": 0,
        "interim": 0,
        "asked": 0,
    }
    assert ozans.get(filters["late"][1]).context["applications"] == [late]
    assert ozans.get(filters["mine"][1]).context["applications"] == [fresh]


def test_a_thousand_is_shown_as_a_thousand_and_more():
    with override("tr"):
        assert [capped(count) for count in (7, 999, 1000, 1001)] == ["7", "999", "1.000+", "1.000+"]


def test_a_coordinator_changes_between_her_unit_and_everything_below(application, ankara, monday, ranas):
    hers = make_application(ankara, monday)
    scopes = ranas.get("/gorevli/").context["scopes"]
    below = next(url for scope, url in scopes if scope.below)

    assert ranas.get("/gorevli/").context["applications"] == [hers]
    assert ranas.get(below).context["applications"] == [application, hers]


def test_a_coordinator_with_nothing_of_her_own_first_sees_what_is_below(application, ranas):
    assert ranas.get("/gorevli/").context["applications"] == [application]


@pytest.mark.parametrize(
    "wish", ["kapsam=zzz", "suzgec=zzz", "sonra=zzz", "sonra=2015-01-01.", "kapsam=%00&sonra=%00"]
)
def test_odd_wishes_show_the_plain_inbox(wish, application, ozans):
    assert ozans.get(f"/gorevli/?{wish}").context["applications"] == [application]


def test_an_outsiders_queue_is_not_opened_by_its_key(application, yasins, cankaya):
    assert yasins.get(f"/gorevli/?kapsam={cankaya.pk}").context["applications"] == []


def test_fifty_a_page_and_a_way_to_the_next(cankaya, monday, ozans):
    for _row in range(51):
        make_application(cankaya, monday, details=None)

    first = ozans.get("/gorevli/")
    second = ozans.get(first.context["next_page"])

    assert (len(first.context["applications"]), len(second.context["applications"])) == (50, 1)
    assert second.context["next_page"] == ""


def test_the_overview_has_six_figures_each_a_link(application, ranas, cankaya):
    make_application(cankaya, timezone.now())

    page = ranas.get("/gorevli/ozet/")

    figures = {which: count for which, count, _url in page.context["figures"]}
    assert figures == {"late": 1, "soon": 0, "new": 0, "approval": 0, "failed": 0, "all": 2}
    for _which, count, url in page.context["figures"]:
        assert len(ranas.get(url).context["applications"]) == count
    assert page.context["applications"][0] == application


def test_who_coordinates_nothing_has_no_overview(ozans):
    assert ozans.get("/gorevli/ozet/")["Location"] == "/gorevli/"
    assert "/gorevli/ozet/" not in ozans.get("/gorevli/").content.decode()


def test_the_centre_sees_all(application, ece, izmir, monday):
    make_application(izmir, monday)

    assert len(browser_of(ece).get("/gorevli/ozet/").context["applications"]) == 2


def test_handled_shows_what_was_passed_on(application, aski, ozan, ozans, monday):
    assert ozans.get("/gorevli/islenenler/").context["applications"] == []

    routing.forward(application, to=aski, reason="Water", by=ozan, at=monday)

    assert ozans.get("/gorevli/islenenler/").context["applications"] == [application]
    assert ozans.get(f"/gorevli/islenenler/?once={application.pk}").context["applications"] == []
    assert ozans.get("/gorevli/islenenler/?once=zzz").status_code == 200


def test_find_by_either_number_however_spaced(application, ozans):
    for number in (
        application.number,
        application.tracking_number,
        f" {application.number[:4]} {application.number[4:]}",
    ):
        assert ozans.get("/gorevli/ara/", {"number": number})["Location"] == at("application", application)


@pytest.mark.parametrize("typed", ["123", "abc", "4821 7730 1196 0358", "²³"])
def test_what_is_not_found_and_what_is_not_ones_own_look_alike(typed, application, yasins):
    others = yasins.get("/gorevli/ara/", {"number": application.number})
    unknown = yasins.get("/gorevli/ara/", {"number": typed})

    assert (others.status_code, unknown.status_code) == (200, 200)
    assert "No application with this number" in others.content.decode()
    assert "No application with this number" in unknown.content.decode()


@pytest.mark.parametrize(("typed", "status"), [("", 422), ("9" * 61, 422), ("1\x002", 422), ("9" * 60, 200)])
def test_odd_numbers_are_answered_in_words(typed, status, ozans):
    assert ozans.get("/gorevli/ara/", {"number": typed}).status_code == status


def test_without_a_posting_the_page_says_so(db):
    page = browser_of(make_officer("yeni", "Yeni Biri")).get("/gorevli/")

    assert "None of your postings today has an inbox" in page.content.decode()
