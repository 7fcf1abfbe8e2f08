"""Who, what, where, when and on what evidence: asked in plain words, never a wall (T1-T6, 4483 m.4)."""

import pytest

from bimer.casework import policy
from bimer.casework.models import Accusation
from bimer.law.kinds import IdentityLevel
from bimer.portal import advice
from tests.portal.conftest import ADDRESS, STORY

TOLD = {
    "title": "Müdür",
    "who": "Uzun boylu, gözlüklü",
    "evidence": ["documents", "saw"],
    "evidence_words": "12345 sayılı yazı",
}


@pytest.mark.parametrize("kind", ["complaint", "tip_off", "ethics", "human_rights"])
def test_whoever_complains_is_asked_about_whom(citizen_at, kind):
    citizen_at.post("what", {"kind": kind})
    answer = citizen_at.post("story", {"text": "Rüşvet istendi."})

    assert answer.url.endswith("/basvuru/hakkinda/")
    assert "Kim hakkında?" in citizen_at.get("about").content.decode()


@pytest.mark.parametrize("kind", ["request", "information", "suggestion"])
def test_nobody_else_is(citizen_at, kind):
    citizen_at.post("what", {"kind": kind})
    answer = citizen_at.post("story", {"text": "Bir belge istiyorum."})

    assert answer.url.endswith("/basvuru/yer/")


def test_about_this_systems_own_data_neither_place_nor_institution_is_asked(citizen_at, centre):
    citizen_at.post("what", {"kind": "data_subject"})
    answer = citizen_at.post("story", {"text": "Hakkımda ne tutuyorsunuz?"})
    assert answer.url.endswith("/basvuru/kimlik/")
    citizen_at.post("who", ADDRESS)
    page = citizen_at.get("check")
    citizen_at.post("check")

    application = citizen_at.filing.application
    assert [mark["state"] for mark in page.context["steps"]] == ["done", "done", "done", "now"]
    assert (application.holder, application.regime) == (centre, "6698")
    assert "bundan merkez sorumlu" in citizen_at.get("receipt").content.decode()


def test_a_legal_person_is_told_to_show_who_may_act_for_it(citizen_at):
    company = {"applicant": "legal", "legal_title": "Su Ürünleri A.Ş."}
    citizen_at.fill_in("information", who=company)

    assert "hareket edebileceğinizi gösteren belge" in citizen_at.get("check").content.decode()


def test_nothing_at_all_is_no_wall(citizen_at):
    application = citizen_at.file("complaint", level="anonymous")

    assert (application.text, application.accused_units) == (STORY, [])
    assert not Accusation.objects.exists()


def test_what_was_said_stands_under_the_text_for_every_officer(citizen_at):
    application = citizen_at.file("tip_off", level="hidden", about=TOLD)

    assert application.text == (
        f"{STORY}\n\n"
        "Kim hakkında: Müdür; Uzun boylu, gözlüklü\n\n"
        "Nereden biliniyor: Belgem, fotoğrafım ya da kaydım var; Kendim gördüm ya da yaşadım; "
        "12345 sayılı yazı"
    )
    assert Accusation.objects.values_list("title", "unit").get() == ("Müdür", None)


def test_the_unit_complained_about_never_gets_it(citizen_at, aski, ankara, sibel):
    application = citizen_at.file(
        "complaint", level="open", about={"unit": aski.name, "unit_id": str(aski.pk)}
    )

    assert (application.holder, application.accused_units) == (ankara, [aski.pk])
    assert application.routing["rule"] == "superior"
    on = application.received_at.date()
    assert policy.is_kept_from(policy.reach(sibel, on=on), application)


def test_addressed_to_the_very_unit_it_goes_one_step_above(citizen_at, aski, ankara):
    application = citizen_at.file(
        "complaint",
        level="open",
        whom={"to": "named", "unit": aski.name, "unit_id": str(aski.pk)},
        about={"unit": aski.name, "unit_id": str(aski.pk)},
    )

    assert application.holder == ankara


def test_a_unit_below_the_one_complained_about_does_not_get_it_either(citizen_at, aski, ankara, interior):
    application = citizen_at.file(
        "complaint", level="open", about={"unit": ankara.name, "unit_id": str(ankara.pk)}
    )

    assert application.holder == interior


