"""The deep paths that programs import, such as `mindspore.ops.operations`, made from `mappings/modules.yaml`."""

from __future__ import annotations

import sys
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType
from typing import Any

from msshim.tables.load import document, namespaces


@cache
def table() -> dict[str, dict[str, str]]:
    """For each deep path the names whose object stands elsewhere."""
    found: dict[str, dict[str, str]] = document("modules.yaml")
    return found


def _public(path: str) -> str:
    """The nearest module above a path that has a table."""
    above = path
    while above:
        above = above.rpartition(".")[0]
        if above in namespaces():
            return f"msshim.{above}"
    return "msshim"


@cache
def module(path: str) -> ModuleType:
    """The module of a deep path such as ``ops.operations``: msshim's own, or one that answers as the public one."""
    if path.rpartition(".")[0] in namespaces() and find_spec(f"msshim.{path}") is not None:
        return import_module(f"msshim.{path}")
    above = _public(path)
    made = ModuleType(f"msshim.{path}", f"`mindspore.{path}`: what the public module `{above}` has.")
    public = import_module(above)

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
