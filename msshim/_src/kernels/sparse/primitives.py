"""Optimizer steps of single rows, and the parts of a sparse tensor; the rows are those that `indices` name.

Indices beyond the tensor are passed over, as in MindSpore, and a row that is named twice is either stepped twice, one
after the other, or once with the sum of its gradients.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import torch

from msshim._src.kernels.optimizer.primitives import _moment, _same, _shrink, adam_weight_decay, at_least_0, root

Tensor = torch.Tensor
Pair = tuple[Tensor, Tensor]
Triple = tuple[Tensor, Tensor, Tensor]


def _fit(name: str, var: Tensor, grad: Tensor, indices: Tensor) -> None:
    if indices.dtype is not torch.int32:
        raise TypeError(f"For '{name}', the 'indices' must be int32, but got {indices.dtype}.")
    if indices.dim() != 1 or grad.shape[:1] != indices.shape or grad.shape[1:] != var.shape[1:]:
        shapes = f"{tuple(var.shape)}, {tuple(grad.shape)} and {tuple(indices.shape)}"
        raise ValueError(f"For '{name}', the shapes of 'var', 'grad' and 'indices' do not fit: {shapes}.")


def _summed(name: str, var: Tensor, grad: Tensor, indices: Tensor) -> Pair:
    """The gradient of every row, and which rows are named, to be broadcast."""
    _fit(name, var, grad, indices)
    inside = (indices >= 0) & (indices < var.shape[0])
    rows = indices.clamp(0, var.shape[0] - 1).long()
    column = inside.view(-1, *[1] * (var.dim() - 1))
    dense = torch.zeros_like(var).index_add(0, rows, torch.where(column, grad, 0))
    named = torch.zeros(var.shape[0], dtype=torch.int32, device=var.device).index_add(0, rows, inside.int())
    return dense, (named > 0).view(-1, *[1] * (var.dim() - 1))


def _rounds(name: str, var: Tensor, grad: Tensor, indices: Tensor) -> Iterator[Pair]:
    """Rows and their gradients, of which each comes once in a round, in the order of the indices."""
    _fit(name, var, grad, indices)
    kept = ((indices >= 0) & (indices < var.shape[0])).nonzero().flatten()
    rows = indices[kept].long()
    earlier = torch.tril(rows[:, None] == rows, -1).sum(1)
    for turn in range(int(earlier.max()) + 1 if rows.numel() else 0):
        now = earlier == turn
        yield rows[now], grad[kept[now]]


@torch.no_grad()
def adam(
    var: Tensor, m: Tensor, v: Tensor, beta1_power: Any, beta2_power: Any, lr: Any, beta1: Any, beta2: Any,
    epsilon: Any, grad: Tensor, indices: Tensor, use_nesterov: bool,
) -> Triple:  # fmt: skip
    """One step of Adam; the moments of all rows decay."""
    dense, _ = _summed("FusedSparseAdam", var, grad, indices)
    rate = lr * root(1 - beta2_power) / (1 - beta1_power)
    _moment(m, beta1, dense)
    _moment(v, beta2, dense * dense)
    step = m * beta1 + (1 - beta1) * dense if use_nesterov else m
    var.sub_(rate * step / (v.sqrt() + epsilon))
    return var, m, v


@torch.no_grad()
def lazy_adam(
    var: Tensor, m: Tensor, v: Tensor, beta1_power: Any, beta2_power: Any, lr: Any, beta1: Any, beta2: Any,
    epsilon: Any, grad: Tensor, indices: Tensor, use_nesterov: bool,
) -> Triple:  # fmt: skip
    """One step of Adam that leaves all other rows as they are."""
    dense, named = _summed("FusedSparseLazyAdam", var, grad, indices)
    rate = lr * root(1 - beta2_power) / (1 - beta1_power)
    m.copy_(torch.where(named, m * beta1 + (1 - beta1) * dense, m))
    v.copy_(torch.where(named, v * beta2 + (1 - beta2) * dense * dense, v))
    step = m * beta1 + (1 - beta1) * dense if use_nesterov else m
    var.sub_(torch.where(named, rate * step / (v.sqrt() + epsilon), 0))
    return var, m, v


def _ftrl(
    var: Tensor, accum: Tensor, linear: Tensor, grad: Tensor, shrunk: Any, lr: float, l1: float, l2: float,
    lr_power: float,
) -> Triple:  # fmt: skip
    """What one step of FTRL makes of three tensors; `shrunk` is the gradient for the linear term."""
    if lr_power > 0:
        raise ValueError(f"For 'SparseApplyFtrl', the 'lr_power' must not be greater than 0, but got {lr_power}.")
    added = accum + grad * grad
    after = added**-lr_power
    pulled = linear + shrunk - (after - accum**-lr_power) / lr * var
    near = (pulled.sign() * l1 - pulled) / (after / lr + 2 * l2)
    return torch.where(pulled.abs() > l1, near, 0), added, pulled


@torch.no_grad()
def fused_ftrl(
    var: Tensor, accum: Tensor, linear: Tensor, grad: Tensor, indices: Tensor, lr: float, l1: float, l2: float,
    lr_power: float,
) -> Triple:  # fmt: skip
    """One step of FTRL with the sum of a row's gradients."""
    dense, named = _summed("FusedSparseFtrl", var, grad, indices)
    found = _ftrl(var, accum, linear, dense, dense, lr, l1, l2, lr_power)
    for old, new in zip((var, accum, linear), found, strict=True):
        old.copy_(torch.where(named, new, old))
    return var, accum, linear


