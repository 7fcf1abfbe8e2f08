"""Human rights applications through a district: its board, its three months, and the equality institution.

Requirements L1, L4, T4; domain.md §2.7 and docs/decisions/0013. Law 6701, articles 17 and 18."""

import io
import zipfile
from datetime import date

import pytest

from bimer.institutions.roles import Level, Role
from tests.conftest import make_officer, make_unit
from tests.journeys.story import (
    Filed,
    Matter,
    approves,
    decides,
    files,
    follows_up,
    heard_of,
    opens,
    sees_nothing_of,
    signs_in,
)

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]

CANKAYA = "Çankaya Kaymakamlığı"
POLICE = "Çankaya İlçe Emniyet Müdürlüğü"
TIHEK = "Türkiye İnsan Hakları ve Eşitlik Kurumu"
BEATEN = Matter(
    kind="human_rights",
    text="Karakolda kimlik sorulurken dövüldüm; avukat istedim, çağrılmadı.",
    about={"unit": POLICE},
    place="kavaklidere",
    identity="hidden",
)
RAMP = Matter(
    kind="human_rights",
    text="Tekerlekli sandalyeyle girilemiyor. Spor merkezinden rampa istedim, yazıyla reddettiler.",
    to=CANKAYA,
    place="kavaklidere",
    identity="hidden",
)


@pytest.fixture
def scripted() -> bool:
    return True


@pytest.fixture
def people(cankaya, ankara, centre, kavaklidere, ozan, nur, veli, ece):
    place = {"province": cankaya.province, "district": cankaya.district}
    police = make_unit("IL-ILCE-EMNIYET.06.1231", POLICE, Level.DISTRICT, under=cankaya, **place)
    make_officer("polat", "Polat Er", (Role.UNIT_COORDINATOR, police), (Role.RESPONDENT, police))
    make_officer("kadir", "Kadir Us", (Role.DESK_CLERK, centre))


def withholds_her_name(officer, filed: Filed) -> None:
    opens(officer, filed)
    officer.reads("Kimliği gizli tutuluyor. Bu birim göremez.")
    officer.reads_nothing_of("Yılmaz")


def test_the_districts_board_decides_within_three_months_and_three_more(
    somebody, people, clock, mailbox, worker
):
    filed = files(somebody, BEATEN)
    ayse = follows_up(somebody, filed)
    ayse.reads("Yerin insan hakları kurulu")
    ayse.reads("4 Mayıs 2026")  # three months end on Saturday 2 May
    polat = signs_in(somebody, "polat")
    sees_nothing_of(polat, filed)

    ozan = signs_in(somebody, "ozan")
    withholds_her_name(ozan, filed)
    ozan.reads("Yerin insan hakları kurulu; kurula yapılan başvuruları bu masa alır.")
    ozan.reads(TIHEK)
    ozan.presses("Üstlen")

    # Once longer, by the chair's decision, with notice; what was first promised stays visible.
    clock.goes_to(date(2026, 4, 27))
    ozan = signs_in(somebody, "ozan")
    ozan.goes(f"/gorevli/basvuru/{filed.number}/uzat/")
    ozan.page.check("[name=ground][value=chair]")
    ozan.presses("Uzat", exact=True)
    opens(ozan, filed)
    ozan.reads("3 Ağustos 2026")
    told = mailbox.wait_for("ayse@example.org", "uzatıldı").get_body(("plain",)).get_content()
    assert "3 Ağustos 2026" in told
    assert "6701 sayılı Kanun, m. 18" in told
    ayse = follows_up(somebody, filed)
    ayse.reads("3 Ağustos 2026")
    ayse.reads("4 Mayıs 2026")

    clock.goes_to(date(2026, 7, 20))
    ozan = signs_in(somebody, "ozan")
    decides(
        ozan,
        filed,
        "Kurul karakol kayıtlarını inceledi. Avukat çağrılmadığı görüldü; usul düzeltildi. "
        "Dövülme iddiasını doğrulayan bulgu yoktur.",
        outcome="partial",
    )
    approves(somebody, "nur", filed)
    ayse = follows_up(somebody, filed)
    ayse.reads("Avukat çağrılmadığı görüldü; usul düzeltildi.")
    ayse.reads(f"{TIHEK}na ücretsiz başvurabilirsiniz")
    ayse.reads("yetkili idare mahkemesinde dava")
    withholds_her_name(ozan, filed)
    sees_nothing_of(signs_in(somebody, "polat"), filed)
    assert "polat@example.org" not in heard_of(mailbox, filed)
    assert worker.poll() is None


def test_the_district_sends_it_on_to_the_equality_institution(somebody, people, clock, mailbox, worker):
    filed = files(somebody, RAMP)
    ozan = signs_in(somebody, "ozan")
    withholds_her_name(ozan, filed)
    ozan.presses("Üstlen")
    ozan.reads("Karşı taraf reddeder veya 30 gün susarsa; masa bu başvuruları da alır.")
    ozan.follows("Gönderme kararını yaz")
    assert ozan.page.locator("[name=decision]:checked").get_attribute("value") == "referral"
    assert ozan.page.locator("[name=authority]").input_value() == "equality_institution"
    ozan.page.fill("[name=text]", "Spor merkezi düzeltmeyi reddettiğinden başvurunuz Kuruma gönderilmiştir.")
    ozan.presses("Onaya sun")
    ozan.reads("Onay bekliyor")
    approver = approves(somebody, "nur", filed)
    approver.reads("Yetkili mercie gönderildi")

    told = mailbox.wait_for("ayse@example.org", "yetkili mercie gönderildi")
    assert [part.get_content_type() for part in told.iter_attachments()] == ["application/pdf"]
    assert TIHEK in told.get_body(("plain",)).get_content()
    ayse = follows_up(somebody, filed)
    ayse.reads(f"Yetkili makam: {TIHEK}")

    # The file goes along. Her name stays behind, so the centre's desk prints the covering letter.
    opens(ozan, filed)
    base = f"{ozan.base}/gorevli/basvuru/{filed.number}/"
    package = zipfile.ZipFile(io.BytesIO(ozan.page.request.get(f"{base}paket.zip").body()))
    assert package.namelist() == ["ust-yazi.pdf", "basvuru.pdf", "icindekiler.txt"]
    veli = signs_in(somebody, "veli")
    veli.goes("/gorevli/mektuplar/")
    veli.reads_nothing_of(filed.number)
    kadir = signs_in(somebody, "kadir")
    kadir.goes("/gorevli/mektuplar/")
    kadir.reads(filed.number)
    kadir.reads("Yetkili mercie yazı")
    assert worker.poll() is None


def test_the_other_side_has_to_be_asked_first(somebody, people, clock, mailbox, worker):
    filed = files(somebody, RAMP)
    ozan = signs_in(somebody, "ozan")
    opens(ozan, filed)
    ozan.presses("Üstlen")
    decides(
        ozan,
        filed,
        "Önce spor merkezinden yazıyla düzeltme isteyin; 30 gün cevap verilmezse yeniden başvurun.",
        decision="not_examined",
        no_ground="T17",
    )
    approves(somebody, "nur", filed)
    told = mailbox.wait_for("ayse@example.org", "incelenemiyor")
    assert "6701 sayılı Kanun, m. 17" in told.get_body(("plain",)).get_content()
    ayse = follows_up(somebody, filed)
    ayse.reads("Uygulamanın düzeltilmesi önce ilgili taraftan istenmemiştir.")
    ayse.reads("30 gün içinde cevap vermemişse")
    assert worker.poll() is None
