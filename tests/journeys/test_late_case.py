"""An application nobody answers climbs from the unit to the centre; each height sees what failed below.

Requirements P4, O5, L3; the ladder of domain.md §12.15 and circular 2006/3.
Received on Monday 2 February 2026, the last day is Wednesday 4 March."""

import re
from datetime import date

import pytest

from bimer.institutions.roles import Role
from tests.conftest import make_officer
from tests.journeys.story import Matter, approves, decides, files, follows_up, opens, signs_in

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]

LAMPS = Matter(kind="request", text="Kuğulu Park'ın lambaları yanmıyor.", to="Çankaya Kaymakamlığı")
T_5, T_1 = date(2026, 2, 25), date(2026, 3, 3)
LATE_1, LATE_5, LATE_15 = date(2026, 3, 5), date(2026, 3, 11), date(2026, 3, 26)
ABOVE = ("rana", "halil", "mert", "ece")  # governorate, general directorate, ministry, centre
NOTHING = "Alt birimlerde bu birime bildirilmiş gecikme yok."
WARN = "clock.warn"


@pytest.fixture
def scripted() -> bool:
    return True


@pytest.fixture
def people(cankaya, ankara, interior, centre, ozan, nur, rana, yasin, ece):
    make_officer("halil", "Halil Ay", (Role.GENERAL_COORDINATOR, interior))
    make_officer("mert", "Mert Can", (Role.GENERAL_COORDINATOR, interior.coordinator))


@pytest.fixture
def filed(somebody, people, clock, mailbox, worker):
    return files(somebody, LAMPS)


def see_it(somebody, filed) -> list[str]:
    """Whose page of delays lists it now."""
    found = []
    for username in ABOVE:
        officer = signs_in(somebody, username)
        officer.goes("/gorevli/gecikmeler/")
        if officer.page.locator(f'a[href="/gorevli/basvuru/{filed.number}/"]').count():
            found.append(username)
        else:
            officer.reads(NOTHING)
    return found


def mails(mailbox, filed, words: str) -> list[str]:
    """Who got mails about it with these words in the subject, as often as it was."""
    return sorted(
        m["To"].partition("@")[0] for m in mailbox.mails if f"{filed.number}: {words}" in m["Subject"]
    )


def letters_in(history: str) -> list[int]:
    return [int(number) for number in re.findall(r"Tekit yazısı no\. (\d+)", history)]


def test_it_climbs_to_the_centre(somebody, filed, clock, mailbox, worker):
    ozan = signs_in(somebody, "ozan")
    opens(ozan, filed)
    ozan.presses("Üstlen")

    # Before the last day only the unit hears, in time to answer.
    clock.goes_to(T_5)
    clock.night_passes(WARN)
    clock.night_passes(WARN)  # twice is once
    clock.goes_to(T_1)
    clock.night_passes(WARN)
    assert mails(mailbox, filed, "son gün yaklaşıyor") == ["nur", "nur", "ozan", "ozan"]
    assert see_it(somebody, filed) == []
    ayse = follows_up(somebody, filed)
    ayse.reads("4 Mart 2026")

    # The day after it the coordinator hears, and the unit gets a letter.
    clock.goes_to(LATE_1)
    clock.night_passes(WARN)
    clock.night_passes(WARN)
    assert mails(mailbox, filed, "biriminize bağlı bir birim gecikti") == ["rana"]
    assert mails(mailbox, filed, "gecikti, tekit") == ["nur", "ozan"]
    tekit = mailbox.wait_for("ozan@example.org", "tekit")
    assert [part.get_content_type() for part in tekit.iter_attachments()] == ["application/pdf"]
    assert see_it(somebody, filed) == ["rana"]

    # Five working days late the ministry; the general directorate between the two sees it from then on.
    clock.goes_to(LATE_5)
    clock.night_passes(WARN)
    assert mails(mailbox, filed, "biriminize bağlı bir birim gecikti") == ["mert", "rana"]
    assert see_it(somebody, filed) == ["rana", "halil", "mert"]

    # Fifteen, over the Ramazan holiday: the centre.
    clock.goes_to(date(2026, 3, 25))
    clock.night_passes(WARN)
    assert see_it(somebody, filed) == ["rana", "halil", "mert"]
    clock.goes_to(LATE_15)
    clock.night_passes(WARN)
    clock.night_passes(WARN)
    assert mails(mailbox, filed, "biriminize bağlı bir birim gecikti") == ["ece", "mert", "rana"]
    assert see_it(somebody, filed) == list(ABOVE)

    what_the_centre_sees(somebody, filed)
    what_the_applicant_sees(somebody, filed)
    yasin = signs_in(somebody, "yasin")  # beside the line: nothing
    yasin.goes("/gorevli/gecikmeler/")
    yasin.reads(NOTHING)
    assert worker.poll() is None