@torch.no_grad()
def ftrl(
    var: Tensor, accum: Tensor, linear: Tensor, grad: Tensor, indices: Tensor, lr: float, l1: float, l2: float,
    lr_power: float, l2_shrinkage: float = 0.0,
) -> Triple:  # fmt: skip
    """One step of FTRL for each time that a row is named."""
    for rows, slope in _rounds("SparseApplyFtrl", var, grad, indices):
        shrunk = slope + 2 * l2_shrinkage * var[rows] if l2_shrinkage else slope
        found = _ftrl(var[rows], accum[rows], linear[rows], slope, shrunk, lr, l1, l2, lr_power)
        for old, new in zip((var, accum, linear), found, strict=True):
            old[rows] = new.to(old.dtype)
    return var, accum, linear


@torch.no_grad()
def adagrad(var: Tensor, accum: Tensor, grad: Tensor, indices: Tensor, lr: float, update_slots: bool) -> Pair:
    """One step of Adagrad with the sum of a row's gradients."""
    if lr <= 0:
        raise RuntimeError(f"For 'SparseApplyAdagrad', the 'lr' must be greater than 0, but got {lr}.")
    dense, named = _summed("SparseApplyAdagrad", var, grad, indices)
    if update_slots:
        accum.add_(dense * dense)
    var.sub_(torch.where(named, lr * dense / accum.sqrt(), 0))
    return var, accum


@torch.no_grad()
def adagrad_v2(
    var: Tensor, accum: Tensor, grad: Tensor, indices: Tensor, lr: float, epsilon: float, update_slots: bool
) -> Pair:
    """One step of Adagrad for each time that a row is named."""
    if lr <= 0 or epsilon <= 0:
        raise RuntimeError(f"For 'SparseApplyAdagradV2', 'lr' and 'epsilon' must be positive, but got {lr}, {epsilon}.")
    for rows, slope in _rounds("SparseApplyAdagradV2", var, grad, indices):
        if update_slots:
            accum[rows] += slope * slope
        var[rows] -= lr * slope / (accum[rows] + epsilon).sqrt()
    return var, accum


