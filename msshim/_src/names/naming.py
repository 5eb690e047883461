"""What classes and functions call themselves while `import mindspore` is answered: what they do in MindSpore.

Their own module and name come back when it is not, so that pickles find them by what they are called in either case.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from functools import cache
from types import FunctionType
from typing import Any

from msshim._src.factory import registry
from msshim._src.names import deep
from msshim._src.tables import load, places
from msshim._src.tensor import pickles

_Names = tuple[str, str, str]
_renamed: dict[int, tuple[Any, _Names]] = {}
"""What is called as in MindSpore now, and what it is called else."""

active = False
"""Whether that is so."""


def _nowhere(name: str) -> None:
    """Nothing, until the hook says how a module comes to be in `sys.modules`."""


present: Callable[[str], None] = _nowhere


def switch(on: bool) -> None:
    """Call what was made so far, and will be, as MindSpore does, or no longer."""
    global active
    if on == active:
        return
    active = pickles.as_mindspore = on
    registry.adopt = adopt if on else registry.as_it_is
    if not on:
        for made, own in _renamed.values():
            _call(made, own)
        _renamed.clear()
        return
    for (namespace, name), made in list(registry.made.items()):
        adopt(made, namespace, name)
    for path in [path for path in sys.modules if path.startswith("msshim.")]:
        adopt_module(path)


def adopt(made: Any, path: str, name: str) -> Any:
    """Call a class or function as MindSpore calls what stands at `name` of its module `path`; returns it."""
    if active and isinstance(made, (type, FunctionType)) and id(made) not in _renamed:
        place = places.names(path).get(name)
        if place is not None and place.kind == "at" and made.__module__.startswith("msshim"):
            _renamed[id(made)] = made, (made.__module__, made.__qualname__, made.__name__)
            module = "mindspore" if place.module == "mindspore" else f"mindspore.{place.module}"
            present(module)
            _call(made, (module, place.name, place.name.rpartition(".")[2]))
    return made


def adopt_module(name: str) -> None:
    """`adopt` what a module of msshim, just imported, defines of MindSpore's."""
    module = sys.modules[name]
    for last, (path, theirs) in _written().get(name.removeprefix("msshim."), {}).items():
        if last in vars(module):
            adopt(vars(module)[last], path, theirs)


def source(path: str) -> str:
    """The file of msshim where something of a module of MindSpore is defined, or that of the public module above."""
    owner = _sources().get(path)
    return public_file(path) if owner is None else os.path.join(_package(), *owner.split(".")) + ".py"


def public_file(path: str) -> str:
    """The file of msshim's public module at a path or above it."""
    while path and path not in load.namespaces():
        path = path.rpartition(".")[0]
    stem = os.path.join(_package(), *("" if path == "mindspore" else path).split("."))
    return os.path.join(stem, "__init__.py") if os.path.isdir(stem) else f"{stem}.py"


def _package() -> str:
    return os.path.dirname(str(sys.modules["msshim"].__file__))


@cache
def _sources() -> dict[str, str]:
    """For modules of MindSpore, the module of msshim that defines something of it."""
    found: dict[str, str] = {}
    for owner, names in _written().items():
        for path, name in names.values():
            place = places.names(path).get(name)
            if place is not None and place.kind == "at":
                found.setdefault(place.module, owner)
    return found


def _call(made: Any, names: _Names) -> None:
    made.__module__, made.__qualname__, made.__name__ = names


@cache
def _written() -> dict[str, dict[str, tuple[str, str]]]:
    """For each module of msshim, which of its names are MindSpore's: as rows say and `mappings/modules.yaml`."""
    found: dict[str, dict[str, tuple[str, str]]] = {}

    def add(target: str, path: str, name: str) -> None:
        owner, _, last = target.rpartition(".")
        found.setdefault(owner, {}).setdefault(last, (path, name))

    for made, (namespace, name) in load.written().items():
        add(made, namespace, name)
    for path, names in deep.table().items():
        for name, target in names.items():
            if target is not None:
                add(target, path, name)
    for path, module in deep.PLAIN.items():
        for own in places.names(path):
            add(f"{module}.{own}", path, own)
    return found
