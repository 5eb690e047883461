"""The optimizers of `mindspore.mint.optim`, which MindSpore's CPU runs in part only. Source: mindspore 2.10."""

from __future__ import annotations

from typing import Any

import torch

from msshim._src.optim import rates
from msshim._src.optim.adam import average
from msshim._src.optim.groups.adam import decoupled, squares
from msshim._src.optim.groups.checks import at_least, betas_range, types
from msshim._src.optim.groups.descent import nesterov_needs
from msshim._src.optim.groups.optimizer import Stepping, Tensors, correction, divided
from msshim._src.tensor import dtype as mstype
from msshim._src.tensor.tensor import Tensor


def _adam_options(
    who: str, lr: Any, betas: Any, eps: Any, weight_decay: Any, amsgrad: Any, maximize: Any, pair: tuple[type, ...]
) -> dict[str, Any]:
    """The options of a group. Raises TypeError or ValueError for one of another type or out of its range."""
    types(who, pair, betas=betas)
    if len(betas) != 2:
        raise ValueError(f"For '{who}', 'betas' must be two numbers, but got {betas}.")
    types(
        who,
        (float,),
        **{"betas[0]": betas[0], "betas[1]": betas[1], "eps": eps, "weight_decay": weight_decay, "lr": lr},
    )
    types(who, (bool,), amsgrad=amsgrad, maximize=maximize)
    at_least(who, 0, lr=lr, eps=eps)
    betas_range(who, betas)
    at_least(who, 0, weight_decay=weight_decay)
    return {
        "lr": lr, "betas": betas, "eps": eps, "weight_decay": weight_decay, "amsgrad": amsgrad, "maximize": maximize,
    }  # fmt: skip


class _Moments(Stepping):
    step_name = "state_step"
    step_type = mstype.float32
    kept = ("exp_avg", "exp_avg_sq")
    max_v_group = True

    def _start(self) -> None:
        self._hold(*self.kept)
        self._count_steps()

    def _largest(self, group: dict[str, Any]) -> Tensors | None:
        return [item._p for item in group["max_exp_avg_sq"]] if group["amsgrad"] else None


class Adam(_Moments):
    """Adam; with `amsgrad` AMSGrad. The weight decay is added to the gradient.

    Args:
        params: See `experimental.optim.Optimizer`.
        lr, betas, eps, weight_decay, amsgrad: Of the method; floats, a tuple of two floats, a bool.
        maximize: Go up instead of down.

    Raises: as `Optimizer`; TypeError or ValueError for an option of another type or out of its range.
    """

    first_step: Any = [0]

    def __init__(
        self,
        params: Any,
        lr: float = 1e-3,
        betas: tuple[float, float] = (0.9, 0.999),
        eps: float = 1e-8,
        weight_decay: float = 0.0,
        amsgrad: bool = False,
        *,
        maximize: bool = False,
    ) -> None:
        options = _adam_options(self.cls_name, lr, betas, eps, weight_decay, amsgrad, maximize, (tuple,))
        super().__init__(params, options)
        self._start()

    def _update(self, group: dict[str, Any], lr: Any, params: Tensors, grads: Tensors, *states: Tensors) -> None:
        mean, square = states
        beta1, beta2 = group["betas"]
        step = self._step()
        average(mean, grads, beta1)
        average(square, squares(grads), beta2)
        spread, largest = square, self._largest(group)
        if largest is not None:
            torch._foreach_maximum_(largest, square)
            spread = largest
        denominators = list(torch._foreach_sqrt(spread))
        torch._foreach_div_(denominators, correction(beta2, step) ** 0.5)
        torch._foreach_add_(denominators, group["eps"])
        rate = divided(lr, correction(beta1, step))
        rates.add(params, list(torch._foreach_div(mean, denominators)), -rate)


