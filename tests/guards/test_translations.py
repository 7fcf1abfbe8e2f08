"""Every word on a screen or in a letter exists in Turkish and English."""

import io
from pathlib import Path

import pytest
from babel.messages.extract import extract
from babel.messages.pofile import read_po
from django.utils.translation.template import templatize

BIMER = Path(__file__).resolve().parents[2] / "bimer"
PACKAGES = sorted(path for path in BIMER.iterdir() if (path / "__init__.py").exists())
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}


def messages_in(package: Path) -> set[tuple[str | None, str]]:
    sources = [path.read_bytes() for path in package.rglob("*.py") if "migrations" not in path.parts]
    templates = [path for path in package.rglob("templates/**/*") if path.suffix in {".html", ".txt"}]
    sources += [templatize(path.read_text(), origin=str(path)).encode() for path in templates]
    found = set()
    for source in sources:
        for _line, message, _comments, context in extract("python", io.BytesIO(source), KEYWORDS):
            found.add((context, message[0] if isinstance(message, tuple) else message))
    return {(context, message) for context, message in found if message}


@pytest.mark.parametrize("package", PACKAGES, ids=lambda path: path.name)
def test_every_message_has_a_turkish_text(package):
    wanted = messages_in(package)
    catalogue_file = package / "locale" / "tr" / "LC_MESSAGES" / "django.po"
    if not wanted:
        return
    with catalogue_file.open("rb") as file:
        catalogue = read_po(file, locale="tr")
    done = set()
    for message in catalogue:
        texts = message.string if isinstance(message.string, tuple) else (message.string,)
        if message.id and all(texts) and not message.fuzzy:
            ids = message.id if isinstance(message.id, tuple) else (message.id,)
            done.add((message.context, ids[0]))

    assert sorted(wanted - done, key=str) == []
