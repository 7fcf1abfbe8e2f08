"""Many at once, at the desk: ticked in the inbox, asked once more, followed on a page of its own."""

import pytest
from django.urls import reverse

from bimer.casework import answering, bulk, choosing, gate, working
from bimer.casework.lifecycle import State
from bimer.casework.models import Bulk
from bimer.desk.together import TOGETHER
from bimer.institutions.roles import Role
from tests.conftest import make_application, make_officer
from tests.desk.conftest import browser_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def two(cankaya, monday):
    return [make_application(cankaya, monday) for _ in range(2)]


def boxes(applications) -> list[str]:
    return [f"{application.number}.{application.version}" for application in applications]


def send(client, word, applications, **fields):
    return client.post(
        reverse("desk:together", args=[word]), {"chosen": boxes(applications), **fields}, follow=True
    )


def mark_of(application) -> str:
    return choosing.alike([application])[0].mark


def finished() -> None:
    while bulk.go_on(Bulk.objects.latest("pk").pk, at=Bulk.objects.latest("pk").at):
        pass


def test_the_inbox_has_a_box_for_each_and_what_the_officer_may_do(ozans, nurs, two):
    page = ozans.get(reverse("desk:inbox")).content.decode()
    for value in boxes(two):
        assert f'name="chosen" value="{value}"' in page
    offered = [word for word in TOGETHER if reverse("desk:together", args=[word]) in page]
    assert offered == ["sevk", "cevap", "ata", "birlestir"]
    assert reverse("desk:together", args=["onay"]) in nurs.get(reverse("desk:inbox")).content.decode()


def test_answered_together_then_approved_together(ozans, nurs, two):
    page = send(ozans, "cevap", two).content.decode()
    assert "2 applications" in page
    done = send(ozans, "cevap", two, then="do", text="Onarıldı.", outcome="done").content.decode()
    assert "0 of 2 done" in done
    assert 'hx-trigger="every 2s"' in done
    finished()
    again = ozans.get(reverse("desk:bulk", args=[Bulk.objects.get().pk])).content.decode()
    assert "All 2 done." in again
    assert "hx-trigger" not in again

    for application in two:
        application.refresh_from_db()
    assert "2 applications get this" in send(nurs, "onay", two).content.decode()
    unread = send(nurs, "onay", two[:1], then="do")
    assert (unread.status_code, Bulk.objects.count()) == (422, 1)
    assert "Open each text that is to go" in unread.content.decode()
    send(nurs, "onay", two[:1], then="do", read=[mark_of(two[0])])
    finished()
    for application in two:
        application.refresh_from_db()
    assert [application.state for application in two] == [State.ANSWERED, State.AWAITING_APPROVAL]


def test_what_was_typed_stays_when_something_is_missing(ozans, two):
    response = send(ozans, "cevap", two, then="do", text="Onarıldı.")

    assert response.status_code == 422
    assert "Choose the outcome." in response.content.decode()
    assert "Onarıldı." in response.content.decode()
    assert not Bulk.objects.exists()


def test_forwarded_together_and_the_unit_is_found_by_its_name(ranas, two, aski):
    send(ranas, "sevk", two, then="do", to=aski.name, reason="Su")
    finished()

    for application in two:
        application.refresh_from_db()
    assert {application.holder for application in two} == {aski}


def test_what_the_officer_does_not_see_is_not_there(yasins, two):
    page = send(yasins, "sevk", two).content.decode()

    assert two[0].number not in page
    assert "Tick the applications in the list first." in page


def test_what_is_not_possible_is_left_out_with_the_reason(nurs, two):
    page = send(nurs, "onay", two).content.decode()

    assert "This is possible with none of those you chose." in page
    assert two[0].number in page


@pytest.mark.parametrize("chosen", ["x.y", "26000000015", "9" * 400 + ".1", "\x00.1", ""])
def test_boxes_that_were_not_on_the_page_change_nothing(ozans, chosen):
    response = ozans.post(reverse("desk:together", args=["sevk"]), {"chosen": chosen})

    assert response.status_code == 200


def test_an_unknown_word_is_no_page(ozans):
    assert ozans.post("/gorevli/toplu/yak/").status_code == 404


def test_only_who_began_it_sees_how_far_it_is(ozans, nurs, two):
    send(ozans, "cevap", two, then="do", text="Onarıldı.", outcome="done")
    address = reverse("desk:bulk", args=[Bulk.objects.get().pk])

    assert nurs.get(address).status_code == 404
    assert address in ozans.get(reverse("desk:bulks")).content.decode()
    assert "You have done nothing in bulk yet." in nurs.get(reverse("desk:bulks")).content.decode()


