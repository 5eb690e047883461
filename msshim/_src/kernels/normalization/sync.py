"""Batch normalisation over the processes of torch.distributed, on any device that its backend takes."""

from __future__ import annotations

from typing import Any

import torch

from msshim._src.kernels.mint.cells import batch_norm
from msshim._src.kernels.normalization import cells as normalization


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
    from torch.distributed.nn.functional import all_reduce

    group = torch.distributed.group.WORLD if group is None else group
    axes = [0, *range(2, x.dim())]
    shape = [1, -1] + [1] * (x.dim() - 2)
    wide = x if x.dtype == torch.float64 else x.float()
    size = wide.new_full((1,), x.numel() // x.shape[1])
    total = all_reduce(torch.cat([wide.sum(axes), size]), group=group)  # type: ignore[no-untyped-call]
    count = total[-1].detach()
    mean = total[:-1] / count
    centred = wide - mean.view(shape)
    variance = all_reduce(centred.square().sum(axes), group=group) / count  # type: ignore[no-untyped-call]
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


def groups(
    cls_name: str, eps: float, momentum: float, use_batch_statistics: Any, process_groups: Any
) -> dict[str, Any]:
    """The options of nn.SyncBatchNorm; `_group`: the processes to normalise with, `_alone`: whether there are none."""
    options = normalization.batch_norm_options(cls_name, eps, momentum, use_batch_statistics)
    if process_groups not in (None, 0) and not isinstance(process_groups, list):
        raise TypeError(f"For '{cls_name}', 'process_groups' must be a list, but got {process_groups!r}.")
    group = None
    if process_groups and is_shared():
        rank = torch.distributed.get_rank()
        made = [torch.distributed.new_group(ranks) for ranks in process_groups]  # on every process alike
        group = next((one for one, ranks in zip(made, process_groups, strict=True) if rank in ranks), None)
    return {**options, "_group": group, "_alone": process_groups == 0 or (bool(process_groups) and group is None)}


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
