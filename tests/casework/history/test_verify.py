"""Whoever owns the database can change anything in it, but not unseen: the first broken link is named."""

import json
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from bimer.casework import answering, gate, registering
from bimer.casework.actors import Applicant
from bimer.casework.history import anchoring, chain, linking, sealing
from bimer.casework.models import Application, Event
from bimer.institutions.models import Unit
from tests.casework.history.conftest import as_owner
from tests.conftest import make_application

pytestmark = pytest.mark.django_db


def run(*words: str) -> tuple[int, str]:
    """`bimer verify` as it is run: its exit status and what it prints."""
    printed = StringIO()
    try:
        call_command("verify", *words, stdout=printed, stderr=printed)
    except SystemExit as ended:
        return ended.code, printed.getvalue()
    return 0, printed.getvalue()


def test_untouched_histories_hold(answered, neighbour, folder, tuesday):
    anchoring.anchor(at=tuesday)

    assert run() == (0, "All 11 events of 2 applications hold, and 1 anchors.\n")


def test_the_first_broken_link_is_named_and_the_status_is_1(answered, neighbour, folder):
    with as_owner() as run_sql:
        run_sql(
            "update casework_event set officer_id = null where sequence = 3 and application_id = %s",
            answered.pk,
        )
        run_sql(
            "update casework_event set at = at - interval '9 days' where application_id = %s", neighbour.pk
        )

    what = "“forward” is not what was recorded then, or step 2 before it was rewritten."
    first = f"Application {answered}, step 3: {what}"
    status, printed = run()
    assert (status, printed.splitlines()[1:]) == (1, [first, "1 link does not hold."])
    status, printed = run("--all")
    assert status == 1
    assert printed.splitlines()[1:] == [
        first,
        f"Application {neighbour}, step 1: “register” is not what was recorded then.",
        "2 links do not hold.",
    ]


@pytest.mark.parametrize(
    ("change", "sequence"),
    [
        ("facts = jsonb_set(facts, '{due_on}', '\"2015-04-30\"')", 3),
        ("facts = facts - 'unit'", 3),
        ("at = at + interval '1 second'", 5),
        ("officer_id = officer_id + 1", 8),
        ("by_applicant = not by_applicant", 5),
        ("move = 'release'", 4),
        ("holder_id = (select min(id) from institutions_unit)", 6),
        ("contents = '{}'", 10),
        ("digest = sha256('')", 2),
    ],
)
def test_a_changed_event_is_found(change, sequence, answered, neighbour, verified):
    with as_owner() as run_sql:
        changed = run_sql(
            f"update casework_event set {change} where application_id = %s and sequence = %s",
            answered.pk,
            sequence,
        )

    assert changed == 1
    assert [line.partition(":")[0] for line in verified()] == [f"Application {answered}, step {sequence}"]


def test_a_gap_is_found(answered, verified):
    with as_owner() as run_sql:
        run_sql("delete from casework_event where application_id = %s and sequence = 4", answered.pk)

    assert verified() == [f"Application {answered}, step 4: it is missing; what follows is step 5."]


def test_a_cut_off_end_is_found(answered, verified):
    with as_owner() as run_sql:
        run_sql("delete from casework_event where application_id = %s and sequence > 8", answered.pk)

    assert verified() == [
        f"Application {answered}, step 9: it is missing; the application stands at step 10."
    ]


def test_an_end_cut_off_with_the_application_set_back_is_found_by_the_anchor(
    answered, neighbour, verified, folder, tuesday
):
    anchoring.anchor(at=tuesday)
    with as_owner() as run_sql:
        run_sql("delete from casework_event where application_id = %s and sequence > 9", answered.pk)
        run_sql("delete from casework_answer where application_id = %s", answered.pk)
        run_sql(
            "update casework_application set version = 9, state = 'awaiting_approval' where id = %s",
            answered.pk,
        )

    assert verified() == [
        f"Application {answered}, step 10: it was anchored and is gone (anchor of 2015-03-03)."
    ]


