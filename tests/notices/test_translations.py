from pathlib import Path

import pytest
from babel.messages.pofile import read_po

import bimer


@pytest.mark.parametrize("room", ["notices", "files"])
def test_every_sentence_is_turkish_too(room):
    source = Path(bimer.__file__).parent / room / "locale/tr/LC_MESSAGES/django.po"
    with source.open("rb") as file:
        messages = [message for message in read_po(file, locale="tr") if message.id]
    assert messages
    assert [message.id for message in messages if message.fuzzy or not message.string] == []
