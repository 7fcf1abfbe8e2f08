"""Reminders before the last day, warnings after it, higher from rung to rung (domain.md §12.15)."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta

import pytest
from django.db import connection, transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from bimer.casework import ladder, working
from bimer.casework.announcements import announce
from bimer.casework.errors import NotAllowed
from bimer.casework.lifecycle import Move, State
from bimer.casework.models import Application, Event, Pause, Warning
from bimer.casework.step import step, steps
from bimer.institutions.roles import Role
from bimer.law import ladder as rungs_of_law
from bimer.notices.models import Notice
from tests.conftest import ISTANBUL, make_application, make_officer, make_unit

pytestmark = pytest.mark.django_db

# Received on Monday 2 March 2015: the last day is Wednesday 1 April.
T_5 = datetime(2015, 3, 25, 7, tzinfo=ISTANBUL)
T_1 = datetime(2015, 3, 31, 7, tzinfo=ISTANBUL)
LATE_1 = datetime(2015, 4, 2, 7, tzinfo=ISTANBUL)
LATE_5 = datetime(2015, 4, 8, 7, tzinfo=ISTANBUL)
LATE_15 = datetime(2015, 4, 22, 7, tzinfo=ISTANBUL)
EVERY_RUNG = [T_5, T_1, LATE_1, LATE_5, LATE_15]


def climbed(application) -> list[tuple[str, int, str]]:
    events = application.events.filter(move__in=[Move.REMIND, Move.WARN]).order_by("sequence")
    return [(e.move, e.facts["rung"], e.facts["told"]) for e in events]


def told(event: Event) -> list[tuple[str, str]]:
    announce(event_id=event.pk)
    announce(event_id=event.pk)
    found = Notice.objects.filter(event_id=event.pk).order_by("template", "officer__username")
    return list(found.values_list("template", "officer__username"))


def test_each_rung_is_climbed_on_its_day_and_once(application):
    for day in EVERY_RUNG:
        early = ladder.climb(at=day - timedelta(days=1))
        assert (early, ladder.climb(at=day), ladder.climb(at=day)) == (0, 1, 0)

    assert climbed(application) == [
        ("remind", 1, "Çankaya Kaymakamlığı"),
        ("remind", 2, "Çankaya Kaymakamlığı"),
        ("warn", 3, "Ankara Valiliği"),
        ("warn", 4, "İçişleri Bakanlığı"),
        ("warn", 5, "Halkla İlişkiler Daire Başkanlığı (BİMER)"),
    ]


def test_every_climb_is_remembered_with_what_words_will_need(application, ankara):
    ladder.climb(at=T_5)
    ladder.climb(at=LATE_1)

    event = application.events.get(move=Move.WARN)
    warning = Warning.objects.get(rung=3)
    application.refresh_from_db()
    assert event.facts == {
        "about": "last_day",
        "warning": warning.pk,
        "rung": 3,
        "passed": [2],
        "due_on": "2015-04-01",
        "unit": "Çankaya Kaymakamlığı",
        "told": "Ankara Valiliği",
        "told_unit": ankara.pk,
    }
    assert (event.sequence, application.version, application.rung) == (3, 3, 3)
    assert (event.before, event.after, event.officer, event.by_applicant) == (
        "received",
        "received",
        None,
        False,
    )


def test_after_a_week_down_only_the_highest_rung_is_warned_of_and_the_lower_are_noted(application):
    assert (ladder.climb(at=LATE_5), ladder.climb(at=LATE_5)) == (1, 0)

    assert climbed(application) == [("warn", 4, "İçişleri Bakanlığı")]
    assert list(Warning.objects.order_by("rung").values_list("rung", "told__name")) == [
        (1, "Çankaya Kaymakamlığı"),
        (2, "Çankaya Kaymakamlığı"),
        (3, "Ankara Valiliği"),
        (4, "İçişleri Bakanlığı"),
    ]


def test_before_the_last_day_the_unit_hears(application, cankaya, ozan, nur, rana):
    make_officer("can", "Can Er", (Role.UNIT_COORDINATOR, cankaya))
    ladder.climb(at=T_5)

    assert told(application.events.get(move=Move.REMIND)) == [("reminder", "can"), ("reminder", "nur")]


def test_who_took_it_is_reminded(application, ozan, rana, monday):
    working.take(application, by=ozan, at=monday)
    ladder.climb(at=T_5)

    assert told(application.events.get(move=Move.REMIND)) == [("reminder", "ozan")]


def test_where_nobody_is_posted_who_stands_above_is_reminded(application, rana):
    ladder.climb(at=T_5)

    assert told(application.events.get(move=Move.REMIND)) == [("reminder", "rana")]


def test_after_it_the_unit_and_its_coordinator_hear(application, nur, rana, yasin):
    ladder.climb(at=LATE_1)

    assert told(application.events.get(move=Move.WARN)) == [("escalation", "rana"), ("warning", "nur")]


def test_at_the_top_the_centre_hears(application, nur, rana, ece):
    ladder.climb(at=LATE_15)

    assert told(application.events.get(move=Move.WARN)) == [("escalation", "ece"), ("warning", "nur")]


def test_a_unit_complained_about_is_passed_over(application, ankara):
    Application.objects.update(accused_units=[ankara.pk])
    ladder.climb(at=LATE_1)

    assert climbed(application) == [("warn", 3, "İller İdaresi Genel Müdürlüğü")]


def test_above_a_provincial_directorate_stand_governorate_and_ministry(aski, monday):
    water = make_application(aski, monday)
    ladder.climb(at=LATE_1)
    ladder.climb(at=LATE_5)

    assert [who for _move, _rung, who in climbed(water)] == ["Ankara Valiliği", "İçişleri Bakanlığı"]


def test_three_levels_below_a_governorate_its_governor_stands_above_the_coordinator(cankaya, monday):
    school = make_unit("MEM.06.1231", "Çankaya İlçe MEM", "district", under=cankaya)
    application = make_application(school, monday)
    ladder.climb(at=LATE_5)

    assert climbed(application) == [("warn", 4, "Ankara Valiliği")]


def test_the_centres_own_work_has_nobody_above(centre, monday):
    application = make_application(centre, monday)
    ladder.climb(at=LATE_1)

    assert climbed(application) == [("warn", 3, str(centre))]


def test_what_is_answered_is_left_alone(application):
    Application.objects.update(state=State.ANSWERED)

    assert ladder.climb(at=LATE_15) == 0


def test_while_the_fee_is_unpaid_nobody_is_warned(application, monday):
    pause = Pause.objects.create(application=application, cause="fee", effect="restart", began_at=monday)
    halted = ladder.climb(at=LATE_15)
    pause.effect = "none"
    pause.save()

    assert (halted, ladder.climb(at=LATE_15)) == (0, 1)


def test_a_new_last_day_begins_a_new_ladder_and_an_old_one_goes_on(application, ozan, tuesday):
    ladder.climb(at=LATE_1)
    first = application.due_on
    _move_last_day(application, date(2015, 5, 4), by=ozan, at=LATE_1)
    anew = application.rung
    _move_last_day(application, first, by=ozan, at=LATE_1)

    assert (anew, application.rung, ladder.climb(at=LATE_1)) == (0, 3, 0)


def _move_last_day(application, day, *, by, at):
    with step(application, Move.TAKE, by=by, at=at) as s:
        s.application.due_on = day


def test_many_are_climbed_with_the_same_questions(cankaya, monday, django_assert_num_queries):
    for _each in range(3):
        make_application(cankaya, monday)

    with django_assert_num_queries(14):
        ladder.climb(at=T_5)

    made = sorted(Event.objects.filter(move=Move.REMIND).values_list("pk", flat=True))
    handful = ProcrastinateJob.objects.get(task_name="announce_all")
    assert (len(made), handful.args) == (3, {"event_ids": made})


@pytest.mark.parametrize("move", [Move.LAPSE, Move.FORWARD])
def test_only_the_clocks_moves_that_leave_the_state_are_made_for_many(move, tuesday):
    with pytest.raises(NotAllowed), steps(Application.objects.all(), move, at=tuesday):
        pass


@pytest.mark.django_db(transaction=True)
def test_what_somebody_works_on_just_now_is_left_for_the_next_run(application, empty_queue):
    with ThreadPoolExecutor(1) as other, transaction.atomic():
        Application.objects.select_for_update().get(pk=application.pk)
        meanwhile = other.submit(_climb_and_hang_up).result(timeout=30)

    assert (meanwhile, ladder.climb(at=T_5)) == (0, 1)


def _climb_and_hang_up() -> int:
    try:
        return ladder.climb(at=T_5)
    finally:
        connection.close()


def test_a_fault_in_the_middle_leaves_no_trace(application, tuesday):
    with pytest.raises(RuntimeError), steps(Application.objects.all(), Move.WARN, at=tuesday, rung=3):
        raise RuntimeError

    application.refresh_from_db()
    assert (application.rung, application.version, application.events.count()) == (0, 1, 1)


def test_the_stretches_say_what_the_law_says_day_by_day():
    for number in range(400):
        on = date(2015, 1, 1) + timedelta(days=number)
        stretches = ladder.stretches(on)
        for distance in range(-40, 20):
            due_on = on + timedelta(days=distance)
            standing = [s.rung.number for s in stretches if (s.first or due_on) <= due_on <= s.last]
            assert sum(standing) == rungs_of_law.reached(due_on, on), (on, due_on)
