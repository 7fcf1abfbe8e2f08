"""One page that shows every part of the kit: looked at, and checked for accessibility."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django import forms as django_forms
from django.contrib.auth.models import AnonymousUser
from django.template.loader import render_to_string
from django.test import RequestFactory

from bimer.ui import forms

TODAY = date(2026, 8, 14)
MOMENT = datetime(2026, 8, 14, 14, 30, tzinfo=ZoneInfo("Europe/Istanbul"))
KINDS = [("request", "İstek"), ("complaint", "Şikâyet"), ("tip_off", "İhbar")]


class Specimen(forms.Form):
    kind = django_forms.ChoiceField(
        label="Başvurunuzun türü",
        choices=KINDS,
        widget=forms.RadioCards(
            attrs={"label-size": "m"},
            hints={
                "request": "Bir işin yapılmasını istiyorsunuz.",
                "complaint": "Size zarar veren bir işlem ya da davranış var.",
                "tip_off": "Bir suçu ya da kural ihlalini bildiriyorsunuz.",
            },
        ),
    )
    name = django_forms.CharField(
        label="Adınız", widget=django_forms.TextInput(attrs={"autocomplete": "given-name"})
    )
    identity = django_forms.CharField(
        label="T.C. kimlik numarası",
        help_text="11 rakamdır. Kimliğinizin ön yüzünde yazar.",
        widget=django_forms.TextInput(attrs={"inputmode": "numeric", "width": 20}),
    )
    email = django_forms.EmailField(label="E-posta adresi", required=False)
    born_on = forms.DatePartsField(label="Doğum tarihi", help_text="Örneğin 27 3 1987")
    unit = forms.SuggestField(label="Kurum", widget=forms.Suggest(url="/kurumlar/"), required=False)
    province = django_forms.ChoiceField(label="İl", choices=[("06", "Ankara"), ("35", "İzmir")])
    text = django_forms.CharField(
        label="Başvurunuz", max_length=5000, widget=django_forms.Textarea(attrs={"rows": 6})
    )
    files = forms.FilesField(label="Belgeler", required=False, help_text="En çok 10 dosya.")
    channels = django_forms.MultipleChoiceField(
        label="Size nasıl ulaşalım",
        choices=[("email", "E-postayla"), ("post", "Mektupla")],
        widget=django_forms.CheckboxSelectMultiple,
        required=False,
    )
    told = django_forms.BooleanField(label="Aydınlatma metnini okudum.")


DATA = {
    "kind": "request",
    "name": "Rana Aksoy",
    "identity": "1234567890",
    "born_on_day": "31",
    "born_on_month": "2",
    "born_on_year": "1987",
    "unit": "Çankaya Kaymakamlığı",
    "province": "06",
    "text": "Mahallemizdeki parkın ışıkları yanmıyor.\nÇocuklar karanlıkta kalıyor.",
    "channels": "email",
}


def refused() -> Specimen:
    form = Specimen(DATA)
    form.add_error("identity", "T.C. kimlik numarası 11 rakamdır; yazdığınız 10 rakam.")
    return form


def context(frame: str, form: Specimen) -> dict[str, object]:
    return {
        "frame": frame,
        "form": form,
        "today": TODAY,
        "moment": MOMENT,
        "started": date(2026, 7, 31),
        "dues": [date(2026, 8, 31), date(2026, 8, 18), date(2026, 8, 12)],
        "states": [
            ("received", "Alındı"),
            ("in_progress", "İşlemde"),
            ("awaiting_approval", "Onay bekliyor"),
            ("answered", "Cevaplandı"),
            ("soon", "3 iş günü"),
            ("late", "2 iş günü gecikti"),
            ("withheld", "Kimliği gizli"),
        ],
        "stations": [
            {"title": "Başvurunuzu aldık", "unit": "Ankara Valiliği", "at": MOMENT, "state": "done"},
            {
                "title": "Kurum inceliyor",
                "unit": "Çevre, Şehircilik ve İklim Değişikliği İl Müdürlüğü",
                "at": MOMENT,
                "text": "Başvurunuz bu kurumda.",
                "state": "now",
            },
            {"title": "Cevap", "on": date(2026, 8, 31), "text": "Son gün. 3071 m.7", "state": "to_come"},
        ],
        "rows": [
            {"key": "Birim", "value": "Çankaya Kaymakamlığı", "url": "#unit", "action": "Değiştir"},
            {"key": "Son gün", "value": "31 Ağustos 2026 Pazartesi"},
        ],
        "steps": [
            {"title": "Tür", "state": "done", "url": "#1"},
            {"title": "Kurum", "state": "done", "url": "#2"},
            {"title": "Konu", "state": "done", "url": "#3"},
            {"title": "Başvurunuz", "state": "now"},
            {"title": "Siz", "state": "to_come"},
            {"title": "Gönderme", "state": "to_come"},
        ],
    }


def request():
    made = RequestFactory().get("/ornek/?sira=son")
    made.user = AnonymousUser()
    return made


def draw(frame: str = "ui/portal.html", form: Specimen | None = None) -> str:
    return render_to_string("ui/specimen.html", context(frame, form or refused()), request=request())
