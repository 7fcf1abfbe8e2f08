"""Compiles the translations before a wheel is packed, so that it carries them."""

import runpy
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class TranslationsHook(BuildHookInterface):
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        # Run by its path: importing the package would need everything the package needs.
        root = Path(self.root)
        translations = runpy.run_path(str(root / "bimer" / "ui" / "translations.py"))
        translations["compile_stale"](root / "bimer")
