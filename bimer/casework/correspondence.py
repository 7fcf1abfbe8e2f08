"""What the law makes of an application in words, and the letters that wait to be printed.

`notice_facts` and `letter_writing` build on it: rooms below know no application."""

from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bimer.casework import policy
from bimer.casework.lifecycle import Right
from bimer.casework.models import Application, Decision, Event, Outcome
from bimer.casework.policy import Reach
from bimer.institutions.models import Officer, Posting, Unit
from bimer.institutions.roles import Role
from bimer.law import clocks, regimes, remedies
from bimer.law import notices as law_notices
from bimer.notices import outbox, printing
from bimer.notices.models import Notice
from bimer.notices.models import State as NoticeState

# What a correction may change, as letters and the history name it.
FIELDS = {
    "subject": gettext_lazy("Subject"),
    "text": gettext_lazy("Text"),
    "happened": gettext_lazy("When it happened"),
    "place_note": gettext_lazy("Address or place"),
    "province": gettext_lazy("Province"),
    "district": gettext_lazy("District"),
    "neighbourhood": gettext_lazy("Neighbourhood"),
}
REMEDY_OUTCOME = {
    Outcome.POSITIVE: remedies.Outcome.GRANTED,
    Outcome.PARTIAL: remedies.Outcome.PARTLY_GRANTED,
    Outcome.REFUSED: remedies.Outcome.REFUSED,
    Outcome.INFORMED: remedies.Outcome.ANSWERED,
    Outcome.NOT_HELD: remedies.Outcome.REFUSED,
    Outcome.DONE: remedies.Outcome.GRANTED,
    Outcome.PROMISED: remedies.Outcome.ANSWERED,
    Outcome.UNFOUNDED: remedies.Outcome.REFUSED,
}
# A decision that is no answer has remedies of its own, whatever outcome stands beside it.
REMEDY_DECISION = {
    Decision.INTERIM: remedies.Outcome.INTERIM,
    Decision.NOT_EXAMINED: remedies.Outcome.NOT_EXAMINED,
    Decision.REFERRAL: remedies.Outcome.ANSWERED,
}


WHY = {
    "named": gettext_lazy("You chose this institution."),
    "platform": gettext_lazy("It is about what this system itself keeps; the centre answers for that."),
    "superior": gettext_lazy(
        "It complains about the institution that would be competent: the one above deals with it."
    ),
    "board": gettext_lazy(
        "The human rights board of the place; the governor's office takes applications for it."
    ),
    "split": gettext_lazy("A part of another application; this unit split it off."),
}


def why(application: Application) -> str:
    """Why it was first sent where it went, in words for citizen and officer alike (P2)."""
    rule = application.routing.get("rule")
    if rule == "subject":
        return _("Because: %(subject)s → %(unit)s") % {
            "subject": application.routing["phrase"],
            "unit": application.routing["unit"],
        }
    if rule in WHY:
        return str(WHY[rule])
    return _("No single institution could be recognised from the text; this unit will direct it.")


def article(application: Application) -> str:
    """The article of law that sets the last day."""
    received = timezone.localdate(application.received_at)
    return clocks.due(application.regime, received=received).article


def remedies_block(
    application: Application, outcome: str, on: date, *, decision: str = Decision.ANSWER
) -> tuple[str, ...]:
    """What the applicant can do against this decision (Constitution m.40/2, 4982 m.12)."""
    found = remedies.remedies(
        application.regime,
        REMEDY_DECISION.get(Decision(decision)) or REMEDY_OUTCOME[Outcome(outcome)],
        on,
        received=timezone.localdate(application.received_at),
    )
    return tuple(remedy.text(application.language) for remedy in found)


def owed(application: Application, notice: str, on: date) -> str:
    """The article that owes the applicant this notice, else the one that sets the last day."""
    found = [one.article for one in law_notices.owed(application.regime, on) if one.code == notice]
    return found[0] if found else article(application)


