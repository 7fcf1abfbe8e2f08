"""Whoever is complained about loses sight of the case, which starts one step above (domain.md §5.3)."""

from datetime import date

import pytest

from bimer.casework import consulting, gate, policy, queries, routing
from bimer.casework.announcements import announce
from bimer.casework.consulting import Asked
from bimer.casework.errors import NotAllowed, Refusal
from bimer.casework.lifecycle import Move, State
from bimer.casework.models import Consultation, Purpose
from bimer.institutions.models import Leave
from bimer.institutions.roles import Level, Role
from bimer.notices import outbox
from bimer.notices.models import Notice
from tests.conftest import make_officer, make_unit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.fixture
def school(cankaya):
    return make_unit("OKUL", "Çankaya İlçe Millî Eğitim Müdürlüğü", Level.DISTRICT, under=cankaya)


@pytest.fixture
def zeki(cankaya):
    """Director of Çankaya."""
    return make_officer("zeki", "Zeki Ün", (Role.UNIT_COORDINATOR, cankaya))


def sees(officer, application, at) -> bool:
    return queries.visible_to(officer, on=at.date()).filter(pk=application.pk).exists()


def test_the_accused_unit_loses_it_to_the_next_one_above(application, cankaya, ankara, rana, ozan, tuesday):
    gate.accuse(application, unit=cankaya, by=rana, at=tuesday)

    assert (application.holder, application.state, application.taken_by) == (ankara, State.RECEIVED, None)
    assert application.accused_units == [cankaya.pk]
    assert [sees(officer, application, tuesday) for officer in (rana, ozan)] == [True, False]
    assert policy.moves(ozan, application, on=tuesday.date()) == []


def test_everybody_at_or_below_the_accused_unit_is_kept_away(application, cankaya, school, rana, tuesday):
    teacher = make_officer("oya", "Oya Er", (Role.RESPONDENT, school))
    routing.forward(application, to=school, reason="Okul", by=rana, at=tuesday)
    assert sees(teacher, application, tuesday)

    gate.accuse(application, unit=cankaya, by=rana, at=tuesday)

    assert not sees(teacher, application, tuesday)
    assert application.holder == cankaya.coordinator


def test_it_climbs_past_every_accused_unit(application, cankaya, ankara, interior, ece, tuesday):
    gate.accuse(application, unit=cankaya, by=ece, at=tuesday)
    gate.accuse(application, unit=ankara, by=ece, at=tuesday)

    assert application.holder == interior


def test_who_stands_in_for_the_accused_is_kept_away_too(application, zeki, ozan, rana, tuesday):
    Leave.objects.create(officer=zeki, deputy=ozan, valid_from=date(2015, 3, 1), valid_to=date(2015, 3, 3))

    gate.accuse(application, officer=zeki, by=rana, at=tuesday)

    assert [sees(officer, application, tuesday) for officer in (zeki, ozan)] == [False, False]
    assert policy.rights(ozan, application, on=date(2015, 3, 4)) == frozenset()  # it went above
    assert policy.is_kept_from(policy.reach(ozan, on=date(2015, 3, 4)), application) is False


def test_a_complaint_about_who_leads_the_unit_goes_to_the_next_superior(
    application, zeki, ankara, rana, tuesday
):
    gate.accuse(application, officer=zeki, by=rana, at=tuesday)

    assert application.holder == ankara
    assert application.accused_units == []


def test_a_complaint_about_an_employee_stays_with_the_superior_in_the_unit(
    application, cankaya, ozan, nur, rana, tuesday
):
    gate.accuse(application, officer=ozan, by=rana, at=tuesday)

    assert application.holder == cankaya
    assert [sees(officer, application, tuesday) for officer in (ozan, nur)] == [False, True]


def test_what_the_accused_officer_had_taken_is_free_again(application, ozan, rana, monday, tuesday):
    application.taken_by, application.taken_at = ozan, monday
    application.save(update_fields=["taken_by", "taken_at"])

    gate.accuse(application, officer=ozan, by=rana, at=tuesday)

    assert (application.taken_by, application.taken_at) == (None, None)


def test_open_questions_to_the_accused_are_withdrawn(application, aski, ozan, rana, monday, tuesday):
    Consultation.objects.create(
        application=application,
        unit=aski,
        purpose=Purpose.OPINION,
        asked_by=ozan,
        asked_unit=application.holder,
        asked_at=monday,
    )

    gate.accuse(application, unit=aski, by=rana, at=tuesday)

    assert application.consultations.get().withdrawn_at == tuesday


def test_the_mark_is_remembered_without_a_name(application, zeki, rana, tuesday):
    accusation = gate.accuse(application, officer=zeki, title="Kaymakam", by=rana, at=tuesday)

    event = application.events.get(move=Move.ACCUSE)
    assert event.facts == {
        "accusation": accusation.pk,
        "left": "Çankaya Kaymakamlığı",
        "unit": "Ankara Valiliği",
        "reason": event.facts["reason"],
        "due_on": "2015-04-02",
    }
    assert "Zeki" not in str(event.facts)


def test_the_applicant_and_the_superior_hear_of_it_the_accused_does_not(
    application, cankaya, zeki, rana, tuesday
):
    gate.accuse(application, unit=cankaya, by=rana, at=tuesday)

    announce(event_id=application.events.get(move=Move.ACCUSE).pk)

    assert sorted((n.address, n.template) for n in Notice.objects.all()) == [
        ("citizen@example.org", "forwarded"),
        ("rana@example.org", "arrived"),
    ]


