"""Collectives that write into lists of tensors, and those that exchange. Source: mindspore.mint.distributed of 2.10."""

from __future__ import annotations

from collections.abc import Sequence

import torch

from msshim._src.communication.collectives import asked, wire
from msshim._src.communication.collectives.exchange import rows_of
from msshim._src.communication.collectives.inplace import Handle
from msshim._src.communication.collectives.pending import Pending, settled
from msshim._src.communication.groups import Group


def all_gather(
    tensor_list: Sequence[torch.Tensor], tensor: torch.Tensor, group: str | None = None, async_op: bool = False
) -> Handle:
    """`tensor_list` becomes the `tensor` of all.

    Raises:
        TypeError: There is not one for each, or this process's does not fit `tensor`.
    """
    parts = asked.tensors("all_gather", "tensor_list", tensor_list)
    among = asked.among("all_gather", group, async_op)
    asked.each("all_gather", "tensor_list", parts, among)
    asked.fits("all_gather", "tensor", tensor, parts[among.rank].shape, parts[0].dtype, TypeError)
    return settled(wire.all_gather([*map(asked.into, parts)], tensor.detach(), among, async_op), async_op)


def reduce_scatter(
    output: torch.Tensor,
    input_list: Sequence[torch.Tensor],
    op: str = "sum",
    group: str | None = None,
    async_op: bool = False,
) -> Handle:
    """`output` becomes the sum (or `op`) of all processes' tensor for this one.

    Raises:
        TypeError: There is not one for each, or this process's does not fit `output`.
    """
    op, parts = asked.operation("reduce_scatter", op), asked.tensors("reduce_scatter", "input_list", input_list)
    among = asked.among("reduce_scatter", group, async_op)
    asked.each("reduce_scatter", "input_list", parts, among)
    asked.fits("reduce_scatter", "output", output, parts[among.rank].shape, parts[0].dtype, TypeError)
    out, parts = asked.into(output), [part.detach() for part in parts]
    if all(part.shape == out.shape for part in parts):
        return settled(
            wire.reduce_scatter(out, torch.stack(parts).view(-1, *out.shape[1:]), op, among, async_op), async_op
        )
    return settled(wire.reduce_scatter_parts(out, parts, op, among), async_op)


def scatter(
    tensor: torch.Tensor,
    scatter_list: Sequence[torch.Tensor],
    src: int = 0,
    group: str | None = None,
    async_op: bool = False,
) -> Handle:
    """`tensor` becomes this process's one of the `scatter_list` of the rank `src`.

    Raises:
        TypeError: On the rank `src`, there is not one for each, or they do not fit `tensor`.
    """
    parts = asked.tensors("scatter", "scatter_list", scatter_list)
    among = asked.among("scatter", group, async_op)
    root = asked.place("scatter", "src", src, among)
    if among.rank == root:
        _one_for_each("scatter", "scatter_list", parts, tensor, among)
    parts = [part.detach() for part in parts]
    return settled(wire.scatter(asked.into(tensor), parts, root, among, async_op), async_op)


def gather(
    tensor: torch.Tensor,
    gather_list: Sequence[torch.Tensor],
    dst: int = 0,
    group: str | None = None,
    async_op: bool = False,
) -> Handle:
    """`gather_list` of the rank `dst` becomes the `tensor` of all; those of others stay.

    Raises:
        TypeError: On the rank `dst`, there is not one for each, or they do not fit `tensor`.
    """
    parts = asked.tensors("gather", "gather_list", gather_list)
    among = asked.among("gather", group, async_op)
    root = asked.place("gather", "dst", dst, among)
    if among.rank == root:
        _one_for_each("gather", "gather_list", parts, tensor, among)
    rooms = [*map(asked.into, parts)] if among.rank == root else []
    return settled(wire.gather(rooms, tensor.detach(), root, among, async_op), async_op)


def all_to_all(
    output_tensor_list: Sequence[torch.Tensor],
    input_tensor_list: Sequence[torch.Tensor],
    group: str | None = None,
    async_op: bool = False,
) -> Handle:
    """Each process sends one of `input_tensor_list` to each, and gets one of each into `output_tensor_list`.

    Raises:
        TypeError: There is not one for each, or they differ in dtype.
    """
    sent = asked.tensors("all_to_all", "input_tensor_list", input_tensor_list)
    outs = [*map(asked.into, asked.tensors("all_to_all", "output_tensor_list", output_tensor_list))]
    among = asked.among("all_to_all", group, async_op)
    asked.each("all_to_all", "input_tensor_list", sent, among)
    asked.each("all_to_all", "output_tensor_list", outs, among)
    sizes, sent = [out.numel() for out in outs], [x.detach().reshape(-1) for x in sent]
    out, x = sent[0].new_empty(sum(sizes)), torch.cat(sent)
    pending = wire.all_to_all(out, x, sizes, [part.numel() for part in sent], among, async_op)

    def put() -> None:
        for room, part in zip(outs, torch.split(out, sizes), strict=True):
            room.copy_(part.view(room.shape))

    return settled(Pending([pending], [put]), async_op)


def all_to_all_single(
    output: torch.Tensor,
    input: torch.Tensor,
    output_split_sizes: Sequence[int] | None = None,
    input_split_sizes: Sequence[int] | None = None,
    group: str | None = None,
    async_op: bool = False,
) -> Handle:
    """As `all_to_all` with rows of one tensor: `input_split_sizes` go, `output_split_sizes` come, or equal parts.

    Raises:
        ValueError: The rows can not be cut so.
    """
    who, among = "all_to_all_single", asked.among("all_to_all_single", group, async_op)
    sends = asked.sizes(who, "input_split_sizes", input_split_sizes, input.shape[0], among)
    sizes = asked.sizes(who, "output_split_sizes", output_split_sizes, output.shape[0], among)
    return settled(wire.all_to_all(asked.into(output), input.detach(), sizes, sends, among, async_op), async_op)


def all_to_all_v_c(
    output: torch.Tensor,
    input: torch.Tensor,
    send_count_matrix: list[int],
    group: str | None = None,
    async_op: bool = False,
) -> Handle:
    """As `all_to_all_single`, by how many rows each of all sends to each: whoever sends has a row of the matrix.

    Raises:
        TypeError: `send_count_matrix` is no list of ints with a row and a column for each process.
        ValueError: Rows of `input` and `output` have other sizes.
    """
    who = "all_to_all_v_c"
    if not isinstance(send_count_matrix, list) or not all(isinstance(count, int) for count in send_count_matrix):
        raise TypeError(f"For '{who}', the 'send_count_matrix' must be a list of ints, but got {send_count_matrix!r}.")
    among = asked.among(who, group, async_op)
    if len(send_count_matrix) != among.size**2:
        raise TypeError(f"For '{who}', the 'send_count_matrix' must have {among.size} rows of {among.size} numbers.")
    if input.shape[1:].numel() != output.shape[1:].numel():
        raise ValueError(
            f"For '{who}', the rows must be alike, but got {tuple(input.shape)} and {tuple(output.shape)}."
        )
    sends, sizes = rows_of(who, send_count_matrix, 1, among)
    return settled(wire.all_to_all(asked.into(output), input.detach(), sizes, sends, among, async_op), async_op)


def _one_for_each(who: str, name: str, parts: Sequence[torch.Tensor], tensor: torch.Tensor, among: Group) -> None:
    """Raise TypeError unless there is one for each process, and all are as `tensor`."""
    asked.each(who, name, parts, among)
    for part in parts:
        asked.fits(who, name, part, tensor.shape, tensor.dtype, TypeError)
