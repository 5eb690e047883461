"""Collectives that answer with new tensors, and a handle each. Source: mindspore.communication.comm_func of 2.10.

Ranks are those in the world. Gradients go through them as through the primitives.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import torch

from msshim._src.communication.collectives import asked, exchange, gather, inplace, plain, wire
from msshim._src.communication.collectives import reduce as reducing
from msshim._src.communication.collectives.gradients import Operation, linear
from msshim._src.communication.collectives.pending import CommHandle, Pending, settled
from msshim._src.communication.groups import Group

Answer = tuple[torch.Tensor, CommHandle | None]
_WORLD = "hccl_world_group"


def _asked(
    x: torch.Tensor, shape: Sequence[int], send: Callable[[torch.Tensor, torch.Tensor], Pending],
    there: Operation, back: Operation, async_op: bool,
) -> Answer:  # fmt: skip
    """A new tensor of a shape, once `send` has sent for what belongs into it, of `x`."""
    pending: list[Pending] = []

    def first(x: torch.Tensor) -> torch.Tensor:
        out = x.new_empty([*shape])
        pending.append(send(out.detach(), x))  # which `out`, with its gradient, must not see being written
        return out

    found = linear(x, there, back, first)
    return found, settled(pending[0], async_op)


def all_reduce(tensor: torch.Tensor, op: str = "sum", group: str | None = _WORLD, async_op: bool = False) -> Answer:
    """The sum (or `op`) of all; no mean."""
    return all_reduced(tensor, asked.operation("all_reduce", op, ("sum", "prod", "min", "max")), group, async_op)


def all_reduced(tensor: torch.Tensor, op: str = "sum", group: str | None = None, async_op: bool = False) -> Answer:
    """The sum (or `op`) of all."""
    op, among = asked.operation("all_reduce", op), asked.among("all_reduce", group, async_op)
    if op not in ("sum", "avg"):
        return reducing.all_reduce(tensor, op, group), CommHandle() if async_op else None
    there = partial(plain.reduced, op=op, group=among)

    def send(out: torch.Tensor, x: torch.Tensor) -> Pending:
        return wire.all_reduce(out.copy_(x), op, among, async_op)

    return _asked(tensor, tensor.shape, send, there, there, async_op)


def all_gather_into_tensor(tensor: torch.Tensor, group: str | None = _WORLD, async_op: bool = False) -> Answer:
    """What all have, one after the other along the first axis."""
    among = asked.among("all_gather_into_tensor", group, async_op)
    gather.along("all_gather_into_tensor", tensor)
    there = partial(plain.gathered, group=among)
    back = partial(plain.reduced_part, op="sum", group=among)

    def send(out: torch.Tensor, x: torch.Tensor) -> Pending:
        return wire.all_gather_along(out, x, among, async_op)

    return _asked(tensor, (among.size * tensor.shape[0], *tensor.shape[1:]), send, there, back, async_op)


def reduce_scatter_tensor(
    tensor: torch.Tensor, op: str = "sum", group: str | None = _WORLD, async_op: bool = False
) -> Answer:
    """This process's part of the sum (or `op`) of all, cut along the first axis."""
    op, among = asked.operation("reduce_scatter_tensor", op), asked.among("reduce_scatter_tensor", group, async_op)
    gather.cut("reduce_scatter_tensor", tensor, among)
    there = partial(plain.reduced_part, op=op, group=among)
    back = reducing.way_back(partial(plain.gathered, group=among), "reduce_scatter_tensor", op, among)

    def send(out: torch.Tensor, x: torch.Tensor) -> Pending:
        return wire.reduce_scatter(out, x, op, among, async_op)

    return _asked(tensor, (tensor.shape[0] // among.size, *tensor.shape[1:]), send, there, back, async_op)


def reduce(tensor: torch.Tensor, dst: int, op: str = "sum", group: str | None = _WORLD) -> torch.Tensor:
    """The sum (or `op`) of all on the rank `dst`, a zero of shape (1,) elsewhere."""
    op, among = asked.operation("reduce", op), asked.among("reduce", group)
    return reducing.reduce(tensor, asked.place("reduce", "dst", dst, among), op, group)


def scatter_tensor(tensor: torch.Tensor, src: int = 0, group: str | None = _WORLD) -> torch.Tensor:
    """This process's part of what the rank `src` has, cut along its first axis."""
    among = asked.among("scatter_tensor", group)
    return gather.collective_scatter(tensor, asked.place("scatter_tensor", "src", src, among), group)


def gather_into_tensor(tensor: torch.Tensor, dst: int = 0, group: str | None = _WORLD) -> torch.Tensor:
    """What all have on the rank `dst`, along the first axis; a zero of shape (1,) elsewhere."""
    among = asked.among("gather_into_tensor", group)
    return gather.collective_gather(tensor, asked.place("gather_into_tensor", "dst", dst, among), group)


def broadcast(tensor: torch.Tensor, src: int = 0, group: str | None = _WORLD) -> torch.Tensor:
    """What the rank `src` has. The gradient is each rank's own, as in MindSpore."""
    among = asked.among("broadcast", group)
    return gather.broadcast((tensor,), asked.place("broadcast", "src", src, among), group)[0]


def barrier(group: str | None = _WORLD) -> None:
    """All processes get here."""
    inplace.barrier(group)


def all_to_all_with_output_shape(
    output_shape_list: Sequence[Any],
    input_tensor_list: Sequence[torch.Tensor],
    group: str | None = None,
    async_op: bool = False,
) -> tuple[tuple[torch.Tensor, ...], CommHandle | None]:
    """Each process sends one of `input_tensor_list` to each; a tensor of each comes, of a shape or as a Tensor's.

    Raises:
        TypeError: There is not one for each, or they differ in dtype.
    """
    sent = asked.tensors("all_to_all", "input_tensor_list", input_tensor_list)
    shapes = asked.shapes("all_to_all", "output_shape_list", output_shape_list)
    among = asked.among("all_to_all", group, async_op)
    asked.each("all_to_all", "input_tensor_list", sent, among)
    asked.each("all_to_all", "output_shape_list", shapes, among)
    sends, sizes = [x.numel() for x in sent], [shape.numel() for shape in shapes]
    out, handle = _exchange(torch.cat([x.reshape(-1) for x in sent]), sends, sizes, among, async_op)
    return tuple([part.view(shape) for part, shape in zip(torch.split(out, sizes), shapes, strict=True)]), handle


def all_to_all_single_with_output_shape(
    output_shape: Any,
    tensor: torch.Tensor,
    output_split_sizes: Sequence[int] | None = None,
    input_split_sizes: Sequence[int] | None = None,
    group: str | None = None,
    async_op: bool = False,
) -> Answer:
    """As `all_to_all_with_output_shape` with rows of one tensor, in equal parts where no sizes are given.

    Raises:
        ValueError: The rows can not be cut so.
    """
    who, (shape,) = "all_to_all_single", asked.shapes("all_to_all_single", "output_shape", [output_shape])
    among = asked.among(who, group, async_op)
    sends = asked.sizes(who, "input_split_sizes", input_split_sizes, tensor.shape[0], among)
    sizes = asked.sizes(who, "output_split_sizes", output_split_sizes, shape[0], among)
    return _exchange(tensor, sends, sizes, among, async_op)


def _exchange(x: torch.Tensor, sends: Sequence[int], sizes: Sequence[int], group: Group, async_op: bool) -> Answer:
    there = partial(exchange.swapped, sends=sends, sizes=sizes, group=group)
    back = partial(exchange.swapped, sends=sizes, sizes=sends, group=group)

    def send(out: torch.Tensor, x: torch.Tensor) -> Pending:
        return wire.all_to_all(out, x, sizes, sends, group, async_op)

    return _asked(x, (sum(sizes), *x.shape[1:]), send, there, back, async_op)
