"""Ethics complaints (Law 5176): to the Ethics Board, the institution's own board, or nobody under this law.

Requirements L1, T4; domain.md §2.6 and §12.11."""

import io
import zipfile

import pytest

from bimer.institutions.roles import Level, Role
from tests.conftest import make_officer, make_unit
from tests.journeys.conftest import everything_is_done
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

DIRECTORATE = "İller İdaresi Genel Müdürlüğü"
ASKI = "Ankara Su ve Kanalizasyon İdaresi Genel Müdürlüğü"
UNIVERSITY = "Kavaklıdere Üniversitesi Rektörlüğü"
BOARD = "Kamu Görevlileri Etik Kurulu"
GIFT = "İhaleye giren şirketin genel müdüre tatil hediye ettiğini belgeliyorum."
FINDINGS = ("findings", "just_cause", "not_judicial")


@pytest.fixture
def scripted() -> bool:
    return True


@pytest.fixture
def people(centre, interior, ankara, aski, ece, rana, sibel):
    """At the centre Ece evaluates, Filiz approves and Kadir prints; Halil leads the general directorate."""
    make_officer("filiz", "Filiz Al", (Role.APPROVER, centre))
    make_officer("kadir", "Kadir Us", (Role.DESK_CLERK, centre))
    make_officer("halil", "Halil Ay", (Role.GENERAL_COORDINATOR, interior))
    make_officer("can", "Can Su", (Role.RESPONDENT, ankara))
    make_officer("asli", "Aslı Ün", (Role.APPROVER, ankara))


@pytest.fixture
def bill(tmp_path):
    sheet = tmp_path / "otel-faturasi.txt"
    sheet.write_text("Otel faturası, 12.000 TL, ödeyen: Yol A.Ş.", encoding="utf-8")
    return str(sheet)


def checks(officer, filed: Filed, reasons: str) -> None:
    """The list of Law 5176: documents, a just cause, no court."""
    officer.goes(f"/gorevli/basvuru/{filed.number}/on-inceleme/")
    for question in FINDINGS:
        officer.page.check(f"[name={question}][value=yes]")
    officer.page.fill("[name=reasons]", reasons)
    officer.presses("Sonucu göster")
    officer.presses("Kararı kaydet")


def test_about_a_general_director_the_ethics_board_gets_the_file(
    somebody, people, clock, mailbox, worker, bill
):
    filed = files(
        somebody,
        Matter(
            kind="ethics",
            text=GIFT,
            about={"unit": DIRECTORATE, "title": "Genel Müdür"},
            documents=(bill,),
        ),
    )
    follows_up(somebody, filed).reads("4 Mayıs 2026")  # three months, m.5

    # Neither he nor anybody his directorate coordinates has a part in it.
    for username in ("halil", "rana"):
        sees_nothing_of(signs_in(somebody, username), filed)
    ece = signs_in(somebody, "ece")
    opens(ece, filed)
    ece.presses("Üstlen")
    checks(ece, filed, "Fatura eklidir; yargıda değildir.")
    ece.reads("Fatura eklidir; yargıda değildir.")
    ece.reads("Genel Müdür, en az genel müdür düzeyindedir.")
    ece.follows("Gönderme kararını yaz")
    assert ece.page.locator("[name=authority]").input_value() == "ethics_board"
    ece.page.fill("[name=text]", "Başvurunuz, incelemeye yetkili Kurula belgeleriyle gönderilmiştir.")
    ece.presses("Onaya sun")
    ece.reads("Onay bekliyor")
    filiz = approves(somebody, "filiz", filed)
    filiz.reads("Yetkili mercie gönderildi")

    # Covering letter, application, document and decision, each with its sum, for the Board.
    everything_is_done()
    opens(ece, filed)
    address = f"{ece.base}/gorevli/basvuru/{filed.number}/paket.zip"
    package = zipfile.ZipFile(io.BytesIO(ece.page.request.get(address).body()))
    assert package.namelist() == [
        "ust-yazi.pdf",
        "basvuru.pdf",
        "ekler/01-otel-faturasi.txt",
        "icindekiler.txt",
    ]
    assert package.read("ekler/01-otel-faturasi.txt").decode().startswith("Otel faturası")
    assert len(package.read("icindekiler.txt").decode().splitlines()) == 3
    kadir = signs_in(somebody, "kadir")
    kadir.goes("/gorevli/mektuplar/")
    kadir.reads(filed.number)
    kadir.reads("Yetkili mercie yazı")

    told = mailbox.wait_for("ayse@example.org", "yetkili mercie gönderildi")
    assert BOARD in told.get_body(("plain",)).get_content()
    follows_up(somebody, filed).reads(f"Yetkili makam: {BOARD}")
    for username in ("halil", "rana"):
        sees_nothing_of(signs_in(somebody, username), filed)
    assert not heard_of(mailbox, filed) & {"halil@example.org", "rana@example.org"}
    assert worker.poll() is None


def test_below_that_rank_the_institutions_own_board_decides(somebody, people, clock, mailbox, worker):
    about = {"unit": ASKI, "title": "Şube Müdürü"}
    filed = files(somebody, Matter(kind="ethics", text=GIFT, about=about, to=ASKI))
    sees_nothing_of(signs_in(somebody, "sibel"), filed)
    can = signs_in(somebody, "can")
    opens(can, filed)
    can.presses("Üstlen")
    can.reads("Şube Müdürü, genel müdür düzeyinin altındadır; kurumun kendi kurulu karar verir.")
    can.reads("Kurumun yetkili disiplin kurulu")
    can.follows("Gönderme kararını yaz")
    can.page.fill("[name=text]", "Başvurunuz kurumun yetkili disiplin kuruluna gönderilmiştir.")
    can.presses("Onaya sun")
    approves(somebody, "asli", filed)
    follows_up(somebody, filed).reads("Yetkili makam: Kurumun yetkili disiplin kurulu")
    assert worker.poll() is None


def test_whom_the_law_leaves_out_is_said_before_and_after(somebody, people, clock, mailbox, worker, centre):
    make_unit("UNI-KAVAKLIDERE", UNIVERSITY, Level.UNIVERSITY, under=centre)
    filed = files(
        somebody,
        Matter(kind="ethics", text=GIFT, about={"unit": UNIVERSITY, "title": "Rektör"}),
        advised="Etik Kurulu Kanunu şunlara uygulanmaz: üniversiteler (5176 m.1).",
    )
    ece = signs_in(somebody, "ece")
    opens(ece, filed)
    ece.presses("Üstlen")
    ece.reads("Bu kanuna göre yetkili yok")
    ece.reads("Etik kanunu kapsamı dışında: üniversiteler. Bunu başvurana bildirin.")
    decides(
        ece,
        filed,
        "Etik Kurulu üniversiteleri inceleyemez. Şikâyetinizi yükseköğretim makamlarına yapabilirsiniz.",
        decision="not_examined",
        no_ground="E1",
    )
    approves(somebody, "filiz", filed)
    told = mailbox.wait_for("ayse@example.org", "incelenemiyor")
    assert "5176 sayılı Kanun, m. 1" in told.get_body(("plain",)).get_content()
    ayse = follows_up(somebody, filed)
    ayse.reads("Hakkında başvurulan kişi veya kurum Kanunun kapsamı dışındadır.")
    assert worker.poll() is None
