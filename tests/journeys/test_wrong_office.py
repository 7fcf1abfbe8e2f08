"""Wrong office twice: then the lowest coordinator of both decides, and the decision binds them.

Requirements P2, O5, O6; domain.md §4.4 (2) and §12."""

from datetime import date

import pytest

from bimer.institutions.roles import Role
from tests.conftest import make_officer
from tests.journeys.conftest import everything_is_done
from tests.journeys.story import (
    Filed,
    Matter,
    approves,
    decides,
    files,
    follows_up,
    forwards,
    opens,
    returns,
    signs_in,
)

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]

CANKAYA = "Çankaya Kaymakamlığı"
ASKI = "Ankara Su ve Kanalizasyon İdaresi Genel Müdürlüğü"
PIPE = Matter(
    kind="request",
    text="Parkın sulama borusu patladı, yaya yolunu su bastı. Onarılmasını istiyorum.",
    to=CANKAYA,
)
LAST_DAY = "4 Mart 2026"  # 30 days from 2 February, whoever has it


@pytest.fixture
def scripted() -> bool:
    return True


@pytest.fixture
def people(cankaya, aski, ankara, ozan, rana, sibel):
    make_officer("cem", "Cem Ak", (Role.UNIT_COORDINATOR, cankaya))
    make_officer("kemal", "Kemal Er", (Role.APPROVER, aski))


def goes_back_and_forth(somebody, clock, filed: Filed) -> None:
    """Sent to the water works and returned, twice; each return says who is competent instead."""
    ozan = signs_in(somebody, "ozan")
    forwards(ozan, filed, ASKI, "Borular su idaresinindir.")
    ozan.reads(f"Sevk edildi. Şu anki birim: {ASKI}")

    clock.goes_to(date(2026, 2, 4))
    sibel = signs_in(somebody, "sibel")
    forwards(sibel, filed, CANKAYA, "Bizim değil.")
    sibel.reads("Gerekçesiyle iade edin")  # forwarding it back would be a return nobody counts
    returns(sibel, filed, "Park sulaması bizim değil.", competent=CANKAYA)

    clock.goes_to(date(2026, 2, 5))
    ozan = signs_in(somebody, "ozan")
    opens(ozan, filed)
    ozan.reads("Konu, birimimizin görev alanına girmemektedir.")
    ozan.reads(f"Yetkili: {CANKAYA}")
    ozan.reads("Park sulaması bizim değil.")
    forwards(ozan, filed, ASKI, "Boru ana hattan ayrılıyor.")

    clock.goes_to(date(2026, 2, 9))
    returns(signs_in(somebody, "sibel"), filed, "Ana hat sağlam; boru parkındır.", competent=CANKAYA)


def waits_for_the_decision_of(coordinator: str, officer, filed: Filed) -> None:
    """Neither of the two can go on with it; both see with whom it is."""
    opens(officer, filed)
    officer.reads(coordinator)
    officer.reads("Çok kez iade edildi")
    for page in ("sevk", "iade", "cevap"):
        address = f"{officer.base}/gorevli/basvuru/{filed.number}/{page}/"
        assert officer.page.request.get(address).status == 403


def decides_who_answers(rana, filed: Filed) -> None:
    """The coordinator can't return it any further: she decides, and it binds."""
    rana.opens(filed.number)
    rana.reads("Kimin cevaplayacağına bu birim karar verir; kararı bağlayıcıdır.")
    rana.goes(f"/gorevli/basvuru/{filed.number}/iade/")
    rana.reads("Kararı siz verin")
    rana.goes(f"/gorevli/basvuru/{filed.number}/sevk/")
    rana.reads("Şimdi seçeceğiniz kurum cevaplamak zorundadır; iade edemez.")
    forwards(rana, filed, ASKI, "Boru şebekeye bağlı: su idaresi onarır ve cevaplar.")
    opens(rana, filed)
    rana.reads("Bu, koordinatörün kararıdır; bağlayıcıdır.")


def is_bound(officer, filed: Filed) -> None:
    """Neither back nor on to the other one: what is left is the answer."""
    opens(officer, filed)
    officer.reads("Bu birim cevaplar; iade edemez.")
    officer.goes(f"/gorevli/basvuru/{filed.number}/iade/")
    officer.reads(
        f"Koordinatör, bu başvuruyu {ASKI} biriminin cevaplamasına karar verdi. Artık iade edilemez."
    )
    assert officer.page.locator("[name=code]").count() == 0
    forwards(officer, filed, CANKAYA, "Yine de bizim değil.")
    officer.reads("Koordinatör, bu başvuruyu")


def test_the_coordinator_decides_who_answers(somebody, people, clock, mailbox, worker):
    filed = files(somebody, PIPE)
    goes_back_and_forth(somebody, clock, filed)
    mailbox.wait_for("cem@example.org", filed.number)  # the first return
    mailbox.wait_for("rana@example.org", filed.number)  # the second: one too many
    for username in ("ozan", "sibel"):
        waits_for_the_decision_of("Ankara Valiliği", signs_in(somebody, username), filed)

    clock.goes_to(date(2026, 2, 10))
    decides_who_answers(signs_in(somebody, "rana"), filed)
    sibel = signs_in(somebody, "sibel")
    is_bound(sibel, filed)
    opens(sibel, filed)
    sibel.reads(LAST_DAY)
    sibel.presses("Üstlen")
    decides(sibel, filed, "Patlayan boru değiştirildi.", outcome="done")
    approves(somebody, "kemal", filed)

    # She was told each time where it went; nothing of it cost her a day.
    ayse = follows_up(somebody, filed)
    ayse.reads("Patlayan boru değiştirildi.")
    assert ayse.text().count("Yeniden yönlendirilmek üzere iade edildi") == 2
    everything_is_done()
    to_ayse = [mail for mail in mailbox.mails if mail["To"] == "ayse@example.org"]
    sent_on = [mail for mail in to_ayse if "yetkili kuruma gönderildi" in mail["Subject"]]
    assert len(sent_on) == 3
    assert all(LAST_DAY in mail.get_body(("plain",)).get_content() for mail in sent_on)
    rana = signs_in(somebody, "rana")
    opens(rana, filed)
    rows = rana.page.locator(".shares-table tbody td:nth-child(2)").all_inner_texts()
    whole = rana.page.locator(".shares-table tfoot td").first.inner_text()
    assert sum(map(int, rows)) == int(whole) == 8  # from 3 to 10 February, day by day
    assert worker.poll() is None
