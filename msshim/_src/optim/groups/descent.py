"""The updates of SGD, ASGD and Rprop with parameter groups. Source: mindspore.experimental.optim of 2.10."""

from __future__ import annotations

from typing import Any

import torch

from msshim._src.optim import momentum as plain
from msshim._src.optim.groups.checks import types
from msshim._src.optim.groups.optimizer import Stepping
from msshim._src.optim.lists import Tensors
from msshim._src.tables.model import Row
from msshim._src.tensor.tensor import Tensor


def sgd(
    params: Tensors,
    grads: Tensors,
    lr: Any,
    accum: Tensors,
    stat: Tensors,
    momentum: float,
    dampening: float,
    nesterov: bool,
) -> None:
    """Gradient descent with momentum and dampening; the first gradient counts whole."""
    plain.sgd(params, grads, lr, accum, stat, momentum, dampening, nesterov, momentum > 0)


def sgd_options(lr: Any, momentum: float, dampening: float, nesterov: bool) -> dict[str, Any]:
    """What else MindSpore has in a group. Raises TypeError or ValueError for options of another type or range."""
    types("SGD", (float, int, Tensor), lr=lr)
    plain.nesterov_needs("SGD", nesterov, momentum, dampening)
    return {"momentum": float(momentum), "grad_centralization": False}


class Dampened(Stepping):
    """An optimizer whose groups have a 'dampening' each, kept as a float."""

    def _start(self, row: Row, given: dict[str, Any]) -> None:
        super()._start(row, given)
        for group in self.param_groups:
            types(self.cls_name, (int, float), dampening=group["dampening"])
            group["dampening"] = float(group["dampening"])


def asgd(
    params: Tensors,
    grads: Tensors,
    lr: Any,
    mu: Tensors,
    eta: Tensors,
    ax: Tensors,
    step_t: Any,
    lambd: float,
    alpha: float,
    t0: float,
) -> None:
    """Averaged gradient descent; `ax` holds the averages."""
    step = torch.as_tensor(step_t, dtype=torch.float32, device=params[0].device)
    for param, grad, weight, rate, average in zip(params, grads, mu, eta, ax, strict=True):
        rate.copy_(torch.where(step == 1, lr, rate))
        param.copy_(param * (1 - lambd * rate) - rate * grad)
        average.copy_(torch.where(weight == 1, param, average + (param - average) * weight))
        rate.copy_(lr / (1 + lambd * lr * step) ** alpha)
        weight.copy_(1 / (step - t0).clamp(min=1))


def rprop(
    params: Tensors,
    grads: Tensors,
    lr: Any,
    prev: Tensors,
    step_size: Tensors,
    step_t: Any,
    etas: tuple[float, float],
    step_sizes: tuple[float, float],
) -> None:
    """Steps that grow while the gradient's sign stays, and shrink where it turns."""
    first = torch.as_tensor(step_t == 1, device=params[0].device)
    shrink, grow = etas
    for param, grad, before, size in zip(params, grads, prev, step_size, strict=True):
        turned = grad * before
        factor = torch.where(turned > 0, grow, torch.where(turned < 0, shrink, 1.0))
        size.copy_((torch.where(first, lr, size) * factor).clamp(*step_sizes))
        before.copy_(torch.where(turned < 0, 0, grad))
        param.sub_(before.sign() * size)


def rprop_options(etas: Any) -> dict[str, Any]:
    """Nothing. Raises TypeError or ValueError unless steps shrink by a factor between 0 and 1 and grow by one above."""
    if etas[1] > 1:
        types("Rprop", (float, int), **{"etas[0]": etas[0]})
        if 0 < etas[0] < 1:
            return {}
    raise ValueError(f"For 'Rprop', 'etas' must be between 0 and 1, and above 1, but got {etas}.")
