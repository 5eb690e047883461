"""Normalisation as functions, and dropout of values and channels."""

from __future__ import annotations

from typing import Any

import torch
import torch.nn.functional as F

from msshim._src.kernels import layouts
from msshim._src.kernels.random import functions as random_functions


def batch_norm(
    input: torch.Tensor,
    running_mean: torch.Tensor,
    running_var: torch.Tensor,
    weight: torch.Tensor,
    bias: torch.Tensor,
    training: bool,
    momentum: float,
    eps: float,
) -> torch.Tensor:
    """torch.batch_norm, which takes a single value a channel; the running values are updated when training."""
    if not isinstance(training, bool):
        raise TypeError(f"For 'batch_norm', the 'training' must be a bool, but got {training!r}.")
    if not 0 < eps <= 1:
        raise ValueError(f"For 'batch_norm', the 'eps' must be in (0, 1], but got {eps}.")
    if not 0 <= momentum <= 1:
        raise ValueError(f"For 'batch_norm', the 'momentum' must be in [0, 1], but got {momentum}.")
    cudnn = torch.backends.cudnn.enabled
    running = (running_mean.detach(), running_var.detach())  # which get no gradient, as in MindSpore
    return layouts.apply(torch.batch_norm, input, weight, bias, *running, training, momentum, eps, cudnn)


def layer_norm(
    input: torch.Tensor, normalized_shape: Any, weight: torch.Tensor | None, bias: torch.Tensor | None, eps: float
) -> torch.Tensor:
    """F.layer_norm; an int stands for a tuple of one."""
    shape = (normalized_shape,) if isinstance(normalized_shape, int) else tuple(normalized_shape)
    return F.layer_norm(input, shape, weight, bias, eps)


def add_layer_norm(
    x1: torch.Tensor,
    x2: torch.Tensor,
    gamma: torch.Tensor,
    beta: torch.Tensor,
    epsilon: float,
    additional_output: bool,
) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor]:
    """The sum normalised over the last axes, its mean, its reciprocal standard deviation, and the sum if asked for."""
    total = x1 + x2
    normal, mean, rstd = torch.native_layer_norm(total, list(gamma.shape), gamma, beta, epsilon)
    return normal, mean, rstd, total if additional_output else torch.zeros_like(total)


def rms_norm(x: torch.Tensor, gamma: torch.Tensor, epsilon: float) -> tuple[torch.Tensor, torch.Tensor]:
    """x over its root mean square, times gamma; and the reciprocal of that root, in float32."""
    work = x.float() if x.dtype in (torch.float16, torch.bfloat16) else x
    axes = list(range(x.dim() - gamma.dim(), x.dim()))
    rstd = torch.rsqrt(work.square().mean(axes, keepdim=True) + epsilon)
    return (work * rstd).to(x.dtype) * gamma, rstd.float()


def add_rms_norm(
    x1: torch.Tensor, x2: torch.Tensor, gamma: torch.Tensor, epsilon: float
) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """`rms_norm` of the sum, and the sum."""
    total = x1 + x2
    return (*rms_norm(total, gamma, epsilon), total)


def lrn(
    input: torch.Tensor, depth_radius: int, bias: float, alpha: float, beta: float, norm_region: str
) -> torch.Tensor:
    """F.local_response_norm over depth_radius channels to both sides, whose alpha is not divided by their number."""
    if norm_region != "ACROSS_CHANNELS":
        raise ValueError(f"For 'lrn', the 'norm_region' must be 'ACROSS_CHANNELS', but got {norm_region!r}.")
    if not isinstance(depth_radius, int):
        raise TypeError(f"For 'lrn', the 'depth_radius' must be an int, but got {depth_radius!r}.")
    if depth_radius < 0:
        raise ValueError(f"For 'lrn', the 'depth_radius' must not be negative, but got {depth_radius}.")
    if input.dim() != 4:
        raise ValueError(f"For 'lrn', the 'x' must have 4 dimensions, but got {input.dim()}.")
    size = 2 * depth_radius + 1
    work = input.float() if input.dtype in (torch.float16, torch.bfloat16) else input
    return F.local_response_norm(work, size, alpha * size, beta, bias).to(input.dtype)


def _check_dropout(name: str, p: Any, training: Any) -> None:
    if not isinstance(training, bool):
        raise TypeError(f"For '{name}', the 'training' must be a bool, but got {training!r}.")
    if not isinstance(p, float):
        raise TypeError(f"For '{name}', the 'p' must be a float, but got {p!r}.")
    if not 0 <= p <= 1:
        raise ValueError(f"For '{name}', the 'p' must be in [0, 1], but got {p}.")


def dropout(input: torch.Tensor, p: float, training: bool, seed: int | None) -> torch.Tensor:
    """F.dropout, with MindSpore's mask where a seed is set."""
    if not isinstance(training, bool):
        raise TypeError(f"For 'dropout', the 'training' must be a bool, but got {training!r}.")
    if not isinstance(p, (int, float)):
        raise TypeError(f"For 'dropout', the 'p' must be a float, but got {p!r}.")
    if not training:
        return input
    if not 0 <= p < 1:
        raise RuntimeError(f"For 'dropout', the 'p' must be in [0, 1), but got {p}.")
    return random_functions.dropout(input, p, seed)


def _drop_channels(name: str, input: torch.Tensor, p: float, training: bool, ranks: tuple[int, ...]) -> torch.Tensor:
    """Zeros in whole channels, the rest scaled up; integers keep no fraction."""
    if training is False and name != "dropout1d":  # MindSpore does not look at `p` then
        return input
    _check_dropout(name, p, training)
    if not training:
        return input
    if input.dim() not in ranks:
        raise ValueError(f"For '{name}', the 'input' must have {ranks[0]} dimensions, but got {input.dim()}.")
    channels = 1 if input.dim() < ranks[-1] else 2
    shape = (*input.shape[:channels], *[1] * (input.dim() - channels))
    kept = torch.empty(shape, dtype=torch.float32, device=input.device).bernoulli_(1 - p)
    scaled = kept / (1 - p) if p < 1 else kept
    return (input * scaled.to(input.dtype if input.is_floating_point() else torch.float32)).to(input.dtype)


def dropout1d(input: torch.Tensor, p: float, training: bool) -> torch.Tensor:
    """Zeros in whole channels of (N, C, L) or (C, L)."""
    return _drop_channels("dropout1d", input, p, training, (2, 3))


def dropout2d(input: torch.Tensor, p: float, training: bool) -> torch.Tensor:
    """Zeros in whole channels of (N, C, H, W)."""
    return _drop_channels("dropout2d", input, p, training, (4,))


def dropout3d(input: torch.Tensor, p: float, training: bool) -> torch.Tensor:
    """Zeros in whole channels of (N, C, D, H, W)."""
    return _drop_channels("dropout3d", input, p, training, (5,))


def rotary_position_embedding(x: torch.Tensor, cos: torch.Tensor, sin: torch.Tensor, mode: int) -> torch.Tensor:
    """x * cos + turned * sin, where turned swaps the halves (mode 0) or the neighbours (mode 1) with a sign."""
    if mode == 0:
        head, tail = x.chunk(2, -1)
        turned = torch.cat((-tail, head), -1)
    else:
        turned = torch.stack((-x[..., 1::2], x[..., ::2]), -1).flatten(-2)
    return x * cos + turned * sin
