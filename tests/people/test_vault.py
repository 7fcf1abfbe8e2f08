import uuid
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from cryptography.exceptions import InvalidTag
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from bimer.people import keys, vault
from bimer.people.models import Person
from bimer.people.vault import PersonDetails

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 8, 17, 10, 0, tzinfo=ZoneInfo("Europe/Istanbul"))
CANARIES = [
    "Gülümser",
    "Kanaryagil",
    "10000000146",
    "kanarya@example.org",
    "+905551112233",
    "Menekşe Sokak 7",
]
DETAILS = PersonDetails(
    name="Gülümser",
    surname="Kanaryagil",
    identity_number="10000000146",
    email="kanarya@example.org",
    phone="+905551112233",
    address="Menekşe Sokak 7",
    plate="06",
    province="Ankara",
    district="Çankaya",
)


@pytest.fixture(autouse=True)
def fresh_keys():
    yield
    keys._ring.cache_clear()
    keys.fingerprinting.cache_clear()


def test_what_is_stored_is_read_again_whole():
    assert vault.read(vault.store(DETAILS, at=MONDAY).pk) == DETAILS


def test_no_detail_stands_in_any_column():
    vault.store(DETAILS, at=MONDAY)

    with connection.cursor() as cursor:
        cursor.execute("select p::text, encode(sealed, 'escape') from people_person p")
        row = "".join(cursor.fetchone())

    assert [canary for canary in CANARIES if canary in row] == []
    assert DETAILS.identity_number.encode().hex() not in row


def test_no_detail_is_shown_by_a_representation_or_an_error():
    person = vault.store(DETAILS, at=MONDAY)
    shown = f"{DETAILS!r} {DETAILS} {vault.contact(person.pk)!r} {person!r} {person} {[DETAILS]}"
    assert [canary for canary in CANARIES if canary in shown] == []


def test_details_moved_to_another_row_no_longer_open():
    one, other = vault.store(DETAILS, at=MONDAY), vault.store(PersonDetails(name="Rana"), at=MONDAY)
    Person.objects.filter(pk=other.pk).update(sealed=one.sealed)

    with pytest.raises(InvalidTag):
        vault.read(other.pk)


def test_the_same_number_is_found_again_only_among_the_registered():
    first = vault.store(DETAILS, at=MONDAY, registered=True)
    vault.store(DETAILS, at=MONDAY)
    vault.store(PersonDetails(name="Ozan"), at=MONDAY, registered=True)

    assert vault.same_identity("10000000146") == [first.pk]
    assert vault.same_identity("") == []


@pytest.mark.parametrize(
    ("details", "way"),
    [
        (PersonDetails(email="yasin@example.org", address="Konak"), "email"),
        (PersonDetails(address="Konak"), "letter"),
        (PersonDetails(phone="+902321112233"), None),
    ],
)
def test_the_way_a_notice_takes(details, way):
    assert vault.reachable_by(vault.store(details, at=MONDAY).pk) == way


def test_update_replaces_everything_said_before():
    person = vault.store(DETAILS, at=MONDAY)
    vault.update(person.pk, PersonDetails(name="Ozan", language="en"), at=MONDAY)

    person.refresh_from_db()
    assert (vault.read(person.pk).name, person.language, person.identity_digest) == ("Ozan", "en", None)


def test_updating_nobody_is_loud():
    with pytest.raises(Person.DoesNotExist):
        vault.update(uuid.uuid4(), DETAILS, at=MONDAY)


def test_the_forgotten_leave_an_empty_row():
    person = vault.store(DETAILS, at=MONDAY, registered=True)
    vault.forget(person.pk, at=MONDAY)

    assert vault.read(person.pk) == PersonDetails()
    assert vault.reachable_by(person.pk) is None
    assert vault.same_identity("10000000146") == []


def test_forms_never_sent_are_forgotten():
    draft = vault.store(DETAILS, at=MONDAY)
    sent = vault.store(DETAILS, at=MONDAY)
    vault.register(sent.pk, at=MONDAY)

    assert vault.forget_drafts(before=MONDAY.replace(day=18), at=MONDAY.replace(day=19)) == 1
    assert (vault.read(draft.pk).name, vault.read(sent.pk).name) == ("", "Gülümser")


def test_an_old_key_still_opens_and_finds_what_it_sealed(monkeypatch):
    person = vault.store(DETAILS, at=MONDAY, registered=True)
    monkeypatch.setenv("BIMER_PEOPLE_KEY", "q6urq6urq6urq6urq6urq6urq6urq6urq6urq6urq6s=")
    monkeypatch.setenv("BIMER_PEOPLE_OLD_KEYS", keys.DEVELOPMENT_KEY)
    keys._ring.cache_clear()
    keys.fingerprinting.cache_clear()

    assert vault.read(person.pk) == DETAILS
    assert vault.same_identity("10000000146") == [person.pk]
    assert vault.store(DETAILS, at=MONDAY).key_id != person.key_id


def test_in_production_there_is_no_default_key(settings, monkeypatch):
    settings.PRODUCTION = True
    monkeypatch.delenv("BIMER_PEOPLE_KEY", raising=False)
    keys._ring.cache_clear()

    assert [error.id for error in keys.check(None)] == ["people.E001"]
    with pytest.raises(ImproperlyConfigured):
        keys.current()


@pytest.mark.parametrize("key", ["not base64!", "c2hvcnQ="])
def test_a_broken_key_is_reported_without_being_shown(monkeypatch, key):
    monkeypatch.setenv("BIMER_PEOPLE_KEY", key)
    keys._ring.cache_clear()

    (error,) = keys.check(None)
    assert key not in error.msg


def test_names_are_written_as_the_person_has_them():
    assert DETAILS.full_name == "Gülümser Kanaryagil"
    assert PersonDetails(kind="legal", legal_title="Umut Derneği", name="Rana").full_name == "Umut Derneği"
