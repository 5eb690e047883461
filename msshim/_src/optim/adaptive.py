"""Optimizers with a rate for each weight: Adagrad, Adadelta, RMSProp, FTRL. Source: mindspore.nn of 2.10."""

from __future__ import annotations

from typing import Any

import torch

from msshim._src.cell.parameter import ParameterTuple
from msshim._src.optim import checks, rates
from msshim._src.optim.adam import average
from msshim._src.optim.offered import PLACED
from msshim._src.optim.optimizer import VARIADIC, Stepping, Tensors, opt_init_args_register
from msshim._src.tensor import dtype as mstype
from msshim._src.tensor.tensor import Tensor


def _squares(tensors: Tensors) -> Tensors:
    return list(torch._foreach_mul(tensors, tensors))


def _toward_zero(tensors: Tensors, thresholds: Any) -> Tensors:
    """Each tensor nearer to 0 by a threshold, and 0 within it."""
    signs = torch._foreach_sign(tensors)
    sizes = list(torch._foreach_abs(tensors))
    torch._foreach_sub_(sizes, thresholds)
    torch._foreach_clamp_min_(sizes, 0)
    return list(torch._foreach_mul(signs, sizes))


class Adagrad(Stepping):
    """Adagrad, Duchi et al. 2011: ``a += g * g``, ``w -= lr * g / sqrt(a)``.

    Args:
        params, learning_rate, weight_decay, loss_scale: See `Optimizer`.
        accum: Where `a` starts, a float of at least 0.
        update_slots: No effect, as on MindSpore's CPU, where `a` always grows.

    Raises: as `Optimizer`; TypeError or ValueError for an option of another type or out of its range.
    """

    __signature__ = VARIADIC

    @opt_init_args_register
    def __init__(
        self,
        params: Any,
        accum: float = 0.1,
        learning_rate: Any = 0.001,
        update_slots: bool = True,
        loss_scale: float = 1.0,
        weight_decay: Any = 0.0,
    ) -> None:
        super().__init__(learning_rate, params, weight_decay, loss_scale)
        checks.non_negative(self.cls_name, accum=accum)
        checks.bools(self.cls_name, update_slots=update_slots)
        self.accum = self.parameters.clone(prefix="accum", init=accum)

    def _states(self) -> tuple[ParameterTuple, ...]:
        return (self.accum,)

    def _update(self, lr: Any, decay: Any, params: Tensors, grads: Tensors, *states: Tensors) -> None:
        (accum,) = states
        torch._foreach_addcmul_(accum, grads, grads)
        rates.add(params, list(torch._foreach_div(grads, torch._foreach_sqrt(accum))), -lr)


class ProximalAdagrad(Stepping):
    """Adagrad with proximal steps toward 0, Duchi and Singer 2009.

    Args:
        params, learning_rate, weight_decay, loss_scale: See `Optimizer`.
        accum, l1, l2: Floats of at least 0: where the squares start, and the regularisation.
        use_locking: No effect here.

    Raises: as `Optimizer`; TypeError or ValueError for an option of another type or out of its range.
    """

    _targets = ("CPU", "Ascend", "GPU")
    target = PLACED

    __signature__ = VARIADIC

    @opt_init_args_register
    def __init__(
        self,
        params: Any,
        accum: float = 0.1,
        learning_rate: Any = 0.001,
        l1: float = 0.0,
        l2: float = 0.0,
        use_locking: bool = False,
        loss_scale: float = 1.0,
        weight_decay: Any = 0.0,
    ) -> None:
        super().__init__(learning_rate, params, weight_decay, loss_scale)
        checks.non_negative(self.cls_name, accum=accum, l1=l1, l2=l2)
        checks.bools(self.cls_name, use_locking=use_locking)
        self.use_locking = use_locking
        self.accum = self.parameters.clone(prefix="accum", init=accum)
        self.l1 = Tensor(l1, mstype.float32)
        self.l2 = Tensor(l2, mstype.float32)

    def _states(self) -> tuple[ParameterTuple, ...]:
        return (self.accum,)

    def _update(self, lr: Any, decay: Any, params: Tensors, grads: Tensors, *states: Tensors) -> None:
        (accum,) = states
        l1, l2 = rates.number(self.l1), rates.number(self.l2)
        torch._foreach_addcmul_(accum, grads, grads)
        each = list(torch._foreach_mul(torch._foreach_reciprocal(torch._foreach_sqrt(accum)), lr))
        near = list(torch._foreach_sub(params, torch._foreach_mul(each, grads)))
        near = _toward_zero(near, torch._foreach_mul(each, l1))
        torch._foreach_div_(near, torch._foreach_add(torch._foreach_mul(each, l2), 1))
        torch._foreach_copy_(params, near)