def test_a_whole_history_taken_away_is_found_by_the_anchor(answered, neighbour, verified, tuesday):
    anchoring.anchor(at=tuesday)
    with as_owner() as run_sql:
        for table in ("event", "dispatch", "signature"):
            run_sql(f"delete from casework_{table} where application_id = %s", neighbour.pk)
        run_sql("delete from casework_application where id = %s", neighbour.pk)

    gone = f"Application with id {neighbour.pk}, which is gone, step 1"
    assert verified() == [f"{gone}: it was anchored and is gone (anchor of 2015-03-03)."]


def let_go(run_sql) -> None:
    """An event may outlive its application: whoever owns the table can take that rule away too."""
    run_sql("set constraints all immediate")
    found = "conrelid = 'casework_event'::regclass and confrelid = 'casework_application'::regclass"
    run_sql(
        "do $$ begin execute (select 'alter table casework_event drop constraint ' || conname"
        f" from pg_constraint where {found}); end $$"
    )


def test_an_application_without_its_history_and_a_history_without_application(answered, neighbour, verified):
    with as_owner() as run_sql:
        run_sql("delete from casework_event where application_id = %s", answered.pk)
        let_go(run_sql)
        for table in ("dispatch", "signature"):
            run_sql(f"delete from casework_{table} where application_id = %s", neighbour.pk)
        run_sql("delete from casework_application where id = %s", neighbour.pk)

    assert sorted(verified()) == [
        f"Application {answered}: it has no history at all.",
        f"Application with id {neighbour.pk}: it is gone; a history of 1 steps is left.",
    ]


def rewrite(application: Application, run_sql) -> None:
    """Write the digests of the whole chain anew, as whoever knows how they are made."""
    previous = chain.BEGINNING
    for event in application.events.order_by("sequence"):
        previous = chain.digest(linking.record_of(event), previous)
        run_sql("update casework_event set digest = %s where id = %s", previous, event.pk)


def test_a_history_written_anew_consistently_is_found_by_the_anchor(answered, neighbour, verified, tuesday):
    anchoring.anchor(at=tuesday)
    with as_owner() as run_sql:
        run_sql(
            "update casework_event set officer_id = null where application_id = %s and sequence = 7",
            answered.pk,
        )
        rewrite(answered, run_sql)

    assert verified() == [
        f"Application {answered}, step 10: the history up to here was written anew after it was anchored "
        f"(anchor of 2015-03-03)."
    ]


def test_without_the_list_of_heads_the_day_is_named(answered, neighbour, verified, folder, tuesday):
    anchoring.anchor(at=tuesday)
    with as_owner() as run_sql:
        run_sql("update casework_event set at = at + interval '1 day' where application_id = %s", answered.pk)
        rewrite(answered, run_sql)
    anchoring.heads_path(folder, tuesday.date()).unlink()

    assert verified() == [
        "Anchor of 2015-03-03: one of the 2 histories that grew then was changed. Which one can't be said: "
        "the list of them is missing or changed too."
    ]


def insert(application: Application, run_sql, *, pk: str, sequence: int) -> None:
    """Put an event into a history whose digest is right where it stands."""
    before = application.events.filter(sequence=sequence - 1).get()
    event = Event(
        application=application,
        sequence=sequence,
        move="note",
        at=before.at,
        officer=before.officer,
        before=before.after,
        after=before.after,
        holder_id=before.holder_id,
    )
    linking.link(event, after=bytes(before.digest), covers={})
    run_sql(
        "insert into casework_event (id, application_id, sequence, move, at, officer_id, by_applicant,"
        " before, after, holder_id, facts, contents, digest)"
        f" values ({pk}, %s, %s, 'note', %s, %s, false, %s, %s, %s, '{{}}', '{{}}', %s)",
        *(application.pk, sequence, event.at, event.officer_id, event.before, event.after, event.holder_id),
        event.digest,
    )


