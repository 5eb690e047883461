"""Row -> what is there already: an object that is written by hand, or what another row makes."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib import import_module
from typing import Any

from msshim._src.cell.cell import Cell
from msshim._src.factory.registry import get, module_of
from msshim._src.factory.source import apply, functions, resolved
from msshim._src.tables.load import Field
from msshim._src.tables.model import Row
from msshim._src.tensor import dtype as mstype
from msshim._src.tensor.tensor import Tensor


def find_written(row: Row, module: str) -> Any:
    """The object of a row of kind `written`; a class gets the row's `operators`."""
    found: Any = resolved(row, "of")
    if row.operators:
        offer(found, row)
    return found


def find_alias(row: Row, module: str) -> Any:
    """What the name makes of which a row of kind `alias` is another one."""
    owner, _, name = str(row.of).rpartition(".")
    with Field(row, "of"):
        return getattr(import_module(module_of(owner)), name)


def offer(cell: type[Cell], row: Row) -> None:
    """Give a class what `operators` of its row has, beside what its base has."""
    if row.operators:
        cell._operators = {**cell._operators, **{name: _operator(row, name) for name in row.operators}}


def _operator(row: Row, name: str) -> Callable[[Cell], Any]:
    """What makes an attribute of a cell from an expression, such as ``LayerNorm(self.begin_norm_axis)``."""

    @cache
    def written() -> Callable[..., Any]:
        return functions(row, {name: row.operators[name]}, "operators")[name]

    def make(cell: Cell) -> Any:
        with Field(row, "operators", name):
            return apply(written(), _Offered(self=cell, Tensor=Tensor, mstype=mstype))

    return make


class _Offered(dict[str, Any]):
    """What an expression of `operators` may name: the cell, and the primitives of ``ops``."""

    def __missing__(self, name: str) -> Any:
        return import_module("msshim.mint") if name == "mint" else get("ops", name)
