"""Functions whose gradient at a kink is MindSpore's own rule, on every torch. Source: MindSpore 2.10.

Without gradients each is torch's one call.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import torch
import torch.nn.functional as F

SCALE = 1.0507009873554805
"""What selu multiplies positive elements with."""

STRICT = tuple(int(part) for part in torch.__version__.split(".")[:2]) >= (2, 14)
"""Whether torch's clamp passes no gradient to an element on a bound, and its fmax half; MindSpore's pass all."""


def clamp(input: torch.Tensor, min: Any = None, max: Any = None) -> torch.Tensor:
    """torch.clamp; an element on a bound gets all of the gradient."""
    if not (STRICT and _records(input, min, max)):
        return torch.clamp(input, min, max)
    if min is not None:
        input = torch.where(input < min, min, input)
    if max is not None:
        input = torch.where(input > max, max, input)
    return input


def fmax(input: torch.Tensor, other: torch.Tensor) -> torch.Tensor:
    """torch.fmax; where both are the same `input` gets all of the gradient."""
    if not (STRICT and _records(input, other)):
        return torch.fmax(input, other)
    return torch.where((input >= other) | torch.isnan(other), input, other)


def fmin(input: torch.Tensor, other: torch.Tensor) -> torch.Tensor:
    """torch.fmin; where both are the same `input` gets all of the gradient."""
    if not (STRICT and _records(input, other)):
        return torch.fmin(input, other)
    return torch.where((input <= other) | torch.isnan(other), input, other)


def between(input: torch.Tensor, low: Any, high: Any) -> torch.Tensor:
    """The input between two bounds, numbers, tensors or None; on a bound, both share the gradient."""
    if not _records(input, low, high):
        return torch.clamp(input, low, high)
    if low is not None:
        input = torch.maximum(input, torch.as_tensor(low, dtype=input.dtype, device=input.device))
    if high is not None:
        input = torch.minimum(input, torch.as_tensor(high, dtype=input.dtype, device=input.device))
    return input


def leaky_relu(input: torch.Tensor, negative_slope: float) -> torch.Tensor:
    """F.leaky_relu; the gradient at 0 is the mean of both slopes."""
    if not input.requires_grad:
        return F.leaky_relu(input, negative_slope)
    choose = torch.minimum if negative_slope > 1 else torch.maximum
    return choose(input * negative_slope, input)


def selu(input: torch.Tensor) -> torch.Tensor:
    """F.selu; the gradient at 0 is that of positive elements."""
    found = F.selu(input)
    return torch.where(input >= 0, input * SCALE, found) if input.requires_grad else found


def softsign(input: torch.Tensor) -> torch.Tensor:
    """F.softsign; at infinity, where it is nan, the gradient is 0."""
    return F.softsign(input.masked_fill(input.isinf(), math.nan) if input.requires_grad else input)


def acosh(input: torch.Tensor) -> torch.Tensor:
    """torch.acosh; below 0, where it is nan, the gradient is nan, too."""
    found = torch.acosh(input)
    return torch.where(input < 0, input.sqrt(), found) if found.requires_grad else found


def root(found: torch.Tensor, square: Callable[[], torch.Tensor]) -> torch.Tensor:
    """`found`, the root of what `square` gives; the gradient at 0 is that of the root: infinity times 0, nan."""
    return torch.where(found == 0, square().sqrt(), found) if found.requires_grad else found


def squared(found: torch.Tensor) -> torch.Tensor:
    """`found`, which MindSpore makes the square of its root; the gradient at 0 is nan."""
    return torch.where(found == 0, found.sqrt().square(), found) if found.requires_grad else found


def _records(input: torch.Tensor, *others: Any) -> bool:
    return input.requires_grad or any(
        other.requires_grad for other in others if type(other) is not float and isinstance(other, torch.Tensor)
    )