@torch.no_grad()
def proximal_adagrad(var: Tensor, accum: Tensor, lr: Any, l1: Any, l2: Any, grad: Tensor, indices: Tensor) -> Pair:
    """One step of Adagrad with the sum of a row's gradients, then towards 0."""
    dense, named = _summed("FusedSparseProximalAdagrad", var, grad, indices)
    accum.add_(dense * dense)
    rate = lr / accum.sqrt()
    var.copy_(torch.where(named, _shrink(var - rate * dense, rate, l1, l2), var))
    return var, accum


@torch.no_grad()
def rms_prop(
    var: Tensor, ms: Tensor, mom: Tensor, lr: Any, grad: Tensor, indices: Tensor, rho: float, momentum: float,
    epsilon: float,
) -> Triple:  # fmt: skip
    """One step of RMSProp for each time that a row is named."""
    _same("SparseApplyRMSProp", var, ms, mom, grad)
    if not 0 <= rho <= 1:
        raise ValueError(f"For 'SparseApplyRMSProp', the 'rho' must be in [0, 1], but got {rho}.")
    for rows, slope in _rounds("SparseApplyRMSProp", var, grad, indices):
        ms[rows] = (ms[rows] * rho + slope * slope * (1 - rho)).to(ms.dtype)
        mom[rows] = (mom[rows] * momentum + lr * slope / (ms[rows] + epsilon).sqrt()).to(mom.dtype)
        var[rows] -= mom[rows]
    return var, ms, mom


@torch.no_grad()
def adadelta(
    var: Tensor, accum: Tensor, accum_updata: Tensor, lr: Any, rho: Any, grad: Tensor, indices: Tensor, epsilon: float
) -> Triple:
    """One step of Adadelta for each time that a row is named."""
    _same("SparseApplyAdadelta", var, accum, accum_updata, grad)
    for rows, slope in _rounds("SparseApplyAdadelta", var, grad, indices):
        accum[rows] = accum[rows] * rho + slope * slope * (1 - rho)
        update = (accum_updata[rows] + epsilon).sqrt() * slope / (accum[rows] + epsilon).sqrt()
        var[rows] -= lr * update
        accum_updata[rows] = accum_updata[rows] * rho + update * update * (1 - rho)
    return var, accum, accum_updata


def cast_adam_weight_decay(
    var: Tensor, m: Tensor, v: Tensor, lr: Any, beta1: Any, beta2: Any, epsilon: Any, decay: Any, grad: Tensor,
    global_norm: Any,
) -> Triple:  # fmt: skip
    """One step of Adam with decaying weights on the gradient over its norm, also of weights in halves."""
    with torch.no_grad():
        wide = var.float()
        adam_weight_decay(wide, m, v, lr, beta1, beta2, epsilon, decay, grad.float() / global_norm)
        return var.copy_(wide), m, v


@torch.no_grad()
def keras_momentum(var: Tensor, accum: Tensor, lr: Any, grad: Tensor, momentum: Any, use_nesterov: bool) -> Pair:
    """One step with momentum that holds the rate."""
    _same("ApplyKerasMomentum", var, accum, grad)
    accum.mul_(momentum).sub_(grad * lr)
    var.add_(accum * momentum - grad * lr if use_nesterov else accum)
    return var, accum


@torch.no_grad()
def adagrad_da(
    var: Tensor, gradient_accumulator: Tensor, gradient_squared_accumulator: Tensor, grad: Tensor, lr: Any, l1: Any,
    l2: Any, global_step: Any,
) -> Tensor:  # fmt: skip
    """One step of Adagrad on the sum of all gradients; `l1` is subtracted as MindSpore does."""
    _same("ApplyAdagradDA", var, gradient_accumulator, gradient_squared_accumulator, grad)
    total, squares = gradient_accumulator.add_(grad), gradient_squared_accumulator.add_(grad * grad)
    near = total.sign() * (total - at_least_0(l1) * global_step).abs()
    return var.copy_(-lr * near / (l2 * global_step * lr + squares.sqrt()))


