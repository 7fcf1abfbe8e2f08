"""Delays: each height sees what failed below it, and nothing else. And who had an application how long."""

import re
from datetime import date, datetime

import pytest
from django.utils import timezone

from bimer.casework import ladder
from bimer.casework.lifecycle import State
from bimer.casework.models import Application, Pause
from bimer.institutions.roles import Level, Role
from tests.conftest import ISTANBUL, make_application, make_officer, make_unit
from tests.desk.conftest import at, browser_of

pytestmark = pytest.mark.django_db

PAGE = "/gorevli/gecikmeler/"
# Received on Monday 2 March 2015: last day 1 April. Warned of on these days at these heights.
COORDINATOR = datetime(2015, 4, 2, 7, tzinfo=ISTANBUL)
ABOVE = datetime(2015, 4, 8, 7, tzinfo=ISTANBUL)
CENTRE = datetime(2015, 4, 22, 7, tzinfo=ISTANBUL)


def seen(client) -> list[Application]:
    return list(client.get(PAGE).context["applications"])


@pytest.fixture
def minister(ankara, interior):
    ministry = interior.coordinator
    return browser_of(make_officer("mert", "Mert Can", (Role.GENERAL_COORDINATOR, ministry)))


@pytest.fixture
def centres(ece):
    return browser_of(ece)


def test_each_height_sees_what_failed_below_it_from_its_day_on(application, ranas, minister, centres):
    heights = [ranas, minister, centres]
    rows = []
    for day in (COORDINATOR, ABOVE, CENTRE):
        ladder.climb(at=day)
        rows.append([seen(client) == [application] for client in heights])

    assert rows == [[True, False, False], [True, True, False], [True, True, True]]


def test_a_level_the_ladder_steps_over_sees_it_once_the_height_above_heard(application, interior):
    halil = browser_of(make_officer("halil", "Halil Ay", (Role.GENERAL_COORDINATOR, interior)))
    rows = []
    for day in (COORDINATOR, ABOVE):
        ladder.climb(at=day)
        rows.append(seen(halil))

    assert rows == [[], [application]]


def test_what_went_elsewhere_with_its_last_day_did_not_fail_below(application, izmir, ranas):
    ladder.climb(at=COORDINATOR)
    application.refresh_from_db()
    application.place_under(izmir)
    application.save()

    assert seen(ranas) == []


def test_nothing_beside_ones_own_line(application, yasins):
    ladder.climb(at=CENTRE)

    assert seen(yasins) == []
    assert "Nothing failed below this unit." in yasins.get(PAGE).content.decode()


def test_what_is_with_ones_own_unit_is_not_below_it(ankara, monday, ranas):
    make_application(ankara, monday)
    ladder.climb(at=CENTRE)

    assert seen(ranas) == []


def test_answered_or_with_a_new_last_day_it_is_gone(application, cankaya, monday, ranas):
    other = make_application(cankaya, monday)
    ladder.climb(at=COORDINATOR)
    Application.objects.filter(pk=application.pk).update(state=State.ANSWERED)
    Application.objects.filter(pk=other.pk).update(due_on=date(2015, 6, 1))

    assert seen(ranas) == []


def test_who_is_complained_about_does_not_see_it(application, ankara, ranas):
    ladder.climb(at=COORDINATOR)
    Application.objects.update(accused_units=[ankara.pk])

    page = ranas.get(PAGE)

    assert (list(page.context["applications"]), page.context["groups"]) == ([], [])
    assert application.number not in page.content.decode()


def test_units_are_listed_with_their_numbers_and_open_to_their_applications(
    application, cankaya, aski, monday, ranas
):
    works = [make_application(aski, monday) for _each in range(2)]
    ladder.climb(at=COORDINATOR)

    groups = ranas.get(PAGE).context["groups"]

    assert [(group.unit, group.count, group.earliest, group.rung) for group, _url in groups] == [
        (str(aski), 2, date(2015, 4, 1), 3),
        (str(cankaya), 1, date(2015, 4, 1), 3),
    ]
    assert list(ranas.get(PAGE + groups[0][1]).context["applications"]) == works


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_asks_as_much_for_three_rows_as_for_one(
    rows, ankara, monday, ranas, django_assert_num_queries
):
    for number in range(rows):
        below = make_unit(f"D.{number}", f"Birim {number}", Level.DISTRICT, under=ankara)
        make_application(below, monday)
    ladder.climb(at=COORDINATOR)
    ranas.get(PAGE)

    with django_assert_num_queries(6):  # session, officer, reach, units, the page, the letters
        page = ranas.get(PAGE)

    assert (len(page.context["groups"]), len(page.context["applications"])) == (rows, rows)


def test_who_follows_nothing_up_has_no_such_page(ozans):
    page = ozans.get(PAGE)

    assert (page.status_code, page.url) == (302, "/gorevli/")
    assert PAGE not in ozans.get("/gorevli/").content.decode()


