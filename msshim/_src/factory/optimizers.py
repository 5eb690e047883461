"""Row -> optimizer: MindSpore's signature and the row's update, upon a class that says what a step is.

The base, of `msshim._src.optim`, has three methods to use: `_start` makes an instance from the row and the arguments,
a step calls `_update` with lists of tensors, and the names that `_update` takes say what it is given.
"""

from __future__ import annotations

import inspect
from typing import Any

from msshim._src.cell.cell import Cell
from msshim._src.factory.objects import offer
from msshim._src.factory.signature import Signature, define, parameters
from msshim._src.factory.source import resolved
from msshim._src.rules.checks import CHECKS
from msshim._src.tables.model import Row

_STEP = {"params", "grads", "lr", "weight_decay"}
_OPTIMIZER = """
class $name(_Base):
    def __init__(self, $parameters):
        self._start(_row, dict($given))
"""
_VARIADIC = inspect.signature(lambda *args, **kwargs: None)
"""What MindSpore's decorated constructors show as their signature; the stubs show the true one."""


def make_optimizer(row: Row, module: str) -> type[Cell]:
    """The class of a row of kind `optimizer`, for a public module such as ``msshim.nn``."""
    signature = Signature(row)
    signature.names["_Base"] = resolved(row, "base")
    kind: Any = define(row, _OPTIMIZER, signature.names, module, parameters=signature.listed(row.signature))
    if row.decorated:
        kind.__signature__ = _VARIADIC
    if row.targets:
        kind._targets = row.targets
    offer(kind, row)
    wanted = parameters(signature.call) or {}
    each = {state.name for state in row.states if state.each}
    once = {state.name: state.name if state.saved else f"_fixed_{state.name}" for state in row.states if not state.each}
    options = {p.to or p.variable: p.variable for p in row.signature}
    kind._update, kind._decoupled = staticmethod(signature.call), "weight_decay" in wanted
    kind._moving = tuple(state for state in row.states if state.counts or state.times)
    kind._each = tuple(name for name in wanted if name in each)
    kind._once = {name: once[name] for name in wanted if name in once}
    needed = {name for name, p in wanted.items() if p.default is p.empty}
    sought = {*options, *needed} - {*_STEP, *each, *once}
    kind._options = {name: options.get(name, name) for name in wanted if name in sought}
    return kind  # type: ignore[no-any-return]


def checked(row: Row, who: str, given: dict[str, Any]) -> dict[str, Any]:
    """The arguments as the row's type words keep them. Raises TypeError or ValueError, as they do."""
    typed = [p for p in row.signature if p.type is not None]
    return {**given, **{p.variable: CHECKS[str(p.type)](who, p, given[p.variable]) for p in typed}}


def set_up(row: Row, optimizer: Cell, values: dict[str, Any]) -> dict[str, Any]:
    """The values, with what the row's `setup` makes of them and of the optimizer."""
    if row.setup is None:
        return values
    setup = resolved(row, "setup")
    offered = {**values, "optimizer": optimizer}
    return {**values, **setup(**{name: offered[name] for name in parameters(setup) or () if name in offered})}