@torch.no_grad()
def scaled_momentum(
    weight_decay: Tensor, loss_scale: Tensor, variable: Tensor, accumulation: Tensor, learning_rate: Any,
    gradient: Tensor, momentum: Any,
) -> Tensor:  # fmt: skip
    """One step with momentum on the gradient times the loss scale, with decaying weights."""
    _same("FusedWeightScaleApplyMomentum", variable, accumulation, gradient)
    accumulation.mul_(momentum).add_(gradient * loss_scale + weight_decay * variable)
    return variable.sub_(accumulation * learning_rate)


@torch.no_grad()
def ada_factor(
    epsilon: Any, clip_threshold: Any, beta1: Any, beta2: Any, weight_decay: Any, learning_rate: Any, grad: Tensor,
    param: Tensor, exp_avg: Tensor, exp_avg_sq_row: Tensor, exp_avg_sq_col: Tensor, exp_avg_sq: Tensor,
    enable_scale_parameter: bool, enable_first_moment: bool, enable_weight_decay: bool,
) -> tuple[Tensor]:  # fmt: skip
    """One step of Adafactor: the squares of matrices are kept by row and by column."""
    if grad.shape != param.shape:
        raise RuntimeError(
            f"For 'FusedAdaFactor', the shapes must be equal: {tuple(grad.shape)}, {tuple(param.shape)}."
        )
    squares = grad.float() ** 2 + epsilon[0]
    if grad.dim() > 1:
        _moment(exp_avg_sq_row, beta2, squares.mean(-1))
        _moment(exp_avg_sq_col, beta2, squares.mean(-2))
        share = exp_avg_sq_row / exp_avg_sq_row.mean(-1, keepdim=True)
        update = grad / (share.unsqueeze(-1) * exp_avg_sq_col.unsqueeze(-2)).sqrt()
    else:
        update = grad / _moment(exp_avg_sq, beta2, squares).sqrt()
    update = update / (update.square().mean().sqrt() / clip_threshold).clamp(min=1)
    rate = learning_rate
    if enable_scale_parameter:
        rate = rate * param.float().square().mean().sqrt().clamp(min=float(epsilon[1]))
    update = update * rate
    if enable_first_moment:
        update = _moment(exp_avg, beta1, update)
    if enable_weight_decay:
        param.mul_(1 - weight_decay * rate)
    return (param.sub_(update.to(param.dtype)),)


def lars_update(
    weight: Tensor, gradient: Tensor, norm_weight: Tensor, norm_gradient: Tensor, weight_decay: Any,
    learning_rate: Any, epsilon: float, hyperpara: float, use_clip: bool,
) -> Tensor:  # fmt: skip
    """The gradient with decaying weights, scaled by the layer's trust; the norms come squared."""
    size = norm_weight.sqrt()
    trust = hyperpara * size / (norm_gradient.sqrt() + weight_decay * size + epsilon)
    if use_clip:
        trust = (trust / learning_rate).clamp(max=1)
    return trust * (gradient + weight_decay * weight)


def sparse_slice(indices: Tensor, values: Tensor, shape: Tensor, start: Tensor, size: Tensor) -> Triple:
    """The part of a sparse tensor from `start` on: indices, values and shape."""
    if any(tensor.dtype is not torch.int64 for tensor in (indices, shape, start, size)):
        raise TypeError("For 'SparseSlice', 'indices', 'shape', 'start' and 'size' must be int64.")
    if indices.shape[0] != values.shape[0]:
        found = f"{tuple(indices.shape)} and {tuple(values.shape)}"
        raise ValueError(f"For 'SparseSlice', 'indices' and 'values' must be of one length, but got {found}.")
    inside = ((indices >= start) & (indices < start + size)).all(1)
    return indices[inside] - start, values[inside], torch.minimum(size, shape - start)


