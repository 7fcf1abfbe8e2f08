"""What happens by the clock: it catches up after a night down, and a second run finds nothing left."""

from datetime import date, datetime, timedelta

import pytest
from procrastinate.contrib.django import app

from bimer import clock
from bimer.casework import overdue
from bimer.casework.announcements import announce
from bimer.casework.lifecycle import Move, State
from bimer.casework.models import Application, Consultation, Event, Fee, Pause
from bimer.institutions import changes
from bimer.institutions.roles import Role
from bimer.law.kinds import Kind
from bimer.notices.models import Notice
from tests.conftest import ISTANBUL, make_application, make_officer

pytestmark = pytest.mark.django_db

DOWN = timedelta(days=3)  # for how long nothing ran


def told(move: Move) -> list[tuple[str, str]]:
    event = Event.objects.get(move=move)
    announce(event_id=event.pk)
    announce(event_id=event.pk)
    found = Notice.objects.filter(event_id=event.pk).order_by("template", "officer__username")
    return [(notice.template, notice.officer.username if notice.officer else "applicant") for notice in found]


# --- Fees -------------------------------------------------------------------------------------------
@pytest.fixture
def unpaid(cankaya, monday) -> Fee:
    """The cost of a request was told on Monday 2 March; payment can be shown until 23 March."""
    request = make_application(cankaya, monday, kind=Kind.INFORMATION)
    Application.objects.update(state=State.AWAITING_FEE)
    Pause.objects.create(application=request, cause="fee", effect="restart", began_at=monday)
    return request.fees.create(plain_pages=40, amount=3000, told_at=monday, due_on=date(2015, 3, 23))


def test_an_unpaid_fee_lapses_after_its_last_day_once(unpaid):
    last_day = datetime(2015, 3, 23, 23, tzinfo=ISTANBUL)

    runs = [overdue.lapse_fees(at=at) for at in (last_day, last_day + DOWN, last_day + DOWN)]

    unpaid.refresh_from_db()
    assert runs == [0, 1, 0]
    assert (unpaid.application.state, unpaid.lapsed_at) == (State.WITHDRAWN, last_day + DOWN)
    assert told(Move.LAPSE) == [("lapsed", "applicant")]


def test_a_paid_fee_does_not_lapse(unpaid, tuesday):
    Fee.objects.update(paid_at=tuesday)

    assert overdue.lapse_fees(at=tuesday + timedelta(days=60)) == 0


# --- Promises ---------------------------------------------------------------------------------------
def test_a_promised_day_wakes_the_application_once(application, tuesday):
    Application.objects.update(state=State.ANSWERED, promise_on=tuesday.date(), answered_at=tuesday)

    before = overdue.wake_promises(at=tuesday - timedelta(days=1))
    runs = [overdue.wake_promises(at=tuesday + DOWN) for _run in range(2)]

    application.refresh_from_db()
    assert (before, runs, application.state) == (0, [1, 0], State.IN_PROGRESS)


# --- Who was asked ----------------------------------------------------------------------------------
@pytest.fixture
def asked(application, monday) -> Application:
    """Ayşe Yılmaz was asked something on Monday."""
    Application.objects.update(state=State.AWAITING_APPLICANT)
    Pause.objects.create(application=application, cause="applicant", effect="none", began_at=monday)
    return application


def test_an_applicant_who_was_asked_is_reminded_once_after_ten_days(asked, monday):
    tenth = monday + timedelta(days=10)

    runs = [
        overdue.remind_asked(at=at) for at in (tenth - timedelta(hours=1), tenth + DOWN, tenth + 3 * DOWN)
    ]

    assert runs == [0, 1, 0]
    assert told(Move.REMIND) == [("question_reminder", "applicant")]


def test_a_second_question_is_reminded_of_by_itself(asked, monday, tuesday):
    overdue.remind_asked(at=monday + timedelta(days=10))
    Pause.objects.update(ended_at=tuesday)
    again = monday + timedelta(days=20)
    Pause.objects.create(application=asked, cause="applicant", effect="none", began_at=again)

    assert [overdue.remind_asked(at=again + timedelta(days=day)) for day in (9, 10, 11)] == [0, 1, 0]


