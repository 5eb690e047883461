"""Values that all processes take from one of them."""

from __future__ import annotations

from collections.abc import Iterable

import torch
from torch import distributed

from msshim._src.communication.groups import WORLDS, Group, find


@torch.no_grad()
def share(tensors: Iterable[torch.Tensor], group: Group | None = None, root: int = 0) -> None:
    """Give tensors, in place, the values that one process of a group has, the first; no group for all processes."""
    among = group or find(WORLDS[0])
    if among.size == 1:
        return
    for tensor in tensors:
        held = tensor.contiguous()
        distributed.broadcast(held, among.ranks[root], among.process_group)
        if held is not tensor:
            tensor.copy_(held)