def test_the_centre_as_a_whole_cannot_be_kept_away(application, centre, rana, tuesday):
    with pytest.raises(Refusal, match="Name the person"):
        gate.accuse(application, unit=centre, by=rana, at=tuesday)


def test_nobody_named_and_named_twice_are_refused(application, cankaya, rana, tuesday):
    with pytest.raises(Refusal, match="Say who"):
        gate.accuse(application, by=rana, at=tuesday)
    gate.accuse(application, unit=cankaya, by=rana, at=tuesday)
    with pytest.raises(Refusal, match="already"):
        gate.accuse(application, unit=cankaya, by=rana, at=tuesday)


def test_who_cannot_route_it_cannot_mark_anybody(application, cankaya, yasin, tuesday):
    with pytest.raises(NotAllowed):
        gate.accuse(application, unit=cankaya, by=yasin, at=tuesday)


# --- Where the accused gives the orders ---------------------------------------------------------------
@pytest.fixture
def nese(school):
    """Director of the school authority of Çankaya."""
    return make_officer("nese", "Neşe Ay", (Role.UNIT_COORDINATOR, school))


def test_it_is_not_sent_to_where_the_accused_gives_the_orders(application, school, nese, ozan, rana, tuesday):
    gate.accuse(application, officer=nese, by=rana, at=tuesday)

    with pytest.raises(Refusal, match="leads this institution"):
        routing.forward(application, to=school, reason="Okul", by=ozan, at=tuesday)
    with pytest.raises(Refusal, match="can't be asked"):
        consulting.consult(application, asked=[Asked(unit=school, question="Doğru mu?")], by=ozan, at=tuesday)
    assert application.accused_units == []


def test_who_leads_the_centre_keeps_it_from_nobody_but_herself(application, centre, aski, ozan, tuesday):
    head = make_officer("bas", "Baş Er", (Role.GENERAL_COORDINATOR, centre))
    application.accused_officers = [head.pk]
    application.save(update_fields=["accused_officers"])

    routing.forward(application, to=aski, reason="Su", by=ozan, at=tuesday)

    assert application.holder == aski


def test_it_is_neither_returned_to_nor_recalled_by_where_the_accused_gives_the_orders(
    application, ankara, cankaya, school, nese, rana, tuesday
):
    oya = make_officer("oya", "Oya Er", (Role.RESPONDENT, school))
    routing.forward(application, to=school, reason="Okul", by=rana, at=tuesday)
    routing.give_back(application, code="wrong_level", reason="Değil", by=oya, at=tuesday)
    routing.forward(application, to=school, reason="Okul", by=rana, at=tuesday)
    routing.forward(application, to=ankara, reason="Yukarı", by=oya, at=tuesday)

    gate.accuse(application, officer=nese, by=rana, at=tuesday)

    assert routing.returns_to(application, on=tuesday.date()) == ankara.coordinator
    assert Move.RECALL not in policy.moves(oya, application, on=tuesday.date())


# --- Lifting ---------------------------------------------------------------------------------------
def test_a_coordinator_above_lifts_the_mark_with_a_reason(application, cankaya, ozan, rana, tuesday):
    accusation = gate.accuse(application, unit=cankaya, by=rana, at=tuesday)

    gate.lift(accusation, reason="Başka bir birim", by=rana, at=tuesday)

    application.refresh_from_db()
    assert (application.accused_units, accusation.lifted_at) == ([], tuesday)
    assert sees(ozan, application, tuesday)  # it passed through his unit
    facts = application.events.order_by("sequence").last().facts
    assert facts == {"accusation": accusation.pk, "lifted": True, "reason": "Başka bir birim"}


def test_lifting_one_mark_leaves_the_other(application, cankaya, aski, rana, tuesday):
    gate.accuse(application, unit=cankaya, by=rana, at=tuesday)
    other = gate.accuse(application, unit=aski, by=rana, at=tuesday)

    gate.lift(other, reason="Değil", by=rana, at=tuesday)

    application.refresh_from_db()
    assert application.accused_units == [cankaya.pk]


def test_lifting_wants_a_reason_and_somebody_above(application, aski, ozan, rana, tuesday):
    accusation = gate.accuse(application, unit=aski, by=ozan, at=tuesday)

    with pytest.raises(Refusal, match="coordinator above"):
        gate.lift(accusation, reason="Değil", by=ozan, at=tuesday)
    with pytest.raises(Refusal, match="Say why"):
        gate.lift(accusation, reason=" ", by=rana, at=tuesday)
    gate.lift(accusation, reason="Değil", by=rana, at=tuesday)
    with pytest.raises(Refusal, match="already been lifted"):
        gate.lift(accusation, reason="Değil", by=rana, at=tuesday)


def test_mail_that_waited_when_they_were_marked_goes_to_nobody_accused(
    application, cankaya, zeki, rana, ozan, nur, tuesday, mailoutbox
):
    routing.copy(application, units=[cankaya.coordinator], by=ozan, at=tuesday)
    for event in application.events.all():
        announce(event_id=event.pk)
    officers = Notice.objects.exclude(officer=None)
    assert {notice.officer for notice in officers} == {zeki, rana}

    gate.accuse(application, unit=cankaya, by=rana, at=tuesday)
    for notice in officers:
        outbox.send(notice.pk, at=tuesday)

    assert [mail.to for mail in mailoutbox] == [["rana@example.org"]]
    assert officers.get(officer=zeki).state == "dropped"
    outbox.try_again(officers.get(officer=zeki).pk, at=tuesday)
    assert outbox.send_due(at=tuesday) == 0
