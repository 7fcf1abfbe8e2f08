"""The cast. Rana coordinates Ankara, Ozan works at Çankaya, Yasin coordinates İzmir and is the outsider."""

import os
from collections.abc import Iterator
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, sync_playwright
from procrastinate.contrib.django.models import ProcrastinateJob

from bimer.casework import intake
from bimer.casework.actors import Applicant
from bimer.casework.intake import Submission
from bimer.institutions import matching
from bimer.institutions.loading import search_form
from bimer.institutions.models import District, Neighbourhood, Officer, Posting, Province, Unit, UnitKind
from bimer.institutions.roles import Level, Role
from bimer.law.kinds import Kind
from bimer.law.turkish import fold
from bimer.people import vault
from bimer.people.vault import PersonDetails

ISTANBUL = ZoneInfo("Europe/Istanbul")
CHROMIUM = "/usr/bin/chromium"
PASSWORD = "a quiet password 150"


@pytest.fixture
def monday() -> datetime:
    """Monday 2 March 2015, 10.00 in Istanbul: a golden vector of domain.md §3.3."""
    return datetime(2015, 3, 2, 10, tzinfo=ISTANBUL)


@pytest.fixture
def tuesday() -> datetime:
    return datetime(2015, 3, 3, 10, tzinfo=ISTANBUL)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A real Chromium. Its loop lives in this very thread, so it ends with the module that needs it."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        made = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield made
        made.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def empty_queue(transactional_db) -> Iterator[None]:
    """For tests that commit: the flush after them leaves the queue's tables alone."""
    yield
    ProcrastinateJob.objects.all()._raw_delete("default")


@pytest.fixture(autouse=True)
def _words_of_this_directory() -> Iterator[None]:
    """The subject words are kept in the process by the directory's version; fixtures write none."""
    matching.forget()
    yield
    matching.forget()


# --- Units -----------------------------------------------------------------------------------------
def make_unit(code: str, name: str, level: Level, *, under: Unit | None = None, **fields: object) -> Unit:
    """A unit coordinated by `under`, with its line of coordination as the directory load writes it."""
    unit = Unit.objects.create(
        code=code,
        name=name,
        name_folded=fold(name),
        search_folded=search_form(name, "", fields["province"].name if fields.get("province") else ""),
        level=level,
        coordinator=under,
        depth=under.depth + 1 if under else 0,
        **fields,
    )
    unit.path = [*(under.path if under else []), unit.pk]
    unit.save()
    return unit


@pytest.fixture
def centre(db) -> Unit:
    return make_unit(
        "BB-HALKLA-ILISKI", "Halkla İlişkiler Daire Başkanlığı (BİMER)", Level.DEPARTMENT, is_centre=True
    )


@pytest.fixture
def interior(centre) -> Unit:
    ministry = make_unit("B-ICISLERI", "İçişleri Bakanlığı", Level.MINISTRY, under=centre)
    return make_unit(
        "ICISLERI-ILLER-IDARES", "İller İdaresi Genel Müdürlüğü", Level.GENERAL_DIRECTORATE, under=ministry
    )


@pytest.fixture
def ankara_province(db) -> Province:
    return Province.objects.create(plate="06", name="Ankara", name_folded="ankara", is_metropolitan=True)


@pytest.fixture
def izmir_province(db) -> Province:
    return Province.objects.create(plate="35", name="İzmir", name_folded="izmir", is_metropolitan=True)


@pytest.fixture
def cankaya_district(ankara_province) -> District:
    return District.objects.create(id=1231, province=ankara_province, name="Çankaya", name_folded="cankaya")


@pytest.fixture
def kavaklidere(cankaya_district) -> Neighbourhood:
    return Neighbourhood.objects.create(
        district=cankaya_district,
        name="Kavaklıdere",
        name_folded="kavaklidere",
        kind="mahalle",
        postal_code="06690",
    )


@pytest.fixture
def ankara(interior, ankara_province) -> Unit:
    return make_unit("V.06", "Ankara Valiliği", Level.GOVERNORATE, under=interior, province=ankara_province)


