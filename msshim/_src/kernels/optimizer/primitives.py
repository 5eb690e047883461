"""Optimizer steps: each changes its tensors in place and gives them back."""

from __future__ import annotations

import math
from typing import Any

import torch

from msshim._src.kernels.indexing.functions import fitted

Tensor = torch.Tensor
Pair = tuple[Tensor, Tensor]
Triple = tuple[Tensor, Tensor, Tensor]


def _same(name: str, first: Tensor, *others: Tensor) -> None:
    if any(other.shape != first.shape for other in others):
        shapes = ", ".join(str(tuple(tensor.shape)) for tensor in (first, *others))
        raise ValueError(f"For '{name}', the shapes must be equal, but got {shapes}.")


def root(value: Any) -> Any:
    """The square root of a number or tensor; of a negative one nan."""
    return value.sqrt() if isinstance(value, Tensor) else value**0.5 if value >= 0 else math.nan


def _moment(moment: Tensor, rate: Any, new: Tensor) -> Tensor:
    """The moving average, in place."""
    return moment.mul_(rate).add_(new * (1 - rate))


def at_least_0(value: Any) -> Any:
    """The number or Tensor, and 0 where it is less."""
    return value.clamp(min=0) if isinstance(value, Tensor) else max(value, 0)


def _shrink(value: Tensor, scale: Any, l1: Any, l2: Any) -> Tensor:
    """The proximal step towards 0."""
    return value.sign() * (value.abs() - scale * l1).clamp(min=0) / (1 + scale * l2)


@torch.no_grad()
def adam(
    var: Tensor, m: Tensor, v: Tensor, beta1_power: Any, beta2_power: Any, lr: Any, beta1: Any, beta2: Any,
    epsilon: Any, gradient: Tensor, use_nesterov: bool,
) -> Triple:  # fmt: skip
    """One step of Adam."""
    _same("Adam", var, m, v, gradient)
    rate = lr * root(1 - beta2_power) / (1 - beta1_power)
    _moment(m, beta1, gradient)
    _moment(v, beta2, gradient * gradient)
    step = m * beta1 + (1 - beta1) * gradient if use_nesterov else m
    var.sub_(rate * step / (v.sqrt() + epsilon))
    return var, m, v


@torch.no_grad()
def adam_weight_decay(
    var: Tensor, m: Tensor, v: Tensor, lr: Any, beta1: Any, beta2: Any, epsilon: Any, decay: Any, gradient: Tensor
) -> Triple:
    """One step of Adam without bias correction, and with the weights' decay beside it."""
    _same("AdamWeightDecay", var, m, v, gradient)
    _moment(m, beta1, gradient)
    _moment(v, beta2, gradient * gradient)
    var.sub_(lr * (m / (v.sqrt() + epsilon) + decay * var))
    return var, m, v


@torch.no_grad()
def ada_max(
    var: Tensor, m: Tensor, v: Tensor, beta1_power: Any, lr: Any, beta1: Any, beta2: Any, epsilon: Any, grad: Tensor
) -> Triple:
    """One step of AdaMax."""
    _same("ApplyAdaMax", var, m, v, grad)
    grad = fitted("ApplyAdaMax", var, grad)
    _moment(m, beta1, grad)
    v.copy_(torch.maximum(beta2 * v, grad.abs()))
    var.sub_(lr / (1 - beta1_power) * m / (v + epsilon))
    return var, m, v


@torch.no_grad()
def adadelta(var: Tensor, accum: Tensor, accum_update: Tensor, lr: Any, rho: Any, epsilon: Any, grad: Tensor) -> Triple:
    """One step of Adadelta."""
    _same("ApplyAdadelta", var, accum, accum_update, grad)
    _moment(accum, rho, grad * grad)
    update = (accum_update + epsilon).sqrt() * grad / (accum + epsilon).sqrt()
    _moment(accum_update, rho, update * update)
    var.sub_(lr * update)
    return var, accum, accum_update


