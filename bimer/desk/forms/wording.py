"""Templates for answers, as coordinators hand them in."""

from typing import Any

from django import forms
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from bimer.casework import answering, templates
from bimer.casework.answering import Decision
from bimer.casework.templates import Words
from bimer.desk.forms import long_text
from bimer.institutions.models import Unit
from bimer.law.regimes import all_rules
from bimer.ui.forms import Form


class Template(Form):
    name = forms.CharField(
        label=_("Name"), max_length=120, error_messages={"required": _("Give the template a name.")}
    )
    unit = forms.ChoiceField(
        label=_("For"), help_text=_("It is offered to this unit and to all that it coordinates.")
    )
    regime = forms.ChoiceField(label=_("Law"), required=False)
    decision = forms.ChoiceField(label=_("What goes out"), choices=Decision.choices)
    text = long_text(label=_("Text"), missing=_("Write the text."), limit=answering.TEXT_LIMIT, rows=12)
    mark_optional = False

    def __init__(self, *args: Any, units: list[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units, language = {str(unit.pk): unit for unit in units}, get_language() or "tr"
        laws = {rules.regime: rules.short_name(language) for rules in all_rules()}
        self.fields["unit"].choices = [(key, unit.name) for key, unit in self.units.items()]  # type: ignore[attr-defined]
        self.fields["regime"].choices = [("", pgettext_lazy("law", "Any")), *laws.items()]  # type: ignore[attr-defined]
        self.fields["text"].help_text = _("Fields that are filled in: %s") % " ".join(
            f"{{{name}}}" for name in templates.FIELDS
        )

    def words(self) -> Words:
        cleaned = self.cleaned_data
        wanted = {name: cleaned[name] for name in ("name", "text", "regime", "decision")}
        return Words(unit=self.units[cleaned["unit"]], **wanted)
