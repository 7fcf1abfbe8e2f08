"""Who decides where the institution itself may not: permission to prosecute, ethics, human rights.

Suggestions with their reasons, for the officer who checks a complaint; nothing here sends anything."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from bimer.casework import decisions, routing
from bimer.casework.models import Accusation, Application
from bimer.institutions.models import Posting, Unit
from bimer.law import authorities, titles


@dataclass(frozen=True)
class Suggestion:
    """Who is competent, why, by which article; `authority` is the code a referral would carry."""

    who: str
    why: str
    article: str
    authority: str = ""


def suggestions(application: Application, *, on: date) -> list[Suggestion]:
    """What the law of the application points to, for everybody complained about; each once."""
    asks = COMPETENCE.get(decisions.law_of(application).competence)
    found = [one for one in asks(application, on) if one] if asks else []
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


# --- Offences: who permits a prosecution -------------------------------------------------------------
def _permission(application: Application, on: date) -> list[Suggestion | None]:
    posts = accused_posts(application, on=on)
    return [permitting_authority(unit, title=title) for title, unit in posts if unit]


def permitting_authority(unit: Unit, *, title: str = "") -> Suggestion | None:
    """Who permits an inquiry into somebody of that post at that unit (4483 m.3)."""
    places = {"district"} if unit.district is not None and not unit.district.is_centre else set()
    places |= {"province"} if unit.province_id else set()
    found = titles.permits(title=title, level=unit.level, places=places)
    if found is None:
        return None
    language, names = get_language() or "tr", {"province": unit.province or "–", "district": unit.district}
    who = found.who(language).format(**names)
    return Suggestion(who, found.why(language), found.article, "permitting_authority")


# --- Ethics and human rights -----------------------------------------------------------------------
def _ethics(application: Application, on: date) -> list[Suggestion | None]:
    return [_ethics_body(title, unit, on) for title, unit in accused_posts(application, on=on) if title]


def _ethics_body(title: str, unit: Unit | None, on: date) -> Suggestion:
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


def _human_rights(application: Application, on: date) -> list[Suggestion | None]:
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


# Who decides, by what the law of the application says of it (`RegimeRules.competence`).
COMPETENCE: dict[str, Callable[[Application, date], list[Suggestion | None]]] = {
    "permission": _permission,
    "ethics": _ethics,
    "human_rights": _human_rights,
}
