"""Sets a sheet as PDF. One compiler lives as long as the process; after the first sheet one takes 2 ms."""

import io
import json
import re
import threading
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from typing import Any, cast

import segno
import typst

DATA = Path(__file__).parent / "data"
# Archivable for decades and readable aloud by a screen reader.
STANDARDS = ["a-2a", "ua-1"]
NOT_FOR_PAPER = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]")

_one_at_a_time = threading.Lock()


def pdf(template: str, data: dict[str, Any], *, dated: date) -> bytes:
    """The sheet with these words; the same words on the same day give the same bytes."""
    inputs = {"data": json.dumps(_printable(data), ensure_ascii=False)}
    # A fixed moment of the day the letter bears: when it was printed is nobody's business.
    stamp = int(datetime.combine(dated, time(9), UTC).timestamp())
    with _one_at_a_time:
        try:
            return _compile(template, inputs, stamp, STANDARDS)
        except typst.TypstError:
            # A sign our fonts lack (an emoji) is no reason to withhold a letter; only the standard is lost.
            return _compile(template, inputs, stamp, [])


@cache
def qr(address: str) -> str:
    """The address as a square code, SVG."""
    out = io.BytesIO()
    segno.make(address, error="m").save(out, kind="svg", border=0, dark="#12211f", xmldecl=False)
    return out.getvalue().decode()


def _compile(template: str, inputs: dict[str, str], stamp: int, standards: list[Any]) -> bytes:
    made = _compiler().compile(
        input=str(DATA / f"{template}.typ"),
        format="pdf",
        sys_inputs=inputs,
        pdf_standards=standards,
        timestamp=stamp,
    )
    return cast(bytes, made)


@cache
def _compiler() -> typst.Compiler:
    return typst.Compiler(
        input=str(DATA / "letter.typ"),
        root=str(DATA),
        font_paths=[str(DATA / "fonts")],
        ignore_system_fonts=True,
    )


def _printable(value: Any) -> Any:
    """Without control signs, and signs that turn the direction of what follows."""
    if isinstance(value, str):
        return NOT_FOR_PAPER.sub("", value.replace("\r\n", "\n").replace("\r", "\n"))
    if isinstance(value, dict):
        return {name: _printable(item) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [_printable(item) for item in value]
    return value
