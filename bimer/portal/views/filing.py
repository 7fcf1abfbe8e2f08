"""The pages that ask what, what happened, and who."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from bimer.casework import intake, queries
from bimer.casework.errors import Refusal
from bimer.casework.intake import Filing
from bimer.files.storage import FileRefused
from bimer.law.kinds import IdentityLevel, kinds
from bimer.people import vault
from bimer.portal import forms, person, steps, words
from bimer.portal.steps import Step
from bimer.portal.views.frame import draw, is_autosave, kept, onward, page, save


@page(Step.WHAT)
def what(request: HttpRequest, filing: Filing | None, *, at: datetime) -> HttpResponse:
    """Which kind; the law and its period follow from it."""
    answers = filing.answers if filing else {}
    form = forms.What(
        request.POST if request.method == "POST" else None, initial={"kind": answers.get("kind")}
    )
    on = timezone.localdate(at)
    if filing and form.is_bound:
        before = answers.get("kind")
        complete = save(request, filing, Step.WHAT, form, at=at)
        if filing.answers.get("kind") != before:
            _ask_again(filing, Step.IDENTITY, Step.WHO, at=at)
        if is_autosave(request):
            return kept()
        if complete:
            return onward(filing)
    return draw(request, Step.WHAT, filing, form, offered=kinds(on), **words.laws(on=on))


@page(Step.STORY)
def story(request: HttpRequest, filing: Filing | None, *, at: datetime) -> HttpResponse:
    """Text, day and files. Files are kept even when the text is not complete yet."""
    form = _story_form(request, filing, at)
    if filing and form.is_bound:
        complete = save(request, filing, Step.STORY, form, at=at)
        if is_autosave(request):
            return kept()
        refused = _attach(request, filing, at)
        adding = request.POST.get("do") == "add"
        if adding:
            form.errors.clear()
        for sentence in refused:
            form.add_error("files", sentence)
        if adding and not refused:
            return redirect(reverse("portal:story") + "#files")
        if complete and not refused:
            return onward(filing)
    attached = queries.files_of(filing) if filing else []
    return draw(request, Step.STORY, filing, form, attached=attached)


@page(Step.STORY)
def attachment_remove(
    request: HttpRequest, filing: Filing | None, *, at: datetime, attachment_id: int
) -> HttpResponse:
    """Take a file away; what stands in the text box is kept."""
    if filing and request.method == "POST":
        save(request, filing, Step.STORY, _story_form(request, filing, at), at=at)
        intake.detach(filing, attachment_id)
    return redirect(reverse("portal:story") + "#files")


@page(Step.IDENTITY)
def identity(request: HttpRequest, filing: Filing, *, at: datetime) -> HttpResponse:
    """How much the institution may know. Anonymous: what was typed about the person is destroyed."""
    form = forms.Identity(
        request.POST if request.method == "POST" else None, initial=forms.Identity.kept(filing.answers)
    )
    if form.is_bound:
        complete = save(request, filing, Step.IDENTITY, form, at=at)
        if steps.level_of(filing.answers) == IdentityLevel.ANONYMOUS:
            intake.stay_anonymous(filing, at=at)
            _ask_again(filing, Step.WHO, at=at)
        if is_autosave(request):
            return kept()
        if complete:
            return onward(filing)
    return draw(request, Step.IDENTITY, filing, form)


@page(Step.WHO)
def who(request: HttpRequest, filing: Filing, *, at: datetime) -> HttpResponse:
    """Name and address, kept apart from what is filed."""
    details = vault.read(filing.person_id) if filing.person_id else None
    kind = steps.kind_of(filing.answers)
    assert kind is not None
    form = person.Who(
        request.POST if request.method == "POST" else None,
        kind=kind,
        initial=person.Who.kept(details, filing.answers),
    )
    if form.is_bound:
        complete = save(request, filing, Step.WHO, form, at=at)
        intake.identify(filing, form.details(), at=at)
        if is_autosave(request):
            return kept()
        if complete:
            return onward(filing)
    level = steps.level_of(filing.answers)
    return draw(request, Step.WHO, filing, form, hidden=level == IdentityLevel.HIDDEN, kind=kind)


def _story_form(request: HttpRequest, filing: Filing | None, at: datetime) -> forms.Story:
    sent = request.method == "POST"
    return forms.Story(
        request.POST if sent else None,
        request.FILES if sent else None,
        initial=forms.Story.kept(filing.answers if filing else {}),
        today=timezone.localdate(at),
    )


def _attach(request: HttpRequest, filing: Filing, at: datetime) -> list[str]:
    """Keep each file that can be kept; a sentence for each that can't."""
    refused = []
    for uploaded in request.FILES.getlist("files"):
        try:
            intake.attach(filing, uploaded, at=at)
        except FileRefused as problem:
            refused.append(words.file_problem(problem))
        except Refusal as problem:
            refused.append(str(problem))
    return refused


def _ask_again(filing: Filing, *pages: Step, at: datetime) -> None:
    """What was complete for one kind or level may lack something for another."""
    done = [page for page in filing.answers.get("done", ()) if page not in pages]
    intake.save_answers(filing, at=at, done=done)
