"""Primitives that MindSpore keeps made, as functions."""

from __future__ import annotations

from typing import Any

import torch

from msshim.kernels import primitive_reduction


def reduce_sum(input: torch.Tensor, dim: Any) -> torch.Tensor:
    """The sum over axes, in the dtype of the input."""
    return primitive_reduction.reduce_sum(input, dim, False, False)


def reduce_min(input: torch.Tensor, dim: Any) -> torch.Tensor:
    """The smallest value over axes."""
    return primitive_reduction.reduce_min(input, dim, False)
