"""The updates of `Adam` and its kin, and what subclasses of it use. Source: mindspore.nn of 2.10."""

from __future__ import annotations

from typing import Any

import torch

from msshim._src.optim import rates
from msshim._src.optim.lists import Tensors, add, average, roots, squares
from msshim._src.optim.optimizer import Stepping


def adam(
    params: Tensors,
    grads: Tensors,
    lr: Any,
    moment1: Tensors,
    moment2: Tensors,
    beta1: float,
    beta2: float,
    eps: float,
    beta1_power: Any,
    beta2_power: Any,
    use_nesterov: bool,
    vhat: Tensors | None = None,
) -> None:
    """Adam, Kingma and Ba 2015; with `vhat`, the largest second moment so far, AMSGrad, Reddi et al. 2018."""
    average(moment1, grads, beta1)
    average(moment2, squares(grads), beta2)
    if vhat is not None:
        torch._foreach_maximum_(vhat, moment2)
    steps: Tensors = moment1
    if use_nesterov:
        steps = list(torch._foreach_mul(moment1, beta1))
        torch._foreach_add_(steps, grads, alpha=1 - beta1)
    updates = list(torch._foreach_div(steps, roots(moment2 if vhat is None else vhat, eps)))
    add(params, updates, -lr * (1 - beta2_power) ** 0.5 / (1 - beta1_power))


def adam_options(use_amsgrad: bool = False, kwargs: dict[str, Any] | None = None) -> dict[str, Any]:
    """`use_lazy` and `use_offload` of Adam's other options. Raises KeyError for more, TypeError, ValueError."""
    kwargs = kwargs or {}
    if set(kwargs) - {"use_lazy", "use_offload"}:
        raise KeyError(f"For 'Adam', other options must be 'use_lazy' or 'use_offload', but got {list(kwargs)}.")
    found = {name: kwargs.get(name, False) for name in ("use_lazy", "use_offload")}
    for name, value in found.items():
        if not isinstance(value, bool):
            raise TypeError(f"For 'Adam', '{name}' must be a bool, but got {value!r}.")
    if sum((use_amsgrad, *found.values())) > 1:
        raise ValueError("For 'Adam', 'use_lazy', 'use_offload' and 'use_amsgrad' must not be combined.")
    return {"use_amsgrad": use_amsgrad, **found}


class AdamSteps(Stepping):
    """What Adam, AdamOffload and LazyAdam share, of which MindSpore makes none the base of another."""

    @torch.no_grad()
    def _apply_adam(
        self, params: Any, beta1_power: Any, beta2_power: Any, moment1: Any, moment2: Any, lr: Any, gradients: Any
    ) -> tuple[bool, ...]:
        """Update `params` and the moments; subclasses with a `construct` of their own call it."""
        each = lr if self.is_group_lr else (lr,) * len(params)
        powers = {"beta1_power": rates.number(beta1_power), "beta2_power": rates.number(beta2_power)}
        given = {**self._given(), **powers}
        states = {**{name: getattr(self, name) for name in self._kept}, "moment1": moment1, "moment2": moment2}
        for i, (param, gradient, rate) in enumerate(zip(params, gradients, each, strict=True)):
            kept = {name: [items[i]._p] for name, items in states.items()}
            self._update(params=[param._p], grads=[gradient._live], lr=rates.number(rate), **kept, **given)
        return (True,) * len(params)


def adam_weight_decay(
    params: Tensors,
    grads: Tensors,
    lr: Any,
    weight_decay: Any,
    moments1: Tensors,
    moments2: Tensors,
    beta1: float,
    beta2: float,
    eps: float,
) -> None:
    """Adam without bias correction, and with the weights' decay beside the gradient, as BERT is trained."""
    average(moments1, grads, beta1)
    average(moments2, squares(grads), beta2)
    updates = list(torch._foreach_div(moments1, roots(moments2, eps)))
    if weight_decay is not None:
        add(updates, params, weight_decay)
    add(params, updates, -lr)


class AsTheyCome(Stepping):
    """What steps with the gradients as they come: AdamWeightDecay, which heeds no 'grad_centralization'."""

    def _gradients(self, gradients: Tensors) -> Tensors:
        return gradients


def adamax(
    params: Tensors,
    grads: Tensors,
    lr: Any,
    moment1: Tensors,
    moment2: Tensors,
    beta1: float,
    beta2: float,
    eps: float,
    beta1_power: Any,
) -> None:
    """Adam with the largest gradient, decayed, as the second moment."""
    average(moment1, grads, beta1)
    torch._foreach_mul_(moment2, beta2)
    torch._foreach_maximum_(moment2, list(torch._foreach_abs(grads)))
    updates = list(torch._foreach_div(moment1, torch._foreach_add(moment2, eps)))
    add(params, updates, -lr / (1 - beta1_power))
