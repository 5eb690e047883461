"""Collectives that write into the tensors that they are given. Source: mindspore.mint.distributed of 2.10.

They answer with a handle where `async_op` is set, else with None. Ranks are those in the world. No gradient sees what
comes from other processes, as in MindSpore: for it they give back what they got.
"""

from __future__ import annotations

from collections.abc import Sequence

import torch

from msshim._src.communication.collectives import asked, wire
from msshim._src.communication.collectives.pending import CommHandle, settled

Handle = CommHandle | None


def all_reduce(tensor: torch.Tensor, op: str = "sum", group: str | None = None, async_op: bool = False) -> Handle:
    """`tensor` becomes the sum (or `op`) of all."""
    op, among = asked.operation("all_reduce", op), asked.among("all_reduce", group, async_op)
    return settled(wire.all_reduce(asked.into(tensor), op, among, async_op), async_op)


def reduce(tensor: torch.Tensor, dst: int, op: str = "sum", group: str | None = None, async_op: bool = False) -> Handle:
    """`tensor` of the rank `dst` becomes the sum (or `op`) of all."""
    op, among = asked.operation("reduce", op), asked.among("reduce", group, async_op)
    root = asked.place("reduce", "dst", dst, among)
    return settled(wire.reduce(asked.into(tensor), op, root, among, async_op), async_op)


def broadcast(tensor: torch.Tensor, src: int, group: str | None = None, async_op: bool = False) -> Handle:
    """`tensor` becomes that of the rank `src`."""
    among = asked.among("broadcast", group, async_op)
    root = asked.place("broadcast", "src", src, among)
    return settled(wire.broadcast(asked.into(tensor), root, among, async_op), async_op)


def barrier(group: str | None = None, async_op: bool = False, device_ids: object = None) -> Handle:
    """All processes get here."""
    return settled(wire.barrier(asked.among("barrier", group, async_op), async_op), async_op)


def all_gather_into_tensor(
    output_tensor: torch.Tensor, input_tensor: torch.Tensor, group: str | None = None, async_op: bool = False
) -> Handle:
    """`output_tensor` becomes the `input_tensor` of all, one after the other along the first axis.

    Raises:
        ValueError: `output_tensor` has another shape, or another dtype.
    """
    among = asked.among("all_gather_into_tensor", group, async_op)
    shape = (among.size * input_tensor.shape[0], *input_tensor.shape[1:]) if input_tensor.dim() else (among.size,)
    asked.fits("all_gather_into_tensor", "output_tensor", output_tensor, shape, input_tensor.dtype, ValueError)
    return settled(wire.all_gather_along(asked.into(output_tensor), input_tensor.detach(), among, async_op), async_op)


def all_gather_into_tensor_uneven(
    output: torch.Tensor,
    input: torch.Tensor,
    output_split_sizes: Sequence[int] | None = None,
    group: str | None = None,
    async_op: bool = False,
) -> Handle:
    """As `all_gather_into_tensor`, where each process has `output_split_sizes` rows.

    Raises:
        ValueError: The sizes do not fit the tensors.
    """
    who, among = "all_gather_into_tensor_uneven", asked.among("all_gather_into_tensor_uneven", group, async_op)
    sizes = asked.sizes(who, "output_split_sizes", output_split_sizes, output.shape[0], among)
    asked.fits(who, "input", input, (sizes[among.rank], *output.shape[1:]), output.dtype, ValueError)
    parts = torch.split(asked.into(output), sizes)
    return settled(wire.all_gather(parts, input.detach(), among, async_op), async_op)


def reduce_scatter_tensor(
    output: torch.Tensor, input: torch.Tensor, op: str = "sum", group: str | None = None, async_op: bool = False
) -> Handle:
    """`output` becomes this process's part of the sum (or `op`) of each `input`, cut along its first axis.

    Raises:
        ValueError: `output` has another shape, or another dtype.
    """
    who, op = "reduce_scatter_tensor", asked.operation("reduce_scatter_tensor", op)
    among = asked.among(who, group, async_op)
    shape = (output.shape[0] * among.size, *output.shape[1:]) if output.dim() else (among.size,)
    asked.fits(who, "input", input, shape, output.dtype, ValueError)
    return settled(wire.reduce_scatter(asked.into(output), input.detach(), op, among, async_op), async_op)


def reduce_scatter_tensor_uneven(
    output: torch.Tensor,
    input: torch.Tensor,
    input_split_sizes: Sequence[int] | None = None,
    op: str = "sum",
    group: str | None = None,
    async_op: bool = False,
) -> Handle:
    """As `reduce_scatter_tensor`, where each process gets `input_split_sizes` rows.

    Raises:
        ValueError: The sizes do not fit the tensors.
    """
    who = "reduce_scatter_tensor_uneven"
    op, among = asked.operation(who, op, ("sum", "min", "max", "avg")), asked.among(who, group, async_op)
    sizes = asked.sizes(who, "input_split_sizes", input_split_sizes, input.shape[0], among)
    asked.fits(who, "output", output, (sizes[among.rank], *input.shape[1:]), input.dtype, ValueError)
    return settled(
        wire.reduce_scatter_parts(asked.into(output), torch.split(input.detach(), sizes), op, among), async_op
    )


def scatter_tensor(
    output_tensor: torch.Tensor,
    input_tensor: torch.Tensor,
    src: int = 0,
    group: str | None = None,
    async_op: bool = False,
) -> Handle:
    """`output_tensor` becomes this process's part of the `input_tensor` of the rank `src`, cut along its first axis.

    Raises:
        ValueError: On the rank `src`, the tensors do not fit each other.
    """
    among = asked.among("scatter_tensor", group, async_op)
    root = asked.place("scatter_tensor", "src", src, among)
    whole, parts = _whole(output_tensor, among.size), []
    if among.rank == root:
        asked.fits("scatter_tensor", "input_tensor", input_tensor, whole, output_tensor.dtype, ValueError)
        parts = [*input_tensor.detach().reshape(among.size, *output_tensor.shape)]
    return settled(wire.scatter(asked.into(output_tensor), parts, root, among, async_op), async_op)


def gather_into_tensor(
    output_tensor: torch.Tensor,
    input_tensor: torch.Tensor,
    dst: int = 0,
    group: str | None = None,
    async_op: bool = False,
) -> Handle:
    """`output_tensor` of the rank `dst` becomes the `input_tensor` of all, along the first axis.

    Raises:
        ValueError: On the rank `dst`, the tensors do not fit each other.
    """
    among = asked.among("gather_into_tensor", group, async_op)
    root = asked.place("gather_into_tensor", "dst", dst, among)
    parts: Sequence[torch.Tensor] = ()
    if among.rank == root:
        whole = _whole(input_tensor, among.size)
        asked.fits("gather_into_tensor", "output_tensor", output_tensor, whole, input_tensor.dtype, ValueError)
        cut = torch.tensor_split(asked.into(output_tensor), among.size)
        parts = [part.view(input_tensor.shape) for part in cut]
    return settled(wire.gather([*parts], input_tensor.detach(), root, among, async_op), async_op)


def _whole(part: torch.Tensor, size: int) -> tuple[int, ...]:
    """The shape of `size` such parts, one after the other along the first axis; numbers become a vector."""
    return (size * part.shape[0], *part.shape[1:]) if part.dim() else (size,)