def test_a_human_rights_application_goes_to_the_board_of_the_place(citizen_at, cankaya, aski):
    application = citizen_at.file(
        "human_rights", level="hidden", about={"unit": aski.name, "unit_id": str(aski.pk)}
    )

    assert (application.holder, application.routing["rule"]) == (cankaya, "board")
    assert "insan hakları kurulu" in citizen_at.get("receipt").content.decode()


def test_a_human_rights_application_about_the_district_governor_goes_to_the_provinces_board(
    citizen_at, cankaya, ankara
):
    application = citizen_at.file(
        "human_rights", level="open", about={"unit": cankaya.name, "unit_id": str(cankaya.pk)}
    )

    assert (application.holder, application.routing["rule"]) == (ankara, "superior")


@pytest.mark.parametrize(
    ("about", "said"),
    [({"title": "Rektör"}, True), ({"unit": "Gazi Üniversitesi"}, True), ({"title": "Genel Müdür"}, False)],
)
def test_whom_the_ethics_law_leaves_out_is_told_before_sending(about, said, citizen_at):
    citizen_at.fill_in("ethics", about=about)
    page = citizen_at.get("check").content.decode()

    assert ("Etik Kurulu Kanunu şunlara uygulanmaz: üniversiteler (5176 m.1)" in page) is said


def test_the_centre_as_a_whole_is_not_kept_away(citizen_at, centre, aski):
    application = citizen_at.file(
        "complaint", level="open", about={"unit": centre.name, "unit_id": str(centre.pk), "title": "Başkan"}
    )

    assert (application.holder, application.accused_units) == (aski, [])
    assert "Kim hakkında: Halkla İlişkiler" in application.text


def test_an_institution_nobody_knows_is_kept_as_words(citizen_at):
    citizen_at.fill_in("complaint", level="open", about={"unit": "Falanca Müdürlüğü"})
    page = citizen_at.get("check").content.decode()

    assert "Falanca Müdürlüğü" in page
    assert "yazdığınızı tanıyamadık" in page
    citizen_at.post("check")
    assert "Kim hakkında: Falanca Müdürlüğü" in citizen_at.filing.application.text


def test_without_javascript_the_institution_is_looked_up_and_nothing_typed_is_lost(citizen_at, ankara, izmir):
    citizen_at.fill_in("complaint", until="where", level="open")
    page = citizen_at.post("about", TOLD | {"unit": "valiliği", "do": "search"}).content.decode()

    assert ankara.name in page
    assert "12345 sayılı yazı" in page
    citizen_at.post("about", TOLD | {"unit": "valiliği", "pick": str(izmir.pk)})
    assert citizen_at.filing.answers["accused_unit"] == izmir.pk


def test_a_request_forgets_whom_a_complaint_was_about(citizen_at, aski):
    citizen_at.fill_in("complaint", level="open", about=TOLD | {"unit": aski.name, "unit_id": str(aski.pk)})
    citizen_at.post("what", {"kind": "request"})
    citizen_at.post("who", ADDRESS)
    citizen_at.post("check")

    application = citizen_at.filing.application
    assert (application.accused_units, application.text) == ([], STORY)


def test_the_last_page_says_what_would_help_and_lets_it_go(citizen_at):
    citizen_at.fill_in("complaint", level="open")
    page = citizen_at.get("check").content.decode()

    assert "Neler yardımcı olur" in page
    assert citizen_at.post("check").status_code == 302


def test_a_request_gets_no_such_advice(citizen_at):
    citizen_at.fill_in("request")

    assert "Neler yardımcı olur" not in citizen_at.get("check").content.decode()


@pytest.mark.parametrize(
    ("answers", "has_files", "said"),
    [
        ({}, False, [advice.WHO, advice.WHEN, advice.WHERE, advice.EVIDENCE]),
        ({"accused_typed": "x"}, True, [advice.UNKNOWN_UNIT, advice.WHEN, advice.WHERE]),
        (
            {"accused_who": "x", "happened": "1.1.2026", "province": "06", "evidence": ["documents"]},
            False,
            [advice.FILES],
        ),
        (
            {
                "accused_title": "x",
                "happened": "1.1.2026",
                "province": "06",
                "evidence": ["saw"],
                "identity_level": IdentityLevel.ANONYMOUS,
            },
            False,
            [advice.NAMELESS],
        ),
        ({"accused_unit": 1, "happened": "1.1.2026", "province": "06"}, True, []),
    ],
)
def test_advice_names_what_is_missing_and_nothing_else(answers, has_files, said):
    assert advice.missing({"kind": "complaint", **answers}, has_files=has_files) == said
