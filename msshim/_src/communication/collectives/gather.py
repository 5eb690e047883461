"""AllGather, AllGatherV, Broadcast, CollectiveGather and CollectiveScatter: what processes of a group have, moved."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import torch

from msshim._src.communication.collectives import plain, wire
from msshim._src.communication.collectives.gradients import linear
from msshim._src.communication.groups import Group


def all_gather(x: torch.Tensor, group: str | None) -> torch.Tensor:
    """What all have, one after the other along the first axis.

    Raises:
        ValueError: `x` has no axis.
    """
    among = wire.joined(group)
    along("AllGather", x)
    return linear(x, partial(plain.gathered, group=among), partial(plain.reduced_part, op="sum", group=among))


def all_gather_v(x: torch.Tensor, output_split_sizes: Sequence[int], group: str | None) -> torch.Tensor:
    """As `all_gather` of vectors, which have `output_split_sizes` elements.

    Raises:
        ValueError: There is not one size for each, or this process's is not that of `x`.
    """
    among = wire.joined(group)
    sizes = counted("AllGatherV", "output_split_sizes", output_split_sizes, among)
    if sizes[among.rank] != x.numel():
        raise ValueError(f"For 'AllGatherV', the size of rank {among.rank} must be {x.numel()}, but got {sizes}.")
    back = partial(plain.reduced_part_of, sizes=sizes, op="sum", group=among)
    return linear(x.reshape(-1), partial(plain.gathered_of, sizes=sizes, group=among), back)


def broadcast(input_x: tuple[torch.Tensor, ...], root_rank: int, group: str | None) -> tuple[torch.Tensor, ...]:
    """What the place `root_rank` of the group has, for each Tensor. The gradient is each rank's own, as in MindSpore.

    Raises:
        TypeError: `input_x` is no tuple of Tensors.
    """
    if not isinstance(input_x, (tuple, list)) or not all(isinstance(x, torch.Tensor) for x in input_x):
        raise TypeError(f"For 'Broadcast', the input must be a tuple of Tensors, but got {type(input_x).__name__}.")
    there = partial(plain.broadcasted, root=root_rank, group=wire.joined(group))
    return tuple([linear(x, there, _own) for x in input_x])


def _own(grad: torch.Tensor) -> torch.Tensor:
    return grad


def collective_gather(x: torch.Tensor, dest_rank: int, group: str | None) -> torch.Tensor:
    """What all have at the place `dest_rank` of the group, along the first axis; a zero of shape (1,) elsewhere.

    Raises:
        ValueError: `x` has no axis.
    """
    among = wire.joined(group)
    along("CollectiveGather", x)
    there = partial(plain.gathered_at, root=dest_rank, group=among)
    return linear(x, there, partial(plain.scattered, shape=x.shape, root=dest_rank, group=among))


def collective_scatter(x: torch.Tensor, src_rank: int, group: str | None) -> torch.Tensor:
    """This process's part of what the place `src_rank` of the group has, which is cut along its first axis.

    Raises:
        ValueError: The first axis can not be cut in equal parts.
    """
    among, shape = wire.joined(group), x.shape
    cut("CollectiveScatter", x, among)

    def back(grad: torch.Tensor) -> torch.Tensor:
        found = plain.gathered_at(grad, src_rank, among)
        return found if among.rank == src_rank else grad.new_zeros(shape)

    part = (shape[0] // among.size, *shape[1:])
    return linear(x, partial(plain.scattered, shape=part, root=src_rank, group=among), back)


def along(what: str, x: torch.Tensor) -> None:
    """Look whether `x` has a first axis. Raises ValueError."""
    if x.dim() == 0:
        raise ValueError(f"For '{what}', the input must have a first axis to gather along, but it has none.")


def cut(what: str, x: torch.Tensor, group: Group) -> None:
    """Look whether `x` can be cut in a part for each process.

    Raises:
        ValueError: Not along its first axis.
    """
    if x.dim() == 0 or x.shape[0] % group.size:
        raise ValueError(
            f"For '{what}', the first dimension of the input must be divided by 'rank_size', {group.size}, but its "
            f"shape is {tuple(x.shape)}."
        )


def counted(what: str, name: str, sizes: Sequence[int], group: Group, total: int | None = None) -> list[int]:
    """The numbers of elements for each process, as ints.

    Raises:
        ValueError: There is not one for each, or they are not `total` together.
    """
    found = [int(size) for size in sizes]
    if len(found) != group.size or total not in (None, sum(found)):
        wanted = f"one for each of {group.size} processes" + ("" if total is None else f" and {total} together")
        raise ValueError(f"For '{what}', the '{name}' must be {wanted}, but got {found}.")
    return found
