"""Readability by numbers counted by hand; sentences that end where a reader would end them."""

import time

import pytest

from bimer.casework.readability import hard_sentences, language_of, score, sentences, syllables, words


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("su", 1),
        ("hâkim", 2),
        ("ÖĞRENCİLER", 4),
        ("Kâğıthane'deki", 6),
        ("kesintisi", 4),
        ("TL", 1),
        ("2026", 1),
        ("şıklaştıramadıklarımızdan", 10),
    ],
)
def test_turkish_syllables_are_vowels(word, count):
    assert syllables(word, "tr") == count


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("water", 2),
        ("the", 1),
        ("table", 2),
        ("answered", 2),
        ("application", 4),
        ("made", 1),
        ("decided", 3),
    ],
)
def test_english_syllables(word, count):
    assert syllables(word, "en") == count


def test_atesman_by_hand():
    """Ali topu attı. Ayşe güldü: 5 words, 2+2+2+2+2 = 10 syllables, 2 sentences."""
    assert score("Ali topu attı. Ayşe güldü.", "tr") == pytest.approx(198.825 - 40.175 * 2 - 2.610 * 2.5)


def test_atesman_by_hand_of_an_official_sentence():
    """Ba-şvu-ru-nuz 4, in-ce-len-miş-tir 5: 9 syllables in 2 words."""
    assert score("Başvurunuz incelenmiştir.", "tr") == pytest.approx(198.825 - 40.175 * 4.5 - 2.610 * 2)


def test_flesch_by_hand():
    """The cat sat on the mat: 6 words, 6 syllables, the book's 116.145."""
    assert score("The cat sat on the mat.", "en") == pytest.approx(116.145)


def test_nothing_to_read_is_easy():
    assert score("", "tr") == score(" … -- ", "tr") == 100.0


@pytest.mark.parametrize(
    "sentence",
    [
        "Başvurunuz 3071 sayılı Kanun m. 7 ve md. 4 uyarınca cevaplandı.",
        "T.C. Ankara Valiliği sizi bekliyor.",
        "Karar no. 12 ile no. 14 birdir.",
        "Bkz. Ek listesi.",
        "Sn. Ali V. Demir ile görüşün.",
        "Bant, boya vb. malzeme alındı.",
        "Dava 3. Asliye Hukuk Mahkemesindedir.",
        "Karar XX. Yüzyıldan kalmadır.",
        "Tutar 1.250,50 TL'dir.",
        "Sonuç 23.11.2026 tarihinde www.example.org.tr adresinde duyurulur.",
        "Atatürk Cad. Gül Sok. 5 numaraya gelin.",
        "Ziraat A.Ş. Genel Müdürlüğü yazdı.",
    ],
)
def test_what_ends_no_sentence(sentence):
    assert sentences(f"Geldik. {sentence} Gittik.", "tr") == ["Geldik.", sentence, "Gittik."]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Son gün 23.11.2026. Bu tarihten sonra ödenmez.", 2),
        ("Yol 2015. Köprü 2016.", 2),
        ("Olmaz! Neden? Çünkü… Bitti.", 4),
        ("Boya vb. Bunlar alındı.", 2),
        ("“Gelin.” Dedi ki gelin.", 2),
        ("Sayın Ayşe Yılmaz,\n\nYol onarıldı.", 2),
        ("Yapılanlar:\n1. Yol onarıldı.\n2. Lamba takıldı.\na) Park açıldı.\n- Çim ekildi", 5),
        ("Belediyeye yazdık\nve cevap aldık.", 1),
    ],
)
def test_what_ends_a_sentence(text, count):
    assert len(sentences(text, "tr")) == count


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Dear Mr. Smith, see No. 5 and art. 7. It holds.", 2),
        ("The answer is no. You may object.", 2),
        ("It cost 250. We paid.", 2),
        ("Ask Dr. Who, e.g. on Monday.", 1),
    ],
)
def test_english_sentences(text, count):
    assert len(sentences(text, "en")) == count


def test_words_hold_a_letter_or_a_digit():
    assert words("Yol – 5 km - onarıldı …") == ["Yol", "5", "km", "onarıldı"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Başvurunuz incelendi, lambalar onarıldı.", "tr"),
        ("Talebiniz ile ilgili olarak ekiplerimizce bir inceleme gerçekleştirilmiştir.", "tr"),
        ("I think it is in the park. IT IS the lamp of Işık Street.", "en"),
        ("Thank you for your letter. The lamps were repaired.", "en"),
        ("Lamba takıldı", ""),
        ("3071 / 4982", ""),
        ("", ""),
    ],
)
def test_the_language_of_a_text(text, language):
    assert language_of(text) == language


LONG_AND_HARD = (
    "Başvurunuzda belirttiğiniz hususların değerlendirilmesi neticesinde ilgili mevzuat hükümleri "
    "çerçevesinde yürütülmekte olan çalışmaların tamamlanmasını müteakip tarafınıza ayrıca bilgilendirme "
    "yapılacağı hususunda gereğini rica ederim."
)


def test_a_long_hard_sentence_is_found_and_an_easy_or_short_one_is_not():
    text = f"Yol onarıldı. {LONG_AND_HARD} Başvurunuz değerlendirilmektedir. " + "Su var, " * 20 + "dedi."

    assert [sentence.text for sentence in hard_sentences(text, "tr")] == [LONG_AND_HARD]


def test_the_hardest_comes_first():
    harder = LONG_AND_HARD.replace(
        "gereğini rica", "değerlendirilmesini gerçekleştireceğimizi belirterek rica"
    )

    found = hard_sentences(f"{LONG_AND_HARD} {harder}", "tr")

    assert [sentence.text for sentence in found] == [harder, LONG_AND_HARD]


@pytest.mark.parametrize("piece", [".", '."', "m. ", "a", "(", "- ", "1. A ", "\n", "A. b. "])
def test_strange_text_takes_no_time(piece):
    began = time.process_time()

    hard_sentences(piece * (100_000 // len(piece)) + " x. Y", "tr")

    assert time.process_time() - began < 2
