"""Builds what is made of the tables, not kept in the tree: the stubs beside the modules, and the tables' schema."""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class TablesHook(BuildHookInterface):
    """Runs before a wheel, an sdist or an editable install; needs PyYAML, and neither torch nor msshim's own code."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write the files where the build, an editor and a type checker find them."""
        root = Path(self.root)
        package = ModuleType("msshim")  # whose own file imports torch
        package.__path__ = [str(root / "msshim")]
        sys.modules["msshim"] = package
        try:
            from msshim._src.tables import generated

            generated.write()
        finally:
            for name in [name for name in sys.modules if name.partition(".")[0] == "msshim"]:
                del sys.modules[name]
