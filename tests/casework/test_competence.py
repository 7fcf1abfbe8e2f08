"""Who is competent where the institution itself may not decide: 4483 m.3, 5176 m.4, human rights boards."""

import pytest
from django.utils.translation import override

from bimer.casework import competence, gate
from bimer.institutions.roles import Level
from bimer.law.regimes import Regime
from tests.conftest import make_unit

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_english():
    with override("en"):
        yield


def who(unit, title="") -> str:
    return competence.permitting_authority(unit, title=title).who


def test_staff_of_a_district_need_the_district_governors_permission(cankaya):
    school = make_unit(
        "OKUL", "Okul", Level.DISTRICT, under=cankaya, province=cankaya.province, district=cankaya.district
    )

    assert who(school) == who(cankaya) == "District Governor of Çankaya"


def test_a_district_governor_and_the_staff_of_the_province_need_the_governors(cankaya, ankara):
    assert who(cankaya, "Kaymakam") == who(ankara, "Vali Yardımcısı") == "Governor of Ankara"


def test_a_central_district_has_no_district_governor(cankaya):
    cankaya.district.is_centre = True

    assert who(cankaya) == "Governor of Ankara"


def test_a_regional_body_is_permitted_by_the_governor_of_the_province_of_duty(interior, izmir_province):
    roads = make_unit("KGM2", "Karayolları 2. Bölge", Level.REGIONAL, under=interior, province=izmir_province)

    assert who(roads) == "Governor of İzmir"


def test_central_staff_mayors_and_muhtars(interior, aski, cankaya):
    assert who(interior) == "Highest administrator of the institution"
    assert who(aski, "Büyükşehir Belediye Başkanı") == "Minister of the Interior"
    assert who(cankaya, "Kavaklıdere Muhtarı") == "District Governor of Çankaya"
    assert who(interior, "Vali") == "President of the Republic or the minister"


@pytest.fixture
def ethics(application):
    application.regime = Regime.ETHICS
    application.save(update_fields=["regime"])
    return application


@pytest.mark.parametrize(
    ("title", "body"), [("Genel Müdür", "ethics_board"), ("Şube Müdürü", "disciplinary_board")]
)
def test_the_title_decides_which_ethics_body(title, body, ethics, aski, rana, monday):
    gate.accuse(ethics, unit=aski, title=title, by=rana, at=monday)

    found = competence.suggestions(ethics, on=monday.date())

    assert [one.authority for one in found] == [body]
    assert title in found[0].why


def test_whom_the_ethics_law_leaves_out_is_said(ethics, aski, rana, monday):
    gate.accuse(ethics, unit=aski, title="Bakan", by=rana, at=monday)

    (found,) = competence.suggestions(ethics, on=monday.date())

    assert (found.who, found.authority) == ("Nobody under this law", "")
    assert "does not apply" in found.why


def test_human_rights_go_to_the_desk_of_the_place_and_the_equality_institution(application, cankaya, monday):
    application.regime = Regime.HUMAN_RIGHTS

    found = competence.suggestions(application, on=monday.date())

    assert [(one.who, one.authority) for one in found] == [
        ("Çankaya Kaymakamlığı", ""),
        ("Human Rights Institution of Turkey", "equality_institution"),
    ]


def test_the_desk_that_has_it_is_told_that_it_is_the_board(application, izmir, tuesday):
    application.regime = Regime.HUMAN_RIGHTS
    assert "this desk takes" in competence.suggestions(application, on=tuesday.date())[0].why

    application.holder = izmir
    assert "forward it" in competence.suggestions(application, on=tuesday.date())[0].why


def test_where_the_governors_own_house_is_complained_about_the_board_above_is_competent(
    application, cankaya, rana, monday
):
    application.regime = Regime.HUMAN_RIGHTS
    application.save(update_fields=["regime"])
    gate.accuse(application, unit=cankaya, by=rana, at=monday)

    assert competence.suggestions(application, on=monday.date())[0].who == "Ankara Valiliği"


def test_an_offence_asks_for_everybody_complained_about_once(application, cankaya, ozan, rana, monday):
    application.regime = Regime.OFFENCE
    application.save(update_fields=["regime"])
    gate.accuse(application, officer=ozan, by=rana, at=monday)
    gate.accuse(application, unit=cankaya, by=rana, at=monday)

    assert [one.who for one in competence.suggestions(application, on=monday.date())] == [
        "District Governor of Çankaya"
    ]
