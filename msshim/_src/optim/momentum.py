"""`SGD` and `Momentum`. Source: mindspore.nn of 2.10."""

from __future__ import annotations

from typing import Any

import torch

from msshim._src.cell.parameter import Parameter, ParameterTuple
from msshim._src.optim import checks, rates
from msshim._src.optim.optimizer import VARIADIC, Stepping, Tensors, opt_init_args_register
from msshim._src.tensor import dtype as mstype
from msshim._src.tensor.tensor import Tensor


class Momentum(Stepping):
    """Gradient descent with momentum: ``v = momentum * v + g``, ``w -= lr * v``.

    Args:
        params, learning_rate, weight_decay, loss_scale: See `Optimizer`.
        momentum: A float of at least 0.
        use_nesterov: No effect, as on MindSpore's CPU.

    Raises: as `Optimizer`; TypeError or ValueError for an option of another type or out of its range.
    """

    __signature__ = VARIADIC

    @opt_init_args_register
    def __init__(
        self,
        params: Any,
        learning_rate: Any,
        momentum: float,
        weight_decay: Any = 0.0,
        loss_scale: float = 1.0,
        use_nesterov: bool = False,
    ) -> None:
        super().__init__(learning_rate, params, weight_decay, loss_scale)
        checks.non_negative(self.cls_name, momentum=momentum)
        checks.bools(self.cls_name, use_nesterov=use_nesterov)
        self.momentum = Parameter(Tensor(momentum, mstype.float32), name="momentum")
        self.params = self.parameters
        self.use_nesterov = use_nesterov
        self.moments = self.params.clone(prefix="moments", init="zeros")

    def _states(self) -> tuple[ParameterTuple, ...]:
        return (self.moments,)

    def _update(self, lr: Any, decay: Any, params: Tensors, grads: Tensors, *states: Tensors) -> None:
        (moments,) = states
        momentum = rates.number(self.momentum)
        torch._foreach_mul_(moments, momentum)
        torch._foreach_add_(moments, grads)
        rates.add(params, moments, -lr)


class SGD(Stepping):
    """Gradient descent: ``v = momentum * v + (1 - dampening) * g``, at first ``v = g``; ``w -= lr * v``.

    Args:
        params, learning_rate, weight_decay, loss_scale: See `Optimizer`; `weight_decay` is a number.
        momentum: A number of at least 0.
        dampening: A number of at least 0.
        nesterov: ``w -= lr * (g + momentum * v)``; needs a momentum and no dampening.

    Raises: as `Optimizer`; TypeError or ValueError for an option of another type or out of its range.
    """

    __signature__ = VARIADIC

    @opt_init_args_register
    def __init__(
        self,
        params: Any,
        learning_rate: Any = 0.1,
        momentum: float = 0.0,
        dampening: float = 0.0,
        weight_decay: float = 0.0,
        nesterov: bool = False,
        loss_scale: float = 1.0,
    ) -> None:
        super().__init__(learning_rate, params, weight_decay, loss_scale)
        momentum, dampening = (float(x) if isinstance(x, int) else x for x in (momentum, dampening))
        checks.non_negative(self.cls_name, momentum=momentum, dampening=dampening)
        checks.bools(self.cls_name, nesterov=nesterov)
        if nesterov and (momentum <= 0 or dampening != 0):
            raise ValueError(
                f"For 'SGD', with 'nesterov' 'momentum' must be above 0 and 'dampening' 0, but got {momentum} and "
                f"{dampening}."
            )
        if self.dynamic_weight_decay:
            raise TypeError("For 'SGD', 'weight_decay' must be a number, but got a Cell.")
        self.dampening = dampening
        self.nesterov = nesterov
        self.has_momentum = momentum > 0
        self.momentum = Parameter(Tensor(momentum, mstype.float32), name="momentum")
        self.accum = self.parameters.clone(prefix="accum", init="zeros")
        self.stat = self.parameters.clone(prefix="stat", init="ones")

    def _states(self) -> tuple[ParameterTuple, ...]:
        return self.accum, self.stat

    def _update(self, lr: Any, decay: Any, params: Tensors, grads: Tensors, *states: Tensors) -> None:
        if not self.has_momentum:
            rates.add(params, grads, -lr)
            return
        accum, stat = states
        momentum = rates.number(self.momentum)
        # `stat` is 1 before the first step and 0 after it: without a branch on a tensor's value, the first
        # gradient counts whole, later ones but for the dampening.
        torch._foreach_mul_(accum, momentum)
        if self.dampening:
            weights = torch._foreach_mul(stat, self.dampening)
            torch._foreach_add_(weights, 1 - self.dampening)
            torch._foreach_addcmul_(accum, weights, grads)
        else:
            torch._foreach_add_(accum, grads)
        torch._foreach_zero_(stat)
        if self.nesterov:
            rates.add(params, grads, -lr)
            rates.add(params, accum, -lr * momentum)
        else:
            rates.add(params, accum, -lr)
