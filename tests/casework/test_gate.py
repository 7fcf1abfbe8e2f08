"""The preliminary check of complaints and tip-offs: reasoned, and never failed for want of a name alone."""

import pytest

from bimer.casework import gate
from bimer.casework.errors import NotAllowed, Refusal
from bimer.casework.lifecycle import Move, State
from bimer.law import gate as law
from bimer.law.kinds import IdentityLevel, Kind
from bimer.law.regimes import Regime
from tests.conftest import CITIZEN, make_application

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

CONDITIONS = ("concrete", "person_or_event", "findings", "identity", "not_concluded")
EXCEPTIONS = ("beyond_doubt", "concrete_findings", "new_document")
SOUND = dict.fromkeys(CONDITIONS, law.YES) | dict.fromkeys(EXCEPTIONS, law.NO)


def tip_off(unit, at, level=IdentityLevel.OPEN, regime=Regime.OFFENCE):
    made = make_application(
        unit,
        at,
        kind=Kind.TIP_OFF,
        identity_level=level,
        details=None if level == IdentityLevel.ANONYMOUS else CITIZEN,
    )
    made.regime = regime
    made.save(update_fields=["regime"])
    return made


def decide(application, by, at, **changed):
    return gate.check(application, answers=SOUND | changed, reasons="Belgeler okundu.", by=by, at=at)


def test_the_answers_here_are_those_the_law_asks_for(monday):
    asked = {question.code for question in law.checklist(Regime.OFFENCE, monday.date())}

    assert asked == set(SOUND)


def test_a_sound_tip_off_goes_on(cankaya, ozan, monday):
    application = tip_off(cankaya, monday)

    made = decide(application, ozan, monday)

    assert (made.goes_on, made.ground, made.unit, made.by) == (True, "", cankaya, ozan)
    assert made.answers == SOUND
    assert application.state == State.RECEIVED
    facts = application.events.get(move=Move.CHECK).facts
    assert facts == {"check": made.pk, "goes_on": True, "ground": "", "exception": ""}


@pytest.mark.parametrize(
    ("question", "ground"),
    [
        ("concrete", "G4A"),
        ("person_or_event", "G4B"),
        ("findings", "G4C"),
        ("identity", "G4D"),
        ("not_concluded", "G5"),
    ],
)
def test_a_condition_not_met_is_the_ground(question, ground, cankaya, ozan, monday):
    made = decide(tip_off(cankaya, monday), ozan, monday, **{question: "no"})

    assert (made.goes_on, made.ground) == (False, ground)


@pytest.mark.parametrize("exception", ["beyond_doubt", "concrete_findings"])
def test_documents_or_findings_make_up_for_a_missing_identity(exception, cankaya, ozan, monday):
    application = tip_off(cankaya, monday)

    assert decide(application, ozan, monday, identity="no", **{exception: "yes"}).goes_on
    assert application.events.get(move=Move.CHECK).facts["exception"] == exception


def test_a_new_document_overrides_an_earlier_conclusion(cankaya, ozan, monday):
    application = tip_off(cankaya, monday)

    assert decide(application, ozan, monday, not_concluded="no", new_document="yes").goes_on


def test_where_documents_make_up_for_a_withheld_name_the_record_says_so(cankaya, ozan, monday):
    application = tip_off(cankaya, monday, IdentityLevel.ANONYMOUS)

    assert decide(application, ozan, monday, identity="no", beyond_doubt="yes").goes_on
    assert application.events.get(move=Move.CHECK).facts["exception"] == "beyond_doubt"


@pytest.mark.parametrize("level", [IdentityLevel.HIDDEN, IdentityLevel.ANONYMOUS])
@pytest.mark.parametrize("regime", [Regime.OFFENCE, Regime.PETITION])
def test_a_withheld_name_alone_never_stops_it(level, regime, cankaya, ozan, monday):
    application = tip_off(cankaya, monday, level, regime)

    assert decide(application, ozan, monday, identity="no", not_judicial="yes").goes_on


def test_a_withheld_name_changes_neither_last_day_nor_responsible_unit(cankaya, monday):
    named, nameless = tip_off(cankaya, monday), tip_off(cankaya, monday, IdentityLevel.ANONYMOUS)

    assert (named.due_on, named.holder, named.state) == (nameless.due_on, nameless.holder, nameless.state)


def test_an_abstract_anonymous_one_ends_with_the_ground_of_being_abstract(cankaya, ozan, monday):
    application = tip_off(cankaya, monday, IdentityLevel.ANONYMOUS)

    made = decide(application, ozan, monday, concrete="no", identity="no")

    assert (made.goes_on, made.ground) == (False, "G4A")


def test_what_is_unclear_stops_nothing(cankaya, ozan, monday):
    application = tip_off(cankaya, monday)
    unclear = dict.fromkeys(SOUND, "unclear")

    assert decide(application, ozan, monday, **unclear).goes_on


def test_it_wants_every_answer_and_reasons(cankaya, ozan, monday):
    application = tip_off(cankaya, monday)

    with pytest.raises(Refusal, match="every question"):
        decide(application, ozan, monday, findings="")
    with pytest.raises(Refusal, match="reasons"):
        gate.check(application, answers=SOUND, reasons=" ", by=ozan, at=monday)
    assert not application.checks.exists()


def test_a_plain_request_has_no_check(application, ozan, monday):
    with pytest.raises(Refusal, match="no preliminary check"):
        decide(application, ozan, monday)


def test_only_who_may_work_on_it_checks(cankaya, yasin, monday):
    with pytest.raises(NotAllowed):
        decide(tip_off(cankaya, monday), yasin, monday)
