"""Tip-offs: without a name but with documents it goes on; abstract it ends reasoned; a new document counts.

Requirements T1-T6, L1, P3; Law 4483 m.4 and m.5."""

import pytest

from bimer.casework import templates
from bimer.institutions.roles import Role
from tests.conftest import make_officer
from tests.journeys.conftest import everything_is_done
from tests.journeys.story import Filed, Matter, approves, decides, files, follows_up, opens, signs_in

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]

CANKAYA = "Çankaya Kaymakamlığı"
BRIBE = (
    "Kaymakamlığın ruhsat bürosunda imza karşılığında zarf içinde para isteniyor. "
    "14 Ocak 2026 günü saat 11.00'de benden 5.000 lira istendi."
)
ABOUT = {"unit": CANKAYA, "title": "Kaymakam"}
HERE = {"kind": "tip_off", "about": ABOUT, "place": "kavaklidere"}
NAMELESS = Matter(text=BRIBE, identity="anonymous", **HERE)
SOUND = {
    "concrete": "yes",
    "person_or_event": "yes",
    "findings": "yes",
    "identity": "yes",
    "not_concluded": "yes",
    "beyond_doubt": "no",
    "concrete_findings": "no",
    "new_document": "no",
}


@pytest.fixture
def scripted() -> bool:
    return True


@pytest.fixture
def people(cankaya, ankara, kavaklidere, ozan, nur, rana):
    make_officer("can", "Can Su", (Role.RESPONDENT, ankara))
    make_officer("asli", "Aslı Ün", (Role.APPROVER, ankara))


@pytest.fixture
def receipt(tmp_path):
    """What somebody photographed: a document that leaves no doubt."""
    sheet = tmp_path / "tahsilat.txt"
    sheet.write_text("14.01.2026 – ruhsat – 5.000 TL – elden alınmıştır.", encoding="utf-8")
    return str(sheet)


def falls_under_the_law_on_officials(officer, filed: Filed) -> None:
    """It concerns an offence in office (Law 4483), not a petition."""
    officer.goes(f"/gorevli/basvuru/{filed.number}/siniflandir/")
    officer.page.select_option("[name=regime]", "4483")
    officer.presses("Sınıflandır")
    opens(officer, filed)
    officer.reads("Memurların Yargılanması Kanunu")


def looks_at_the_check(officer, filed: Filed, reasons: str, **answers: str) -> None:
    """Work the list; what it comes to is shown, nothing is recorded."""
    officer.goes(f"/gorevli/basvuru/{filed.number}/on-inceleme/")
    answers_again(officer, **(SOUND | answers))
    officer.page.fill("[name=reasons]", reasons)
    officer.presses("Sonucu göster")


def answers_again(officer, **answers: str) -> None:
    for question, answer in answers.items():
        officer.page.check(f"[name={question}][value={answer}]")


def is_kept_from(officer, filed: Filed) -> None:
    """There is no such application for this officer: not by its number, not in a list, not by searching."""
    base = officer.base
    for page in ("", "on-inceleme/", "cevap/", "dokum/"):
        assert officer.page.goto(f"{base}/gorevli/basvuru/{filed.number}/{page}").status == 404
    for page in ("", "islenenler/", f"ara/?number={filed.number}"):
        officer.goes(f"/gorevli/{page}")
        assert officer.page.locator(f'a[href*="{filed.number}"]').count() == 0


def test_without_a_name_and_with_documents_it_goes_on(somebody, people, clock, mailbox, worker, receipt):
    earlier = files(somebody, Matter(text=BRIBE + " Herkes biliyor.", **HERE))
    filed = files(
        somebody, Matter(**vars(NAMELESS) | {"documents": (receipt,), "text": f"Eşim anlattı. {BRIBE}"})
    )

    # Nobody at the unit it is about has it; the governor's office does.
    can = signs_in(somebody, "can")
    opens(can, filed)
    can.reads("Adsız yapıldı. Kim olduğunu kimse bilmiyor.")
    can.reads("Ankara Valiliği")
    can.reads("tahsilat.txt")
    can.presses("Üstlen")
    falls_under_the_law_on_officials(can, filed)

    # The earlier one on the matter stands beside the list; the documents make up for the name.
    looks_at_the_check(can, filed, "Belge, tarih ve tutarı gösteriyor.", identity="no", beyond_doubt="yes")
    can.reads(earlier.number)
    can.reads("Aynı kişi veya kurumdan şikâyet")
    can.reads("Bu yanıtlara göre işleme konur.")
    can.reads("istisna onu karşılıyor")
    can.presses("Kararı kaydet")
    can.reads("işleme konuldu")
    can.reads("Belge, tarih ve tutarı gösteriyor.")

    # Two ways without an address: a question here, the reply with number and code.
    can.goes(f"/gorevli/basvuru/{filed.number}/sor/")
    can.page.fill("[name=text]", "Parayı isteyen kişi hangi masadaydı?")
    can.presses("Soruyu gönder")
    nobody = follows_up(somebody, filed)
    nobody.reads("Görevli size soruyor")
    nobody.reads("Parayı isteyen kişi hangi masadaydı?")
    nobody.page.fill("[name=text]", "Girişte sağdaki ikinci masadaydı.")
    nobody.presses("Cevabımı gönder")
    mailbox.wait_for("can@example.org", filed.number)
    opens(can, filed)
    can.reads("Girişte sağdaki ikinci masadaydı.")

    decides(
        can, filed, "Valilikçe ön inceleme başlatılmıştır; sonucu burada okuyabilirsiniz.", outcome="done"
    )
    approves(somebody, "asli", filed)
    nobody = follows_up(somebody, filed)
    nobody.reads("Valilikçe ön inceleme başlatılmıştır")
    everything_is_done()
    heard = {mail["To"] for mail in mailbox.mails if filed.number in mail["Subject"]}
    assert heard <= {"can@example.org", "asli@example.org", "rana@example.org"}

    is_kept_from(signs_in(somebody, "ozan"), filed)
    is_kept_from(signs_in(somebody, "nur"), filed)
    assert worker.poll() is None