@torch.no_grad()
def adagrad(var: Tensor, accum: Tensor, lr: Any, grad: Tensor, update_slots: bool, epsilon: float = 0.0) -> Pair:
    """One step of Adagrad."""
    _same("ApplyAdagrad", var, accum, grad)
    if update_slots:
        accum.add_(grad * grad)
    var.sub_(lr * grad / (accum.sqrt() + epsilon))
    return var, accum


def adagrad_always(var: Tensor, accum: Tensor, lr: Any, grad: Tensor) -> Pair:
    """One step of Adagrad, which always updates the accumulator."""
    return adagrad(var, accum, lr, grad, True)


@torch.no_grad()
def amsgrad(
    var: Tensor, m: Tensor, v: Tensor, vhat: Tensor, beta1_power: Any, beta2_power: Any, lr: Any, beta1: Any,
    beta2: Any, epsilon: Any, grad: Tensor,
) -> tuple[Tensor, Tensor, Tensor, Tensor]:  # fmt: skip
    """One step of Adam with the largest second moment so far."""
    _same("ApplyAdamWithAmsgrad", var, m, v, vhat, grad)
    rate = lr * root(1 - beta2_power) / (1 - beta1_power)
    _moment(m, beta1, grad)
    _moment(v, beta2, grad * grad)
    vhat.copy_(torch.maximum(vhat, v))
    var.sub_(rate * m / (vhat.sqrt() + epsilon))
    return var, m, v, vhat


@torch.no_grad()
def add_sign(var: Tensor, m: Tensor, lr: Any, alpha: Any, sign_decay: Any, beta: Any, grad: Tensor) -> Pair:
    """One step of AddSign."""
    _same("ApplyAddSign", var, m, grad)
    _moment(m, beta, grad)
    var.sub_(lr * (alpha + sign_decay * grad.sign() * m.sign()) * grad)
    return var, m


@torch.no_grad()
def power_sign(var: Tensor, m: Tensor, lr: Any, logbase: Any, sign_decay: Any, beta: Any, grad: Tensor) -> Pair:
    """One step of PowerSign."""
    _same("ApplyPowerSign", var, m, grad)
    _moment(m, beta, grad)
    var.sub_(lr * (logbase * sign_decay * grad.sign() * m.sign()).exp() * grad)
    return var, m


@torch.no_grad()
def centered_rms_prop(
    var: Tensor, mean_gradient: Tensor, mean_square: Tensor, moment: Tensor, grad: Tensor, learning_rate: Any,
    decay: Any, momentum: Any, epsilon: Any,
) -> Tensor:  # fmt: skip
    """One step of RMSProp over the gradients' variance."""
    _same("ApplyCenteredRMSProp", var, mean_gradient, mean_square, moment, grad)
    _moment(mean_gradient, decay, grad)
    _moment(mean_square, decay, grad * grad)
    spread = (mean_square - mean_gradient * mean_gradient + epsilon).sqrt()
    moment.mul_(momentum).add_(learning_rate * grad / spread)
    return var.sub_(moment)


@torch.no_grad()
def rms_prop(
    var: Tensor, mean_square: Tensor, moment: Tensor, learning_rate: Any, grad: Tensor, decay: Any, momentum: Any,
    epsilon: Any,
) -> Tensor:  # fmt: skip
    """One step of RMSProp."""
    _same("ApplyRMSProp", var, mean_square, moment, grad)
    _moment(mean_square, decay, grad * grad)
    moment.mul_(momentum).add_(learning_rate * grad / (mean_square + epsilon).sqrt())
    return var.sub_(moment)


@torch.no_grad()
def apply_momentum(
    variable: Tensor, accumulation: Tensor, learning_rate: Any, gradient: Tensor, momentum: Any
) -> Tensor:
    """One step with momentum; MindSpore's CPU takes no heed of Nesterov's, nor of the scale."""
    _same("ApplyMomentum", variable, accumulation, gradient)
    accumulation.mul_(momentum).add_(gradient)
    return variable.sub_((accumulation * learning_rate).to(variable.dtype))


