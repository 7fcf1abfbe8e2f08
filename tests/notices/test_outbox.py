import logging
from datetime import date, timedelta

import pytest
from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob

from bimer.institutions.models import Unit
from bimer.notices import mail, outbox
from bimer.notices.letter_kinds import AnswerLetter, Letterhead
from bimer.notices.models import Notice
from bimer.people import vault
from bimer.people.vault import PersonDetails

pytestmark = pytest.mark.django_db
FACTS = {"number": "26000001234", "unit": "Çankaya Kaymakamlığı", "due_on": "2026-09-16"}
CANARIES = ["Gülşah", "Çiğdemli", "gulsah@example.org", "Şükrü Öğüt", "Kuyudaki sır"]


@pytest.fixture
def post(citizen, monday):
    def post(**changes):
        given = {"event_id": 7, "template": "forwarded", "facts": FACTS, "at": monday, "person": citizen}
        return outbox.post(**(given | changes))

    return post


@pytest.fixture
def answer():
    return AnswerLetter(
        head=Letterhead(institution="Çankaya Kaymakamlığı", code="71368504"),
        number="26000001234",
        subject="Su kesintisi",
        registry="4752",
        dated_on=date(2026, 8, 17),
        received_on=date(2026, 8, 14),
        text="Kuyudaki sır çözüldü.\n\nSu akıyor.",
    )


def states(*fields):
    return list(Notice.objects.order_by("pk").values_list(*(fields or ("channel", "state"))))


def test_a_notice_arrives_in_turkish(post, mailbox, monday):
    outbox.send(post().pk, at=monday)

    (arrived,) = mailbox.mails
    assert arrived["Subject"].strip() == "26000001234 numaralı başvurunuz yetkili kuruma gönderildi"
    assert mailbox.recipients == ["gulsah@example.org"]
    text = arrived.get_body(("plain",)).get_content()
    assert "Cevaplayacak kurum: Çankaya Kaymakamlığı" in text
    assert "Cevap için son gün: 16 Eylül 2026 Çarşamba" in text
    assert "http://localhost:8150/takip/" in text
    assert "Çankaya Kaymakamlığı" in arrived.get_body(("html",)).get_content()


def test_a_notice_arrives_in_english(post, mailbox, monday):
    outbox.send(post(language="en").pk, at=monday)
    assert mailbox.mails[0]["Subject"] == "Your application 26000001234 has been forwarded"
    assert "Wednesday 16 September 2026" in mailbox.mails[0].get_body(("plain",)).get_content()


def test_posting_twice_makes_one_notice_and_one_job(post):
    assert post().pk == post().pk
    assert ProcrastinateJob.objects.filter(task_name="notices.send_notice").count() == 1


def test_sending_twice_sends_once(post, mailbox, monday):
    notice = post()
    outbox.send(notice.pk, at=monday)
    outbox.send(notice.pk, at=monday)

    assert len(mailbox.mails) == 1
    assert states("state", "attempts", "sent_at") == [("sent", 1, monday)]


def test_made_again_a_mail_has_the_same_identity(post, yasin):
    notice, other = post(), post(person=None, officer=yasin, template="arrived")
    assert mail.message_id(notice.pk) == mail.message_id(notice.pk) != mail.message_id(other.pk)


def test_the_identity_is_in_the_mail(post, mailbox, monday):
    notice = post()
    outbox.send(notice.pk, at=monday)
    assert mailbox.mails[0]["Message-ID"] == mail.message_id(notice.pk)


def test_when_the_server_refuses_for_now_it_waits_longer_each_time(post, mailbox, monday):
    notice = post()
    mailbox.refusals += ["451 later", "451 later"]
    waits = []
    for _turn in range(2):
        with pytest.raises(outbox.NotSent):
            outbox.send(notice.pk, at=monday)
        notice.refresh_from_db()
        waits.append(notice.due_at - monday)
    outbox.send(notice.pk, at=monday)

    assert waits == [timedelta(seconds=4), timedelta(seconds=16)]
    assert states("state", "attempts", "last_error") == [("sent", 3, "")]


def test_a_server_that_is_away_is_tried_until_it_fails_visibly(post, settings, monday):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    notice = post()
    for _turn in range(outbox.ATTEMPTS - 1):
        with pytest.raises(outbox.NotSent):
            outbox.send(notice.pk, at=monday)
    outbox.send(notice.pk, at=monday)

    assert states("state", "attempts", "last_error") == [("failed", 8, "ConnectionRefusedError")]
    assert list(outbox.failed()) == [notice]


def test_an_address_that_does_not_exist_becomes_a_letter(post, mailbox, monday, cankaya):
    notice = post(print_unit=cankaya)
    mailbox.refusals.append("550 no such user gulsah@example.org")
    outbox.send(notice.pk, at=monday)

    assert states("channel", "state", "last_error") == [("letter", "to_print", "SMTPRecipientsRefused 550")]
    assert list(outbox.to_print(Unit.objects.all())) == [notice]


def test_a_failed_notice_starts_anew_when_asked(post, mailbox, monday):
    notice = post()
    mailbox.refusals.append("550 no such user")
    outbox.send(notice.pk, at=monday)
    outbox.try_again(notice.pk, at=monday)
    outbox.send(notice.pk, at=monday)
    assert states("state", "attempts") == [("sent", 1)]