def test_a_coordinator_hands_over_a_leavers_work(ranas, ozan, cankaya, two, monday):
    pelin = make_officer("pelin", "Pelin Ay", (Role.RESPONDENT, cankaya))
    for application in two:
        working.take(application, by=ozan, at=monday)
    page = ranas.get(reverse("desk:hand_over"), {"officer": ozan.pk}).content.decode()
    assert "works on 2 open applications" in page
    assert all(f'value="{value}"' in page for value in boxes(two))
    assert reverse("desk:together", args=["ata"]) in page
    assert f'name="to" value="{pelin.pk}"' in page
    assert f'name="to" value="{ozan.pk}"' not in page

    send(ranas, "ata", two, then="do", to=pelin.pk)
    finished()

    for application in two:
        application.refresh_from_db()
    assert {application.taken_by for application in two} == {pelin}


def test_an_officer_hands_over_only_her_own(ozans, ozan, nur, two):
    page = ozans.get(reverse("desk:hand_over")).content.decode()

    assert ozan.full_name in page
    assert nur.full_name not in page.replace(ozan.full_name, "")
    assert ozans.get(reverse("desk:hand_over"), {"officer": nur.pk}).status_code == 422
    assert browser_of(nur).get(reverse("desk:hand_over")).status_code == 200


def test_two_texts_are_opened_one_by_one_and_the_difference_is_marked(ozan, nurs, two, cankaya, monday):
    third = make_application(cankaya, monday)
    texts = ["Park bu yıl yapılacak.", "Park bu yıl yapılacak.", "Park gelecek yıl yapılacak."]
    for application, text in zip([*two, third], texts, strict=True):
        answering.propose(application, text=text, outcome="positive", by=ozan, at=monday)

    page = send(nurs, "onay", [*two, third]).content.decode()
    assert "<mark>gelecek </mark>" in page
    assert "<del>bu </del>" in page
    assert page.count(" open>") == 1

    send(nurs, "onay", [*two, third], then="do", read=[mark_of(third)])
    finished()
    assert [item.application for item in Bulk.objects.get().items.all()] == [third]


def test_duplicates_are_merged_into_the_one_filed_first(ranas, cankaya, monday, tuesday):
    first, second = make_application(cankaya, monday), make_application(cankaya, tuesday)
    page = send(ranas, "birlestir", [second, first]).content.decode()
    assert page.index(f"{first.number} ·") < page.index(f"{second.number} ·")

    send(ranas, "birlestir", [second, first], then="do", into=first.pk)
    finished()

    second.refresh_from_db()
    assert (second.state, second.merged_into) == (State.MERGED, first)
    assert Bulk.objects.get().items.count() == 1


def test_one_alone_is_not_merged_into_itself(ranas, two):
    page = send(ranas, "birlestir", two[:1], then="do", into=two[0].pk)

    assert page.status_code == 422
    assert "Choose at least one application." in page.content.decode()


def test_those_that_say_nearly_the_same_are_on_one_page(ozans, ozan, cankaya, monday):
    text = (
        "Kuğulu Parkın yanındaki ağaçların kesileceğini öğrendik. Mahallede başka gölgelik yok, çocuklar "
        "burada oynuyor, yaşlılar burada dinleniyor. Kesimin durdurulmasını ve bize sorulmasını istiyoruz."
    )
    many = [make_application(cankaya, monday, text=f"{text} No: {door}") for door in range(3)]
    other = make_application(cankaya, monday, text="Sokağımızda üç gündür su akmıyor, çocuklar susuz kaldı.")
    address = reverse("desk:alike", args=[many[0].number])

    page = ozans.get(reverse("desk:application", args=[many[0].number])).content.decode()
    assert address in page
    assert "3 applications" in page
    assert (
        reverse("desk:alike", args=[other.number])
        not in ozans.get(reverse("desk:application", args=[other.number])).content.decode()
    )
    alike = ozans.get(address).content.decode()
    assert all(f'value="{value}"' in alike for value in boxes(many))
    assert boxes([other])[0] not in alike
    assert 'formaction="' + reverse("desk:together", args=["cevap"]) in alike


def test_who_is_complained_about_can_neither_choose_it_nor_read_of_it(ozans, rana, cankaya, two, monday):
    gate.accuse(two[0], unit=cankaya, by=rana, at=monday)

    two[0].refresh_from_db()
    response = send(ozans, "cevap", two, then="do", text="Oldu.", outcome="done")

    assert two[0].number not in response.content.decode()
    assert [item.application for item in Bulk.objects.get().items.all()] == [two[1]]


def test_a_text_that_changed_since_it_was_read_is_read_again(ozan, nur, nurs, two, monday):
    for application in two:
        answering.propose(application, text="Onarıldı.", outcome="done", by=ozan, at=monday)
    read = mark_of(two[0])
    for application in two:
        answering.send_back(application, remarks="Ne zaman?", by=nur, at=monday)
        answering.propose(application, text="Dün onarıldı.", outcome="done", by=ozan, at=monday)

    page = send(nurs, "onay", two, then="do", read=[read])

    assert page.status_code == 422
    assert "A text changed meanwhile." in page.content.decode()
    assert not Bulk.objects.exists()
