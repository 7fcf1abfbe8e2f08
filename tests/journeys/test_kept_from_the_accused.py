"""A complaint about a director never reaches him, his deputy or his unit: it starts one step above.

Requirements T4, P2; domain.md §5.3, §12.13."""

from datetime import date

import pytest

from bimer.institutions import leaves
from bimer.institutions.models import Officer
from bimer.institutions.roles import Level, Role
from tests.conftest import make_officer, make_unit
from tests.journeys.conftest import everything_is_done
from tests.journeys.story import (
    Matter,
    approves,
    chooses_unit,
    decides,
    files,
    follows_up,
    forwards,
    heard_of,
    opens,
    sees_nothing_of,
    signs_in,
)

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]

CANKAYA = "Çankaya Kaymakamlığı"
SCHOOLS = "Çankaya İlçe Millî Eğitim Müdürlüğü"
MONEY = "İlçe müdürü kayıt için bağış adı altında 2.000 lira istiyor; vermeyenin çocuğu kaydedilmiyor."


@pytest.fixture
def scripted() -> bool:
    return True


@pytest.fixture
def schools(cankaya):
    place = {"province": cankaya.province, "district": cankaya.district}
    return make_unit("IL-ILCE-MEM.06.1231", SCHOOLS, Level.DISTRICT, under=cankaya, **place)


@pytest.fixture
def people(cankaya, ankara, kavaklidere, schools, ozan, nur, veli, rana):
    """Zeki directs the schools of Çankaya, Deniz answers there, Kaan prints there, Pelin sits with Ozan."""
    make_officer("zeki", "Zeki Ün", (Role.UNIT_COORDINATOR, schools), (Role.APPROVER, schools))
    Officer.objects.filter(username="zeki").update(title="İlçe Millî Eğitim Müdürü")
    make_officer("deniz", "Deniz Al", (Role.RESPONDENT, schools))
    make_officer("kaan", "Kaan Er", (Role.DESK_CLERK, schools))
    make_officer("pelin", "Pelin Ay", (Role.RESPONDENT, cankaya))


def away(officer: str, deputy: str, first: date, last: date) -> None:
    """İzin ve vekâlet."""
    people = {one.username: one for one in Officer.objects.filter(username__in=[officer, deputy])}
    leaves.grant(people[officer], deputy=people[deputy], first=first, last=last, by=people[deputy])


