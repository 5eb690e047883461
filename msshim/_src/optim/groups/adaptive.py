"""The updates of Adagrad and RMSprop with parameter groups. Source: mindspore.experimental.optim of 2.10."""

from __future__ import annotations

from typing import Any

import torch

from msshim._src.optim.lists import Tensors, add, average, roots, squares


def adagrad(params: Tensors, grads: Tensors, lr: Any, accum: Tensors, step_t: Any, lr_decay: float, eps: float) -> None:
    """Adagrad, the rate smaller with each step after the first."""
    torch._foreach_addcmul_(accum, grads, grads)
    add(params, list(torch._foreach_div(grads, roots(accum, eps))), -(lr / (1 + (step_t - 1) * lr_decay)))


def rmsprop(
    params: Tensors,
    grads: Tensors,
    lr: Any,
    mean_square: Tensors,
    mean_grad: Tensors,
    moment: Tensors,
    alpha: float,
    eps: float,
    momentum: float,
    centered: bool,
) -> None:
    """RMSprop; `centered` divides by the gradients' deviation instead of their size."""
    average(mean_square, squares(grads), alpha)
    spread = mean_square
    if centered:
        average(mean_grad, grads, alpha)
        spread = list(torch._foreach_sub(mean_square, squares(mean_grad)))
    updates = list(torch._foreach_div(grads, roots(spread, eps)))
    if momentum > 0:
        torch._foreach_mul_(moment, momentum)
        torch._foreach_add_(moment, updates)
        updates = moment
    add(params, updates, -lr)
