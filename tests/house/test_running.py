import os
import subprocess
import sys

import pytest

from bimer.house import running
from bimer.house.errors import HouseError
from bimer.house.paths import Places


@pytest.fixture
def places(tmp_path) -> Places:
    places = Places(tmp_path / "data")
    places.create()
    return places


def test_one_process_rules_a_data_folder(places):
    assert running.holder(places) is None
    with running.only_one(places):
        assert running.holder(places) == os.getpid()
        with pytest.raises(HouseError, match="already runs"), running.only_one(places):
            pass
    assert running.holder(places) is None


def test_the_lock_of_a_killed_process_is_free(places):
    code = (
        "import os\nfrom pathlib import Path\n"
        "from bimer.house import running\nfrom bimer.house.paths import Places\n"
        f"with running.only_one(Places(Path({str(places.data)!r}))):\n    os.kill(os.getpid(), 9)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == -9
    with running.only_one(places):
        assert running.holder(places) == os.getpid()
