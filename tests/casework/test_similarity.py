"""Texts alike, and earlier applications on the same matter: found where they may be read, nowhere else."""

import dataclasses
from datetime import timedelta

import pytest

from bimer.casework import policy, similarity
from bimer.casework.lifecycle import State
from bimer.casework.models import Accusation, Application, Signature
from bimer.casework.similarity import Campaign, Reason
from bimer.law.kinds import IdentityLevel, Kind
from tests.conftest import CITIZEN, make_application

WATER = (
    "Mahallemizde üç gündür su akmıyor. Belediyeyi arıyoruz, telefona bakan yok. Evde bebek ve yaşlı var; "
    "tankerle su gönderilmesini ve arızanın onarılmasını istiyoruz. Gereğini saygılarımla arz ederim."
)
WATER_AGAIN = (
    "Sayın yetkili, mahallemizde dört gündür su akmıyor. Belediyeyi arıyoruz ama telefona bakan yok. Evde "
    "bebek ve yaşlı var; tankerle su gönderilmesini ve arızanın onarılmasını istiyoruz. Arz ederim."
)
SCHOOL = (
    "Kızımın okuluna kayıt yaptırmak için müdür bizden bağış istedi, vermeyince kaydı yapmadı. Okulun "
    "hesabına para yatırmak zorunda mıyız, öğrenmek istiyorum. Gereğini saygılarımla arz ederim."
)
NEIGHBOUR = dataclasses.replace(CITIZEN, name="Can", surname="Er", identity_number="10000000078", email="")


# --- Texts -----------------------------------------------------------------------------------------
def test_case_and_marks_make_no_difference():
    assert similarity.similarity("IŞIKLAR yanmıyor!", "isiklar – yanmiyor") == 1.0


def test_dice_by_hand():
    """abcdef: abcde bcdef; abcdex: abcde bcdex. Twice one of four."""
    assert similarity.similarity("abcdef", "abcdex") == 0.5


@pytest.mark.parametrize(("one", "other"), [("", ""), ("su", "su"), ("", "su")])
def test_the_shortest_texts_can_be_compared(one, other):
    assert similarity.similarity(one, other) == (1.0 if one == other else 0.0)


def test_the_same_matter_in_other_words_is_similar_and_another_matter_is_not():
    assert similarity.similarity(WATER, WATER_AGAIN) > similarity.SIMILAR
    assert similarity.similarity(WATER, SCHOOL) < similarity.RELATED


def test_signatures_of_alike_texts_share_bands_and_of_others_none():
    water, again, school = (set(similarity.signature(text)) for text in (WATER, WATER_AGAIN, SCHOOL))

    assert len(water) == similarity.BANDS
    assert water & again
    assert not water & school


def test_a_common_ending_does_not_make_short_texts_alike():
    ending = " Gereğinin yapılmasını saygılarımla arz ederim."
    lamps, dogs = (
        similarity.signature(text + ending)
        for text in ("Park lambaları iki aydır yanmıyor.", "Sokak köpekleri çocukları kovalıyor.")
    )

    assert not set(lamps) & set(dogs)


def test_a_signature_never_changes():
    """It lies in the database: a new version of the sum has to sign every text anew."""
    assert similarity.signature("Kuğulu Park'ın lambaları yanmıyor.")[:2] == [825506980, 1724981678]


@pytest.mark.parametrize("text", ["", "test", "Saygılarımla arz ederim.", "su yok"])
def test_too_little_text_has_no_signature(text):
    assert similarity.signature(text) == []


def test_only_the_beginning_is_signed():
    long = WATER * 30

    assert similarity.signature(long + SCHOOL * 300) == similarity.signature(long)


# --- Earlier applications --------------------------------------------------------------------------
def found(application, officer, at, **more):
    """Number and reasons of what is shown to the officer."""
    reach = policy.reach(officer, on=at.date())
    shown = similarity.earlier(application, reach=reach, on=at.date(), **more)
    return [(each.application.pk, each.reasons) for each in shown]


@pytest.fixture
def earlier(cankaya, monday):
    return make_application(cankaya, monday, text=WATER, district=None, province=None)


def filed(unit, at, text, *, by=NEIGHBOUR, **fields):
    fields = {"text": text, "district": None, "province": None} | fields
    return make_application(unit, at, details=by, **fields)


