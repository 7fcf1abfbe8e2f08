"""The worker: runs the jobs, and notes which row of procrastinate_workers is its heartbeat.

`python -m bimer.house.worker NOTE`
"""

import asyncio
import os
import sys
from pathlib import Path

import django
from procrastinate.worker import Worker


def main(note: Path) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bimer.settings")
    django.setup()
    asyncio.run(_run(note))


async def _run(note: Path) -> None:
    from procrastinate.contrib.django import app  # noqa: PLC0415 - exists after django.setup() only

    with app.replace_connector(app.connector.get_worker_connector()) as running:  # type: ignore[attr-defined]
        async with running.open_async():
            running.perform_import_paths()
            worker = Worker(app=running, **running.worker_defaults)
            noting = asyncio.create_task(_tell(worker, note))
            try:
                await worker.run()
            finally:
                noting.cancel()


async def _tell(worker: Worker, note: Path) -> None:
    """Write process and row as soon as the row is known."""
    while worker.worker_id is None:
        await asyncio.sleep(0.1)
    draft = note.with_suffix(".new")
    draft.write_text(f"{os.getpid()} {worker.worker_id}\n")
    draft.replace(note)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
