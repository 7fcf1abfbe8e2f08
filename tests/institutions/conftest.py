"""A tiny state, loaded through the very function that loads the country."""

from datetime import date

import pytest

from bimer.institutions import loading
from bimer.institutions.models import Officer, Unit
from bimer.institutions.roles import Level
from bimer.institutions.rows import (
    Directory,
    DistrictRow,
    KindRow,
    NeighbourhoodRow,
    ProvinceRow,
    Row,
)

CENTRE = "BB-HALKLA-ILISKI"
CANKAYA, ETIMESGUT, KONAK = 1231, 1922, 1819

KINDS = [
    KindRow(
        "W",
        "{il} Su ve Kanalizasyon İdaresi Genel Müdürlüğü",
        Level.LOCAL,
        keywords=("su kesintisi", "logar"),
    ),
    KindRow("M", "{belediye}", Level.LOCAL, keywords=("çöp", "zabıta")),
    KindRow("S", "{ilce} İlçe Millî Eğitim Müdürlüğü", Level.DISTRICT, keywords=("okul", "kayıt parası")),
    KindRow("B", "{ad}", Level.MINISTRY, keywords=("okul", "kayıt parası", "öğretmen ataması")),
    KindRow("X", "{ad}", Level.OTHER, keywords=("pul",)),
]

ROWS = [
    Row(CENTRE, "Halkla İlişkiler Daire Başkanlığı (BİMER)", Level.DEPARTMENT, short_name="BİMER"),
    Row("ICISLERI", "İçişleri Bakanlığı", Level.MINISTRY),
    Row("ILLER", "İller İdaresi Genel Müdürlüğü", Level.GENERAL_DIRECTORATE, "ICISLERI", "ICISLERI"),
    Row("MEB", "Millî Eğitim Bakanlığı", Level.MINISTRY, kind="B"),
    Row("V.06", "Ankara Valiliği", Level.GOVERNORATE, "ILLER", "ICISLERI", plate="06"),
    Row("V.35", "İzmir Valiliği", Level.GOVERNORATE, "ILLER", "ICISLERI", plate="35"),
    Row("W.06", "Ankara Su ve Kanalizasyon İdaresi Genel Müdürlüğü", Level.LOCAL, "V.06", kind="W",
        plate="06", short_name="ASKİ"),
    Row("K.06.1", "Çankaya Kaymakamlığı", Level.DISTRICT_GOVERNORATE, "V.06", "V.06", plate="06",
        district=CANKAYA),
    Row("K.06.2", "Etimesgut Kaymakamlığı", Level.DISTRICT_GOVERNORATE, "V.06", "V.06", plate="06",
        district=ETIMESGUT),
    Row("K.35.1", "Konak Kaymakamlığı", Level.DISTRICT_GOVERNORATE, "V.35", "V.35", plate="35",
        district=KONAK),
    Row("S.06.1", "Çankaya İlçe Millî Eğitim Müdürlüğü", Level.DISTRICT, "K.06.1", "MEB", "S", "06", CANKAYA),
    Row("M.06.1", "Çankaya Belediyesi", Level.LOCAL, "K.06.1", None, "M", "06", CANKAYA),
    Row("M.35.1", "Konak Belediyesi", Level.LOCAL, "K.35.1", None, "M", "35", KONAK),
]  # fmt: skip


def tiny() -> Directory:
    return Directory(
        rows=list(ROWS),
        kinds=list(KINDS),
        provinces=[ProvinceRow("06", "Ankara", "İç Anadolu", True), ProvinceRow("35", "İzmir", "Ege", True)],
        districts=[
            DistrictRow(CANKAYA, "06", "Çankaya"),
            DistrictRow(ETIMESGUT, "06", "Etimesgut"),
            DistrictRow(KONAK, "35", "Konak"),
        ],
        neighbourhoods=[
            NeighbourhoodRow(CANKAYA, "Kavaklıdere", "mahalle", "", "06690"),
            NeighbourhoodRow(CANKAYA, "Işık", "mahalle", "", "06500"),
            NeighbourhoodRow(KONAK, "Çankaya", "mahalle", "", "35210"),
        ],
        source="tiny",
    )


@pytest.fixture
def state(db) -> dict[str, Unit]:
    """The tiny state, by code."""
    loading.load(tiny())
    return {unit.code: unit for unit in Unit.objects.all()}


@pytest.fixture
def may() -> date:
    return date(2015, 5, 1)


@pytest.fixture
def rana(db) -> Officer:
    return Officer.objects.create_officer("rana", full_name="Rana Aksoy")


@pytest.fixture
def ozan(db) -> Officer:
    return Officer.objects.create_officer("ozan", full_name="Ozan Demir")


@pytest.fixture
def yasin(db) -> Officer:
    return Officer.objects.create_officer("yasin", full_name="Yasin Kaya")