class AdamW(_Moments):
    """Adam whose weight decay does not go through the moments; with `amsgrad` AMSGrad.

    Args and errors: as `Adam`.
    """

    first_step: Any = [-1]
    pair: tuple[type, ...] = (tuple,)

    def __init__(
        self,
        params: Any,
        lr: float = 1e-3,
        betas: tuple[float, float] = (0.9, 0.999),
        eps: float = 1e-8,
        weight_decay: float = 1e-2,
        amsgrad: bool = False,
        *,
        maximize: bool = False,
    ) -> None:
        super().__init__(
            params, _adam_options(self.cls_name, lr, betas, eps, weight_decay, amsgrad, maximize, self.pair)
        )
        self._start()

    def _step(self) -> Any:
        return super()._step() + 1  # the first is step 0 here

    def _decayed(self, group: dict[str, Any], params: Tensors, grads: Tensors) -> Tensors:
        return grads

    def _update(self, group: dict[str, Any], lr: Any, params: Tensors, grads: Tensors, *states: Tensors) -> None:
        mean, square = states
        decoupled(group, lr, self._step(), params, grads, mean, square, self._largest(group))


class FusedAdamW(AdamW):
    """`AdamW`, for all groups with `amsgrad` or for none; each group is one call of torch's multi-tensor kernels.

    Args and errors: as `Adam`; ValueError where `amsgrad` differs between groups.
    """

    pair = (tuple, list)

    def __init__(
        self,
        params: Any,
        lr: float = 1e-3,
        betas: tuple[float, float] = (0.9, 0.999),
        eps: float = 1e-8,
        weight_decay: float = 1e-2,
        amsgrad: bool = False,
        *,
        maximize: bool = False,
    ) -> None:
        if isinstance(params, (list, tuple)) and params and isinstance(params[0], dict):
            flags = {bool(group.get("amsgrad", amsgrad)) for group in params}
            if len(flags) > 1:
                raise ValueError(f"For '{self.cls_name}', 'amsgrad' must be the same for all groups, but got {flags}.")
        super().__init__(params, lr, betas, eps, weight_decay, amsgrad, maximize=maximize)


class SGD(Stepping):
    """Gradient descent with momentum and dampening; the first gradient counts whole.

    Args:
        params: See `experimental.optim.Optimizer`.
        lr, momentum, dampening, weight_decay: Of the method.
        nesterov: Needs a momentum and no dampening.
        maximize: Go up instead of down.

    Raises: as `Optimizer`; TypeError or ValueError for an option of another type or out of its range.
    """

    kept = ("momentum_buf",)

    def __init__(
        self,
        params: Any,
        lr: Any,
        momentum: float = 0,
        dampening: float = 0,
        weight_decay: float = 0,
        nesterov: bool = False,
        *,
        maximize: bool = False,
    ) -> None:
        numbers = (float, int, bool)
        types(self.cls_name, (*numbers, Tensor), lr=lr)
        types(self.cls_name, numbers, momentum=momentum, weight_decay=weight_decay, dampening=dampening)
        types(self.cls_name, (bool,), nesterov=nesterov, maximize=maximize)
        at_least(self.cls_name, 0, lr=lr, momentum=momentum, weight_decay=weight_decay)
        super().__init__(
            params,
            {"lr": lr, "momentum": momentum, "weight_decay": weight_decay, "dampening": dampening,
             "nesterov": nesterov, "maximize": maximize},
        )  # fmt: skip
        nesterov_needs(self.cls_name, nesterov, momentum, dampening)
        self._hold("momentum_buf")
        self._count_steps()

    def _begin(self) -> None:
        """The first step is step 0."""

    def _end(self) -> None:
        super()._begin()

    def _update(self, group: dict[str, Any], lr: Any, params: Tensors, grads: Tensors, *states: Tensors) -> None:
        (buffers,) = states
        momentum = group["momentum"]
        if not momentum:
            rates.add(params, grads, -lr)
            return
        first = self.step_t._p == 0  # type: ignore[attr-defined]
        kept = torch.where(first, 1.0, 1.0 - group["dampening"])
        torch._foreach_mul_(buffers, momentum)
        torch._foreach_add_(buffers, torch._foreach_mul(grads, kept) if group["dampening"] else grads)
        if group["nesterov"]:
            rates.add(params, grads, -lr)
            rates.add(params, buffers, -lr * momentum)
        else:
            rates.add(params, buffers, -lr)
