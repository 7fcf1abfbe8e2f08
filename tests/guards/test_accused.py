"""Whoever is complained about, signed in, at every address of the desk: nothing of the case is anywhere.

The resolver is walked and every list is followed, so a new page is covered without being added here."""

import re
from datetime import date

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import get_resolver, reverse
from django.utils import timezone

from bimer.casework import answering, gate, intake
from bimer.casework.actors import Applicant
from bimer.casework.models import Attachment, Consultation, Purpose
from bimer.institutions.models import Leave
from bimer.institutions.roles import Level, Role
from bimer.law.kinds import Kind
from bimer.notices.models import Channel, Notice, State
from bimer.people.vault import PersonDetails
from bimer.ui.templatetags.ui import groups
from tests.conftest import make_application, make_officer, make_unit

pytestmark = pytest.mark.django_db

# By post only: her letters wait at the desk of the unit she complains about.
CANARY = PersonDetails(
    name="Kanarya", surname="Sarı", identity_number="10000000146", address="Kafes Sokak 7", province="Ankara"
)
TRACES = ("Kanaryanın konusu", "kafeste yazdıkları", "Kafes Sokak", "kanarya.txt", "Kanaryaya cevap")
ACCUSED = ("zeki", "dilek", "oya", "veli")
"""The director complained about, who stands in for him, an officer of a unit below, the unit's clerk."""


def routes(patterns=None, prefix: str = "") -> dict[str, dict]:
    """Every address behind the sign-in, with what has to be put into it."""
    found: dict[str, dict] = {}
    for pattern in patterns or get_resolver().url_patterns:
        if hasattr(pattern, "url_patterns"):
            found |= routes(pattern.url_patterns, f"{pattern.namespace}:" if pattern.namespace else prefix)
        elif prefix != "portal:" and pattern.name not in {"sign_in", "sign_out"}:
            found[f"{prefix}{pattern.name}"] = pattern.pattern.converters
    return found


ROUTES = routes()
OF_A_CASE = sorted(name for name, wanted in ROUTES.items() if wanted)
LISTS = sorted(name for name, wanted in ROUTES.items() if not wanted)


# --- A case from which something could leak --------------------------------------------------------
@pytest.fixture
def today():
    return timezone.now()


@pytest.fixture
def people(cankaya, izmir, rana):
    """The four who must not see it, with all the powers a unit can give; Rana coordinates above."""
    school = make_unit("OKUL", "Çankaya İlçe Millî Eğitim Müdürlüğü", Level.DISTRICT, under=cankaya)
    roles = (Role.UNIT_COORDINATOR, Role.APPROVER, Role.RESPONDENT)
    made = {
        "zeki": make_officer("zeki", "Zeki Ün", *((role, cankaya) for role in roles)),
        "dilek": make_officer("dilek", "Dilek Su", (Role.GENERAL_COORDINATOR, izmir)),
        "oya": make_officer("oya", "Oya Er", (Role.UNIT_COORDINATOR, school), (Role.RESPONDENT, school)),
        "veli": make_officer("veli", "Veli Ak", (Role.DESK_CLERK, cankaya), (Role.RESPONDENT, cankaya)),
        "rana": rana,
    }
    always = {"valid_from": date(2006, 2, 24), "valid_to": date(2106, 2, 24)}
    Leave.objects.create(officer=made["zeki"], deputy=made["dilek"], **always)
    return made


@pytest.fixture
def case(people, cankaya, aski, today):
    """It lay at the unit and at one below, a draft was proposed there, an opinion asked, letters queued."""
    application = make_application(
        cankaya,
        today,
        details=CANARY,
        kind=Kind.COMPLAINT,
        subject="Kanaryanın konusu",
        text="Bunlar kanaryanın kafeste yazdıkları.",
    )
    filing = intake.open_filing(language="tr", at=today)
    attached = intake.attach(filing, SimpleUploadedFile("kanarya.txt", b"x", "text/plain"), at=today)
    Attachment.objects.filter(pk=attached.pk).update(application=application, filing=None)
    answering.save_draft(application, text="Kanaryaya cevap", outcome="informed", by=people["veli"], at=today)
    answering.write_message(
        application, text="Yine kafeste yazdıkları.", by=Applicant(application.pk), at=today
    )
    school = people["oya"].postings.first().unit
    Consultation.objects.create(
        application=application,
        unit=school,
        purpose=Purpose.OPINION,
        asked_by=people["veli"],
        asked_unit=cankaya,
        asked_at=today,
    )
    application.dispatches.create(
        unit=school, received_at=today, left_at=today, due_on=application.due_on, sender=cankaya
    )
    for state in (State.TO_PRINT, State.FAILED):
        _letter(application, cankaya, state, today)
    return application


def _letter(application, unit, state, at) -> None:
    Notice.objects.create(
        event_id=application.events.first().pk,
        template=f"receipt-{state}",
        language="tr",
        channel=Channel.LETTER,
        person=application.applicant,
        facts={"number": application.number, "unit": unit.name},
        state=state,
        print_unit=unit,
        created_at=at,
    )


@pytest.fixture(params=["unit", "officer"])
def accused(request, case, people, cankaya, today):
    """The whole unit is complained about, or its director alone."""
    who = {"unit": cankaya} if request.param == "unit" else {"officer": people["zeki"]}
    gate.accuse(case, by=people["rana"], at=today, **who)
    case.who = request.param
    return case


