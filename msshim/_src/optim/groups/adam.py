"""The updates of Adam and its kin with parameter groups. Source: mindspore.experimental.optim of 2.10."""

from __future__ import annotations

import math
from typing import Any

import torch

from msshim._src.optim.groups.optimizer import correction, divided
from msshim._src.optim.lists import Tensors, add, average, number, roots, squares

Betas = tuple[float, float]


def adam(
    params: Tensors,
    grads: Tensors,
    lr: Any,
    exp_avg: Tensors,
    exp_avg_sq: Tensors,
    state_step: Any,
    betas: Betas,
    eps: float,
) -> None:
    """Adam; there is no AMSGrad, as in MindSpore."""
    average(exp_avg, grads, betas[0])
    average(exp_avg_sq, squares(grads), betas[1])
    rate = lr * correction(betas[1], state_step) ** 0.5 / correction(betas[0], state_step)
    add(params, list(torch._foreach_div(exp_avg, roots(exp_avg_sq, eps))), -rate)


def adamw(
    params: Tensors,
    grads: Tensors,
    lr: Any,
    weight_decay: float,
    exp_avg: Tensors,
    exp_avg_sq: Tensors,
    max_exp_avg_sq: Tensors,
    state_step: Any,
    betas: Betas,
    eps: float,
    amsgrad: bool,
) -> None:
    """Adam whose weight decay does not go through the moments; `amsgrad` divides by the largest second moment."""
    torch._foreach_mul_(params, 1 - lr * weight_decay)
    largest = max_exp_avg_sq if amsgrad else None
    corrected(params, grads, lr, exp_avg, exp_avg_sq, largest, state_step, betas, eps)


def corrected(
    params: Tensors,
    grads: Tensors,
    lr: Any,
    exp_avg: Tensors,
    exp_avg_sq: Tensors,
    max_exp_avg_sq: Tensors | None,
    state_step: Any,
    betas: Betas,
    eps: float,
) -> None:
    """Adam with `eps` beside the corrected second moment; with `max_exp_avg_sq`, the largest so far, AMSGrad."""
    average(exp_avg, grads, betas[0])
    average(exp_avg_sq, squares(grads), betas[1])
    spread = exp_avg_sq
    if max_exp_avg_sq is not None:
        torch._foreach_maximum_(max_exp_avg_sq, exp_avg_sq)
        spread = max_exp_avg_sq
    denominators = list(torch._foreach_sqrt(spread))
    torch._foreach_div_(denominators, correction(betas[1], state_step) ** 0.5)
    torch._foreach_add_(denominators, eps)
    add(params, list(torch._foreach_div(exp_avg, denominators)), -divided(lr, correction(betas[0], state_step)))


def adamax(
    params: Tensors,
    grads: Tensors,
    lr: Any,
    exp_avg: Tensors,
    exp_inf: Tensors,
    step_t: Any,
    betas: Betas,
    eps: float,
) -> None:
    """Adam with the largest gradient as second moment."""
    average(exp_avg, grads, betas[0])
    sizes = list(torch._foreach_abs(grads))
    torch._foreach_add_(sizes, eps)
    torch._foreach_mul_(exp_inf, betas[1])
    torch._foreach_maximum_(exp_inf, sizes)
    add(params, list(torch._foreach_div(exp_avg, exp_inf)), -divided(lr, correction(betas[0], step_t)))


def nadam(
    params: Tensors,
    grads: Tensors,
    lr: Any,
    exp_avg: Tensors,
    exp_avg_sq: Tensors,
    mu_product: Tensors,
    step_t: Any,
    betas: Betas,
    eps: float,
    momentum_decay: float,
) -> None:
    """Adam with Nesterov's momentum."""
    now = betas[0] * (1 - 0.5 * 0.96 ** (step_t * momentum_decay))
    after = betas[0] * (1 - 0.5 * 0.96 ** ((step_t + 1) * momentum_decay))
    torch._foreach_mul_(mu_product, now)
    average(exp_avg, grads, betas[0])
    average(exp_avg_sq, squares(grads), betas[1])
    denominators = roots(list(torch._foreach_div(exp_avg_sq, correction(betas[1], step_t))), eps)
    product = number(mu_product[0].detach())
    add(params, list(torch._foreach_div(grads, denominators)), -(lr * (1 - now) / (1 - product)))
    add(params, list(torch._foreach_div(exp_avg, denominators)), -(lr * after / (1 - product * after)))


def radam(
    params: Tensors,
    grads: Tensors,
    lr: Any,
    exp_avg: Tensors,
    exp_avg_sq: Tensors,
    step_t: Any,
    betas: Betas,
    eps: float,
) -> None:
    """Adam whose first steps are rectified."""
    beta2, step = betas[1], int(step_t)  # which of two formulas: the count is read even from a device
    average(exp_avg, grads, betas[0])
    average(exp_avg_sq, squares(grads), beta2)
    rate = divided(lr, correction(betas[0], step))
    limit = 2 / (1 - beta2) - 1
    unbiased = correction(beta2, step)
    length = limit - 2 * step * (1 - unbiased) / unbiased
    if length <= 5:
        add(params, exp_avg, -rate)
        return
    rect = math.sqrt((length - 4) * (length - 2) * limit / ((limit - 4) * (limit - 2) * length))
    add(params, list(torch._foreach_div(exp_avg, roots(exp_avg_sq, eps))), -(rate * math.sqrt(unbiased) * rect))
