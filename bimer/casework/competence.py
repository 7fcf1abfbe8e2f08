"""Who decides where the institution itself may not: permission to prosecute, ethics, human rights.

Suggestions with their reasons, for the officer who checks a complaint; nothing here sends anything."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from bimer.casework import routing
from bimer.casework.models import Accusation, Application
from bimer.institutions.models import Posting, Unit
from bimer.institutions.roles import Level
from bimer.law import authorities, titles
from bimer.law.regimes import Regime
from bimer.law.turkish import fold

IN_A_DISTRICT = frozenset({Level.DISTRICT, Level.DISTRICT_GOVERNORATE, Level.LOCAL})
IN_A_PROVINCE = IN_A_DISTRICT | {Level.GOVERNORATE, Level.PROVINCIAL}
# Of a title only its end says what it is: "Vali Yardımcısı" is no "Vali".
MAYORS = ("belediye başkanı", "belediye meclisi üyesi", "meclis üyesi")
HEADMEN = ("muhtar", "muhtarı")
DISTRICT_GOVERNORS = ("kaymakam", "kaymakamı")
GOVERNORS = ("vali", "valisi")


@dataclass(frozen=True)
class Suggestion:
    """Who is competent, why, by which article; `authority` is the code a referral would carry."""

    who: str
    why: str
    article: str
    authority: str = ""


def suggestions(application: Application, *, on: date) -> list[Suggestion]:
    """What the law of the application points to, for everybody complained about; each once."""
    found: list[Suggestion] = []
    if application.regime == Regime.HUMAN_RIGHTS:
        found = _human_rights(application, on)
    elif application.regime == Regime.ETHICS:
        found = [_ethics(title, unit, on) for title, unit in accused_posts(application, on=on) if title]
    elif application.regime == Regime.OFFENCE:
        posts = accused_posts(application, on=on)
        found = [permitting_authority(unit, title=title) for title, unit in posts if unit]
    return list(dict.fromkeys(found))


def accused_posts(application: Application, *, on: date) -> Iterator[tuple[str, Unit | None]]:
    """The title and unit of everybody complained about, as far as they are known."""
    for accusation in _standing(application):
        yield accusation.title or getattr(accusation.officer, "title", ""), _unit_of(accusation, on)


def _standing(application: Application) -> list[Accusation]:
    standing = application.accusations.filter(lifted_at=None).order_by("pk")
    return list(standing.select_related("unit__province", "unit__district", "officer"))


def _unit_of(accusation: Accusation, on: date) -> Unit | None:
    """The unit named, else where the officer is posted; the post at the time of the act decides (m.3)."""
    if accusation.unit or not accusation.officer_id:
        return accusation.unit
    postings = Posting.objects.current(on).filter(officer=accusation.officer_id).order_by("pk")
    posting = postings.select_related("unit__province", "unit__district").first()
    return posting.unit if posting else None


# --- 4483: who permits a prosecution ---------------------------------------------------------------
def permitting_authority(unit: Unit, *, title: str = "") -> Suggestion:
    """Who permits an inquiry into somebody of that post at that unit (4483 m.3)."""
    who, why = _by_title(unit, title) or _by_place(unit)
    return Suggestion(who, why, _("Law 4483, article 3"), "permitting_authority")


def _by_title(unit: Unit, title: str) -> tuple[str, str] | None:
    if _ends(title, MAYORS):
        return _("Minister of the Interior"), _("It concerns a mayor or a member of a council.")
    if _ends(title, HEADMEN):
        return _head_of_place(unit), _("It concerns a muhtar.")
    if _ends(title, GOVERNORS):
        return _("President of the Republic or the minister"), _("It concerns a governor.")
    if _ends(title, DISTRICT_GOVERNORS):
        return _governor(unit), _("It concerns a district governor.")
    return None


def _by_place(unit: Unit) -> tuple[str, str]:
    if unit.level == Level.REGIONAL:
        return _governor(unit), _("A regional body: the governor of the province where the duty was done.")
    if unit.level in IN_A_DISTRICT and _has_governor(unit):
        return _head_of_place(unit), _("It concerns staff working in a district.")
    if unit.level in IN_A_PROVINCE and unit.province_id:
        return _governor(unit), _("It concerns staff working in a province or its central district.")
    return _("Highest administrator of the institution"), _("It concerns staff of a central institution.")


def _head_of_place(unit: Unit) -> str:
    if _has_governor(unit):
        return _("District Governor of %(district)s") % {"district": unit.district}
    return _governor(unit)


def _has_governor(unit: Unit) -> bool:
    """A central district has no district governor of its own."""
    return unit.district is not None and not unit.district.is_centre


def _governor(unit: Unit) -> str:
    return _("Governor of %(province)s") % {"province": unit.province or "–"}


def _ends(title: str, endings: tuple[str, ...]) -> bool:
    return any(f" {fold(title)}".endswith(f" {fold(ending)}") for ending in endings)


# --- Ethics and human rights -----------------------------------------------------------------------
def _ethics(title: str, unit: Unit | None, on: date) -> Suggestion:
    """From a general director's rank on the Ethics Board, all others the board of their own institution."""
    language = get_language() or "tr"
    if left_out := titles.excluded(title=title, institution=unit.name if unit else ""):
        told = _("The ethics law does not apply: %(whom)s. Tell the applicant so.")
        return Suggestion(
            _("Nobody under this law"), told % {"whom": left_out.name(language)}, left_out.article
        )
    code = titles.ethics_body(title)
    if code == titles.ETHICS_BOARD:
        why = _("%(title)s has at least the rank of a general director.")
    else:
        why = _("%(title)s is below the rank of a general director: the institution's own board decides.")
    name = authorities.authority(code, on).name(language)
    return Suggestion(name, why % {"title": title}, _("Law 5176, article 4"), code)


def _human_rights(application: Application, on: date) -> list[Suggestion]:
    """The board of the place first, at the governor's desk; the equality institution after 30 days."""
    desk = routing.human_rights_board(
        province=application.province,
        district=application.district,
        on=on,
        accused=application.accused_units,
    ).unit
    name = authorities.authority("equality_institution", on).name(get_language() or "tr")
    board = _("The human rights board of the place sits there; forward it to this desk.")
    if desk == application.holder:
        board = _("The human rights board of the place; this desk takes applications for it.")
    later = _("If the other side refuses or is silent for 30 days; the desk takes such applications too.")
    return [
        Suggestion(desk.name, board, _("Regulation on human rights boards, RG 23.11.2003/25298")),
        Suggestion(name, later, _("Law 6701, article 17"), "equality_institution"),
    ]