def test_who_replied_is_not_reminded(asked, monday):
    Pause.objects.update(ended_at=monday)

    assert overdue.remind_asked(at=monday + timedelta(days=30)) == 0


@pytest.fixture
def consulted(application, aski, cankaya, ozan, monday) -> Consultation:
    """The water works were asked for their part, by Friday 6 March."""
    return Consultation.objects.create(
        application=application,
        unit=aski,
        purpose="part",
        question="Boru hattı kimin?",
        asked_by=ozan,
        asked_unit=cankaya,
        asked_at=monday,
        due_on=date(2015, 3, 6),
    )


def test_a_unit_that_let_its_internal_day_pass_is_reminded_once(consulted, sibel, monday):
    friday = datetime(2015, 3, 6, 23, tzinfo=ISTANBUL)

    runs = [overdue.remind_consulted(at=at) for at in (friday, friday + DOWN, friday + 2 * DOWN)]

    assert runs == [0, 1, 0]
    assert Event.objects.get(move=Move.REMIND).facts == {
        "about": "consultation",
        "of": consulted.pk,
        "unit": str(consulted.unit),
        "due_on": "2015-03-06",
    }
    assert told(Move.REMIND) == [("consultation_reminder", "sibel")]


@pytest.mark.parametrize("settled", ["contributed_at", "withdrawn_at"])
def test_what_was_contributed_or_withdrawn_is_not_asked_for(settled, consulted, tuesday):
    Consultation.objects.update(**{settled: tuesday})

    assert overdue.remind_consulted(at=tuesday + timedelta(days=30)) == 0


def test_one_that_cannot_be_done_now_does_not_stop_the_others(consulted, application, aski, monday):
    other = make_application(aski, monday)
    gone, due = consulted, Consultation.objects.get(pk=consulted.pk)
    due.pk, due.application = None, other
    due.save()

    def answered_meanwhile(row):
        if row.pk == gone.pk:
            Application.objects.filter(pk=application.pk).update(state=State.ANSWERED)
        overdue._remind(row, "consultation", monday + timedelta(days=30))

    assert overdue._each(Consultation.objects.order_by("pk"), answered_meanwhile) == 1


# --- The clock itself -------------------------------------------------------------------------------
PERIODIC = sorted(
    task.task.name
    for task in app.periodic_registry.periodic_tasks.values()
    if task.task.name.startswith("clock.")
)
EVENTS = {Move.WARN, Move.REMIND, Move.LAPSE, Move.WAKE, Move.SUCCEED}


def test_everything_periodic_stands_on_one_page():
    assert PERIODIC == [
        "clock.anchor",
        "clock.discard_drafts",
        "clock.discard_jobs",
        "clock.follow_reorganisation",
        "clock.lapse_fees",
        "clock.recover_stalled",
        "clock.remind",
        "clock.resume_bulks",
        "clock.send_due",
        "clock.wake_promises",
        "clock.warn",
    ]


def test_a_week_down_is_made_up_for_and_a_second_run_changes_nothing(
    unpaid, consulted, application, asked, cankaya, sibel, monkeypatch
):
    make_officer("can", "Can Er", (Role.UNIT_COORDINATOR, cankaya))
    changes.rename(cankaya, to="Yeni Çankaya Kaymakamlığı", on=date(2015, 3, 20))
    Application.objects.filter(pk=unpaid.application_id).update(state=State.AWAITING_FEE)

    monkeypatch.setattr(clock.timezone, "now", lambda: datetime(2015, 4, 3, 9, tzinfo=ISTANBUL))
    _everything()
    first = sorted(Event.objects.filter(move__in=EVENTS).values_list("move", flat=True))
    _everything()
    again = sorted(Event.objects.filter(move__in=EVENTS).values_list("move", flat=True))

    assert first == ["lapse", "remind", "remind", "succeed", "succeed", "warn"]
    assert again == first


def _everything() -> None:
    for run in (clock.follow_reorganisation, clock.lapse_fees, clock.wake_promises, clock.remind, clock.warn):
        run(timestamp=0)
