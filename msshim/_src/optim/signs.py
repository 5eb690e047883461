"""Rprop and ASGD. Source: mindspore.nn of 2.10."""

from __future__ import annotations

from typing import Any

import torch

from msshim._src.cell.parameter import Parameter, ParameterTuple
from msshim._src.optim import checks, rates
from msshim._src.optim.optimizer import VARIADIC, Stepping, Tensors, opt_init_args_register
from msshim._src.tensor import dtype as mstype
from msshim._src.tensor.tensor import Tensor


class Rprop(Stepping):
    """Rprop, Riedmiller and Braun 1993: steps that grow while the gradient's sign stays, and shrink where it turns.

    Args:
        params, learning_rate, weight_decay: See `Optimizer`; the learning rate is the first step's length.
        etas: By what steps shrink, a float between 0 and 1, and grow, a float above 1.
        step_sizes: The shortest and the longest step, floats.

    Raises: as `Optimizer`; TypeError or ValueError for an option of another type or out of its range.
    """

    __signature__ = VARIADIC

    @opt_init_args_register
    def __init__(
        self,
        params: Any,
        learning_rate: Any = 0.1,
        etas: tuple[float, float] = (0.5, 1.2),
        step_sizes: tuple[float, float] = (1e-6, 50.0),
        weight_decay: Any = 0.0,
    ) -> None:
        super().__init__(learning_rate, params, weight_decay)
        for name, pair in (("etas", etas), ("step_sizes", step_sizes)):
            if not isinstance(pair, tuple):
                raise TypeError(f"For 'Rprop', '{name}' must be a tuple, but got {pair!r}.")
            if len(pair) != 2:
                raise ValueError(f"For 'Rprop', '{name}' must be two numbers, but got {pair}.")
        checks.floats(self.cls_name, step_size_min=step_sizes[0], step_size_max=step_sizes[1], etaplus=etas[1])
        checks.fractions(self.cls_name, etaminus=etas[0])
        if step_sizes[0] > step_sizes[1] or etas[1] <= 1:
            raise ValueError(f"For 'Rprop', steps must be in order and etaplus above 1, got {step_sizes} and {etas}.")
        self.etaminus, self.etaplus = etas
        self.step_size_min, self.step_size_max = step_sizes
        self.prev = self.parameters.clone(prefix="prev", init="zeros")
        self.step_size = self.parameters.clone(prefix="step_size", init="zeros")

    def _states(self) -> tuple[ParameterTuple, ...]:
        return self.prev, self.step_size

    def _update(self, lr: Any, decay: Any, params: Tensors, grads: Tensors, *states: Tensors) -> None:
        first = self.global_step._p == 1
        for param, grad, prev, size in zip(params, grads, *states, strict=True):
            turned = (grad * prev).sign()
            factor = torch.where(turned > 0, self.etaplus, torch.where(turned < 0, self.etaminus, 1.0))
            grown = torch.where(first, lr, size) * factor
            size.copy_(grown.clamp(self.step_size_min, self.step_size_max))
            prev.copy_(torch.where(turned < 0, 0, grad))
            param.sub_(prev.sign() * size)


class ASGD(Stepping):
    """Averaged gradient descent, Polyak and Juditsky 1992; `ax` holds the averages.

    Args:
        params, learning_rate, weight_decay: See `Optimizer`.
        lambd: The decay of the weights, a float.
        alpha: The power by which the rate falls, a float.
        t0: The step at which averaging starts, a float.

    Raises: as `Optimizer`; TypeError for an option of another type.
    """

    __signature__ = VARIADIC

    @opt_init_args_register
    def __init__(
        self,
        params: Any,
        learning_rate: Any = 0.1,
        lambd: float = 1e-4,
        alpha: float = 0.75,
        t0: float = 1e6,
        weight_decay: Any = 0.0,
    ) -> None:
        super().__init__(learning_rate, params, weight_decay)
        checks.floats(self.cls_name, lambd=lambd, alpha=alpha, t0=t0)
        self.lambd, self.alpha = lambd, alpha
        self.t0 = Tensor([t0], mstype.float32)
        names = [p.name for p in self.parameters]
        self.mu = ParameterTuple([Parameter(Tensor(1.0, mstype.float32), name=f"mu_{name}") for name in names])
        self.eta = ParameterTuple([Parameter(Tensor(0.0, mstype.float32), name=f"eta_{name}") for name in names])
        self.ax = self.parameters.clone(prefix="ax_", init="zeros")

    def _states(self) -> tuple[ParameterTuple, ...]:
        return self.mu, self.eta, self.ax

    def _update(self, lr: Any, decay: Any, params: Tensors, grads: Tensors, *states: Tensors) -> None:
        step = self.global_step._p.reshape(()).float()
        for param, grad, mu, eta, average in zip(params, grads, *states, strict=True):
            eta.copy_(torch.where(step == 1, lr, eta))
            param.copy_(param.float() * (1 - self.lambd * eta) - eta * grad.float())
            moved = average + (param.float() - average.float()) * mu
            average.copy_(torch.where(mu == 1, param, moved.to(average.dtype)))
            eta.copy_(lr / (1 + self.lambd * lr * step) ** self.alpha)
            mu.copy_(1 / (step - rates.number(self.t0)).clamp(min=1))