def sparse_dense_add(x1_indices: Tensor, x1_values: Tensor, x1_shape: Tensor, x2: Tensor) -> Tensor:
    """A dense tensor plus values at indices."""
    if x1_indices.dtype is not x1_shape.dtype or x1_values.dtype is not x2.dtype:
        raise TypeError("For 'SparseTensorDenseAdd', indices and shape, and values and 'x2', must have one dtype each.")
    if x1_values.shape != x1_indices.shape[:1]:
        found = f"{tuple(x1_indices.shape)} and {tuple(x1_values.shape)}"
        raise ValueError(f"For 'SparseTensorDenseAdd', indices and values must be of one length, but got {found}.")
    if tuple(x1_shape.tolist()) != tuple(x2.shape):
        found = f"{x1_shape.tolist()} and {tuple(x2.shape)}"
        raise RuntimeError(f"For 'SparseTensorDenseAdd', both shapes must be equal, but got {found}.")
    bounds = x1_shape.to(x1_indices.device)
    if ((x1_indices < 0) | (x1_indices >= bounds)).any():
        raise ValueError("For 'SparseTensorDenseAdd', an index is out of range.")
    return x2.index_put(tuple(x1_indices.long().unbind(-1)), x1_values, accumulate=True)


def map_uniform(input: Tensor, per_group_size: Any, group_num: Any) -> Tensor:
    """Numbers in turn to each of some groups of the same size."""
    return input % group_num * per_group_size + input // group_num


def sub_and_filter(input: Tensor, max_num: Any, offset: Any) -> Pair:
    """The elements less an offset that are in [0, max_num), and their places."""
    if input.dtype not in (torch.int32, torch.int64):
        raise TypeError(f"For 'SubAndFilter', the 'input_x' must be int32 or int64, but got {input.dtype}.")
    moved = input.flatten() - offset
    places = ((moved >= 0) & (moved < max_num)).nonzero().flatten()
    return moved[places], places.to(input.dtype)


def sparse_segment_mean(x: Tensor, indices: Tensor, segment_ids: Tensor) -> Tensor:
    """The means of the rows that the indices name, one for each segment."""
    if indices.shape != segment_ids.shape:
        found = f"{tuple(indices.shape)} and {tuple(segment_ids.shape)}"
        raise ValueError(f"For 'SparseSegmentMean', 'indices' and 'segment_ids' must be of one size, but got {found}.")
    if (segment_ids.diff() < 0).any() or (segment_ids < 0).any() or ((indices < 0) | (indices >= x.shape[0])).any():
        raise RuntimeError("For 'SparseSegmentMean', the ids must be sorted, and they and the indices in range.")
    ids = segment_ids.long()
    count = torch.bincount(ids)
    total = x.new_zeros(count.shape[0], *x.shape[1:]).index_add(0, ids, x[indices.long()])
    return total / count.clamp(min=1).view(-1, *[1] * (x.dim() - 1)).to(x.dtype)


def sparse_to_dense(indices: torch.Tensor, values: torch.Tensor, sparse_shape: tuple[int, ...]) -> torch.Tensor:
    """The dense tensor with `values` at `indices`, of shape (K, R); 0 elsewhere."""
    if values.shape != indices.shape[:1]:
        raise ValueError(
            f"For 'SparseToDense', there must be a value for each index, but got {tuple(values.shape)} and "
            f"{tuple(indices.shape)}."
        )
    dense = values.new_zeros(sparse_shape)
    return dense.index_put(tuple(indices.long().unbind(-1)), values)


def sparse_tensor_dense_matmul(
    indices: torch.Tensor,
    values: torch.Tensor,
    sparse_shape: tuple[int, ...],
    dense: torch.Tensor,
    adjoint_st: bool,
    adjoint_dt: bool,
) -> torch.Tensor:
    """The product of a sparse matrix and a dense one, transposed where asked."""
    left = sparse_to_dense(indices, values, sparse_shape)
    return (left.T if adjoint_st else left) @ (dense.T if adjoint_dt else dense)
