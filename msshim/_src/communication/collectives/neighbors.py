"""NeighborExchangeV2: the edges of an image to and from the processes that hold what is around it."""

from __future__ import annotations

from collections.abc import Sequence

import torch

from msshim._src.communication.collectives import wire
from msshim._src.communication.collectives.passing import passed

AROUND = ((-1, 0), (-1, 1), (0, 1), (1, 1), (1, 0), (1, -1), (0, -1), (-1, -1))
"""The eight directions in MindSpore's order, from the top clockwise: down and to the right."""
_OPPOSITE = [AROUND.index((-down, -right)) for down, right in AROUND]


def neighbor_exchange_v2(
    tensor: torch.Tensor,
    send_rank_ids: Sequence[int],
    send_lens: Sequence[int],
    recv_rank_ids: Sequence[int],
    recv_lens: Sequence[int],
    data_format: str,
    group: str,
) -> torch.Tensor:
    """`tensor` (N, C, H, W) with what came around it: (N, C, H + top + bottom, W + left + right), zeros where none is.

    Raises:
        ValueError: `tensor` has not four axes, `data_format` is not NCHW, or there are not 8 ranks and 4 lengths.
    """
    among = wire.joined(group)
    if data_format != "NCHW" or tensor.dim() != 4:
        raise ValueError(
            f"For 'NeighborExchangeV2', the 'data_format' must be NCHW and the input have four axes, but got "
            f"{data_format} and the shape {tuple(tensor.shape)}."
        )
    if [len(send_rank_ids), len(recv_rank_ids), len(send_lens), len(recv_lens)] != [8, 8, 4, 4]:
        raise ValueError("For 'NeighborExchangeV2', there must be 8 ranks and 4 lengths, to send and to receive.")
    shapes = [_shape(tensor, way, recv_lens) for way in AROUND]
    # Each message has the direction that it left in as its tag, and is expected in the order of these.
    sent = {way: _edge(tensor, AROUND[way], send_lens) for way in range(8) if send_rank_ids[way] >= 0}
    sent = {way: edge for way, edge in sent.items() if edge.numel()}
    expected = [way for way in _OPPOSITE if recv_rank_ids[way] >= 0 and 0 not in shapes[way]]
    came = passed(
        [*sent.values()],
        [(send_rank_ids[way], way) for way in sent],
        [(shapes[way], tensor.dtype) for way in expected],
        [(recv_rank_ids[way], _OPPOSITE[way]) for way in expected],
        among,
    )
    blocks = dict(zip([AROUND[way] for way in expected], came, strict=True)) | {(0, 0): tensor}
    for way, shape in zip(AROUND, shapes, strict=True):
        blocks.setdefault(way, tensor.new_zeros(shape))
    return torch.cat([torch.cat([blocks[down, right] for right in (-1, 0, 1)], 3) for down in (-1, 0, 1)], 2)


def _edge(x: torch.Tensor, way: tuple[int, int], lens: Sequence[int]) -> torch.Tensor:
    """The part of `x` at one of its sides or corners, as wide as `lens` (top, bottom, left, right) say."""
    for axis, step, (before, after) in zip((2, 3), way, (lens[:2], lens[2:]), strict=True):
        if step:
            x = x.narrow(axis, 0 if step < 0 else x.shape[axis] - after, before if step < 0 else after)
    return x


def _shape(x: torch.Tensor, way: tuple[int, int], lens: Sequence[int]) -> tuple[int, ...]:
    """The shape of what comes to one of its sides or corners."""
    sizes = [
        size if not step else lens[0] if step < 0 else lens[1]
        for size, step, lens in zip(x.shape[2:], way, (lens[:2], lens[2:]), strict=True)
    ]
    return (*x.shape[:2], *sizes)
