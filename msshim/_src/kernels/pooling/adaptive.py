"""Pooling to a given size."""

from __future__ import annotations

from typing import Any

import torch
import torch.nn.functional as F


def _check_1d(name: str, input: torch.Tensor, output_size: Any) -> None:
    if not isinstance(output_size, int) or isinstance(output_size, bool):
        raise TypeError(f"For '{name}', the 'output_size' must be an int, but got {output_size!r}.")
    if input.dim() != 3 or output_size < 1 or input.shape[2] % output_size:
        raise ValueError(
            f"For '{name}', the 'input' must have 3 dimensions, and 'output_size' divide the last one, but got "
            f"{tuple(input.shape)} and {output_size}."
        )
    if input.dtype not in (torch.float16, torch.float32):
        raise TypeError(f"For '{name}', the 'input' must be float16 or float32, but got {input.dtype}.")


def adaptive_avg_pool1d(input: torch.Tensor, output_size: int) -> torch.Tensor:
    """F.adaptive_avg_pool1d; ValueError unless `output_size` divides the length."""
    _check_1d("adaptive_avg_pool1d", input, output_size)
    return F.adaptive_avg_pool1d(input, output_size)


def adaptive_max_pool1d(input: torch.Tensor, output_size: int) -> torch.Tensor:
    """F.adaptive_max_pool1d; ValueError unless `output_size` divides the length."""
    _check_1d("adaptive_max_pool1d", input, output_size)
    return F.max_pool1d(input, input.shape[2] // output_size)


def _sizes(name: str, input: torch.Tensor, output_size: Any, axes: int) -> Any:
    """The size of each axis; the input's where it says None."""
    if not isinstance(output_size, (int, tuple, list)) or isinstance(output_size, bool):
        raise TypeError(f"For '{name}', the 'output_size' must be an int or a tuple, but got {output_size!r}.")
    items = [output_size] * axes if isinstance(output_size, int) else list(output_size)
    if len(items) != axes or input.dim() not in (axes + 1, axes + 2):
        raise ValueError(
            f"For '{name}', the 'output_size' must be {axes} ints, and the 'input' have {axes + 1} or {axes + 2} "
            f"dimensions, but got {output_size!r} and {tuple(input.shape)}."
        )
    if -1 in items and name != "adaptive_max_pool2d":
        raise ValueError(f"For '{name}', the 'output_size' must not be negative, but got {output_size!r}.")
    if 0 in items and "max" in name:
        kind = RuntimeError if axes == 2 else ValueError
        raise kind(f"For '{name}', the 'output_size' must be positive, but got {output_size!r}.")
    return [n if item is None or item == -1 else item for item, n in zip(items, input.shape[-axes:], strict=True)]


def adaptive_avg_pool2d(input: torch.Tensor, output_size: Any) -> torch.Tensor:
    """F.adaptive_avg_pool2d; TypeError or ValueError for a bad size."""
    return F.adaptive_avg_pool2d(input, _sizes("adaptive_avg_pool2d", input, output_size, 2))


def adaptive_avg_pool3d(input: torch.Tensor, output_size: Any) -> torch.Tensor:
    """F.adaptive_avg_pool3d, of integers too, and in float16 on the CPU."""
    size = _sizes("adaptive_avg_pool3d", input, output_size, 3)
    if input.is_floating_point() and not (input.device.type == "cpu" and input.dtype is torch.float16):
        return F.adaptive_avg_pool3d(input, size)
    return F.adaptive_avg_pool3d(input.float(), size).to(input.dtype)


def adaptive_max_pool2d(input: torch.Tensor, output_size: Any, return_indices: bool) -> Any:
    """The largest value of each part, and its place where asked for."""
    if not isinstance(return_indices, bool):
        raise TypeError(f"For 'adaptive_max_pool2d', 'return_indices' must be a bool, but got {return_indices!r}.")
    values, places = F.adaptive_max_pool2d_with_indices(input, _sizes("adaptive_max_pool2d", input, output_size, 2))
    return (values, places) if return_indices else values


def adaptive_max_pool3d(input: torch.Tensor, output_size: Any, return_indices: bool) -> Any:
    """The largest value of each part, of integers too, and its place in int32 where asked for."""
    size = _sizes("adaptive_max_pool3d", input, output_size, 3)
    given = input if input.dtype in (torch.float32, torch.float64) else input.double()
    values, places = F.adaptive_max_pool3d_with_indices(given, size)
    return (values.to(input.dtype), places.int()) if return_indices else values.to(input.dtype)
