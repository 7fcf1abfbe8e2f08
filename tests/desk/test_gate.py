"""Marking who is complained about and the preliminary check, at the desk."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from bimer.casework import gate, intake
from bimer.casework.models import Attachment
from bimer.institutions.roles import Role
from bimer.law import gate as law
from bimer.law.kinds import IdentityLevel, Kind
from bimer.law.regimes import Regime
from tests.conftest import make_application, make_officer
from tests.desk.conftest import at, browser_of

pytestmark = pytest.mark.django_db

ANSWERS = {"concrete": "yes", "identity": "yes", "not_judicial": "yes", "findings": "yes"}
ANSWERS |= {"person_or_event": "yes", "not_concluded": "yes", "just_cause": "yes"}
ANSWERS |= {"beyond_doubt": "no", "concrete_findings": "no", "new_document": "no"}

RECORD = {"then": "record", "shown": "True  "}


@pytest.fixture
def complaint(cankaya, monday):
    made = make_application(cankaya, monday, kind=Kind.TIP_OFF, text="Müdür rüşvet aldı, belgesi ektedir.")
    made.regime = Regime.OFFENCE
    made.save(update_fields=["regime"])
    return made


def body(response) -> str:
    return response.content.decode()


# --- Who is complained about -----------------------------------------------------------------------
def test_marking_the_institution_sends_it_above(application, cankaya, ankara, ranas):
    sent = {"unit": cankaya.name, "unit_id": str(cankaya.pk), "whom": "unit", "title": "Kaymakam", "seen": 1}

    response = ranas.post(at("accuse", application), sent, follow=True)

    application.refresh_from_db()
    assert (application.holder, application.accused_units) == (ankara, [cankaya.pk])
    page = body(response)
    assert "Marked. They don&#x27;t see this application" in page
    assert "Who is complained about" in page
    assert "Kaymakam" in page


def test_who_marks_the_own_unit_does_not_see_it_any_more(application, cankaya, ozans):
    sent = {"unit": cankaya.name, "unit_id": str(cankaya.pk), "whom": "unit", "seen": 1}

    assert "You can&#x27;t see this application any more" in body(
        ozans.post(at("accuse", application), sent, follow=True)
    )
    assert ozans.get(at("application", application)).status_code == 404


def test_one_person_is_found_by_part_of_the_name(application, cankaya, ozan, nur, ranas):
    sent = {"unit": cankaya.name, "unit_id": str(cankaya.pk), "whom": "person", "name": "demir", "seen": 1}

    ranas.post(at("accuse", application), sent)

    application.refresh_from_db()
    assert (application.accused_units, application.accused_officers) == ([], [ozan.pk])


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"whom": ""}, "Choose who must not see it."),
        ({"whom": "person"}, "Write the name of the officer"),
        ({"whom": "person", "name": "nobody"}, "No officer of this name works there"),
        ({"unit": "zzzz", "unit_id": ""}, "No institution of this name was found"),
    ],
)
def test_what_is_missing_is_said_and_nothing_typed_is_lost(changed, said, application, cankaya, ranas):
    sent = {"unit": cankaya.name, "unit_id": str(cankaya.pk), "whom": "unit", "title": "Şef", "seen": 1}

    response = ranas.post(at("accuse", application), sent | changed)

    assert response.status_code == 422
    assert said in body(response)
    assert "Şef" in body(response)


def test_a_mark_is_lifted_from_above_with_a_reason(application, aski, ozan, ozans, ranas, monday):
    mark = gate.accuse(application, unit=aski, by=ozan, at=monday)
    url = at("lift", application, accusation_id=mark.pk)
    assert url in body(ranas.get(at("application", application)))
    assert url not in body(ozans.get(at("application", application)))

    assert "coordinator above" in body(ozans.post(url, {"seen": 2, "reason": "x"}))
    ranas.post(url, {"seen": 2, "reason": "Başka birim"})

    application.refresh_from_db()
    assert application.accused_units == []
    assert ranas.get(url).status_code == 404


def test_it_is_reached_from_the_menu_and_closed_to_who_may_not(application, ozans, yasins):
    page = body(ozans.get(at("application", application)))

    assert at("accuse", application) in page
    assert at("check", application) not in page  # a plain request
    assert yasins.get(at("accuse", application)).status_code == 404


# --- The preliminary check -------------------------------------------------------------------------
def test_the_result_is_shown_before_anything_is_recorded(complaint, ozans):
    sent = ANSWERS | {"concrete": "no", "reasons": "Soyut.", "seen": 1}

    page = body(ozans.post(at("check", complaint), sent | {"then": "look"}))

    assert "By these answers it is not examined." in page
    assert "4483" in page
    assert not complaint.checks.exists()


def test_a_negative_check_leads_to_a_draft_with_its_ground(complaint, ozan, ozans):
    sent = ANSWERS | {"concrete": "no", "reasons": "Soyut.", "seen": 1, "then": "record"}
    sent |= {"shown": "False G4A "}

    response = ozans.post(at("check", complaint), sent)

    assert response.url == at("draft", complaint) + "?karar=not_examined&gerekce=G4A"
    made = complaint.checks.get()
    assert (made.goes_on, made.ground, made.by) == (False, "G4A", ozan)


def test_a_positive_check_is_on_the_page_and_on_the_printout(complaint, ozans):
    ozans.post(at("check", complaint), ANSWERS | {"reasons": "Belge var.", "seen": 1, **RECORD})

    for name in ("application", "printout"):
        page = body(ozans.get(at(name, complaint)))
        assert "Preliminary check: it goes on" in page
        assert "Belge var." in page


def test_other_answers_than_those_shown_are_shown_anew_before_they_are_recorded(complaint, ozans):
    sent = ANSWERS | {"concrete": "no", "reasons": "Soyut.", "seen": 1, **RECORD}

    page = body(ozans.post(at("check", complaint), sent))

    assert "By these answers it is not examined." in page
    assert not complaint.checks.exists()


def test_every_question_and_the_reasons_are_wanted(complaint, ozans):
    response = ozans.post(at("check", complaint), {"seen": 1, "then": "record"})

    assert response.status_code == 422
    asked = len(law.checklist(Regime.OFFENCE, complaint.received_at.date()))
    assert body(response).count("Answer this question;") == 2 * asked  # in the summary and at the field
    assert "Nobody is turned away without them." in body(response)


def test_it_shows_who_is_competent_and_what_came_before(complaint, cankaya, aski, rana, ozans, tuesday):
    other = make_application(cankaya, tuesday, kind=Kind.TIP_OFF, text=complaint.text)
    other.regime = Regime.OFFENCE
    other.save(update_fields=["regime"])
    gate.accuse(other, unit=aski, title="Belediye Başkanı", by=rana, at=tuesday)

    page = body(ozans.get(at("check", other)))

    assert "Minister of the Interior" in page
    assert complaint.number in page


def test_the_suggested_authority_stands_in_the_draft_of_the_referral(complaint, aski, rana, ozans, monday):
    gate.accuse(complaint, unit=aski, title="Belediye Başkanı", by=rana, at=monday)
    address = at("draft", complaint) + "?karar=referral&amp;merci=permitting_authority"
    assert address in body(ozans.get(at("check", complaint)))

    form = ozans.get(address.replace("&amp;", "&")).context["form"]

    assert (form["decision"].value(), form["authority"].value()) == ("referral", "permitting_authority")


# --- The package -----------------------------------------------------------------------------------
@pytest.fixture
def referred(complaint, ozan, monday):
    complaint.answers.create(
        decision="referral",
        authority="permitting_authority",
        text="Gereği için.",
        unit=complaint.holder,
        drafted_by=ozan,
        drafted_at=monday,
        approved_by=ozan,
        approved_at=monday,
    )
    filing = intake.open_filing(language="tr", at=monday)
    kept = intake.attach(filing, SimpleUploadedFile("Ayşe rüşvet.txt", b"belge", "text/plain"), at=monday)
    Attachment.objects.filter(pk=kept.pk).update(application=complaint, filing=None)
    complaint.state = "referred"
    complaint.save(update_fields=["state"])
    return complaint


def package_of(client, application) -> zipfile.ZipFile:
    response = client.get(at("referral_package", application))
    assert response.status_code == 200
    return zipfile.ZipFile(io.BytesIO(response.content))


def test_the_package_holds_the_file_and_a_list_of_its_contents(referred, ozans):
    package = package_of(ozans, referred)

    assert package.namelist() == ["basvuru.pdf", "ekler/01-Ayşe rüşvet.txt", "icindekiler.txt"]
    listed = package.read("icindekiler.txt").decode()
    assert [line.split("  ")[1] for line in listed.splitlines()] == package.namelist()[:-1]
    assert package.read("ekler/01-Ayşe rüşvet.txt") == b"belge"
    assert package.read("basvuru.pdf").startswith(b"%PDF")


def test_a_withheld_identity_is_not_even_in_the_names_of_files(referred, ozans):
    referred.identity_level = IdentityLevel.HIDDEN
    referred.save(update_fields=["identity_level"])

    assert package_of(ozans, referred).namelist()[1] == "ekler/01.txt"


def test_there_is_no_package_without_a_referral_nor_for_others(complaint, ozans, yasins):
    assert ozans.get(at("referral_package", complaint)).status_code == 404
    assert yasins.get(at("referral_package", complaint)).status_code == 404


def test_who_only_reads_gets_no_package(referred, ranas, centre):
    selin = make_officer("selin", "Selin Öz", (Role.INSPECTOR, centre))

    assert browser_of(selin).get(at("referral_package", referred)).status_code == 403
