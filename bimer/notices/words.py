"""Turns a notice into sentences in the language of who hears it."""

import dataclasses
import re
from datetime import date
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from bimer.notices import enclosures, letters, writing
from bimer.notices.models import Notice

LINE_BREAKS = re.compile(r"[\s\x00-\x1f\x7f\x85\u2028\u2029]+")


@dataclasses.dataclass(frozen=True)
class Words:
    """Subject line, paragraphs, the address they end with, and who wrote them."""

    subject: str
    body: str
    link: str
    footer: str

    @property
    def text(self) -> str:
        return f"{self.body}\n\n{self.link}\n\n-- \n{self.footer}\n"


def of(notice: Notice) -> Words:
    """The words of a notice: the template's first line is the subject, the rest the text."""
    with translation.override(notice.language):
        context = _context(notice)
        text = render_to_string(f"notices/{notice.template}.txt", context).strip()
        footer = _("%(system)s wrote this message by itself. Replies to it are not read.") % context
    first, _rest, body = text.partition("\n")
    return Words(_one_line(first), re.sub(r"\n{3,}", "\n\n", body).strip(), context["link"], footer)


def page(words: Words, language: str) -> str:
    """The same words as a page for mail programs that prefer one; no pictures, nothing to load."""
    context = {"words": words, "language": language, "system": settings.SYSTEM_NAME, "footer": words.footer}
    return render_to_string("notices/mail.html", context)


def _context(notice: Notice) -> dict[str, Any]:
    facts = {name: _one_line(str(value)) for name, value in notice.facts.items() if value is not None}
    letter = enclosures.letter(notice)
    return {
        **{name: _in_words(name, value) for name, value in facts.items() if value},
        "system": settings.SYSTEM_NAME,
        "link": settings.BASE_URL + facts.get("path", "/takip/"),
        "text": letters.text_of(letter),
        "has_letter": letter is not None,
    }


def _in_words(name: str, value: str) -> str:
    """A fact as a sentence has it: what it is, its name says (`due_on`, `first_due_on`, `fee_article` …)."""
    if name.endswith("_on"):
        return writing.day(date.fromisoformat(value[:10]))
    if name.endswith("article"):
        return writing.article(value)
    if name == "amount":
        return writing.money(int(value))
    return writing.grouped(value) if name == "tracking_number" else value


def _one_line(text: str) -> str:
    """Without line breaks or control signs: nothing a citizen typed opens a header or a line of its own."""
    return LINE_BREAKS.sub(" ", text).strip()
