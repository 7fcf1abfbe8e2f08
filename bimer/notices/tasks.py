"""Jobs of the outbox: each gets an id, makes one call and may run twice."""

from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from bimer.notices import outbox


@app.task(
    name="notices.send_notice",
    queue="notices",
    retry=RetryStrategy(
        max_attempts=outbox.ATTEMPTS, exponential_wait=outbox.WAIT_SECONDS, retry_exceptions={outbox.NotSent}
    ),
)
def send_notice(notice_id: int) -> None:
    outbox.send(notice_id, at=timezone.now())
