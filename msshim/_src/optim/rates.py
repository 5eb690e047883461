"""What an optimizer may take for a learning rate or weight decay, and its value at a step."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any

import numpy as np

from msshim._src.cell.cell import Cell
from msshim._src.cell.parameter import Parameter
from msshim._src.optim import lists
from msshim._src.optim.schedules import LearningRateSchedule
from msshim._src.tensor import dtype as mstype
from msshim._src.tensor.tensor import Tensor

Rate = Any  # a Parameter, or a Cell that gives a Tensor for a step


class _FromList(Cell):
    """The learning rate of each step."""

    def __init__(self, values: Tensor, name: str) -> None:
        super().__init__(auto_prefix=False)
        self.learning_rate = Parameter(values, name=name)

    def construct(self, global_step: Tensor) -> Tensor:
        """The rate of a step, of shape (1,). Raises RuntimeError after the last one."""
        try:
            return Tensor(self.learning_rate._p.detach()[global_step._t.long()])
        except IndexError:
            raise RuntimeError(
                f"For 'learning_rate', there must be one rate a step, but there are {len(self.learning_rate)} and "
                f"this is step {int(global_step)}."
            ) from None


class _Constant(Cell):
    """A learning rate that is the same at each step, among others that are not."""

    def __init__(self, rate: Parameter) -> None:
        super().__init__(auto_prefix=False)
        self.learning_rate = rate

    def construct(self, global_step: Tensor) -> Tensor:
        """The rate."""
        return Tensor(self.learning_rate._p.detach())


class ScaledDecay(Cell):
    """A weight decay that changes, times the loss scale."""

    def __init__(self, weight_decay: Cell, loss_scale: float) -> None:
        super().__init__(auto_prefix=False)
        self.weight_decay = weight_decay
        self.loss_scale = loss_scale

    def construct(self, global_step: Tensor) -> Tensor:
        """The decay at a step."""
        found: Tensor = self.weight_decay(global_step) * self.loss_scale
        return found


def checked(who: str, rate: Any) -> Any:
    """A float, a float32 Tensor of rank 0 or 1, or a schedule.

    Raises:
        TypeError: `rate` is of another type.
        ValueError: It is negative, or a Tensor of more than one axis.
    """
    if isinstance(rate, (float, int)):
        if not 0 <= rate < math.inf:
            raise ValueError(f"For '{who}', 'learning_rate' must be finite and at least 0, but got {rate}.")
        return float(rate)
    if isinstance(rate, LearningRateSchedule):
        return rate
    if isinstance(rate, Tensor):
        if rate.ndim > 1:
            raise ValueError(f"For '{who}', a Tensor 'learning_rate' must have at most one axis, but got {rate.ndim}.")
        return Tensor(rate._t.detach().float().clone())
    if isinstance(rate, Iterable):
        return Tensor(np.array(list(rate)).astype(np.float32))
    raise TypeError(
        f"For '{who}', 'learning_rate' must be int, float, Tensor, Iterable or LearningRateSchedule, "
        f"but got {rate!r} of type {type(rate).__name__}."
    )


def is_dynamic(rate: Any) -> bool:
    """Whether what `checked` gave changes from step to step."""
    return not isinstance(rate, float) and not (isinstance(rate, Tensor) and rate.ndim == 0)


def built(rate: Any, name: str, as_cell: bool = False) -> Rate:
    """What the optimizer keeps of what `checked` gave: a Parameter, or a Cell."""
    if is_dynamic(rate):
        return _FromList(rate, name) if isinstance(rate, Tensor) else rate
    parameter = Parameter(Tensor(rate, mstype.float32), name=name)
    return _Constant(parameter) if as_cell else parameter


def parameter_of(rate: Rate) -> Any:
    """The Parameter under a rate, or the schedule."""
    return rate.learning_rate if isinstance(rate, (_Constant, _FromList)) else rate


def number(value: Any) -> Any:
    """A number where it can be had without waiting for a device, else the torch tensor of rank 0."""
    return lists.number(value._live.detach()) if isinstance(value, Tensor) else value
