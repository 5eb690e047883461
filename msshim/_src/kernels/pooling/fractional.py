"""Pooling over windows at random places."""

from __future__ import annotations

import math
from typing import Any

import torch
import torch.nn.functional as F

from msshim._src.kernels.pooling.windows import flags, only, window


def plan_fixed2d(ksize: Any, output_shape: Any, data_format: Any) -> dict[str, Any]:
    """The init arguments of FractionalMaxPoolWithFixedKsize, checked and in one form."""
    name = "FractionalMaxPoolWithFixedKsize"
    only(name, "data_format", data_format, "NCHW")
    return {
        "ksize": window(name, "ksize", ksize, 2),
        "output_shape": window(name, "output_shape", output_shape, 2),
    }


def plan_fixed3d(ksize: Any, output_shape: Any, data_format: Any) -> dict[str, Any]:
    """The init arguments of FractionalMaxPool3DWithFixedKsize, checked and in one form."""
    name = "FractionalMaxPool3DWithFixedKsize"
    only(name, "data_format", data_format, "NCDHW")
    return {
        "ksize": window(name, "ksize", ksize, 3),
        "output_shape": window(name, "output_shape", output_shape, 3),
    }


def fractional_max_pool_fixed(
    input: torch.Tensor, random_samples: torch.Tensor, ksize: tuple[int, ...], output_shape: tuple[int, ...]
) -> tuple[torch.Tensor, torch.Tensor]:
    """The largest values of windows at the places that the samples say, and where they are."""
    axes = len(ksize)
    if axes == 3 and input.dim() not in (4, 5):
        raise TypeError(f"For 'FractionalMaxPool3D', the input must be 4-D or 5-D, but got {tuple(input.shape)}.")
    if (axes == 2 and input.dim() != 4) or random_samples.dim() != 3 or random_samples.shape[2] != axes:
        raise ValueError(
            f"For 'FractionalMaxPool', the input must be (N, C, …) and the samples (N, C, {axes}), but got "
            f"{tuple(input.shape)} and {tuple(random_samples.shape)}."
        )
    exact = input.dtype in (torch.float32, torch.float64)
    work = input if exact else input.float() if input.is_floating_point() else input.double()
    call = F.fractional_max_pool2d if axes == 2 else F.fractional_max_pool3d
    values, where = call(work, ksize, output_shape, None, True, random_samples.detach().to(work.dtype))
    return values.to(input.dtype), where


def plan_fractional(
    pooling_ratio: Any, pseudo_random: Any, overlapping: Any, deterministic: Any, seed: Any, seed2: Any
) -> dict[str, Any]:
    """The init arguments of FractionalMaxPool and FractionalAvgPool, checked."""
    name = "FractionalPool"
    if not isinstance(pooling_ratio, list) or not all(isinstance(ratio, float) for ratio in pooling_ratio):
        raise TypeError(f"For '{name}', the 'pooling_ratio' must be a list of floats, but got {pooling_ratio!r}.")
    flags(name, pseudo_random=pseudo_random, overlapping=overlapping, deterministic=deterministic)
    if type(seed) is not int or type(seed2) is not int:
        raise TypeError(f"For '{name}', the seeds must be ints, but got {seed!r} and {seed2!r}.")
    return {}


def _boundaries(n: int, ratio: float, pseudo: bool, generator: torch.Generator | None) -> torch.Tensor:
    """Where n elements are cut into windows of one of two neighbouring lengths, in random order."""
    count = math.floor(n / ratio)
    short, longer = divmod(n, count)
    if pseudo and longer:
        alpha = n / count
        shift = torch.rand((), dtype=torch.float64, generator=generator) * min((short + 2) / alpha - 1, 1.0)
        cuts = (torch.arange(count + 1, dtype=torch.float64) + shift).mul(alpha).long()
        return torch.cat([cuts[:-1] - cuts[0], torch.tensor([n])])
    lengths = torch.full((count,), short)
    lengths[torch.randperm(count, generator=generator)[:longer]] += 1
    return torch.cat([torch.zeros(1, dtype=torch.int64), lengths.cumsum(0)])


def _windows(
    input: torch.Tensor, axis: int, cuts: torch.Tensor, most: int, overlapping: bool
) -> tuple[torch.Tensor, torch.Tensor]:
    """The windows of an axis as two axes of it, and which of their places count."""
    begin = cuts[:-1].unsqueeze(1)
    end = cuts[1:].unsqueeze(1) + int(overlapping)
    places = begin + torch.arange(most + int(overlapping), device=cuts.device)
    counted = (places < end) & (places < input.shape[axis])
    return input.index_select(axis, places.clamp(max=input.shape[axis] - 1).flatten()), counted


def _fractional(
    input: torch.Tensor, pooling_ratio: list[float], pseudo_random: bool, overlapping: bool, deterministic: bool,
    seed: int, seed2: int, largest: bool,
) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:  # fmt: skip
    if input.dim() != 4 or len(pooling_ratio) != 4:
        raise ValueError(
            f"For 'FractionalPool', the input and the 'pooling_ratio' must have 4 dimensions, but got "
            f"{tuple(input.shape)} and {pooling_ratio}."
        )
    if pooling_ratio[0] != 1 or pooling_ratio[3] != 1 or min(pooling_ratio) < 1:
        raise ValueError(f"For 'FractionalPool', the 'pooling_ratio' must be [1, ≥1, ≥1, 1], got {pooling_ratio}.")
    fixed = deterministic or seed or seed2
    generator = torch.Generator().manual_seed(seed * 1000003 + seed2) if fixed else None
    cuts = [_boundaries(input.shape[a], pooling_ratio[a], pseudo_random, generator).to(input.device) for a in (1, 2)]
    most = [-(-input.shape[a] // (cuts[a - 1].shape[0] - 1)) + int(pseudo_random) for a in (1, 2)]
    taken, rows = _windows(input, 1, cuts[0], most[0], overlapping)
    taken, columns = _windows(taken, 2, cuts[1], most[1], overlapping)
    n, _, _, channels = input.shape
    taken = taken.view(n, *rows.shape, *columns.shape, channels)
    counted = rows[:, :, None, None, None] & columns[None, None, :, :, None]
    if largest:
        least = -math.inf if input.is_floating_point() else torch.iinfo(input.dtype).min
        return torch.where(counted, taken, least).to(input.dtype).amax((2, 4)), cuts[0], cuts[1]
    sums = torch.where(counted, taken, 0).sum((2, 4))
    size = counted.sum((1, 3))
    means = sums / size if input.is_floating_point() else sums.div(size, rounding_mode="trunc")
    return means.to(input.dtype), cuts[0], cuts[1]


def fractional_max_pool(
    input: torch.Tensor, pooling_ratio: list[float], pseudo_random: bool, overlapping: bool, deterministic: bool,
    seed: int, seed2: int,
) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:  # fmt: skip
    """The largest values of windows of (N, H, W, C) with random borders, and the borders of rows and columns."""
    return _fractional(input, pooling_ratio, pseudo_random, overlapping, deterministic, seed, seed2, True)


def fractional_avg_pool(
    input: torch.Tensor, pooling_ratio: list[float], pseudo_random: bool, overlapping: bool, deterministic: bool,
    seed: int, seed2: int,
) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:  # fmt: skip
    """The means of windows of (N, H, W, C) with random borders, and the borders of rows and columns."""
    return _fractional(input, pooling_ratio, pseudo_random, overlapping, deterministic, seed, seed2, False)