@pytest.mark.django_db
def test_a_similar_text_of_somebody_else_is_found(earlier, cankaya, ozan, tuesday):
    now = filed(cankaya, tuesday, WATER_AGAIN)

    assert found(now, ozan, tuesday) == [(earlier.pk, (Reason.TEXT,))]


@pytest.mark.django_db
def test_a_later_one_is_not_an_earlier_one(earlier, cankaya, ozan, tuesday):
    filed(cankaya, tuesday, WATER_AGAIN)

    assert found(earlier, ozan, tuesday) == []


@pytest.mark.django_db
def test_the_same_person_is_found_whatever_she_wrote(earlier, cankaya, ozan, tuesday):
    now = filed(cankaya, tuesday, SCHOOL, by=CITIZEN)

    assert found(now, ozan, tuesday) == [(earlier.pk, (Reason.PERSON,))]


@pytest.mark.django_db
@pytest.mark.parametrize("first", [IdentityLevel.HIDDEN, IdentityLevel.OPEN])
def test_a_withheld_identity_links_nothing(cankaya, ozan, monday, tuesday, first):
    """Neither from the hidden application to the open one nor back: the list would tell who she is."""
    second = IdentityLevel.OPEN if first == IdentityLevel.HIDDEN else IdentityLevel.HIDDEN
    filed(cankaya, monday, WATER, by=CITIZEN, kind=Kind.COMPLAINT, identity_level=first)
    now = filed(cankaya, tuesday, SCHOOL, by=CITIZEN, kind=Kind.COMPLAINT, identity_level=second)

    assert found(now, ozan, tuesday) == []


def accuse(application, unit, officer, at):
    Accusation.objects.create(application=application, unit=unit, marked_by=officer, at=at)
    application.accused_units = [unit.pk]
    application.save()


@pytest.mark.django_db
def test_the_same_accused_is_found_whatever_was_written(earlier, ankara, cankaya, rana, ece, tuesday):
    now = filed(ankara, tuesday, SCHOOL)
    for each in (earlier, now):
        accuse(each, cankaya, rana, tuesday)

    assert found(now, ece, tuesday) == [(earlier.pk, (Reason.ACCUSED,))]


@pytest.mark.django_db
def test_a_lifted_accusation_finds_nothing(earlier, ankara, cankaya, rana, ece, tuesday):
    now = filed(ankara, tuesday, SCHOOL)
    for each in (earlier, now):
        accuse(each, cankaya, rana, tuesday)
    Accusation.objects.filter(application=earlier).update(lifted_at=tuesday)

    assert found(now, ece, tuesday) == []


@pytest.mark.django_db
def test_the_accused_finds_nothing_of_it(earlier, cankaya, ankara, rana, ozan, tuesday):
    accuse(earlier, cankaya, rana, tuesday)
    now = filed(cankaya, tuesday, WATER_AGAIN)

    assert found(now, ozan, tuesday) == []


RELATED = (
    "Mahallemizde üç gündür su akmıyor. Belediyeyi arıyoruz, telefona bakan yok. Evde hasta var. "
    "Arızanın onarılmasını istiyoruz."
)


@pytest.mark.django_db
def test_the_same_place_shows_what_is_related(kavaklidere, cankaya, ozan, monday, tuesday):
    place = {"neighbourhood": kavaklidere, "district": kavaklidere.district}
    water = filed(cankaya, monday, WATER, **place)
    filed(cankaya, monday, SCHOOL, **place)
    now = filed(cankaya, tuesday, RELATED, by=CITIZEN, **place)

    assert [(pk, Reason.PLACE in why) for pk, why in found(now, ozan, tuesday)] == [(water.pk, True)]


@pytest.mark.django_db
def test_a_place_is_forgotten_after_a_year(kavaklidere, cankaya, ozan, monday, tuesday):
    place = {"neighbourhood": kavaklidere, "district": kavaklidere.district}
    filed(cankaya, monday, WATER, **place)
    now = filed(cankaya, tuesday, WATER_AGAIN, by=CITIZEN, **place)

    later = tuesday + timedelta(days=400)

    assert [why for _pk, why in found(now, ozan, later)] == [(Reason.TEXT,)]


