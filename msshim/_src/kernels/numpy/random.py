"""Random arrays of `mindspore.numpy`: MindSpore's numbers where a seed is set. Measured on MindSpore 2.10 (CPU)."""

from __future__ import annotations

from typing import Any

import torch

from msshim._src.kernels.random.functions import integers, normals, uniforms
from msshim._src.runtime.random import get_seed, graph_seeds
from msshim._src.runtime.streams import Mersenne, MinStd, start

_FLOATS = (torch.float16, torch.float32, torch.float64)


def _sizes(shape: Any) -> tuple[int, ...]:
    if not shape:
        return (1,)
    if len(shape) == 1 and isinstance(shape[0], (list, tuple)):
        return tuple(shape[0])
    for size in shape:
        if not isinstance(size, int):
            raise TypeError(f"each size must be an int, but got {size!r}.")
    return tuple(shape)


def _floating(dtype: torch.dtype | None) -> torch.dtype:
    if dtype not in _FLOATS:
        raise ValueError(f"For 'rand', the 'dtype' must be float16, float32 or float64, but got {dtype}.")
    return dtype


def rand(shape: Any, dtype: torch.dtype | None = torch.float32) -> torch.Tensor:
    """Uniform numbers in [0, 1)."""
    sizes = _sizes(shape)
    return uniforms(start(Mersenne, graph_seeds(get_seed(), "UniformReal")), sizes).to(_floating(dtype))


def randn(shape: Any, dtype: torch.dtype | None = torch.float32) -> torch.Tensor:
    """Normal numbers."""
    sizes = _sizes(shape)
    return normals(start(MinStd, graph_seeds(get_seed(), "StandardNormal")), sizes).to(_floating(dtype))


def randint(minval: int, maxval: int | None = None, shape: Any = None, dtype: Any = torch.int32) -> torch.Tensor:
    """Uniform ints from `minval` to `maxval`, which is left out; from 0 to `minval` where there is one only."""
    if not isinstance(minval, int) or not isinstance(maxval, (int, type(None))):
        raise TypeError("'minval' and 'maxval' must be ints.")
    low, high = (0, minval) if maxval is None else (minval, maxval)
    if low >= high:
        raise ValueError(f"the least number must be less than the greatest, but got {low} and {high}.")
    if dtype not in (torch.int8, torch.int16, torch.int32, torch.int64):
        raise ValueError(f"For 'randint', the 'dtype' must be one of signed ints, but got {dtype}.")
    if shape is None:
        shape = (1,)
    sizes = (shape,) if isinstance(shape, int) else tuple(shape)
    return integers(start(Mersenne, graph_seeds(get_seed(), "UniformInt")), low, high, sizes).to(dtype)
