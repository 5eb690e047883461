"""What rows of kind `optimizer` say of a step, and the states that it keeps."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

import numpy as np
import torch

from msshim._src.cell.parameter import Parameter, ParameterTuple
from msshim._src.tables.model import State
from msshim._src.tensor.dtype import named_to_torch
from msshim._src.tensor.tensor import Tensor


class Updating:
    """What the factory gives the class of a row: its update, and what that takes, by the names that it has for it.

    _each: the states of which there is one for each parameter. _once: attributes of one for all. _options: the row's
    parameters, or other attributes. _moving: the states that count steps. _decoupled: whether it sees to weight decay.
    """

    _update: ClassVar[Callable[..., None]]
    _each: ClassVar[tuple[str, ...]]
    _once: ClassVar[dict[str, str]]
    _options: ClassVar[dict[str, str]]
    _moving: ClassVar[tuple[State, ...]]
    _decoupled: ClassVar[bool]
    _kept: tuple[str, ...]

    def _make_states(self, states: tuple[State, ...], values: dict[str, Any]) -> None:
        """Make the states of a row from its arguments; `_kept` then names those for each parameter that there are."""
        made = [state for state in states if state.when is None or values[state.when]]
        parameters: ParameterTuple = self.parameters  # type: ignore[attr-defined]
        for state in made:
            init = values[state.init] if isinstance(state.init, str) else state.init
            setattr(self, state.name, _for_each(state, parameters, init) if state.each else _one(state, init))
            if not state.each and not state.saved:  # the number that is computed with, so that no step waits for it
                self.__dict__[f"_fixed_{state.name}"] = float32(init)
        names = {state.name for state in made}
        self._kept = tuple(name for name in self._each if name in names)

    def _count(self) -> None:
        """Count a step in the states that do."""
        for state in self._moving:
            held = getattr(self, state.name)._p
            if state.times is None:
                held.add_(1)
            else:
                held.mul_(getattr(self, f"_fixed_{state.times}"))


def _for_each(state: State, parameters: ParameterTuple, init: Any) -> Any:
    if state.shape is None:
        return parameters.clone(prefix=state.prefix or state.name, init=init)
    made = [Parameter(_filled(state, init), name=f"{state.name}_{parameter.name}") for parameter in parameters]
    return ParameterTuple(made) if state.saved else made


def _one(state: State, init: Any) -> Tensor:
    return Parameter(_filled(state, init), name=state.name) if state.saved else _filled(state, init)


def _filled(state: State, init: Any) -> Tensor:
    return Tensor(torch.full(state.shape or (), init, dtype=named_to_torch(state.dtype)))


def float32(value: float) -> float:
    """The number that MindSpore computes with, which keeps some options as float32."""
    return float(np.float32(value))
