"""Letters of invented people, to look at."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from bimer.notices.letters import (
    Addressee,
    AnswerLetter,
    ForwardedLetter,
    Letter,
    Letterhead,
    Receipt,
)

CANKAYA = Letterhead(
    institution="Çankaya Kaymakamlığı",
    unit="Yazı İşleri Müdürlüğü",
    code="71368504",
    address="Sıhhiye Mah. Atatürk Bulvarı 36, 06430 Çankaya/Ankara",
    contact="0 312 000 00 00",
)
TO = Addressee(
    name="Gülşah Iğdır",
    surname="Çiğdemli",
    address="Işık Mah. Şükrü Öğüt Sok. 12/7",
    district="Çankaya",
    province="Ankara",
)
TEXT_TR = "\n\n".join(
    [
        "14 Ağustos 2026 tarihinde yaptığınız başvuruda, Işık Mahallesi Şükrü Öğüt Sokak'ta üç gündür su "
        "akmadığını bildirdiniz.",
        "Başvurunuz üzerine ASKİ Genel Müdürlüğü ekipleri 17 Ağustos 2026 günü yerinde inceleme yapmış, ana "
        "iletim hattında arıza bulmuştur. Arıza aynı gün saat 18.30'da giderilmiş, sokağa su verilmeye "
        "başlanmıştır. Tankerle su verilen süre için adınıza ücret tahakkuk ettirilmemiştir.",
        "3071 sayılı Dilekçe Hakkının Kullanılmasına Dair Kanun'un 7'nci maddesi uyarınca bilgilerinize "
        "sunarız.",
    ]
)
REMEDIES_TR = (
    "Bu işleme karşı, yazının size ulaştığı günü izleyen günden başlayarak altmış gün içinde Ankara İdare "
    "Mahkemesinde dava açabilirsiniz (2577 sayılı Kanun, m. 7).",
    "Dava açmadan önce, aynı süre içinde üst makama başvurabilirsiniz (2577 sayılı Kanun, m. 11).",
)
LONG_TR = "\n\n".join([TEXT_TR] * 5)

_COMMON: dict[str, Any] = {
    "head": CANKAYA,
    "addressee": TO,
    "number": "26000001234",
    "received_on": date(2026, 8, 14),
    "registry": "4752",
    "dated_on": date(2026, 8, 21),
    "signatory": "Rana Aksoy",
    "signatory_title": "Kaymakam",
    "verification_code": "7K3P-9XQD-4M2T",
}

SAMPLES: dict[str, Letter | Receipt] = {
    "answer": AnswerLetter(subject="Su kesintisi", text=TEXT_TR, remedies=REMEDIES_TR, **_COMMON),
    "answer-long": AnswerLetter(
        subject="Işık Mahallesi'nde su kesintisi, basınç düşüklüğü ve fatura itirazı hakkında bilgi",
        text=LONG_TR,
        remedies=REMEDIES_TR,
        **_COMMON,
    ),
    "answer-en": AnswerLetter(
        subject="Water cut",
        text="The water main in your street was repaired on 17 August 2026.\n\nThe water runs again.",
        remedies=("You may go to the administrative court of Ankara within sixty days.",),
        language="en",
        **_COMMON,
    ),
    "forwarded": ForwardedLetter(
        subject="Başvurunuzun gönderilmesi",
        to_unit="Ankara Büyükşehir Belediyesi ASKİ Genel Müdürlüğü",
        reason="İçme suyu şebekesi ASKİ'nin görevidir.",
        due_on=date(2026, 9, 13),
        **_COMMON,
    ),
    "receipt": Receipt(
        number="26000001234",
        tracking_number="4821773011960358",
        reading_code="KTP7-4XQM",
        received_at=datetime(2026, 8, 14, 14, 30, tzinfo=ZoneInfo("Europe/Istanbul")),
        kind="Şikâyet",
        subject="Mahallemizde üç gündür su akmıyor",
        unit="Ankara Valiliği Çevre, Şehircilik ve İklim Değişikliği İl Müdürlüğü",
        routing_reason="Su kesintisi, Çankaya: en yakın yetkili kurum",
        due_on=date(2026, 9, 13),
        article="3071 sayılı Kanun, m. 7: 30 gün",
    ),
    "receipt-en": Receipt(
        number="26000001234",
        tracking_number="4821773011960358",
        reading_code="KTP7-4XQM",
        received_at=datetime(2026, 8, 14, 14, 30, tzinfo=ZoneInfo("Europe/Istanbul")),
        kind="Complaint",
        subject="No water in our neighbourhood for three days",
        unit="Çankaya Kaymakamlığı",
        routing_reason="Water cut, Çankaya: the nearest competent institution",
        due_on=date(2026, 9, 13),
        article="Law 3071, art. 7: 30 days",
        language="en",
    ),
}
