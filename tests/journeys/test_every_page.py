"""The pages no story passes: looked at with axe and at 320 px all the same."""

import pytest
from django.utils import timezone

from bimer.casework import answering, working
from bimer.casework.announcements import announce
from bimer.institutions.models import Posting
from bimer.institutions.roles import Role
from bimer.law.kinds import IdentityLevel, Kind
from tests.conftest import PASSWORD, make_application

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]


@pytest.fixture
def scripted() -> bool:
    return True  # axe is a script


def signs_in(reader, username: str):
    somebody = reader()
    somebody.goes("/gorevli/giris/")
    somebody.page.fill("[name=login]", username)
    somebody.page.fill("[name=password]", PASSWORD)
    somebody.presses("Oturum aç")
    return somebody


@pytest.fixture
def waiting(cankaya, ozan, nur, rana, veli, citizen, monday, tuesday, empty_queue):
    """At Çankaya: a letter to print, an answer to approve, a tip-off of somebody hidden."""
    no_email = type(citizen)(**{**vars(citizen), "email": ""})
    by_letter = make_application(cankaya, monday, details=no_email)
    announce(event_id=by_letter.events.get().pk)
    make_application(cankaya, tuesday, kind=Kind.TIP_OFF, identity_level=IdentityLevel.HIDDEN)
    proposed = make_application(cankaya, monday)
    answering.propose(proposed, text="Onarıldı.", outcome="positive", by=ozan, at=tuesday)
    return by_letter, proposed


def test_a_respondents_pages(reader, waiting):
    by_letter, _proposed = waiting
    ozan = signs_in(reader, "ozan")
    for page in ("", "sevk/", "iade/", "cevap/", "dokum/"):
        ozan.goes(f"/gorevli/basvuru/{by_letter.number}/{page}")
    for page in (
        "islenenler/",
        "ara/",
        "ara/?number=1",
        "hesabim/",
        "?suzgec=late",
        "toplu/",
        "devir/",
        "vekalet/",
    ):
        ozan.goes(f"/gorevli/{page}")
    ozan.goes(f"/gorevli/basvuru/{by_letter.number}/sevk/")
    ozan.presses("Sevk et")  # nothing filled in: the errors are a page too
    ozan.reads("gerekçesini")


def test_many_at_once(reader, waiting):
    ozan = signs_in(reader, "ozan")
    ozan.goes("/gorevli/")
    ozan.presses("Sayfadakilerin tümünü seç")
    ozan.presses("Cevapla")
    ozan.presses("Onaya sun")  # nothing filled in
    ozan.page.fill("[name=text]", "Onarıldı.")
    ozan.page.check("[name=outcome][value=done]")
    ozan.presses("Onaya sun")
    ozan.reads("başvurudan 0 tanesi yapıldı")
    ozan.goes(f"/gorevli/basvuru/{waiting[0].number}/benzerler/")
    ozan.presses("Sayfadakilerin tümünü seç")
    ozan.presses("Birleştir")
    ozan.goes("/gorevli/toplu/")
    working.take(waiting[0], by=waiting[1].taken_by, at=timezone.now())
    ozan.goes(f"/gorevli/devir/?officer={waiting[1].taken_by.pk}")


def test_many_to_approve(reader, waiting):
    nur = signs_in(reader, "nur")
    nur.goes("/gorevli/")
    nur.presses("Sayfadakilerin tümünü seç")
    nur.presses("Onayla")
    nur.presses("Onayla ve gönder")  # not read yet
    nur.reads("okuduğunuzu işaretleyin")


def test_an_approvers_pages(reader, waiting):
    _by_letter, proposed = waiting
    nur = signs_in(reader, "nur")
    nur.goes(f"/gorevli/basvuru/{proposed.number}/onay/")
    nur.presses("Geri gönder")
    nur.reads("Onarıldı.")


def test_a_coordinators_and_a_clerks_pages(reader, waiting, rana, veli, ankara):
    rana_at_screen = signs_in(reader, "rana")
    for page in ("", "ozet/", "islenenler/"):
        rana_at_screen.goes(f"/gorevli/{page}")
    Posting.objects.filter(officer=rana).update(role=Role.SYSTEM_ADMINISTRATOR)
    rana_at_screen.goes("/gorevli/")  # no inbox at all
    veli_at_screen = signs_in(reader, "veli")
    veli_at_screen.goes("/gorevli/mektuplar/")
    veli_at_screen.presses("Basıldı olarak işaretle")


def test_where_nothing_is(reader, waiting):
    by_letter, _proposed = waiting
    visitor = reader()
    for page in ("/yok/", "/basvuru/", "/basvuru/olay/", "/takip/"):
        visitor.goes(page)
    visitor.page.fill("[name=number]", "1111 2222 3333 4444")
    visitor.presses("Göster")
    visitor.goes("/gorevli/giris/")
    visitor.page.fill("[name=login]", "nobody")
    visitor.page.fill("[name=password]", "nothing")
    visitor.presses("Oturum aç")
    ozan = signs_in(reader, "ozan")
    ozan.goes(f"/gorevli/basvuru/{by_letter.number}/onay/")  # no right to it: 403 and where to turn
