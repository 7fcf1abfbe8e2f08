"""Advice on a draft: what is missing, what belongs to others, what reads badly. Warnings, not walls."""

import dataclasses

import pytest

from bimer.casework.advice import Severity, advise
from bimer.casework.history import append_only
from bimer.casework.models import Answer, Application, Decision, Outcome
from bimer.law.kinds import IdentityLevel, Kind
from tests.conftest import CITIZEN, make_application

pytestmark = pytest.mark.django_db

GOOD = (
    "Kuğulu Park'ın lambaları 3 Mart günü yerinde görüldü. Yanmayan altı lamba aynı gün değiştirildi. Park "
    "şimdi gece boyunca aydınlık. Yeniden sönen bir lamba görürseniz bize yazın."
)
NEIGHBOUR = dataclasses.replace(CITIZEN, name="Can", identity_number="10000000078", email="can@example.org")
HARD = (
    "Başvurunuzda belirttiğiniz hususların değerlendirilmesi neticesinde ilgili mevzuat hükümleri "
    "çerçevesinde yürütülmekte olan çalışmaların tamamlanmasını müteakip tarafınıza ayrıca bilgi "
    "verilmesi sağlanacaktır."
)


@pytest.fixture
def advice(application, ozan, tuesday):
    """The codes and what they quote, for a draft that differs from a good one in what is named."""

    def look(draft=None, **changes):
        values = {"text": GOOD, "outcome": Outcome.POSITIVE, "officer": ozan, "on": tuesday.date()} | changes
        return [(each.code, each.detail) for each in advise(draft or application, **values)]

    return look


def test_a_good_answer_needs_no_advice(advice):
    assert advice() == []


def test_nothing_written_yet_is_not_nagged_about(advice):
    assert advice(text=" ") == []


# --- What the law owes -----------------------------------------------------------------------------
def test_demands_without_outcome_are_named(application, advice, ozan, tuesday):
    for number, outcome in [(1, ""), (2, Outcome.POSITIVE), (3, "")]:
        application.demands.create(number=number, text="Lamba", outcome=outcome)

    (found,) = advise(application, text=GOOD, outcome=Outcome.POSITIVE, officer=ozan, on=tuesday.date())

    assert (found.code, found.severity) == ("demands", Severity.WARNING)
    assert found.message.endswith(" 1, 3.")
    assert advice(decision=Decision.INTERIM) == []


@pytest.fixture
def request_for_information(cankaya, monday):
    return make_application(cankaya, monday, kind=Kind.INFORMATION)


@pytest.mark.parametrize("outcome", [Outcome.REFUSED, Outcome.PARTIAL])
def test_a_refusal_without_ground_is_told(advice, request_for_information, outcome):
    assert advice(request_for_information, outcome=outcome) == [("ground", "")]
    assert advice(request_for_information, outcome=outcome, ground="R15") == []


def test_a_law_without_grounds_of_refusal_asks_for_none(advice):
    """3071 names reasons for leaving a petition unexamined, none for refusing it."""
    assert advice(outcome=Outcome.REFUSED) == []
    assert advice(decision=Decision.NOT_EXAMINED) == [("ground", "")]
    assert advice(decision=Decision.NOT_EXAMINED, ground="M6A") == []


def test_a_refusal_without_remedies_is_told(application, advice):
    """In 2015 the law on personal data, with its board, did not stand yet."""
    application.regime = "6698"

    assert ("remedies", "") in advice(outcome=Outcome.REFUSED)
    assert advice(outcome=Outcome.POSITIVE) == []


# --- What belongs to others ------------------------------------------------------------------------
def test_personal_data_of_somebody_else_is_quoted(advice):
    text = f"{GOOD} Can Er (10000000078, can@example.org, 0532 123 45 67, 34 ABC 123) aradı."

    assert advice(text=text) == [
        ("personal_data", "10000000078, can@example.org, 0532 123 45 67, 34 ABC 123")
    ]


def test_the_applicants_own_is_not(advice, citizen):
    assert advice(text=f"{GOOD} {citizen.identity_number} {citizen.email}") == []