@pytest.fixture
def izmir(interior, izmir_province) -> Unit:
    return make_unit("V.35", "İzmir Valiliği", Level.GOVERNORATE, under=interior, province=izmir_province)


@pytest.fixture
def cankaya(ankara, cankaya_district) -> Unit:
    return make_unit(
        "K.06.1231",
        "Çankaya Kaymakamlığı",
        Level.DISTRICT_GOVERNORATE,
        under=ankara,
        province=ankara.province,
        district=cankaya_district,
    )


@pytest.fixture
def water(db) -> UnitKind:
    return UnitKind.objects.create(
        code="YR-SU-KANALI-IDARES",
        name_pattern="{il} Su ve Kanalizasyon İdaresi Genel Müdürlüğü",
        level=Level.LOCAL,
        keywords=["su kesintisi", "su faturası", "kanalizasyon taşması", "su sayacı"],
    )


@pytest.fixture
def aski(ankara, water) -> Unit:
    return make_unit(
        "YR-SU-KANALI-IDARES.06",
        "Ankara Su ve Kanalizasyon İdaresi Genel Müdürlüğü",
        Level.LOCAL,
        under=ankara,
        province=ankara.province,
        kind=water,
    )


# --- Officers --------------------------------------------------------------------------------------
def make_officer(username: str, full_name: str, *postings: tuple[Role, Unit]) -> Officer:
    officer = Officer.objects.create_officer(
        username, PASSWORD, full_name=full_name, title="Memur", email=f"{username}@example.org"
    )
    for role, unit in postings:
        Posting.objects.create(officer=officer, role=role, unit=unit, valid_from=date(2006, 2, 24))
    return officer


@pytest.fixture
def rana(ankara) -> Officer:
    return make_officer("rana", "Rana Aksoy", (Role.GENERAL_COORDINATOR, ankara))


@pytest.fixture
def ozan(cankaya) -> Officer:
    return make_officer("ozan", "Ozan Demir", (Role.RESPONDENT, cankaya))


@pytest.fixture
def nur(cankaya) -> Officer:
    return make_officer("nur", "Nur Tan", (Role.APPROVER, cankaya))


@pytest.fixture
def yasin(izmir) -> Officer:
    return make_officer("yasin", "Yasin Kaya", (Role.GENERAL_COORDINATOR, izmir))


@pytest.fixture
def veli(cankaya) -> Officer:
    return make_officer("veli", "Veli Ak", (Role.DESK_CLERK, cankaya))


@pytest.fixture
def sibel(aski) -> Officer:
    return make_officer("sibel", "Sibel Yurt", (Role.RESPONDENT, aski))


@pytest.fixture
def ece(centre) -> Officer:
    return make_officer("ece", "Ece Güneş", (Role.CENTRE_EVALUATOR, centre))


# --- Applications ----------------------------------------------------------------------------------
CITIZEN = PersonDetails(
    name="Ayşe",
    surname="Yılmaz",
    identity_number="10000000146",
    email="citizen@example.org",
    address="Tunalı Hilmi Cad. No: 5/3",
    province="Ankara",
    district="Çankaya",
)


def make_application(unit: Unit, at: datetime, *, details: PersonDetails | None = CITIZEN, **fields: object):
    """An application as it stands after registration, addressed to `unit` by the citizen."""
    person = vault.store(details, at=at) if details else None
    values: dict[str, object] = {
        "kind": Kind.REQUEST,
        "subject": "Park aydınlatması",
        "text": "Kuğulu Park'ın lambaları yanmıyor.",
        "province": unit.province,
        "district": unit.district,
        "named_unit": unit,
        "person_id": person.pk if person else None,
    }
    return intake.register(Submission(**(values | fields)), by=Applicant(), at=at)


@pytest.fixture
def application(cankaya, monday):
    """Ayşe Yılmaz's request, received by Çankaya on Monday."""
    return make_application(cankaya, monday)


@pytest.fixture
def citizen() -> PersonDetails:
    return CITIZEN
