"""Words erased as a law demands (6698 m.7), while the history goes on telling that and when it happened.

What was said is emptied, the files and the person are destroyed, and a new salt is drawn: the digests that
stand in the history can no longer be compared with anything. The chain itself does not change."""

from datetime import datetime
from uuid import uuid4

from django.db.models import Model

from bimer.casework.actors import Actor
from bimer.casework.history import chain, contents
from bimer.casework.lifecycle import Move
from bimer.casework.models import Application, Signature
from bimer.casework.step import Step, step
from bimer.files import storage
from bimer.notices import outbox
from bimer.people import vault

ERASED = "–"
# Where words stand beside an application, by the name of their relation.
WORDS = {
    "messages": ["text"],
    "notes": ["text"],
    "answers": ["text", "separation", "remarks"],
    "consultations": ["question", "contribution"],
    "corrections": ["before"],
    "surveys": ["text"],
    "checks": ["reasons"],
    "demands": ["text"],
    "dispatches": ["reason"],
    "accusations": ["title"],
}


def erase(application: Application, *, ground: str, by: Actor, at: datetime) -> None:
    """Erase what was said in a closed application; `ground` is the article that demands it."""
    with step(application, Move.ERASE, by=by, at=at) as s:
        s.tells(ground=ground)
        _empty_words(s.application)
        _destroy_files(s.application)
        _forget_person(s.application, at)
        events = list(s.application.events.all())
        outbox.forget_letters([event.pk for event in events])
        for event in events:
            emptied = {word: "" for word in chain.WORDS if event.facts.get(word)}
            if emptied:
                s.application.events.filter(pk=event.pk).update(facts=event.facts | emptied)
        s.application.salt = uuid4()
        _cover_what_is_left(s)


def _empty_words(application: Application) -> None:
    application.subject, application.text = ERASED, ERASED
    application.excerpt = application.happened = application.place_note = ""
    for relation, columns in WORDS.items():
        getattr(application, relation).update(**dict.fromkeys(columns, ""))
    Signature.objects.filter(application=application).delete()


def _destroy_files(application: Application) -> None:
    for attachment in application.attachments.select_related("file"):
        attachment.delete()
        storage.discard(attachment.file)


def _forget_person(application: Application, at: datetime) -> None:
    """Unless another application of hers still has its words."""
    theirs = Application.objects.filter(applicant=application.applicant_id).exclude(pk=application.pk)
    if application.applicant_id and not theirs.exclude(text=ERASED).exists():
        vault.forget(application.applicant_id, at=at)


def _cover_what_is_left(s: Step) -> None:
    """Dates, outcomes and who acted are still the record: from here on they are covered anew."""
    rows: dict[str, Model | list[Model]] = {
        name: list(kind.rows().filter(application=s.application))
        for name, kind in contents.KINDS.items()
        if name != contents.APPLICATION
    }
    s.covers(application=s.application, **{name: found for name, found in rows.items() if found})
