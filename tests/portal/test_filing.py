"""The pages of the form: done, refused, kept."""

import unicodedata

import pytest
from django.urls import reverse

from bimer.people import vault
from tests.portal.conftest import ADDRESS, STORY, Citizen


def lands_on(answer) -> str:
    return answer.url.removeprefix("/basvuru/").split("/")[0]


def test_each_page_leads_to_the_next(citizen_at):
    assert citizen_at.post("what", {"kind": "request"}).url == reverse("portal:story")
    assert citizen_at.post("story", {"text": STORY}).url == reverse("portal:where")
    assert citizen_at.post("where", {"pick": "d1231"}).url == reverse("portal:whom")
    assert citizen_at.post("whom", {"to": "unknown"}).url == reverse("portal:who")
    assert citizen_at.post("who", ADDRESS).url == reverse("portal:check")
    assert citizen_at.post("check").url == reverse("portal:receipt")


def test_a_tip_off_asks_for_the_identity_level_first_and_proposes_to_hide_it(citizen_at):
    citizen_at.fill_in("tip_off", until="who", level="hidden")
    page = citizen_at.get("identity")
    citizen_at.post("what", {"kind": "tip_off"})

    assert page.context["form"]["identity_level"].value() == "hidden"
    assert Citizen(citizen_at.client).get("who").status_code == 200


def test_a_request_offers_no_identity_levels(citizen_at):
    citizen_at.fill_in("request", until="who")

    assert citizen_at.get("identity").url == reverse("portal:who")


@pytest.mark.parametrize("page", ["story", "where", "whom", "identity", "who", "check"])
def test_a_page_reached_out_of_order_leads_to_the_first_incomplete_one(citizen_at, page):
    assert citizen_at.get(page).url == reverse("portal:what")

    citizen_at.post("what", {"kind": "complaint"})
    assert page == "story" or citizen_at.get(page).url == reverse("portal:story")


def test_what_was_typed_is_kept_when_the_page_is_refused(citizen_at):
    citizen_at.post("what", {"kind": "request"})
    refused = citizen_at.post(
        "story", {"text": " ", "subject": "Su", "happened_day": "31", "happened_month": "2"}
    )
    again = citizen_at.get("story")

    assert refused.status_code == 422
    assert again.context["form"]["subject"].value() == "Su"
    assert 'value="31"' in again.content.decode()


def test_typing_into_a_page_whose_form_was_lost_begins_a_new_one_and_keeps_it(citizen_at):
    answer = citizen_at.post("story", {"text": STORY})

    assert answer.url == reverse("portal:what")
    assert citizen_at.filing.answers["text"] == STORY


def test_the_script_saves_without_completing_the_page(citizen_at):
    citizen_at.post("what", {"kind": "request"})
    answer = citizen_at.post("story", {"text": STORY}, headers={"X-Autosave": "1"})

    assert answer.status_code == 204
    assert citizen_at.filing.answers["text"] == STORY
    assert citizen_at.filing.answers["done"] == ["what"]


def test_a_page_made_incomplete_by_the_script_must_be_completed_again(citizen_at):
    citizen_at.fill_in()
    citizen_at.post("story", {"text": ""}, headers={"X-Autosave": "1"})

    assert citizen_at.get("check").url == reverse("portal:story")


def test_changing_one_thing_leads_back_to_the_check(citizen_at):
    citizen_at.fill_in()

    assert citizen_at.post("story", {"text": "Başka"}).url == reverse("portal:check")


def test_another_kind_asks_again_who_files(citizen_at):
    citizen_at.fill_in("complaint", level="anonymous")

    assert citizen_at.post("what", {"kind": "information"}).url == reverse("portal:who")
    refused = citizen_at.post("who", ADDRESS | {"identity_number": ""})
    assert refused.status_code == 422
    assert list(refused.context["form"].errors) == ["identity_number"]


def test_anonymous_destroys_what_was_typed_about_the_person(citizen_at):
    citizen_at.fill_in("complaint", level="open")
    person_id = citizen_at.filing.person_id
    citizen_at.post("identity", {"identity_level": "anonymous"})

    assert citizen_at.filing.person_id is None
    assert vault.read(person_id).name == ""
    assert citizen_at.get("who").url == reverse("portal:check")


def test_an_anonymous_complaint_names_nobody(citizen_at):
    application = citizen_at.file("complaint", level="anonymous")

    assert application.applicant_id is None
    assert application.identity_level == "anonymous"


