"""A public module: its names are built from rows at first use (PEP 562) and then kept."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from functools import cache
from importlib import import_module
from typing import Any, NoReturn

from msshim.factory.cells import make_cell
from msshim.factory.functions import make_function
from msshim.factory.primitives import make_primitive
from msshim.tables import load, missing

_MAKERS: dict[str, Callable[..., Any]] = {
    "cell": make_cell,
    "function": make_function,
    "method": make_function,
    "primitive": make_primitive,
}


@cache
def get(namespace: str, name: str) -> Any:
    """What the row of a public name makes, e.g. of ``nn`` and ``ReLU``."""
    row = load.row(namespace, name)
    if row.of is not None:
        return getattr(*_module_of(row.of))
    return _MAKERS[row.kind](row, f"msshim.{namespace}")


def _module_of(path: str) -> tuple[Any, str]:
    module, _, name = path.rpartition(".")
    return import_module(f"msshim.{module}"), name


def lazy(
    namespace: str, written: Mapping[str, Any], submodules: tuple[str, ...] = ()
) -> tuple[Callable[[str], Any], Callable[[], list[str]], list[str]]:
    """`__getattr__`, `__dir__` and `__all__` for a public module.

    `written` are the names that are structure and stand in the module by hand; `submodules` are imported at first use.
    """
    names = sorted({*load.index(namespace), *written})

    def __getattr__(name: str) -> Any:
        if name in submodules:
            return import_module(f"msshim.{namespace}.{name}")
        if name in written:
            return written[name]
        if name not in load.index(namespace):
            absent(namespace, name)
        made = get(namespace, name)
        setattr(sys.modules[f"msshim.{namespace}"], name, made)
        return made

    def __dir__() -> list[str]:
        return [*names, *submodules]

    return __getattr__, __dir__, names


def absent(namespace: str, name: str) -> NoReturn:
    """Raise for a name that is not here: NotImplementedError if MindSpore has it, else AttributeError."""
    if missing.is_missing(namespace, name):
        raise NotImplementedError(missing.message(namespace, name))
    raise AttributeError(
        f"module 'msshim.{namespace}' has no attribute {name!r}, and neither has mindspore.{namespace}"
    )
