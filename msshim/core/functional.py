"""What `mindspore.ops` has ready-made: instances of primitives, and small functions. Source: mindspore.ops of 2.10."""

from __future__ import annotations

from typing import Any

from msshim import ops
from msshim.core.cell import Cell

reduce_sum = ops.ReduceSum()
pows = ops.Pow()


def tuple_len(x: Any) -> int:
    """How many items a tuple has."""
    return len(x)


def make_range(*bounds: int) -> tuple[int, ...]:
    """The numbers of ``range(*bounds)`` as a tuple."""
    return tuple(range(*bounds))


def add_flags(fn: Any = None, **flags: Any) -> Any:
    """A function or cell with flags of MindSpore's compiler, as a call or a decorator; they have no effect here."""
    if fn is None:
        return lambda given: add_flags(given, **flags)
    if isinstance(fn, Cell):
        return fn.add_flags(**flags)
    fn._func_graph_flags = {**getattr(fn, "_func_graph_flags", {}), **flags}
    return fn
