"""Adagrad, Adadelta and RMSprop with parameter groups. Source: mindspore.experimental.optim of 2.10."""

from __future__ import annotations

from typing import Any

import torch

from msshim._src.optim import rates
from msshim._src.optim.adam import average, roots
from msshim._src.optim.groups.adam import squares
from msshim._src.optim.groups.checks import above, at_least, between
from msshim._src.optim.groups.optimizer import Stepping, Tensors


class Adagrad(Stepping):
    """Adagrad.

    Args:
        params: See `Optimizer`.
        lr, lr_decay, weight_decay, initial_accumulator_value, eps: Of the method.
        maximize: Go up instead of down.

    Raises: as `Optimizer`; ValueError for an option out of its range.
    """

    kept = ("accum",)

    def __init__(
        self,
        params: Any,
        lr: Any = 1e-2,
        lr_decay: float = 0.0,
        weight_decay: float = 0.0,
        initial_accumulator_value: float = 0.0,
        eps: float = 1e-10,
        *,
        maximize: bool = False,
    ) -> None:
        above(self.cls_name, 0, lr=lr, eps=eps)
        at_least(
            self.cls_name, 0, lr_decay=lr_decay, weight_decay=weight_decay,
            initial_accumulator_value=initial_accumulator_value,
        )  # fmt: skip
        super().__init__(
            params,
            {"lr": lr, "lr_decay": lr_decay, "eps": eps, "weight_decay": weight_decay,
             "initial_accumulator_value": initial_accumulator_value, "maximize": maximize},
        )  # fmt: skip
        self._hold("accum", init=initial_accumulator_value)
        self._count_steps()

    def _begin(self) -> None:
        """The first step is step 0."""

    def _end(self) -> None:
        super()._begin()

    def _update(self, group: dict[str, Any], lr: Any, params: Tensors, grads: Tensors, *states: Tensors) -> None:
        (accum,) = states
        torch._foreach_addcmul_(accum, grads, grads)
        rate = lr / (1 + self._step() * group["lr_decay"])
        rates.add(params, list(torch._foreach_div(grads, roots(accum, group["eps"]))), -rate)


class Adadelta(Stepping):
    """Adadelta.

    Args:
        params: See `Optimizer`.
        lr, rho, eps, weight_decay: Of the method.
        maximize: Go up instead of down.

    Raises: as `Optimizer`; ValueError for an option out of its range.
    """

    kept = ("accum", "accum_update")

    def __init__(
        self,
        params: Any,
        lr: Any = 1.0,
        rho: float = 0.9,
        eps: float = 1e-6,
        weight_decay: float = 0.0,
        *,
        maximize: bool = False,
    ) -> None:
        above(self.cls_name, 0, lr=lr, eps=eps)
        at_least(self.cls_name, 0, weight_decay=weight_decay)
        between(self.cls_name, "rho", rho, high=True)
        super().__init__(params, {"lr": lr, "rho": rho, "eps": eps, "weight_decay": weight_decay, "maximize": maximize})
        self._hold(*self.kept, init=0)

    def _begin(self) -> None:
        """Steps are not counted."""

    def _update(self, group: dict[str, Any], lr: Any, params: Tensors, grads: Tensors, *states: Tensors) -> None:
        accum, moved = states
        average(accum, squares(grads), group["rho"])
        updates = list(torch._foreach_sqrt(torch._foreach_add(moved, group["eps"])))
        torch._foreach_div_(updates, torch._foreach_sqrt(torch._foreach_add(accum, group["eps"])))
        torch._foreach_mul_(updates, grads)
        average(moved, squares(updates), group["rho"])
        rates.add(params, updates, -lr)


class RMSprop(Stepping):
    """RMSprop.

    Args:
        params: See `Optimizer`.
        lr, alpha, eps, weight_decay, momentum: Of the method.
        centered: Divide by the gradients' deviation instead of their size.
        maximize: Go up instead of down.

    Raises: as `Optimizer`; ValueError for an option out of its range.
    """

    kept = ("mean_square", "mean_grad", "moment")

    def __init__(
        self,
        params: Any,
        lr: Any = 1e-2,
        alpha: float = 0.99,
        eps: float = 1e-8,
        weight_decay: float = 0.0,
        momentum: float = 0.0,
        centered: bool = False,
        maximize: bool = False,
    ) -> None:
        above(self.cls_name, 0, lr=lr, eps=eps)
        at_least(self.cls_name, 0, alpha=alpha, momentum=momentum, weight_decay=weight_decay)
        super().__init__(
            params,
            {"lr": lr, "momentum": momentum, "alpha": alpha, "eps": eps, "centered": centered,
             "weight_decay": weight_decay, "maximize": maximize},
        )  # fmt: skip
        self._hold("mean_grad", "mean_square", "moment")

    def _begin(self) -> None:
        """Steps are not counted."""

    def _update(self, group: dict[str, Any], lr: Any, params: Tensors, grads: Tensors, *states: Tensors) -> None:
        square, mean, moment = states
        average(square, squares(grads), group["alpha"])
        spread = square
        if group["centered"]:
            average(mean, grads, group["alpha"])
            spread = list(torch._foreach_sub(square, squares(mean)))
        updates = list(torch._foreach_div(grads, roots(spread, group["eps"])))
        if group["momentum"] > 0:
            torch._foreach_mul_(moment, group["momentum"])
            torch._foreach_add_(moment, updates)
            updates = moment
        rates.add(params, updates, -lr)
