"""The law is a floor: it knows no framework, no room above it, and never asks what time it is."""

import ast
from pathlib import Path

import pytest

import bimer.law

SOURCES = sorted(Path(bimer.law.__file__).parent.glob("*.py"))
CLOCKS = {"now", "today", "utcnow", "time", "localdate"}


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.stem)
def test_law_imports_only_itself_and_plain_python(source):
    tree = ast.parse(source.read_text(encoding="utf-8"))
    modules = [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    modules += [alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names]

    assert [module for module in modules if module.startswith(("django", "psycopg"))] == []
    assert [module for module in modules if module.startswith("bimer") and "law" not in module] == []


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.stem)
def test_law_never_asks_the_time(source):
    tree = ast.parse(source.read_text(encoding="utf-8"))
    calls = [node.func for node in ast.walk(tree) if isinstance(node, ast.Call)]

    assert [call.attr for call in calls if isinstance(call, ast.Attribute) and call.attr in CLOCKS] == []
