"""Everything that happens by the clock. Each is safe to run twice and catches up after a night down."""

from datetime import timedelta

from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from bimer.casework import bulk, intake, ladder, overdue, reorganisation
from bimer.casework.history import anchoring
from bimer.notices import outbox

STALLED_SECONDS = 60
DRAFTS_ARE_KEPT = timedelta(days=7)
JOBS_ARE_KEPT_HOURS = 24 * 7


@app.periodic(cron="* * * * *")
@app.task(
    name="clock.recover_stalled", queue="clock", queueing_lock="clock.recover_stalled", pass_context=True
)
async def recover_stalled(context, timestamp: int) -> None:
    """A killed worker leaves its jobs marked as running: hand them to another one."""
    manager = context.app.job_manager
    for job in await manager.get_stalled_jobs(seconds_since_heartbeat=STALLED_SECONDS):
        await manager.retry_job(job)
    await manager.prune_stalled_workers(seconds_since_heartbeat=STALLED_SECONDS)


@app.periodic(cron="*/5 * * * *")
@app.task(name="clock.send_due", queue="clock", queueing_lock="clock.send_due")
def send_due(timestamp: int) -> None:
    """Notices whose job was lost are sent all the same."""
    outbox.send_due(at=timezone.now())


@app.periodic(cron="17 4 * * *")
@app.task(name="clock.discard_drafts", queue="clock", queueing_lock="clock.discard_drafts")
def discard_drafts(timestamp: int) -> None:
    """Forms nobody sent are forgotten after a week, with the persons in them."""
    now = timezone.now()
    intake.discard_stale(before=now - DRAFTS_ARE_KEPT, at=now)


@app.periodic(cron="47 4 * * *")
@app.task(name="clock.discard_jobs", queue="clock", queueing_lock="clock.discard_jobs", pass_context=True)
async def discard_jobs(context, timestamp: int) -> None:
    """Finished jobs are not history; the events are."""
    await context.app.job_manager.delete_old_jobs(nb_hours=JOBS_ARE_KEPT_HOURS)


@app.periodic(cron="*/10 * * * *")
@app.task(name="clock.follow_reorganisation", queue="clock", queueing_lock="clock.follow_reorganisation")
def follow_reorganisation(timestamp: int) -> None:
    """What a closed or moved institution held open goes where it now belongs."""
    reorganisation.hand_over(at=timezone.now())
    reorganisation.realign()


# By day only, so that no mail comes at night; every hour, so that a night or a week down is made up for.
@app.periodic(cron="7 6-20 * * *")
@app.task(name="clock.warn", queue="clock", queueing_lock="clock.warn", lock="clock.warn")
def warn(timestamp: int) -> None:
    """Units are reminded before the last day; after it who stands above them hears of it, rung by rung."""
    ladder.climb(at=timezone.now())


@app.periodic(cron="3 * * * *")
@app.task(name="clock.lapse_fees", queue="clock", queueing_lock="clock.lapse_fees")
def lapse_fees(timestamp: int) -> None:
    """A request whose cost nobody paid in time counts as withdrawn."""
    overdue.lapse_fees(at=timezone.now())


@app.periodic(cron="11 5-20 * * *")
@app.task(name="clock.wake_promises", queue="clock", queueing_lock="clock.wake_promises")
def wake_promises(timestamp: int) -> None:
    """The day has come on which something "will be done": the unit says whether it was."""
    overdue.wake_promises(at=timezone.now())


@app.periodic(cron="23 8-20 * * *")
@app.task(name="clock.remind", queue="clock", queueing_lock="clock.remind")
def remind(timestamp: int) -> None:
    """Applicants and units that were asked something and have not replied hear of it once more."""
    now = timezone.now()
    overdue.remind_asked(at=now)
    overdue.remind_consulted(at=now)


# Every hour, so that a night down is made up for; it is made once a day.
@app.periodic(cron="37 * * * *")
@app.task(name="clock.anchor", queue="clock", queueing_lock="clock.anchor", lock="clock.anchor")
def anchor(timestamp: int) -> None:
    """The histories that grew are put under one signed statement, which is published."""
    anchoring.anchor(at=timezone.now())


# --- Begun by somebody, done in the background -----------------------------------------------------
@app.task(name="bulk.run", queue="bulk", retry=RetryStrategy(max_attempts=5, exponential_wait=4))
def run_bulk(bulk_id: int) -> None:
    """One move for many applications, turn by turn; killed in between, the next run goes on where it was."""
    while bulk.go_on(bulk_id, at=timezone.now()):
        pass


@app.periodic(cron="*/10 * * * *")
@app.task(name="clock.resume_bulks", queue="clock", queueing_lock="clock.resume_bulks")
def resume_bulks(timestamp: int) -> None:
    """A bulk move whose job was lost goes on."""
    bulk.resume(at=timezone.now())
