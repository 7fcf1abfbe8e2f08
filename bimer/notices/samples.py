"""Letters of invented people, to look at."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from bimer.notices.letter_kinds import (
    Addressee,
    AnswerLetter,
    ClassifiedLetter,
    Closing,
    CorrectedLetter,
    DemandAnswer,
    ExtensionLetter,
    FeeLetter,
    ForwardedLetter,
    Ground,
    InterimLetter,
    LapsedLetter,
    Letter,
    Letterhead,
    MergedLetter,
    NotExaminedLetter,
    ObjectionLetter,
    PaidLetter,
    Part,
    QuestionLetter,
    QuestionReminderLetter,
    Receipt,
    Reference,
    ReferralLetter,
    ReferredLetter,
    ReopenedLetter,
    SplitLetter,
    WarningLetter,
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

# Nobody signs what the clock brought about.
_BY_THE_CLOCK = {name: value for name, value in _COMMON.items() if not name.startswith("signatory")}
_INFORMATION = {**_COMMON, "subject": "Park sulama ihalesi"}
_ANKARA: dict[str, Any] = {
    **{name: value for name, value in _COMMON.items() if name != "addressee"},
    "head": Letterhead(institution="Ankara Valiliği", unit="İl Yazı İşleri Müdürlüğü", code="35681204"),
    "signatory": "Işıl İnci Yağız",
    "signatory_title": "Vali a.\nVali Yardımcısı",
}
_REVIEW_BOARD = (
    "Talebiniz tamamen veya kısmen reddedilmişse, bu yazının size tebliğinden itibaren 15 gün içinde Bilgi "
    "Edinme Değerlendirme Kuruluna (Adalet Bakanlığı) itiraz edebilirsiniz. İtiraz dilekçesi kâğıt üzerinde "
    "verilir; e-posta veya faksla itiraz edilemez. İtiraz, dava açma süresini durdurur (4982 sayılı Kanun, "
    "m. 13).",
    "Aynı karara karşı, bu yazının size tebliğinden itibaren 60 gün içinde yetkili idare mahkemesinde dava "
    "açabilirsiniz (2577 sayılı Kanun, m. 7).",
)
_COMMERCIAL_SECRET = Ground(
    text="İstenen bilgi, kanunlarda ticari sır olarak nitelenen ve kurumlara gizli kalmak kaydıyla verilmiş "
    "bilgilerdendir.",
    article="4982 m.23",
)

DECISIONS: dict[str, Letter] = {
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
    "answer-partial": AnswerLetter(
        text="Park sulama ihalesiyle ilgili başvurunuz incelenmiş, istekleriniz tek tek aşağıda "
        "cevaplandırılmıştır. Gizli kalması gereken bölümler belgelerden ayrılmış, kalanı ekte "
        "gönderilmiştir (4982 sayılı Kanun, m. 9).",
        demands=(
            DemandAnswer(
                number=1, text="İhale ilanının ve ihale komisyonu kararının örneği", outcome="Olumlu"
            ),
            DemandAnswer(
                number=2,
                text="Isparta'dan gelen yüklenicinin birim fiyat cetvelleri ile üretim maliyetlerinin dökümü",
                outcome="Olumsuz",
                ground=_COMMERCIAL_SECRET,
            ),
            DemandAnswer(number=3, text="İşin bitiş tarihi", outcome="Bilgi verildi"),
        ),
        ground=_COMMERCIAL_SECRET,
        is_partial=True,
        remedies=_REVIEW_BOARD,
        **_INFORMATION,
    ),
    "refused": AnswerLetter(
        text="İstediğiniz birim fiyat cetvelleri, ihaleye katılan şirket tarafından gizli kalması kaydıyla "
        "verilmiştir. Cetvellerin açıklanması şirketin rekabet gücüne zarar vereceğinden ve gizli bölümler "
        "ayrıldığında geriye anlamlı bir bilgi kalmadığından talebiniz karşılanamamıştır.",
        ground=_COMMERCIAL_SECRET,
        remedies=_REVIEW_BOARD,
        **_INFORMATION,
    ),
    "promised": AnswerLetter(
        subject="Park aydınlatması",
        text="Kuğulu Park'ın lambaları yerinde incelenmiş, on iki lambanın değiştirilmesi gerektiği "
        "görülmüştür. Malzeme alımı tamamlanmıştır.",
        promise_on=date(2026, 10, 30),
        **_COMMON,
    ),
    "interim": InterimLetter(
        subject="Su faturasına itiraz",
        text="Sayacınız 19 Ağustos 2026 günü sökülerek Bilim, Sanayi ve Teknoloji İl Müdürlüğüne muayene "
        "için gönderilmiştir. Muayene raporu beklenmektedir.",
        article="3071 m.7",
        due_on=date(2026, 10, 13),
        remedies=(
            "Bu yazı bir ara cevaptır; kesin cevap verildiğinde başvuru yolları size bildirilecektir.",
        ),
        **_COMMON,
    ),
    "not-examined": NotExaminedLetter(
        subject="Başvurunuz",
        text="Başvurunuzda hangi olaydan ve hangi kurumdan söz edildiği yazılmamıştır. Yer, zaman ve olay "
        "bildirmeniz istenmiş, bu konuda bir bilgi ulaşmamıştır.",
        ground=Ground(text="Başvuru, belli bir konuyu ihtiva etmemektedir.", article="3071 m.6"),
        remedies=REMEDIES_TR,
        **_COMMON,
    ),
    "referred": ReferredLetter(
        subject="Başvurunuzun yetkili mercie gönderilmesi",
        text="Bildirdiğiniz olay suç oluşturabilecek niteliktedir. Soruşturma yapmak Cumhuriyet savcılığının "
        "görevidir.",
        authority="Ankara Cumhuriyet Başsavcılığı",
        article="3071 m.5",
        **_COMMON,
    ),
}

ON_THE_WAY: dict[str, Letter] = {
    "forwarded": ForwardedLetter(
        subject="Başvurunuzun gönderilmesi",
        to_unit="Ankara Büyükşehir Belediyesi ASKİ Genel Müdürlüğü",
        reason="İçme suyu şebekesi ASKİ'nin görevidir.",
        article="3071 m.5",
        due_on=date(2026, 9, 13),
        **_COMMON,
    ),
    "extension": ExtensionLetter(
        ground=Ground(
            text="İstenen bilgi veya belgenin başka bir kurum ya da kuruluştan sağlanması gerekmektedir.",
            article="4982 m.11",
        ),
        article="4982 m.11",
        first_due_on=date(2026, 9, 7),
        due_on=date(2026, 9, 28),
        **_INFORMATION,
    ),
    "fee": FeeLetter(
        plain_pages=180,
        colour_pages=4,
        free_pages=10,
        kurus=1_234_50,
        tariff="Bilgi Edinme Hakkı Kanunu Uygulanmasında Erişim Ücreti Tarifesi, 2026",
        due_on=date(2026, 9, 11),
        article="4982 m.11",
        cost_article="4982 m.10",
        **_INFORMATION,
    ),
    "fee-paid": PaidLetter(
        kurus=1_234_50,
        receipt="2026/004417",
        due_on=date(2026, 9, 18),
        article="4982 m.11",
        **_INFORMATION | {"dated_on": date(2026, 8, 28)},
    ),
    "lapsed": LapsedLetter(
        kurus=1_234_50,
        due_on=date(2026, 9, 11),
        article="4982 m.11",
        **_BY_THE_CLOCK | {"subject": "Park sulama ihalesi", "dated_on": date(2026, 9, 14)},
    ),
    "question": QuestionLetter(
        subject="Su faturasına itiraz",
        text="Abone numaranız nedir?\n\nİtiraz ettiğiniz fatura hangi aya aittir?",
        due_on=date(2026, 9, 13),
        **_COMMON,
    ),
    "question-reminder": QuestionReminderLetter(
        subject="Su faturasına itiraz",
        text="Abone numaranız nedir?\n\nİtiraz ettiğiniz fatura hangi aya aittir?",
        asked_on=date(2026, 8, 21),
        due_on=date(2026, 9, 14),
        **_BY_THE_CLOCK | {"dated_on": date(2026, 8, 31)},
    ),
    "corrected": CorrectedLetter(
        subject="Işık Mahallesi'nde su kesintisi", parts=("Konu", "Adres ya da yer"), **_COMMON
    ),
    "classified": ClassifiedLetter(
        kind="Bilgi edinme",
        law="Bilgi Edinme Hakkı Kanunu (4982)",
        article="4982 m.11",
        first_due_on=date(2026, 9, 13),
        due_on=date(2026, 9, 7),
        **_INFORMATION,
    ),
    "merged": MergedLetter(
        subject="Su kesintisi",
        lead="26000000987",
        unit="Ankara Su ve Kanalizasyon İdaresi Genel Müdürlüğü",
        due_on=date(2026, 9, 11),
        **_COMMON,
    ),
    "split": SplitLetter(
        subject="Su kesintisi ve okul servisi",
        parts=(
            Part(number="26000001234", unit="Ankara Su ve Kanalizasyon İdaresi Genel Müdürlüğü"),
            Part(number="26000001301", unit="Çankaya İlçe Millî Eğitim Müdürlüğü"),
        ),
        due_on=date(2026, 9, 13),
        **_COMMON,
    ),
    "objection": ObjectionLetter(
        subject="Su kesintisi",
        unit="Ankara Valiliği",
        objected_on=date(2026, 8, 20),
        due_on=date(2026, 9, 19),
        article="2577 m.11",
        **_COMMON,
    ),
    "reopened": ReopenedLetter(
        subject="Park aydınlatması",
        unit="Çankaya Kaymakamlığı",
        reason="Değiştirilen lambalar yeniden sönmüştür.",
        due_on=date(2026, 9, 21),
        **_COMMON,
    ),
}

BETWEEN_OFFICES: dict[str, Letter] = {
    "warning": WarningLetter(
        subject="Tekit",
        to="ÇANKAYA KAYMAKAMLIĞINA",
        to_department="Yazı İşleri Müdürlüğü",
        references=(Reference(number="E-35681204-622.01-118", dated_on=date(2026, 8, 18)),),
        due_on=date(2026, 8, 14),
        days_late=5,
        article="3071 m.7",
        **_ANKARA | {"registry": "131", "received_on": date(2026, 7, 15)},
    ),
    "referral": ReferralLetter(
        subject="Dosya gönderilmesi",
        to="ANKARA CUMHURİYET BAŞSAVCILIĞINA",
        text="Başvuruda, bir kamu görevlisinin ihale karşılığında para aldığı ileri sürülmekte; yer, zaman "
        "ve tutar bildirilmekte, banka dekontu sunulmaktadır. Yapılan ön değerlendirmede iddianın ciddi "
        "bulgu ve belgelere dayandığı görülmüştür.",
        article="5271 m.158",
        closing=Closing.ABOVE,
        enclosures=("Başvuru metni (1 sayfa)", "Başvuru sahibinin sunduğu belgeler (3 dosya)"),
        is_identity_withheld=True,
        **_ANKARA,
    ),
}

RECEIPTS: dict[str, Receipt] = {
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

SAMPLES: dict[str, Letter | Receipt] = {**DECISIONS, **ON_THE_WAY, **BETWEEN_OFFICES, **RECEIPTS}
