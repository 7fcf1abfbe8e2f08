"""What the words of a notice need to know, from the facts of its event: codes become sentences here.

Officers get no content; nobody gets a name."""

from collections.abc import Callable
from datetime import date

from django.utils import timezone
from django.utils.translation import override

from bimer.casework import correspondence
from bimer.casework.lifecycle import Move
from bimer.casework.models import Application, Consultation, Event
from bimer.law import authorities, clocks, grounds
from bimer.law.grounds import Use

Facts = dict[str, str]

# Moves after which the applicant is told where it went and why.
SENT_ON = (Move.FORWARD, Move.ACCUSE, Move.REOPEN)
# Moves whose `left` is a unit; elsewhere it is an officer, whom no mail names.
HANDED_ON = (*SENT_ON, Move.GIVE_BACK, Move.RECALL, Move.SUCCEED)


def facts(event: Event, of: Application, *, to_applicant: bool) -> Facts:
    """The material of a notice; `of` is the application of whoever is told: a merged one's own."""
    told = {
        "number": of.number,
        "unit": event.holder.name,
        "from_unit": str(event.facts.get("left", "")) if event.move in HANDED_ON else "",
        "due_on": of.due_on.isoformat(),
        "article": correspondence.article(of),
    }
    move = Move(event.move)
    if not to_applicant:
        path = f"/gorevli/basvuru/{of.number}/"
        return told | {"path": path} | FOR_OFFICERS.get(move, _nothing)(event)
    with override(of.language):
        return told | {
            "tracking_number": of.tracking_number,
            "received_on": timezone.localdate(of.received_at).isoformat(),
            "reason": str(event.facts.get("reason", "")) if move in SENT_ON else "",
            "path": "/takip/",
            **FOR_APPLICANTS.get(move, _nothing)(event),
        }


def _nothing(event: Event) -> Facts:
    return {}


# --- For whoever filed -----------------------------------------------------------------------------
def _decided(event: Event) -> Facts:
    """What was decided, in the words of the law: ground, authority, the day of the next interim answer."""
    told, decision = event.facts, event.facts.get("decision")
    if decision == "not_examined":
        return _ground(event, Use.NOT_EXAMINE)
    if decision == "referral":
        return _authority(event)
    return {"due_on": told["due_on"]} if decision == "interim" else {}


def _authority(event: Event) -> Facts:
    on = timezone.localdate(event.at)
    authority = authorities.authority(str(event.facts["authority"]), on)
    return {
        "authority": authority.name(event.application.language),
        "authority_article": correspondence.owed(event.application, "referred", on),
    }


def _ground(event: Event, use: Use) -> Facts:
    application = event.application
    received = timezone.localdate(application.received_at)
    found = grounds.ground(application.regime, use, str(event.facts["ground"]), received)
    return {"ground": found.text(application.language).rstrip(". "), "ground_article": found.article}


def _extended(event: Event) -> Facts:
    return {
        **_ground(event, Use.EXTEND),
        "first_due_on": str(event.facts["left_due_on"]),
        "due_on": str(event.facts["due_on"]),
        "article": correspondence.owed(event.application, "extended", timezone.localdate(event.at)),
    }


def _charged(event: Event) -> Facts:
    return _unpaid(event) | {"amount": str(event.facts["amount"])}


def _unpaid(event: Event) -> Facts:
    fee = event.application.fees.get(pk=event.facts["fee"])
    article = clocks.fee_due(timezone.localdate(fee.told_at)).article
    return {"fee_due_on": fee.due_on.isoformat(), "fee_article": article}


def _corrected(event: Event) -> Facts:
    return {"corrected": ", ".join(str(correspondence.FIELDS[name]) for name in event.facts["fields"])}


def _classified(event: Event) -> Facts:
    return {
        "kind": event.application.get_kind_display(),
        "law": correspondence.law_named(event.application),
        "first_due_on": str(event.facts["due_on_before"]),
        "due_on": str(event.facts["due_on"]),
    }


def _merged(event: Event) -> Facts:
    told = event.facts
    return {"lead": str(told["into"]), "unit": str(told["unit"]), "due_on": str(told["due_on"])}


def _split(event: Event) -> Facts:
    pairs = zip(event.facts["parts"], event.facts["units"], strict=True)
    return {"parts": "; ".join(f"{number} ({unit})" for number, unit in pairs)}


def _objected(event: Event) -> Facts:
    return {
        "due_on": str(event.facts["due_on"]),
        "objection_article": correspondence.objection_article(event),
    }


def _new_day(event: Event) -> Facts:
    return {"due_on": str(event.facts["due_on"])}


FOR_APPLICANTS: dict[Move, Callable[[Event], Facts]] = {
    Move.APPROVE: _decided,
    Move.EXTEND: _extended,
    Move.CHARGE: _charged,
    Move.LAPSE: _unpaid,
    Move.PAY: _new_day,
    Move.ASK: _new_day,
    Move.CORRECT: _corrected,
    Move.CLASSIFY: _classified,
    Move.MERGE: _merged,
    Move.SPLIT: _split,
    Move.OBJECT: _objected,
    Move.REOPEN: _new_day,
}


# --- For officers ----------------------------------------------------------------------------------
def _returned(event: Event) -> Facts:
    """The name of the coded reason; what the officer wrote besides stays in the file."""
    application, code = event.application, event.facts.get("code")
    if not code:
        return {}
    on = timezone.localdate(event.at)
    return {"return_reason": grounds.ground(application.regime, Use.GIVE_BACK, code, on).name("tr")}


def _asked(event: Event) -> Facts:
    return {"unit": "", "asked_by": event.holder.name, "internal_due_on": _internal(event)}


def _internal(event: Event) -> str:
    return str(event.facts.get("internal_due_on") or "")


def _contributed(event: Event) -> Facts:
    return {"from_unit": str(event.facts["unit"])}


def _promised(event: Event) -> Facts:
    return {"promise_on": str(event.facts["promise_on"]), "due_on": str(event.facts["due_on"])}


def _reminded(event: Event) -> Facts:
    """Of the last day, or of a consultation whose internal day has passed."""
    if event.facts.get("about") != "consultation":
        return {}
    asked = Consultation.objects.select_related("asked_unit").get(pk=event.facts["of"])
    day = asked.due_on.isoformat() if asked.due_on else ""
    return {"unit": "", "asked_by": asked.asked_unit.name, "internal_due_on": day}


def _warned(event: Event) -> Facts:
    due_on = date.fromisoformat(str(event.facts["due_on"]))
    return {
        "unit": "",
        "late_unit": str(event.facts["unit"]),
        "due_on": due_on.isoformat(),
        "days_late": str(correspondence.days_late(due_on, timezone.localdate(event.at))),
        "warning_number": str(event.facts["warning"]),
    }


FOR_OFFICERS: dict[Move, Callable[[Event], Facts]] = {
    Move.GIVE_BACK: _returned,
    Move.CONSULT: _asked,
    Move.CONTRIBUTE: _contributed,
    Move.END_CONSULTATION: _asked,
    Move.WAKE: _promised,
    Move.REMIND: _reminded,
    Move.WARN: _warned,
}
