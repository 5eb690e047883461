"""SGD, ASGD and Rprop with parameter groups. Source: mindspore.experimental.optim of 2.10."""

from __future__ import annotations

from typing import Any

import torch

from msshim._src.cell.parameter import Parameter
from msshim._src.optim import rates
from msshim._src.optim.groups.checks import above, at_least, between, types
from msshim._src.optim.groups.optimizer import Stepping, Tensors
from msshim._src.tensor import dtype as mstype
from msshim._src.tensor.tensor import Tensor


class SGD(Stepping):
    """Gradient descent with momentum and dampening; the first gradient counts whole.

    Args:
        params: See `Optimizer`.
        lr, momentum, dampening, weight_decay: Of the method.
        nesterov: Needs a momentum and no dampening.
        maximize: Go up instead of down.

    Raises: as `Optimizer`; TypeError or ValueError for an option of another type or out of its range.
    """

    kept = ("accum", "stat")

    def __init__(
        self,
        params: Any,
        lr: Any,
        momentum: float = 0,
        dampening: float = 0,
        weight_decay: float = 0.0,
        nesterov: bool = False,
        *,
        maximize: bool = False,
    ) -> None:
        types(self.cls_name, (float, int, Tensor), lr=lr)
        at_least(self.cls_name, 0, lr=lr)
        types(self.cls_name, (int, float), momentum=momentum)
        at_least(self.cls_name, 0, momentum=momentum)
        types(self.cls_name, (bool,), nesterov=nesterov, maximize=maximize)
        super().__init__(
            params,
            {"lr": lr, "momentum": float(momentum), "dampening": dampening, "weight_decay": weight_decay,
             "nesterov": nesterov, "maximize": maximize, "grad_centralization": False},
        )  # fmt: skip
        for group in self.param_groups:
            types(self.cls_name, (int, float), dampening=group["dampening"])
            group["dampening"] = float(group["dampening"])
        nesterov_needs(self.cls_name, nesterov, momentum, dampening)
        self._hold("accum")
        self._hold("stat", init="ones")

    def _begin(self) -> None:
        """Steps are not counted: `stat` tells the first."""

    def _update(self, group: dict[str, Any], lr: Any, params: Tensors, grads: Tensors, *states: Tensors) -> None:
        accum, stat = states
        momentum, dampening = group["momentum"], group["dampening"]
        if momentum <= 0:
            rates.add(params, grads, -lr)
            return
        torch._foreach_mul_(accum, momentum)
        if dampening:
            weights = torch._foreach_mul(stat, dampening)
            torch._foreach_add_(weights, 1 - dampening)
            torch._foreach_addcmul_(accum, weights, grads)
        else:
            torch._foreach_add_(accum, grads)
        torch._foreach_zero_(stat)
        if group["nesterov"]:
            rates.add(params, grads, -lr)
            rates.add(params, accum, -lr * momentum)
        else:
            rates.add(params, accum, -lr)


def nesterov_needs(who: str, nesterov: bool, momentum: float, dampening: float) -> None:
    """Raise ValueError for `nesterov` without momentum or with dampening."""
    if nesterov and (momentum <= 0 or dampening != 0):
        raise ValueError(
            f"For '{who}', with 'nesterov' 'momentum' must be above 0 and 'dampening' 0, but got {momentum} and "
            f"{dampening}."
        )


class ASGD(Stepping):
    """Averaged gradient descent; `ax` holds the averages.

    Args:
        params: See `Optimizer`.
        lr, lambd, alpha, t0, weight_decay: Of the method; `lambd` and `t0` are floats.
        maximize: Go up instead of down.

    Raises: as `Optimizer`; TypeError or ValueError for an option of another type or out of its range.
    """

    kept = ("eta", "mu", "ax")

    def __init__(
        self,
        params: Any,
        lr: Any = 1e-2,
        lambd: float = 1e-4,
        alpha: float = 0.75,
        t0: float = 1e6,
        weight_decay: float = 0.0,
        maximize: bool = False,
    ) -> None:
        above(self.cls_name, 0, lr=lr)
        at_least(self.cls_name, 0, weight_decay=weight_decay)
        types(self.cls_name, (float,), lambd=lambd, t0=t0)
        super().__init__(
            params,
            {"lr": lr, "lambd": lambd, "alpha": alpha, "t0": t0, "weight_decay": weight_decay, "maximize": maximize},
        )
        self.mu = [Parameter(Tensor(1.0, mstype.float32), f"mu_{p.name}") for p in self.parameters]
        self.eta = [Parameter(Tensor(0.0, mstype.float32), f"eta_{p.name}") for p in self.parameters]
        self._hold("ax")
        self._count_steps()

    def _update(self, group: dict[str, Any], lr: Any, params: Tensors, grads: Tensors, *states: Tensors) -> None:
        step = self.step_t._p.float()  # type: ignore[attr-defined]
        lambd = group["lambd"]
        for param, grad, eta, mu, average in zip(params, grads, *states, strict=True):
            eta.copy_(torch.where(step == 1, lr, eta))
            param.copy_(param * (1 - lambd * eta) - eta * grad)
            average.copy_(torch.where(mu == 1, param, average + (param - average) * mu))
            eta.copy_(lr / (1 + lambd * lr * step) ** group["alpha"])
            mu.copy_(1 / (step - group["t0"]).clamp(min=1))


class Rprop(Stepping):
    """Steps that grow while the gradient's sign stays, and shrink where it turns.

    Args:
        params: See `Optimizer`.
        lr: The first step's length.
        etas: By what steps shrink, between 0 and 1, and grow, above 1.
        step_sizes: The shortest and the longest step.
        maximize: Go up instead of down.

    Raises: as `Optimizer`; ValueError for an option out of its range.
    """

    kept = ("prev", "step_size")

    def __init__(
        self,
        params: Any,
        lr: Any = 1e-2,
        etas: tuple[float, float] = (0.5, 1.2),
        step_sizes: tuple[float, float] = (1e-6, 50),
        *,
        maximize: bool = False,
    ) -> None:
        above(self.cls_name, 0, lr=lr)
        above(self.cls_name, 1, **{"etas[1]": etas[1]})
        between(self.cls_name, "etas[0]", etas[0], low=False)
        super().__init__(params, {"lr": lr, "etas": etas, "step_sizes": step_sizes, "maximize": maximize})
        self._hold(*self.kept)
        self._count_steps()

    def _update(self, group: dict[str, Any], lr: Any, params: Tensors, grads: Tensors, *states: Tensors) -> None:
        first = self.step_t._p == 1  # type: ignore[attr-defined]
        shrink, grow = group["etas"]
        for param, grad, prev, size in zip(params, grads, *states, strict=True):
            turned = grad * prev
            factor = torch.where(turned > 0, grow, torch.where(turned < 0, shrink, 1.0))
            size.copy_((torch.where(first, lr, size) * factor).clamp(*group["step_sizes"]))
            prev.copy_(torch.where(turned < 0, 0, grad))
            param.sub_(prev.sign() * size)