def test_the_director_his_deputy_and_his_clerk_never_hear_of_it(somebody, people, clock, mailbox, worker):
    away("zeki", "deniz", date(2026, 2, 9), date(2026, 2, 20))
    filed = files(
        somebody,
        Matter(
            kind="complaint",
            text=MONEY,
            about={"unit": SCHOOLS, "title": "İlçe Millî Eğitim Müdürü"},
            place="kavaklidere",
            to=SCHOOLS,  # even addressed to the very office
            email="",
        ),
    )
    kept_away = ("zeki", "deniz", "kaan")
    for username in kept_away:
        sees_nothing_of(signs_in(somebody, username), filed)

    # It starts one step above, and says why.
    ozan = signs_in(somebody, "ozan")
    ozan.opens(filed.number)
    ozan.reads("Yetkili olacak kurumdan şikâyet ediliyor: bir üst kurum bakıyor.")
    ozan.reads("İlçe Millî Eğitim Müdürü")
    ozan.reads("Bu başvuruyu görmezler, haberleri de olmaz.")
    ozan.presses("Üstlen")

    # Nobody sends it to them by mistake: not for action, not to be asked, not for information.
    forwards(ozan, filed, SCHOOLS, "Sizin konunuz.")
    ozan.reads(f"Başvuruda bu kurum şikâyet ediliyor: {SCHOOLS}.")
    ozan.goes(f"/gorevli/basvuru/{filed.number}/gorus/")
    ozan.page.fill("[name=question]", "Doğru mu?")
    chooses_unit(ozan, "unit_1", SCHOOLS)
    ozan.presses("Sor")
    ozan.reads(f"Başvuruda {SCHOOLS} şikâyet ediliyor; ona sorulamaz.")
    ozan.goes(f"/gorevli/basvuru/{filed.number}/bilgi/")
    chooses_unit(ozan, "copy_1", SCHOOLS)
    ozan.presses("Bilgi için gönder")
    ozan.reads(f"Başvuruda bu kurum şikâyet ediliyor: {SCHOOLS}.")

    # While the director is away his deputy has his powers, and the same blind spot.
    clock.goes_to(date(2026, 2, 10))
    sees_nothing_of(signs_in(somebody, "deniz"), filed)

    # Late: who stands above hears of it, who is complained about does not.
    clock.goes_to(date(2026, 3, 5))
    clock.night_passes("clock.warn")
    mailbox.wait_for("rana@example.org", filed.number)
    for username in kept_away:
        sees_nothing_of(signs_in(somebody, username), filed)

    ozan = signs_in(somebody, "ozan")
    decides(ozan, filed, "Bağış istenmesi durduruldu; müdür hakkında inceleme açıldı.", outcome="positive")
    approves(somebody, "nur", filed)
    everything_is_done()

    # The letter is printed at the desk above.
    kaan = signs_in(somebody, "kaan")
    kaan.goes("/gorevli/mektuplar/")
    kaan.reads_nothing_of(filed.number)
    veli = signs_in(somebody, "veli")
    veli.goes("/gorevli/mektuplar/")
    veli.reads(filed.number)
    letter = veli.page.locator("a[href$='.pdf']").first.get_attribute("href")
    assert kaan.page.request.get(kaan.base + letter).status == 404
    assert veli.page.request.get(veli.base + letter).status == 200

    follows_up(somebody, filed).reads("Bağış istenmesi durduruldu")
    for username in kept_away:
        sees_nothing_of(signs_in(somebody, username), filed)
    assert not heard_of(mailbox, filed) & {f"{username}@example.org" for username in kept_away}
    assert worker.poll() is None


def test_the_desk_marks_the_director_and_who_stands_in_for_him_is_kept_away_too(
    somebody, people, clock, mailbox, worker
):
    # Ozan of the office above stands in for the director until 10 February.
    away("zeki", "ozan", date(2026, 2, 2), date(2026, 2, 10))
    filed = files(somebody, Matter(kind="complaint", text=MONEY, to=CANKAYA, place="kavaklidere"))
    nur = signs_in(somebody, "nur")
    opens(nur, filed)
    nur.goes(f"/gorevli/basvuru/{filed.number}/sikayet-edilen/")
    nur.page.fill("[name=unit]", "")
    chooses_unit(nur, "unit", SCHOOLS)
    nur.page.check("[name=whom][value=person]")
    nur.page.fill("[name=name]", "zeki")
    nur.presses("İşaretle")
    nur.reads("Zeki Ün")

    for username in ("zeki", "ozan"):
        sees_nothing_of(signs_in(somebody, username), filed)
    pelin = signs_in(somebody, "pelin")
    opens(pelin, filed)
    pelin.presses("Üstlen")
    forwards(pelin, filed, SCHOOLS, "Müdürlüğün konusu.")
    pelin.reads(f"Başvuruda şikâyet edilen kişi bu kurumu yönetiyor: {SCHOOLS}.")
    pelin.goes(f"/gorevli/basvuru/{filed.number}/ata/")
    pelin.reads_nothing_of("Ozan Demir")  # he can't be given it either

    # What he is said to have done is looked into; it was not so, and the answer clears him.
    pelin.goes(f"/gorevli/basvuru/{filed.number}/cevap/")
    decides(pelin, filed, "Okulun hesapları incelendi; bağış alınmadığı görüldü.", outcome="unfounded")
    approves(somebody, "nur", filed)
    follows_up(somebody, filed).reads("Asılsız")
    everything_is_done()
    assert not heard_of(mailbox, filed) & {"zeki@example.org", "ozan@example.org", "deniz@example.org"}

    # Back from standing in, Ozan reads it as the others of his office do; the director never does.
    clock.goes_to(date(2026, 2, 11))
    opens(signs_in(somebody, "ozan"), filed)
    sees_nothing_of(signs_in(somebody, "zeki"), filed)
    assert worker.poll() is None