@pytest.mark.django_db
def test_what_the_officer_may_not_read_is_not_shown(earlier, izmir, yasin, tuesday):
    now = filed(izmir, tuesday, WATER, by=CITIZEN)

    assert found(now, yasin, tuesday) == []


@pytest.mark.django_db
def test_a_merged_one_lives_on_in_the_other(earlier, cankaya, ozan, tuesday):
    Application.objects.filter(pk=earlier.pk).update(state=State.MERGED)

    assert found(filed(cankaya, tuesday, WATER), ozan, tuesday) == []


@pytest.mark.django_db
def test_the_same_person_with_the_same_text_comes_first(earlier, cankaya, ozan, tuesday):
    other = filed(cankaya, tuesday, WATER)
    now = filed(cankaya, tuesday, WATER, by=CITIZEN)

    assert [pk for pk, _why in found(now, ozan, tuesday)] == [earlier.pk, other.pk]
    assert [pk for pk, _why in found(now, ozan, tuesday, limit=1)] == [earlier.pk]


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 3])
def test_it_takes_three_questions_however_many_are_found(
    kavaklidere, cankaya, ozan, monday, tuesday, count, django_assert_num_queries
):
    place = {"neighbourhood": kavaklidere, "district": kavaklidere.district}
    for _ in range(count):
        filed(cankaya, monday, WATER, **place)
    now = filed(cankaya, tuesday, WATER, **place)
    accuse(now, cankaya.coordinator, ozan, tuesday)
    reach = policy.reach(ozan, on=tuesday.date())

    with django_assert_num_queries(3):
        shown = similarity.earlier(now, reach=reach, on=tuesday.date())
        lines = [(each.application.subject, each.application.holder_name) for each in shown]

    assert len(lines) == count


# --- Campaigns -------------------------------------------------------------------------------------
@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 3])
def test_a_campaign_is_counted_with_its_people(cankaya, ozan, monday, count, django_assert_num_queries):
    for _ in range(count):
        filed(cankaya, monday, f"{WATER} Imza")
    filed(cankaya, monday, SCHOOL)
    now = filed(cankaya, monday, WATER, by=CITIZEN)
    reach = policy.reach(ozan, on=monday.date())

    with django_assert_num_queries(2):
        counted = similarity.campaign(now, reach=reach)

    assert counted == Campaign(applications=count + 1, people=2)


@pytest.mark.django_db
def test_everybody_anonymous_counts_as_one_more(cankaya, ozan, monday):
    for _ in range(3):
        now = filed(cankaya, monday, WATER, by=None)

    reach = policy.reach(ozan, on=monday.date())

    assert similarity.campaign(now, reach=reach) == Campaign(applications=3, people=3)


@pytest.mark.django_db
def test_a_campaign_is_what_the_officer_may_read(earlier, izmir, yasin, monday):
    now = filed(izmir, monday, WATER)

    reach = policy.reach(yasin, on=monday.date())

    assert list(similarity.alike(now, reach=reach)) == [now]


@pytest.mark.django_db
def test_a_text_too_short_to_sign_is_alone(cankaya, ozan, monday):
    filed(cankaya, monday, "su yok")
    now = filed(cankaya, monday, "su yok")

    reach = policy.reach(ozan, on=monday.date())

    assert similarity.campaign(now, reach=reach) == Campaign(applications=1, people=1)


@pytest.mark.django_db
def test_a_corrected_text_is_signed_anew(earlier):
    earlier.text = SCHOOL

    similarity.sign(earlier)

    assert Signature.objects.values_list(*similarity.COLUMNS).get() == tuple(similarity.signature(SCHOOL))


def test_what_was_registered_before_is_signed_once_and_in_order(cankaya, monday, monkeypatch):
    monkeypatch.setattr(similarity, "SIGNED_AT_ONCE", 2)
    made = [make_application(cankaya, monday, text=WATER) for _number in range(3)]
    short = make_application(cankaya, monday, text="Lamba")
    before = Signature.objects.get(application=made[0])
    Signature.objects.all().delete()

    assert list(similarity.sign_all()) == [made[1].pk, short.pk]
    assert list(similarity.sign_all()) == [short.pk]

    signed = Signature.objects.order_by("pk")
    assert [one.pk for one in signed] == [application.pk for application in made]
    assert {one.b1 for one in signed} == {before.b1}
