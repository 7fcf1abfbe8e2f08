"""The database lowers and sorts as Turkish does, on any build of PostgreSQL."""

import random

import pytest
from django.db import connection

from bimer.institutions.directory import Dictionary
from bimer.institutions.models import Province
from bimer.law import turkish

ORDER = ["Ağrı", "Ankara", "Aydın", "Hakkâri", "hız", "Iğdır", "ıhlamur", "Isparta", "iğne", "İzmir"]  # §8.4


def asked(function: str, text: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"select {function}(%s)", [text])
        return cursor.fetchone()[0]


def test_names_stand_as_in_a_turkish_dictionary(db):
    shuffled = random.Random(1).sample(ORDER, len(ORDER))
    Province.objects.bulk_create(Province(plate=str(n), name=name) for n, name in enumerate(shuffled))
    assert [str(each) for each in Province.objects.order_by(Dictionary("name"))] == ORDER


@pytest.mark.parametrize("text", ["IĞDIR", "İZMİR", "Hakkâri", "ÇÖŞÜĞ", "Iİıi", "I\u0307", "Wq X"])
def test_database_and_program_agree_on_small_letters(db, text):
    assert asked("tr_lower", text) == turkish.lower(text)


def test_database_and_program_agree_on_the_order(db):
    words = [
        *ORDER,
        "ilçe",
        "il",
        "ışık",
        "Quebec",
        "van",
        "Wan",
        "xoy",
        "yol",
        "şiş",
        "sis",
        "çay",
        "cay",
        "ölü",
        "olu",
    ]
    by_database = sorted(words, key=lambda word: asked("tr_sortkey", word))
    assert by_database == sorted(words, key=turkish.sort_key)
