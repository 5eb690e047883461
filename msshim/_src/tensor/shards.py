"""Tensors that processes hold in parts: torch's DTensor, which is imported where there is one."""

from __future__ import annotations

from typing import Any

import torch


def is_distributed(tensor: torch.Tensor) -> bool:
    """Whether it is a DTensor."""
    return hasattr(tensor, "placements")


def placed_as(like: Any, tensor: torch.Tensor) -> torch.Tensor:
    """A tensor that all processes have, in parts as another one where that is a DTensor."""
    if not is_distributed(like):
        return tensor
    from torch.distributed.tensor import distribute_tensor

    return distribute_tensor(tensor, like.device_mesh, like.placements, src_data_rank=None)
