"""AllReduce, Reduce, ReduceScatter and ReduceScatterV: sums, or what `op` says, over the processes of a group."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

import torch

from msshim._src.communication.collectives import plain, wire
from msshim._src.communication.collectives.gather import counted, cut
from msshim._src.communication.collectives.gradients import Operation, linear
from msshim._src.communication.groups import Group


def all_reduce(x: torch.Tensor, op: str, group: str | None) -> torch.Tensor:
    """The sum (or `op`) of all, on all.

    Raises:
        RuntimeError: `op` is none of sum, prod, min, max, avg; or as `wire.joined`.
    """
    among = _joined("AllReduce", op, group)
    if op in ("sum", "avg"):
        there = partial(plain.reduced, op=op, group=among)
        return linear(x, there, there)
    found: torch.Tensor = _Selected.apply(x, op, among)  # type: ignore[no-untyped-call]
    return found


class _Selected(torch.autograd.Function):
    """The product, or the largest or smallest, whose gradient goes to each rank that has it."""

    @staticmethod
    def forward(x: torch.Tensor, op: str, group: Group) -> torch.Tensor:
        return plain.reduced(x, op, group)

    @staticmethod
    def setup_context(ctx: Any, inputs: tuple[Any, ...], output: Any) -> None:
        x, ctx.op, ctx.group = inputs
        ctx.save_for_backward(x, output)

    @staticmethod
    def backward(ctx: Any, *grads: torch.Tensor) -> Any:
        (grad,), (x, out) = grads, ctx.saved_tensors
        there = partial(plain.reduced, op="sum", group=ctx.group)
        if ctx.op == "prod":
            return linear(grad * out, there, there) / x, None, None
        return linear(grad, there, there) * (x == out), None, None


def reduce(x: torch.Tensor, dest_rank: int, op: str, group: str | None) -> torch.Tensor:
    """The sum (or `op`) of all at the place `dest_rank` of the group; a zero of shape (1,) elsewhere."""
    among, shape = _joined("Reduce", op, group), x.shape

    def back(grad: torch.Tensor) -> torch.Tensor:
        sent = grad if among.rank == dest_rank else grad.new_empty(shape)
        return plain.broadcasted(sent, dest_rank, among)

    there = partial(plain.reduced_at, op=op, root=dest_rank, group=among)
    return linear(x, there, way_back(back, "Reduce", op, among))


def reduce_scatter(x: torch.Tensor, op: str, group: str | None) -> torch.Tensor:
    """This process's part of the sum (or `op`) of all, which is cut along its first axis.

    Raises:
        ValueError: The first axis can not be cut in equal parts.
    """
    among = _joined("ReduceScatter", op, group)
    cut("ReduceScatter", x, among)
    back = partial(plain.gathered, group=among)
    there = partial(plain.reduced_part, op=op, group=among)
    return linear(x, there, way_back(back, "ReduceScatter", op, among))


def reduce_scatter_v(x: torch.Tensor, input_split_sizes: Sequence[int], op: str, group: str | None) -> torch.Tensor:
    """As `reduce_scatter` of a vector, with a part of `input_split_sizes` elements for each process.

    Raises:
        ValueError: There is not one size for each, or they are not those of `x` together.
    """
    among = _joined("ReduceScatterV", op, group)
    sizes = counted("ReduceScatterV", "input_split_sizes", input_split_sizes, among, x.numel())
    back = partial(plain.gathered_of, sizes=sizes, group=among)
    there = partial(plain.reduced_part_of, sizes=sizes, op=op, group=among)
    return linear(x.reshape(-1), there, way_back(back, "ReduceScatterV", op, among))


def way_back(back: Operation, what: str, op: str, group: Group) -> Operation:
    """The way of gradients where a sum was reduced, or a mean; of others none is known."""
    if op == "avg":
        return lambda grad: back(grad).div_(group.size)
    return back if op == "sum" else partial(_refuse, what, op)


def _refuse(what: str, op: str, grad: torch.Tensor) -> torch.Tensor:
    raise RuntimeError(f"For '{what}', there is a gradient where the 'op' is sum or avg, but it is {op}.")


def _joined(what: str, op: str, group: str | None) -> Group:
    if op not in wire.OPS:
        raise RuntimeError(f"For '{what}', the 'op' must be one of {', '.join(wire.OPS)}, but got {op}.")
    return wire.joined(group)