def law_named(application: Application) -> str:
    """The law the application stands under, by the name used in running text."""
    received = timezone.localdate(application.received_at)
    return regimes.rules(application.regime, received).short_name(application.language)


def objection_article(event: Event) -> str:
    """What the objection rests on; where the law has none of its own, the article of the last day."""
    until = clocks.objection_until(event.application.regime, answered_on=timezone.localdate(event.at))
    return until.article if until else article(event.application)


def days_late(due_on: date, on: date) -> int:
    """Working days gone by since the last day."""
    return max(clocks.working_days_between(due_on, on), 0)


# --- Letters in the clerk's queue ------------------------------------------------------------------
def printing_unit(event: Event, of: Application) -> Unit:
    """Whose clerk prints: the nearest desk up the line; the centre for a withheld identity (domain §10.4)."""
    return _desk_for(of, timezone.localdate(event.at), holder=event.holder)


def _desk_for(application: Application, on: date, *, holder: Unit | None = None) -> Unit:
    line = policy.free_line((holder or application.holder).path, application, on=on)
    if application.identity_withheld:
        return Unit.objects.get(pk=line[0])
    desks = Posting.objects.current(on).filter(role=Role.DESK_CLERK, unit__in=line).values("unit")
    return Unit.objects.filter(pk__in=desks).order_by("-depth").first() or Unit.objects.get(pk=line[0])


def letters_to_print(officer: Officer, *, on: date) -> QuerySet[Notice]:
    """The letters waiting at the desks where this officer is clerk."""
    reach = policy.reach(officer, on=on)
    desks = Unit.objects.filter(pk__in=[unit.pk for unit in _desks(reach)])
    return outbox.to_print(desks).filter(_may_know(reach))


def letter_to_print(officer: Officer, notice_id: int, *, on: date) -> Notice | None:
    """One letter of the clerk's own desks, waiting or printed already."""
    reach = policy.reach(officer, on=on)
    return Notice.objects.filter(_may_know(reach), pk=notice_id, print_unit__in=_desks(reach)).first()


def undelivered(officer: Officer, *, on: date) -> QuerySet[Notice]:
    """What reached nobody: for the desk that would have printed it; officers' own mail for the centre's."""
    reach = policy.reach(officer, on=on)
    desks = _desks(reach)
    nobodys = Q(print_unit=None) if any(unit.is_centre for unit in desks) else Q(pk__in=[])
    return outbox.failed().filter(Q(print_unit__in=desks) | nobodys, _may_know(reach))


def _desks(reach: Reach) -> list[Unit]:
    """The units at whose desk the officer prints."""
    return reach.units_with(Right.PRINT)


def _may_know(reach: Reach) -> Q:
    """Without letters about applications that complain about the clerk or her unit; one look-up a letter."""
    event = Event.objects.filter(pk=OuterRef("event_id"))
    return Q(~Exists(event.exclude(policy.unaccused(reach, "application__"))))


def hand_letters_up(application: Application, *, on: date) -> None:
    """Inside the step that marks who is complained about: what waits at their desk is printed above."""
    waiting = Notice.objects.filter(
        event_id__in=application.events.values("pk"), state__in=[NoticeState.TO_PRINT, NoticeState.FAILED]
    )
    theirs = waiting.filter(print_unit__path__overlap=application.accused_units)
    theirs.update(print_unit=_desk_for(application, on))


def try_again(notice_id: int, *, by: Officer, at: datetime) -> bool:
    """Send once more what could not be delivered; False when it is not this officer's to send."""
    found = undelivered(by, on=timezone.localdate(at)).filter(pk=notice_id).exists()
    if found:
        outbox.try_again(notice_id, at=at)
    return found


def letter_pdf(notice: Notice) -> bytes:
    return printing.pdf(notice)


def mark_printed(notice: Notice, *, by: Officer, at: datetime) -> None:
    """The letter is in the post; a second time changes nothing."""
    outbox.mark_printed(notice.pk, by=by, at=at)
