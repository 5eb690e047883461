"""The call of a layer under torch's tools, which look into modules: torch.fx, parametrizations, pruning."""

from __future__ import annotations

from typing import Any

import torch.fx

from msshim._src.cell.cell import Cell
from msshim._src.tables.model import Row
from msshim._src.tensor.interop import to_torch


def handed_over(row: Row, cell: Cell, inputs: tuple[Any, ...], error: Exception) -> Any:
    """What a call gives that failed only because of torch's tools; None where something else is wrong.

    torch.fx traces a layer as one module, and not what is in it. Parametrizations and pruning compute a weight from
    other parameters: it is put where the cell looks for it while the cell computes.
    """
    for value in inputs:
        if isinstance(value, torch.fx.Proxy):
            tracer: Any = value.tracer
            if cell is not tracer.root:
                return tracer.create_proxy("call_module", tracer.path_of_module(cell), inputs, {})
    room: dict[str, Any] = cell._parameters
    moved = [weight.name for weight in row.weights if weight.trained and weight.name not in room]
    if type(error) is not KeyError or error.args[0] not in moved:
        return None
    room.update({name: to_torch(getattr(cell, name)) for name in moved})
    try:
        return _class(row, cell).construct(cell, *inputs)
    finally:
        for name in moved:
            del room[name]


def _class(row: Row, cell: Cell) -> Any:
    """The class that a row made, of those that a cell is of."""
    return next(cls for cls in type(cell).__mro__ if "_short" in vars(cls) and cls.__name__ == row.name)
