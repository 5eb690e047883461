"""Random numbers; the stream is torch's. Source: MindSpore 2.10."""

from __future__ import annotations

from typing import Any

import torch


def bernoulli(input: torch.Tensor, p: Any, seed: int | None) -> torch.Tensor:
    """0 or 1 for each element of `input`, 1 with the probability `p`, a number or a tensor."""
    return torch.bernoulli(torch.as_tensor(p).float().expand(input.shape)).to(input.dtype)
