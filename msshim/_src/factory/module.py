"""A public module: its names are built from rows at first use (PEP 562) and then kept."""

from __future__ import annotations

import sys
from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from msshim._src.factory import asking, deep, naming, old, strict
from msshim._src.factory.cells import make_cell, offer
from msshim._src.factory.functions import make_function
from msshim._src.factory.primitives import make_primitive
from msshim._src.factory.source import resolve
from msshim._src.tables import load, missing
from msshim._src.tensor.absent_members import Missing

_MAKERS: dict[str, Callable[..., Any]] = {
    "cell": make_cell,
    "function": make_function,
    "method": make_function,
    "primitive": make_primitive,
}


def module_of(namespace: str) -> str:
    """The module that holds a namespace: ``msshim.nn`` for ``nn``, and ``msshim`` for ``mindspore`` itself."""
    return "msshim" if namespace in ("", "mindspore") else f"msshim.{namespace}"


made: dict[tuple[str, str], Any] = {}
"""What was asked for so far, by namespace and name."""


def get(namespace: str, name: str) -> Any:
    """What the row of a public name makes, e.g. of ``nn`` and ``ReLU``: one object, whichever thread asks first."""
    key = namespace, name
    if key not in made:
        made.setdefault(key, naming.adopt(_make(namespace, name), namespace, name))
    return made[key]


def _make(namespace: str, name: str) -> Any:
    row = load.row(namespace, name, tried=False)
    if row.kind == "written":
        written: Any = resolve(str(row.of))
        if row.operators:
            offer(written, row)
        return strict.watch(written, row)
    if row.kind == "alias":
        owner, _, name = str(row.of).rpartition(".")
        return getattr(import_module(module_of(owner)), name)
    maker = _MAKERS.get(row.kind) or resolve("msshim._src.factory.transforms.make_transform")  # whose checks few need
    return strict.watch(maker(row, module_of(namespace)), row)


def lazy(
    namespace: str, submodules: tuple[str, ...] = ()
) -> tuple[Callable[[str], Any], Callable[[], list[str]], list[str]]:
    """`__getattr__`, `__dir__` and `__all__` for a public module.

    The modules below it that have tables, and `submodules` without, are imported at first use.
    """
    names = sorted(name for name in load.index(namespace) if not name.startswith("_"))
    submodules = (*load.children(namespace), *submodules)

    def __getattr__(name: str) -> Any:
        if name in submodules:
            return import_module(f"{module_of(namespace)}.{name}")
        if name not in load.index(namespace):
            return elsewhere(namespace, name)
        found = get(namespace, name)
        setattr(sys.modules[module_of(namespace)], name, found)
        return found

    def __dir__() -> list[str]:
        return [*names, *submodules]

    return __getattr__, __dir__, names


def elsewhere(namespace: str, name: str) -> Any:
    """What a public module has besides its rows: a module below it, or what MindSpore has there without publishing it.

    For a public name that msshim lacks there is a stand-in while `import mindspore` is answered.

    Raises:
        Missing: MindSpore publishes it, and msshim lacks it: a NotImplementedError that is an AttributeError, too.
        NotImplementedError: The same, in ``from msshim.nn import name``, which would drop the sentence of the other.
        AttributeError, ImportError: Neither has it.
    """
    ours = module_of(namespace)
    if not (name.startswith("__") and name.endswith("__")):
        if hasattr(sys.modules[ours], "__path__") and find_spec(f"{ours}.{name}") is not None:
            return import_module(f"{ours}.{name}")  # of msshim itself
        said = missing.message(namespace, name)
        path = name if namespace == "mindspore" else f"{namespace}.{name}"
        if said is not None and not (deep.stand_ins or deep.is_module(namespace, name) or deep.has(namespace, name)):
            raise NotImplementedError(said) if asking.from_import() else Missing(said)
        if deep.known(path) or name in deep.names_of(namespace):
            return deep.find(namespace, name)
        old.refuse(path)
    theirs, meant = ours.replace("msshim", "mindspore"), deep.meant(namespace, name)
    if meant and asking.from_import():
        raise ImportError(f"cannot import name {name!r} from {ours!r}{meant}", name=ours)
    raise AttributeError(f"module {ours!r} has no attribute {name!r}, and neither has {theirs}{meant}")
