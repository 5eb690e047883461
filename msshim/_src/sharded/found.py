"""What a network is made of, as far as it says how values are cut: its cells, strategies and layouts."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Iterable, Iterator
from types import FunctionType, MethodType
from typing import Any

from torch.distributed.tensor import Placement

from msshim._src.cell.cell import Cell
from msshim._src.cell.parameter import Parameter
from msshim._src.cell.primitive import Primitive
from msshim._src.parallel import cuts
from msshim._src.parallel.layout import Layout
from msshim._src.parallel.region import Region, cut_of


def cells(network: Any) -> list[Cell]:
    """The outermost Cells of a network: itself, or those that a function calls, as far as its closure leads to them."""
    return list(_cells(network, set()))


def _cells(value: Any, seen: set[int]) -> Iterator[Cell]:
    if id(value) in seen:
        return
    seen.add(id(value))
    if isinstance(value, Cell):
        yield value
        return
    inner: Iterable[Any] = ()
    if isinstance(value, FunctionType):
        names = inspect.getclosurevars(value)
        inner = [*names.nonlocals.values(), *names.globals.values()]
    elif isinstance(value, MethodType):
        inner = (value.__self__, value.__func__)
    elif isinstance(value, functools.partial):
        inner = (value.func, *value.args, *value.keywords.values())
    elif isinstance(value, (list, tuple)):
        inner = value
    elif type(value).__module__.startswith("msshim._src.autograd"):
        inner = vars(value).values()
    for one in inner:
        yield from _cells(one, seen)


def matrices(of: list[Cell], dataset_strategy: Any, size: int) -> list[tuple[int, ...]]:
    """The arrangements of processes that strategies and layouts of a network want."""
    parts = [part for cell in of for _, part in cell.cells_and_names()]
    held = [value for part in parts for value in _values(part.__dict__)]
    held += [item for part in parts for item in part._in_strategy or ()]
    held += [plan for _, plan in _plans(of)]
    if isinstance(dataset_strategy, tuple):
        held += dataset_strategy
    return [cut.matrix for value in held if (cut := _cut(value, size)) is not None]


def _values(value: Any) -> Iterator[Any]:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, (list, tuple)):
        for item in value:
            yield from _values(item)
    elif isinstance(value, (Primitive, Layout)):
        yield value


def _cut(value: Any, size: int) -> cuts.Cut | None:
    if isinstance(value, Layout):
        return cuts.of_layout(value.to_dict()) if value._tensor_map is not None else None
    if isinstance(value, tuple):
        return cuts.of_parts("dataset_strategy", (value,), {}, size)
    return cut_of(value, size) if value.attrs.get("in_strategy") or value.attrs.get("in_layout") else None


def planned(of: list[Cell], region: Region) -> dict[int, tuple[Placement, ...]]:
    """How parameters are cut that a `parameter_plan` names, by the id of each."""
    return {id(parameter): region.placements(plan) for parameter, plan in _plans(of)}


def _plans(of: list[Cell]) -> list[tuple[Parameter, Any]]:
    return [
        (parameter, parameter.__dict__["_plan"])
        for cell in of
        for parameter in cell.get_parameters()
        if "_plan" in parameter.__dict__
    ]


def spell(network: Cell) -> None:
    """Let the cells of a network compute with the operators that have strategies.

    Raises:
        NotImplementedError: One of msshim's layers does not compute with the operator that was given a strategy.
    """
    for name, cell in network.cells_and_names():
        for operator in cell._operators.keys() & cell.__dict__.keys():
            held = cell.__dict__[operator]
            if not isinstance(held, Primitive) or not held.attrs.keys() & {"in_strategy", "in_layout"}:
                continue
            if operator not in cell._spelled_with:
                raise NotImplementedError(
                    f"msshim's {type(cell).__name__} '{name}' does not compute with its '{operator}', so a strategy "
                    f"for it cuts nothing: shard the cell (Cell.shard), or write it with primitives."
                )
            cell._spell()