def test_an_abstract_one_ends_reasoned_and_clears_whom_it_names(somebody, people, clock, mailbox, worker):
    templates.ship()
    filed = files(
        somebody,
        Matter(text="Kaymakamlıkta herkes rüşvet alıyor, hepsini herkes biliyor.", identity="hidden", **HERE),
    )
    can = signs_in(somebody, "can")
    opens(can, filed)
    can.reads("Kimliği gizli tutuluyor. Bu birim göremez.")
    can.reads_nothing_of("Yılmaz")
    can.presses("Üstlen")
    falls_under_the_law_on_officials(can, filed)

    looks_at_the_check(
        can, filed, "Ne kişi ne olay ne gün söyleniyor.", concrete="no", person_or_event="no", findings="no"
    )
    can.reads("Bu yanıtlara göre incelenmez.")
    can.reads("Soyut ve genel (4483 m.4)")
    can.presses("Kararı kaydet")

    # The decision is begun with its ground; the words to begin with clear whoever was named.
    can.reads("Başvurana gidecek kararı yazın.")
    page = can.page
    assert page.locator("[name=decision]:checked").get_attribute("value") == "not_examined"
    assert page.locator("[name=no_ground]").input_value() == "G4A"
    words = page.locator("[name=template] option", has_text="soyut ve genel ihbar")
    page.select_option("[name=template]", words.get_attribute("value"))
    can.presses("Ekle")
    can.presses("Onaya sun")
    can.reads("Onay bekliyor")
    asli = signs_in(somebody, "asli")
    asli.goes(f"/gorevli/basvuru/{filed.number}/onay/")
    asli.reads("bir şüphe veya sonuç doğurmaz")
    asli.presses("Onayla ve gönder")

    told = mailbox.wait_for("ayse@example.org", "incelenemiyor")
    assert [part.get_content_type() for part in told.iter_attachments()] == ["application/pdf"]
    assert "4483" in told.get_body(("plain",)).get_content()
    ayse = follows_up(somebody, filed)
    ayse.reads("İncelenmeden kapatıldı")
    ayse.reads("İhbar veya şikâyet soyut ve genel niteliktedir.")
    ayse.reads("bir şüphe veya sonuç doğurmaz")
    ayse.reads("10 gün içinde yetkili bölge idare mahkemesine itiraz")

    # Nothing follows for whoever was named: they never see it, and work on as before.
    ozan = signs_in(somebody, "ozan")
    is_kept_from(ozan, filed)
    lamps = files(somebody, Matter(kind="request", text="Kuğulu Park'ın lambaları yanmıyor.", to=CANKAYA))
    opens(ozan, lamps)
    ozan.presses("Üstlen")
    ozan.reads("Ozan Demir")


def test_a_new_document_overrides_that_it_was_concluded_before(
    somebody, people, clock, mailbox, worker, receipt
):
    first = files(somebody, NAMELESS)
    can = signs_in(somebody, "can")
    opens(can, first)
    can.presses("Üstlen")
    falls_under_the_law_on_officials(can, first)
    looks_at_the_check(can, first, "Yer, gün ve saat bildirilmiş.")
    can.presses("Kararı kaydet")
    decides(can, first, "Büroda kamera kaydı incelendi; iddia doğrulanmadı.", outcome="unfounded")
    approves(somebody, "asli", first)
    follows_up(somebody, first).reads("Asılsız")

    again = files(somebody, Matter(**vars(NAMELESS) | {"documents": (receipt,)}))
    opens(can, again)
    can.presses("Üstlen")
    falls_under_the_law_on_officials(can, again)
    looks_at_the_check(can, again, "Aynı olay daha önce sonuçlandırılmıştı.", not_concluded="no")
    can.reads(first.number)
    can.reads("Cevaplandı")  # the earlier one, beside the list
    can.reads("Bu yanıtlara göre incelenmez.")
    can.reads("Daha önce sonuçlandırılmış")
    answers_again(can, new_document="yes")
    can.page.fill("[name=reasons]", "Önceki incelemede bulunmayan bir tahsilat belgesi eklenmiş.")
    can.presses("Sonucu göster")
    can.reads("Bu yanıtlara göre işleme konur.")
    can.reads("istisna onu karşılıyor")
    can.presses("Kararı kaydet")
    can.reads("işleme konuldu")
    can.reads("Önceki incelemede bulunmayan bir tahsilat belgesi eklenmiş.")
    can.reads_nothing_of("Daha önce sonuçlandırılmış")  # the first look was not recorded
