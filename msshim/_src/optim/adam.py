"""`Adam` and its kin. Source: mindspore.nn of 2.10."""

from __future__ import annotations

from typing import Any

import numpy as np
import torch

from msshim._src.cell.parameter import Parameter, ParameterTuple
from msshim._src.optim import checks, rates
from msshim._src.optim.offered import PLACED
from msshim._src.optim.optimizer import VARIADIC, Stepping, Tensors, opt_init_args_register
from msshim._src.tensor import dtype as mstype
from msshim._src.tensor.tensor import Tensor


def average(moments: Tensors, new: Tensors, beta: Any) -> None:
    """``moment = beta * moment + (1 - beta) * new`` for each, in place."""
    torch._foreach_mul_(moments, beta)
    torch._foreach_add_(moments, new, alpha=1 - beta)


def roots(squares: Tensors, eps: float) -> Tensors:
    """``sqrt(square) + eps`` for each."""
    found = list(torch._foreach_sqrt(squares))
    torch._foreach_add_(found, eps)
    return found


def float32(value: float) -> float:
    """The number that MindSpore computes with, which keeps the options as float32."""
    return float(np.float32(value))


class _Adam(Stepping):
    """What Adam, AdamOffload, LazyAdam and AdaMax share: two moments and the powers of the betas."""

    _powers: tuple[int, ...] = ()

    def _start(self, beta1: float, beta2: float, eps: float) -> None:
        checks.fractions(self.cls_name, beta1=beta1, beta2=beta2)
        checks.positive(self.cls_name, eps=eps)
        self.beta1 = Tensor(beta1, mstype.float32)
        self.beta2 = Tensor(beta2, mstype.float32)
        self.eps = Tensor(eps, mstype.float32)
        self._betas = float32(beta1), float32(beta2), float32(eps)
        self.beta1_power = Parameter(Tensor(torch.ones(self._powers)), name="beta1_power")

    def _moments(self) -> None:
        self.moment1 = self.parameters.clone(prefix="moment1", init="zeros")
        self.moment2 = self.parameters.clone(prefix="moment2", init="zeros")

    def _states(self) -> tuple[ParameterTuple, ...]:
        return self.moment1, self.moment2

    def _begin(self) -> None:
        self.beta1_power._p.mul_(self._betas[0])


