"""What a complaint says besides its story - about whom, and how it is known - as paragraphs under the text.

They are read by every officer with the text itself; nothing of it is asked for as a condition (T3, T5)."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from bimer.institutions.models import Unit

EVIDENCE = {
    "documents": gettext_lazy("I have documents, photographs or recordings"),
    "saw": gettext_lazy("I saw or lived through it myself"),
    "witnesses": gettext_lazy("Others saw it who can be asked"),
    "heard": gettext_lazy("I heard or read of it"),
}
WORDS_LIMIT = 4000


def written(answers: Mapping[str, Any], unit: Unit | None, language: str) -> str:
    """The answers as labelled paragraphs, in the language of the form; "" when nothing was said."""
    with override(language):
        about = [
            unit.name if unit else answers.get("accused_typed", ""),
            answers.get("accused_title", ""),
            answers.get("accused_who", ""),
        ]
        known = [str(EVIDENCE[code]) for code in answers.get("evidence", ()) if code in EVIDENCE]
        known.append(answers.get("evidence_words", ""))
        paragraphs = [(_("Who it is about"), about), (_("How it is known"), known)]
        return "\n\n".join(
            f"{label}: {'; '.join(told)}"
            for label, said in paragraphs
            if (told := [part.strip()[:WORDS_LIMIT] for part in said if part.strip()])
        )
