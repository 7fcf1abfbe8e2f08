"""Who is filing: what the law asks of her, page by page. The form never saves."""

from typing import Any

import phonenumbers
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from bimer.law import identity, regimes
from bimer.law.kinds import Kind, regime_for
from bimer.law.regimes import RegimeRules
from bimer.people.vault import PersonDetails
from bimer.portal import places, words
from bimer.ui.forms import Form, RadioCards

NATURAL, LEGAL = "natural", "legal"
BY_EMAIL, BY_LETTER = "email", "letter"


class Who(Form):
    """Name and address (3071 m.4); for information requests on the web the identity number too (4982 m.6)."""

    mark_optional = False  # the labels say it: an e-mail address is needed or not by the answer chosen

    applicant = forms.ChoiceField(
        label=_("For whom do you apply?"),
        choices=[(NATURAL, _("For myself")), (LEGAL, _("For a company, association or foundation"))],
        initial=NATURAL,
        widget=forms.RadioSelect,
        required=False,
    )
    legal_title = forms.CharField(
        label=_("Full title of the legal person"),
        help_text=_(
            "Only if you apply for a company, association or foundation. The name below is then that of the "
            "person authorised to act for it; attach the document that shows the authority to your text."
        ),
        max_length=250,
        required=False,
    )
    name = forms.CharField(
        label=_("First name"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
        error_messages={"required": _("Type your first name.")},
    )
    surname = forms.CharField(
        label=_("Surname"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "family-name"}),
        error_messages={"required": _("Type your surname.")},
    )
    identity_number = forms.CharField(
        label=_("T.C. identity number (optional)"),
        help_text=_("11 digits. Foreigners type the number that begins with 99."),
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "width": "20"}),
    )
    address = forms.CharField(
        label=_("Home or work address"),
        help_text=_("Neighbourhood, street, door number. The law asks for it; letters go there."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "street-address"}),
        error_messages={"required": _("Type your home or work address; the law asks for it.")},
    )
    district = forms.CharField(
        label=_("District"),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "address-level2", "width": "20"}),
        error_messages={"required": _("Type the district you live or work in.")},
    )
    plate = forms.ChoiceField(
        label=_("Province"),
        widget=forms.Select(attrs={"autocomplete": "address-level1"}),
        error_messages={"required": _("Choose the province you live or work in.")},
    )
    answer_by = forms.ChoiceField(
        label=_("How should the answer reach you?"),
        choices=[(BY_EMAIL, _("By e-mail")), (BY_LETTER, _("By letter to my address"))],
        initial=BY_EMAIL,
        widget=RadioCards(
            hints={
                BY_EMAIL: _("You also get a message when your application moves on."),
                BY_LETTER: _("We don't keep an e-mail address then."),
            }
        ),
        error_messages={"required": _("Choose how the answer should reach you.")},
    )
    email = forms.CharField(
        label=_("E-mail address"),
        help_text=_("Needed only if the answer should come by e-mail."),
        max_length=254,
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
    )
    phone = forms.CharField(
        label=_("Telephone (optional)"),
        help_text=_("For a quick question by the officer, for example 0532 123 45 67."),
        max_length=40,
        required=False,
        widget=forms.TextInput(
            attrs={"type": "tel", "inputmode": "tel", "autocomplete": "tel", "width": "20"}
        ),
    )

    def __init__(self, *args: Any, kind: Kind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        # No counter under three lines of address; the limit is checked all the same.
        self.fields["address"].max_length = None  # type: ignore[attr-defined]
        self.names = dict(places.provinces())
        self.fields["plate"].choices = list(self.names.items())  # type: ignore[attr-defined]
        self._as_the_law_asks(regimes.rules(regime_for(kind), timezone.localdate()))

    def _as_the_law_asks(self, rules: RegimeRules) -> None:
        """What the law of this kind of application demands on the web, and of whom."""
        if "legal" not in rules.persons:
            del self.fields["applicant"], self.fields["legal_title"]
        if not settings.LAW.identity_number:
            del self.fields["identity_number"]
        elif "identity_number" in rules.required():
            self.fields["identity_number"].label = gettext("T.C. identity number")
            self.fields["identity_number"].required = True
            self.fields["identity_number"].error_messages["required"] = gettext(
                "Type your T.C. identity number: 11 digits. "
                "The law asks for it in information requests on the web."
            )

    def clean_identity_number(self) -> str:
        typed: str = self.cleaned_data["identity_number"]
        if not typed:
            return ""
        try:
            return identity.check_tckn(typed)
        except identity.InvalidIdentity as problem:
            raise ValidationError(words.identity_problem(problem)) from problem

    def clean_phone(self) -> str:
        """The number with its country, as telephones dial it; without a country it is Turkish."""
        typed: str = self.cleaned_data["phone"]
        if not typed:
            return ""
        try:
            number = phonenumbers.parse(typed, settings.LAW.country)
        except phonenumbers.NumberParseException as problem:
            raise ValidationError(self._phone_problem()) from problem
        if not phonenumbers.is_valid_number(number):
            raise ValidationError(self._phone_problem())
        return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)

    def clean_email(self) -> str:
        typed: str = self.cleaned_data["email"]
        if typed and self.data.get("answer_by") != BY_LETTER:
            try:
                validate_email(typed)
            except ValidationError as problem:
                raise ValidationError(
                    gettext("An e-mail address looks like name@example.org. Check yours.")
                ) from problem
        return typed

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("answer_by") == BY_EMAIL and not cleaned.get("email") and "email" not in self.errors:
            self.add_error("email", gettext("Type your e-mail address, or choose to be answered by letter."))
        if cleaned.get("applicant") == LEGAL and not cleaned.get("legal_title"):
            self.add_error("legal_title", gettext("Type the full title of the legal person."))
        return cleaned

    def details(self) -> PersonDetails:
        """What was typed, checked where it could be; an e-mail address only if answers may go there."""
        typed = {name: (self.data.get(name) or "")[:1000] for name in self.fields} | self.cleaned_data
        by_letter = typed["answer_by"] == BY_LETTER
        return PersonDetails(
            kind=typed.get("applicant") or NATURAL,
            legal_title=typed.get("legal_title", "") if typed.get("applicant") == LEGAL else "",
            name=typed["name"],
            surname=typed["surname"],
            identity_number=typed.get("identity_number", ""),
            email="" if by_letter else typed["email"],
            phone=typed["phone"],
            address=typed["address"],
            plate=typed["plate"] if typed["plate"] in self.names else "",
            province=self.names.get(typed["plate"], "") if typed["plate"] else "",
            district=typed["district"],
            language=(get_language() or "tr")[:2],
        )

    def answers(self) -> dict[str, Any]:
        """Nothing here tells who she is."""
        return {
            "answer_by": self.data.get("answer_by")
            if self.data.get("answer_by") in {BY_EMAIL, BY_LETTER}
            else ""
        }

    @staticmethod
    def kept(details: PersonDetails | None, answers: dict[str, Any]) -> dict[str, Any]:
        """What the page shows when she comes back."""
        if details is None:
            return {}
        told = {name: getattr(details, name) for name in Who.base_fields if hasattr(details, name)}
        return told | {"applicant": details.kind, "answer_by": answers.get("answer_by") or BY_EMAIL}

    @staticmethod
    def _phone_problem() -> str:
        return gettext("This telephone number can't be right. Type it like 0532 123 45 67.")
