"""Functions that belong to no other family. Source: MindSpore 2.10."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import torch

from msshim.core.dtype import torch_to_dtype
from msshim.kernels import reduction
from msshim.kernels.indexing import tensor_scatter_update
from msshim.kernels.sorting import topk


def adjoint(input: torch.Tensor) -> torch.Tensor:
    """The conjugate transpose of the last two axes."""
    return input.mH


def bernoulli_ext(input: torch.Tensor, generator: Any) -> torch.Tensor:
    """0 or 1, the latter with the probability in `input`."""
    return torch.bernoulli(input)


def clip_by_global_norm(input: Sequence[torch.Tensor], clip_norm: float, use_norm: Any) -> tuple[torch.Tensor, ...]:
    """Several tensors scaled down so that the norm of all is at most `clip_norm`."""
    if use_norm is not None:
        raise ValueError(f"For 'clip_by_global_norm', 'use_norm' must be None, but got {use_norm!r}.")
    norm = torch.sqrt(torch.stack([x.float().square().sum() for x in input]).sum())
    scale = clip_norm / torch.clamp(norm, min=clip_norm)
    return tuple((x * scale).to(x.dtype) for x in input)


def clip_by_norm(input: Any, max_norm: float, norm_type: float, error_if_nonfinite: bool) -> Any:
    """Tensors scaled down so that their common norm is at most `max_norm`."""
    many = list(input) if isinstance(input, (tuple, list)) else [input]
    norm = torch.linalg.vector_norm(torch.stack([torch.linalg.vector_norm(x, norm_type) for x in many]), norm_type)
    scale = torch.clamp(max_norm / (norm + 1e-6), max=1.0)
    scaled = [x * scale for x in many]
    return tuple(scaled) if isinstance(input, (tuple, list)) else scaled[0]


def dtype(input: Any) -> Any:
    """The dtype."""
    return torch_to_dtype(input.dtype) if isinstance(input, torch.Tensor) else input.dtype


def eps(input: torch.Tensor) -> torch.Tensor:
    """The least step from 1 of the dtype, in the shape of `input`."""
    return torch.full_like(input, torch.finfo(input.dtype).eps)


def identity(input: Any) -> Any:
    """The value itself."""
    return input


def reduce_max(x: torch.Tensor, axis: Any = ()) -> torch.Tensor:
    """The largest element."""
    return reduction.amax(x, axis, False)


def reduce_mean(x: torch.Tensor, axis: Any = ()) -> torch.Tensor:
    """The mean."""
    return reduction.mean(x, axis, False)


def scatter_nd_update(input: torch.Tensor, indices: torch.Tensor, updates: torch.Tensor) -> torch.Tensor:
    """Elements replaced at positions, in place."""
    return input.copy_(tensor_scatter_update(input, indices, updates))


def stop_gradient(value: Any) -> Any:
    """The value as a constant."""
    return value.detach() if isinstance(value, torch.Tensor) else value


def type_as(input: torch.Tensor, other: torch.Tensor) -> torch.Tensor:
    """The elements in the dtype of another."""
    return input.to(other.dtype)


def view_as(input: torch.Tensor, other: torch.Tensor) -> torch.Tensor:
    """The elements in the shape of another."""
    return input.reshape(other.shape)


def fills(input: torch.Tensor, value: Any) -> torch.Tensor:
    """A tensor of the same shape full of a value."""
    return torch.full_like(input, float(value))


def top_k(input: torch.Tensor, k: int, sorted: bool) -> tuple[torch.Tensor, torch.Tensor]:
    """The k largest elements along the last axis, and where they stand, int32."""
    return topk(input, k, -1, True, sorted)


def clamp_(input: torch.Tensor, min: Any, max: Any) -> torch.Tensor:
    """Each element between two bounds, in place."""
    return input.clamp_(min, max)
