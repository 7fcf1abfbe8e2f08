"""The main job: Ayşe's street has no water; she writes, the right office answers, she reads it.

Requirements P1, P2, P3, C3, C5, L4.

Everything is real: browser, web server, database, worker, mail server. Once with JavaScript, once without."""

import re

import pytest

from bimer.institutions.roles import Role
from tests.conftest import PASSWORD, make_officer

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]

TEXT = "Mahallemizde üç gündür su akmıyor. Belediyeyi arıyoruz, telefona bakan yok."
ANSWER = "Ana isale hattındaki arıza onarıldı. Mahallenize bugün saat 14.00 itibarıyla su verilmektedir."
ASKI = "Ankara Su ve Kanalizasyon İdaresi Genel Müdürlüğü"


@pytest.fixture
def people(cankaya, aski, ozan, rana, yasin, sibel, ece):
    make_officer("kemal", "Kemal Er", (Role.APPROVER, aski))


def files(ayse) -> tuple[str, str, str]:
    """Ayşe goes through the form, a thought a page; returns registration number, tracking number, code."""
    page = ayse.page
    ayse.goes("/")
    ayse.follows("Başvuru yap")
    page.check("[name=kind][value=complaint]")
    ayse.presses("Kaydet ve devam et")
    page.fill("[name=text]", TEXT)
    ayse.presses("Kaydet ve devam et")
    ayse.presses("Kaydet ve devam et")  # about whom: nobody in particular
    says_where(ayse)
    ayse.presses("Kaydet ve devam et")
    ayse.presses("Kaydet ve devam et")  # to whom: she does not know
    page.check("[name=identity_level][value=open]")
    ayse.presses("Kaydet ve devam et")
    says_who_she_is(ayse)
    ayse.presses("Kaydet ve devam et")
    ayse.reads(TEXT)
    ayse.reads("Ayşe Yılmaz")
    ayse.presses("Başvurumu gönder")
    tracking, code = (
        text.replace(" ", "").replace("\u00a0", "")
        for text in page.locator(".tracking-number").all_inner_texts()
    )
    number = page.locator(".govuk-summary-list__value.tabular").inner_text()
    return number, tracking, code


def says_where(ayse) -> None:
    page = ayse.page
    if ayse.scripted:
        box = page.get_by_role("combobox").first
        box.press_sequentially("kavaklidere cankaya", delay=15)
        page.get_by_role("option", name="Kavaklıdere").first.click()
        return
    page.fill("[name=place]", "kavaklidere")
    ayse.presses("Ara", exact=True)
    if page.locator("[name=pick]").count():
        page.locator("[name=pick]").first.check()


def says_who_she_is(ayse) -> None:
    page = ayse.page
    page.fill("[name=name]", "Ayşe")
    page.fill("[name=surname]", "Yılmaz")
    page.fill("[name=identity_number]", "1000000014")
    page.fill("[name=address]", "Tunalı Hilmi Cad. No: 5/3")
    page.fill("[name=district]", "Çankaya")
    page.select_option("[name=plate]", label="Ankara")
    page.check("[name=answer_by][value=email]")
    page.fill("[name=email]", "ayse@example.org")
    ayse.presses("Kaydet ve devam et")
    ayse.reads("yazdığınız 10 rakam")  # a digit is missing: said exactly, and what was typed stays
    assert page.input_value("[name=address]") == "Tunalı Hilmi Cad. No: 5/3"
    page.fill("[name=identity_number]", "10000000146")


def signs_in(officer, username: str) -> None:
    officer.goes("/gorevli/giris/")
    officer.page.fill("[name=login]", username)
    officer.page.fill("[name=password]", PASSWORD)
    officer.presses("Oturum aç")


def test_from_filing_to_the_answer(reader, people, kavaklidere, mailbox, worker):
    ayse = reader()
    number, tracking, code = files(ayse)
    ayse.reads(ASKI)
    ayse.reads("su kesintisi")  # why there
    ayse.goes("/basvuru/kontrol/")  # back and once more: still one application
    assert (
        ayse.page.locator(".tracking-number").first.inner_text().replace(" ", "").replace("\u00a0", "")
        == tracking
    )
    receipt = mailbox.wait_for("ayse@example.org", number)
    assert [part.get_content_type() for part in receipt.iter_attachments()] == ["application/pdf"]

    stranger = reader()
    stranger.goes("/takip/")
    stranger.page.fill("[name=number]", tracking)
    stranger.presses("Göster")
    stranger.reads(ASKI)
    stranger.reads_nothing_of("su akmıyor")
    stranger.reads_nothing_of("Yılmaz")

    sibel = reader()
    signs_in(sibel, "sibel")
    sibel.opens(number)
    sibel.reads(TEXT)
    sibel.reads("Ayşe Yılmaz")
    sibel.presses("Üstlen")
    sibel.follows("Cevap yaz")
    sibel.page.fill("[name=text]", ANSWER)
    sibel.page.locator("[name=outcome][value=positive]").check()
    sibel.presses("Onaya sun")
    sibel.reads("Onay bekliyor")

    kemal = reader()
    signs_in(kemal, "kemal")
    kemal.goes(f"/gorevli/basvuru/{number}/")
    kemal.follows("Cevabı incele")
    kemal.reads(ANSWER)
    kemal.presses("Onayla ve gönder")
    kemal.reads("Cevaplandı")

    mail = mailbox.wait_for("ayse@example.org", "cevap")
    assert number in mail["Subject"]
    assert ayse_reads_the_answer(reader(), tracking, code)

    outsider = reader()
    signs_in(outsider, "yasin")
    assert outsider.page.goto(f"{outsider.base}/gorevli/basvuru/{number}/").status == 404
    for username in ("rana", "ece"):
        above = reader()
        signs_in(above, username)
        above.goes(f"/gorevli/basvuru/{number}/")
        above.reads("Sibel Yurt")
        above.reads("Kemal Er")
    assert worker.poll() is None


def ayse_reads_the_answer(ayse, tracking: str, code: str) -> bool:
    ayse.goes("/takip/")
    ayse.page.fill("[name=number]", re.sub(r"(.{4})", r"\1 ", tracking))
    ayse.page.fill("[name=code]", code.lower())
    ayse.presses("Göster")
    ayse.reads(ANSWER)
    ayse.reads(TEXT)
    return "cevaplan" in ayse.text().lower()


def test_every_citizens_page_in_english_too(reader, people, kavaklidere):
    visitor = reader()
    visitor.goes("/")
    visitor.presses("English")
    visitor.reads("Follow my application")
    for path in (
        "/basvuru/",
        "/takip/",
        "/aydinlatma/",
        "/erisilebilirlik/",
        "/diger-yollar/",
        "/gorevli/giris/",
    ):
        visitor.goes(path)
    assert visitor.page.locator("html").get_attribute("lang") == "en"