def what_the_centre_sees(somebody, filed) -> None:
    """Which unit failed, since when, who was told when, with letters that have numbers and open."""
    ece = signs_in(somebody, "ece")
    ece.goes("/gorevli/gecikmeler/")
    ece.reads("Çankaya Kaymakamlığı")
    ece.reads("4 Mart 2026")
    letter = ece.page.locator('a[href*="/tekit/"]')
    last = int(re.search(r"\d+", letter.inner_text()).group())
    sheet = ece.page.request.get(ece.base + letter.get_attribute("href"))
    assert (sheet.headers["content-type"], sheet.body()[:4]) == ("application/pdf", b"%PDF")

    ece.opens(filed.number)
    ece.reads("Ozan Demir")
    history = ece.page.locator("table.history").inner_text()
    numbers = letters_in(history)
    assert (numbers[0], len(numbers), numbers) == (last, 3, sorted(numbers, reverse=True))
    assert (history.count("Hatırlatıldı"), history.count("Uyarıldı (tekit)")) == (2, 3)
    for unit in ("Ankara Valiliği", "İçişleri Bakanlığı", "Halkla İlişkiler Daire Başkanlığı (BİMER)"):
        assert f"Bildirilen: {unit}" in history
    ece.goes(f"/gorevli/basvuru/{filed.number}/dokum/")  # on paper too
    assert letters_in(ece.text()) == numbers


def what_the_applicant_sees(somebody, filed) -> None:
    """From which day silence is a refusal, and what can be done then (2577 m.10)."""
    ayse = follows_up(somebody, filed)
    ayse.reads("4 Mart 2026 Çarşamba gününden sonra cevap gelmemesi ret sayılır.")
    ayse.page.get_by_text("O zaman ne yapabilirim").first.click()
    ayse.reads("60 gün içinde yetkili idare mahkemesinde dava açabilirsiniz (2577 sayılı Kanun, m. 10).")


def test_after_nights_down_it_stands_where_it_would_have_stood(somebody, filed, clock, mailbox, worker):
    """The clock ran on the first day late and then not for a week: one letter, and no rung is left out."""
    clock.goes_to(LATE_1)
    clock.night_passes(WARN)
    clock.goes_to(date(2026, 3, 13))
    clock.night_passes(WARN)
    clock.night_passes(WARN)
    assert mails(mailbox, filed, "gecikti, tekit") == ["nur", "nur"]
    assert mails(mailbox, filed, "biriminize bağlı bir birim gecikti") == ["mert", "rana"]
    assert mails(mailbox, filed, "son gün yaklaşıyor") == []  # too late for that
    assert see_it(somebody, filed) == ["rana", "halil", "mert"]
    ece = signs_in(somebody, "ece")
    opens(ece, filed)
    assert len(letters_in(ece.page.locator("table.history").inner_text())) == 2

    # Then somebody answers, and no list has it any more.
    ozan = signs_in(somebody, "ozan")
    opens(ozan, filed)
    ozan.presses("Üstlen")
    decides(ozan, filed, "Lambalar değiştirildi.", outcome="done")
    approves(somebody, "nur", filed)
    clock.goes_to(LATE_15)
    clock.night_passes(WARN)
    assert see_it(somebody, filed) == []
    assert mails(mailbox, filed, "gecikti, tekit") == ["nur", "nur"]
