"""What to look at before an answer goes out: warnings, not walls; the approver sees them too.

Computed anew each time and never stored. What the law forbids outright is refused by `decisions`."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.conf import settings
from django.db.models import Q
from django.db.models.functions import Left
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from bimer.casework import consulting, personal_data, policy, readability, similarity
from bimer.casework.models import Answer, Application, Decision, Outcome
from bimer.institutions.models import Officer
from bimer.law import grounds, profile, remedies
from bimer.law.grounds import Use
from bimer.people import vault


class Severity(StrEnum):
    """How heavy it weighs: a right of somebody, or how well it reads."""

    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, kw_only=True)
class Advice:
    """One thing to look at; `detail` quotes what it is about, "" when there is nothing to quote."""

    code: str
    severity: Severity
    message: str
    detail: str = ""


@dataclass(frozen=True, kw_only=True)
class Draft:
    """What is looked at: a decision in the making, who reads the advice and on which day."""

    application: Application
    text: str
    outcome: str
    ground: str
    decision: str
    officer: Officer
    on: date


RECENT_ANSWERS = 50
SHORT = 12  # words
HARD_SENTENCES_SHOWN = 3
QUOTED = 240  # characters of a sentence


def advise(
    application: Application,
    *,
    text: str,
    outcome: str,
    ground: str = "",
    decision: str = Decision.ANSWER,
    officer: Officer,
    on: date,
) -> list[Advice]:
    """What to look at in this draft, the heaviest first. As many queries for fifty answers as for one."""
    draft = Draft(
        application=application,
        text=text,
        outcome=outcome,
        ground=ground,
        decision=decision,
        officer=officer,
        on=on,
    )
    found = [each for look in LOOKS for each in look(draft)]
    return sorted(found, key=lambda each: each.severity != Severity.WARNING)


# --- What the law owes the applicant ---------------------------------------------------------------
def _demands(draft: Draft) -> Iterator[Advice]:
    """Each of the things asked for gets an answer of its own."""
    if draft.decision != Decision.ANSWER:
        return
    left = draft.application.demands.filter(outcome="").order_by("number").values_list("number", flat=True)
    if numbers := ", ".join(str(number) for number in left):
        yield _warning("demands", _("Give each numbered demand an outcome. These have none: %s.") % numbers)


def _parts(draft: Draft) -> Iterator[Advice]:
    """Another unit still owes its part; the answer may go without it, but knowingly."""
    if draft.decision != Decision.ANSWER:
        return
    asked = consulting.still_asked(draft.application).order_by("due_on")
    if names := ", ".join(asked.values_list("unit__name", flat=True)):
        yield _warning("parts", _("These have not contributed yet: %s.") % names)


LAW_OUTCOME = {
    Outcome.REFUSED: remedies.Outcome.REFUSED,
    Outcome.PARTIAL: remedies.Outcome.PARTLY_GRANTED,
}


def _remedies(draft: Draft) -> Iterator[Advice]:
    """Constitution m.40/2: who is refused is told before whom and until when to contest it."""
    ended = _against_the_applicant(draft)
    received = timezone.localdate(draft.application.received_at)
    if ended and not remedies.remedies(draft.application.regime, ended, draft.on, received=received):
        yield _warning(
            "remedies",
            _("The letter will name no remedy: the law's table has none for this. Say how to contest it."),
        )


def _ground(draft: Draft) -> Iterator[Advice]:
    """4982 m.12: a refusal states its reason; 3071 m.6: so does leaving it unexamined."""
    ended = _against_the_applicant(draft)
    if not ended or draft.ground:
        return
    use = Use.NOT_EXAMINE if draft.decision == Decision.NOT_EXAMINED else Use.REFUSE
    received = timezone.localdate(draft.application.received_at)
    if grounds.grounds(draft.application.regime, use, received):
        yield _warning("ground", _("Choose the ground of the decision; the letter names it."))


def _against_the_applicant(draft: Draft) -> remedies.Outcome | None:
    if draft.decision == Decision.NOT_EXAMINED:
        return remedies.Outcome.NOT_EXAMINED
    return LAW_OUTCOME.get(Outcome(draft.outcome)) if draft.decision == Decision.ANSWER else None


# --- What belongs to others ------------------------------------------------------------------------
def _personal_data(draft: Draft) -> Iterator[Advice]:
    """6698 m.8, 4982 m.21: nothing of a third person goes out unnoticed."""
    country = profile.current().country
    found = personal_data.find(draft.text, country=country)
    known = _known(draft.application, country)
    if others := [each.written for each in found if each.plain not in known]:
        yield _warning(
            "personal_data",
            _("This looks like personal data of somebody else. Leave it out unless it has to be there."),
            detail=", ".join(others),
        )


def _known(application: Application, country: str) -> set[str]:
    """What the applicant wrote or is. Who withholds it is not looked up: a missing warning would tell."""
    known = {application.number, application.tracking_number}
    written = personal_data.find(f"{application.subject}\n{application.text}", country=country)
    known |= {each.plain for each in written}
    if application.applicant_id and not application.identity_withheld:
        person = vault.read(application.applicant_id)
        known |= {person.identity_number, person.phone, person.email.lower()}
    return known


def _copied(draft: Draft) -> Iterator[Advice]:
    """An answer is to this applicant: what went to others word for word is probably not."""
    if draft.decision != Decision.ANSWER or not draft.text.strip():
        return
    mine = similarity.ngrams(draft.text[: similarity.BEGINNING])
    recent = ((similarity.likeness(mine, similarity.ngrams(text)), pk) for pk, text in _recent(draft))
    closest, pk = max(recent, default=(0.0, 0))
    if closest > similarity.NEARLY_EQUAL:
        yield _note(
            "copied",
            _("Nearly the same text went to somebody else. Say what is particular to this case."),
            detail=_readable_number(draft, pk),
        )


def _recent(draft: Draft) -> list[tuple[int, str]]:
    """The unit's last answers to other people."""
    application = draft.application
    sent = Answer.objects.filter(unit=application.holder_id, approved_at__isnull=False)
    own = Q(application=application)
    if application.applicant_id:
        own |= Q(application__applicant=application.applicant_id)
    beginnings = (
        sent.exclude(own).annotate(beginning=Left("text", similarity.BEGINNING)).order_by("-approved_at")
    )
    return list(beginnings.values_list("application", "beginning")[:RECENT_ANSWERS])