class _AdamStep(_Adam):
    """What Adam, AdamOffload and LazyAdam share, of which MindSpore makes none the base of another."""

    def __init__(
        self,
        params: Any,
        learning_rate: Any = 1e-3,
        beta1: float = 0.9,
        beta2: float = 0.999,
        eps: float = 1e-8,
        use_locking: bool = False,
        use_nesterov: bool = False,
        weight_decay: Any = 0.0,
        loss_scale: float = 1.0,
        use_amsgrad: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(learning_rate, params, weight_decay, loss_scale)
        if set(kwargs) - {"use_lazy", "use_offload"}:
            raise KeyError(f"For 'Adam', other options must be 'use_lazy' or 'use_offload', but got {list(kwargs)}.")
        use_lazy, use_offload = kwargs.get("use_lazy", False), kwargs.get("use_offload", False)
        self._start(beta1, beta2, eps)
        checks.bools(self.cls_name, use_locking=use_locking, use_nesterov=use_nesterov, use_amsgrad=use_amsgrad)
        checks.bools(self.cls_name, use_lazy=use_lazy, use_offload=use_offload)
        if (use_lazy and use_offload) or (use_amsgrad and (use_lazy or use_offload)):
            raise ValueError("For 'Adam', 'use_lazy', 'use_offload' and 'use_amsgrad' must not be combined.")
        self.beta2_power = Parameter(Tensor(torch.ones(self._powers)), name="beta2_power")
        self.use_locking = use_locking
        self.use_nesterov = use_nesterov
        self.use_amsgrad = use_amsgrad
        self.use_lazy = use_lazy
        self.use_offload = use_offload
        self._moments()
        if use_amsgrad:
            self.vhat = self.parameters.clone(prefix="vhat", init="zeros")

    def _states(self) -> tuple[ParameterTuple, ...]:
        return (*super()._states(), self.vhat) if self.use_amsgrad else super()._states()

    def _begin(self) -> None:
        super()._begin()
        self.beta2_power._p.mul_(self._betas[1])

    def _update(self, lr: Any, decay: Any, params: Tensors, grads: Tensors, *states: Tensors) -> None:
        self._step(lr, (rates.number(self.beta1_power), rates.number(self.beta2_power)), params, grads, *states)

    def _step(self, lr: Any, powers: tuple[Any, Any], params: Tensors, grads: Tensors, *states: Tensors) -> None:
        moment1, moment2, *largest = states
        beta1, beta2, eps = self._betas
        power1, power2 = powers
        average(moment1, grads, beta1)
        average(moment2, list(torch._foreach_mul(grads, grads)), beta2)
        if largest:
            torch._foreach_maximum_(largest[0], moment2)
        steps: Tensors = moment1
        if self.use_nesterov:
            steps = list(torch._foreach_mul(moment1, beta1))
            torch._foreach_add_(steps, grads, alpha=1 - beta1)
        updates = list(torch._foreach_div(steps, roots(largest[0] if largest else moment2, eps)))
        rates.add(params, updates, -lr * (1 - power2) ** 0.5 / (1 - power1))

    @torch.no_grad()
    def _apply_adam(
        self, params: Any, beta1_power: Any, beta2_power: Any, moment1: Any, moment2: Any, lr: Any, gradients: Any
    ) -> tuple[bool, ...]:
        """Update `params` and the moments; subclasses with a `construct` of their own call it."""
        each = lr if self.is_group_lr else (lr,) * len(params)
        powers = rates.number(beta1_power), rates.number(beta2_power)
        states = (moment1, moment2, self.vhat) if self.use_amsgrad else (moment1, moment2)
        for rate, gradient, *held in zip(each, gradients, params, *states, strict=True):
            param, *kept = ([item._p] for item in held)
            self._step(rates.number(rate), powers, param, [gradient._live], *kept)
        return (True,) * len(params)


class Adam(_AdamStep):
    """Adam, Kingma and Ba 2015; with `use_amsgrad` AMSGrad, Reddi et al. 2018.

    Args:
        params, learning_rate, weight_decay, loss_scale: See `Optimizer`.
        beta1, beta2: Floats between 0 and 1.
        eps: A float above 0.
        use_locking: No effect here.
        use_nesterov: Whether the first moment looks one step ahead.
        use_amsgrad: Whether the largest second moment so far divides.
        kwargs: `use_lazy` and `use_offload`, which change nothing for dense gradients.

    Raises: as `Optimizer`; TypeError or ValueError for an option of another type or out of its range; KeyError for
        another option.
    """

    __signature__ = VARIADIC
    __init__ = opt_init_args_register(_AdamStep.__init__)

    target = PLACED


class AdamOffload(_AdamStep):
    """`Adam`, which MindSpore would run on the host.

    Args, Raises: as `Adam`, without `use_amsgrad`.
    """

    _powers = (1,)

    def __init__(
        self,
        params: Any,
        learning_rate: Any = 1e-3,
        beta1: float = 0.9,
        beta2: float = 0.999,
        eps: float = 1e-8,
        use_locking: bool = False,
        use_nesterov: bool = False,
        weight_decay: Any = 0.0,
        loss_scale: float = 1.0,
    ) -> None:
        super().__init__(params, learning_rate, beta1, beta2, eps, use_locking, use_nesterov, weight_decay, loss_scale)


class LazyAdam(_AdamStep):
    """`Adam`; for dense gradients, the only ones here, there is no difference.

    Args, Raises: as `Adam`, without `use_amsgrad`, and with a float for `weight_decay`.
    """

    __signature__ = VARIADIC

    _powers = (1,)
    target = PLACED

    @opt_init_args_register
    def __init__(
        self,
        params: Any,
        learning_rate: Any = 1e-3,
        beta1: float = 0.9,
        beta2: float = 0.999,
        eps: float = 1e-8,
        use_locking: bool = False,
        use_nesterov: bool = False,
        weight_decay: float = 0.0,
        loss_scale: float = 1.0,
    ) -> None:
        super().__init__(params, learning_rate, beta1, beta2, eps, use_locking, use_nesterov, weight_decay, loss_scale)
        checks.non_negative(self.cls_name, weight_decay=weight_decay)


class AdamWeightDecay(Stepping):
    """Adam without bias correction, and with the weights' decay beside the gradient, as BERT is trained.

    Args:
        params, learning_rate, weight_decay: See `Optimizer`.
        beta1, beta2: Floats between 0 and 1.
        eps: A float above 0.

    Raises: as `Optimizer`; TypeError or ValueError for an option of another type or out of its range.
    """

    decoupled = True

    def __init__(
        self,
        params: Any,
        learning_rate: Any = 1e-3,
        beta1: float = 0.9,
        beta2: float = 0.999,
        eps: float = 1e-6,
        weight_decay: Any = 0.0,
    ) -> None:
        super().__init__(learning_rate, params, weight_decay)
        checks.fractions(self.cls_name, beta1=beta1, beta2=beta2)
        checks.positive(self.cls_name, eps=eps)
        self.beta1 = Tensor([beta1], mstype.float32)
        self.beta2 = Tensor([beta2], mstype.float32)
        self.eps = Tensor([eps], mstype.float32)
        self._betas = float32(beta1), float32(beta2), float32(eps)
        self.moments1 = self.parameters.clone(prefix="adam_m", init="zeros")
        self.moments2 = self.parameters.clone(prefix="adam_v", init="zeros")

    def _gradients(self, gradients: Tensors) -> Tensors:
        return gradients

    def _states(self) -> tuple[ParameterTuple, ...]:
        return self.moments1, self.moments2

    def _update(self, lr: Any, decay: Any, params: Tensors, grads: Tensors, *states: Tensors) -> None:
        moment1, moment2 = states
        beta1, beta2, eps = self._betas
        average(moment1, grads, beta1)
        average(moment2, list(torch._foreach_mul(grads, grads)), beta2)
        updates = list(torch._foreach_div(moment1, roots(moment2, eps)))
        if decay is not None:
            rates.add(updates, params, decay)
        rates.add(params, updates, -lr)


class AdaMax(_Adam):
    """AdaMax, Kingma and Ba 2015: Adam with the largest gradient, decayed, as the second moment.

    Args:
        params, learning_rate, weight_decay, loss_scale: See `Optimizer`.
        beta1, beta2: Floats between 0 and 1.
        eps: A float above 0.

    Raises: as `Optimizer`; TypeError or ValueError for an option of another type or out of its range.
    """

    __signature__ = VARIADIC

    _powers = (1,)

    @opt_init_args_register
    def __init__(
        self,
        params: Any,
        learning_rate: Any = 1e-3,
        beta1: float = 0.9,
        beta2: float = 0.999,
        eps: float = 1e-8,
        weight_decay: Any = 0.0,
        loss_scale: float = 1.0,
    ) -> None:
        super().__init__(learning_rate, params, weight_decay, loss_scale)
        self._start(beta1, beta2, eps)
        self._moments()

    def _update(self, lr: Any, decay: Any, params: Tensors, grads: Tensors, *states: Tensors) -> None:
        moment1, moment2 = states
        beta1, beta2, eps = self._betas
        average(moment1, grads, beta1)
        torch._foreach_mul_(moment2, beta2)
        torch._foreach_maximum_(moment2, list(torch._foreach_abs(grads)))
        updates = list(torch._foreach_div(moment1, torch._foreach_add(moment2, eps)))
        rates.add(params, updates, -lr / (1 - rates.number(self.beta1_power)))
