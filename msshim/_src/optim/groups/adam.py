"""Adam and its kin with parameter groups. Source: mindspore.experimental.optim of 2.10."""

from __future__ import annotations

import math
from typing import Any

import torch

from msshim._src.cell.parameter import Parameter
from msshim._src.optim import rates
from msshim._src.optim.adam import average, roots
from msshim._src.optim.groups.checks import above, at_least, beta_range, betas_range
from msshim._src.optim.groups.optimizer import Stepping, Tensors, correction, divided
from msshim._src.tensor import dtype as mstype
from msshim._src.tensor.tensor import Tensor


def squares(grads: Tensors) -> Tensors:
    """The squares of each."""
    return list(torch._foreach_mul(grads, grads))


class Adam(Stepping):
    """Adam; `amsgrad` has no effect, as in MindSpore.

    Args:
        params: See `Optimizer`.
        lr, betas, eps, weight_decay: Of the method. The decay is added to the gradient.
        amsgrad: No effect.
        maximize: Go up instead of down.

    Raises: as `Optimizer`; ValueError for an option out of its range.
    """

    step_name = "state_step"
    kept = ("exp_avg", "exp_avg_sq")

    def __init__(
        self,
        params: Any,
        lr: Any = 1e-3,
        betas: tuple[float, float] = (0.9, 0.999),
        eps: float = 1e-8,
        weight_decay: float = 0.0,
        amsgrad: bool = False,
        *,
        maximize: bool = False,
    ) -> None:
        at_least(self.cls_name, 0, lr=lr, eps=eps, weight_decay=weight_decay)
        betas_range(self.cls_name, betas)
        super().__init__(
            params,
            {
                "lr": lr,
                "betas": betas,
                "eps": eps,
                "weight_decay": weight_decay,
                "amsgrad": amsgrad,
                "maximize": maximize,
            },
        )
        self._hold("exp_avg", "exp_avg_sq", "max_exp_avg_sq")
        self._count_steps()

    def _update(self, group: dict[str, Any], lr: Any, params: Tensors, grads: Tensors, *states: Tensors) -> None:
        mean, square = states
        beta1, beta2 = group["betas"]
        step = self._step()
        average(mean, grads, beta1)
        average(square, squares(grads), beta2)
        rate = lr * correction(beta2, step) ** 0.5 / correction(beta1, step)
        rates.add(params, list(torch._foreach_div(mean, roots(square, group["eps"]))), -rate)


class AdamW(Stepping):
    """Adam whose weight decay does not go through the moments.

    Args and errors: as `Adam`; `amsgrad` divides by the largest second moment so far.
    """

    step_name = "state_step"
    kept = ("exp_avg", "exp_avg_sq", "max_exp_avg_sq")

    def __init__(
        self,
        params: Any,
        lr: Any = 1e-3,
        betas: tuple[float, float] = (0.9, 0.999),
        eps: float = 1e-8,
        weight_decay: float = 1e-2,
        amsgrad: bool = False,
        *,
        maximize: bool = False,
    ) -> None:
        at_least(self.cls_name, 0, lr=lr, eps=eps, weight_decay=weight_decay)
        betas_range(self.cls_name, betas)
        super().__init__(
            params,
            {
                "lr": lr,
                "betas": betas,
                "eps": eps,
                "weight_decay": weight_decay,
                "amsgrad": amsgrad,
                "maximize": maximize,
            },
        )
        self._hold(*self.kept)
        self._count_steps()

    def _decayed(self, group: dict[str, Any], params: Tensors, grads: Tensors) -> Tensors:
        return grads

    def _update(self, group: dict[str, Any], lr: Any, params: Tensors, grads: Tensors, *states: Tensors) -> None:
        largest = states[2] if group["amsgrad"] else None
        decoupled(group, lr, self._step(), params, grads, states[0], states[1], largest)


def decoupled(
    group: dict[str, Any],
    lr: Any,
    step: Any,
    params: Tensors,
    grads: Tensors,
    mean: Tensors,
    square: Tensors,
    largest: Tensors | None,
) -> None:
    """One step of AdamW for the tensors of a group."""
    beta1, beta2 = group["betas"]
    torch._foreach_mul_(params, 1 - lr * group["weight_decay"])
    average(mean, grads, beta1)
    average(square, squares(grads), beta2)
    spread = square
    if largest is not None:
        torch._foreach_maximum_(largest, square)
        spread = largest
    denominators = list(torch._foreach_sqrt(spread))
    torch._foreach_div_(denominators, correction(beta2, step) ** 0.5)
    torch._foreach_add_(denominators, group["eps"])
    rates.add(params, list(torch._foreach_div(mean, denominators)), -divided(lr, correction(beta1, step)))


