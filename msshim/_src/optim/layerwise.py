"""Optimizers that weigh whole layers: Lamb, LARS, AdaFactor. Source: mindspore.nn of 2.10."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import torch

from msshim._src.cell.parameter import Parameter, ParameterTuple
from msshim._src.optim import checks, rates
from msshim._src.optim.lists import Tensors, add, average, roots, squares
from msshim._src.optim.optimizer import VARIADIC, Optimizer, opt_init_args_register
from msshim._src.optim.states import float32
from msshim._src.tensor import dtype as mstype
from msshim._src.tensor.tensor import Tensor


def lamb(
    params: Tensors,
    grads: Tensors,
    lr: Any,
    weight_decay: Any,
    moments1: Tensors,
    moments2: Tensors,
    beta1: float,
    beta2: float,
    eps: float,
    global_step: Any,
) -> None:
    """Lamb, You et al. 2020: Adam, each parameter's step as long as its weights."""
    average(moments1, grads, beta1)
    average(moments2, squares(grads), beta2)
    seconds = list(torch._foreach_div(moments2, 1 - beta2**global_step))
    updates = list(torch._foreach_div(torch._foreach_div(moments1, 1 - beta1**global_step), roots(seconds, eps)))
    if weight_decay is not None:
        add(updates, params, weight_decay)
    for param, update, sizes in zip(params, updates, _norms(params, updates), strict=True):
        param.sub_(lr * _trust(*sizes) * update)


def _norms(params: Tensors, updates: Tensors) -> list[tuple[torch.Tensor, torch.Tensor]]:
    return list(zip(torch._foreach_norm(params), torch._foreach_norm(updates), strict=True))


def _trust(weight: torch.Tensor, update: torch.Tensor) -> torch.Tensor:
    """The length of the weights over that of the update; 1 where either is 0."""
    return torch.where((weight > 0) & (update > 0), weight / update, 1)


class LARS(Optimizer):
    """LARS, You et al. 2017: gradients as long as their weights, for another optimizer.

    MindSpore's CPU has no kernel for it.

    Args:
        optimizer: The Optimizer that steps.
        epsilon: A float, added to the divisor.
        coefficient: A float, the trust.
        use_clip: Whether the factor is at most the learning rate's.
        lars_filter: Which parameters; as a rule, all but those of LayerNorm and biases.

    Raises:
        TypeError: An argument is of another type.
        ValueError: `use_clip` with a learning rate that changes for groups.
    """

    __signature__ = VARIADIC

    @opt_init_args_register
    def __init__(
        self,
        optimizer: Optimizer,
        epsilon: float = 1e-05,
        coefficient: float = 0.001,
        use_clip: bool = False,
        lars_filter: Callable[[Parameter], bool] = lambda x: "LayerNorm" not in x.name and "bias" not in x.name,
    ) -> None:
        super().__init__(0.0, [Parameter(Tensor(0.0), name="fake_param")])
        if not isinstance(optimizer, Optimizer):
            raise TypeError(f"For 'LARS', 'optimizer' must be an Optimizer, but got {optimizer!r}.")
        checks.floats(self.cls_name, epsilon=epsilon, coefficient=coefficient)
        checks.bools(self.cls_name, use_clip=use_clip)
        if use_clip and optimizer.is_group_lr and optimizer.dynamic_lr:
            raise ValueError("For 'LARS', 'use_clip' must be False where the learning rates of groups change.")
        self.opt = optimizer
        self.epsilon, self.coefficient, self.use_clip = epsilon, coefficient, use_clip
        self.learning_rate = Parameter(Tensor(0.0, mstype.float32), name="fake_lr")
        self.lars_flag = tuple(bool(lars_filter(x)) for x in optimizer.parameters)
        self.parameters = optimizer.parameters
        self.is_group = optimizer.is_group
        self.weight_decay = optimizer.weight_decay
        self.decay_flags = optimizer.decay_flags
        self.dynamic_decay_flags = optimizer.dynamic_decay_flags
        self.dynamic_weight_decay = optimizer.dynamic_weight_decay
        self.exec_weight_decay = optimizer.exec_weight_decay
        self.need_scale = optimizer.need_scale
        self.reciprocal_scale = optimizer.reciprocal_scale
        self.loss_scale = optimizer.loss_scale
        self.global_step = optimizer.global_step
        optimizer.exec_weight_decay = False
        optimizer.need_scale = False

    @torch.no_grad()
    def construct(self, gradients: Any) -> Any:
        """One step of the optimizer, with each gradient as long as its weights."""
        grads = self._scaled([g._live for g in gradients])
        lr = self.opt.get_lr()
        each = lr if self.opt.is_group_lr else (lr,) * len(grads)
        places = zip(self.opt.parameters, grads, each, self._decays(), self.lars_flag, strict=True)
        found = [self._scaled_to(p._p, g, rate, decay) if flag else g for p, g, rate, decay, flag in places]
        return self.opt(tuple(map(Tensor, found)))

    def _scaled_to(self, weight: torch.Tensor, grad: torch.Tensor, lr: Any, decay: Any) -> torch.Tensor:
        decay = 0.0 if decay is None else rates.number(decay) / self.loss_scale
        size, slope = weight.norm(), grad.norm()
        trust = self.coefficient * size / (slope + decay * size + self.epsilon)
        if self.use_clip:
            trust = (trust / rates.number(lr)).clamp(0, 1)
        trust = torch.where((size > 0) & (slope > 0), trust, 1)
        scaled: torch.Tensor = trust * (grad + decay * weight)
        return scaled


