"""Distances between the rows of matrices."""

from __future__ import annotations

import torch


def cdist(x1: torch.Tensor, x2: torch.Tensor, p: float) -> torch.Tensor:
    """torch.cdist, in float16 too; ValueError for a negative p."""
    if x1.shape[-1] != x2.shape[-1]:
        raise ValueError(f"For 'cdist', the rows must be of one length, but got {x1.shape[-1]} and {x2.shape[-1]}.")
    if p < 0:
        raise ValueError(f"For 'cdist', the 'p' must not be negative, but got {p}.")
    if x1.dtype in (torch.float16, torch.bfloat16):
        return torch.cdist(x1.float(), x2.float(), p).to(x1.dtype)
    return torch.cdist(x1, x2, p, compute_mode="donot_use_mm_for_euclid_dist")


def pdist(input: torch.Tensor, p: float) -> torch.Tensor:
    """torch.pdist, in float16 too, and of batches; ValueError for a negative p."""
    if p < 0:
        raise ValueError(f"For 'pdist', the 'p' must not be negative, but got {p}.")
    if input.dtype in (torch.float16, torch.bfloat16):
        return torch.pdist(input.float(), p).to(input.dtype)
    return torch.pdist(input, p)