class Adamax(Stepping):
    """Adam with the largest gradient as second moment.

    Args:
        params: See `Optimizer`.
        lr, betas, eps, weight_decay: Of the method.
        maximize: Go up instead of down.

    Raises: as `Optimizer`; ValueError for an option out of its range.
    """

    kept = ("exp_avg", "exp_inf")

    def __init__(
        self,
        params: Any,
        lr: Any = 2e-3,
        betas: tuple[float, float] = (0.9, 0.999),
        eps: float = 1e-8,
        weight_decay: float = 0.0,
        *,
        maximize: bool = False,
    ) -> None:
        above(self.cls_name, 0, lr=lr, eps=eps)
        at_least(self.cls_name, 0, weight_decay=weight_decay)
        beta_range(self.cls_name, betas)
        super().__init__(
            params, {"lr": lr, "betas": betas, "eps": eps, "weight_decay": weight_decay, "maximize": maximize}
        )
        self._count_steps()
        self._hold(*self.kept)

    def _update(self, group: dict[str, Any], lr: Any, params: Tensors, grads: Tensors, *states: Tensors) -> None:
        mean, largest = states
        beta1, beta2 = group["betas"]
        average(mean, grads, beta1)
        sizes = list(torch._foreach_abs(grads))
        torch._foreach_add_(sizes, group["eps"])
        torch._foreach_mul_(largest, beta2)
        torch._foreach_maximum_(largest, sizes)
        rate = divided(lr, correction(beta1, self._step()))
        rates.add(params, list(torch._foreach_div(mean, largest)), -rate)


class NAdam(Stepping):
    """Adam with Nesterov's momentum.

    Args:
        params: See `Optimizer`.
        lr, betas, eps, weight_decay, momentum_decay: Of the method.

    Raises: as `Optimizer`; ValueError for an option out of its range.
    """

    kept = ("exp_avg", "exp_avg_sq", "mu_product")

    def __init__(
        self,
        params: Any,
        lr: Any = 2e-3,
        betas: tuple[float, float] = (0.9, 0.999),
        eps: float = 1e-8,
        weight_decay: float = 0.0,
        momentum_decay: float = 4e-3,
    ) -> None:
        above(self.cls_name, 0, lr=lr, eps=eps)
        at_least(self.cls_name, 0, weight_decay=weight_decay, momentum_decay=momentum_decay)
        beta_range(self.cls_name, betas)
        options = {"lr": lr, "betas": betas, "eps": eps, "weight_decay": weight_decay}
        super().__init__(params, {**options, "momentum_decay": momentum_decay})
        self._count_steps()
        self._hold("exp_avg", "exp_avg_sq")
        self.mu_product = [Parameter(Tensor(1.0, mstype.float32), f"mu_product_{p.name}") for p in self.parameters]

    def _update(self, group: dict[str, Any], lr: Any, params: Tensors, grads: Tensors, *states: Tensors) -> None:
        mean, square, products = states
        beta1, beta2 = group["betas"]
        step, decay = self._step(), group["momentum_decay"]
        now = beta1 * (1 - 0.5 * 0.96 ** (step * decay))
        after = beta1 * (1 - 0.5 * 0.96 ** ((step + 1) * decay))
        torch._foreach_mul_(products, now)
        average(mean, grads, beta1)
        average(square, squares(grads), beta2)
        denominators = list(torch._foreach_div(square, correction(beta2, step)))
        denominators = roots(denominators, group["eps"])
        product = rates.number(self.mu_product[0])
        rates.add(params, list(torch._foreach_div(grads, denominators)), -(lr * (1 - now) / (1 - product)))
        rates.add(params, list(torch._foreach_div(mean, denominators)), -(lr * after / (1 - product * after)))


class RAdam(Stepping):
    """Adam whose first steps are rectified.

    Args:
        params: See `Optimizer`.
        lr, betas, eps, weight_decay: Of the method.

    Raises: as `Optimizer`; ValueError for an option out of its range.
    """

    kept = ("exp_avg", "exp_avg_sq")

    def __init__(
        self,
        params: Any,
        lr: Any = 1e-3,
        betas: tuple[float, float] = (0.9, 0.999),
        eps: float = 1e-8,
        weight_decay: float = 0.0,
    ) -> None:
        above(self.cls_name, 0, lr=lr, eps=eps)
        at_least(self.cls_name, 0, weight_decay=weight_decay)
        beta_range(self.cls_name, betas)
        super().__init__(params, {"lr": lr, "betas": betas, "eps": eps, "weight_decay": weight_decay})
        self._count_steps()
        self._hold(*self.kept)

    def _update(self, group: dict[str, Any], lr: Any, params: Tensors, grads: Tensors, *states: Tensors) -> None:
        mean, square = states
        beta1, beta2 = group["betas"]
        step = int(self._step())  # which of two formulas: the count is read even from a device
        average(mean, grads, beta1)
        average(square, squares(grads), beta2)
        rate = divided(lr, correction(beta1, step))
        limit = 2 / (1 - beta2) - 1
        unbiased = correction(beta2, step)
        length = limit - 2 * step * (1 - unbiased) / unbiased
        if length <= 5:
            rates.add(params, mean, -rate)
            return
        rect = math.sqrt((length - 4) * (length - 2) * limit / ((limit - 4) * (limit - 2) * length))
        updates = list(torch._foreach_div(mean, roots(square, group["eps"])))
        rates.add(params, updates, -(rate * math.sqrt(unbiased) * rect))
