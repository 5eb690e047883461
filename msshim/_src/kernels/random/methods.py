"""Methods that draw new random tensors; the stream is torch's. Source: MindSpore 2.10."""

from __future__ import annotations

from typing import Any

import torch

from msshim._src.kernels.random import functions as random_functions


def uniform(input: torch.Tensor, from_: float, to: float, generator: Any) -> torch.Tensor:
    """Uniform numbers from ``[from_, to)`` in the shape and dtype of `input`."""
    return torch.empty_like(input).uniform_(from_, to, generator=generator)


def cauchy(input: torch.Tensor, median: float, sigma: float) -> torch.Tensor:
    """Numbers of a Cauchy distribution in the shape and dtype of `input`."""
    return torch.empty_like(input, dtype=torch.float32).cauchy_(median, sigma).to(input.dtype)


def log_normal(input: torch.Tensor, mean: float, std: float) -> torch.Tensor:
    """Numbers whose logarithm is normal, in the shape and dtype of `input`."""
    return torch.empty_like(input, dtype=torch.float32).log_normal_(mean, std).to(input.dtype)


def multinomial(input: torch.Tensor, num_samples: int, replacement: bool, seed: int | None) -> torch.Tensor:
    """Places drawn with the weights in the last axis, int32."""
    return random_functions.multinomial(input, num_samples, replacement, seed)


def random_categorical(input: torch.Tensor, num_sample: int, seed: int, dtype: torch.dtype) -> torch.Tensor:
    """Places drawn with the logarithms of weights in each row."""
    if input.ndim != 2:
        raise ValueError(f"For 'random_categorical', the Tensor must be 2-D, but got {input.ndim} axes.")
    return torch.multinomial(torch.softmax(input, -1), num_sample, True).to(dtype)
