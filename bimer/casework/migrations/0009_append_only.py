from django.db import migrations

from bimer.casework.history import append_only


class Migration(migrations.Migration):
    """What was recorded stays: rows are added, words can be erased where a law demands it, nothing else."""

    dependencies = [("casework", "0008_chained_history")]

    operations = [
        append_only.functions(),
        append_only.keep("casework_event", by="casework_event_is_kept"),
        append_only.keep("casework_anchor"),
        append_only.keep("casework_message", erasable=["text"]),
        append_only.keep("casework_note", erasable=["text"]),
        append_only.keep("casework_check", erasable=["reasons"]),
        append_only.keep("casework_survey", erasable=["text"]),
        append_only.keep("casework_correction", erasable=["before"]),
        append_only.keep("casework_accusation", erasable=["title"], free=["lifted_at"]),
        append_only.keep(
            "casework_answer",
            erasable=["text", "separation", "remarks"],
            once="old.approved_at is not null",
        ),
        append_only.keep(
            "casework_consultation",
            erasable=["question", "contribution"],
            free=["opened_at", "withdrawn_at", "demand_id"],
            once="old.contributed_at is not null",
        ),
    ]
