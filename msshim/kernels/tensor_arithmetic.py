"""Methods with a second operand that MindSpore overloads: a tensor, a number, or a list. Source: MindSpore 2.10."""

from __future__ import annotations

from typing import Any

import torch

from msshim.core.construction import from_data
from msshim.core.indexing import cast
from msshim.kernels import arithmetic


def _operand(input: torch.Tensor, other: Any, alpha: Any) -> Any:
    if isinstance(other, (list, tuple)):
        other = cast(from_data(other), input.dtype)
    return other if isinstance(alpha, int) and alpha == 1 else arithmetic.mul(other, alpha)


def add(input: torch.Tensor, other: Any, alpha: Any) -> torch.Tensor:
    """``input + alpha * other``."""
    return arithmetic.add(input, _operand(input, other, alpha))


def sub(input: torch.Tensor, other: Any, alpha: Any) -> torch.Tensor:
    """``input - alpha * other``."""
    return arithmetic.sub(input, _operand(input, other, alpha))


def remainder(input: torch.Tensor, other: Any, divisor: Any) -> torch.Tensor:
    """The remainder with the sign of `other`, which MindSpore also calls `divisor`."""
    return arithmetic.remainder(input, divisor if other is None else other)


def isclose(
    input: torch.Tensor, other: torch.Tensor | None, rtol: float, atol: float, equal_nan: bool, x2: torch.Tensor | None
) -> torch.Tensor:
    """Whether the elements are close to those of `other`, which MindSpore also calls `x2`."""
    like = x2 if other is None else other
    if like is None:
        raise TypeError("For 'isclose', 'other' must be a Tensor, but got None.")
    return torch.isclose(input, like, rtol, atol, equal_nan)
