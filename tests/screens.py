"""Takes the pictures in docs/screens: the whole country, a day's applications, every page at 360 and 1280 px.

`make screens` gives it a database of its own."""

import csv
import os
import socket
import subprocess
import sys
import time
import urllib.request
from datetime import timedelta
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bimer.settings")
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
django.setup()

from django.core.management import call_command  # noqa: E402
from django.utils import timezone  # noqa: E402
from playwright.sync_api import Browser, Page, sync_playwright  # noqa: E402

from bimer.casework import answering, intake, routing, working  # noqa: E402
from bimer.casework.actors import Applicant  # noqa: E402
from bimer.casework.intake import Submission  # noqa: E402
from bimer.casework.models import Application  # noqa: E402
from bimer.institutions.demo import PASSWORD  # noqa: E402
from bimer.institutions.models import Neighbourhood, Officer, Unit  # noqa: E402
from bimer.law.kinds import IdentityLevel, Kind  # noqa: E402
from bimer.people import vault  # noqa: E402
from bimer.people.vault import PersonDetails  # noqa: E402

ROOT = Path(__file__).resolve().parents[1]
SCREENS = ROOT / "docs" / "screens"
TEXTS = ROOT / "tests" / "institutions" / "data" / "routing_examples.csv"
KINDS = {"şikâyet": Kind.COMPLAINT, "ihbar": Kind.TIP_OFF, "bilgi edinme": Kind.INFORMATION}
WIDTHS = (360, 1280)
AYSE = PersonDetails(
    name="Ayşe", surname="Yılmaz", identity_number="10000000146", email="ayse@example.org",
    address="Tunalı Hilmi Cad. No: 5/3", district="Çankaya", province="Ankara", plate="06",
)  # fmt: skip


def main() -> None:
    SCREENS.mkdir(parents=True, exist_ok=True)
    for command in (["migrate", "-v0"], ["createcachetable"], ["directory_load", "--turkey"], ["demo"]):
        call_command(*command)
    shown = a_days_work()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "manage.py", "runserver", "--noreload", f"127.0.0.1:{port}"],
        cwd=ROOT, env=os.environ | {"BIMER_DEBUG": "1"}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        wait_for(f"http://127.0.0.1:{port}/saglik/")
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
            citizens_pages(browser, f"http://127.0.0.1:{port}", shown)
            officers_pages(browser, f"http://127.0.0.1:{port}", shown)
            browser.close()
    finally:
        server.terminate()


def wait_for(url: str) -> None:
    for _ in range(100):
        try:
            urllib.request.urlopen(url, timeout=2)
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise SystemExit("The server did not start.")


# --- What the pictures show ------------------------------------------------------------------------
def a_days_work() -> Application:
    """Applications of six weeks, filed and worked on through the operations; returns the one shown."""
    now = timezone.now()
    place = Neighbourhood.objects.select_related("district__province").get(
        name="Kavaklıdere", district__name="Çankaya"
    )
    with TEXTS.open(encoding="utf-8", newline="") as file:
        for line, row in enumerate(csv.DictReader(file)):
            filed(
                row["text"],
                KINDS.get(row["kind"], Kind.REQUEST),
                place,
                at=now - timedelta(days=line % 40, hours=line),
            )
    shown = filed(
        "Mahallemizde üç gündür su akmıyor. Belediyeyi arıyoruz, telefona bakan yok.\n\n"
        "Evde iki küçük çocuk var. Suyun ne zaman geleceğini bilmek istiyoruz.",
        Kind.COMPLAINT, place, at=now - timedelta(days=6), subject="Üç gündür su yok",
    )  # fmt: skip
    answered(
        filed("Sayaç okunmadı ama fatura geldi.", Kind.COMPLAINT, place, at=now - timedelta(days=12)), now
    )
    cankaya = Unit.objects.get(name="Çankaya Kaymakamlığı")
    wrong = filed(
        "Su faturam üç kat arttı.", Kind.REQUEST, place, at=now - timedelta(days=9), named_unit=cankaya
    )
    routing.forward(
        wrong,
        to=shown.holder,
        reason="Su faturası ASKİ'nin görevindedir.",
        by=officer("ozan"),
        at=now - timedelta(days=8),
    )
    working.take(shown, by=officer("sibel"), at=now - timedelta(days=5))
    by = Applicant(application_id=shown.pk)
    answering.write_message(shown, text="Bu sabah yine su yok.", by=by, at=now - timedelta(days=4))
    answering.propose(
        shown,
        text="Ana isale hattındaki arıza onarıldı. Mahallenize bugün saat 14.00 itibarıyla su verilmektedir.",
        outcome="positive", by=officer("sibel"), at=now - timedelta(days=1),
    )  # fmt: skip
    hidden = filed(
        "Şantiyede geceleri kaçak su kullanılıyor.", Kind.TIP_OFF, place, at=now - timedelta(days=3),
        identity_level=IdentityLevel.HIDDEN, named_unit=shown.holder,
    )  # fmt: skip
    working.take(hidden, by=officer("sibel"), at=now - timedelta(days=2))
    return shown


def filed(text: str, kind: Kind, place: Neighbourhood, *, at, **more) -> Application:
    submission = Submission(
        kind=kind, text=text, neighbourhood=place, district=place.district, province=place.district.province,
        person_id=vault.store(AYSE, at=at).pk, **more,
    )  # fmt: skip
    return intake.register(submission, by=Applicant(), at=at)


def answered(application: Application, now) -> None:
    if application.holder != Officer.objects.get(username="sibel").postings.get().unit:
        return
    working.take(application, by=officer("sibel"), at=now - timedelta(days=11))
    answering.propose(
        application, text="Sayacınız yeniden okundu, fatura düzeltildi.", outcome="positive",
        by=officer("sibel"), at=now - timedelta(days=10),
    )  # fmt: skip
    answering.approve(application, by=officer("kemal"), at=now - timedelta(days=9))


