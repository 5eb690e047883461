"""Updates with a rate for each weight: Adagrad, Adadelta, RMSProp, FTRL. Source: mindspore.nn of 2.10."""

from __future__ import annotations

from typing import Any

import torch

from msshim._src.optim import checks
from msshim._src.optim.lists import Tensors, add, average, squares


def adagrad(params: Tensors, grads: Tensors, lr: Any, accum: Tensors) -> None:
    """Adagrad, Duchi et al. 2011: ``a += g * g``, ``w -= lr * g / sqrt(a)``."""
    torch._foreach_addcmul_(accum, grads, grads)
    add(params, list(torch._foreach_div(grads, torch._foreach_sqrt(accum))), -lr)


def proximal_adagrad(params: Tensors, grads: Tensors, lr: Any, accum: Tensors, l1: float, l2: float) -> None:
    """Adagrad with proximal steps toward 0, Duchi and Singer 2009."""
    torch._foreach_addcmul_(accum, grads, grads)
    each = list(torch._foreach_mul(torch._foreach_reciprocal(torch._foreach_sqrt(accum)), lr))
    near = list(torch._foreach_sub(params, torch._foreach_mul(each, grads)))
    near = _toward_zero(near, torch._foreach_mul(each, l1))
    torch._foreach_div_(near, torch._foreach_add(torch._foreach_mul(each, l2), 1))
    torch._foreach_copy_(params, near)


def _toward_zero(tensors: Tensors, thresholds: Any) -> Tensors:
    """Each tensor nearer to 0 by a threshold, and 0 within it."""
    signs = torch._foreach_sign(tensors)
    sizes = list(torch._foreach_abs(tensors))
    torch._foreach_sub_(sizes, thresholds)
    torch._foreach_clamp_min_(sizes, 0)
    return list(torch._foreach_mul(signs, sizes))


def adadelta(
    params: Tensors, grads: Tensors, lr: Any, accum: Tensors, accum_update: Tensors, rho: float, eps: float
) -> None:
    """Adadelta, Zeiler 2012."""
    average(accum, squares(grads), rho)
    updates = list(torch._foreach_sqrt(torch._foreach_add(accum_update, eps)))
    torch._foreach_div_(updates, torch._foreach_sqrt(torch._foreach_add(accum, eps)))
    torch._foreach_mul_(updates, grads)
    average(accum_update, squares(updates), rho)
    add(params, updates, -lr)


def rmsprop(
    params: Tensors,
    grads: Tensors,
    lr: Any,
    ms: Tensors,
    moment: Tensors,
    decay: float,
    momentum: float,
    epsilon: float,
    mg: Tensors | None = None,
) -> None:
    """RMSProp, Tieleman and Hinton 2012; with `mg` divided by the gradients' deviation instead of their size.

    `epsilon` stands within the root, as MindSpore documents. Its CPU has it so where it takes single elements, and
    outside of the root where it takes blocks of eight, unless there is `mg`; with a small `epsilon` nobody can tell.
    """
    average(ms, squares(grads), decay)
    spread = ms
    if mg is not None:
        average(mg, grads, decay)
        spread = list(torch._foreach_sub(ms, squares(mg)))
    roots = torch._foreach_sqrt(torch._foreach_add(spread, epsilon))
    torch._foreach_mul_(moment, momentum)
    add(moment, list(torch._foreach_div(grads, roots)), lr)
    torch._foreach_sub_(params, moment)


def ftrl(
    params: Tensors,
    grads: Tensors,
    lr: Any,
    moments: Tensors,
    linear: Tensors,
    l1: float,
    l2: float,
    lr_power: float,
) -> None:
    """Follow the regularised leader, McMahan et al. 2013.

    As on MindSpore's CPU, `l1` is subtracted from what the weights follow, whatever its sign.
    """
    before = torch._foreach_pow(moments, -lr_power)
    torch._foreach_addcmul_(moments, grads, grads)
    after = list(torch._foreach_pow(moments, -lr_power))
    slopes = torch._foreach_div(torch._foreach_sub(after, before), lr)
    torch._foreach_add_(linear, grads)
    torch._foreach_sub_(linear, torch._foreach_mul(slopes, params))
    curves = torch._foreach_add(torch._foreach_div(after, lr), 2 * l2)
    updates = torch._foreach_div(torch._foreach_sub(linear, l1), curves)
    kept = [tensor.abs() > l1 for tensor in linear]
    torch._foreach_copy_(params, torch._foreach_neg(torch._foreach_mul(updates, kept)))


def ftrl_options(optimizer: Any, initial_accum: float, learning_rate: Any) -> dict[str, Any]:
    """Without groups, weight decay goes to all parameters. Raises TypeError or ValueError for others."""
    if optimizer.dynamic_lr or optimizer.is_group_lr:
        raise ValueError("For 'FTRL', 'learning_rate' must be one number, not one a step or group.")
    checks.positive("FTRL", learning_rate=learning_rate)
    checks.non_negative("FTRL", initial_accum=initial_accum)
    return {} if optimizer.is_group else {"decay_flags": (True,) * optimizer.param_length}
