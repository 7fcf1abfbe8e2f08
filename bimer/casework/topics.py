"""What an application is about: a tree of two levels, shipped as data. Codes stay, words may change."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

from django.utils.translation import gettext as _

from bimer.casework.errors import Refusal


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic ("education"), or one of its sub-topics ("education.exam")."""

    code: str
    tr: str
    en: str
    above: str = ""

    def name(self, language: str) -> str:
        return self.en if language.startswith("en") else self.tr


def topics() -> tuple[Topic, ...]:
    """Every topic, followed by its sub-topics, in the order of the list."""
    return tuple(_by_code().values())


def sub_topics(code: str) -> tuple[Topic, ...]:
    return tuple(topic for topic in topics() if topic.above == code)


def known(code: str) -> Topic:
    """The topic with that code, for whoever chose it; a sentence where there is none."""
    try:
        return _by_code()[code]
    except KeyError:
        raise Refusal(_("There is no such topic. Choose one from the list.")) from None


def naming(code: str, language: str) -> str:
    """The words for a code, the topic before its sub-topic; a code given up since then stands for itself."""
    topic = _by_code().get(code)
    if topic is None:
        return code
    above = _by_code().get(topic.above)
    return f"{above.name(language)} – {topic.name(language)}" if above else topic.name(language)


@cache
def _by_code() -> dict[str, Topic]:
    text = resources.files("bimer.casework").joinpath("data", "topics.toml").read_text(encoding="utf-8")
    found: dict[str, Topic] = {}
    for row in tomllib.loads(text)["topic"]:
        topic = Topic(row["code"], row["tr"], row["en"])
        found[topic.code] = topic
        for code, tr, en in row.get("sub_topics", ()):
            below = Topic(f"{topic.code}.{code}", tr, en, above=topic.code)
            found[below.code] = below
    return found