def test_nothing_about_the_person_lies_among_the_answers(citizen_at):
    citizen_at.fill_in()

    kept = str(citizen_at.filing.answers)
    assert [
        value for name, value in ADDRESS.items() if len(value) > 5 and value in kept and name != "answer_by"
    ] == []
    assert vault.read(citizen_at.filing.person_id).phone == "+905321234567"


def test_by_letter_means_no_e_mail_address_is_kept(citizen_at):
    citizen_at.fill_in(who={"answer_by": "letter"})

    assert vault.reachable_by(citizen_at.filing.person_id) == "letter"


def test_a_company_asks_for_information_under_its_title(citizen_at):
    citizen_at.fill_in("information", who={"applicant": "legal", "legal_title": "Kavak Ltd. Şti."})

    details = vault.read(citizen_at.filing.person_id)
    assert (details.kind, details.full_name) == ("legal", "Kavak Ltd. Şti.")


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("1000000014", "T.C. kimlik numarası 11 rakamdır; yazdığınız 10 rakam."),
        ("1000000014x", "T.C. kimlik numarası yalnız rakamdan oluşur. Harfleri ve işaretleri silin."),
        ("00000000146", "T.C. kimlik numarası 0 ile başlamaz. İlk rakamı kontrol edin."),
        ("10000000147", "Bu T.C. kimlik numarasında bir rakam yanlış. Kimlik kartınızla karşılaştırın."),
    ],
)
def test_a_wrong_identity_number_says_what_is_wrong(citizen_at, typed, sentence):
    citizen_at.fill_in(until="who")
    refused = citizen_at.post("who", ADDRESS | {"identity_number": typed})

    assert refused.status_code == 422
    assert refused.context["form"].errors == {"identity_number": [sentence]}
    assert citizen_at.get("who").context["form"]["identity_number"].value() == typed


def test_an_impossible_day_is_refused(citizen_at):
    citizen_at.post("what", {"kind": "request"})
    refused = citizen_at.post(
        "story", {"text": STORY, "happened_day": "31", "happened_month": "2", "happened_year": "2015"}
    )

    assert refused.status_code == 422
    assert list(refused.context["form"].errors) == ["happened"]


def test_a_hundred_thousand_characters_are_taken_and_one_more_is_not(citizen_at):
    citizen_at.post("what", {"kind": "request"})
    refused = citizen_at.post("story", {"text": "ç" * 100_001})
    kept = citizen_at.filing.answers["text"]
    taken = citizen_at.post("story", {"text": "ç" * 100_000})

    assert refused.context["form"].errors == {
        "text": ["Metniniz en çok 100.000 karakter olabilir; şu an 100.001 karakter."]
    }
    assert (refused.status_code, len(kept), taken.status_code) == (422, 100_001, 302)


def test_a_zero_character_is_refused_with_a_reason_and_the_rest_kept(citizen_at):
    citizen_at.post("what", {"kind": "request"})
    refused = citizen_at.post("story", {"text": "su\0yok"})

    assert refused.status_code == 422
    assert citizen_at.filing.answers["text"] == "suyok"


@pytest.mark.parametrize(
    "text",
    [
        "Su yok 💧🧑‍🚒",
        "مرحبا \u202bשלום\u202c",
        unicodedata.normalize("NFD", "Çığ düştü, şaştık"),
        "<script>alert('İ')</script> & <b>kalın</b>",
        "  iki boşluk\n\n\tsekme  ",
    ],
    ids=["emoji", "right-to-left", "decomposed", "html", "spaces"],
)
def test_text_is_stored_letter_for_letter_and_shown_without_harm(citizen_at, text):
    citizen_at.fill_in(story={"text": text})
    page = citizen_at.get("check").content.decode()
    citizen_at.post("check")

    assert citizen_at.filing.application.text == text
    assert "<script>alert" not in page


def test_start_anew_is_confirmed_and_then_deletes(citizen_at):
    citizen_at.fill_in()
    before = citizen_at.filing
    assert citizen_at.get("start").status_code == 200
    assert citizen_at.post("start").url == reverse("portal:what")

    assert not type(before).objects.filter(pk=before.pk).exists()
    assert vault.read(before.person_id).name == ""
    assert citizen_at.get("story").url == reverse("portal:what")
