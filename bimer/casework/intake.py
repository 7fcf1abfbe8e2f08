"""An application comes in: the form is kept while it is filled in, then registered exactly once.

Registration never fails because of content: refusing a petition is an offence (TCK 121)."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from bimer.casework import gate, particulars, routing, similarity
from bimer.casework.actors import Actor, Applicant
from bimer.casework.errors import Refusal
from bimer.casework.lifecycle import Move
from bimer.casework.models import (
    EXCERPT_LIMIT,
    SUBJECT_LIMIT,
    Accusation,
    Application,
    Attachment,
    Channel,
    Dispatch,
    Filing,
)
from bimer.casework.step import Covers, record
from bimer.files import storage
from bimer.institutions.models import District, Neighbourhood, Province, Unit
from bimer.law import clocks, numbers
from bimer.law.kinds import Desk, IdentityLevel, Kind, accusing, goes_to, identity_levels, regime_for
from bimer.law.regimes import rules
from bimer.people import vault
from bimer.people.vault import PersonDetails

TITLE_LIMIT = 120  # as long as the title of an accusation may be


@dataclass(frozen=True, kw_only=True)
class Submission:
    """What somebody files, whatever the door; `person_id` is None when nobody may know who."""

    kind: Kind
    text: str
    subject: str = ""
    happened: str = ""
    identity_level: IdentityLevel = IdentityLevel.OPEN
    province: Province | None = None
    district: District | None = None
    neighbourhood: Neighbourhood | None = None
    place_note: str = ""
    named_unit: Unit | None = None
    # Who is complained about, and how the applicant knows: `particulars` are read with the text.
    particulars: str = ""
    accused_unit: Unit | None = None
    accused_title: str = ""
    language: str = "tr"
    channel: Channel = Channel.WEB
    person_id: UUID | None = None


def open_filing(*, language: str, at: datetime) -> Filing:
    """Begin a form; its token is the only way back to it."""
    return Filing.objects.create(language=language, opened_at=at, saved_at=at)


def save_answers(filing: Filing, *, at: datetime, **answers: object) -> None:
    """Keep what was typed so far. Values are plain JSON; who she is goes through `identify`."""
    with transaction.atomic():
        locked = _unsent(filing)
        locked.answers |= answers
        locked.saved_at = at
        locked.save(update_fields=["answers", "saved_at"])
    filing.answers, filing.saved_at = locked.answers, locked.saved_at


def identify(filing: Filing, details: PersonDetails, *, at: datetime) -> None:
    """Keep who is filing, apart from what is filed."""
    with transaction.atomic():
        locked = _unsent(filing)
        if locked.person_id:
            vault.update(locked.person_id, details, at=at)
        else:
            locked.person = vault.store(details, at=at)
        locked.saved_at = at
        locked.save(update_fields=["person", "saved_at"])
    filing.person, filing.saved_at = locked.person, locked.saved_at


def stay_anonymous(filing: Filing, *, at: datetime) -> None:
    """Destroy what was typed about the person: nobody is to know."""
    with transaction.atomic():
        locked = _unsent(filing)
        person_id, locked.person, locked.saved_at = locked.person_id, None, at
        locked.save(update_fields=["person", "saved_at"])
        if person_id:
            vault.forget(person_id, at=at)
    filing.person = None


def attach(filing: Filing, uploaded: UploadedFile, *, at: datetime) -> Attachment:
    """Keep one more file with the form. Raises Refusal over the number, FileRefused over the file itself."""
    with transaction.atomic():
        locked = _unsent(filing)
        if locked.attachments.count() >= settings.ATTACHMENT_LIMIT:
            raise Refusal(
                _("You can attach up to %(limit)d files. %(name)s was not added.")
                % {"limit": settings.ATTACHMENT_LIMIT, "name": uploaded.name}
            )
        return Attachment.objects.create(filing=locked, file=storage.keep(uploaded, at=at))


def detach(filing: Filing, attachment_id: int) -> None:
    """Remove a file from a form not yet sent; its bytes are destroyed."""
    with transaction.atomic():
        locked = _unsent(filing)
        attachment = locked.attachments.filter(pk=attachment_id).select_related("file").first()
        if attachment:
            attachment.delete()
            storage.discard(attachment.file)


def submit(
    filing: Filing, *, by: Actor | None = None, language: str | None = None, at: datetime
) -> Application:
    """Send the form. Sent twice - double click, back button, lost line - it is still one application."""
    with transaction.atomic():
        locked = Filing.objects.select_for_update(of=["self"]).get(pk=filing.pk)
        if locked.application is None:
            locked.language = language or locked.language
            submission = _submission(locked)
            files = list(locked.attachments.select_related("file"))
            locked.application = register(submission, files=files, by=by or Applicant(), at=at)
            locked.answers = {}
            locked.save(update_fields=["application", "answers", "language"])
        return locked.application


def register(
    submission: Submission, *, files: Sequence[Attachment] = (), by: Actor, at: datetime
) -> Application:
    """Give it its numbers, its responsible unit and its last day, all in one transaction (P2)."""
    if not submission.text.strip():
        raise Refusal(_("Write what happened or what you ask for."))
    _check_channel(submission, timezone.localdate(at))
    with transaction.atomic(savepoint=False):
        on = timezone.localdate(at)
        choice = _competent(submission, on)
        application = _new_application(submission, choice, at)
        application.save(force_insert=True)
        accusations = _name_accused(application, submission, at)
        _take_over(files, application)
        Dispatch.objects.create(
            application=application, unit=choice.unit, received_at=at, due_on=application.due_on
        )
        facts = {"unit": str(choice.unit), "why": choice.why, "due_on": application.due_on.isoformat()}
        covers: Covers = {"application": application, "accusation": accusations, "file": files}
        record(application, Move.REGISTER, by=by, at=at, before="", facts=facts, covers=covers)
        similarity.sign(application)
        if application.applicant_id:
            vault.register(application.applicant_id, at=at)
    return application


def _check_channel(submission: Submission, on: date) -> None:
    """What the law wants in writing can't be taken down on the telephone (4982 m.6)."""
    law = rules(regime_for(submission.kind), on)
    if submission.channel not in law.channels:
        told = {"law": law.short_name(get_language() or "tr"), "channel": Channel(submission.channel).label}
        raise Refusal(
            _("%(law)s: it has to come in writing, not this way: %(channel)s. Ask for it in writing.") % told
        )


