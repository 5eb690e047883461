"""Row -> what is there already: an object that is written by hand, or what another row makes."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any

from msshim._src.cell.cell import Cell
from msshim._src.factory.registry import get, module_of
from msshim._src.factory.source import resolve
from msshim._src.tables import load
from msshim._src.tables.model import Row
from msshim._src.tensor import dtype as mstype
from msshim._src.tensor.tensor import Tensor


def find_written(row: Row, module: str) -> Any:
    """The object of a row of kind `written`; a class gets the row's `operators`."""
    found: Any = resolve(str(row.of))
    if row.operators:
        offer(found, row)
    return found


def find_alias(row: Row, module: str) -> Any:
    """What the name makes of which a row of kind `alias` is another one."""
    owner, _, name = str(row.of).rpartition(".")
    return getattr(import_module(module_of(owner)), name)


def offer(cell: type[Cell], row: Row) -> None:
    """Give a class what `operators` of its row has, beside what its base has."""
    if row.operators:
        cell._operators = {**cell._operators, **{name: _operator(text) for name, text in row.operators.items()}}


def _operator(text: str) -> Callable[[Cell], Any]:
    """What makes an attribute of a cell from an expression, such as ``LayerNorm(self.begin_norm_axis)``."""

    def make(cell: Cell) -> Any:
        return eval(text, {}, _Offered(self=cell, Tensor=Tensor, mstype=mstype))

    return make


class _Offered(dict[str, Any]):
    """What an expression of `operators` may name: the cell, and the primitives of ``ops``."""

    def __missing__(self, name: str) -> Any:
        if name in load.index("ops"):
            return get("ops", name)
        if name == "mint":
            return import_module("msshim.mint")
        raise KeyError(name)
