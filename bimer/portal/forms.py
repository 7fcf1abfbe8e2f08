"""The pages of the form: they check shape and offer choices, and never save.

`answers()` gives what may be kept of what was typed, complete or not; nothing of it tells who she is."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from bimer.casework.answering import TEXT_LIMIT
from bimer.casework.intake import SUBJECT_LIMIT
from bimer.law.kinds import IdentityLevel, identity_levels, kinds, usual_identity
from bimer.portal import words
from bimer.ui.forms import DatePartsField, FilesField, Form, RadioCards

RATING_LIMIT = 2000
EARLIEST = date(1923, 10, 29)
KEPT_AT_MOST = (
    1_000_000  # characters of an unfinished text; the form refuses more than TEXT_LIMIT, the draft does not
)


class What(Form):
    """Which kind of application it is."""

    kind = forms.ChoiceField(
        label=_("What do you want to tell us?"),
        choices=lambda: [(kind.value, words.KINDS[kind]) for kind in kinds(timezone.localdate())],
        widget=RadioCards(
            hints={kind.value: text for kind, text in words.KIND_HELP.items()},
            attrs={"label-heading": True, "label-size": "l"},
        ),
        error_messages={"required": _("Choose what your application is.")},
    )

    def answers(self) -> dict[str, Any]:
        return {"kind": self.cleaned_data["kind"]} if "kind" in self.cleaned_data else {}


class Story(Form):
    """What happened, when, and the files that show it."""

    subject = forms.CharField(
        label=_("Subject"),
        help_text=_(
            "A few words, for example: no water in our street. If you leave it empty we take the first words."
        ),
        max_length=SUBJECT_LIMIT,
        required=False,
        error_messages={
            "max_length": _(
                "The subject can have up to %(limit_value)d characters; yours has %(show_value)d."
            )
        },
    )
    text = forms.CharField(
        label=_("What happened? What do you want done?"),
        help_text=_("Say what you saw or lived through, where exactly, and what you ask for."),
        widget=forms.Textarea(attrs={"rows": 10, "maxlength": TEXT_LIMIT}),
        error_messages={"required": _("Write what happened or what you ask for.")},
    )
    happened = DatePartsField(
        label=_("When did it happen?"),
        help_text=_("For example 27 3 2026. If it goes on, type the day it began."),
        required=False,
        earliest=EARLIEST,
    )
    files = FilesField(  # type: ignore[assignment] # a declared field, not the attribute of that name
        label=_("Choose files"),
        required=False,
        help_text=_("Photographs, documents, sound or video. Up to 10 files, each up to 20 MB."),
        error_messages={"empty": _("One of the files is empty and was not added.")},
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["happened"].latest = today  # type: ignore[attr-defined]
        # An empty file is refused by name later; the counter's limit is checked below with a better sentence.
        self.fields["files"].allow_empty_file = True  # type: ignore[attr-defined]
        self.fields["text"].max_length = TEXT_LIMIT  # type: ignore[attr-defined]

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"]
        if len(text) > TEXT_LIMIT:
            raise ValidationError(
                gettext("Your text can have up to %(limit)s characters; it has %(length)s.")
                % {"limit": _figure(TEXT_LIMIT), "length": _figure(len(text))}
            )
        return text

    def answers(self) -> dict[str, Any]:
        happened = self.cleaned_data.get("happened")
        return {
            "subject": self._typed("subject")[:KEPT_AT_MOST].strip(),
            "text": self._typed("text")[:KEPT_AT_MOST],
            "happened": f"{happened:%d.%m.%Y}" if happened else "",
            "happened_parts": [self._typed(f"happened_{part}")[:20] for part in ("day", "month", "year")],
        }

    def _typed(self, name: str) -> str:
        return self.data.get(name) or ""

    @staticmethod
    def kept(answers: dict[str, Any]) -> dict[str, Any]:
        """What the page shows when somebody comes back."""
        return {
            "subject": answers.get("subject", ""),
            "text": answers.get("text", ""),
            "happened": _Parts(answers.get("happened_parts") or ("", "", "")),
        }


class _Parts(list):
    """Date parts as they were typed, even where they make no day."""

    day = property(lambda self: self[0])
    month = property(lambda self: self[1])
    year = property(lambda self: self[2])


class Identity(Form):
    """How much the handling institution may know."""

    identity_level = forms.ChoiceField(
        label=_("May the institution know who you are?"),
        choices=[(level.value, words.LEVELS[level]) for level in IdentityLevel],
        widget=RadioCards(
            hints={level.value: text for level, text in words.LEVEL_HELP.items()},
            attrs={"label-heading": True, "label-size": "l"},
        ),
        error_messages={"required": _("Choose whether the institution may know who you are.")},
    )

    def answers(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("identity_level",) if name in self.cleaned_data}

    @staticmethod
    def kept(answers: dict[str, Any]) -> dict[str, Any]:
        kind, chosen = answers["kind"], answers.get("identity_level")
        return {"identity_level": chosen if chosen in identity_levels(kind) else usual_identity(kind)}


class Track(Form):
    """The number, and the code where one wants to read."""

    mark_optional = False

    number = forms.CharField(
        label=_("Tracking number"),
        help_text=_("16 digits, in groups of four on your receipt. With or without spaces."),
        max_length=60,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "width": "20"}),
        error_messages={
            "required": _("Type your tracking number."),
            "max_length": _("A tracking number has 16 digits. Compare it with your receipt."),
        },
    )
    code = forms.CharField(
        label=_("Reading code"),
        help_text=_(
            "8 letters and digits. Only with it do we show what you wrote and the answer. "
            "Leave it empty if you only want to know where it is."
        ),
        max_length=40,
        required=False,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
                "width": "10",
            }
        ),
        error_messages={
            "max_length": _("A reading code has 8 letters and digits. Compare it with your receipt.")
        },
    )


class Message(Form):
    """Something more for the officer."""

    text = forms.CharField(
        label=_("Write to the officer"),
        help_text=_("It joins your application. You can't take it back."),
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Write your message first.")},
    )


class _Beside(Form):
    """One of several forms on a page: the same names, other ids."""

    own_ids = "id_%s"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, auto_id=self.own_ids, **kwargs)


class Objection(_Beside):
    """A wish for another look; words are welcome, not needed."""

    own_ids = "objection_%s"

    text = forms.CharField(
        label=_("What should the reviewer look at?"),
        help_text=_("For example: what the answer left out, or a document that shows something else."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class Rate(_Beside):
    """What the applicant thinks of the answer."""

    own_ids = "rate_%s"
    score = forms.TypedChoiceField(
        label=_("How good was the answer?"),
        coerce=int,
        choices=[
            (5, _("5 – very good")),
            (4, _("4 – good")),
            (3, _("3 – so-so")),
            (2, _("2 – bad")),
            (1, _("1 – very bad")),
        ],
        widget=forms.RadioSelect(attrs={"class": "govuk-radios--small"}),
        error_messages={"required": _("Choose a mark from 1 to 5.")},
    )
    solved = forms.TypedChoiceField(
        label=_("Is your matter solved?"),
        coerce=lambda value: value == "yes",
        choices=[("yes", pgettext_lazy("solved", "Yes")), ("no", pgettext_lazy("solved", "No"))],
        widget=forms.RadioSelect(attrs={"class": "govuk-radios--inline govuk-radios--small"}),
        error_messages={"required": _("Say whether your matter is solved.")},
    )
    text = forms.CharField(
        label=_("What would you tell the institution?"),
        help_text=_("The institution reads it. It is no objection and changes nothing in the answer."),
        required=False,
        max_length=RATING_LIMIT,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "max_length": _("The text has %(show_value)d characters; at most %(limit_value)d fit.")
        },
    )


def _figure(number: int) -> str:
    return number_format(number, use_l10n=True, force_grouping=True)
