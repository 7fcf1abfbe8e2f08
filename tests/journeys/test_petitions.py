"""Petitions (Law 3071): interim answer, promise, objection upheld, withdrawal.

Requirements L1, L3, P2, P3, T6."""

from datetime import date

import pytest

from bimer.institutions.roles import Role
from tests.conftest import make_officer
from tests.journeys.story import Matter, approves, decides, files, follows_up, opens, signs_in

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]

LAMPS = Matter(kind="request", text="Kuğulu Park'ın lambaları yanmıyor.", to="Çankaya Kaymakamlığı")


@pytest.fixture
def scripted() -> bool:
    return True


@pytest.fixture
def people(cankaya, ankara, ozan, nur, rana):
    make_officer("can", "Can Su", (Role.RESPONDENT, ankara))
    make_officer("asli", "Aslı Ün", (Role.APPROVER, ankara))


def takes(officer, filed) -> None:
    opens(officer, filed)
    officer.presses("Üstlen")


def test_an_interim_answer_leaves_an_obligation_until_the_final_one(somebody, people, clock, mailbox, worker):
    filed = files(somebody, LAMPS)
    clock.goes_to(date(2026, 2, 23))
    ozan = signs_in(somebody, "ozan")
    takes(ozan, filed)
    decides(ozan, filed, "Lambalar için ihale açıldı; sonuç ayrıca bildirilecektir.", decision="interim")
    approves(somebody, "nur", filed)
    mailbox.wait_for("ayse@example.org", filed.number)
    ayse = follows_up(somebody, filed)
    ayse.reads("Ara cevap")
    ayse.reads("ihale açıldı")

    clock.goes_to(date(2026, 3, 9))
    ozan = signs_in(somebody, "ozan")
    ozan.goes("/gorevli/?suzgec=interim")
    ozan.opens(filed.number)
    decides(ozan, filed, "Lambalar değiştirildi.", outcome="done")
    approves(somebody, "nur", filed)
    ayse = follows_up(somebody, filed)
    ayse.reads("Lambalar değiştirildi.")
    ayse.page.get_by_text("Önceki cevaplar").first.click()
    ayse.reads("ihale açıldı")


def test_a_promise_wakes_the_application_on_its_day(somebody, people, clock, mailbox, worker):
    filed = files(somebody, LAMPS)
    ozan = signs_in(somebody, "ozan")
    takes(ozan, filed)
    decides(
        ozan,
        filed,
        "Lambalar 13 Mart'a kadar değiştirilecektir.",
        outcome="promised",
        promise_on_day="13",
        promise_on_month="3",
        promise_on_year="2026",
    )
    approves(somebody, "nur", filed)
    clock.goes_to(date(2026, 3, 12))
    clock.night_passes()
    follows_up(somebody, filed).reads("13 Mart 2026")
    clock.goes_to(date(2026, 3, 13))
    clock.night_passes()
    mailbox.wait_for("ozan@example.org", filed.number)
    ozan = signs_in(somebody, "ozan")
    ozan.opens(filed.number)
    ozan.reads("Söz verilen gün geldi")
    decides(ozan, filed, "Lambalar değiştirildi.", outcome="done")
    approves(somebody, "nur", filed)
    follows_up(somebody, filed).reads("Lambalar değiştirildi.")


def test_an_objection_goes_to_the_authority_above_and_is_upheld(somebody, people, clock, mailbox, worker):
    filed = files(somebody, LAMPS)
    ozan = signs_in(somebody, "ozan")
    takes(ozan, filed)
    decides(ozan, filed, "Bu park bizim sorumluluğumuzda değildir.", outcome="refused")
    approves(somebody, "nur", filed)

    clock.goes_to(date(2026, 2, 9))
    ayse = follows_up(somebody, filed)
    ayse.presses("itiraz et")
    ayse.reads("Ankara Valiliği")
    ozan = signs_in(somebody, "ozan")
    assert ozan.page.goto(f"{ozan.base}/gorevli/basvuru/{filed.number}/cevap/").status in (403, 404)

    can = signs_in(somebody, "can")
    takes(can, filed)
    decides(can, filed, "İtirazınız yerindedir. Lambalar Valilikçe değiştirilmiştir.", outcome="positive")
    approves(somebody, "asli", filed)
    ayse = follows_up(somebody, filed)
    ayse.reads("İtirazınız yerindedir.")
    ayse.page.get_by_text("Önceki cevaplar").first.click()
    ayse.reads("Bu park bizim sorumluluğumuzda değildir.")  # the old answer stays
    ayse.page.check("[name=score][value='5']")
    ayse.page.check("[name=solved] >> nth=0")
    ayse.presses("Değerlendir")
    ayse.reads("Teşekkür")


def test_whoever_filed_withdraws(somebody, people, clock, mailbox, worker):
    filed = files(somebody, LAMPS)
    ozan = signs_in(somebody, "ozan")
    takes(ozan, filed)
    ayse = follows_up(somebody, filed)
    ayse.follows("Başvurumdan vazgeç")
    ayse.presses("Başvurumdan vazgeç")
    ayse.reads("Vazgeçildi")
    opens(ozan, filed)
    ozan.reads("Başvuru sahibi vazgeçti")
    assert ozan.page.goto(f"{ozan.base}/gorevli/basvuru/{filed.number}/sevk/").status == 200
    ozan.page.fill("[name=reason]", "Yine de")
    ozan.page.locator("form [name=to]").first.fill("Ankara Valiliği")
    ozan.presses("Sevk et")
    ozan.reads("vazgeçildi")  # nothing more can be done, and why
    mailbox.wait_for("ozan@example.org", filed.number)
