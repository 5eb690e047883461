"""The updates of Rprop and ASGD. Source: mindspore.nn of 2.10."""

from __future__ import annotations

from typing import Any

import torch

from msshim._src.optim import checks
from msshim._src.optim.lists import Tensors


def rprop(
    params: Tensors,
    grads: Tensors,
    lr: Any,
    prev: Tensors,
    step_size: Tensors,
    etaminus: float,
    etaplus: float,
    step_size_min: float,
    step_size_max: float,
    global_step: Any,
) -> None:
    """Rprop, Riedmiller and Braun 1993: steps grow while the gradient's sign stays, and shrink where it turns."""
    first = torch.as_tensor(global_step == 1, device=params[0].device)
    for param, grad, before, size in zip(params, grads, prev, step_size, strict=True):
        turned = (grad * before).sign()
        factor = torch.where(turned > 0, etaplus, torch.where(turned < 0, etaminus, 1.0))
        grown = torch.where(first, lr, size) * factor
        size.copy_(grown.clamp(step_size_min, step_size_max))
        before.copy_(torch.where(turned < 0, 0, grad))
        param.sub_(before.sign() * size)


def rprop_options(etas: Any, step_sizes: Any) -> dict[str, Any]:
    """By what steps shrink and grow, the shortest and the longest. Raises TypeError or ValueError for others."""
    for name, pair in (("etas", etas), ("step_sizes", step_sizes)):
        if not isinstance(pair, tuple):
            raise TypeError(f"For 'Rprop', '{name}' must be a tuple, but got {pair!r}.")
        if len(pair) != 2:
            raise ValueError(f"For 'Rprop', '{name}' must be two numbers, but got {pair}.")
    if step_sizes[0] > step_sizes[1]:
        raise ValueError(f"For 'Rprop', 'step_sizes' must be in order, but got {step_sizes}.")
    checks.floats("Rprop", step_size_min=step_sizes[0], step_size_max=step_sizes[1], etaplus=etas[1])
    checks.fractions("Rprop", etaminus=etas[0])
    if etas[1] <= 1:
        raise ValueError(f"For 'Rprop', 'etas' must be below and above 1, but got {etas}.")
    return {
        "etaminus": etas[0], "etaplus": etas[1], "step_size_min": step_sizes[0], "step_size_max": step_sizes[1],
    }  # fmt: skip


def asgd(
    params: Tensors,
    grads: Tensors,
    lr: Any,
    mu: Tensors,
    eta: Tensors,
    ax: Tensors,
    lambd: float,
    alpha: float,
    t0: float,
    global_step: Any,
) -> None:
    """Averaged gradient descent, Polyak and Juditsky 1992; `ax` holds the averages."""
    step = torch.as_tensor(global_step, dtype=torch.float32, device=params[0].device)
    for param, grad, weight, rate, average in zip(params, grads, mu, eta, ax, strict=True):
        rate.copy_(torch.where(step == 1, lr, rate))
        param.copy_(param.float() * (1 - lambd * rate) - rate * grad.float())
        moved = average + (param.float() - average.float()) * weight
        average.copy_(torch.where(weight == 1, param, moved.to(average.dtype)))
        rate.copy_(lr / (1 + lambd * lr * step) ** alpha)
        weight.copy_(1 / (step - t0).clamp(min=1))