@torch.no_grad()
def proximal_adagrad(var: Tensor, accum: Tensor, lr: Any, l1: Any, l2: Any, grad: Tensor) -> Pair:
    """One step of Adagrad, then towards 0."""
    _same("ApplyProximalAdagrad", var, accum, grad)
    accum.add_(grad * grad)
    rate = lr / accum.sqrt()
    near = var - rate * grad
    var.copy_(
        near.sign() * (near.abs() - rate * l1).clamp(min=0) / (1 + rate * l2) if l1 > 0 else near / (1 + rate * l2)
    )
    return var, accum


@torch.no_grad()
def proximal_gradient_descent(var: Tensor, alpha: Any, l1: Any, l2: Any, delta: Tensor) -> Tensor:
    """One step of gradient descent, then towards 0."""
    _same("ApplyProximalGradientDescent", var, delta)
    return var.copy_(_shrink(var - alpha * delta, alpha, at_least_0(l1), l2))


@torch.no_grad()
def gradient_descent(var: Tensor, alpha: Any, delta: Tensor) -> Tensor:
    """One step of gradient descent."""
    _same("ApplyGradientDescent", var, delta)
    return var.sub_(alpha * delta)


@torch.no_grad()
def sgd(
    parameters: Tensor, gradient: Tensor, learning_rate: Any, accum: Tensor, momentum: Any, stat: Tensor,
    dampening: float, weight_decay: float, nesterov: bool,
) -> Tensor:  # fmt: skip
    """One step of gradient descent with momentum; `stat` is 1 before the first step and 0 after it."""
    _same("SGD", parameters, gradient, accum, stat)
    if nesterov and dampening:
        raise ValueError(f"For 'SGD', the 'dampening' must be 0 with 'nesterov', but got {dampening}.")
    given = gradient + weight_decay * parameters if weight_decay else gradient
    first = stat > 0
    accum.copy_(torch.where(first, given, accum * momentum + (1 - dampening) * given))
    stat.copy_(torch.where(first, 0, stat))
    step = given + momentum * accum if nesterov else accum
    return parameters.sub_(learning_rate * step)


@torch.no_grad()
def apply_ftrl(
    var: torch.Tensor, accum: torch.Tensor, linear: torch.Tensor, grad: torch.Tensor, lr: Any, l1: Any, l2: Any,
    lr_power: Any,
) -> torch.Tensor:  # fmt: skip
    """One step of FTRL, in place; as MindSpore's CPU has it, `l1` is subtracted whatever the sign."""
    if not var.shape == accum.shape == linear.shape == grad.shape:
        raise ValueError(f"For 'ApplyFtrl', the shapes must be equal, but got {tuple(var.shape)} and others.")
    grad = fitted("ApplyFtrl", var, grad)
    before = accum**-lr_power
    accum.add_(grad * grad)
    after = accum**-lr_power
    linear.add_(grad - (after - before) / lr * var)
    near = (l1 - linear) / (after / lr + 2 * l2)
    return var.copy_(torch.where(linear.abs() > l1, near, 0))


@torch.no_grad()
def adam_no_update_param(
    m: torch.Tensor, v: torch.Tensor, beta1_power: Any, beta2_power: Any, lr: Any, beta1: Any, beta2: Any, epsilon: Any,
    gradient: torch.Tensor, use_nesterov: bool,
) -> torch.Tensor:  # fmt: skip
    """What one step of Adam adds to the weights; the moments change in place."""
    rate = lr * root(1 - beta2_power) / (1 - beta1_power)
    m.mul_(beta1).add_(gradient * (1 - beta1))
    v.mul_(beta2).add_(gradient * gradient * (1 - beta2))
    step = m * beta1 + (1 - beta1) * gradient if use_nesterov else m
    found: torch.Tensor = -rate * step / (v.sqrt() + epsilon)
    return found
