"""Rules of the house that a reader would otherwise have to remember. You never add to these tests."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

BIMER = Path(__file__).resolve().parents[2] / "bimer"
PLACES = {"law", "ui", "institutions", "people", "files", "notices", "casework", "portal", "desk", "house"}
SOURCES = sorted(path for path in BIMER.rglob("*.py") if "migrations" not in path.parts)
TEMPLATES = sorted(BIMER.rglob("templates/**/*.html"))


def name_of(path: Path) -> str:
    return str(path.relative_to(BIMER))


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text())


def calls(path: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            owner = node.func.value
            owner_name = owner.id if isinstance(owner, ast.Name) else getattr(owner, "attr", "")
            yield f"{owner_name}.{node.func.attr}", node.lineno


def test_every_folder_has_its_place():
    folders = {path.name for path in BIMER.iterdir() if path.is_dir()}
    found = folders - {"__pycache__", "locale"}

    assert found == PLACES


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_nothing_below_the_doors_looks_at_the_clock(path):
    is_door = path.relative_to(BIMER).parts[0] in {"portal", "desk", "clock.py", "house", "cli.py"}
    if is_door or path.name == "tasks.py" or "management" in path.parts:
        return
    clocks = {"timezone.now", "datetime.now", "date.today", "datetime.today", "time.time", "datetime.utcnow"}

    assert [(call, line) for call, line in calls(path) if call in clocks] == []


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_state_and_version_change_only_in_step(path):
    knows_no_application = path.relative_to(BIMER).parts[0] in {"notices", "house", "institutions"}
    if knows_no_application or path == BIMER / "casework" / "step.py":
        return
    written = [
        (target.attr, node.lineno)
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Assign | ast.AugAssign)
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
        if isinstance(target, ast.Attribute) and target.attr in {"state", "version"}
    ]

    assert written == []


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_no_signals_and_no_save_overrides(path):
    source = path.read_text()
    overrides = [
        node.lineno
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.FunctionDef) and node.name in {"save", "delete"} and "models" in path.name
    ]

    assert overrides == []
    assert "django.db.models.signals" not in source
    assert "import receiver" not in source


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_an_import_inside_a_function_says_why(path):
    lines = path.read_text().splitlines()
    unexplained = [
        inner.lineno
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        for inner in ast.walk(node)
        if isinstance(inner, ast.Import | ast.ImportFrom) and "#" not in lines[inner.lineno - 1]
    ]

    assert unexplained == []


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_functions_stay_short(path):
    long = [
        (node.name, node.end_lineno - node.lineno + 1)
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.FunctionDef) and node.end_lineno - node.lineno + 1 > 60
    ]

    assert long == []
    assert len(path.read_text().splitlines()) <= 500


INLINE = re.compile(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=|javascript:", re.IGNORECASE)


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_no_template_needs_inline_script_or_style(path):
    if "notices" in path.parts:  # a mail has no other place for its style
        return

    assert INLINE.findall(path.read_text()) == []


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_no_template_asks_a_third_party(path):
    assert re.findall(r"(?:src|href|action)=[\"']https?://", path.read_text()) == []