def test_without_an_email_address_the_clerk_prints(post, monday, yasin, cankaya):
    person = vault.store(PersonDetails(name="Rana", address="Işık Mah."), at=monday)
    notice = post(person=person, print_unit=cankaya)
    assert states() == [("letter", "to_print")]
    assert not ProcrastinateJob.objects.filter(task_name="notices.send_notice").exists()

    outbox.mark_printed(notice.pk, by=yasin, at=monday)
    outbox.mark_printed(notice.pk, by=yasin, at=monday + timedelta(days=1))
    assert states("state", "printed_at", "printed_by") == [("printed", monday, yasin.pk)]


def test_without_any_address_it_is_a_visible_failure(post, monday):
    post(person=vault.store(PersonDetails(name="Rana"), at=monday))
    assert states("state", "last_error") == [("failed", "no_address")]


def test_an_officer_without_address_or_gone_hears_nothing(post, yasin):
    yasin.is_active = False
    assert post(person=None, officer=yasin, template="arrived") is None
    assert states() == []


def test_an_officer_reads_no_name_and_no_text(post, mailbox, monday, yasin):
    outbox.send(post(person=None, officer=yasin, template="arrived").pk, at=monday)
    (arrived,) = mailbox.mails
    assert arrived["Subject"] == "26000001234: biriminize yeni başvuru geldi"
    assert "Konu:" not in arrived.get_body(("plain",)).get_content()


def test_line_breaks_open_no_header(post, mailbox, monday):
    facts = {"number": "26\r\nBcc: evil@example.org\r\n\r\nx", "unit": "a\nb\u2028c"}
    outbox.send(post(facts=facts).pk, at=monday)

    (arrived,) = mailbox.mails
    assert (arrived["Bcc"], mailbox.recipients) == (None, ["gulsah@example.org"])
    assert "Cevaplayacak kurum: a b c" in arrived.get_body(("plain",)).get_content().splitlines()


def test_a_line_break_in_an_address_is_a_failure_not_a_second_recipient(post, mailbox, monday):
    person = vault.store(PersonDetails(email="a@example.org\nBcc: b@example.org"), at=monday)
    outbox.send(post(person=person).pk, at=monday)
    assert mailbox.mails == []
    assert states("state", "last_error") == [("failed", "ValueError")]


def test_markup_in_facts_stays_words(post, mailbox, monday):
    outbox.send(post(facts=FACTS | {"reason": "<b>su</b> & {{ x }}"}).pk, at=monday)
    (arrived,) = mailbox.mails
    assert "Gerekçe: <b>su</b> & {{ x }}" in arrived.get_body(("plain",)).get_content()
    assert "&lt;b&gt;su&lt;/b&gt; &amp; {{ x }}" in arrived.get_body(("html",)).get_content()


def test_the_answer_and_its_letter_reach_the_mailbox(post, mailbox, monday, answer):
    outbox.send(post(template="answered", letter=answer).pk, at=monday)

    (arrived,) = mailbox.mails
    text = arrived.get_body(("plain",)).get_content()
    assert "Kuyudaki sır çözüldü.\n\nSu akıyor." in text.replace("\r\n", "\n")
    (letter,) = arrived.iter_attachments()
    assert (letter.get_content_type(), letter.get_filename()) == ("application/pdf", "26000001234.pdf")
    assert letter.get_content().startswith(b"%PDF-")


def test_nothing_personal_stands_in_the_outbox_the_queue_or_the_log(post, mailbox, monday, answer, caplog):
    notice = post(template="answered", letter=answer)
    mailbox.refusals.append("451 gulsah@example.org later")
    caplog.set_level(logging.CRITICAL, "mail.log")  # the test's own mail server
    with caplog.at_level(logging.DEBUG), pytest.raises(outbox.NotSent) as fault:
        outbox.send(notice.pk, at=monday)

    with connection.cursor() as cursor:
        cursor.execute("select n::text, encode(enclosed, 'escape') from notices_notice n")
        said = "".join(cursor.fetchone())
        cursor.execute("select string_agg(j::text, '') from procrastinate_jobs j")
        said += cursor.fetchone()[0]
    said += caplog.text + str(fault.value)
    assert [canary for canary in CANARIES if canary in said] == []
    assert fault.value.__cause__ is fault.value.__context__ is None


def test_a_notice_whose_job_was_lost_gets_a_new_one(post, monday):
    post()
    ProcrastinateJob.objects.all()._raw_delete("default")
    assert outbox.send_due(at=monday - timedelta(seconds=1)) == 0
    assert outbox.send_due(at=monday) == 1
    assert outbox.send_due(at=monday) == 0


@pytest.mark.parametrize("language", ["tr", "en"])
@pytest.mark.parametrize("template", ["receipt", "forwarded", "answered", "message_to_applicant"])
def test_subject_lines_for_applicants_carry_the_number_alone(post, mailbox, monday, template, language):
    facts = FACTS | {"subject": "Rüşvet ihbarı", "tracking_number": "4821773011960358", "article": "m. 7"}
    outbox.send(post(template=template, facts=facts, language=language).pk, at=monday)
    assert "26000001234" in mailbox.mails[0]["Subject"]
    assert "Rüşvet" not in mailbox.mails[0]["Subject"]


@pytest.mark.parametrize("template", ["arrived", "returned", "proposed", "sent_back", "message_arrived"])
def test_every_officer_template_has_words(post, mailbox, monday, yasin, template):
    facts = FACTS | {"subject": "Su kesintisi", "path": "/gorevli/basvuru/26000001234/"}
    outbox.send(post(person=None, officer=yasin, template=template, facts=facts).pk, at=monday)
    text = mailbox.mails[0].get_body(("plain",)).get_content()
    assert "http://localhost:8150/gorevli/basvuru/26000001234/" in text
    assert "Konu: Su kesintisi" in text
