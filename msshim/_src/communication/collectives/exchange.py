"""AlltoAll, AlltoAllV, AlltoAllVC and _AllSwap: each process of a group gets a part of what each has."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

import torch

from msshim._src.communication.collectives import wire
from msshim._src.communication.collectives.gradients import linear
from msshim._src.communication.groups import Group


def all_to_all(x: torch.Tensor, split_count: int, split_dim: int, concat_dim: int, group: str | None) -> torch.Tensor:
    """The parts along `split_dim` that all have for this process, put together along `concat_dim`.

    Raises:
        ValueError: `split_count` is not the group's size, or the axis can not be cut in so many equal parts.
    """
    among = wire.joined(group)
    if split_count != among.size:
        raise ValueError(f"For 'AlltoAll', the 'split_count' must be the group's size, {among.size}: {split_count}.")
    if not -x.dim() <= split_dim < x.dim() or not -x.dim() <= concat_dim < x.dim() or x.shape[split_dim] % split_count:
        raise ValueError(
            f"For 'AlltoAll', the input must have the axes {split_dim} and {concat_dim}, the first to be cut in "
            f"{split_count} equal parts, but its shape is {tuple(x.shape)}."
        )
    there = partial(_turned, split=split_dim, concat=concat_dim, group=among)
    return linear(x, there, partial(_turned, split=concat_dim, concat=split_dim, group=among))


def _turned(x: torch.Tensor, split: int, concat: int, group: Group) -> torch.Tensor:
    sent = torch.stack(x.chunk(group.size, split))
    out, ones = torch.empty_like(sent), [1] * group.size
    wire.all_to_all(out, sent, ones, ones, group, later=False).wait()
    return torch.cat([*out], concat)


def all_to_all_v(
    x: torch.Tensor, send_numel_list: Any, recv_numel_list: Any, block_size: int, group: str | None
) -> torch.Tensor:
    """The parts of the vectors that all have for this process, `send_numel_list` and `recv_numel_list` blocks long."""
    among = wire.joined(group)
    return _exchanged(
        x,
        _sizes("AlltoAllV", send_numel_list, block_size, among),
        _sizes("AlltoAllV", recv_numel_list, block_size, among),
        among,
    )


def all_to_all_v_c(
    x: torch.Tensor, send_count_matrix: Any, block_size: int, transpose: bool, group: str | None
) -> torch.Tensor:
    """As `all_to_all_v`, by what each of all sends to each: row by row, whoever sends has a row."""
    among = wire.joined(group)
    sends, sizes = rows_of("AlltoAllVC", send_count_matrix, block_size, among)
    return _exchanged(x, *((sizes, sends) if transpose else (sends, sizes)), among)


def all_swap(x: torch.Tensor, send_size: Any, recv_size: Any, group: str | None) -> torch.Tensor:
    """The rows of a matrix that all have for this process; the sizes are in elements."""
    among, width = wire.joined(group), max(1, x.shape[1])
    sends, sizes = ([size // width for size in _sizes("_AllSwap", one, 1, among)] for one in (send_size, recv_size))
    return linear(
        x,
        partial(swapped, sends=sends, sizes=sizes, group=among),
        partial(swapped, sends=sizes, sizes=sends, group=among),
    )


def _exchanged(x: torch.Tensor, sends: Sequence[int], sizes: Sequence[int], group: Group) -> torch.Tensor:
    x = x.reshape(-1)
    if sum(sends) != x.numel():
        raise ValueError(
            f"For an exchange, the sizes must be those of the input's {x.numel()} elements, but got {sends}."
        )
    there = partial(swapped, sends=sends, sizes=sizes, group=group)
    found = linear(x, there, partial(swapped, sends=sizes, sizes=sends, group=group))
    return found if found.numel() else found.sum()  # of no axis, as in MindSpore


def swapped(x: torch.Tensor, sends: Sequence[int], sizes: Sequence[int], group: Group) -> torch.Tensor:
    """The parts of `x`, along its first axis, that all have for this process; without a gradient."""
    out = x.new_empty((sum(sizes), *x.shape[1:]))
    wire.all_to_all(out, x, sizes, sends, group, later=False).wait()
    return out


def _sizes(what: str, sizes: Any, block_size: int, group: Group) -> list[int]:
    found = [int(size) * block_size for size in sizes]
    if len(found) != group.size:
        raise ValueError(f"For '{what}', the sizes must be one for each of {group.size} processes, but got {found}.")
    return found


def rows_of(what: str, matrix: Any, block_size: int, group: Group) -> tuple[list[int], list[int]]:
    """What this process sends to each and gets from each, by a matrix row by row.

    Raises:
        ValueError: It has not a row and a column for each.
    """
    counts = [int(count) * block_size for count in matrix]
    if len(counts) != group.size**2:
        raise ValueError(
            f"For '{what}', the 'send_count_matrix' must have {group.size} rows of {group.size}, but got {len(counts)} "
            "numbers."
        )
    first = group.rank * group.size
    return counts[first : first + group.size], counts[group.rank :: group.size]
