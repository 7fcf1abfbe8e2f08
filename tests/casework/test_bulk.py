"""One move for many: a loop of single steps, each with its own history; what is refused is kept in words."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from procrastinate.contrib.django.models import ProcrastinateJob

from bimer import clock
from bimer.casework import answering, bulk, choosing, consulting, gate
from bimer.casework.errors import Refusal
from bimer.casework.lifecycle import Move, State
from bimer.casework.models import Answer, Application
from bimer.institutions.roles import Role
from tests.conftest import make_application, make_officer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.fixture
def three(cankaya, monday) -> list[Application]:
    return [make_application(cankaya, monday) for _ in range(3)]


def begin(move, applications, by, at, **details):
    seen = {application.pk: application.version for application in applications}
    return bulk.begin(move, seen=seen, details=details, by=by, at=at)


def run(made, at) -> bulk.Progress:
    while bulk.go_on(made.pk, at=at):
        pass
    return bulk.progress(made)


def propose_all(applications, by, at, text="Lambalar onarıldı."):
    run(begin(Move.PROPOSE, applications, by, at, text=text, outcome="done", ground=""), at)


def test_all_are_forwarded_each_with_its_own_event(three, rana, aski, monday, tuesday):
    made = begin(Move.FORWARD, three, rana, monday, to=aski.pk, reason="Su")

    assert run(made, tuesday) == bulk.Progress(whole=3, done=3, refused=0)
    for application in three:
        application.refresh_from_db()
        event = application.events.get(move=Move.FORWARD)
        assert (application.holder, event.at, event.officer) == (aski, tuesday, rana)
    made.refresh_from_db()
    assert made.done_at == tuesday


def test_answered_and_approved_together(three, ozan, nur, monday, tuesday):
    propose_all(three, ozan, monday)
    groups = choosing.alike(Application.objects.filter(state=State.AWAITING_APPROVAL))
    assert [len(group.applications) for group in groups] == [3]

    for application in three:
        application.refresh_from_db()
    run(begin(Move.APPROVE, three, nur, tuesday), tuesday)

    assert {each.state for each in Application.objects.all()} == {State.ANSWERED}
    assert {application.answers.get().approved_by for application in three} == {nur}


def test_different_words_are_read_apart_the_most_first(three, ozan, monday):
    propose_all(three[:1], ozan, monday, text="Başka bir cevap")
    propose_all(three[1:], ozan, monday, text="Aynı  cevap\n")

    found = choosing.alike(Application.objects.order_by("pk"))
    assert [(group.answer.text, len(group.applications)) for group in found] == [
        ("Aynı  cevap\n", 2),
        ("Başka bir cevap", 1),
    ]


def test_what_changed_meanwhile_is_refused_in_words_and_the_rest_is_done(three, rana, ozan, aski, monday):
    made = begin(Move.FORWARD, three, rana, monday, to=aski.pk, reason="Su")
    answering.save_draft(three[1], text="Bakıyoruz.", outcome="done", by=ozan, at=monday)

    assert run(made, monday) == bulk.Progress(whole=3, done=2, refused=1)
    refused = bulk.refusals(made, among=Application.objects.all()).get()
    assert (refused.application, refused.done_at) == (three[1], None)
    assert "Siz bakarken bu başvuru değişti" in refused.refused  # in the language of who began it


def test_who_may_not_is_told_so_and_nothing_happens(three, yasin, aski, monday):
    made = begin(Move.FORWARD, three, yasin, monday, to=aski.pk, reason="Su")

    assert run(made, monday).refused == 3
    assert not Application.objects.filter(holder=aski).exists()
    assert set(made.items.values_list("refused", flat=True)) == {"Bu başvuruda artık bu işlemi yapamazsınız."}


def test_run_twice_or_killed_in_between_nothing_happens_twice(three, rana, aski, monday, tuesday):
    made = begin(Move.FORWARD, three, rana, monday, to=aski.pk, reason="Su")
    assert bulk.go_on(made.pk, at=monday)

    clock.run_bulk.func(bulk_id=made.pk)
    clock.run_bulk.func(bulk_id=made.pk)

    assert bulk.progress(made) == bulk.Progress(whole=3, done=3, refused=0)
    assert [each.events.filter(move=Move.FORWARD).count() for each in three] == [1, 1, 1]


def test_a_turn_that_breaks_leaves_no_step_and_the_rest_goes_on(
    three, rana, aski, monday, monkeypatch, caplog
):
    whole = bulk.OPERATIONS[Move.FORWARD]

    def breaks_for_the_second(application, details, step):
        whole(application, details, step)
        if application.pk == three[1].pk:
            raise ZeroDivisionError

    monkeypatch.setitem(bulk.OPERATIONS, Move.FORWARD, breaks_for_the_second)
    made = begin(Move.FORWARD, three, rana, monday, to=aski.pk, reason="Su")

    assert run(made, monday) == bulk.Progress(whole=3, done=2, refused=1)
    three[1].refresh_from_db()
    assert three[1].holder != aski
    assert "Sistemdeki bir hata" in made.items.get(done_at=None).refused
    assert "ZeroDivisionError" in caplog.text


def test_one_who_lost_sight_of_it_reads_nothing_of_it_in_the_result(three, ozan, cankaya, rana, monday):
    gate.accuse(three[0], unit=cankaya, by=rana, at=monday)
    made = begin(Move.PROPOSE, three, ozan, monday, text="Oldu.", outcome="done", ground="")
    run(made, monday)

    seen = Application.objects.exclude(accused_units__contains=[cankaya.pk])
    assert bulk.progress(made).refused == 1
    assert list(bulk.refusals(made, among=seen)) == []


def test_the_first_look_says_why_not_and_costs_the_same_for_many(three, ozan, cankaya, yasin, monday):
    ozan.postings.create(role=Role.APPROVER, unit=cankaya, valid_from=monday.date())
    propose_all(three[:1], ozan, monday)
    every = Application.objects.select_related("holder").order_by("pk")

    with CaptureQueriesContext(connection) as for_three:
        choice = choosing.choose(every, Move.APPROVE, by=ozan, on=monday.date())
    assert choice.possible == []
    assert next(why for _application, why in choice.left_out).startswith("You had a hand")
    with CaptureQueriesContext(connection) as for_one:
        choosing.choose(every.all()[:1], Move.APPROVE, by=ozan, on=monday.date())
    assert len(for_three) == len(for_one)
    stranger = choosing.choose(every, Move.FORWARD, by=yasin, on=monday.date())
    assert {why for _application, why in stranger.left_out} == {"You may only read this one."}


def test_none_and_too_many_are_refused(rana, monday):
    with pytest.raises(Refusal, match="at least one"):
        bulk.begin(Move.FORWARD, seen={}, details={}, by=rana, at=monday)
    with pytest.raises(Refusal, match="At most 500"):
        bulk.begin(Move.FORWARD, seen=dict.fromkeys(range(501), 1), details={}, by=rana, at=monday)


def test_a_leavers_work_goes_to_a_colleague(three, rana, ozan, cankaya, monday):
    pelin = make_officer("pelin", "Pelin Ay", (Role.RESPONDENT, cankaya))
    for application in three[:2]:
        answering.save_draft(application, text="…", outcome="done", by=ozan, at=monday)
    work = list(choosing.taken_by(ozan, among=Application.objects.all()))

    run(begin(Move.ASSIGN, work, rana, monday, to=pelin.pk), monday)

    assert len(work) == 2
    assert set(Application.objects.filter(taken_by=pelin)) == set(three[:2])


def test_what_one_text_would_pass_over_is_left_out_of_answering(three, ozan, cankaya, aski, monday):
    pelin = make_officer("pelin", "Pelin Ay", (Role.RESPONDENT, cankaya))
    numbered, drafted, waiting = three
    consulting.demands(numbered, texts=["Su", "Işık"], by=ozan, at=monday)
    answering.save_draft(drafted, text="Bakıyorum.", outcome="done", by=pelin, at=monday)
    asked = [consulting.Asked(unit=aski, question="Su var mı?")]
    consulting.consult(waiting, asked=asked, by=ozan, at=monday)

    every = Application.objects.select_related("holder").order_by("pk")
    choice = choosing.choose(every, Move.PROPOSE, by=ozan, on=monday.date())

    assert choice.possible == []
    assert [why.split(".")[0] for _application, why in choice.left_out] == [
        "Its demands are numbered and decided one by one",
        "Pelin Ay is writing an answer to it",
        f"{aski} was asked and has not contributed yet",
    ]


def test_differences_are_told_word_by_word():
    pieces = choosing.differences("Park gelecek yıl yapılacak.", "Park bu yıl yapılacak.")

    assert [(piece.kind, piece.words) for piece in pieces] == [
        ("same", "Park "),
        ("there", "bu "),
        ("here", "gelecek "),
        ("same", "yıl yapılacak."),
    ]
    assert [piece.kind for piece in choosing.differences("Lambalar onarıldı.", "Park yapılacak.")] == ["same"]


def test_letters_that_differ_in_anything_are_read_apart(three, ozan, monday):
    propose_all(three, ozan, monday)
    promised = Answer.objects.get(application=three[0])
    promised.outcome, promised.promise_on = "promised", monday.date()
    promised.save()

    assert [len(group.applications) for group in choosing.alike(three)] == [2, 1]


def test_what_was_filed_by_another_person_is_not_merged_and_one_reads_why(cankaya, rana, citizen, monday):
    other = type(citizen)(**{**vars(citizen), "name": "Fatma", "identity_number": "10000000078"})
    first = make_application(cankaya, monday)
    second = make_application(cankaya, monday, details=other)

    made = begin(Move.MERGE, [second], rana, monday, into=first.pk)

    assert run(made, monday).refused == 1
    assert "aynı" in bulk.refusals(made, among=Application.objects.all()).get().refused


def test_what_lost_its_job_goes_on(three, rana, aski, monday, tuesday):
    made = begin(Move.FORWARD, three, rana, monday, to=aski.pk, reason="Su")
    jobs = ProcrastinateJob.objects.filter(task_name="bulk.run")
    assert jobs.count() == 1
    bulk.resume(at=tuesday)
    assert jobs.count() == 1  # it waits already
    connection.cursor().execute("delete from procrastinate_jobs where task_name = 'bulk.run'")

    bulk.resume(at=tuesday)
    assert jobs.get().args == {"bulk_id": made.pk}

    run(made, tuesday)
    connection.cursor().execute("delete from procrastinate_jobs where task_name = 'bulk.run'")
    bulk.resume(at=tuesday)
    assert not jobs.exists()
