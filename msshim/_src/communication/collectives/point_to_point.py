"""Send, Receive, BatchISendIRecv and NeighborExchange: from one process of a group to another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import torch

from msshim._src.communication.collectives import wire
from msshim._src.communication.collectives.gradients import linear
from msshim._src.communication.collectives.passing import passed
from msshim._src.communication.groups import Group
from msshim._src.tensor.dtype import dtype_to_torch


def send(x: torch.Tensor, sr_tag: int, dest_rank: int, group: str, group_back: str) -> torch.Tensor:
    """`x`, once it went to the place `dest_rank` of the group; its gradient comes from there, through `group_back`."""
    among, behind = wire.joined(group), wire.joined(group_back)

    def there(x: torch.Tensor) -> torch.Tensor:
        wire.send(x, dest_rank, among, sr_tag).wait()
        return x

    def back(grad: torch.Tensor) -> torch.Tensor:
        return _received(torch.empty_like(grad), dest_rank, behind, sr_tag)

    return linear(x, there, back)


def receive(
    x: torch.Tensor | None,
    sr_tag: int,
    src_rank: int,
    shape: Sequence[int],
    dtype: torch.dtype,
    group: str,
    group_back: str,
) -> torch.Tensor:
    """What the place `src_rank` of the group sends. Where there is an input, its gradient goes back, zero here."""
    among, behind = wire.joined(group), wire.joined(group_back)
    if x is None:
        return _received(torch.empty([*shape], dtype=dtype), src_rank, among, sr_tag)
    like = x.detach()

    def there(x: torch.Tensor) -> torch.Tensor:
        return _received(torch.empty([*shape], dtype=dtype, device=x.device), src_rank, among, sr_tag)

    def back(grad: torch.Tensor) -> torch.Tensor:
        wire.send(grad, src_rank, behind, sr_tag).wait()
        return torch.zeros_like(like)

    return linear(x, there, back)


def _received(out: torch.Tensor, peer: int, group: Group, tag: int) -> torch.Tensor:
    wire.receive(out, peer, group, tag).wait()
    return out


def batch(
    input_x: Sequence[torch.Tensor | None],
    op_types: Sequence[str],
    remote_ranks: Sequence[int],
    receive_shapes: Sequence[Sequence[int]] | None,
    receive_dtypes: Sequence[Any] | None,
    group: str | None,
) -> tuple[torch.Tensor, ...]:
    """Sends and receives at once; what is received stands at the place of its ``irecv``, and a zero at each ``isend``.

    Raises:
        ValueError: An `op_types` is neither ``isend`` nor ``irecv``.
        RuntimeError: There is not one Tensor for each ``isend``, or not one shape for each ``irecv``.
    """
    among = wire.joined(group)
    if wrong := [kind for kind in op_types if kind not in ("isend", "irecv")]:
        raise ValueError(f"For 'BatchISendIRecv', the 'op_types' must be 'isend' or 'irecv', but one is {wrong[0]!r}.")
    tensors = [x for x in input_x if x is not None]
    kinds = [
        ([*shape], dtype_to_torch(dtype))
        for shape, dtype in zip(receive_shapes or (), receive_dtypes or (), strict=True)
    ]
    ways = [(peer, 0) for peer in remote_ranks]
    sends = [way for way, kind in zip(ways, op_types, strict=True) if kind == "isend"]
    receives = [way for way, kind in zip(ways, op_types, strict=True) if kind == "irecv"]
    if len(tensors) != len(sends) or len(kinds) != len(receives):
        raise RuntimeError(
            f"For 'BatchISendIRecv', there must be {len(sends)} Tensors to send and {len(receives)} shapes to receive, "
            f"but got {len(tensors)} and {len(kinds)}."
        )
    came = iter(passed(tensors, sends, kinds, receives, among))
    nothing = torch.zeros((), dtype=kinds[0][1] if kinds else tensors[0].dtype)
    return tuple([next(came) if kind == "irecv" else nothing for kind in op_types])


def neighbor_exchange(
    tensor: Sequence[torch.Tensor],
    send_rank_ids: Sequence[int],
    recv_rank_ids: Sequence[int],
    recv_shapes: Sequence[Sequence[int]],
    send_shapes: Sequence[Sequence[int]],
    recv_type: torch.dtype,
    group: str,
) -> tuple[torch.Tensor, ...]:
    """One tensor to each of `send_rank_ids`, and one of each of `recv_rank_ids`.

    Raises:
        ValueError: The tensors have not the `send_shapes`.
    """
    among = wire.joined(group)
    if [tuple(x.shape) for x in tensor] != [tuple(shape) for shape in send_shapes]:
        raise ValueError(
            f"For 'NeighborExchange', the inputs must have the shapes {[*send_shapes]}, but got "
            f"{[tuple(x.shape) for x in tensor]}."
        )
    kinds = [([*shape], recv_type) for shape in recv_shapes]
    return passed(tensor, [(peer, 0) for peer in send_rank_ids], kinds, [(peer, 0) for peer in recv_rank_ids], among)
