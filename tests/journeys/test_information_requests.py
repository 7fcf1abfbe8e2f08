"""Information requests (Law 4982): extended, written by four hands, partly refused; and one never paid for.

Requirements L2, L3, P2, O6."""

from datetime import date

import pytest

from bimer.institutions.roles import Role
from tests.conftest import make_officer
from tests.journeys.story import Matter, approves, chooses_unit, decides, files, follows_up, opens, signs_in

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]

CANKAYA = "Çankaya Kaymakamlığı"
ASKED = Matter(
    kind="information",
    text="2025 yılında park bakımı için yapılan harcamaların dökümünü ve ihale belgelerini istiyorum.",
    to=CANKAYA,
)


@pytest.fixture
def scripted() -> bool:
    return True


@pytest.fixture
def people(cankaya, aski, izmir, ankara, ozan, nur, rana, yasin, sibel, ece):
    make_officer("can", "Can Su", (Role.RESPONDENT, ankara))
    make_officer("mert", "Mert Öz", (Role.RESPONDENT, izmir))


def test_extended_written_by_four_and_partly_refused(somebody, people, clock, mailbox, worker):
    filed = files(somebody, ASKED)
    ozan = signs_in(somebody, "ozan")
    opens(ozan, filed)
    ozan.reads("23 Şubat 2026")  # 15 working days
    ozan.presses("Üstlen")
    ozan.goes(f"/gorevli/basvuru/{filed.number}/gorus/")
    ozan.page.fill("[name=question]", "Sizdeki harcama belgelerini gönderir misiniz?")
    for row, unit in enumerate(("Ankara Valiliği", "İzmir Valiliği", "Ankara Su ve Kanalizasyon"), 1):
        chooses_unit(ozan, f"unit_{row}", unit)
    ozan.presses("Sor")

    clock.goes_to(date(2026, 2, 20))
    ozan = signs_in(somebody, "ozan")
    ozan.goes(f"/gorevli/basvuru/{filed.number}/uzat/")
    ozan.page.check("[name=ground][value=iii]")
    ozan.presses("Uzat", exact=True)
    opens(ozan, filed)
    ozan.reads("16 Mart 2026")  # 30 working days in all
    told = mailbox.wait_for("ayse@example.org", "uzatıldı")
    assert "16.03.2026" in told.get_body(("plain",)).get_content().replace("16 Mart 2026", "16.03.2026")
    ayse = follows_up(somebody, filed)
    ayse.reads("16 Mart 2026")
    ayse.reads("23 Şubat 2026")  # what was first promised stays visible

    clock.goes_to(date(2026, 2, 27))
    for username, words in (("can", "Valilik belgesi"), ("mert", "İzmir belgesi"), ("sibel", "ASKİ belgesi")):
        contributor = signs_in(somebody, username)
        contributor.goes("/gorevli/katkilar/")
        contributor.opens(filed.number)
        contributor.goes(f"/gorevli/basvuru/{filed.number}/katki/")
        contributor.page.fill("[name=text]", words)
        contributor.presses("Katkıyı gönder")

    clock.goes_to(date(2026, 3, 10))
    ozan = signs_in(somebody, "ozan")
    opens(ozan, filed)
    for words in ("Valilik belgesi", "İzmir belgesi", "ASKİ belgesi"):
        ozan.reads(words)
    decides(
        ozan,
        filed,
        "Harcama dökümü ektedir. İhale belgelerinin ticari sır içeren bölümleri ayrılmıştır.",
        outcome="partial",
        ground="R23",
        separation="Yüklenicinin birim fiyat analizleri ticari sırdır.",
    )
    approves(somebody, "nur", filed)
    mailbox.wait_for("ayse@example.org", "cevap")
    ayse = follows_up(somebody, filed)
    ayse.reads("Harcama dökümü ektedir.")
    ayse.reads("Bilgi Edinme Değerlendirme Kurulu")
    assert worker.poll() is None


def test_too_late_to_extend_is_said_with_what_is_possible(somebody, people, clock, worker):
    filed = files(somebody, ASKED)
    clock.goes_to(date(2026, 2, 24))
    ozan = signs_in(somebody, "ozan")
    ozan.goes(f"/gorevli/basvuru/{filed.number}/uzat/")
    ozan.reads("23 Şubat 2026")
    opens(ozan, filed)
    ozan.reads_nothing_of("16 Mart 2026")


def test_the_fee_is_not_paid_and_the_request_lapses(somebody, people, clock, mailbox, worker):
    filed = files(somebody, ASKED)
    clock.goes_to(date(2026, 2, 4))
    ozan = signs_in(somebody, "ozan")
    opens(ozan, filed)
    ozan.presses("Üstlen")
    ozan.goes(f"/gorevli/basvuru/{filed.number}/ucret/")
    ozan.page.fill("[name=plain_pages]", "9")
    ozan.presses("Hesapla")
    ozan.reads("10 sayfa")  # under the free limit nothing may be charged
    ozan.page.fill("[name=plain_pages]", "60")
    ozan.presses("Hesapla")
    ozan.presses("Ücreti başvuru sahibine bildir")
    opens(ozan, filed)
    ozan.reads("Ücret bekleniyor")
    mailbox.wait_for("ayse@example.org", "ücret")
    ayse = follows_up(somebody, filed)
    ayse.reads("25 Şubat 2026")  # 15 working days to show the payment

    clock.goes_to(date(2026, 2, 25), hour=23)
    clock.night_passes()
    opens(signs_in(somebody, "ozan"), filed)
    clock.goes_to(date(2026, 2, 26))
    clock.night_passes()
    clock.night_passes()  # twice is once
    ozan = signs_in(somebody, "ozan")
    opens(ozan, filed)
    ozan.reads("Vazgeçilmiş sayıldı: ücret ödenmedi")
    follows_up(somebody, filed).reads("Ücret süresinde ödenmedi: başvurudan vazgeçilmiş sayıldı")
    mailbox.wait_for("ayse@example.org", "ücret ödenmedi")
