import io
from dataclasses import replace
from datetime import date

import pikepdf
import pytest

from bimer.institutions.models import Unit
from bimer.notices import letters, official_form, outbox, printing, typesetting, writing
from bimer.notices.samples import SAMPLES

ANSWER = SAMPLES["answer"]
RECEIPT = SAMPLES["receipt"]


def words(monkeypatch, letter) -> dict:
    """What the sheet is given to set."""
    given = {}
    monkeypatch.setattr(typesetting, "pdf", lambda template, data, *, dated: given.update(data) or b"")
    letters.render(letter)
    return given


def text_of(pdf: bytes) -> str:
    """The words a reader or a screen reader gets back, through the maps from glyphs to letters."""
    found = []
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        for page in opened.pages:
            maps = {name: _letters(font) for name, font in page.Resources.Font.items()}
            font = None
            for operands, operator in pikepdf.parse_content_stream(page):
                if str(operator) == "Tf":
                    font = maps[str(operands[0])]
                elif str(operator) in {"Tj", "TJ"}:
                    runs = operands[0] if str(operator) == "TJ" else [operands[0]]
                    found += [_decoded(bytes(run), font) for run in runs if isinstance(run, pikepdf.String)]
    return " ".join("".join(found).split())


def _letters(font) -> dict[int, str]:
    table, mode = {}, None
    for line in font.ToUnicode.read_bytes().decode().splitlines():
        if line.endswith(("beginbfchar", "beginbfrange")):
            mode = line.rsplit("begin", 1)[1]
        elif line.startswith("end"):
            mode = None
        elif mode:
            codes = [part.strip("<>") for part in line.replace("[", "").replace("]", "").split()]
            to = bytes.fromhex(codes[-1]).decode("utf-16-be")
            first, last = int(codes[0], 16), int(codes[-2], 16)
            for code in range(first, last + 1):
                table[code] = to[:-1] + chr(ord(to[-1]) + code - first)
    return table


def _decoded(run: bytes, font: dict[int, str]) -> str:
    return "".join(font.get(int.from_bytes(run[at : at + 2], "big"), "?") for at in range(0, len(run), 2))


def test_turkish_letters_come_back_from_the_pdf_as_they_went_in():
    text = text_of(letters.render(replace(ANSWER, text="İIıi ğĞüÜşŞöÖçÇ âîû Hakkâri ışık İğdiş ₺")))
    assert "İIıi ğĞüÜşŞöÖçÇ âîû Hakkâri ışık İğdiş ₺" in text
    assert "Sayın Gülşah Iğdır ÇİĞDEMLİ" in text
    assert "a) 14.08.2026 tarihli ve 26000001234 sayılı başvurunuz." in text


@pytest.mark.parametrize("name", SAMPLES)
def test_every_sheet_is_archivable_and_tells_nothing_in_its_metadata(name):
    with pikepdf.open(io.BytesIO(letters.render(SAMPLES[name]))) as pdf:
        meta = pdf.open_metadata()
        assert (meta["dc:title"], meta.get("dc:creator")) == ("26000001234", ["BİMER"])
        assert meta["pdfuaid:part"] == "1"
        assert (meta["pdfaid:part"], meta["pdfaid:conformance"]) == ("2", "A")
        assert "Gülşah" not in str(meta)


def test_made_again_it_is_the_same_sheet():
    assert letters.render(ANSWER) == letters.render(ANSWER)


@pytest.mark.parametrize(
    "text",
    [
        '#read("/etc/passwd") *b* $x$ #import "a" <l> @ref \\u{41} // yok',
        "] } ) ; #panic()",
        "```typ #pagebreak() ```",
    ],
)
def test_what_a_citizen_typed_is_never_markup(text):
    assert text in text_of(letters.render(replace(ANSWER, subject=text)))


@pytest.mark.parametrize("text", ["su 💧 yok", "شكوى", "a\x00b\x07c", "\u202ekes\u202c", "x" * 3000, ""])
def test_strange_signs_never_withhold_a_letter(text):
    assert letters.render(replace(ANSWER, text=text, subject=text)).startswith(b"%PDF-")


def test_a_long_answer_goes_on_with_numbered_pages():
    pdf = letters.render(replace(ANSWER, text="\n\n".join(["Su akıyor. " * 60] * 30)))
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        pages = len(opened.pages)
    assert pages > 3
    assert f"{pages} / {pages}" in text_of(pdf)


def test_the_letter_has_the_official_parts(monkeypatch):
    given = words(monkeypatch, ANSWER)
    assert given["head"] == ["T.C.", "ÇANKAYA KAYMAKAMLIĞI", "Yazı İşleri Müdürlüğü"]
    assert (given["number"], given["date"]) == ("E-71368504-622.01-4752", "21.08.2026")
    assert given["address"] == ["Işık Mah. Şükrü Öğüt Sok. 12/7", "Çankaya / ANKARA"]
    assert given["signature"] == ["Rana AKSOY", "Kaymakam"]
    assert given["closing"] == "Saygılarımla."
    assert given["labels"]["number"] == "Sayı"
    assert "Doğrulama kodu: 7K3P-9XQD-4M2T" in given["footer"]


def test_without_a_name_the_letter_greets_the_applicant(monkeypatch):
    given = words(monkeypatch, replace(ANSWER, addressee=None))
    assert (given["salutation"], given["address"]) == ("Sayın Başvuru Sahibi", [])


