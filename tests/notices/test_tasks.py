from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from bimer.notices import outbox
from bimer.notices.models import Notice


def run_worker() -> None:
    with app.replace_connector(app.connector.get_worker_connector()) as working:
        working.run_worker(wait=False, queues=["notices"], install_signal_handlers=False, listen_notify=False)


def test_the_worker_sends_and_later_tries_again_what_was_refused(empty_queue, citizen, mailbox, monday):
    mailbox.refusals.append("451 later")
    notice = outbox.post(
        event_id=1, template="forwarded", facts={"number": "26000001234"}, at=monday, person=citizen
    )
    run_worker()
    (job,) = ProcrastinateJob.objects.filter(task_name="notices.send_notice")
    assert (job.status, job.scheduled_at > timezone.now(), mailbox.mails) == ("todo", True, [])

    outbox.send(notice.pk, at=monday)
    assert Notice.objects.get().state == "sent"
    assert len(mailbox.mails) == 1
