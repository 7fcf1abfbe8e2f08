"""What a decision must hold before it goes out: one check for each kind; the codes come from `law`."""

from collections.abc import Callable
from datetime import date

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from bimer.casework.errors import Refusal
from bimer.casework.lifecycle import Move, State
from bimer.casework.models import Answer, Application, Decision, Outcome
from bimer.law import authorities, gate, kinds
from bimer.law import grounds as reasons
from bimer.law.grounds import Ground, Use
from bimer.law.regimes import RegimeRules, rules

# Where each decision leaves the application. Only the interim answer leaves something to be done.
AFTER = {
    Decision.ANSWER: State.ANSWERED,
    Decision.INTERIM: State.INTERIM,
    Decision.NOT_EXAMINED: State.NOT_EXAMINED,
    Decision.REFERRAL: State.REFERRED,
}
NEEDS_GROUND = frozenset({Outcome.REFUSED, Outcome.PARTIAL})


def law_of(application: Application) -> RegimeRules:
    """The rules the application stands under: those of the day it was received."""
    return rules(application.regime, timezone.localdate(application.received_at))


def grounds(application: Application, use: Use) -> tuple[Ground, ...]:
    """The reasons the application's own law gives for that use."""
    return reasons.grounds(application.regime, use, timezone.localdate(application.received_at))


def ground(application: Application, use: Use, code: str) -> Ground:
    """The reason with that code; a code of another law is refused with the ones that exist."""
    found = next((one for one in grounds(application, use) if one.code == code), None)
    if found is None:
        codes = ", ".join(one.code for one in grounds(application, use))
        raise Refusal(
            _("%(law)s has no ground “%(code)s” for this. Choose one of its own: %(codes)s.")
            % {"law": _law(application), "code": code, "codes": codes or "–"}
        )
    return found


def use_of(decision: str) -> Use:
    """Which reasons a decision can give."""
    return Use.NOT_EXAMINE if decision == Decision.NOT_EXAMINED else Use.REFUSE


def ground_named(application: Application, answer: Answer) -> Ground | None:
    """The ground a decision gives, in the law's own words; None where it gives none."""
    found = grounds(application, use_of(answer.decision))
    return next((one for one in found if one.code == answer.ground), None)


def possible(application: Application, moves: list[Move]) -> list[Move]:
    """Of these moves, those that the law of the application knows."""
    law = law_of(application)
    unknown = set() if law.extended_period else {Move.EXTEND}
    unknown |= set() if "fee" in law.pauses else {Move.CHARGE}
    return [move for move in moves if move not in unknown]


def check(application: Application, answer: Answer, *, on: date) -> None:
    """Refuse what could not lawfully go out; what reads badly is left to `advice`."""
    if not answer.text.strip():
        raise Refusal(_("Write the answer before you propose it."))
    decision = Decision(answer.decision)
    if decision not in law_of(application).decisions:
        raise Refusal(
            _("%(law)s knows no such decision: %(decision)s. Choose another one.")
            % {"law": _law(application), "decision": decision.label}
        )
    CHECKS[decision](application, answer, on)


def needs_check(application: Application, *, on: date) -> bool:
    """Whether it must pass the preliminary check before it can be left unexamined (4483 m.4)."""
    return application.kind in kinds.checked() and bool(gate.checklist(application.regime, on))


def _answer(application: Application, answer: Answer, on: date) -> None:
    outcome = Outcome(answer.outcome)
    if outcome not in law_of(application).outcomes:
        raise Refusal(
            _("Under %(law)s an answer can't end as “%(outcome)s”. Choose another outcome.")
            % {"law": _law(application), "outcome": outcome.label}
        )
    if outcome in NEEDS_GROUND and grounds(application, Use.REFUSE):
        _refusal_says_why(application, answer)
    if outcome == Outcome.PROMISED and (answer.promise_on is None or answer.promise_on <= on):
        raise Refusal(_("Say by which day it will be done: a day later than today, %s.") % date_format(on))
    for demand in application.demands.exclude(ground=""):
        ground(application, Use.REFUSE, demand.ground)


def _refusal_says_why(application: Application, answer: Answer) -> None:
    """4982 m.12: a refusal states its reason; m.9: who keeps a part back says why it is separated."""
    if not answer.ground:
        raise Refusal(_("Choose the ground of the refusal; the law asks for it and the letter names it."))
    ground(application, Use.REFUSE, answer.ground)
    if answer.outcome == Outcome.PARTIAL and not answer.separation.strip():
        article = law_of(application).separation_article or law_of(application).article
        raise Refusal(
            _("Say why a part was separated and kept back; the law asks for it (%(article)s).")
            % {"article": article}
        )


def _interim(application: Application, answer: Answer, on: date) -> None:
    """3071 m.7: the stage of the procedure may be told; the result follows separately."""


def _not_examined(application: Application, answer: Answer, on: date) -> None:
    if not answer.ground:
        raise Refusal(_("Choose the ground on which it is not examined; the letter names it."))
    ground(application, Use.NOT_EXAMINE, answer.ground)
    if not needs_check(application, on=on):
        return
    last = application.checks.order_by("-pk").first()
    if last is None:
        raise Refusal(
            _("Record the preliminary check first: a complaint or tip-off needs reasons to be left.")
        )
    if last.goes_on:
        raise Refusal(_("The preliminary check decided that it goes on. Answer it, or record another check."))


def _referral(application: Application, answer: Answer, on: date) -> None:
    known = {one.code for one in authorities.authorities(on)}
    if answer.authority not in known:
        raise Refusal(_("Choose the authority that is competent; the application is sent there."))


CHECKS: dict[Decision, Callable[[Application, Answer, date], None]] = {
    Decision.ANSWER: _answer,
    Decision.INTERIM: _interim,
    Decision.NOT_EXAMINED: _not_examined,
    Decision.REFERRAL: _referral,
}


def _law(application: Application) -> str:
    return law_of(application).short_name(get_language() or "tr")
