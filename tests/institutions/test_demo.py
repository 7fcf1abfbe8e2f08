"""Demonstration officers: there for trying, never in production."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from bimer.institutions import demo, loading
from bimer.institutions.models import Officer, Posting
from bimer.institutions.roles import Level
from bimer.institutions.rows import Directory, Row


@pytest.fixture
def shipped(db):
    """The institutions the demonstration officers work at."""
    codes = sorted({code for account in demo.ACCOUNTS for _, code in account.postings})
    levels = {demo.ANKARA: Level.GOVERNORATE, demo.IZMIR: Level.GOVERNORATE}
    loading.load(Directory(rows=[Row(code, code, levels.get(code, Level.OTHER)) for code in codes]))


def test_the_command_may_run_twice(shipped):
    for _ in range(2):
        out = StringIO()
        call_command("demo", stdout=out)
        assert Officer.objects.count() == len(demo.ACCOUNTS)
        assert Posting.objects.count() == sum(len(account.postings) for account in demo.ACCOUNTS)
    assert demo.PASSWORD in out.getvalue()
    assert Officer.objects.get(username="rana").check_password(demo.PASSWORD)


def test_a_changed_password_stays(shipped):
    demo.create()
    rana = Officer.objects.get(username="rana")
    rana.set_password("another long one 150")
    rana.save()
    demo.create()
    assert Officer.objects.get(username="rana").check_password("another long one 150")


def test_production_refuses_unless_forced(shipped, settings):
    settings.PRODUCTION = True
    with pytest.raises(CommandError, match="production"):
        call_command("demo")
    assert Officer.objects.count() == 0
    call_command("demo", "--force", stdout=StringIO())
    assert Officer.objects.count() == len(demo.ACCOUNTS)


def test_without_a_directory_it_says_what_to_do(db):
    with pytest.raises(CommandError, match="directory_load"):
        call_command("demo")
