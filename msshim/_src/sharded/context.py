"""Cells whose calls are cut over processes because `set_auto_parallel_context` says so."""

from __future__ import annotations

from functools import partial
from typing import Any

from msshim._src.cell.cell import Cell
from msshim._src.communication.group import get_group_size
from msshim._src.communication.parallel import _is_in_auto_parallel_mode
from msshim._src.runtime.parallel_context import auto_parallel_context
from msshim._src.sharded import stages

_THRESHOLD = 64
"""Below how many KB a parameter stays whole where nothing is said."""


def cut_calls(cell: Cell) -> None:
    """In a mode that cuts operations, have the calls of a cell made in a region of all processes."""
    if _is_in_auto_parallel_mode() and get_group_size() > 1:
        cell.__dict__["forward"] = partial(_first_call, cell)


def _first_call(cell: Cell, *args: Any, **kwargs: Any) -> Any:
    """Make the region with the settings of this time, which later calls are made in."""
    if stages.of_context() is not None:
        stages.need(cell)
        cell.__dict__["forward"] = cell._entry()
        return cell.forward(*args, **kwargs)
    from msshim._src.sharded.running import Running  # torch's DTensor takes a while to import

    settings = auto_parallel_context()
    strategy = settings.get_dataset_strategy()
    if isinstance(strategy, list):
        strategy = tuple(map(tuple, strategy))
    threshold = settings.get_parallel_optimizer_threshold()
    kept = (_THRESHOLD if threshold < 0 else threshold) * 1024 if settings.get_enable_parallel_optimizer() else None
    cell.__dict__["forward"] = Running(cell._entry(), [cell], strategy, kept)
    return cell.forward(*args, **kwargs)
