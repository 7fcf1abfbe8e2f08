"""The wheel is what most installations will have: it must carry everything that is not code, too."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from bimer.house.paths import SOURCE

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def contents(tmp_path_factory) -> set[str]:
    target = tmp_path_factory.mktemp("wheel")
    command = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--quiet",
        "--no-deps",
        "--wheel-dir",
        str(target),
        str(SOURCE),
    ]
    subprocess.run(command, check=True)
    with zipfile.ZipFile(next(target.glob("bimer-*.whl"))) as wheel:
        return set(wheel.namelist())


def files(pattern: str) -> set[str]:
    """What the checkout has, by the names the wheel must use."""
    return {str(path.relative_to(SOURCE)) for path in (SOURCE / "bimer").glob(pattern) if path.is_file()}


@pytest.mark.parametrize(
    "pattern",
    [
        "**/templates/**/*.html",
        "**/static/**/*.css",
        "**/static/**/*.js",
        "**/static/**/*.woff2",
        "*/data/**/*.csv",
        "*/migrations/*.py",
        "**/locale/**/*.po",
        "*/management/commands/*.py",
        "house/*.py",
    ],
)
def test_it_carries(contents, pattern):
    expected = {name for name in files(pattern) if "/.build/" not in name}
    assert expected
    assert sorted(expected - contents) == []


def test_every_translation_is_compiled(contents):
    sources = {name for name in contents if name.endswith(".po")}
    assert sorted(name.replace(".po", ".mo") for name in sources) == sorted(
        name for name in contents if name.endswith(".mo")
    )


def test_it_brings_the_command(contents):
    assert any(name.endswith(".dist-info/entry_points.txt") for name in contents)


def test_it_brings_licence_and_notices(contents):
    names = {Path(name).name for name in contents if ".dist-info/licenses/" in name}
    assert names == {"LICENSE", "THIRD-PARTY-NOTICES.md"}


def test_it_leaves_out_what_is_not_ours_to_ship(contents):
    strange = [
        name
        for name in contents
        if name.startswith(("tests/", ".data/", "frontend/")) or "__pycache__" in name
    ]
    assert strange == []
