"""What the history says of a step besides its name: the facts of the event in the reader's language."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from bimer.casework import answering, correspondence, registering, topics
from bimer.casework.lifecycle import Move
from bimer.law import regimes
from bimer.notices.writing import money

Facts = dict[str, Any]


def details(event: Any) -> str:
    """A few lines on what was special about this step; often none."""
    tell = _TELLING.get(Move(event.move))
    return "\n".join(line for line in tell(event) if line) if tell else ""


def _forwarded(event: Any) -> list[str]:
    facts: Facts = event.facts
    return [
        _("For information: %s") % ", ".join(facts["copies"]) if facts.get("copies") else "",
        _topic(facts),
        _("This is the coordinator's decision; it binds.") if facts.get("binding") else "",
        facts["reason"],
    ]


def _returned(event: Any) -> list[str]:
    facts: Facts = event.facts
    return [
        facts.get("ground", ""),
        _("Competent: %s") % facts["competent"] if facts.get("competent") else "",
        _("Returned too often: this unit has to decide.") if facts.get("must_decide") else "",
        facts["reason"],
    ]


def _copied(event: Any) -> list[str]:
    return [", ".join(event.facts["units"]), event.facts["reason"]]


def _classified(event: Any) -> list[str]:
    facts: Facts = event.facts
    kind = registering.kind_name(facts["kind"]) if facts["kind"] != facts["kind_before"] else ""
    topic = _topic(facts) if facts["topic"] != facts["topic_before"] else ""
    return [kind, topic, *(_law(event) if facts.get("regime") else ())]


def _law(event: Any) -> list[str]:
    """The old law and day, and the new ones."""
    facts, language = event.facts, get_language() or "tr"
    on = date.fromisoformat(facts["due_on"])
    before, after = (regimes.naming(facts[name], on, language) for name in ("regime_before", "regime"))
    days = [date_format(date.fromisoformat(facts[name])) for name in ("due_on_before", "due_on")]
    return [
        f"{before} → {after}",
        _("Last day: %(before)s → %(after)s") % {"before": days[0], "after": days[1]},
    ]


def _topic(facts: Facts) -> str:
    return topics.naming(facts["topic"], get_language() or "tr") if facts.get("topic") else ""


def _corrected(event: Any) -> list[str]:
    return [", ".join(str(correspondence.FIELDS[name]) for name in event.facts["fields"])]


def _merged(event: Any) -> list[str]:
    if "into" in event.facts:
        return [_("It goes on under the number %s.") % event.facts["into"]]
    return [_("The answer to this one also answers %s.") % event.facts["merged"]]


def _split(event: Any) -> list[str]:
    pairs = zip(event.facts["parts"], event.facts["units"], strict=True)
    return [f"{number} · {unit}" for number, unit in pairs]


def _registered(event: Any) -> list[str]:
    return [_("A part of %s") % event.facts["origin"] if event.facts.get("origin") else ""]


def _decided(event: Any) -> list[str]:
    """Which decision, how it ends, by which ground; of those before all three were told, what there is."""
    facts: Facts = event.facts
    decision = answering.Decision(facts.get("decision", "answer"))
    outcome = answering.Outcome(facts["outcome"]).label if facts.get("outcome") else ""
    is_answer = decision == answering.Decision.ANSWER
    words = [outcome if is_answer else decision.label, facts.get("ground", ""), _day(facts, "promise_on")]
    return [" · ".join(str(word) for word in words if word)]


def _asked(event: Any) -> list[str]:
    return [", ".join(event.facts["units"])]


def _one_unit(event: Any) -> list[str]:
    return [event.facts["unit"]]


def _extended(event: Any) -> list[str]:
    facts: Facts = event.facts
    days = {"before": _day(facts, "left_due_on"), "after": _day(facts, "due_on")}
    return [_("Ground: %s") % facts["ground"], _("Last day: %(before)s → %(after)s") % days]


def _charged(event: Any) -> list[str]:
    told = {"amount": money(event.facts["amount"]), "day": _day(event.facts, "pay_until")}
    return [_("%(amount)s, to be paid until %(day)s") % told]


def _paid(event: Any) -> list[str]:
    return [_("Last day: %s") % _day(event.facts, "due_on")]


def _day(facts: Facts, name: str) -> str:
    return date_format(date.fromisoformat(facts[name])) if facts.get(name) else ""


_TELLING: dict[Move, Callable[[Any], list[str]]] = {
    Move.REGISTER: _registered,
    Move.FORWARD: _forwarded,
    Move.GIVE_BACK: _returned,
    Move.COPY: _copied,
    Move.CLASSIFY: _classified,
    Move.CORRECT: _corrected,
    Move.MERGE: _merged,
    Move.SPLIT: _split,
    Move.DRAFT: _decided,
    Move.PROPOSE: _decided,
    Move.APPROVE: _decided,
    Move.CONSULT: _asked,
    Move.CONTRIBUTE: _one_unit,
    Move.END_CONSULTATION: _one_unit,
    Move.EXTEND: _extended,
    Move.CHARGE: _charged,
    Move.PAY: _paid,
}
