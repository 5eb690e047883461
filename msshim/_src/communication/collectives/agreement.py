"""Whether the processes of a group are about to do the same: gloo would end a process that is not, or wait for ever.

One number goes to all before a collective of tensors on the CPU. Tensors on devices go unseen, since looking would stop
what runs there; for them torch has TORCH_DISTRIBUTED_DEBUG=DETAIL, which looks at all. Where the environment has this
variable, with whatever value, nothing is looked at here.
"""

from __future__ import annotations

import os
import zlib

import torch
from torch import distributed

from msshim._src.communication.groups import Group

_LOOKS = "TORCH_DISTRIBUTED_DEBUG" not in os.environ


def agree(group: Group, what: str, t: torch.Tensor, *more: object) -> None:
    """Look whether all processes of the group do `what`, with a tensor of the shape and dtype of `t`.

    Raises:
        RuntimeError: They do not; it says which does what.
    """
    alike(group, f"{' '.join(map(str, (what, *more)))} of {tuple(t.shape)} {str(t.dtype)[6:]}", t.device)


def alike(group: Group, said: str, device: torch.device) -> None:
    """Look whether all processes of the group say the same. Raises as `agree`."""
    if not _LOOKS or device.type != "cpu" or group.size == 1:
        return
    mine = torch.tensor([zlib.crc32(said.encode())], device="cpu")
    every = [torch.empty_like(mine) for _ in group.ranks]
    distributed.all_gather(every, mine, group.process_group)
    if all(one.item() == mine.item() for one in every):
        return
    told: list[str] = [""] * group.size
    distributed.all_gather_object(told, said, group.process_group)
    ranks = sorted(group.ranks)
    raise RuntimeError(
        f"For '{said.partition(' ')[0]}', all processes must call it, with Tensors of one shape and dtype, but "
        + ", ".join(f"rank {rank} called {one}" for rank, one in zip(ranks, told, strict=True))
        + "."
    )
