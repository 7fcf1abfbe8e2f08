"""After the code opened it: what happened meanwhile, and what whoever filed may still do."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from bimer.casework import answering
from bimer.casework.history import append_only
from bimer.casework.lifecycle import State
from bimer.casework.models import Answer, Application, Fee, Message, Purpose
from bimer.institutions.roles import Role
from tests.conftest import make_officer
from tests.portal.conftest import Citizen

CANARY = "kanarya-9K"


@pytest.fixture
def filed(citizen_at):
    return citizen_at.file()


@pytest.fixture
def visitor(filed):
    visitor = Citizen()
    visitor.post("track", {"number": filed.tracking_number, "code": filed.reading_code})
    return visitor


@pytest.fixture
def answered(filed, sibel, aski):
    answering.propose(filed, text=CANARY, outcome="informed", by=sibel, at=filed.received_at)
    approver = make_officer("onay", "Onay Veren", (Role.APPROVER, aski))
    answering.approve(filed, by=approver, at=filed.received_at)
    return filed


def read(visitor) -> str:
    return visitor.get("track_detail").content.decode()


def by_number(application) -> str:
    return Citizen().post("track", {"number": application.tracking_number}).content.decode()


# --- Withdrawing -------------------------------------------------------------------------------------
def test_withdrawing_asks_once_more(visitor, filed):
    assert "Başvurumdan vazgeç" in read(visitor)
    assert visitor.get("withdraw").status_code == 200
    filed.refresh_from_db()
    assert filed.state == State.RECEIVED

    assert visitor.post("withdraw").url == reverse("portal:track_detail")
    filed.refresh_from_db()
    assert filed.state == State.WITHDRAWN
    assert "Vazgeçildi" in by_number(filed)


def test_withdrawing_twice_says_why_not(visitor, filed):
    visitor.post("withdraw")

    assert visitor.post("withdraw").status_code == 422


@pytest.mark.parametrize("page", ["withdraw", "objection", "rate"])
def test_nothing_is_done_without_the_code(answered, page):
    Citizen().post(page, {"score": "5", "solved": "yes"})

    answered.refresh_from_db()
    assert (answered.state, answered.surveys.count()) == (State.ANSWERED, 0)


# --- Objecting ---------------------------------------------------------------------------------------
def test_one_click_objects(visitor, answered, ankara):
    assert visitor.post("objection").url == reverse("portal:track_detail")

    answered.refresh_from_db()
    page = read(visitor)
    assert (answered.round, answered.holder) == (2, ankara)
    assert "İtiraz edildi" in page
    assert CANARY in page  # the first answer stays to be read


def test_words_with_an_objection_join_the_messages(visitor, answered):
    visitor.post("objection", {"text": "Hâlâ su yok."})

    assert answered.messages.get().text == "Hâlâ su yok."


def test_too_late_the_page_says_until_when_and_what_is_left(visitor, answered):
    Application.objects.update(answered_at=timezone.now() - timedelta(days=100))
    page = read(visitor)

    assert "Bu cevaba itiraz et" not in page
    assert "İtiraz için son gün" in page
    assert visitor.post("objection").status_code == 422
    answered.refresh_from_db()
    assert answered.state == State.ANSWERED


# --- Rating ------------------------------------------------------------------------------------------
def test_an_answer_is_rated_once_and_thanked_for(visitor, answered):
    given = visitor.post("rate", {"score": "2", "solved": "no", "text": "Su hâlâ yok."})

    assert given.url == reverse("portal:rated")
    assert visitor.get("rated").status_code == 200
    assert answered.surveys.values_list("score", "solved", "text").get() == (2, False, "Su hâlâ yok.")
    assert "Değerlendirmemi gönder" not in read(visitor)
    assert visitor.post("rate", {"score": "5", "solved": "yes"}).status_code == 422


@pytest.mark.parametrize("told", [{}, {"score": "9", "solved": "yes"}, {"score": "3"}])
def test_half_a_rating_is_refused_with_a_sentence(visitor, answered, told):
    answer = visitor.post("rate", told)

    assert answer.status_code == 422
    assert not answered.surveys.exists()


# --- What happened meanwhile -------------------------------------------------------------------------
@pytest.fixture
def asked(filed, sibel):
    """The officer asked something."""
    question = f"{CANARY}: hangi sokak?"
    Message.objects.create(
        application=filed, text=question, at=timezone.now(), officer=sibel, unit=filed.holder
    )
    Application.objects.update(state=State.AWAITING_APPLICANT)
    return filed


def test_a_question_stands_on_top_with_a_box_for_the_reply(visitor, asked):
    page = read(visitor)

    assert f"{CANARY}: hangi sokak?" in page
    assert "Cevabımı gönder" in page
    assert CANARY not in by_number(asked)


def test_the_fee_is_told_with_its_last_day_to_whoever_has_the_code(visitor, filed):
    Fee.objects.create(
        application=filed, plain_pages=25, amount=1250, told_at=timezone.now(), due_on="2030-03-04"
    )
    Application.objects.update(state=State.AWAITING_FEE)

    assert "12,50 TL" in read(visitor)
    assert "4 Mart 2030" in read(visitor)
    assert "12,50" not in by_number(filed)


@pytest.mark.parametrize("contributions", [0, 2])
def test_parts_close_one_by_one_with_names_for_the_code_only(
    visitor, filed, ankara, cankaya, izmir, sibel, contributions
):
    for place, unit in enumerate([cankaya, ankara, izmir]):
        filed.consultations.create(
            unit=unit,
            purpose=Purpose.PART,
            asked_by=sibel,
            asked_unit=filed.holder,
            asked_at=timezone.now(),
            contributed_at=timezone.now() if place < contributions else None,
            contribution=CANARY,
        )
    alone, opened = by_number(filed), read(visitor)

    assert f"Sorulan 3 kurumdan {contributions} tanesi cevap verdi" in alone
    assert izmir.name not in alone
    assert izmir.name in opened
    assert CANARY not in opened  # what the others wrote goes into the one answer


def test_a_copy_for_information_is_nobodys_part(filed, ankara, sibel):
    filed.consultations.create(
        unit=ankara,
        purpose=Purpose.INFORMATION,
        asked_by=sibel,
        asked_unit=filed.holder,
        asked_at=timezone.now(),
    )

    assert "kurumdan" not in by_number(filed)


def test_the_day_first_promised_stays_beside_the_day_in_force(filed):
    Application.objects.update(promised_on="2030-01-02")

    assert "İlk bildirilen son gün" in by_number(filed)
    assert "2 Ocak 2030" in by_number(filed)


def test_silence_and_what_it_means(filed):
    assert "cevap gelmemesi ret sayılır" in by_number(filed)


def test_a_promised_day_is_shown(answered):
    Application.objects.update(promise_on="2030-05-06")

    assert "6 Mayıs 2030" in by_number(answered)


def test_a_merged_application_reads_the_answer_of_the_other(answered, sibel):
    other = Citizen()
    mine = other.file()
    Application.objects.filter(pk=mine.pk).update(state=State.MERGED, merged_into=answered)
    other.post("track", {"number": mine.tracking_number, "code": mine.reading_code})

    assert CANARY in read(other)
    assert CANARY not in by_number(mine)


def test_parts_split_off_are_listed_with_their_numbers(visitor, filed):
    other = Citizen().file()
    Application.objects.filter(pk=other.pk).update(origin=filed)

    assert other.reading_code[:4] in read(visitor)
    assert other.reading_code not in by_number(filed)


@pytest.mark.parametrize("state", State)
def test_every_state_has_its_words(visitor, filed, state):
    Application.objects.update(state=state)

    for page in (read(visitor), by_number(filed)):
        assert "<h1" in page


def test_where_it_was_referred_to_is_told_to_whoever_has_the_code(visitor, answered):
    append_only.lift()  # a past that never was
    Answer.objects.update(decision="referral", authority="ombudsman")
    Application.objects.update(state=State.REFERRED)

    assert "Kamu Denetçiliği" in read(visitor)
    assert "Kamu Denetçiliği" not in by_number(answered)


@pytest.mark.parametrize("rounds", [1, 3])
def test_one_and_three_answers_cost_the_same(visitor, answered, sibel, rounds, django_assert_num_queries):
    for number in range(2, rounds + 1):
        Answer.objects.create(
            application=answered,
            round=number,
            text=f"{CANARY}-{number}",
            unit=answered.holder,
            drafted_by=sibel,
            drafted_at=timezone.now(),
            approved_by=sibel,
            approved_at=timezone.now(),
        )
    with django_assert_num_queries(12):
        page = read(visitor)
    assert page.count(CANARY) == rounds


def test_a_new_round_counts_its_own_parts_only(visitor, answered, cankaya, sibel):
    answered.consultations.create(
        unit=cankaya,
        purpose=Purpose.PART,
        asked_by=sibel,
        asked_unit=answered.holder,
        asked_at=answered.received_at,
        contributed_at=answered.received_at,
    )
    visitor.post("objection")

    assert "kurumdan" not in by_number(answered)
    assert "Görüşü sorulan kurumlar" not in read(visitor)
    assert "Önceki cevap" in read(visitor)


def test_earlier_letters_are_saved_one_by_one_and_by_nobody_else(visitor, answered):
    visitor.post("objection")
    answer = answered.answers.get()

    assert visitor.get("reply_pdf", answer_id=answer.pk).content.startswith(b"%PDF")
    assert Citizen().get("reply_pdf", answer_id=answer.pk).status_code == 404


def test_a_draft_is_no_letter(visitor, answered, rana):
    visitor.post("objection")
    answered.refresh_from_db()
    draft = answering.save_draft(
        answered, text="taslak", outcome="informed", by=rana, at=answered.received_at
    )

    assert visitor.get("reply_pdf", answer_id=draft.pk).status_code == 404
    assert "taslak" not in read(visitor)
