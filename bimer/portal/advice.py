"""What would help a complaint, said on the last page: advice, never a wall (T3, T5). Pure."""

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from bimer.law import titles
from bimer.law.kinds import IdentityLevel, Kind, accusing
from bimer.portal.steps import kind_of, level_of

WHO = _("Who it is about: the institution, the post or the name.")
UNKNOWN_UNIT = _("The institution it is about: we did not recognise what you typed. Choose it from the list.")
WHEN = _("When it happened, even roughly.")
WHERE = _("Where it happened.")
EVIDENCE = _("How you know of it: documents, what you saw, who else was there.")
FILES = _("You say that you have documents: attach them.")
NAMELESS = _("Without your name it is examined if documents leave no doubt, or if facts are named exactly.")


AUTHORITY = _("The document that shows that you may act for the legal person: attach it to your text.")


def authority(*, for_legal_person: bool, has_files: bool) -> list[Promise]:
    """A legal person's request shows who may act for it (Regulation on Law 4982, form EK-2)."""
    return [AUTHORITY] if for_legal_person and not has_files else []


def beyond_the_ethics_law(answers: Mapping[str, Any], unit: str) -> list[str]:
    """Whom the law leaves out is said before it is sent (5176 m.1): as a complaint it goes on."""
    if kind_of(answers) != Kind.ETHICS:
        return []
    institution = unit or answers.get("accused_typed", "")
    found = titles.excluded(title=answers.get("accused_title", ""), institution=institution)
    if found is None:
        return []
    told = {"whom": found.name(get_language() or "tr"), "article": found.article}
    return [
        gettext("The ethics law does not apply to: %(whom)s (%(article)s). Choose “complaint” as the kind.")
        % told
    ]


def missing(answers: Mapping[str, Any], *, has_files: bool) -> list[Promise]:
    """What was left out and would help; nothing for kinds that complain about nobody."""
    if kind_of(answers) not in accusing():
        return []
    told = answers.get
    somebody = told("accused_unit") or told("accused_title") or told("accused_who")
    known = told("evidence") or told("evidence_words")
    nameless = level_of(answers) == IdentityLevel.ANONYMOUS
    wanting = {
        WHO: not somebody and not told("accused_typed"),
        UNKNOWN_UNIT: bool(told("accused_typed")),
        WHEN: not told("happened"),
        WHERE: not told("province") and not told("nowhere"),
        EVIDENCE: not known and not has_files,
        FILES: "documents" in told("evidence", ()) and not has_files,
        NAMELESS: nameless and not has_files,
    }
    return [sentence for sentence, is_missing in wanting.items() if is_missing]
