"""The second country profile runs: a process of its own, started with another law, passes its own journey."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_a_town_with_a_charter_of_its_own_passes_its_journey():
    database = os.environ.get("DATABASE_URL", "postgres://bimer@127.0.0.1:5432/bimer")
    environment = os.environ | {"BIMER_PROFILE": "riverton", "DATABASE_URL": f"{database}_riverton"}
    command = [sys.executable, "-m", "pytest", "tests/riverton/the_journey.py"]

    told = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)

    assert told.returncode == 0, told.stdout[-4000:]