def _readable_number(draft: Draft, pk: int) -> str:
    """The other application's number, if the officer may read it."""
    reach = policy.reach(draft.officer, on=draft.on)
    found = Application.objects.filter(policy.visible(reach), pk=pk)
    return found.values_list("number", flat=True).first() or ""


# --- How it reads ----------------------------------------------------------------------------------
def _hard(draft: Draft) -> Iterator[Advice]:
    for sentence in _hardest(draft):
        yield _note(
            "hard_sentence",
            _("Hard to read, %d words. Make two sentences of it, or use shorter words.") % sentence.words,
            detail=Truncator(sentence.text).chars(QUOTED),
        )


def _hardest(draft: Draft) -> list[readability.Sentence]:
    language = readability.language_of(draft.text) or draft.application.language
    return readability.hard_sentences(draft.text, language)[:HARD_SENTENCES_SHOWN]


def _short(draft: Draft) -> Iterator[Advice]:
    if 0 < len(readability.words(draft.text)) < SHORT:
        yield _note("short", _("This is very short. Does it say what was found, what was done and why?"))


def _language(draft: Draft) -> Iterator[Advice]:
    """The answer is for the applicant to read."""
    language, reads_like = draft.application.language, readability.language_of(draft.text)
    if reads_like and not language.startswith(reads_like):
        wanted = dict(settings.LANGUAGES).get(language, language)
        yield _note("language", _("The text reads like another language. The applicant chose: %s.") % wanted)


LOOKS = (_demands, _parts, _remedies, _ground, _personal_data, _copied, _hard, _short, _language)


def _warning(code: str, message: str, *, detail: str = "") -> Advice:
    return Advice(code=code, severity=Severity.WARNING, message=message, detail=detail)


def _note(code: str, message: str, *, detail: str = "") -> Advice:
    return Advice(code=code, severity=Severity.NOTE, message=message, detail=detail)