def test_an_event_put_in_between_is_found(answered, verified):
    with as_owner() as run_sql:
        run_sql(
            "update casework_event set sequence = sequence + 100 where application_id = %s and sequence > 4",
            answered.pk,
        )
        run_sql(
            "update casework_event set sequence = sequence - 99 where application_id = %s and sequence > 100",
            answered.pk,
        )
        run_sql("update casework_application set version = 11 where id = %s", answered.pk)
        insert(answered, run_sql, pk="default", sequence=5)

    assert [line.partition(":")[0] for line in verified()] == [f"Application {answered}, step 6"]


def test_an_event_put_behind_on_a_day_gone_by_is_found_by_the_anchor(neighbour, answered, verified, tuesday):
    """It fits its chain, and its id lies among those of that day."""
    with as_owner() as run_sql:
        run_sql("update casework_event set id = id + 1000")
        run_sql("select setval('casework_event_id_seq', (select max(id) from casework_event))")
    anchoring.anchor(at=tuesday)
    with as_owner() as run_sql:
        insert(neighbour, run_sql, pk="1", sequence=2)
        run_sql("update casework_application set version = 2 where id = %s", neighbour.pk)

    assert verified() == [
        f"Application {neighbour}, step 2: it was put into the history after that day was anchored "
        f"(anchor of 2015-03-03)."
    ]


def test_a_state_that_does_not_follow_from_the_history_is_found(answered, izmir, verified):
    Application.objects.filter(pk=answered.pk).update(state="withdrawn")
    assert verified() == [
        f"Application {answered}, step 10: the history ends as answered, but the application stands "
        f"as withdrawn."
    ]

    Application.objects.filter(pk=answered.pk).update(state="answered", holder=izmir)
    holder = Unit.objects.get(code="K.06.1231")
    assert verified() == [
        f"Application {answered}, step 10: the history ends with unit {holder.pk}, but the application "
        f"stands with unit {izmir.pk}."
    ]


# --- What was said -----------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("change", "step", "name"),
    [
        ("update casework_application set text = 'Her şey yolunda.'", 1, "application"),
        ("update casework_application set received_at = received_at + interval '9 days'", 1, "application"),
        ("update casework_application set promised_on = promised_on + 9", 1, "application"),
        ("update casework_message set text = 'Teşekkürler.'", 5, "message"),
        ("update casework_note set text = 'Görüştüm.'", 4, "note"),
        ("update casework_answer set text = 'Hayır.'", 10, "answer"),
        ("update casework_answer set approved_by_id = drafted_by_id", 10, "answer"),
        ("update casework_demand set outcome = 'refused' where number = 1", 7, "demands"),
        ("delete from casework_demand", 7, "demands"),
    ],
)
def test_changed_words_are_found(change, step, name, answered, verified):
    with as_owner() as run_sql:
        assert run_sql(change) >= 1

    (line,) = verified()
    said, _colon, what = line.partition(": ")
    assert said == f"Application {answered}, step {step}"
    assert what.startswith(f"what it said in {name}")
    assert what.endswith("was changed afterwards.")


@pytest.mark.parametrize(
    ("word", "sequence", "what"),
    [
        ("başka", 2, "its reason is not what was written then."),
        ("", 2, "its reason was erased, and no erasure is recorded."),
    ],
)
def test_a_changed_reason_is_found(word, sequence, what, answered, verified):
    with as_owner() as run_sql:
        run_sql(
            "update casework_event set facts = jsonb_set(facts, '{reason}', to_jsonb(%s::text))"
            " where sequence = %s",
            word,
            sequence,
        )

    assert verified() == [f"Application {answered}, step {sequence}: {what}"]


def test_a_reason_put_where_none_was_given_is_found(answered, verified):
    with as_owner() as run_sql:
        run_sql('update casework_event set facts = facts || \'{"reason": "öyle"}\' where sequence = 4')

    assert verified() == [f"Application {answered}, step 4: its reason is not what was written then."]


def test_words_taken_away_or_added_are_found(answered, ozan, verified, tuesday):
    added = answered.messages.create(text="Vazgeçtim.", at=tuesday)
    assert verified() == [
        f"Application {answered}: message:{added.pk} is there, but no step of the history made it."
    ]

    with as_owner() as run_sql:
        run_sql("delete from casework_message")
    assert [line.rpartition(" ")[2] for line in verified()] == ["gone."]


