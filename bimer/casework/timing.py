"""What moves the last day: an extension, a fee, a question to the applicant. The applicant is told."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from bimer.casework import consulting, decisions, policy
from bimer.casework.actors import SYSTEM
from bimer.casework.errors import Refusal
from bimer.casework.lifecycle import Move, at_work
from bimer.casework.models import TEXT_LIMIT, Application, Fee, Message, Pause, Purpose
from bimer.casework.step import step
from bimer.institutions.models import Officer
from bimer.law import clocks, fees
from bimer.law.grounds import Use
from bimer.law.regimes import Pause as Effect

FEE, APPLICANT = "fee", "applicant"


def extend(
    application: Application, *, ground: str, by: Officer, at: datetime, seen: int | None = None
) -> date:
    """The longer period of the law, for one of its grounds, while the first one still runs (4982 m.11)."""
    with step(application, Move.EXTEND, by=by, at=at, seen=seen) as s:
        until, before = extended_until(s.application, on=timezone.localdate(at)), s.application.due_on
        found = decisions.ground(s.application, Use.EXTEND, ground)
        s.application.extension_ground = found.code
        set_due(s.application, until)
        s.tells(ground=found.code, left_due_on=before.isoformat(), due_on=until.isoformat())
    return until


def charge(
    application: Application,
    *,
    plain_pages: int,
    colour_pages: int = 0,
    by: Officer,
    at: datetime,
    seen: int | None = None,
) -> Fee:
    """Tell the applicant the cost of access; until it is paid nobody's days run (4982 m.10, m.11)."""
    with step(application, Move.CHARGE, by=by, at=at, seen=seen) as s:
        _check_charge(s.application)
        on = timezone.localdate(at)
        fee = s.application.fees.create(
            plain_pages=plain_pages,
            colour_pages=colour_pages,
            amount=cost(plain_pages, colour_pages, on=on).kurus,
            told_at=at,
            due_on=clocks.fee_due(on).on,
        )
        _pause(s.application, FEE, at)
        s.tells(fee=fee.pk, amount=fee.amount, pay_until=fee.due_on.isoformat())
    return fee


def pay(application: Application, *, receipt: str, by: Officer, at: datetime, seen: int | None = None) -> Fee:
    """The proof of payment is here: the interrupted period runs again."""
    with step(application, Move.PAY, by=by, at=at, seen=seen) as s:
        if not receipt.strip():
            raise Refusal(_("Write the number of the proof of payment."))
        fee = s.application.fees.get(paid_at=None, lapsed_at=None)
        fee.paid_at, fee.receipt = at, receipt.strip()
        fee.save()
        end_pause(s.application, at=at)
        s.after = at_work(interim=s.application.interim_at is not None)
        s.tells(fee=fee.pk, due_on=s.application.due_on.isoformat())
    return fee


def lapse(fee: Fee, *, at: datetime) -> None:
    """Nobody showed that the cost was paid: the request counts as withdrawn (4982 m.11)."""
    with step(fee.application, Move.LAPSE, by=SYSTEM, at=at) as s:
        unpaid = s.application.fees.filter(pk=fee.pk, paid_at=None, lapsed_at=None).first()
        if unpaid is None or timezone.localdate(at) <= unpaid.due_on:
            raise Refusal(_("The fee can still be paid, or was."))
        unpaid.lapsed_at = at
        unpaid.save()
        s.application.pauses.filter(ended_at=None).update(ended_at=at)
        consulting.still_asked(s.application).update(withdrawn_at=at)
        s.tells(fee=fee.pk, pay_until=unpaid.due_on.isoformat(), unit=str(s.application.holder))


def ask(
    application: Application, *, text: str, by: Officer, at: datetime, seen: int | None = None
) -> Message:
    """Ask the applicant what is missing. Whether the days stand still meanwhile is for the law to say."""
    with step(application, Move.ASK, by=by, at=at, seen=seen) as s:
        if not text.strip():
            raise Refusal(_("Write the question first."))
        if len(text) > TEXT_LIMIT:
            raise Refusal(_("Your message is too long. Shorten it to %d characters.") % TEXT_LIMIT)
        message = s.application.messages.create(text=text, at=at, officer=by, unit=s.application.holder)
        s.application.taken_by = s.application.taken_by or by
        s.application.taken_at = s.application.taken_at or at
        _pause(s.application, APPLICANT, at)
        s.tells(message=message.pk, unit=str(s.application.holder), due_on=s.application.due_on.isoformat())
        s.covers(message=message)
    return message


