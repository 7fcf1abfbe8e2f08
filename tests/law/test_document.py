"""docs/law.md says what the data say, and each test it names is there."""

import subprocess
import sys
from pathlib import Path

from bimer.law import document

ROOT = Path(__file__).parents[2]


def test_the_table_of_the_law_is_current():
    assert (ROOT / "docs" / "law.md").read_text(encoding="utf-8") == document.law_table(), (
        "Run: python manage.py law_table"
    )


def test_every_test_the_table_names_is_there():
    command = [sys.executable, "-m", "pytest", "--collect-only", "-q", "-o", "addopts=", document.TESTS]
    collected = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split(
        "\n"
    )

    named = document.tests(document.sections())

    assert len(named) == len(set(named))
    assert set(named) - set(collected) == set()
