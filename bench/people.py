"""Who calls: citizens with a form filled in, officials signed in. Not made through the pages measured."""

import random
import re
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.utils import timezone

from bench.client import Link, request
from bimer.casework.models import Filing
from bimer.institutions.models import District, Officer, Posting, Unit
from bimer.institutions.roles import Role
from bimer.people import vault

TOKEN = "b" * 32  # Django's CSRF check compares the cookie with the form; both are ours
SEVEN_DAYS = 7 * 24 * 3600
SESSION = re.compile(r"(?i)^set-cookie:\s*sessionid=(\w+)", re.MULTILINE)
TEXTS = (
    ("Su kesintisi", "Mahallemizde üç gündür su akmıyor. Belediyeyi aradık, bir cevap alamadık."),
    ("Yol", "Sokağımızda asfalt çöktü, çukur her gün büyüyor. Onarılmasını istiyorum."),
    ("Okul servisi", "Çocuğumun okul servisi her sabah geç kalıyor; denetlenmesini rica ederim."),
    ("Randevu", "Devlet hastanesinden iki aydır göz polikliniğine randevu alamıyorum."),
    ("Tapu", "Tapu müdürlüğünde işlemim sonuçlanmadı. Ne zaman biteceğini öğrenmek istiyorum."),
    ("Gürültü", "Apartmanın altındaki iş yeri gece yarısından sonra yüksek sesle müzik çalıyor."),
    ("Vergi", "Vergi dairesine yaptığım fazla ödeme hâlâ iade edilmedi."),
    (
        "Teşekkür ve öneri",
        "Nüfus müdürlüğündeki sıra düzeni için bir önerim var: numaralar ekranda görünsün.",
    ),
)
HEIGHTS = {
    "leaf": "YR-3.06.1231",  # Çankaya Belediyesi
    "district": "K.06.1231",  # Çankaya Kaymakamlığı
    "province": "V.06",  # Ankara Valiliği
    "centre": "BB-HALKLA-ILISKI",
}


@dataclass(frozen=True)
class Walk:
    """A form gone through page by page as a browser does it: each page fetched, then sent."""

    seconds: float
    requests: int
    cookies: str


def walk(port: int, *, send: bool) -> Walk:
    """Fill in the real form; `send` presses the last button too."""
    district = District.objects.filter(name="Çankaya").get()
    subject, text = TEXTS[0]
    day = {"happened_day": "2", "happened_month": "3", "happened_year": "2026"}
    who = {
        "name": "Deniz",
        "surname": "Kara",
        "address": "Bench Sokağı 1",
        "district": "Çankaya",
        "plate": "06",
    }
    pages: list[tuple[str, dict[str, str]]] = [
        ("tur", {"kind": "request"}),
        ("olay", {"subject": subject, "text": text, **day}),
        ("yer", {"place": "", "pick": f"d{district.pk}", "place_note": "Bench Sokağı"}),
        ("kurum", {"to": "unknown", "unit": ""}),
        ("kimlik", {**who, "answer_by": "email", "email": "bench@example.org", "phone": ""}),
        ("kontrol", {}),
    ]
    link, cookies, asked = Link(port), f"csrftoken={TOKEN}", 0
    began = time.perf_counter()
    for name, answers in pages:
        path = f"/basvuru/{name}/"
        _expect(link.send(request("GET", path, cookies=cookies)), 200, path)
        asked += 1
        if name != "kontrol" or send:
            _status, head, _body = _expect(link.send(post(path, cookies, **answers)), 302, path)
            asked += 1
            cookies = _with_session(cookies, head)
    if send:
        _expect(link.send(request("GET", "/basvuru/alindi/", cookies=cookies)), 200, "receipt")
        asked += 1
    link.close()
    return Walk(time.perf_counter() - began, asked, cookies)


def ready_filings(like: Walk, count: int) -> list[bytes]:
    """That many forms complete but for the last button, as the requests that send them.

    Copies of one filled in through the pages, each with its own session, person, place and text."""
    session = SessionStore(session_key=like.cookies.rpartition("sessionid=")[2])
    filled = Filing.objects.get(pk=session["filing"])
    details, at, chance = vault.read(filled.person_id), timezone.now(), random.Random(150)
    districts = list(District.objects.select_related("province").order_by("pk"))
    found = []
    for number in range(count):
        district, (subject, text) = chance.choice(districts), TEXTS[number % len(TEXTS)]
        place = {"province": district.province_id, "district": district.pk, "neighbourhood": None}
        person = vault.store(replace(details, surname=f"Kara {number}", district=district.name), at=at)
        answers = filled.answers | place | {"subject": subject, "text": text}
        filing = Filing.objects.create(
            answers=answers, person=person, language="tr", opened_at=at, saved_at=at
        )
        found.append(post("/basvuru/kontrol/", f"csrftoken={TOKEN}; sessionid={_session(filing=filing.pk)}"))
    return found


def look_ups(numbers: Sequence[str]) -> list[bytes]:
    """Somebody without any session types a tracking number."""
    return [post("/takip/", f"csrftoken={TOKEN}", number=number, code="") for number in numbers]


def inboxes(*, on: date) -> dict[str, bytes]:
    """The queue at each height, asked for by an officer who works or coordinates there."""
    found = {}
    for height, code in HEIGHTS.items():
        unit = Unit.objects.get(code=code)
        role = {"leaf": Role.RESPONDENT, "centre": Role.CENTRE_EVALUATOR}.get(height, Role.UNIT_COORDINATOR)
        officer, _ = Officer.objects.get_or_create(
            username=f"bench-{height}", defaults={"full_name": f"Bench {height}"}
        )
        Posting.objects.get_or_create(officer=officer, role=role, unit=unit, valid_from=on)
        wish = str(unit.pk) if height == "leaf" else f"{unit.pk}%2B"
        found[height] = request("GET", f"/gorevli/?kapsam={wish}", cookies=f"sessionid={_signed_in(officer)}")
    return found


def post(path: str, cookies: str, **answers: str) -> bytes:
    body = urlencode({"csrfmiddlewaretoken": TOKEN, **answers}).encode()
    return request("POST", path, cookies=cookies, body=body)


def _signed_in(officer: Officer) -> str:
    return _session(
        **{
            SESSION_KEY: str(officer.pk),
            BACKEND_SESSION_KEY: settings.AUTHENTICATION_BACKENDS[0],
            HASH_SESSION_KEY: officer.get_session_auth_hash(),
        }
    )


def _session(**content: object) -> str:
    session = SessionStore()
    session.update(content)
    session.set_expiry(SEVEN_DAYS)
    session.create()
    return str(session.session_key)


def _with_session(cookies: str, head: str) -> str:
    """The cookies with the session the answer gave, if it gave one."""
    given = SESSION.findall(head)
    return f"csrftoken={TOKEN}; sessionid={given[-1]}" if given else cookies


def _expect(answer: tuple[int, str, bytes], status: int, path: str) -> tuple[int, str, bytes]:
    if answer[0] != status:
        text = answer[2].decode(errors="replace")
        at = text.find("error")
        raise SystemExit(f"{path} answered {answer[0]}, not {status}: {text[max(at, 0) : at + 600]}")
    return answer