def officer(username: str) -> Officer:
    return Officer.objects.get(username=username)


# --- The pictures ----------------------------------------------------------------------------------
def picture(page: Page, name: str, *, whole: bool = True) -> None:
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800 if width > 500 else 740})
        page.screenshot(path=SCREENS / f"{name}-{width}.png", full_page=whole)
    page.set_viewport_size({"width": 1280, "height": 800})


def someone(browser: Browser) -> Page:
    return browser.new_context(locale="tr-TR", viewport={"width": 1280, "height": 800}).new_page()


def citizens_pages(browser: Browser, base: str, shown: Application) -> None:
    page = someone(browser)
    page.goto(base + "/")
    picture(page, "home")
    page.goto(base + "/basvuru/")
    picture(page, "file-what")
    page.check("[name=kind][value=complaint]")
    onward(page)
    picture(page, "file-story")
    page.fill("[name=text]", shown.text)
    onward(page)
    picture(page, "file-about")
    onward(page)
    page.get_by_role("combobox").first.press_sequentially("kavaklı", delay=40)
    page.get_by_role("option", name="Kavaklı").first.wait_for()
    picture(page, "file-where", whole=False)
    page.goto(base + "/basvuru/yer/")  # the list closes when the window changes its size
    page.get_by_role("combobox").first.press_sequentially("kavaklıdere", delay=40)
    page.get_by_role("option", name="Çankaya").first.click()
    onward(page)
    picture(page, "file-whom")
    onward(page)
    picture(page, "file-identity")
    page.check("[name=identity_level][value=open]")
    onward(page)
    for name in ("name", "surname", "identity_number", "address", "district", "email"):
        page.fill(f"[name={name}]", getattr(AYSE, name))
    page.select_option("[name=plate]", label="Ankara")
    page.check("[name=answer_by][value=email]")
    picture(page, "file-who")
    onward(page)
    picture(page, "file-check")
    page.get_by_role("button", name="Başvurumu gönder").click()
    picture(page, "receipt")
    page.goto(base + "/takip/")
    picture(page, "track-ask")
    page.fill("[name=number]", shown.tracking_number)
    page.get_by_role("button", name="Göster").click()
    picture(page, "track")
    page.fill("[name=code]", shown.reading_code)
    page.get_by_role("button", name="Aç", exact=True).click()
    picture(page, "track-detail")


def onward(page: Page) -> None:
    page.get_by_role("button", name="Kaydet ve devam et").click()
    page.wait_for_load_state()


def officers_pages(browser: Browser, base: str, shown: Application) -> None:
    page = signed_in(browser, base, "sibel", sign_in_picture=True)
    picture(page, "inbox")
    for name, path in {
        "application": "", "forward": "sevk/", "give-back": "iade/", "printout": "dokum/",
    }.items():  # fmt: skip
        page.goto(f"{base}/gorevli/basvuru/{shown.number}/{path}")
        if not page.url.endswith("/giris/"):
            picture(page, name)
    other = Application.objects.filter(holder=shown.holder, state="received").first()
    if other:
        page.goto(f"{base}/gorevli/basvuru/{other.number}/cevap/")
        picture(page, "draft")
        page.goto(f"{base}/gorevli/basvuru/{other.number}/sevk/")
        picture(page, "forward")
        pages_of_the_moves(page, base, other)
    hidden = Application.objects.filter(holder=shown.holder, identity_level="hidden").first()
    page.goto(f"{base}/gorevli/basvuru/{hidden.number}/")
    picture(page, "application-withheld")
    pages_of_the_moves(page, base, hidden)
    for name, path in {"handled": "islenenler/", "asked": "katkilar/", "templates": "sablonlar/"}.items():
        page.goto(f"{base}/gorevli/{path}")
        picture(page, name)
    page.goto(f"{base}/gorevli/ara/")
    picture(page, "find")
    page.goto(f"{base}/gorevli/hesabim/")
    picture(page, "account")
    page = signed_in(browser, base, "kemal")
    page.goto(f"{base}/gorevli/basvuru/{shown.number}/onay/")
    picture(page, "approve")
    page = signed_in(browser, base, "rana")
    page.goto(f"{base}/gorevli/ozet/")
    picture(page, "overview")
    page.goto(f"{base}/gorevli/gecikmeler/")
    picture(page, "lateness")
    page = signed_in(browser, base, "ayla")
    page.goto(f"{base}/gorevli/")
    picture(page, "centre")
    page = signed_in(browser, base, "elif")
    page.goto(f"{base}/gorevli/mektuplar/")
    picture(page, "letters")


def pages_of_the_moves(page: Page, base: str, application: Application) -> None:
    """The page with its menu open, then the page of each move in it; one picture a move is enough."""
    page.goto(f"{base}/gorevli/basvuru/{application.number}/")
    page.locator("#menu summary").click()
    picture(page, "menu")
    for path in page.locator("#menu a").evaluate_all("links => links.map(link => link.getAttribute('href'))"):
        name = f"move-{path.rstrip('/').rsplit('/', 1)[-1]}"
        if not (SCREENS / f"{name}-360.png").exists():
            page.goto(base + path)
            picture(page, name)


def signed_in(browser: Browser, base: str, username: str, *, sign_in_picture: bool = False) -> Page:
    page = someone(browser)
    page.goto(f"{base}/gorevli/giris/")
    if sign_in_picture:
        picture(page, "sign-in")
    page.fill("[name=login]", username)
    page.fill("[name=password]", PASSWORD)
    page.get_by_role("button", name="Oturum aç").click()
    page.wait_for_load_state()
    return page


if __name__ == "__main__":
    main()