def _competent(submission: Submission, on: date) -> routing.Choice:
    """Which unit must act; the system's own data are the centre's to answer for (6698 m.11, m.13)."""
    if goes_to(submission.kind) == Desk.CENTRE:
        return routing.Choice(Unit.objects.get(is_centre=True), {"rule": "platform"})
    accused = [unit.pk for unit in [submission.accused_unit] if unit and _can_be_kept_away(unit)]
    province, district = submission.province, submission.district
    is_for_the_board = goes_to(submission.kind) == Desk.BOARD and submission.named_unit is None
    if is_for_the_board and province is not None:
        return routing.human_rights_board(province=province, district=district, on=on, accused=accused)
    return routing.competent_unit(
        f"{submission.subject}\n{submission.text}",
        named=submission.named_unit,
        province=province,
        district=district,
        on=on,
        accused=accused,
    )


def discard(filing: Filing, *, at: datetime) -> None:
    """Forget a form not sent, with its files and the person: whoever began it starts anew."""
    with transaction.atomic():
        stay_anonymous(filing, at=at)
        for attachment_id in filing.attachments.values_list("pk", flat=True):
            detach(filing, attachment_id)
        filing.delete()


def discard_stale(*, before: datetime, at: datetime) -> int:
    """Forget forms nobody sent, with their files and persons; returns how many."""
    stale = Filing.objects.filter(application=None, saved_at__lt=before)
    for filing in stale:
        discard(filing, at=at)
    vault.forget_drafts(before=before, at=at)
    return len(stale)


def _unsent(filing: Filing) -> Filing:
    locked = Filing.objects.select_for_update().get(pk=filing.pk)
    if locked.application_id:
        raise Refusal(
            _("This application has already been sent. You can't change it, but you can follow it up.")
        )
    return locked


