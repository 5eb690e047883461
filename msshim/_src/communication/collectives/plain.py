"""Collectives that leave what they are given as it is, and answer with new tensors; without gradients."""

from __future__ import annotations

from collections.abc import Sequence

import torch

from msshim._src.communication.collectives import wire
from msshim._src.communication.groups import Group


def reduced(x: torch.Tensor, op: str, group: Group) -> torch.Tensor:
    """The sum (or `op`) of all."""
    out = x.clone(memory_format=torch.contiguous_format)
    wire.all_reduce(out, op, group, later=False).wait()
    return out


def reduced_at(x: torch.Tensor, op: str, root: int, group: Group) -> torch.Tensor:
    """The sum (or `op`) of all at the place `root`; a zero of shape (1,) elsewhere."""
    here = group.rank == root
    out = x.clone(memory_format=torch.contiguous_format) if here else x
    wire.reduce(out, op, root, group, later=False).wait()
    return out if here else x.new_zeros(1)


def reduced_part(x: torch.Tensor, op: str, group: Group) -> torch.Tensor:
    """This process's part of the sum (or `op`) of all, cut along the first axis in equal parts."""
    out = x.new_empty((x.shape[0] // group.size, *x.shape[1:]))
    wire.reduce_scatter(out, x, op, group, later=False).wait()
    return out


def reduced_part_of(x: torch.Tensor, sizes: Sequence[int], op: str, group: Group) -> torch.Tensor:
    """This process's part of the sum (or `op`) of all vectors, which are cut in parts of `sizes`."""
    out = x.new_empty(sizes[group.rank])
    wire.reduce_scatter_parts(out, torch.split(x, [*sizes]), op, group).wait()
    return out


def gathered(x: torch.Tensor, group: Group) -> torch.Tensor:
    """What all have, one after the other along the first axis."""
    out = x.new_empty((x.shape[0] * group.size, *x.shape[1:]))
    wire.all_gather_along(out, x, group, later=False).wait()
    return out


def gathered_of(x: torch.Tensor, sizes: Sequence[int], group: Group) -> torch.Tensor:
    """The vectors of all, which have `sizes` elements, one after the other."""
    out = x.new_empty(sum(sizes))
    wire.all_gather(torch.split(out, [*sizes]), x, group, later=False).wait()
    return out


def gathered_at(x: torch.Tensor, root: int, group: Group) -> torch.Tensor:
    """What all have at the place `root`, along the first axis; a zero of shape (1,) elsewhere."""
    here = group.rank == root
    out = x.new_empty((group.size, *x.shape) if here else 0)
    wire.gather([*out], x, root, group, later=False).wait()
    return out.flatten(0, 1) if here else x.new_zeros(1)


def scattered(x: torch.Tensor, shape: Sequence[int], root: int, group: Group) -> torch.Tensor:
    """This process's part, of a shape, of what the place `root` has, cut along its first axis."""
    out = x.new_empty([*shape])
    parts = [*x.reshape(group.size, *shape)] if group.rank == root else []
    wire.scatter(out, parts, root, group, later=False).wait()
    return out


def broadcasted(x: torch.Tensor, root: int, group: Group) -> torch.Tensor:
    """What the place `root` has."""
    out = x.clone(memory_format=torch.contiguous_format)
    wire.broadcast(out, root, group, later=False).wait()
    return out
