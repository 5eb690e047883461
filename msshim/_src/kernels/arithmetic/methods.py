"""Methods with a second operand that MindSpore overloads: a tensor, a number, or a list. Source: MindSpore 2.10."""

from __future__ import annotations

from typing import Any

import torch

from msshim._src.kernels.arithmetic import elementwise
from msshim._src.kernels.arithmetic import functions as arithmetic
from msshim._src.tensor.from_python import from_data
from msshim._src.tensor.indexing import cast


def _operand(input: torch.Tensor, other: Any, alpha: Any) -> Any:
    if isinstance(other, (list, tuple)):
        other = cast(from_data(other), input.dtype)
    if isinstance(alpha, int) and alpha == 1:
        return other
    return arithmetic.mul(other, alpha) if isinstance(other, torch.Tensor) else other * alpha


def add(input: torch.Tensor, other: Any, alpha: Any) -> torch.Tensor:
    """``input + alpha * other``."""
    return arithmetic.add(input, _operand(input, other, alpha))


def sub(input: torch.Tensor, other: Any, alpha: Any) -> torch.Tensor:
    """``input - alpha * other``."""
    return arithmetic.sub(input, _operand(input, other, alpha))


def clamp(input: torch.Tensor, min: Any, max: Any) -> torch.Tensor:
    """Each element between two bounds, in the dtype of `input`. Raises TypeError for a tensor and a number."""
    given = [bound for bound in (min, max) if bound is not None]
    if any(isinstance(bound, torch.Tensor) and bound.ndim for bound in given) and not all(
        isinstance(bound, torch.Tensor) for bound in given
    ):
        raise TypeError(f"For 'clamp', 'min' and 'max' must both be tensors or both numbers, but got {min!r}, {max!r}.")
    return elementwise.clamp(input, min, max)
