"""The deep paths that programs import, such as `mindspore.ops.operations`, made from `mappings/modules.yaml`.

Modules that msshim does not have, of `mappings/absent.yaml`, can be imported, and names imported from them; what is so
named raises when it is called, subclassed objects included, or when something of it is asked for.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType
from typing import Any

from msshim.core.members import Missing
from msshim.factory import old
from msshim.tables.load import document, namespaces


@cache
def table() -> dict[str, dict[str, str | None]]:
    """For each deep path the names whose object stands elsewhere; None for what only MindSpore's own code uses."""
    found: dict[str, dict[str, str | None]] = document("modules.yaml")
    return found


@cache
def absent() -> dict[str, dict[str, str]]:
    """For each module that msshim does not have: why, what to use instead, and its names."""
    found: dict[str, dict[str, str]] = document("absent.yaml")
    return found


def known(path: str) -> bool:
    """Whether `module` has an answer."""
    return path in table() or path in absent() or any(other.startswith(f"{path}.") for other in absent())


class _Absent(type):
    """What a name of a module that is not here stands for: it can be imported and named, and not used."""

    _why: str

    def __call__(cls, *args: Any, **kwargs: Any) -> Any:
        raise NotImplementedError(cls._why)

    def __getattr__(cls, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        raise Missing(cls._why)


stand_ins = False
"""Whether a name that msshim lacks comes as a stand-in, so that programs can import what they do not use."""


def stand_in(module: str, name: str, why: str) -> Any:
    """What can be imported and named, and raises `why` when it is called or something of it is asked for."""
    return _Absent(name, (), {"_why": why, "__module__": module, "__doc__": why})


def _absent_module(path: str) -> ModuleType:
    """A module of `mappings/absent.yaml`, or one above such a module; of its names `mappings/modules.yaml` has some."""
    row = absent().get(path, {"why": "", "instead": "", "names": ""})
    made = ModuleType(f"msshim.{path}", f"`mindspore.{path}` is not in msshim: {row['why']} {row['instead']}")
    for name in row["names"].split():
        why = f"mindspore.{path}.{name} is not in msshim: {row['why']} {row['instead']}"
        made.__dict__[name] = stand_in(made.__name__, name, why)

    own = table().get(path, {})

    def __getattr__(name: str) -> Any:
        below = f"{path}.{name}"
        if known(below):
            return module(below)
        if name in own:
            return here(path, name)
        old.refuse(below)
        raise AttributeError(f"module 'mindspore.{path}' has no attribute {name!r}, as far as msshim knows")

    made.__dict__.update(__getattr__=__getattr__, __all__=[*own, *row["names"].split()], __path__=[])
    return sys.modules.setdefault(made.__name__, made)  # another thread may have been first


def here(path: str, name: str) -> Any:
    """A name of `mappings/modules.yaml`: an object that stands elsewhere, or what stands for one of MindSpore's own."""
    target = table()[path][name]
    if target is None:
        return stand_in(f"msshim.{path}", name, inner(path, name))
    owner, _, last = target.rpartition(".")
    return getattr(import_module(f"msshim.{owner}" if owner else "msshim"), last)


def inner(path: str, name: str) -> str:
    """What is said of a name that only MindSpore's own code has a use for."""
    return f"mindspore.{path}.{name} is not in msshim: it is a part of MindSpore's own workings. Use the public names."


def _public(path: str) -> str:
    """The nearest module above a path that has a table."""
    above = path
    while above:
        above = above.rpartition(".")[0]
        if above in namespaces():
            return f"msshim.{above}"
    return "msshim"


def names(path: str) -> Callable[[str], Any]:
    """The `__getattr__` of a deep path: its own names, then those of the public module above it."""
    public = _public(path)

    def __getattr__(name: str) -> Any:
        below = f"{path}.{name}"
        if known(below):
            return module(below)
        if name in table()[path]:
            return here(path, name)
        old.refuse(below)
        return getattr(import_module(public), name)

    return __getattr__


@cache
def module(path: str) -> ModuleType:
    """The module of a deep path such as ``ops.operations``: msshim's own, or one that answers as the public one."""
    if path in namespaces() or (path.rpartition(".")[0] in namespaces() and find_spec(f"msshim.{path}") is not None):
        return import_module(f"msshim.{path}")
    if path in absent() or path not in table():
        return _absent_module(path)
    above = _public(path)
    made = ModuleType(f"msshim.{path}", f"`mindspore.{path}`: what the public module `{above}` has.")
    made.__dict__.update(__getattr__=names(path), __all__=import_module(above).__all__, __path__=[])
    return sys.modules.setdefault(made.__name__, made)  # another thread may have been first
