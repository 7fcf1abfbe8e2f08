from datetime import date

import pytest
from django import forms as django_forms
from django.http import QueryDict
from django.template.loader import render_to_string

from bimer.ui import forms

ODD = "  İ \u202eters\u202c \u0069\u0307 👩🏽‍🚒 <b>&amp;</b> \u200f\t \n\n son "


class Letter(forms.Form):
    subject = django_forms.CharField()
    text = django_forms.CharField(max_length=200, widget=django_forms.Textarea)


class Born(forms.Form):
    on = forms.DatePartsField(earliest=date(1900, 1, 1), latest=date(2026, 8, 14))


def born(day, month, year):
    return Born({"on_day": day, "on_month": month, "on_year": year})


def test_what_was_typed_is_kept_letter_for_letter():
    form = Letter({"subject": "x", "text": ODD})
    assert form.is_valid()
    assert form.cleaned_data["text"] == ODD


def test_line_ends_are_made_alike_before_the_text_is_measured():
    form = Letter({"subject": "x", "text": "a\r\n" * 100})
    assert form.is_valid()
    assert form.cleaned_data["text"] == "a\n" * 100


def test_a_zero_character_is_refused_with_a_reason_at_its_field():
    form = Letter(QueryDict("subject=a%00b&text=metin"))
    assert form.errors == {
        "subject": ["Metinde saklanamayan bir karakter var. Yeniden yazın ya da düz metin olarak yapıştırın."]
    }


def test_a_zero_character_in_a_part_of_a_date_is_refused_too():
    assert "on" in born("1\0", "2", "1987").errors


def test_a_text_of_spaces_says_nothing():
    assert "text" in Letter({"subject": "x", "text": " \n\t "}).errors


@pytest.mark.parametrize("month", ["2", "02", "Şubat", "şubat", "February"])
def test_a_month_may_be_a_number_or_a_name(month):
    form = born("28", month, "1987")
    assert form.is_valid(), form.errors
    assert form.cleaned_data["on"] == date(1987, 2, 28)


@pytest.mark.parametrize(
    ("parts", "error"),
    [
        (("31", "2", "1987"), "31 Şubat diye bir gün yok."),
        (("29", "2", "2025"), "29 Şubat 2025 diye bir gün yok."),
        (("12", "13", "1987"), "Aylar 1 ile 12 arasındadır; yazdığınız ay: 13."),
        (("12", "3", "87"), "Yılı dört rakamla yazın, örneğin 1987."),
        (("12", "", "1987"), "Gün, ay ve yılı yazın; üçü de gerekli."),
        (("²", "3", "1987"), "Tarihi rakamla yazın, örneğin 27 3 2026."),
        (("", "", ""), "Gün, ay ve yılı yazın."),
        (("15", "8", "2026"), "Buraya yazılabilecek son gün: 14 Ağustos 2026."),
        (("31", "12", "1899"), "Buraya yazılabilecek ilk gün: 1 Ocak 1900."),
    ],
)
def test_a_wrong_date_says_what_is_wrong(parts, error):
    assert born(*parts).errors == {"on": [error]}


def test_a_refused_date_shows_what_was_typed():
    assert 'value="31"' in str(born("31", "2", "1987")["on"])


def test_a_suggestion_is_the_text_and_the_id_of_what_was_chosen():
    class Where(forms.Form):
        unit = forms.SuggestField(widget=forms.Suggest(url="/kurumlar/"))

    form = Where({"unit": " Çankaya Kaymakamlığı ", "unit_id": "7"})
    assert form.is_valid()
    assert form.cleaned_data["unit"] == forms.Suggestion("Çankaya Kaymakamlığı", "7")
    assert 'name="unit_id" value="7"' in str(form["unit"])
    assert "unit" in Where({"unit": "  ", "unit_id": "7"}).errors


def test_the_error_summary_leads_to_the_first_box_of_each_field():
    class Choice(forms.Form):
        kind = django_forms.ChoiceField(
            choices=[("a", "A")], widget=forms.RadioCards(hints={"a": "Açıklama"})
        )
        on = forms.DatePartsField()

    form = Choice({})
    summary = render_to_string("ui/error_summary.html", {"form": form})
    page = str(form)
    for target in ("id_kind_0", "id_on_day"):
        assert f'href="#{target}"' in summary
        assert f'id="{target}"' in page


def test_hint_error_and_counter_describe_the_box():
    class Long(forms.Form):
        text = django_forms.CharField(max_length=50, widget=django_forms.Textarea, help_text="Kısaca")

    assert 'aria-describedby="id_text_helptext id_text_error id_text-info"' in Long({}).as_div()
    assert " maxlength" not in Long({}).as_div()


def test_wishes_about_the_label_do_not_become_attributes():
    class Wished(forms.Form):
        name = django_forms.CharField(
            label="Ad", widget=django_forms.TextInput(attrs={"label-size": "l", "width": 10})
        )

    drawn = Wished().as_div()
    assert "govuk-label--l" in drawn
    assert "govuk-input--width-10" in drawn
    assert "label-size" not in drawn


def test_several_files_come_as_a_list(rf):
    class Files(forms.Form):
        files = forms.FilesField(required=False)

    assert Files({}, {}).is_valid()
    form = Files({}, {})
    assert form.is_valid()
    assert form.cleaned_data["files"] == []
    assert " multiple" in str(Files()["files"])
