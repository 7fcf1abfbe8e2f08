"""PostgreSQL itself keeps what was recorded: nobody changes it by mistake, and the web server not at all."""

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from bimer.casework.history import anchoring, append_only
from bimer.casework.models import Answer, Event, Message, Note

pytestmark = pytest.mark.django_db

REFUSED = [
    ("event", "update casework_event set facts = '{}'"),
    ("event", "update casework_event set at = at + interval '1 day'"),
    ("event", "update casework_event set digest = ''"),
    ("event", "update casework_event set facts = jsonb_set(facts, '{reason}', '\"other\"')"),
    ("event", "delete from casework_event"),
    ("event", "truncate casework_event cascade"),
    ("answer", "update casework_answer set text = 'Hayır.'"),
    ("answer", "update casework_answer set text = '', outcome = 'refused'"),
    ("answer", "delete from casework_answer"),
    ("message", "update casework_message set text = 'Teşekkürler.'"),
    ("message", "delete from casework_message"),
    ("note", "update casework_note set by_id = null"),
    ("anchor", "update casework_anchor set signature = ''"),
    ("anchor", "delete from casework_anchor"),
]


def refused(statement: str, *before: str) -> str:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        for each in before:
            cursor.execute(each)
        with pytest.raises(DatabaseError) as fault, transaction.atomic():
            cursor.execute(statement)
        transaction.set_rollback(True)
    return str(fault.value).splitlines()[0]


@pytest.mark.parametrize(("table", "statement"), REFUSED)
def test_what_was_recorded_stays(table, statement, answered, folder, tuesday):
    anchoring.anchor(at=tuesday)
    verb = statement.split()[0].upper()

    assert refused(statement) == f"casework_{table} is append-only: {verb} is refused"


@pytest.mark.parametrize(("table", "statement"), REFUSED[:6])
def test_the_web_servers_role_cannot_lift_it(table, statement, answered):
    """It is not the owner of the tables, whatever rights it was given to them."""
    as_web = (
        "create role bimer_web_of_a_test",
        "grant bimer_web_of_a_test to current_user",
        "grant all on all tables in schema public to bimer_web_of_a_test",
        "set local role bimer_web_of_a_test",
        "select set_config('bimer.append_only', 'off', true)",
    )
    verb = statement.split()[0].upper()

    assert refused(statement, *as_web) == f"casework_{table} is append-only: {verb} is refused"


def test_the_owner_can_lift_it_for_one_transaction_by_saying_so(answered):
    with transaction.atomic():
        append_only.lift()
        assert Note.objects.update(text="Anders") == 1
        transaction.set_rollback(True)

    assert Note.objects.get().text == "Aradım, açmadı."


def test_words_can_be_emptied_but_nothing_else_of_a_row(answered):
    assert Message.objects.update(text="") == 1
    assert Answer.objects.update(text="", separation="") == 1
    forwarded = Event.objects.filter(move="forward").first()
    emptied = Event.objects.filter(pk=forwarded.pk).update(facts=forwarded.facts | {"reason": ""})

    assert emptied == 1


def test_a_draft_is_still_written_on(application, ozan, tuesday):
    application.answers.create(text="Taslak", unit=application.holder, drafted_by=ozan, drafted_at=tuesday)

    assert Answer.objects.update(text="Başka") == 1
    assert Answer.objects.all().delete()[0] == 1


@pytest.mark.django_db(transaction=True)
def test_a_database_can_be_emptied_on_purpose(answered, empty_queue):
    call_command("flush", interactive=False, verbosity=0)

    assert Event.objects.count() == 0