def test_what_the_applicant_wrote_is_known_to_her(advice, cankaya, monday):
    application = make_application(cankaya, monday, text="34 ABC 123 plakalı araç yolu kapatıyor.")

    assert advice(application, text=f"{GOOD} 34 ABC 123") == []
    assert advice(application, text=f"{GOOD} {application.number}") == []


@pytest.mark.parametrize("level", [IdentityLevel.HIDDEN, IdentityLevel.ANONYMOUS])
def test_no_missing_warning_tells_who_withheld_her_identity(advice, cankaya, monday, citizen, level):
    application = make_application(cankaya, monday, kind=Kind.COMPLAINT, identity_level=level)

    assert advice(application, text=f"{GOOD} {citizen.email}") == [("personal_data", citizen.email)]


def sent(unit, officer, at, text, *, details=NEIGHBOUR) -> Application:
    application = make_application(unit, at, details=details)
    Answer.objects.create(
        application=application,
        text=text,
        unit=unit,
        drafted_by=officer,
        drafted_at=at,
        approved_by=officer,
        approved_at=at,
    )
    return application


def test_a_text_sent_to_somebody_else_is_told_with_its_number(advice, cankaya, ozan, monday):
    other = sent(cankaya, ozan, monday, GOOD.replace("altı", "beş"))

    assert advice() == [("copied", other.number)]
    assert advice(decision=Decision.INTERIM) == []


def test_a_number_she_may_not_read_is_not_shown(advice, cankaya, ozan, monday):
    other = sent(cankaya, ozan, monday, GOOD)
    Application.objects.filter(pk=other.pk).update(accused_officers=[ozan.pk])

    assert advice() == [("copied", "")]


def test_a_text_to_the_same_person_or_of_another_unit_or_unsent_is_no_copy(
    application, advice, cankaya, izmir, ozan, yasin, monday
):
    same = sent(cankaya, ozan, monday, GOOD)
    Application.objects.filter(pk=same.pk).update(applicant=application.applicant)
    sent(izmir, yasin, monday, GOOD)
    draft = sent(cankaya, ozan, monday, GOOD)
    append_only.lift()  # a past that never was
    draft.answers.update(approved_at=None)

    assert advice() == []


def test_anonymous_applicants_are_somebody_else(advice, cankaya, ozan, monday):
    anonymous = make_application(cankaya, monday, details=None)
    other = sent(cankaya, ozan, monday, GOOD, details=None)

    assert advice(anonymous) == [("copied", other.number)]


# --- How it reads ----------------------------------------------------------------------------------
def test_the_three_hardest_sentences_are_quoted(advice):
    shown = advice(text=" ".join([HARD] * 4))

    assert shown == [("hard_sentence", HARD)] * 3


def test_a_long_sentence_is_quoted_in_part(advice):
    ((_code, quoted),) = advice(text=HARD.replace("çalışmaların", "çalışmaların değerlendirilmesinin" * 4))

    assert (len(quoted), quoted[-1]) == (240, "…")


def test_a_very_short_answer_is_told(advice):
    assert advice(text="Lambalar onarıldı.") == [("short", "")]


def test_another_language_than_the_applicants_is_told(advice, cankaya, monday):
    visitor = make_application(cankaya, monday, language="en")
    english = (
        "The lamps of the park were seen on 3 March. Six of them were replaced on the same day by our team."
    )

    assert advice(visitor) == [("language", "")]
    assert advice(text=english) == [("language", "")]
    assert advice(visitor, text=english) == []


def test_what_the_law_owes_comes_first(advice):
    codes = [code for code, _detail in advice(text="34 ABC 123", decision=Decision.NOT_EXAMINED)]

    assert codes == ["ground", "personal_data", "short"]


@pytest.mark.parametrize("count", [1, 3])
def test_it_takes_as_many_queries_for_many_answers_as_for_one(
    application, advice, cankaya, ozan, monday, count, django_assert_num_queries
):
    for number in range(1, count + 1):
        sent(cankaya, ozan, monday, GOOD)
        application.demands.create(number=number, text="Lamba")

    with django_assert_num_queries(6):  # demands, parts, who it is, recent answers, reach, the number
        codes = [code for code, _detail in advice(text=f"{GOOD} 34 ABC 123")]

    assert codes == ["demands", "personal_data", "copied"]
