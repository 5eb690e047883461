"""Interpolation to another size, and at the places of a grid."""

from __future__ import annotations

import math
from typing import Any

import torch
import torch.nn.functional as F

from msshim._src.kernels.pooling.adaptive import adaptive_avg_pool1d

_MODES: dict[str, dict[int, tuple[str, ...]]] = {
    "nearest": {3: (), 4: (), 5: ("scale",)},
    "linear": {3: ("corners",)},
    "bilinear": {4: ("corners",)},
    "bicubic": {4: ("corners",)},
    "trilinear": {5: ("corners", "scale")},
    "area": {3: ("scale",), 4: ("scale",), 5: ("scale",)},
    "nearest-exact": {3: (), 4: ()},
}
"""The options that each mode takes for each number of dimensions."""


def _each(name: str, value: Any, kind: type, axes: int) -> tuple[Any, ...]:
    """One positive number of a kind for each axis."""
    items = tuple(value) if isinstance(value, (tuple, list)) else (value,) * axes
    if len(items) != axes:
        raise ValueError(f"For 'interpolate', the '{name}' must have {axes} numbers, but got {value!r}.")
    if not all(isinstance(item, kind) and not isinstance(item, bool) for item in items):
        raise TypeError(f"For 'interpolate', the '{name}' must be {kind.__name__}s, but got {value!r}.")
    if min(items) <= 0:
        raise ValueError(f"For 'interpolate', the '{name}' must be positive, but got {value!r}.")
    return items


def _options(rank: int, mode: Any) -> tuple[str, ...]:
    if not isinstance(mode, str) or mode not in _MODES:
        raise ValueError(f"For 'interpolate', the 'mode' must be one of {list(_MODES)}, but got {mode!r}.")
    if rank not in _MODES[mode]:
        raise ValueError(f"For 'interpolate', the mode {mode!r} takes {list(_MODES[mode])} dimensions, but got {rank}.")
    return _MODES[mode][rank]


def interpolate(
    input: torch.Tensor,
    size: Any,
    scale_factor: Any,
    mode: str,
    align_corners: bool | None,
    recompute_scale_factor: bool | None,
) -> torch.Tensor:
    """Another size of the axes after the second, by one of MindSpore's modes.

    Raises:
        TypeError: An option has the wrong type.
        ValueError: Not one of `size` and `scale_factor` is given, or the mode, the number of dimensions and the
            options do not go together.
    """
    rank = input.dim()
    if (size is None) == (scale_factor is None):
        raise ValueError(
            f"For 'interpolate', one of 'size' and 'scale_factor' must be given, but got {size} and {scale_factor}."
        )
    if size is not None:
        size = _each("size", size, int, rank - 2)
    else:
        scale_factor = _each("scale_factor", scale_factor, float, rank - 2)
    options = _options(rank, mode)
    if recompute_scale_factor and size is not None:
        raise ValueError("For 'interpolate', 'recompute_scale_factor' goes with 'scale_factor', not with 'size'.")
    if scale_factor is not None and (recompute_scale_factor or mode == "area"):
        size = tuple(math.floor(n * scale) for n, scale in zip(input.shape[2:], scale_factor, strict=True))
        scale_factor = None
    elif scale_factor is not None and "scale" not in options:
        raise ValueError(f"For 'interpolate', the mode {mode!r} takes no 'scale_factor' of {rank} dimensions.")
    if align_corners is not None:
        if not isinstance(align_corners, bool):
            raise TypeError(f"For 'interpolate', the 'align_corners' must be a bool, but got {align_corners!r}.")
        if "corners" not in options:
            raise ValueError(f"For 'interpolate', the mode {mode!r} takes no 'align_corners'.")
    if mode == "area" and rank == 3:
        return adaptive_avg_pool1d(input, size[0])
    if mode == "bicubic":
        return _bicubic(input, size, bool(align_corners))
    first = mode == "linear" and size == (1,)  # one number is the first, wherever the middle is
    corners = bool(align_corners) or first if "corners" in options else None
    if mode == "nearest" and scale_factor is not None:
        scale_factor = nearest_scales(input, scale_factor)
    return F.interpolate(input, size, scale_factor, mode, corners)


def nearest_scales(input: torch.Tensor, scales: Any) -> tuple[float, ...]:
    """The scales, but 1 or 2 where the size is as much as that."""
    found = []
    for n, scale in zip(input.shape[2:], scales, strict=True):
        size = math.floor(n * scale)
        found.append(size / n if size in (n, 2 * n) else scale)
    return tuple(found)


def _bicubic(input: torch.Tensor, size: tuple[int, int], corners: bool) -> torch.Tensor:
    """Cubic interpolation with MindSpore's weights, which are not torch's."""
    given = input if input.is_floating_point() and input.dtype is not torch.float16 else input.float()
    height, width = (cubic_weights(n, m, corners, given) for n, m in zip(input.shape[2:], size, strict=True))
    return (height @ given @ width.T).to(input.dtype)


def cubic_weights(n: int, m: int, corners: bool, like: torch.Tensor, first: bool = False) -> torch.Tensor:
    """The share of each of n pixels in each of m.

    Corners aligned, or measured from the first corner: the kernel of -0.75, and the rim's pixels go on beyond it. Else,
    from the pixels' middles: that of -0.5, and pixels beyond the rim do not count. Fractions are rounded to 1 / 1024.
    """
    sharpness = -0.75 if corners or first else -0.5
    places = torch.arange(m, dtype=torch.float64, device=like.device)
    step = (n - 1) / (m - 1) if corners and m > 1 else n / m
    source = places * step if corners or first else (places + 0.5) * step - 0.5
    low = source.floor()
    fraction = torch.round((source - low) * 1024) / 1024
    taps = torch.arange(-1, 3, device=like.device)
    t = (fraction.unsqueeze(1) - taps).abs()
    near = ((sharpness + 2) * t - (sharpness + 3)) * t * t + 1
    far = ((sharpness * t - 5 * sharpness) * t + 8 * sharpness) * t - 4 * sharpness
    weights = torch.where(t <= 1, near, torch.where(t < 2, far, torch.zeros_like(t)))
    pixels = low.long().unsqueeze(1) + taps
    if not (corners or first):
        weights = torch.where((pixels >= 0) & (pixels < n), weights, torch.zeros_like(weights))
        weights = weights / weights.sum(1, keepdim=True)
    shares = torch.zeros(m, n, dtype=torch.float64, device=like.device)
    return shares.scatter_add(1, pixels.clamp(0, n - 1), weights).to(like.dtype)


def grid_sample(
    input: torch.Tensor, grid: torch.Tensor, mode: str, padding_mode: str, align_corners: bool | None
) -> torch.Tensor:
    """F.grid_sample, in float16 on the CPU too; ValueError for another mode."""
    if mode not in ("bilinear", "nearest"):
        raise ValueError(f"For 'grid_sample', the 'mode' must be 'bilinear' or 'nearest', but got {mode!r}.")
    if padding_mode not in ("zeros", "border", "reflection"):
        raise ValueError(
            f"For 'grid_sample', 'padding_mode' must be zeros, border or reflection, got {padding_mode!r}."
        )
    corners = bool(align_corners)
    if input.device.type == "cpu" and input.dtype is torch.float16:
        return F.grid_sample(input.float(), grid.float(), mode, padding_mode, corners).half()
    return F.grid_sample(input, grid, mode, padding_mode, corners)
