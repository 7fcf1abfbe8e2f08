"""The file of an application as a package, for the authority it was referred to (3071 m.5, 4483 m.4).

Who filed is in it only where the identity is open; an authority learns a withheld name by court order."""

import hashlib
import io
import zipfile
from datetime import datetime

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from bimer.casework import letter_writing, policy
from bimer.casework.errors import NotAllowed, Refusal
from bimer.casework.lifecycle import Move, Right
from bimer.casework.models import Application, Attachment, Check, Decision
from bimer.files import storage
from bimer.institutions.models import Officer
from bimer.notices import dossier, letters
from bimer.notices.dossier import Dossier
from bimer.people import vault

LONGEST_NAME = 80
EARLIEST = (1980, 1, 1, 0, 0, 0)  # a ZIP knows no older day; the same file gives the same bytes


def for_officer(application: Application, officer: Officer, *, at: datetime) -> bytes:
    """The package, for who may work on it once a referral was approved."""
    if Right.WORK not in policy.rights(officer, application, on=timezone.localdate(at)):
        raise NotAllowed("Only who works on it may take the file away.")
    if not is_ready(application):
        raise Refusal(_("There is a file to send only after a referral has been approved."))
    return build(application)


def is_ready(application: Application) -> bool:
    sent = application.answers.filter(decision=Decision.REFERRAL)
    return sent.exclude(approved_at=None).exists()


def build(application: Application) -> bytes:
    """Covering letter, application, files as they were handed in, and a list of contents with SHA-256."""
    with override(settings.LANGUAGE_CODE):
        parts = _parts(application)
        parts.append((_("contents.txt"), _contents(parts)))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts:
            package.writestr(zipfile.ZipInfo(name, EARLIEST), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _parts(application: Application) -> list[tuple[str, bytes]]:
    found = [(_("covering-letter.pdf"), _covering_letter(application))]
    found.append((_("application.pdf"), dossier.pdf(_dossier(application))))
    attachments = application.attachments.select_related("file").order_by("pk")
    for number, attachment in enumerate(attachments, start=1):
        found.append((_file_name(application, attachment, number), _bytes(attachment)))
    return [(name, content) for name, content in found if content]


def _contents(parts: list[tuple[str, bytes]]) -> bytes:
    """In the form `sha256sum -c` reads."""
    lines = (f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in parts)
    return "".join(lines).encode()


def _covering_letter(application: Application) -> bytes:
    events = application.events.filter(move=Move.APPROVE, facts__decision=Decision.REFERRAL)
    event = events.order_by("-sequence").first()
    letter = letter_writing.letter(event, "referral", application) if event else None
    return letters.render(letter) if letter else b""


def _dossier(application: Application) -> Dossier:
    received = timezone.localtime(application.received_at)
    checks = application.checks.select_related("unit").order_by("pk")
    return Dossier(
        number=application.number,
        subject=application.subject,
        rows=(
            (_("Registration number"), application.number),
            (_("Kind"), application.get_kind_display()),
            (_("Received on"), f"{date_format(received, 'DATE_FORMAT')}, {received:%H.%M}"),
            (_("Applicant"), _applicant(application)),
            (_("Place"), ", ".join(filter(None, _places(application)))),
            (_("When it happened"), application.happened),
            (_("Held last by"), application.holder.name),
        ),
        parts=(
            (_("Text of the application"), application.text),
            *((_("Messages of the applicant"), one.text) for one in _messages(application)),
            *((_("Decision of the preliminary check"), _decision(check)) for check in checks),
        ),
        dated_on=timezone.localdate(application.answered_at or application.received_at),
    )


def _applicant(application: Application) -> str:
    if application.identity_withheld or not application.applicant_id:
        return _("Identity withheld")
    to = vault.contact(application.applicant_id)
    name = f"{to.legal_title or to.name} {to.surname}".strip()
    return "\n".join(filter(None, (name, to.address, to.district, to.province)))


def _places(application: Application) -> list[str]:
    places = (application.neighbourhood, application.district, application.province)
    return [*(str(place) for place in places if place), application.place_note]


def _messages(application: Application):
    return application.messages.filter(officer=None).order_by("at")


def _decision(check: Check) -> str:
    said = _("It goes on.") if check.goes_on else _("It is not examined.")
    day = date_format(timezone.localdate(check.at), "DATE_FORMAT")
    return f"{check.unit} · {day}\n{said}\n{check.reasons}"


def _file_name(application: Application, attachment: Attachment, number: int) -> str:
    """Names of files may name people: with a withheld identity only the ending is kept."""
    stem, dot, ending = attachment.file.name.rpartition(".")
    plain = "".join(sign for sign in stem if sign.isalnum() or sign in " ._-").strip(" .")[:LONGEST_NAME]
    kept = f"-{plain}" if plain and not application.identity_withheld else ""
    tail = "".join(sign for sign in ending if sign.isalnum())[:10] if dot else ""
    return f"{_('files')}/{number:02d}{kept}{'.' + tail if tail else ''}"


def _bytes(attachment: Attachment) -> bytes:
    with storage.open(attachment.file) as stored:
        return stored.read()
