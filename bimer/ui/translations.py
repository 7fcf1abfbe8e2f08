"""Compiles the message catalogues (.po) into what Django reads (.mo). Babel and the standard library only.

Run for a checkout with `python -m bimer.ui.translations`; the build of the wheel calls it too.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

PACKAGE = Path(__file__).resolve().parent.parent


def catalogues(package: Path = PACKAGE) -> Iterator[Path]:
    return iter(sorted(package.glob("**/locale/*/LC_MESSAGES/*.po")))


def compile_stale(package: Path = PACKAGE) -> list[Path]:
    """Compile each catalogue that is newer than its compiled form; returns the ones written."""
    return [compile_one(source) for source in catalogues(package) if _is_stale(source)]


def compile_one(source: Path) -> Path:
    """Write the compiled form beside its source. A fuzzy message is a guess and stays out."""
    with source.open("rb") as file:
        catalogue = read_po(file, locale=source.parent.parent.name, abort_invalid=True)
    target = source.with_suffix(".mo")
    draft = target.with_suffix(".mo.new")
    with draft.open("wb") as file:
        write_mo(file, catalogue, use_fuzzy=False)
    draft.replace(target)
    return target


def _is_stale(source: Path) -> bool:
    target = source.with_suffix(".mo")
    return not target.exists() or target.stat().st_mtime <= source.stat().st_mtime


if __name__ == "__main__":
    written = compile_stale()
    sys.stdout.write(f"{len(written)} of {len(list(catalogues()))} catalogues compiled.\n")
