"""What people do at the doors, told once for all journeys."""

import re
from dataclasses import dataclass

from tests.conftest import PASSWORD


@dataclass(frozen=True)
class Filed:
    """What an applicant takes home."""

    number: str
    tracking: str
    code: str


def plain(number: str) -> str:
    return re.sub(r"\s", "", number)


def signs_in(reader, username: str):
    """An officer at a screen of her own."""
    somebody = reader()
    somebody.goes("/gorevli/giris/")
    somebody.page.fill("[name=login]", username)
    somebody.page.fill("[name=password]", PASSWORD)
    somebody.presses("Oturum aç")
    return somebody


def opens(officer, filed: Filed) -> None:
    """The page of the application."""
    officer.goes(f"/gorevli/basvuru/{filed.number}/")


def follows_up(reader, filed: Filed):
    """The applicant on the tracking page, with number and code."""
    somebody = reader()
    somebody.goes("/takip/")
    somebody.page.fill("[name=number]", filed.tracking)
    somebody.page.fill("[name=code]", filed.code)
    somebody.presses("Göster")
    return somebody


@dataclass(frozen=True)
class Matter:
    """What somebody files on the web, page by page; empty means the page is sent as it is."""

    kind: str
    text: str
    to: str = ""  # the institution as typed
    place: str = ""
    about: dict[str, str] | None = None  # box: what is typed into it, on the page about who is complained of
    identity: str = ""
    email: str = "ayse@example.org"  # empty: the answer comes by letter
    documents: tuple[str, ...] = ()  # files handed in


def files(somebody, matter: Matter, *, advised: str = "") -> Filed:
    """The form from the first page to the receipt; `advised` is what the last page says would help."""
    citizen = somebody()
    page = citizen.page
    citizen.goes("/basvuru/")
    page.check(f"[name=kind][value={matter.kind}]")
    goes_on(citizen)
    page.fill("[name=text]", matter.text)
    if matter.documents:
        page.set_input_files("[type=file]", list(matter.documents))
    goes_on(citizen)
    while page.url.rstrip("/").rsplit("/", 1)[-1] != "kontrol":
        _fills_in(citizen, matter)
        goes_on(citizen)
    if advised:
        citizen.reads(advised)
    citizen.presses("Başvurumu gönder")
    tracking, code = (plain(text) for text in page.locator(".tracking-number").all_inner_texts())
    number = page.locator(".govuk-summary-list__value.tabular").inner_text()
    return Filed(plain(number), tracking, code)


def goes_on(citizen) -> None:
    here = citizen.page.url
    citizen.presses("Kaydet ve devam et")
    assert citizen.page.url != here, citizen.text()


def _fills_in(citizen, matter: Matter) -> None:
    page = citizen.page
    match page.url.rstrip("/").rsplit("/", 1)[-1]:
        case "hakkinda":
            for box, said in (matter.about or {}).items():
                if box == "unit":
                    chooses_unit(citizen, "unit", said)
                else:
                    page.fill(f"[name={box}]", said)
        case "yer":
            if matter.place:
                page.get_by_role("combobox").first.press_sequentially(matter.place, delay=10)
                page.get_by_role("option").first.click()
            else:
                page.check("[name=nowhere]")
        case "kurum" if matter.to:
            page.check("[name=to][value=named]")
            chooses_unit(citizen, "unit", matter.to)
        case "gizlilik":
            page.check(f"[name=identity_level][value={matter.identity or 'open'}]")
        case "kimlik":
            _says_who_she_is(page, matter)


def chooses_unit(somebody, field: str, name: str) -> None:
    """Type part of a name and take the first that is suggested."""
    box = somebody.page.locator(f"#id_{field}, [name={field}]").first
    box.press_sequentially(name, delay=10)
    somebody.page.get_by_role("option", name=name).first.click()