class Adadelta(Stepping):
    """Adadelta, Zeiler 2012.

    Args:
        params, learning_rate, weight_decay, loss_scale: See `Optimizer`.
        rho: The decay of the averages, a float from 0 to 1.
        epsilon: A float of at least 0.

    Raises: as `Optimizer`; TypeError or ValueError for an option of another type or out of its range.
    """

    __signature__ = VARIADIC

    @opt_init_args_register
    def __init__(
        self,
        params: Any,
        learning_rate: Any = 1.0,
        rho: float = 0.9,
        epsilon: float = 1e-6,
        loss_scale: float = 1.0,
        weight_decay: Any = 0.0,
    ) -> None:
        super().__init__(learning_rate, params, weight_decay, loss_scale)
        checks.non_negative(self.cls_name, rho=rho, epsilon=epsilon)
        if rho > 1:
            raise ValueError(f"For '{self.cls_name}', 'rho' must be at most 1, but got {rho}.")
        self.accum = self.parameters.clone(prefix="accum", init=0)
        self.accum_update = self.parameters.clone(prefix="accum_update", init=0)
        self.rho = rho
        self.epsilon = epsilon

    def _states(self) -> tuple[ParameterTuple, ...]:
        return self.accum, self.accum_update

    def _update(self, lr: Any, decay: Any, params: Tensors, grads: Tensors, *states: Tensors) -> None:
        accum, accum_update = states
        average(accum, _squares(grads), self.rho)
        updates = list(torch._foreach_sqrt(torch._foreach_add(accum_update, self.epsilon)))
        torch._foreach_div_(updates, torch._foreach_sqrt(torch._foreach_add(accum, self.epsilon)))
        torch._foreach_mul_(updates, grads)
        average(accum_update, _squares(updates), self.rho)
        rates.add(params, updates, -lr)


class RMSProp(Stepping):
    """RMSProp, Tieleman and Hinton 2012; `centered` divides by the gradients' deviation instead of their size.

    `epsilon` stands within the root, as MindSpore documents. Its CPU has it so where it takes single elements, and
    outside of the root where it takes blocks of eight, unless `centered`; with a small `epsilon` nobody can tell.

    Args:
        params, learning_rate, weight_decay, loss_scale: See `Optimizer`.
        decay, momentum: Floats of at least 0.
        epsilon: A float above 0.
        use_locking: No effect here.
        centered: See above.

    Raises: as `Optimizer`; TypeError or ValueError for an option of another type or out of its range.
    """

    __signature__ = VARIADIC

    @opt_init_args_register
    def __init__(
        self,
        params: Any,
        learning_rate: Any = 0.1,
        decay: float = 0.9,
        momentum: float = 0.0,
        epsilon: float = 1e-10,
        use_locking: bool = False,
        centered: bool = False,
        loss_scale: float = 1.0,
        weight_decay: Any = 0.0,
    ) -> None:
        super().__init__(learning_rate, params, weight_decay, loss_scale)
        checks.non_negative(self.cls_name, decay=decay, momentum=momentum)
        checks.positive(self.cls_name, epsilon=epsilon)
        checks.bools(self.cls_name, use_locking=use_locking, centered=centered)
        self.centered = centered
        if centered:
            self.mg = self.parameters.clone(prefix="mean_grad", init="zeros")
        self.momentum = momentum
        self.ms = self.parameters.clone(prefix="mean_square", init="ones")
        self.moment = self.parameters.clone(prefix="moment", init="zeros")
        self.epsilon = epsilon
        self.decay = decay

    def _states(self) -> tuple[ParameterTuple, ...]:
        return (self.ms, self.moment, self.mg) if self.centered else (self.ms, self.moment)

    def _update(self, lr: Any, decay: Any, params: Tensors, grads: Tensors, *states: Tensors) -> None:
        squares, moment, *means = states
        average(squares, _squares(grads), self.decay)
        spread: Tensors = squares
        if means:
            average(means[0], grads, self.decay)
            spread = list(torch._foreach_sub(squares, _squares(means[0])))
        roots = torch._foreach_sqrt(torch._foreach_add(spread, self.epsilon))
        torch._foreach_mul_(moment, self.momentum)
        rates.add(moment, list(torch._foreach_div(grads, roots)), lr)
        torch._foreach_sub_(params, moment)


