"""Functions that put tensors together."""

from __future__ import annotations

from collections.abc import Sequence

import torch


def cat(tensors: Sequence[torch.Tensor], dim: int) -> torch.Tensor:
    """`torch.cat`, with MindSpore's ValueError for shapes or an axis that do not fit."""
    try:
        return torch.cat(list(tensors), dim)
    except (RuntimeError, IndexError):
        raise ValueError(
            f"For 'cat', the 'tensors' must have equal shapes except along 'axis', which one of their dimensions must "
            f"be, but got shapes {[tuple(t.shape) for t in tensors]} and axis {dim}."
        ) from None
