"""Officers to try the system with, on Türkiye's shipped directory. Invented people; never for production."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.hashers import make_password
from django.db import transaction

from bimer.institutions.models import Officer, Unit
from bimer.institutions.officers import appoint
from bimer.institutions.roles import Role

PASSWORD = "bimer-demo-2015"  # noqa: S105 - printed on the screen for everybody
IN_SERVICE = date(2006, 2, 24)  # the day BİMER began to work

CENTRE, BUREAU, EDUCATION = "BB-HALKLA-ILISKI", "ICISLERI-ILLER-IDARES", "B-MEB"
ANKARA, IZMIR, CANKAYA = "V.06", "V.35", "K.06.1231"
WATER = "YR-SU-KANALI-IDARES.06"


@dataclass(frozen=True, slots=True)
class Account:
    """One demonstration officer and the work she is posted for."""

    username: str
    full_name: str
    title: str
    postings: tuple[tuple[Role, str], ...]


ACCOUNTS = (
    Account("rana", "Rana Aksoy", "İl koordinatörü", ((Role.GENERAL_COORDINATOR, ANKARA),)),
    Account("ozan", "Ozan Demir", "Uzman", ((Role.RESPONDENT, CANKAYA),)),
    Account("yasin", "Yasin Kaya", "İl koordinatörü", ((Role.GENERAL_COORDINATOR, IZMIR),)),
    Account("sibel", "Sibel Yurt", "Abone işleri şefi", ((Role.RESPONDENT, WATER),)),
    Account("kemal", "Kemal Er", "Genel müdür yardımcısı", ((Role.APPROVER, WATER),)),
    Account("nur", "Nur Tan", "Kaymakam", ((Role.APPROVER, CANKAYA),)),
    Account("veli", "Veli Ak", "Büro görevlisi", ((Role.DESK_CLERK, ANKARA), (Role.RESPONDENT, ANKARA))),
    Account("hale", "Hale Uçar", "Vali yardımcısı", ((Role.APPROVER, ANKARA),)),
    Account("elif", "Elif Taş", "Büro görevlisi", ((Role.DESK_CLERK, CANKAYA),)),
    Account("murat", "Murat Can", "Çağrı görevlisi", ((Role.CALL_AGENT, ANKARA),)),
    Account("ayla", "Ayla Gök", "Uzman", ((Role.CENTRE_EVALUATOR, CENTRE), (Role.RESPONDENT, CENTRE))),
    Account("cem", "Cem Arı", "Büro görevlisi", ((Role.DESK_CLERK, CENTRE),)),
    Account("selin", "Selin Öz", "Müfettiş", ((Role.INSPECTOR, CENTRE), (Role.STATISTICS_READER, CENTRE))),
    Account("tuna", "Tuna Işık", "Daire başkanı", ((Role.APPROVER, CENTRE),)),
    Account("halil", "Halil Su", "Şube müdürü", ((Role.UNIT_COORDINATOR, BUREAU),)),
    Account(
        "meral",
        "Meral İnce",
        "Basın ve halkla ilişkiler müşaviri",
        ((Role.GENERAL_COORDINATOR, EDUCATION), (Role.INFORMATION_OFFICER, EDUCATION)),
    ),
    Account("tarik", "Tarık Şen", "Uzman", ((Role.RESPONDENT, EDUCATION),)),
    Account("sevgi", "Sevgi Bal", "Müsteşar yardımcısı", ((Role.APPROVER, EDUCATION),)),
    Account("cenk", "Cenk Polat", "Sistem yöneticisi", ((Role.SYSTEM_ADMINISTRATOR, CENTRE),)),
)


class DirectoryMissing(Exception):
    """The demonstration officers work at institutions that are not loaded."""


def create(
    accounts: Sequence[Account] = ACCOUNTS, *, on: date = IN_SERVICE
) -> list[tuple[Officer, list[str]]]:
    """Open what is missing of the accounts and postings; an account that is there keeps its password."""
    codes = {code for account in accounts for _, code in account.postings}
    units = {unit.code: unit for unit in Unit.objects.filter(code__in=codes)}
    if missing := sorted(codes - set(units)):
        raise DirectoryMissing(", ".join(missing))
    shared = make_password(PASSWORD)
    created = []
    with transaction.atomic():
        for account in accounts:
            officer, _ = Officer.objects.get_or_create(
                username=account.username,
                defaults={
                    "full_name": account.full_name,
                    "title": account.title,
                    "email": f"{account.username}@bimer.example",
                    "password": shared,
                },
            )
            for role, code in account.postings:
                appoint(officer, role=role, unit=units[code], on=max(on, units[code].valid_from))
            created.append((officer, [f"{role.label}: {units[code]}" for role, code in account.postings]))
    return created