def _says_who_she_is(page, matter: Matter) -> None:
    page.fill("[name=name]", "Ayşe")
    page.fill("[name=surname]", "Yılmaz")
    page.fill("[name=identity_number]", "10000000146")
    page.fill("[name=address]", "Tunalı Hilmi Cad. No: 5/3")
    page.fill("[name=district]", "Çankaya")
    page.select_option("[name=plate]", label="Ankara")
    page.check(f"[name=answer_by][value={'email' if matter.email else 'letter'}]")
    page.fill("[name=email]", matter.email)


def decides(officer, filed: Filed, text: str, *, decision: str = "answer", **chosen: str) -> None:
    """Write a decision and put it before the approver; `chosen` are radio buttons and boxes by name."""
    officer.goes(f"/gorevli/basvuru/{filed.number}/cevap/")
    page = officer.page
    page.check(f"[name=decision][value={decision}]")
    page.fill("[name=text]", text)
    for name, value in chosen.items():
        field = page.locator(f"[name={name}]").first
        if field.evaluate("e => e.type") == "radio":
            page.check(f"[name={name}][value='{value}']")
        elif field.evaluate("e => e.tagName") == "SELECT":
            page.select_option(f"[name={name}]", value)
        else:
            page.fill(f"[name={name}]", value)
    officer.presses("Onaya sun")
    officer.reads("Onay bekliyor")


def forwards(officer, filed: Filed, to: str, reason: str) -> None:
    """To another institution; what comes of it stands on the page."""
    officer.goes(f"/gorevli/basvuru/{filed.number}/sevk/")
    chooses_unit(officer, "to", to)
    officer.page.fill("[name=reason]", reason)
    officer.presses("Sevk et")


def returns(officer, filed: Filed, reason: str, *, competent: str) -> None:
    """Not ours, and who is competent instead."""
    officer.goes(f"/gorevli/basvuru/{filed.number}/iade/")
    officer.page.check("[name=code][value=not_ours]")
    chooses_unit(officer, "competent", competent)
    officer.page.fill("[name=reason]", reason)
    officer.presses("İade et")


LISTS = ("", "islenenler/", "katkilar/", "ozet/", "gecikmeler/", "mektuplar/", "toplu/", "devir/", "hesabim/")
PAGES = (
    "",
    "dokum/",
    "cevap.pdf",
    "cevap/",
    "onay/",
    "sevk/",
    "on-inceleme/",
    "sikayet-edilen/",
    "paket.zip",
)


def sees_nothing_of(officer, filed: Filed) -> None:
    """For this officer there is no such application: in no list, by no number, on no page of its own."""
    base = officer.base
    for page in LISTS:
        assert officer.page.goto(f"{base}/gorevli/{page}").status == 200, page
        assert filed.number not in officer.page.content(), page
    for number in (filed.number, filed.tracking):
        officer.goes(f"/gorevli/ara/?number={number}")
        officer.reads("Birimlerinizde bu numarayla başvuru yok.")
    for page in PAGES:
        answer = officer.page.request.get(f"{base}/gorevli/basvuru/{filed.number}/{page}")
        assert answer.status == 404, page
    assert filed.number not in chosen_with_others(officer, filed)


def chosen_with_others(officer, filed: Filed) -> str:
    """What the page of a bulk move says when somebody puts this number among the chosen ones."""
    officer.goes("/gorevli/hesabim/")
    page, here = officer.page, f"{officer.base}/gorevli/"
    token = page.locator("[name=csrfmiddlewaretoken]").first.input_value()
    form = {"csrfmiddlewaretoken": token, "chosen": f"{filed.number}.1"}
    answer = page.request.post(f"{here}toplu/sevk/", form=form, headers={"Referer": here})
    assert answer.status == 200
    return answer.text()


def heard_of(mailbox, filed: Filed) -> set[str]:
    """Whoever got a mail that names the application, in its subject or in its words."""
    named = (mail for mail in mailbox.mails if filed.number in mail.as_string())
    return {str(mail["To"]) for mail in named}


def approves(somebody, username: str, filed: Filed):
    """Another hand releases it."""
    approver = signs_in(somebody, username)
    approver.goes(f"/gorevli/basvuru/{filed.number}/onay/")
    approver.presses("Onayla ve gönder")
    return approver
