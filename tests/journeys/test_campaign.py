"""Forty people file nearly the same petition; the unit answers them together, and each gets an answer of
her own (requirements P2, P4; domain.md §12.14).

Two of them file through the pages; the rest through the same intake, for the time it would take."""

from datetime import UTC, datetime, timedelta

import pytest

from bimer.casework import intake
from bimer.casework.actors import Applicant
from bimer.casework.intake import Submission
from bimer.casework.models import Application, Bulk
from bimer.institutions.models import Unit
from bimer.law.kinds import Kind
from bimer.people import vault
from bimer.people.vault import PersonDetails
from tests.journeys.story import Matter, files, follows_up, signs_in

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]

TEXT = (
    "Kuğulu Park'ın yanındaki ağaçların yol genişletmek için kesileceğini öğrendik. Mahallede başka gölgelik "
    "yok; çocuklarımız burada oynuyor, yaşlılarımız burada dinleniyor. Kesimin durdurulmasını ve karardan "
    "önce mahalleliye sorulmasını talep ediyoruz."
)
FORTY = 40


@pytest.fixture
def scripted() -> bool:
    return True


def campaign(unit: Unit, count: int, *, at: datetime) -> None:
    for number in range(count):
        person = PersonDetails(name=f"Komşu{number}", surname="Ak", email=f"komsu{number}@example.org")
        submission = Submission(
            kind=Kind.REQUEST,
            text=f"{TEXT} Ben {number + 1} numarada oturuyorum.",
            named_unit=unit,
            person_id=vault.store(person, at=at).pk,
        )
        intake.register(submission, by=Applicant(), at=at + timedelta(minutes=number))


def test_forty_alike_are_answered_together_and_each_on_her_own(
    somebody, cankaya, ozan, nur, rana, clock, mailbox, worker
):
    matter = Matter(kind="request", text=TEXT, to=cankaya.name)
    first = files(somebody, matter)
    second = files(somebody, Matter(**{**vars(matter), "email": "fatma@example.org"}))
    campaign(cankaya, FORTY - 2, at=datetime(2026, 2, 2, 9, tzinfo=UTC))

    # Ozan reads on the page of one that forty say the same, ticks them all and writes one answer.
    ozan = signs_in(somebody, "ozan")
    ozan.goes(f"/gorevli/basvuru/{first.number}/")
    ozan.follows(f"{FORTY} başvuru, {FORTY - 1} başvuru sahibi.")
    ozan.presses("Sayfadakilerin tümünü seç")
    ozan.presses("Cevapla")
    ozan.reads(f"{FORTY} başvuru")
    ozan.page.fill("[name=text]", "Ağaçlar kesilmeyecek; proje değiştirildi.")
    ozan.page.check("[name=outcome][value=positive]")
    ozan.presses("Onaya sun")
    _is_through(ozan)

    # Nur reads the text once, with all who get it, and leaves one out to look at it by itself.
    nur = signs_in(somebody, "nur")
    nur.presses("Sayfadakilerin tümünü seç")
    nur.presses("Onayla")
    nur.reads(f"{FORTY} başvuruya bu gidecek")
    nur.page.uncheck(f"[id='chosen-{second.number}']")
    nur.presses("Onayla ve gönder")
    nur.reads("okuduğunuzu işaretleyin")
    nur.page.check("[name=read]")
    nur.presses("Onayla ve gönder")
    _is_through(nur)
    assert Application.objects.filter(state="answered").count() == FORTY - 1
    nur.goes(f"/gorevli/basvuru/{second.number}/onay/")
    nur.presses("Onayla ve gönder")

    # Each has a letter of her own and a history of her own.
    for address, number in (("ayse@example.org", first.number), ("fatma@example.org", second.number)):
        mailbox.wait_for(address, number)
    for number in (0, FORTY - 3):
        mailbox.wait_for(f"komsu{number}@example.org", "cevap")
    follows_up(somebody, first).reads("Ağaçlar kesilmeyecek")
    follows_up(somebody, second).reads("Ağaçlar kesilmeyecek")
    moves = [list(each.events.values_list("move", flat=True)) for each in Application.objects.all()]
    assert all(each.count("propose") == each.count("approve") == 1 for each in moves)
    assert len(moves) == FORTY
    assert [bulk.items.count() for bulk in Bulk.objects.order_by("pk")] == [FORTY, FORTY - 1]


def _is_through(officer) -> None:
    """The page looks again by itself until all is done."""
    officer.page.get_by_text("başvurunun tümü yapıldı").wait_for(timeout=60_000)
    officer.reads("başvurunun tümü yapıldı")
