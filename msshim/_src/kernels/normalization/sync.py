"""Batch normalisation over the processes of torch.distributed, on any device that its backend takes."""

from __future__ import annotations

from typing import Any

import torch

from msshim._src.kernels.mint.cells import batch_norm
from msshim._src.kernels.normalization import cells as normalization


class _Sum(torch.autograd.Function):
    """The sum over processes; each one's gradient is the sum of all their gradients by it."""

    @staticmethod
    def forward(ctx: Any, x: torch.Tensor, group: Any) -> torch.Tensor:
        ctx.group = group
        total = x.clone(memory_format=torch.contiguous_format)
        torch.distributed.all_reduce(total, group=group)
        return total

    @staticmethod
    def backward(ctx: Any, grad: torch.Tensor) -> Any:
        return _sum(grad, ctx.group), None


def _sum(x: torch.Tensor, group: Any) -> torch.Tensor:
    total: torch.Tensor = _Sum.apply(x, group)  # type: ignore[no-untyped-call]
    return total


def is_shared(group: Any = None) -> bool:
    """Whether several processes are there to normalise together."""
    distributed = torch.distributed.is_available() and torch.distributed.is_initialized()
    return distributed and torch.distributed.get_world_size(group) > 1


def over_processes(
    x: torch.Tensor,
    weight: torch.Tensor | None,
    bias: torch.Tensor | None,
    running_mean: torch.Tensor | None,
    running_var: torch.Tensor | None,
    momentum: float,
    eps: float,
    group: Any = None,
) -> torch.Tensor:
    """(N, C, ...) normalised by mean and variance of all processes' batches, whose sizes may differ."""
    axes = [0, *range(2, x.dim())]
    shape = [1, -1] + [1] * (x.dim() - 2)
    wide = x if x.dtype == torch.float64 else x.float()
    size = wide.new_full((1,), x.numel() // x.shape[1])
    total = _sum(torch.cat([wide.sum(axes), size]), group)
    count = total[-1].detach()
    mean = total[:-1] / count
    centred = wide - mean.view(shape)
    variance = _sum(centred.square().sum(axes), group) / count
    if running_mean is not None and running_var is not None:
        unbiased = variance.detach() * (count / (count - 1))
        running_mean.lerp_(mean.detach().to(running_mean.dtype), momentum)
        running_var.lerp_(unbiased.to(running_var.dtype), momentum)
    y = centred * (variance + eps).rsqrt().view(shape)
    if weight is not None:
        y = y * weight.view(shape)
    if bias is not None:
        y = y + bias.view(shape)
    return y.to(x.dtype)


def sync_batch_norm(
    input: torch.Tensor,
    weight: torch.Tensor | None,
    bias: torch.Tensor | None,
    running_mean: torch.Tensor | None,
    running_var: torch.Tensor | None,
    num_batches_tracked: torch.Tensor | None,
    training: bool,
    track_running_stats: bool,
    momentum: float | None,
    eps: float,
    process_group: Any,
) -> torch.Tensor:
    """Batch normalisation, in training over all processes; `momentum` None keeps the average of all batches."""
    if input.dim() < 2:
        raise ValueError(f"For 'SyncBatchNorm', the input must have at least two axes, but got {tuple(input.shape)}.")
    if not (training and is_shared(process_group)):
        statistics = (running_mean, running_var, num_batches_tracked, training, track_running_stats)
        return batch_norm(input, weight, bias, *statistics, momentum, eps)
    factor = 0.0 if momentum is None else momentum
    if num_batches_tracked is not None:
        num_batches_tracked.add_(1)
        factor = 1.0 / float(num_batches_tracked) if momentum is None else momentum
    kept = (running_mean, running_var) if track_running_stats else (None, None)
    return over_processes(input, weight, bias, *kept, factor, eps, process_group)


def batch_norm_together(
    x: torch.Tensor,
    gamma: torch.Tensor,
    beta: torch.Tensor,
    moving_mean: torch.Tensor,
    moving_variance: torch.Tensor,
    use_batch_statistics: bool | None,
    training: bool,
    momentum: float,
    eps: float,
    _group: Any,
    _alone: bool,
) -> torch.Tensor:
    """`batch_norm`; where the batch's statistics count, over all processes of the group."""
    train = training if use_batch_statistics is None else use_batch_statistics
    weights = (gamma, beta, moving_mean, moving_variance)
    if not train or _alone or not is_shared(_group):
        return normalization.batch_norm(x, *weights, use_batch_statistics, training, momentum, eps)
    return over_processes(x, *weights, momentum, eps, _group)
