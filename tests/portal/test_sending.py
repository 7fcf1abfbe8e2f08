"""Sent once, however often; and the receipt."""

from threading import Barrier, Thread

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from bimer.casework.models import Application
from tests.portal.conftest import Citizen


def test_the_receipt_shows_numbers_institution_reason_and_last_day(citizen_at, aski):
    application = citizen_at.file()
    page = citizen_at.get("receipt").content.decode()

    number = application.tracking_number
    assert f"{number[:4]} {number[4:8]} {number[8:12]} {number[12:]}" in page
    assert application.number in page
    assert aski.name in page
    assert "su kesintisi" in page
    assert "3071 sayılı Kanun, madde 7" in page


def test_nothing_of_it_is_cached(citizen_at):
    citizen_at.file()

    assert "no-store" in citizen_at.get("receipt").headers["Cache-Control"]


def test_sent_twice_it_is_one_application(citizen_at):
    citizen_at.fill_in()
    answers = [citizen_at.post("check"), citizen_at.post("check"), citizen_at.get("check")]

    assert [answer.url for answer in answers] == [reverse("portal:receipt")] * 3
    assert Application.objects.count() == 1


@pytest.mark.parametrize("page", ["what", "story", "where", "whom", "who", "check"])
def test_after_sending_every_page_leads_to_the_receipt(citizen_at, page):
    citizen_at.file()

    assert citizen_at.get(page).url == reverse("portal:receipt")
    assert citizen_at.post(page, {"text": "Sonradan"}).url == reverse("portal:receipt")


@pytest.mark.django_db(transaction=True)
def test_two_threads_send_one_application(citizen_at):
    citizen_at.fill_in()
    cookies, together, answers = citizen_at.client.cookies, Barrier(2), []

    def send():
        client = Client()
        client.cookies.update(cookies)
        together.wait(10)
        answers.append(client.post(reverse("portal:check")).status_code)
        connection.close()

    threads = [Thread(target=send) for _each in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)

    assert answers == [302, 302]
    assert Application.objects.count() == 1


def test_the_receipt_as_pdf(citizen_at):
    citizen_at.file()
    answer = citizen_at.get("receipt_pdf")

    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")


def test_without_an_application_there_is_no_receipt(citizen_at):
    assert citizen_at.get("receipt").url == reverse("portal:start")
    assert citizen_at.get("receipt_pdf").status_code == 404


def test_forget_on_this_device(citizen_at):
    citizen_at.file()
    citizen_at.post("forget")

    assert citizen_at.get("receipt").url == reverse("portal:start")


def test_the_anonymous_are_warned_not_to_lose_the_code(citizen_at):
    citizen_at.file("complaint", level="anonymous")

    assert "govuk-warning-text" in citizen_at.get("receipt").content.decode()


def test_another_browser_sees_nothing_of_it(citizen_at):
    citizen_at.file()

    assert Citizen().get("receipt").url == reverse("portal:start")


@pytest.mark.parametrize("files", [1, 3])
def test_pages_cost_the_same_with_one_file_and_with_three(citizen_at, files, django_assert_num_queries):
    citizen_at.fill_in(until="check")
    from tests.portal.test_files import picture

    citizen_at.post(
        "story", {"text": "Su yok", "files": [picture(f"{n}.png") for n in range(files)], "do": "add"}
    )
    citizen_at.post("story", {"text": "Su yok"})
    with django_assert_num_queries(3):
        citizen_at.get("story")
    with django_assert_num_queries(5):
        citizen_at.get("check")
