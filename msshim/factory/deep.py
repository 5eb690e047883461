"""The deep paths that programs import, such as `mindspore.ops.operations`, made from `mappings/modules.yaml`."""

from __future__ import annotations

import sys
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import Any

from msshim.tables.load import document


@cache
def table() -> dict[str, dict[str, str]]:
    """For each deep path the names whose object stands elsewhere."""
    found: dict[str, dict[str, str]] = document("modules.yaml")
    return found


@cache
def module(path: str) -> ModuleType:
    """The module of a deep path such as ``ops.operations``; it answers as the public module above it does."""
    made = ModuleType(f"msshim.{path}", f"`mindspore.{path}`: what the public module `{path.split('.')[0]}` has.")
    public = import_module(f"msshim.{path.split('.')[0]}")

    def __getattr__(name: str) -> Any:
        below = f"{path}.{name}"
        if below in table():
            return module(below)
        if name in table()[path]:
            owner, _, last = table()[path][name].rpartition(".")
            return getattr(import_module(f"msshim.{owner}"), last)
        return getattr(public, name)

    made.__dict__.update(__getattr__=__getattr__, __all__=public.__all__, __path__=[])
    sys.modules[made.__name__] = made
    return made