def _submission(filing: Filing) -> Submission:
    """What the form holds, as an application. References that vanished meanwhile are left out."""
    answers = filing.answers
    kind = Kind(answers.get("kind", Kind.REQUEST))
    level = IdentityLevel(answers.get("identity_level", IdentityLevel.OPEN))
    neighbourhood, district, province = _place(answers)
    return Submission(
        kind=kind,
        text=answers.get("text", ""),
        subject=answers.get("subject", ""),
        happened=answers.get("happened", ""),
        identity_level=level if level in identity_levels(kind) else IdentityLevel.OPEN,
        province=province,
        district=district,
        neighbourhood=neighbourhood,
        place_note=answers.get("place_note", ""),
        named_unit=_unit(answers.get("named_unit")),
        language=filing.language,
        **(_accusation(answers, filing.language) if kind in accusing() else {}),
        person_id=filing.person_id,
    )


def _accusation(answers: dict, language: str) -> dict[str, Any]:
    """Who is complained about and on what evidence, as the form asked it."""
    unit = _unit(answers.get("accused_unit"))
    return {
        "accused_unit": unit,
        "accused_title": answers.get("accused_title", "")[:TITLE_LIMIT],
        "particulars": particulars.written(answers, unit, language),
    }


def _unit(pk: str | int | None) -> Unit | None:
    return Unit.objects.filter(pk=pk).first() if pk else None


def _take_over(files: Sequence[Attachment], application: Application) -> None:
    """From now on they belong to the application and no longer to the form."""
    if files:
        Attachment.objects.filter(pk__in=[each.pk for each in files]).update(application=application)


def _name_accused(application: Application, submission: Submission, at: datetime) -> list[Accusation]:
    """Whom the applicant complains about: they see nothing of it from the first moment (domain.md §5.3)."""
    unit = submission.accused_unit if _can_be_kept_away(submission.accused_unit) else None
    if unit is not None or submission.accused_title.strip():
        return [gate.name_accused(application, unit=unit, title=submission.accused_title, at=at)]
    return []


def _can_be_kept_away(unit: Unit | None) -> bool:
    """The centre as a whole can't: somebody has to deal with it."""
    return unit is not None and unit.depth > 0


def _place(answers: dict) -> tuple[Neighbourhood | None, District | None, Province | None]:
    """The most exact place given, with what lies around it. One query."""
    if answers.get("neighbourhood"):
        neighbourhoods = Neighbourhood.objects.select_related("district__province")
        if neighbourhood := neighbourhoods.filter(pk=answers["neighbourhood"]).first():
            return neighbourhood, neighbourhood.district, neighbourhood.district.province
    if answers.get("district"):
        districts = District.objects.select_related("province")
        if district := districts.filter(pk=answers["district"]).first():
            return None, district, district.province
    return None, None, Province.objects.filter(pk=answers.get("province", "")).first()


def _new_application(submission: Submission, choice: routing.Choice, at: datetime) -> Application:
    regime = regime_for(submission.kind)
    on = timezone.localdate(at)
    due_on = clocks.due(regime, received=on).on
    anonymous = submission.identity_level == IdentityLevel.ANONYMOUS
    application = Application(
        **new_numbers(at),
        regime=regime,
        kind=submission.kind,
        channel=submission.channel,
        identity_level=submission.identity_level,
        language=submission.language,
        subject=first_words(submission.subject or submission.text, SUBJECT_LIMIT),
        excerpt=first_words(submission.text, EXCERPT_LIMIT),
        text="\n\n".join(filter(None, [submission.text, submission.particulars])),
        happened=submission.happened,
        province=submission.province,
        district=submission.district,
        neighbourhood=submission.neighbourhood,
        place_note=submission.place_note,
        named_unit=submission.named_unit,
        routing=choice.why | {"unit": choice.unit.name},
        applicant_id=None if anonymous else submission.person_id,
        received_at=at,
        due_on=due_on,
        promised_on=due_on,
    )
    application.place_under(choice.unit)
    return application


def new_numbers(at: datetime) -> dict[str, str]:
    """The two numbers every application has: one for officers and letters, one that nobody can guess."""
    year = timezone.localdate(at).year
    return {
        "number": numbers.registration_number(year, _next_in_register()),
        "tracking_number": numbers.tracking_number(f"{secrets.randbelow(10**15):015d}"),
    }


def _next_in_register() -> int:
    with connection.cursor() as cursor:
        cursor.execute("select nextval('casework_register')")
        return cursor.fetchone()[0]


def first_words(text: str, limit: int) -> str:
    """The beginning on one line, cut between words."""
    line = " ".join(text[: limit * 4].split())
    if len(line) <= limit:
        return line
    return line[: limit - 1].rsplit(" ", 1)[0] + "…"