def kept_away(case) -> tuple[str, ...]:
    return ACCUSED if case.who == "unit" else ("zeki", "dilek")


def address(name: str, case) -> str:
    """Its address with numbers of this very case; an unknown number is looked up by its name."""
    return reverse(name, kwargs={wanted: _value(wanted, case) for wanted in ROUTES[name]})


def _value(wanted: str, case) -> object:
    if not wanted.endswith("_id"):
        return case.number
    if wanted == "notice_id":
        return Notice.objects.filter(event_id__in=case.events.values("pk")).order_by("pk").first().pk
    model = next((m for m in apps.get_app_config("casework").get_models() if _named(m, wanted)), None)
    related = model and any(field.name == "application" for field in model._meta.fields)
    row = model.objects.filter(application=case).first() if related else None
    return row.pk if row else case.pk


def _named(model, wanted: str) -> bool:
    return model.__name__.lower() == wanted.removesuffix("_id").replace("_", "")


def signed_in(officer) -> Client:
    client = Client(raise_request_exception=True)
    client.cookies["django_language"] = "en"
    client.force_login(officer)
    return client


def body(response) -> str:
    content = b"".join(response.streaming_content) if response.streaming else response.content
    return content.decode("utf-8", "ignore")


def traces(text: str, case) -> list[str]:
    numbers = (case.number, case.tracking_number, groups(case.tracking_number))
    return [trace for trace in (*TRACES, *numbers) if trace in text]


# --- The walk --------------------------------------------------------------------------------------
@pytest.mark.parametrize("method", ["get", "post"])
def test_no_page_of_the_case_exists_for_the_accused(method, accused, people):
    sent = {"seen": accused.version, "reason": "x", "text": "x"}
    for who in kept_away(accused):
        client = signed_in(people[who])
        for name in OF_A_CASE:
            response = getattr(client, method)(address(name, accused), sent, follow=True)
            about_it = "number" in ROUTES[name] and not response.redirect_chain
            assert not about_it or response.status_code in {404, 405}, (who, name, response.status_code)
            assert [trace for trace in TRACES if trace in body(response)] == [], (who, name)
    accused.refresh_from_db()
    assert accused.version == sent["seen"]


def test_no_list_and_nothing_reached_from_it_shows_the_case_to_the_accused(accused, people):
    for who in kept_away(accused):
        client = signed_in(people[who])
        for name in LISTS:
            for url, text in reached(client, reverse(name)).items():
                assert traces(text, accused) == [], (who, url)


def test_typing_the_number_finds_nothing_for_the_accused(accused, people):
    for who in kept_away(accused):
        for number in (accused.number, accused.tracking_number):
            response = signed_in(people[who]).get(reverse("desk:find"), {"number": number})
            assert response.status_code == 200
            assert [trace for trace in TRACES if trace in body(response)] == []


def test_handing_in_its_numbers_changes_nothing_for_the_accused(accused, people):
    """Lists that act on what was ticked get the case ticked."""
    before = (accused.version, accused.events.count())
    names = ("application", "applications", "number", "numbers", "chosen")
    for value in (accused.number, accused.pk):
        sent = dict.fromkeys(names, value) | {"seen": accused.version}
        for who in kept_away(accused):
            client = signed_in(people[who])
            for name in LISTS:
                client.post(reverse(name), sent)
    accused.refresh_from_db()
    assert (accused.version, accused.events.count()) == before


def reached(client: Client, start: str, most: int = 60) -> dict[str, str]:
    """The page and every page of the desk that it links to, with what stands on them."""
    found, waiting = {}, [start]
    while waiting and len(found) < most:
        url = waiting.pop(0)
        if url in found or "/cikis/" in url:
            continue
        response = client.get(url, follow=True)
        found[url] = body(response)
        links = re.findall(r'href="(/gorevli/[^"#]*|\?[^"#]*)"', found[url]) if url == start else []
        path = response.request["PATH_INFO"]
        waiting += [(path + link if link.startswith("?") else link).replace("&amp;", "&") for link in links]
    return found


# --- What makes it a test --------------------------------------------------------------------------
def test_before_it_was_marked_each_of_them_saw_it(case, people):
    for who in ("zeki", "dilek", "oya", "veli"):
        response = signed_in(people[who]).get(reverse("desk:application", args=[case.number]))
        assert "Kanaryanın konusu" in body(response), who
    assert case.number in body(signed_in(people["veli"]).get(reverse("desk:letters")))
    for who in ("zeki", "dilek", "veli"):
        pages = reached(signed_in(people[who]), reverse("desk:inbox"))
        assert any("Kanaryanın konusu" in text for text in pages.values()), who


def test_the_coordinator_above_sees_all_of_it(accused, people):
    client = signed_in(people["rana"])
    for name in ("desk:application", "desk:printout", "desk:attachment", "desk:answer_pdf"):
        assert client.get(address(name, accused)).status_code == 200, name
    assert set(traces(body(client.get(address("desk:application", accused))), accused)) >= set(TRACES)
    assert "Kanaryanın konusu" in body(client.get(reverse("desk:inbox")))


def test_letters_that_waited_at_the_accused_desk_are_printed_above(accused, people, ankara, cankaya):
    make_officer("hasan", "Hasan Er", (Role.DESK_CLERK, ankara))
    units = set(Notice.objects.filter(person=accused.applicant).values_list("print_unit__name", flat=True))

    assert (cankaya.name in units) == (accused.who == "officer")
