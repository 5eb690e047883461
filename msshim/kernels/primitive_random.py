"""Random primitives; the stream is torch's, also where a seed is given, which then makes each call repeatable."""

from __future__ import annotations

from typing import Any

import torch

from msshim.kernels import random_functions


def _seed(seed: int, seed2: int) -> int | None:
    return seed * 2**31 + seed2 if seed or seed2 else None


def _generator(seed: int, seed2: int) -> torch.Generator | None:
    one = _seed(seed, seed2)
    return None if one is None else torch.Generator().manual_seed(one)


def _size(name: str, shape: Any) -> tuple[int, ...]:
    if not isinstance(shape, (tuple, list)):
        raise TypeError(f"For '{name}', the 'shape' must be a tuple or a Tensor of ints, but got {shape!r}.")
    return tuple(shape)


def standard_normal(shape: Any, seed: int, seed2: int) -> torch.Tensor:
    """Standard normal numbers."""
    return torch.randn(_size("StandardNormal", shape), generator=_generator(seed, seed2))


def standard_laplace(shape: Any, seed: int, seed2: int) -> torch.Tensor:
    """Standard Laplace numbers."""
    return random_functions.standard_laplace(_size("StandardLaplace", shape), _seed(seed, seed2))


def uniform_real(shape: Any, seed: int, seed2: int) -> torch.Tensor:
    """Uniform numbers in [0, 1)."""
    return torch.rand(_size("UniformReal", shape), generator=_generator(seed, seed2))


def uniform_int(shape: Any, minval: torch.Tensor, maxval: torch.Tensor, seed: int, seed2: int) -> torch.Tensor:
    """Uniform whole numbers from minval to below maxval."""
    parts = torch.rand(_size("UniformInt", shape), dtype=torch.float64, generator=_generator(seed, seed2))
    return (minval + (parts * (maxval - minval)).floor()).to(torch.int32)


def shuffle(input: torch.Tensor, seed: int, seed2: int) -> torch.Tensor:
    """The first axis in a random order."""
    return random_functions.shuffle(input, _seed(seed, seed2))


def dropout_channels(input: torch.Tensor, keep_prob: float) -> tuple[torch.Tensor, torch.Tensor]:
    """Whole channels set to 0, the others over keep_prob, and a mask of what is kept."""
    if not 0 <= keep_prob <= 1:
        raise ValueError(f"For 'Dropout2D', the 'keep_prob' must be in [0, 1], but got {keep_prob!r}.")
    shape = (*input.shape[:2], *[1] * (input.dim() - 2))
    mask = (torch.rand(shape, device=input.device) < keep_prob).expand(input.shape)
    scale = 1 / keep_prob if keep_prob else 0
    return (input * mask * scale).to(input.dtype), mask.clone()
