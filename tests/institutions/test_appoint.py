"""Officers' accounts, and who is posted where in which role."""

from datetime import date

import pytest
from django.contrib.auth import authenticate, get_user_model
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from bimer.institutions import officers
from bimer.institutions.models import Officer, Posting
from bimer.institutions.roles import Role


def test_an_officer_signs_in_by_user_name_in_any_case(db, rf):
    Officer.objects.create_officer("RANA", "a long password 150", full_name="Rana Aksoy")
    signed_in = authenticate(rf.post("/"), username="Rana", password="a long password 150")
    assert signed_in == Officer.objects.get(username="rana")
    assert get_user_model() is Officer


def test_without_a_password_nobody_signs_in(rana, rf):
    assert not rana.has_usable_password()


@pytest.mark.parametrize("name", ["ışık", "rana aksoy", "RANA", "-rana", ""])
def test_user_names_are_plain_small_letters(db, name):
    with pytest.raises(IntegrityError), transaction.atomic():
        Officer.objects.create(username=name, full_name="x")


def test_a_form_is_told_how_user_names_look(db):
    with pytest.raises(ValidationError, match="a-z"):
        Officer(username="ra na", full_name="Rana", password="x").full_clean()


def test_an_appointment_lasts_from_its_first_to_its_last_day(state, ozan):
    officers.appoint(
        ozan, role=Role.RESPONDENT, unit=state["K.06.1"], on=date(2015, 1, 1), until=date(2015, 6, 30)
    )
    days = [date(2014, 12, 31), date(2015, 1, 1), date(2015, 6, 30), date(2015, 7, 1)]
    assert [ozan.postings.current(day).count() for day in days] == [0, 1, 1, 0]


def test_appointing_twice_changes_nothing(state, ozan, may):
    first = officers.appoint(ozan, role=Role.RESPONDENT, unit=state["K.06.1"], on=may)
    assert officers.appoint(ozan, role=Role.RESPONDENT, unit=state["K.06.1"], on=may) == first
    assert Posting.objects.get() == first


def test_one_officer_may_hold_several_postings(state, ozan, may):
    officers.appoint(ozan, role=Role.RESPONDENT, unit=state["K.06.1"], on=may)
    officers.appoint(ozan, role=Role.DESK_CLERK, unit=state["K.06.1"], on=may)
    officers.appoint(ozan, role=Role.RESPONDENT, unit=state["K.06.2"], on=may)
    assert ozan.postings.count() == 3


@pytest.mark.parametrize("code", ["K.06.1", "MEB", "W.06", "BB-HALKLA-ILISKI"])
def test_call_agents_are_refused_outside_governorates(state, ozan, may, code):
    with pytest.raises(officers.AppointmentRefused, match="150"):
        officers.appoint(ozan, role=Role.CALL_AGENT, unit=state[code], on=may)
    with pytest.raises(IntegrityError), transaction.atomic():
        Posting.objects.create(officer=ozan, role=Role.CALL_AGENT, unit=state[code], valid_from=may)
    assert Posting.objects.count() == 0


def test_call_agents_work_at_governorates(state, ozan, may):
    officers.appoint(ozan, role=Role.CALL_AGENT, unit=state["V.06"], on=may)
    assert str(Posting.objects.get().unit) == "Ankara Valiliği"


def test_the_last_day_is_not_before_the_first(state, ozan, may):
    with pytest.raises(officers.AppointmentRefused):
        officers.appoint(ozan, role=Role.RESPONDENT, unit=state["K.06.1"], on=may, until=date(2015, 4, 30))
    with pytest.raises(IntegrityError), transaction.atomic():
        Posting.objects.create(
            officer=ozan, role=Role.RESPONDENT, unit=state["V.06"], valid_from=may, valid_to=date(2015, 4, 30)
        )


def test_nobody_is_appointed_to_what_does_not_exist_yet(state, ozan):
    with pytest.raises(officers.AppointmentRefused):
        officers.appoint(ozan, role=Role.RESPONDENT, unit=state["V.06"], on=date(2005, 1, 1))


def test_a_dismissed_officer_keeps_the_past(state, ozan, may):
    posting = officers.appoint(ozan, role=Role.RESPONDENT, unit=state["K.06.1"], on=may)
    officers.dismiss(posting, on=date(2015, 5, 31))
    assert ozan.postings.current(date(2015, 5, 31)).count() == 1
    assert ozan.postings.current(date(2015, 6, 1)).count() == 0
    with pytest.raises(officers.AppointmentRefused):
        officers.dismiss(posting, on=date(2015, 4, 1))
