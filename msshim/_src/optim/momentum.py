"""The updates of `Momentum` and `SGD`. Source: mindspore.nn of 2.10."""

from __future__ import annotations

from typing import Any

import torch

from msshim._src.optim import checks
from msshim._src.optim.lists import Tensors, add


def momentum(params: Tensors, grads: Tensors, lr: Any, moments: Tensors, momentum: Any) -> None:
    """``v = momentum * v + g``, ``w -= lr * v``."""
    torch._foreach_mul_(moments, momentum)
    torch._foreach_add_(moments, grads)
    add(params, moments, -lr)


def sgd(
    params: Tensors,
    grads: Tensors,
    lr: Any,
    accum: Tensors,
    stat: Tensors,
    momentum: Any,
    dampening: float,
    nesterov: bool,
    has_momentum: bool,
) -> None:
    """``v = momentum * v + (1 - dampening) * g``, at first ``v = g``; ``w -= lr * v``.

    With `nesterov` ``w -= lr * (g + momentum * v)``.
    """
    if not has_momentum:
        add(params, grads, -lr)
        return
    # `stat` is 1 before the first step and 0 after it: without a branch on a tensor's value, the first
    # gradient counts whole, later ones but for the dampening.
    torch._foreach_mul_(accum, momentum)
    if dampening:
        weights = torch._foreach_mul(stat, dampening)
        torch._foreach_add_(weights, 1 - dampening)
        torch._foreach_addcmul_(accum, weights, grads)
    else:
        torch._foreach_add_(accum, grads)
    torch._foreach_zero_(stat)
    if nesterov:
        add(params, grads, -lr)
        add(params, accum, -lr * momentum)
    else:
        add(params, accum, -lr)


def sgd_options(optimizer: Any, momentum: Any, dampening: Any, nesterov: bool) -> dict[str, Any]:
    """The options of nn.SGD, ints as floats. Raises TypeError or ValueError for others, or a changing decay."""
    momentum, dampening = (float(x) if isinstance(x, int) else x for x in (momentum, dampening))
    checks.floats("SGD", momentum=momentum, dampening=dampening)
    if momentum < 0 or dampening < 0:
        raise ValueError(f"For 'SGD', 'momentum' and 'dampening' must be at least 0, but got {momentum}, {dampening}.")
    nesterov_needs("SGD", nesterov, momentum, dampening)
    if optimizer.dynamic_weight_decay:
        raise TypeError("For 'SGD', 'weight_decay' must be a number, but got a Cell.")
    return {"momentum": momentum, "dampening": dampening, "has_momentum": momentum > 0}


def nesterov_needs(who: str, nesterov: bool, momentum: float, dampening: float) -> None:
    """Raise ValueError for `nesterov` without momentum or with dampening."""
    if nesterov and (momentum <= 0 or dampening != 0):
        raise ValueError(
            f"For '{who}', with 'nesterov' 'momentum' must be above 0 and 'dampening' 0, but got {momentum} and "
            f"{dampening}."
        )
