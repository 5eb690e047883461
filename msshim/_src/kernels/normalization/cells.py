"""Batch, layer and group normalisation."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import torch
import torch.nn.functional as F

from msshim._src.kernels import layouts


def batch_norm_options(cls_name: str, eps: float, momentum: float, use_batch_statistics: Any) -> dict[str, Any]:
    """torch's momentum; ValueError for a bad eps, momentum or `use_batch_statistics`."""
    if not 0 < eps <= 1:
        raise ValueError(f"For '{cls_name}', the 'eps' must be in (0, 1], but got {eps}.")
    if not 0 <= momentum <= 1:
        raise ValueError(f"For '{cls_name}', the 'momentum' must be in [0, 1], but got {momentum}.")
    if use_batch_statistics is not None and not isinstance(use_batch_statistics, bool):
        raise ValueError(
            f"For '{cls_name}', the 'use_batch_statistics' must be a bool or None, but got {use_batch_statistics!r}."
        )
    return {"momentum": 1.0 - momentum}


def batch_norm(
    x: torch.Tensor,
    gamma: torch.Tensor,
    beta: torch.Tensor,
    moving_mean: torch.Tensor,
    moving_variance: torch.Tensor,
    use_batch_statistics: bool | None,
    training: bool,
    momentum: float,
    eps: float,
) -> torch.Tensor:
    """What F.batch_norm does, without its refusal of a single value a channel, which MindSpore takes.

    The moving values are updated in place when the batch's are used.
    """
    train = training if use_batch_statistics is None else use_batch_statistics
    cudnn = torch.backends.cudnn.enabled
    moving = (moving_mean, moving_variance)
    return layouts.apply(torch.batch_norm, x, gamma, beta, *moving, train, momentum, eps, cudnn)


def batch_norm_repr(cell: Any) -> str:
    """What BatchNorm prints."""
    return (
        f"num_features={cell.num_features}, eps={cell.eps}, momentum={1.0 - cell.momentum}, gamma={cell.gamma}, "
        f"beta={cell.beta}, moving_mean={cell.moving_mean}, moving_variance={cell.moving_variance}"
    )


def batch_norm_3d(x: torch.Tensor, bn2d: Callable[[torch.Tensor], torch.Tensor]) -> torch.Tensor:
    """The 2-D normalisation, with depth and height as one axis; views only."""
    return bn2d(x.flatten(2, 3)).view(x.shape)


def layer_norm_shape(cls_name: str, normalized_shape: Any) -> dict[str, Any]:
    """TypeError unless `normalized_shape` is a tuple or list; ValueError unless it holds positive ints."""
    if not isinstance(normalized_shape, (tuple, list)):
        raise TypeError(
            f"For '{cls_name}', the 'normalized_shape' must be tuple or list, but got {normalized_shape!r}."
        )
    if not normalized_shape or not all(isinstance(size, int) and size > 0 for size in normalized_shape):
        raise ValueError(
            f"For '{cls_name}', the 'normalized_shape' must hold positive ints, but got {normalized_shape!r}."
        )
    return {}


def layer_norm(
    input_x: torch.Tensor,
    gamma: torch.Tensor,
    beta: torch.Tensor,
    begin_norm_axis: int,
    begin_params_axis: int,
    epsilon: float,
) -> torch.Tensor:
    """Normalise over the axes from `begin_norm_axis` on; gamma and beta have the axes from `begin_params_axis` on.

    Raises:
        RuntimeError: One of the two is not -1 or an axis of the input.
        ValueError: gamma has not the shape of the input's axes from `begin_params_axis` on.
    """
    if gamma.dtype != input_x.dtype:
        gamma, beta = gamma.to(input_x.dtype), beta.to(input_x.dtype)
    rank = input_x.dim()
    if not (-1 <= begin_norm_axis < rank and -1 <= begin_params_axis < rank and rank):
        axes = f"'begin_norm_axis' {begin_norm_axis} and 'begin_params_axis' {begin_params_axis}"
        raise RuntimeError(f"The {axes} must be in [-1, {rank}).")
    shape = input_x.shape[begin_norm_axis % rank :]
    held = input_x.shape[begin_params_axis % rank :]
    if held != gamma.shape:
        raise ValueError(
            f"The 'normalized_shape' {tuple(gamma.shape)} must be the input's shape from 'begin_params_axis' "
            f"{begin_params_axis} on."
        )
    if len(shape) == len(held):
        return F.layer_norm(input_x, shape, gamma, beta, epsilon)
    return F.layer_norm(input_x, shape, None, None, epsilon) * gamma + beta


def check_groups(cls_name: str, num_groups: int, num_channels: int) -> dict[str, Any]:
    """ValueError unless the groups divide the channels."""
    if num_channels % num_groups:
        raise ValueError(
            f"For '{cls_name}', the 'num_groups' must divide 'num_channels', but got {num_groups} and {num_channels}."
        )
    return {}


def group_norm(x: torch.Tensor, num_groups: int, gamma: torch.Tensor, beta: torch.Tensor, eps: float) -> torch.Tensor:
    """F.group_norm with gamma and beta in the input's dtype; RuntimeError for an input without channels."""
    if x.dim() < 2:
        raise RuntimeError(f"The 'x' must have at least 2 dimensions, but got {x.dim()}.")
    if gamma.dtype != x.dtype:
        gamma, beta = gamma.to(x.dtype), beta.to(x.dtype)
    return F.group_norm(x, num_groups, gamma, beta, eps)