class AdaFactor(Optimizer):
    """AdaFactor, Shazeer and Stern 2018: second moments of matrices as a row times a column.

    Args:
        params, weight_decay, loss_scale: See `Optimizer`.
        learning_rate: As there; None with `relative_step`.
        eps: Two floats: added to the squared gradient, and the least scale of a parameter.
        clip_threshold: The largest root mean square of an update.
        decay_rate: The power of the step by which squares decay, a float between 0 and 1.
        beta1: The decay of the first moment; 0 or None for none.
        scale_parameter: Whether steps are as long as the parameter's root mean square.
        relative_step: Whether the step number gives the learning rate.
        warmup_init: Whether that starts small.
        compression: Whether the second moments of vectors are kept in float16.

    Raises: as `Optimizer`; TypeError or ValueError for an option of another type or out of its range, or for a
        learning rate and `relative_step`, or for neither.
    """

    _targets = ("CPU",)

    __signature__ = VARIADIC

    @opt_init_args_register
    def __init__(
        self,
        params: Any,
        learning_rate: Any = None,
        eps: Any = (1e-30, 1e-3),
        clip_threshold: float = 1.0,
        decay_rate: float = 0.8,
        beta1: float | None = 0.9,
        weight_decay: float = 0.0,
        scale_parameter: bool = True,
        relative_step: bool = True,
        warmup_init: bool = False,
        compression: bool = False,
        loss_scale: float = 1.0,
    ) -> None:
        if learning_rate is not None and relative_step:
            raise ValueError("For 'AdaFactor', 'learning_rate' must be None where 'relative_step' is True.")
        if learning_rate is None and not relative_step:
            raise ValueError("For 'AdaFactor', 'learning_rate' must not be None where 'relative_step' is False.")
        if warmup_init and not relative_step:
            raise ValueError("For 'AdaFactor', 'warmup_init' needs 'relative_step'.")
        self.scale_lr = learning_rate is None or isinstance(learning_rate, (float, int))
        super().__init__(0.0 if learning_rate is None else learning_rate, params, weight_decay, loss_scale)
        if not isinstance(eps, (list, tuple)):
            raise TypeError(f"For 'AdaFactor', 'eps' must be a tuple or list, but got {eps!r}.")
        if len(eps) != 2:
            raise ValueError(f"For 'AdaFactor', 'eps' must be two numbers, but got {eps}.")
        checks.non_negative(self.cls_name, eps0=eps[0], eps1=eps[1], clip_threshold=clip_threshold)
        checks.fractions(self.cls_name, decay_rate=decay_rate)
        checks.floats(self.cls_name, weight_decay=weight_decay)
        if not 0 <= weight_decay < 1:
            raise ValueError(f"For 'AdaFactor', 'weight_decay' must be in [0, 1), but got {weight_decay}.")
        checks.bools(self.cls_name, scale_parameter=scale_parameter, relative_step=relative_step)
        checks.bools(self.cls_name, compression=compression)
        beta1 = 0.0 if beta1 is None else beta1
        checks.non_negative(self.cls_name, beta1=float(beta1))
        self.eps = tuple(map(float32, eps))
        self.clip_threshold = float32(clip_threshold)
        self.decay_rate = float32(-decay_rate)
        self.beta1 = float32(beta1)
        self.weight_decay = Tensor(weight_decay, mstype.float32)
        self.scale_parameter = scale_parameter and self.scale_lr
        self.relative_step = relative_step
        self.warmup_init = warmup_init
        self.use_first_moment = beta1 > 0
        if self.use_first_moment:
            self.exp_avg = self.parameters.clone(prefix="exp_avg", init="zeros")
        else:
            self.exp_avg = ParameterTuple([Parameter(Tensor(0.0))] * self.param_length)
        squares = [self._squares(p, compression) for p in self.parameters]
        self.exp_avg_sq_row, self.exp_avg_sq_col, self.exp_avg_sq = (
            ParameterTuple(items) for items in zip(*squares, strict=True)
        )
        self.step = Parameter(Tensor([0], mstype.float32), name="afactor_step")

    @staticmethod
    def _squares(param: Parameter, compression: bool) -> list[Parameter]:
        """The row, the column and the whole of a parameter's second moment; what is not used is one number."""
        shape, dtype = tuple(param.shape), param.dtype
        matrix = len(shape) > 1
        shapes = (shape[:-1], (*shape[:-2], shape[-1]), (1,)) if matrix else ((1,), (1,), shape)
        dtypes = dtype, dtype, mstype.float16 if compression and not matrix else dtype
        names = "exp_avg_sq_row", "exp_avg_sq_col", "exp_avg_sq"
        return [
            Parameter(Tensor(torch.zeros(size, dtype=mstype.dtype_to_torch(kind))), name=f"{name}_{param.name}")
            for size, kind, name in zip(shapes, dtypes, names, strict=True)
        ]

    @torch.no_grad()
    def construct(self, gradients: Any) -> Any:
        """One step with one gradient for each parameter, in order."""
        lr = self.get_lr()
        self.global_step._p.add_(1)
        self.step._p.add_(1)
        step = rates.number(self.step)
        if self.scale_lr and self.relative_step:
            lr = min(1e-6 * step if self.warmup_init else 0.01, step**-0.5)
        beta2 = 1.0 - step**self.decay_rate
        each = lr if self.is_group_lr else (lr,) * len(gradients)
        states = zip(self.exp_avg, self.exp_avg_sq_row, self.exp_avg_sq_col, self.exp_avg_sq, strict=True)
        for param, grad, rate, kept in zip(self.parameters, gradients, each, states, strict=True):
            self._update(param._p, grad._live, rates.number(rate), beta2, *(item._p for item in kept))
        return (True,) * len(gradients)

    def _update(self, param: torch.Tensor, grad: torch.Tensor, lr: Any, beta2: Any, *kept: torch.Tensor) -> None:
        first, row, column, whole = kept
        if self.scale_parameter:
            lr = lr * _root_mean_square(param).clamp(min=self.eps[1])
        squares = grad**2 + self.eps[0]
        if grad.ndim > 1:
            row.mul_(beta2).add_(squares.mean(-1), alpha=1 - beta2)
            column.mul_(beta2).add_(squares.mean(-2), alpha=1 - beta2)
            rows = (row / row.mean(-1, keepdim=True)).rsqrt().unsqueeze(-1)
            update = rows * column.rsqrt().unsqueeze(-2) * grad
        else:
            mean = whole.to(grad.dtype).mul(beta2).add_(squares, alpha=1 - beta2)
            whole.copy_(mean)
            update = mean.rsqrt() * grad
        update = update / (_root_mean_square(update) / self.clip_threshold).clamp(min=1) * lr
        if self.use_first_moment:
            update = first.mul_(self.beta1).add_(update, alpha=1 - self.beta1)
        decay = rates.number(self.weight_decay)
        if decay:
            param.add_(-decay * lr * param)
        param.sub_(update)


def _root_mean_square(t: torch.Tensor) -> torch.Tensor:
    return t.square().mean().sqrt()
