"""What goes out in writing after each move: the right letter with the right facts, to the right people."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bimer.casework import (
    afterwards,
    answering,
    consulting,
    ladder,
    overdue,
    registering,
    timing,
    working,
)
from bimer.casework.actors import Applicant
from bimer.casework.announcements import HEARERS, announce
from bimer.casework.lifecycle import Move
from bimer.institutions.models import Posting
from bimer.institutions.roles import Role
from bimer.law.kinds import IdentityLevel, Kind
from bimer.notices import enclosures, letter_kinds, letters, words
from bimer.notices.models import Notice
from tests.casework.test_ladder import LATE_1, LATE_5
from tests.conftest import CITIZEN, make_application

pytestmark = pytest.mark.django_db


@pytest.fixture
def request_for_information(cankaya, monday):
    return make_application(cankaya, monday, kind=Kind.INFORMATION)


@pytest.fixture
def decide(ozan, nur, tuesday):
    """Ozan proposes, Nur approves, and the event is announced."""

    def both(application, **content):
        answering.propose(application, **({"text": "Cevap."} | content), by=ozan, at=tuesday)
        answering.approve(application, by=nur, at=tuesday)
        return told(application, Move.APPROVE)

    return both


def told(application, move) -> dict[str, Notice]:
    """The notices of the last such event, by their texts."""
    event = application.events.filter(move=move).latest("sequence")
    announce(event_id=event.pk)
    return {notice.template: notice for notice in Notice.objects.filter(event_id=event.pk).order_by("pk")}


def enclosed(notice: Notice) -> letter_kinds.Letter:
    letter = enclosures.letter(notice)
    assert letters.render(letter).startswith(b"%PDF-")
    return letter


# --- Decisions -------------------------------------------------------------------------------------
def test_a_partial_refusal_has_each_demand_its_ground_and_the_remedies(
    request_for_information, ozan, decide, tuesday
):
    consulting.demands(request_for_information, texts=["Karar örneği", "Fiyatlar"], by=ozan, at=tuesday)
    notices = decide(
        request_for_information,
        outcome="partial",
        ground="R21",
        separation="Kişi adları ayrıldı.",
        demands={1: ("positive", ""), 2: ("refused", "R21")},
    )

    assert list(notices) == ["answered"]
    letter = enclosed(notices["answered"])
    assert [(one.number, one.outcome) for one in letter.demands] == [(1, "Olumlu"), (2, "Olumsuz")]
    assert letter.demands[1].ground.article == letter.ground.article == "4982 m.21"
    assert letter.ground.text.endswith("Kişi adları ayrıldı.")
    assert "Bilgi Edinme Değerlendirme Kurulu" in letter.remedies[0]


def test_an_interim_answer_says_when_one_hears_again(application, decide):
    notices = decide(application, decision="interim")

    assert list(notices) == ["interim"]
    letter = enclosed(notices["interim"])
    assert (letter.article, letter.due_on) == ("3071 m.7", application.due_on)
    assert notices["interim"].facts["due_on"] == application.due_on.isoformat()
    assert letter.remedies


def test_what_is_not_examined_says_why_and_what_is_open(application, decide):
    notices = decide(application, decision="not_examined", ground="M6A")

    assert list(notices) == ["not_examined"]
    assert notices["not_examined"].facts["ground_article"] == "3071 m.6"
    letter = enclosed(notices["not_examined"])
    assert letter.ground.article == "3071 m.6"
    assert letter.remedies


def test_a_referral_is_told_and_its_letter_printed(application, decide, cankaya, veli):
    notices = decide(application, decision="referral", authority="prosecutor")

    assert list(notices) == ["referred", "referral"]
    assert notices["referred"].facts["authority"] == enclosed(notices["referred"]).authority
    covering, printed = notices["referral"], enclosed(notices["referral"])
    assert (covering.channel, covering.state, covering.print_unit) == ("letter", "to_print", cankaya)
    assert (covering.person, covering.officer, covering.letter_name) == (None, None, "Yetkili mercie yazı")
    assert (printed.to[-2:], printed.closing, printed.enclosures) == ("NA", "above", ("Başvuru metni",))
    assert "Yılmaz" not in str(letters.to_data(printed))


def test_a_withheld_identity_stays_out_of_the_covering_letter(cankaya, monday, centre, decide):
    hidden = make_application(cankaya, monday, identity_level=IdentityLevel.HIDDEN, kind=Kind.COMPLAINT)
    notices = decide(hidden, decision="referral", authority="prosecutor")

    assert {notice.print_unit for notice in notices.values()} == {centre}
    assert enclosed(notices["referral"]).is_identity_withheld


def test_the_answer_goes_to_whoever_filed_what_was_merged(application, cankaya, ozan, tuesday, decide):
    again = make_application(cankaya, tuesday)
    registering.merge(again, into=application, by=ozan, at=tuesday)
    assert enclosed(told(again, Move.MERGE)["merged"]).lead == application.number
    decide(application)

    answered = Notice.objects.filter(template="answered").order_by("pk")
    assert [notice.facts["number"] for notice in answered] == [application.number, again.number]
    assert [enclosed(notice).number for notice in answered] == [application.number, again.number]


# --- On the way ------------------------------------------------------------------------------------
def test_an_extension_names_ground_article_and_both_days(request_for_information, ozan, tuesday):
    timing.extend(request_for_information, ground="ii", by=ozan, at=tuesday)
    notice = told(request_for_information, Move.EXTEND)["extended"]

    letter = enclosed(notice)
    assert (letter.first_due_on, letter.due_on) == (date(2015, 3, 23), date(2015, 4, 13))
    assert (letter.article, letter.ground.article) == ("4982 m.11", "4982 m.11")
    text = words.of(notice).text
    assert "Önceki son gün: 23 Mart 2015 Pazartesi" in text
    assert "Yeni son gün: 13 Nisan 2015 Pazartesi (4982 sayılı Kanun, m. 11)" in text


def test_a_fee_names_pages_amount_and_last_day(request_for_information, ozan, tuesday):
    timing.charge(request_for_information, plain_pages=40, colour_pages=2, by=ozan, at=tuesday)
    notice = told(request_for_information, Move.CHARGE)["fee_due"]

    letter, fee = enclosed(notice), request_for_information.fees.get()
    assert (letter.plain_pages, letter.colour_pages, letter.kurus) == (40, 2, fee.amount)
    assert (letter.due_on, letter.article, letter.free_pages) == (fee.due_on, "4982 m.11", 10)
    assert "Ödeme için son gün: 24 Mart 2015 Salı" in words.of(notice).text

    timing.lapse(fee, at=LATE_1)
    lapsed = told(request_for_information, Move.LAPSE)["lapsed"]
    assert "vazgeçmiş sayıldınız (4982 sayılı Kanun, m. 11)" in words.of(lapsed).text


def test_a_question_is_in_the_letter_and_in_the_mail_but_not_in_the_outbox(application, ozan, tuesday):
    timing.ask(application, text="Abone numaranız nedir?", by=ozan, at=tuesday)
    notice = told(application, Move.ASK)["question"]

    assert enclosed(notice).text == "Abone numaranız nedir?"
    assert "Abone numaranız nedir?" in words.of(notice).text
    assert "Abone" not in str(notice.facts)


def test_another_law_is_told_with_both_days(application, ozan, tuesday):
    registering.classify(application, kind=Kind.INFORMATION, regime="4982", topic="", by=ozan, at=tuesday)
    notice = told(application, Move.CLASSIFY)["classified"]

    letter = enclosed(notice)
    assert (letter.first_due_on, letter.due_on) == (date(2015, 4, 1), date(2015, 3, 23))
    assert (letter.law, letter.article) == ("Bilgi Edinme Kanunu", "4982 m.11")


def test_an_objection_names_who_decides_and_until_when(application, decide, tuesday, ankara):
    decide(application, outcome="positive")
    afterwards.objection(application, by=Applicant(application.pk), at=tuesday)

    notice = told(application, Move.OBJECT)["objection_received"]
    letter = enclosed(notice)
    assert (letter.unit, letter.due_on, letter.article) == (ankara.name, application.due_on, "2577 m.11")


def test_a_payment_is_told_with_its_proof_and_the_new_last_day(request_for_information, ozan, tuesday):
    timing.charge(request_for_information, plain_pages=40, by=ozan, at=tuesday)
    fee = timing.pay(request_for_information, receipt="2015/77", by=ozan, at=tuesday + timedelta(days=6))
    notice = told(request_for_information, Move.PAY)["fee_paid"]

    letter = enclosed(notice)
    assert (letter.kurus, letter.receipt, letter.article) == (fee.amount, "2015/77", "4982 m.11")
    assert letter.due_on == request_for_information.due_on == date(2015, 3, 30)


def test_a_lapse_names_amount_day_and_article(request_for_information, ozan, tuesday):
    fee = timing.charge(request_for_information, plain_pages=40, by=ozan, at=tuesday)
    timing.lapse(fee, at=LATE_1)
    letter = enclosed(told(request_for_information, Move.LAPSE)["lapsed"])

    assert (letter.kurus, letter.due_on, letter.article) == (fee.amount, fee.due_on, "4982 m.11")
    assert letter.signatory == ""  # the clock signs nothing


def test_the_question_is_repeated_word_for_word_when_nobody_replied(application, ozan, monday, tuesday):
    timing.ask(application, text="Abone numaranız nedir?", by=ozan, at=monday)
    answering.write_message(application, text="Hangi abone?", by=Applicant(application.pk), at=tuesday)
    timing.ask(application, text="Su aboneliğinizin numarası.", by=ozan, at=tuesday)
    overdue.remind_asked(at=tuesday + timedelta(days=11))
    notice = told(application, Move.REMIND)["question_reminder"]

    letter = enclosed(notice)
    assert (letter.text, letter.asked_on) == ("Su aboneliğinizin numarası.", tuesday.date())
    assert letter.due_on == application.due_on
    assert "Su aboneliğinizin numarası." in words.of(notice).text
    assert "abone" not in str(notice.facts)


def test_a_correction_names_the_part_and_not_what_it_says(application, ozan, tuesday):
    registering.correct(application, subject="Kuğulu Park", place_note="Göl kıyısı", by=ozan, at=tuesday)
    notice = told(application, Move.CORRECT)["corrected"]

    assert enclosed(notice).parts == ("Konu", "Adres ya da yer")
    assert "Düzeltilen bölüm: Konu, Adres ya da yer" in words.of(notice).text
    assert "Göl" not in str(notice.facts)


def test_reopening_names_unit_reason_and_last_day(application, decide, ozan, tuesday):
    decide(application, outcome="positive")
    afterwards.reopen(application, reason="Lambalar yine söndü.", by=ozan, at=tuesday)

    letter = enclosed(told(application, Move.REOPEN)["reopened"])
    assert (letter.unit, letter.reason) == (application.holder.name, "Lambalar yine söndü.")
    assert letter.due_on == application.due_on


# --- Between offices -------------------------------------------------------------------------------
def test_the_tekit_goes_to_the_late_unit_with_the_earlier_one_as_reference(application, ozan):
    Posting.objects.create(
        officer=ozan, role=Role.UNIT_COORDINATOR, unit=application.holder, valid_from=date(2006, 2, 24)
    )
    ladder.climb(at=LATE_1)
    ladder.climb(at=LATE_5)
    notice = told(application, Move.WARN)["warning"]

    letter = enclosed(notice)
    assert (letter.to, letter.subject, letter.days_late) == ("ÇANKAYA KAYMAKAMLIĞINA", "Tekit", 5)
    assert (letter.closing, len(letter.references), letter.signatory) == ("below", 1, "")
    assert "Gecikme (iş günü): 5" in words.of(notice).text
    assert "Kuğulu" not in str(letters.to_data(letter))


def test_officers_are_told_of_nobody_by_name(application, ozan, nur, cankaya, tuesday, rana):
    Posting.objects.create(officer=nur, role=Role.RESPONDENT, unit=cankaya, valid_from=date(2006, 2, 24))
    working.take(application, by=ozan, at=tuesday)
    working.assign(application, to=nur, by=rana, at=tuesday)

    notice = told(application, Move.ASSIGN)["assigned"]
    assert [name for name in ("Ozan", "Nur", "Ayşe", "Kuğulu") if name in words.of(notice).text] == []


# --- All of them -----------------------------------------------------------------------------------
TEMPLATES = sorted({template for row in HEARERS.values() for template in row} - {"referral"})


@pytest.mark.parametrize("language", ["tr", "en"])
@pytest.mark.parametrize("template", TEMPLATES)
def test_whatever_is_announced_has_words(template, language):
    notice = Notice(template=template, language=language, facts={"number": "15000000019"})
    said = words.of(notice)
    assert "15000000019" in said.subject
    assert said.body


def test_without_email_each_letter_waits_at_the_desk_under_its_name(cankaya, veli, monday, ozan, tuesday):
    by_post = make_application(cankaya, monday, kind=Kind.INFORMATION, details=replace(CITIZEN, email=""))
    timing.extend(by_post, ground="i", by=ozan, at=tuesday)
    notice = told(by_post, Move.EXTEND)["extended"]
    assert (notice.state, notice.print_unit, notice.letter_name) == ("to_print", cankaya, "Süre uzatımı")
