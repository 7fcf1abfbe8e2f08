"""Deciding at the desk: each decision, other units, the applicant, and what moves the last day."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from bimer.casework import answering, consulting, queries, templates, timing
from bimer.casework.consulting import Asked
from bimer.law.kinds import Kind
from tests.conftest import make_application
from tests.desk.conftest import at, browser_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def today():
    return timezone.now()


@pytest.fixture
def information(cankaya, today):
    """An information request of today: its periods still run."""
    return make_application(cankaya, today, kind=Kind.INFORMATION)


@pytest.fixture
def fresh(cankaya, today):
    return make_application(cankaya, today)


@pytest.fixture
def sibels(sibel):
    return browser_of(sibel)


def post(browser, name, application, follow=True, **data):
    application.refresh_from_db()
    return browser.post(at(name, application), {"seen": application.version, **data}, follow=follow)


def body(response) -> str:
    return response.content.decode()


# --- The draft -------------------------------------------------------------------------------------
def test_the_draft_offers_what_the_law_of_the_application_knows(information, fresh, ozans):
    page, other = (body(ozans.get(at("draft", one))) for one in (information, fresh))

    assert 'value="interim"' not in page
    assert 'value="interim"' in other
    assert "R16" in page
    assert "R16" not in other
    assert "M6A" in other


def test_an_interim_answer_goes_through_the_approver(fresh, ozans, nurs):
    post(ozans, "draft", fresh, text="Sürüyor.", decision="interim", then="propose")
    page = body(nurs.get(at("approve", fresh)))
    assert "Interim answer" in page
    post(nurs, "approve", fresh)

    fresh.refresh_from_db()
    assert fresh.state == "interim"


def test_a_partial_refusal_with_ground_reason_and_demands(information, ozans, nurs, ozan, today):
    consulting.demands(information, texts=["Rapor", "Adlar"], by=ozan, at=today)
    said = {"text": "Rapor ektedir.", "decision": "answer", "outcome": "partial", "then": "propose"}
    refused = post(ozans, "draft", information, **said)
    assert refused.status_code == 422
    assert "Rapor ektedir." in body(refused)

    said |= {"ground": "R21", "separation": "Kişi adları.", "demand_1": "positive"}
    post(ozans, "draft", information, **said, demand_2="refused", demand_2_ground="R21")

    page = body(nurs.get(at("approve", information)))
    for told in ("R21", "Kişi adları.", "4982 m.21", "Adlar", "Refused"):
        assert told in page


def test_a_saved_draft_comes_back_whole(information, ozans):
    said = {"text": "Olmaz.", "decision": "answer", "outcome": "refused", "ground": "R16", "then": "save"}
    post(ozans, "draft", information, **said)

    form = ozans.get(at("draft", information)).context["form"]
    assert (form["ground"].value(), form["outcome"].value(), form["text"].value()) == (
        "R16",
        "refused",
        "Olmaz.",
    )


def test_not_examined_can_be_preset_by_a_link(fresh, ozans):
    form = ozans.get(at("draft", fresh) + "?karar=not_examined&gerekce=M6A").context["form"]

    assert (form["decision"].value(), form["no_ground"].value()) == ("not_examined", "M6A")


def test_a_referral_shows_the_authority_to_the_approver(fresh, ozans, nurs):
    post(ozans, "draft", fresh, text="x", decision="referral", authority="prosecutor", then="propose")

    assert fresh.number in body(nurs.get(at("approve", fresh)))
    assert "savcı" in body(nurs.get(at("approve", fresh)))


def test_a_template_is_added_to_what_was_typed(fresh, ozans, cankaya, rana, today):
    words = templates.Words(name="Park", text="{number} sayılı başvurunuz, {bilinmeyen}", unit=cankaya)
    made = templates.Template.objects.create(name=words.name, text=words.text, unit=cankaya)
    answer = post(ozans, "draft", fresh, text="Başı", outcome="", then="template", template=made.pk)

    assert answer.status_code == 200
    assert (
        answer.context["form"]["text"].value() == f"Başı\n\n{fresh.number} sayılı başvurunuz, {{bilinmeyen}}"
    )
    assert queries.draft_of(fresh) is None
    by_link = ozans.get(at("draft", fresh) + f"?sablon={made.pk}")
    assert by_link.context["form"]["text"].value().startswith(fresh.number)


def test_check_shows_advice_and_saves_nothing(fresh, ozans):
    page = post(ozans, "draft", fresh, text="Metin", outcome="positive", then="check")

    assert page.status_code == 200
    assert "look" in body(page)
    assert "Metin" in body(page)
    assert queries.draft_of(fresh) is None


# --- Other units -----------------------------------------------------------------------------------
def test_consult_asks_those_named(fresh, ozans, aski, ankara):
    typed = {"purpose": "opinion", "question": "Lamba kimin?", "unit_1": aski.name, "unit_1_id": aski.pk}
    page = post(ozans, "consult", fresh, **typed, unit_2="Ankara Valiliği")

    assert {one.unit for one in consulting.still_asked(fresh)} == {aski, ankara}
    assert "Lamba kimin?" in body(page)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"unit_1": ""}, "Write the name of the institution"),
        ({"unit_1": "xqzw"}, "No institution of this name"),
        ({"unit_1": "Ankara Su", "question": ""}, "Write what you ask."),
        ({"unit_1": "Çankaya Kaymakamlığı"}, "has the application itself"),
    ],
)
def test_what_is_wrong_with_a_question_is_said_and_nothing_is_lost(typed, said, fresh, ozans, aski):
    page = post(ozans, "consult", fresh, **({"purpose": "opinion", "question": "Kimin?"} | typed))

    assert page.status_code == 422
    assert said in body(page)
    assert typed["unit_1"] in body(page)
    assert not fresh.consultations.exists()


@pytest.fixture
def asked(fresh, ozan, aski, today):
    [made] = consulting.consult(fresh, asked=[Asked(unit=aski, question="Kimin?")], by=ozan, at=today)
    return made


def test_the_asked_find_it_in_their_list_and_contribute(asked, fresh, sibels, ozans):
    page = body(sibels.get(reverse("desk:asked")))
    assert fresh.number in page
    assert "Kimin?" in page
    assert "Kimin?" in body(sibels.get(at("contribute", fresh)))

    post(sibels, "contribute", fresh, text="Belediyenin.")

    assert fresh.number not in body(sibels.get(reverse("desk:asked")))
    assert "Belediyenin." in body(ozans.get(at("application", fresh)))


def test_the_list_costs_the_same_for_one_and_for_three(
    asked, sibels, cankaya, ozan, aski, today, django_assert_num_queries
):
    sibels.get(reverse("desk:asked"))
    with django_assert_num_queries(4):  # session, officer, reach, the list
        sibels.get(reverse("desk:asked"))
    for _ in range(2):
        other = make_application(cankaya, today)
        consulting.consult(other, asked=[Asked(unit=aski, question="Kimin?")], by=ozan, at=today)
    with django_assert_num_queries(4):
        assert body(sibels.get(reverse("desk:asked"))).count("Kimin?") == 3


def test_a_contribution_is_inserted_without_losing_what_was_typed(asked, fresh, ozans, sibel, today):
    consulting.contribute(fresh, text="Belediyenin.", by=sibel, at=today)
    page = post(ozans, "draft", fresh, text="Lamba", outcome="positive", then=f"part-{asked.pk}")

    assert page.context["form"]["text"].value() == "Lamba\n\nBelediyenin."
    assert page.context["form"]["outcome"].value() == "positive"


def test_a_question_is_withdrawn(asked, fresh, ozans):
    assert at("end_consultation", fresh) in body(ozans.get(at("application", fresh)))
    post(ozans, "end_consultation", fresh, consultation=asked.pk)

    assert not consulting.still_asked(fresh).exists()
    again = post(ozans, "end_consultation", fresh, consultation=asked.pk)
    assert again.status_code == 422


def test_only_who_was_asked_may_contribute(fresh, ozans):
    assert ozans.get(at("contribute", fresh)).status_code == 403


# --- Notes and demands -----------------------------------------------------------------------------
def test_note(fresh, ozans):
    page = post(ozans, "note", fresh, text="Telefonla arandı.")

    assert "Telefonla arandı." in body(page)
    assert post(ozans, "note", fresh, text=" ").status_code == 422


def test_demands_are_numbered_changed_and_removed(fresh, ozans):
    page = post(ozans, "demands", fresh, text_1="Lamba", text_2="", text_3="Bank")
    assert "No outcome yet" in body(page)
    assert [one.text for one in consulting.demands_of(fresh)] == ["Lamba", "Bank"]

    post(ozans, "demands", fresh, text_1="", text_2="Bank")
    assert [(one.number, one.text) for one in consulting.demands_of(fresh)] == [(1, "Bank")]


# --- The last day ----------------------------------------------------------------------------------
def test_extend(information, ozans):
    assert "ii" in body(ozans.get(at("extend", information)))
    page = post(ozans, "extend", information, ground="ii")

    information.refresh_from_db()
    assert information.extension_ground == "ii"
    assert "was extended" in body(page)
    assert "already" in body(ozans.get(at("extend", information), follow=True))


def test_too_late_to_extend_says_until_when_it_was_possible(cankaya, monday, ozans):
    old = make_application(cankaya, monday, kind=Kind.INFORMATION)

    page = body(ozans.get(at("extend", old), follow=True))

    assert "could be extended until 23 March 2015" in page


def test_a_petition_offers_neither_extension_nor_fee(fresh, ozans):
    page = body(ozans.get(at("application", fresh)))

    assert at("extend", fresh) not in page
    assert at("charge", fresh) not in page
    assert "knows no extension" in body(ozans.get(at("extend", fresh), follow=True))


def test_the_fee_is_shown_first_told_then_and_paid(information, ozans):
    counted = post(ozans, "charge", information, plain_pages="40", colour_pages="0", then="count")
    information.refresh_from_db()
    assert (counted.status_code, information.state) == (200, "received")
    assert "30 are charged" in body(counted)

    post(ozans, "charge", information, plain_pages="40", colour_pages="0", then="tell")
    information.refresh_from_db()
    assert information.state == "awaiting_fee"

    post(ozans, "pay", information, receipt="VD-17")
    information.refresh_from_db()
    assert information.state == "in_progress"


def test_what_is_free_is_said(information, ozans):
    page = post(ozans, "charge", information, plain_pages="10", colour_pages="0", then="tell")

    assert page.status_code == 422
    assert "first 10 pages are free" in body(page)


def test_ask_and_the_conversation(fresh, ozans, ozan, today):
    post(ozans, "ask", fresh, text="Hangi lamba?")

    page = body(ozans.get(at("application", fresh)))
    assert "Hangi lamba?" in page
    assert "Applicant was asked" in page


# --- Templates -------------------------------------------------------------------------------------
def test_a_coordinator_keeps_templates_of_her_units(ranas, ankara, ozans):
    address, listed = reverse("desk:template"), reverse("desk:templates")
    typed = {"name": "Park", "unit": ankara.pk, "regime": "", "decision": "answer", "text": "{number}"}
    assert "was kept" in body(ranas.post(address, typed, follow=True))
    made = templates.Template.objects.get()

    ranas.post(f"{address}?sablon={made.pk}", typed | {"text": "{subject}"})
    made.refresh_from_db()
    assert made.text == "{subject}"
    ranas.post(reverse("desk:template_switch"), {"sablon": made.pk})
    made.refresh_from_db()
    assert not made.is_active
    assert "Offer again" in body(ranas.get(listed))
    assert "Park" not in body(ozans.get(listed))


def test_unknown_fields_are_refused_and_others_may_not_write(ranas, ozans, ankara):
    typed = {"name": "Park", "unit": ankara.pk, "decision": "answer", "text": "{name}"}
    page = ranas.post(reverse("desk:template"), typed)

    assert page.status_code == 422
    assert "name" in page.context["form"].errors["text"][0]
    assert ozans.get(reverse("desk:template")).status_code == 403


def test_shipped_templates_are_written_once_and_use_known_fields(db):
    assert templates.ship() >= 8
    assert templates.ship() == 0
    for one in templates.everybodys():
        assert set(templates.FIELD.findall(one.text)) <= set(templates.FIELDS)


def test_what_is_offered_fits_law_language_and_unit(fresh, information, izmir):
    templates.ship()
    templates.Template.objects.create(name="İzmir", text="x", unit=izmir)

    names = {one.name for one in templates.offered(fresh)}
    assert "Ara cevap: işlem sürüyor" in names
    assert "İzmir" not in names
    assert not any(name.startswith("Bilgi edinme:") for name in names)
    assert any(one.name.startswith("Bilgi edinme:") for one in templates.offered(information))


# --- After an objection ----------------------------------------------------------------------------
def test_overdue_questions_are_said_to_be_late(asked, sibels, fresh):
    consulting.still_asked(fresh).update(due_on=timezone.localdate() - timedelta(days=3))

    assert "late" in body(sibels.get(reverse("desk:asked")))


def test_two_at_once_one_wins_and_the_other_is_told(information, ozans, ozan, today):
    seen = information.version
    timing.extend(information, ground="i", by=ozan, at=today)
    response = ozans.post(
        at("charge", information), {"seen": seen, "plain_pages": 40, "colour_pages": 0, "then": "tell"}
    )

    assert response.status_code == 422
    assert "changed while you were looking" in body(response)


def test_answers_of_other_decisions_are_shown_as_such(fresh, ozan, nur, nurs, today):
    answering.propose(fresh, text="Sürüyor.", decision="interim", by=ozan, at=today)
    answering.approve(fresh, by=nur, at=today)

    assert "Interim answer" in body(nurs.get(at("application", fresh)))


def test_the_history_tells_what_was_special(information, ozan, ozans, aski, today):
    consulting.consult(information, asked=[Asked(unit=aski, question="Pay?")], by=ozan, at=today)
    timing.extend(information, ground="ii", by=ozan, at=today)
    timing.charge(information, plain_pages=40, by=ozan, at=today)
    timing.pay(information, receipt="VD-17", by=ozan, at=today)
    answering.save_draft(information, text="x", outcome="refused", ground="R16", by=ozan, at=today)

    page = body(ozans.get(at("application", information)))

    for told in ("Ground: ii", "to be paid until", "Refused · R16", str(aski)):
        assert told in page


def test_what_is_missing_is_said_and_stops_nobody(asked, fresh, ozans, aski):
    page = post(ozans, "draft", fresh, text="Metin", outcome="positive", then="check")
    assert f"These have not contributed yet: {aski}." in body(page)

    post(ozans, "draft", fresh, text="Metin", outcome="positive", then="propose")
    fresh.refresh_from_db()
    assert fresh.state == "awaiting_approval"
