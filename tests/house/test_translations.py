import gettext
import os

from bimer.ui import translations

PO = r"""
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\n"
"Plural-Forms: nplurals=2; plural=(n > 1);\n"

msgid "Send"
msgstr "Gönder"

#, fuzzy
msgid "Take back"
msgstr "Gönder"
"""


def test_only_stale_catalogues_are_compiled_and_guesses_stay_out(tmp_path):
    source = tmp_path / "room" / "locale" / "tr" / "LC_MESSAGES" / "django.po"
    source.parent.mkdir(parents=True)
    source.write_text(PO)
    os.utime(source, (1, 1))
    assert translations.compile_stale(tmp_path) == [source.with_suffix(".mo")]
    assert translations.compile_stale(tmp_path) == []
    with source.with_suffix(".mo").open("rb") as file:
        catalogue = gettext.GNUTranslations(file)
    assert catalogue.gettext("Send") == "Gönder"
    assert catalogue.gettext("Take back") == "Take back"


def test_every_catalogue_of_the_package_compiles(tmp_path):
    for source in translations.catalogues():
        copy = tmp_path / source.relative_to(translations.PACKAGE)
        copy.parent.mkdir(parents=True)
        copy.write_bytes(source.read_bytes())
        translations.compile_one(copy)