def test_without_the_salt_nothing_said_can_be_checked_and_that_is_said(answered, verified):
    Application.objects.update(salt=None)

    (line,) = verified()
    assert line == f"Application {answered}, step 2: its reason is not what was written then."


def test_a_correction_and_an_accusation_are_covered_as_they_become(
    application, rana, ozan, nur, tuesday, verified
):
    registering.correct(application, text="Kuğulu Park'ın bankı kırık.", by=rana, at=tuesday)
    accusation = gate.accuse(application, officer=ozan, by=rana, at=tuesday)
    gate.lift(accusation, reason="Onunla ilgisi yok", by=rana, at=tuesday)
    assert verified() == []

    Application.objects.update(text="Kuğulu Park'ın lambaları yanmıyor.")
    assert verified() == [
        f"Application {application}, step 2: what it said in application was changed afterwards."
    ]
    Application.objects.update(text="Kuğulu Park'ın bankı kırık.")
    application.accusations.update(lifted_at=None)
    assert verified() == [
        f"Application {application}, step 4: what it said in accusation:{accusation.pk} was changed "
        f"afterwards."
    ]


# --- From before there were chains ---------------------------------------------------------------------
def unchain() -> None:
    with as_owner() as run_sql:
        run_sql("update casework_event set digest = '', contents = '{}'")
        run_sql("update casework_application set salt = null")


def test_histories_from_before_are_chained_once(answered, neighbour, verified):
    unchain()
    assert len(verified()) == 2

    assert sealing.seal_all() == 2
    digests = list(Event.objects.order_by("pk").values_list("digest", flat=True))
    assert verified() == []
    assert sealing.seal_all() == 0
    assert list(Event.objects.order_by("pk").values_list("digest", flat=True)) == digests
    with as_owner() as run_sql:
        run_sql("update casework_message set text = 'Başka'")
    assert len(verified()) == 1


def test_a_history_from_before_is_chained_when_it_goes_on(answered, neighbour, verified, nur, monday):
    other = make_application(neighbour.holder, monday)
    unchain()

    answering.write_message(
        Application.objects.get(pk=other.pk),
        text="Ne oldu?",
        by=Applicant(other.pk),
        at=monday + timedelta(days=5),
    )

    assert [line.partition(",")[0] for line in verified()] == [
        f"Application {answered}",
        f"Application {neighbour}",
    ]


def test_parts_of_histories_lie_far_apart(answered, neighbour, verified):
    unchain()

    assert set(sealing.seal([neighbour.pk, answered.pk, 10**9])) == {neighbour.pk, answered.pk}
    assert verified() == []


# --- How it is asked ----------------------------------------------------------------------------------
def test_nothing_filed_yet_holds(folder):
    status, printed = run()

    assert status == 0
    assert printed.splitlines() == [
        "There is no anchor yet: a history cut off at its end would not be seen.",
        "All 0 events of 0 applications hold, and 0 anchors.",
    ]


def test_wrong_words_are_answered_with_a_sentence(tmp_path, folder):
    (tmp_path / "not.pem").write_text("nothing")

    for words, answer in [
        (["--published", str(tmp_path / "x")], "is not a folder"),
        (["--key", str(tmp_path / "not.pem")], "holds no Ed25519 public key in PEM form."),
        (["--key", str(tmp_path / "none.pem")], "can't be read"),
    ]:
        with pytest.raises(CommandError, match=answer):
            run(*words)


def test_many_are_read_in_parts(cankaya, monday, verified, monkeypatch):
    monkeypatch.setattr("bimer.casework.history.verifying.CHUNK", 2)
    made = [make_application(cankaya, monday) for _each in range(5)]
    with as_owner() as run_sql:
        run_sql("update casework_event set facts = %s where application_id = %s", json.dumps({}), made[-1].pk)

    assert [line.partition(",")[0] for line in verified()] == [f"Application {made[-1]}"]