@pytest.mark.parametrize("wish", ["kapsam=zzz", "birim=zzz", "sonra=zzz", "birim=%00&kapsam=%00"])
def test_odd_wishes_show_the_plain_page(wish, application, ranas):
    ladder.climb(at=COORDINATOR)

    assert list(ranas.get(f"{PAGE}?{wish}").context["applications"]) == [application]


def test_the_overview_counts_what_failed_and_leads_there(application, ranas):
    ladder.climb(at=COORDINATOR)

    figures = {name: (count, url) for name, count, url in ranas.get("/gorevli/ozet/").context["figures"]}

    count, url = figures["failed"]
    assert count == 1
    assert list(ranas.get(url).context["applications"]) == [application]


def test_the_inbox_filters_what_was_warned_of_what_owes_a_final_answer_and_who_was_asked(
    cankaya, monday, ozans
):
    made = [make_application(cankaya, monday) for _each in range(3)]
    warned, interim, asked = made
    Application.objects.filter(pk=interim.pk).update(interim_at=monday, due_on=date(2030, 1, 2))
    Application.objects.filter(pk=asked.pk).update(state=State.AWAITING_APPLICANT, due_on=date(2030, 1, 2))
    ladder.climb(at=COORDINATOR)

    found = {
        which: ozans.get(f"/gorevli/?suzgec={which}").context["applications"]
        for which in ("warned", "interim", "asked")
    }

    assert found == {"warned": [warned], "interim": [interim], "asked": [asked]}


# --- On the page of one application -----------------------------------------------------------------
def test_the_page_tells_who_had_it_how_long(application, ozans, monday):
    Pause.objects.create(
        application=application,
        cause="applicant",
        effect="none",
        began_at=monday,
        ended_at=datetime(2015, 3, 5, 12, tzinfo=ISTANBUL),
    )

    page = ozans.get(at("application", application)).content.decode()

    days = (timezone.localdate() - monday.date()).days
    assert "Who had it how long" in page
    assert "Waiting for the applicant" in page
    assert f'viewBox="0 0 {days} 10"' in page


def test_the_printed_history_tells_it_too(application, ozans):
    assert "Who had it how long" in ozans.get(at("printout", application)).content.decode()


def test_the_day_first_promised_is_shown_beside_a_new_one(application, ozans):
    before = ozans.get(at("application", application)).content.decode()
    Application.objects.update(due_on=date(2015, 5, 4))
    after = ozans.get(at("application", application)).content.decode()

    assert ("First promised" in before, "First promised" in after) == (False, True)
    assert "Wednesday 1 April 2015" in after


def test_the_page_tells_from_when_silence_is_a_refusal(application, ozans):
    assert "Monday 4 May 2015" in ozans.get(at("application", application)).content.decode()


def test_the_history_tells_who_was_told(application, ozans):
    ladder.climb(at=COORDINATOR)

    assert "Told: Ankara Valiliği" in ozans.get(at("application", application)).content.decode()


# --- The letters between offices --------------------------------------------------------------------
def letters_on(page: str) -> list[str]:
    return re.findall(r'href="([^"]*/tekit/\d+\.pdf)"', page)


def test_the_tekit_is_opened_from_the_list_and_from_the_history(application, ranas, ozans):
    ladder.climb(at=COORDINATOR)
    ladder.climb(at=ABOVE)
    third, fourth = (at("warning_pdf", application, warning_id=one.pk) for one in warned(application))

    assert letters_on(ranas.get(PAGE).content.decode()) == [fourth]
    assert letters_on(ozans.get(at("application", application)).content.decode()) == [fourth, third]
    for client in (ranas, ozans):
        sheet = client.get(third)
        assert sheet["Content-Type"] == "application/pdf"
        assert sheet.content.startswith(b"%PDF")


def warned(application):
    return application.warnings.filter(rung__gte=3).order_by("rung")


def test_of_a_rung_passed_in_one_night_there_is_no_letter(application, ranas):
    ladder.climb(at=ABOVE)
    passed, written = warned(application)

    assert letters_on(ranas.get(PAGE).content.decode()) == [
        at("warning_pdf", application, warning_id=written.pk)
    ]
    assert ranas.get(at("warning_pdf", application, warning_id=passed.pk)).status_code == 404


def test_outsiders_and_other_numbers_open_no_letter(application, cankaya, monday, ranas, yasins):
    ladder.climb(at=COORDINATOR)
    (letter,) = warned(application)
    other = make_application(cankaya, monday)

    assert yasins.get(at("warning_pdf", application, warning_id=letter.pk)).status_code == 404
    assert ranas.get(at("warning_pdf", other, warning_id=letter.pk)).status_code == 404
