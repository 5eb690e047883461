"""The updates of `mindspore.mint.optim`, which MindSpore's CPU runs in part only. Source: mindspore 2.10."""

from __future__ import annotations

from typing import Any

import torch

from msshim._src.optim.groups.adam import Betas, corrected
from msshim._src.optim.groups.checks import types
from msshim._src.optim.groups.optimizer import Stepping
from msshim._src.optim.lists import Tensors, add
from msshim._src.optim.momentum import nesterov_needs


class Largest(Stepping):
    """An optimizer whose groups with 'amsgrad' hold the largest second moments so far."""

    max_v_group = True


def adamw(
    params: Tensors,
    grads: Tensors,
    lr: Any,
    weight_decay: float,
    exp_avg: Tensors,
    exp_avg_sq: Tensors,
    max_exp_avg_sq: Tensors | None,
    state_step: Any,
    betas: Betas,
    eps: float,
) -> None:
    """Adam whose weight decay does not go through the moments; the first step is step 0 here."""
    torch._foreach_mul_(params, 1 - lr * weight_decay)
    corrected(params, grads, lr, exp_avg, exp_avg_sq, max_exp_avg_sq, state_step + 1, betas, eps)


def one_amsgrad(params: Any, amsgrad: bool) -> dict[str, Any]:
    """Nothing. Raises ValueError where 'amsgrad' differs between groups."""
    if isinstance(params, (list, tuple)) and params and isinstance(params[0], dict):
        flags = {bool(group.get("amsgrad", amsgrad)) for group in params}
        if len(flags) > 1:
            raise ValueError(f"For 'FusedAdamW', 'amsgrad' must be the same for all groups, but got {flags}.")
    return {}


def sgd(
    params: Tensors,
    grads: Tensors,
    lr: Any,
    momentum_buf: Tensors,
    step_t: Any,
    momentum: float,
    dampening: float,
    nesterov: bool,
) -> None:
    """Gradient descent with momentum and dampening; the first gradient counts whole."""
    if not momentum:
        add(params, grads, -lr)
        return
    torch._foreach_mul_(momentum_buf, momentum)
    kept = torch.where(torch.as_tensor(step_t == 1, device=params[0].device), 1.0, 1.0 - dampening)
    torch._foreach_add_(momentum_buf, torch._foreach_mul(grads, kept) if dampening else grads)
    if nesterov:
        add(params, grads, -lr)
        add(params, momentum_buf, -lr * momentum)
    else:
        add(params, momentum_buf, -lr)


def sgd_options(momentum: Any, dampening: Any, weight_decay: Any, nesterov: bool) -> dict[str, Any]:
    """Nothing. Raises TypeError or ValueError for options of another type, or `nesterov` without momentum."""
    types("SGD", (float, int, bool), momentum=momentum, weight_decay=weight_decay, dampening=dampening)
    nesterov_needs("SGD", nesterov, momentum, dampening)
    return {}
