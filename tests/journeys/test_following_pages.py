"""What an applicant sees after filing, and the page that asks about whom: with axe and at 320 px."""

import pytest
from django.utils import timezone

from bimer.casework import answering
from bimer.casework.models import Application, Fee, Message, Purpose
from bimer.institutions.roles import Role
from tests.conftest import make_officer

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]


@pytest.fixture
def scripted() -> bool:
    return True  # axe is a script


@pytest.fixture
def opened(reader, application, empty_queue):
    """Ayşe at her screen, her application opened with its code."""
    ayse = reader()
    ayse.goes("/takip/")
    ayse.page.fill("[name=number]", application.tracking_number)
    ayse.page.fill("[name=code]", application.reading_code)
    ayse.presses("Göster")
    return ayse


def now_in(application, state: str) -> None:
    Application.objects.filter(pk=application.pk).update(state=state)


def test_while_something_is_asked_of_her(opened, application, ankara, ozan):
    now = timezone.now()
    Message.objects.create(
        application=application, text="Hangi sokak?", at=now, officer=ozan, unit=application.holder
    )
    application.consultations.create(
        unit=ankara, purpose=Purpose.PART, asked_by=ozan, asked_unit=application.holder, asked_at=now
    )
    now_in(application, "awaiting_applicant")
    opened.goes("/takip/basvuru/")
    opened.reads("Görevli size soruyor")
    Fee.objects.create(application=application, plain_pages=25, amount=1250, told_at=now, due_on=now.date())
    now_in(application, "awaiting_fee")
    opened.goes("/takip/basvuru/")
    opened.reads("12,50 TL")


def test_withdrawing(opened):
    opened.goes("/takip/basvuru/geri-al/")
    opened.presses("Başvurumdan vazgeç")
    opened.reads("Vazgeçildi")


def test_after_the_answer(opened, application, ozan, cankaya):
    now = timezone.now()
    answering.propose(application, text="Mümkün değil.", outcome="informed", by=ozan, at=now)
    answering.approve(application, by=make_officer("onay", "Onay Veren", (Role.APPROVER, cankaya)), at=now)
    opened.goes("/takip/basvuru/")
    opened.presses("Değerlendirmemi gönder")  # nothing chosen: the errors are a page too
    opened.page.check("[name=score][value='2']")
    opened.page.check("[name=solved][value=no]")
    opened.presses("Değerlendirmemi gönder")
    opened.reads("Teşekkür ederiz")
    opened.goes("/takip/basvuru/")
    opened.presses("Bu cevaba itiraz et")
    opened.reads("Önceki cevap")


def test_about_whom(reader, centre, empty_queue):
    visitor = reader()
    visitor.goes("/basvuru/tur/")
    visitor.page.check("[name=kind][value=complaint]")
    visitor.presses("Kaydet ve devam et")
    visitor.page.fill("[name=text]", "Müdür işi yapmıyor.")
    visitor.presses("Kaydet ve devam et")
    visitor.reads("Kim hakkında?")
    visitor.presses("Kaydet ve devam et")
    visitor.page.check("[name=nowhere]")
    visitor.presses("Kaydet ve devam et")
    visitor.presses("Kaydet ve devam et")
    visitor.page.check("[name=identity_level][value=anonymous]")
    visitor.presses("Kaydet ve devam et")
    visitor.reads("Neler yardımcı olur")