def test_the_receipt_says_what_to_keep(monkeypatch):
    given = words(monkeypatch, RECEIPT)
    assert (given["tracking"], given["code"]) == ("4821 7730 1196 0358", "KTP7-4XQM")
    assert ("Geliş tarihi", "14 Ağustos 2026 Cuma, 14.30") in given["rows"]
    assert ("Cevap için son gün", "13 Eylül 2026 Pazar\n3071 sayılı Kanun, m. 7: 30 gün") in given["rows"]


def test_the_square_code_holds_the_address_alone(monkeypatch):
    given = words(monkeypatch, RECEIPT)
    assert given["qr"] == typesetting.qr("http://localhost:8150/takip/")


@pytest.mark.parametrize(
    ("day", "number"),
    [
        (date(2026, 8, 21), "E-71368504-622.01-4752"),
        (date(2020, 6, 9), "71368504-622.01-E.4752"),
        (date(2012, 1, 2), "71368504-622.01-4752"),
    ],
)
def test_the_number_follows_the_regulation_of_its_day(day, number):
    assert official_form.document_number("71368504", "4752", on=day) == number


@pytest.mark.parametrize("name", SAMPLES)
def test_a_letter_taken_apart_is_put_together_again(name):
    assert letters.from_data(letters.to_data(SAMPLES[name])) == SAMPLES[name]


@pytest.mark.parametrize("name", SAMPLES)
def test_a_letter_shows_no_name_when_represented(name):
    assert "Gülşah" not in repr(SAMPLES[name])


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["answer", "forwarded", "receipt"])
def test_the_clerk_prints_the_enclosed_letter_with_name_and_address(citizen, monday, cankaya, name):
    letter = replace(SAMPLES[name], addressee=None)
    citizen_without_email = _by_post(citizen, monday)
    notice = outbox.post(
        event_id=1,
        template="answered",
        facts={"number": "26000001234"},
        at=monday,
        person=citizen_without_email,
        print_unit=cankaya,
        letter=letter,
    )
    text = text_of(printing.pdf(notice))
    assert "Gülşah ÇİĞDEMLİ" in text
    assert "Şükrü Öğüt Sok. 12/7" in text


@pytest.mark.django_db
def test_a_notice_without_letter_is_printed_as_one(citizen, monday, cankaya):
    notice = outbox.post(
        event_id=1,
        template="forwarded",
        facts={"number": "26000001234", "unit": "ASKİ"},
        at=monday,
        person=_by_post(citizen, monday),
        print_unit=Unit.objects.get(pk=cankaya.pk),
    )
    text = text_of(printing.pdf(notice))
    assert "ÇANKAYA KAYMAKAMLIĞI" in text
    assert "Cevaplayacak kurum: ASKİ" in text


def _by_post(person, at):
    details = replace(outbox.vault.read(person.pk), email="")
    outbox.vault.update(person.pk, details, at=at)
    return person


def test_a_letter_between_offices_is_addressed_in_capitals_and_closes_by_rank(monkeypatch):
    down, up = words(monkeypatch, SAMPLES["warning"]), words(monkeypatch, SAMPLES["referral"])
    assert (down["salutation"], down["address"]) == ("ÇANKAYA KAYMAKAMLIĞINA", ["(Yazı İşleri Müdürlüğü)"])
    assert (down["closing"], up["closing"]) == (
        "Bilgilerinizi ve gereğini rica ederim.",
        "Bilgilerinizi ve gereğini arz ederim.",
    )
    assert down["references"] == [
        "a) 15.07.2026 tarihli ve 26000001234 sayılı başvuru.",
        "b) 18.08.2026 tarihli ve E-35681204-622.01-118 sayılı yazımız.",
    ]
    assert (down["qr"], up["enclosures"][0]) == ("", "Başvuru metni (1 sayfa)")


def test_a_ground_ends_with_its_article_and_is_said_once(monkeypatch):
    refused, partial = words(monkeypatch, SAMPLES["refused"]), words(monkeypatch, SAMPLES["answer-partial"])
    assert refused["rows"][0][0] == "Dayanak"
    assert refused["rows"][0][1].endswith("verilmiş bilgilerdendir (4982 sayılı Kanun, m. 23).")
    assert partial["rows"] == []
    assert partial["demands"][1]["ground"] == refused["rows"][0][1]
    ground = replace(SAMPLES["refused"].ground, text="Ticari sır: fiyatlar ayrıldı")
    separated = words(monkeypatch, replace(SAMPLES["answer-partial"], ground=ground))
    assert separated["rows"] == [
        ["Reddedilen kısmın dayanağı", "Ticari sır: fiyatlar ayrıldı (4982 sayılı Kanun, m. 23)."]
    ]


def test_a_fee_is_told_with_amount_last_day_and_what_follows(monkeypatch):
    given = words(monkeypatch, SAMPLES["fee"])
    assert given["rows"][-2:] == [["Tutar", "1.234,50 TL"], ["Ödeme için son gün", "11 Eylül 2026 Cuma"]]
    assert "vazgeçmiş sayılırsınız (4982 sayılı Kanun, m. 11)" in given["ending"][-1]


@pytest.mark.parametrize(
    ("short", "in_words"),
    [
        ("3071 m.7", "3071 sayılı Kanun, m. 7"),
        ("4982 Yön. m.12", "4982 sayılı Kanun'un Yönetmeliği, m. 12"),
        ("RG 23.11.2003/25298", "RG 23.11.2003/25298"),
        ("3071 sayılı Kanun, m. 7: 30 gün", "3071 sayılı Kanun, m. 7: 30 gün"),
    ],
)
def test_an_article_is_quoted_in_words(short, in_words):
    assert writing.article(short) == in_words