class FTRL(Stepping):
    """Follow the regularised leader, McMahan et al. 2013.

    As on MindSpore's CPU, `l1` is subtracted from what the weights follow, whatever its sign. Weight decay goes to all
    parameters of an optimizer without groups.

    Args:
        params, learning_rate, weight_decay, loss_scale: See `Optimizer`; the learning rate is a float above 0.
        initial_accum, l1, l2: Floats of at least 0.
        lr_power: A float of at most 0.
        use_locking: No effect here.

    Raises: as `Optimizer`; TypeError or ValueError for an option of another type or out of its range.
    """

    _targets = ("CPU", "Ascend", "GPU")
    target = PLACED

    __signature__ = VARIADIC

    @opt_init_args_register
    def __init__(
        self,
        params: Any,
        initial_accum: float = 0.1,
        learning_rate: Any = 0.001,
        lr_power: float = -0.5,
        l1: float = 0.0,
        l2: float = 0.0,
        use_locking: bool = False,
        loss_scale: float = 1.0,
        weight_decay: Any = 0.0,
    ) -> None:
        super().__init__(learning_rate, params, weight_decay, loss_scale)
        if self.dynamic_lr or self.is_group_lr:
            raise ValueError(f"For '{self.cls_name}', 'learning_rate' must be one number, not one a step or group.")
        checks.positive(self.cls_name, learning_rate=learning_rate)
        checks.non_negative(self.cls_name, initial_accum=initial_accum, l1=l1, l2=l2)
        checks.floats(self.cls_name, lr_power=lr_power)
        if lr_power > 0:
            raise ValueError(f"For '{self.cls_name}', 'lr_power' must be at most 0, but got {lr_power}.")
        checks.bools(self.cls_name, use_locking=use_locking)
        self.use_locking = use_locking
        self.moments = self.parameters.clone(prefix="moments", init=initial_accum)
        self.linear = self.parameters.clone(prefix="linear", init="zeros")
        self.l1 = l1
        self.l2 = l2
        self.lr_power = lr_power
        if not self.is_group:
            self.decay_flags = (True,) * self.param_length

    def _states(self) -> tuple[ParameterTuple, ...]:
        return self.moments, self.linear

    def _update(self, lr: Any, decay: Any, params: Tensors, grads: Tensors, *states: Tensors) -> None:
        moments, linear = states
        before = torch._foreach_pow(moments, -self.lr_power)
        torch._foreach_addcmul_(moments, grads, grads)
        after = list(torch._foreach_pow(moments, -self.lr_power))
        slopes = torch._foreach_div(torch._foreach_sub(after, before), lr)
        torch._foreach_add_(linear, grads)
        torch._foreach_sub_(linear, torch._foreach_mul(slopes, params))
        curves = torch._foreach_add(torch._foreach_div(after, lr), 2 * self.l2)
        updates = torch._foreach_div(torch._foreach_sub(linear, self.l1), curves)
        kept = [tensor.abs() > self.l1 for tensor in linear]
        torch._foreach_copy_(params, torch._foreach_neg(torch._foreach_mul(updates, kept)))