# --- What pages ask --------------------------------------------------------------------------------
def extended_until(application: Application, *, on: date) -> date:
    """The last day after an extension made on that day; refused where the law gives none, or too late."""
    received = _counted_from(application)
    last = clocks.last_extension_day(application.regime, received=received)
    longer = clocks.extended_due(application.regime, received=received)
    if last is None or longer is None:
        raise Refusal(
            _("The law of this application knows no extension. Send an interim answer if it takes time.")
        )
    if application.extension_ground:
        raise Refusal(
            _("The time was extended already, until %s; the law allows it once. Answer by that day.")
            % date_format(application.due_on)
        )
    if on > last:
        raise Refusal(
            _("The time could be extended until %s, the end of the first period. Answer now what you can.")
            % date_format(last)
        )
    return longer.on


def suggested_ground(application: Application) -> str:
    """The ground that follows from whom was asked: another institution's part, or its opinion (4982 m.11)."""
    asked = set(consulting.consultations_of(application).values_list("purpose", flat=True))
    codes = {one.code for one in decisions.grounds(application, Use.EXTEND)}
    fits = "iii" if Purpose.PART in asked else "ii" if Purpose.OPINION in asked else ""
    return fits if fits in codes else ""


def cost(plain_pages: int, colour_pages: int, *, on: date) -> fees.AccessFee:
    """What that many pages cost; what the law gives for nothing is said in a sentence."""
    try:
        return fees.access_fee(plain_pages, colour_pages, on)
    except fees.NothingToCharge as free:
        raise Refusal(
            _("The first %d pages are free: there is nothing to charge. Send them with the answer.")
            % free.free_pages
        ) from None


def tariff_year(*, on: date) -> int:
    """Whose tariff counts on that day: where none is known for the year, the latest one before."""
    tariff = fees.tariff_of(on.year)
    return tariff.year if tariff else on.year


def fee_of(application: Application) -> Fee | None:
    """The cost last told."""
    return application.fees.order_by("-pk").first()


def may_charge(application: Application) -> bool:
    """Whether the law of this application knows a fee at all."""
    return FEE in decisions.law_of(application).pauses


# --- Parts -----------------------------------------------------------------------------------------
def set_due(application: Application, on: date) -> None:
    """Inside a step: a new last day; the ladder of reminders begins anew with it."""
    if application.due_on != on:
        application.due_on, application.rung = on, 0


def end_pause(application: Application, *, at: datetime) -> None:
    """Inside a step: the waiting is over, and the last day is where the law puts it then."""
    pause = application.pauses.filter(ended_at=None).first()
    if pause is None:
        return
    pause.ended_at = at
    pause.save(update_fields=["ended_at"])
    until = clocks.after_pause(
        application.regime,
        due_on=application.due_on,
        received=timezone.localdate(application.received_at),
        began=timezone.localdate(pause.began_at),
        ended=timezone.localdate(at),
        pause=pause.cause,
        extended=bool(application.extension_ground),
    )
    set_due(application, until)


def _pause(application: Application, cause: str, at: datetime) -> Pause:
    effect = decisions.law_of(application).pause(cause)
    return application.pauses.create(cause=cause, effect=effect, began_at=at)


def _check_charge(application: Application) -> None:
    if not may_charge(application):
        raise Refusal(_("The law of this application knows no fee: access costs nothing."))
    told = application.fees.filter(lapsed_at=None).order_by("pk").last()
    if told is not None:
        raise Refusal(
            _("The cost of this request was told on %s already; it is asked for once.")
            % date_format(timezone.localdate(told.told_at))
        )


def _counted_from(application: Application) -> date:
    """Day 0 of the period that runs: the day received, or that of the round, or an interruption's end."""
    opening = policy.opening(application)
    began = opening.at if opening else application.received_at
    restarted = application.pauses.filter(effect=Effect.RESTART, ended_at__gt=began)
    last = restarted.order_by("-ended_at").values_list("ended_at", flat=True).first()
    return timezone.localdate(last or began)
