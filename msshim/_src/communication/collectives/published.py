"""The functions of mindspore.ops.communication of 2.10: in place, or with new tensors where a program asks for it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import torch

from msshim._src.communication.collectives import (
    batches,
    functional,
    inplace,
    inplace_lists,
    messages,
    objects,
)
from msshim._src.communication.collectives.switch import in_place, only_in_place

all_gather = only_in_place(inplace_lists.all_gather)
all_gather_into_tensor_uneven = only_in_place(inplace.all_gather_into_tensor_uneven)
all_gather_object = only_in_place(objects.all_gather_object)
all_to_all_v_c = only_in_place(inplace_lists.all_to_all_v_c)
batch_isend_irecv = only_in_place(batches.batch_isend_irecv)
broadcast = only_in_place(inplace.broadcast)
broadcast_object_list = only_in_place(objects.broadcast_object_list)
gather = only_in_place(inplace_lists.gather)
gather_into_tensor = only_in_place(inplace.gather_into_tensor)
gather_object = only_in_place(objects.gather_object)
recv_object_list = only_in_place(objects.recv_object_list)
reduce = only_in_place(inplace.reduce)
reduce_scatter = only_in_place(inplace_lists.reduce_scatter)
reduce_scatter_tensor_uneven = only_in_place(inplace.reduce_scatter_tensor_uneven)
scatter = only_in_place(inplace_lists.scatter)
scatter_object_list = only_in_place(objects.scatter_object_list)
scatter_tensor = only_in_place(inplace.scatter_tensor)
send_object_list = only_in_place(objects.send_object_list)


def all_reduce(tensor: torch.Tensor, op: str = "sum", group: str | None = None, async_op: bool = False) -> Any:
    """`inplace.all_reduce`, or a new tensor with a handle."""
    return (inplace.all_reduce if in_place("all_reduce") else functional.all_reduced)(tensor, op, group, async_op)


def all_gather_into_tensor(
    output_tensor: torch.Tensor | None, input_tensor: torch.Tensor, group: str | None = None, async_op: bool = False
) -> Any:
    """`inplace.all_gather_into_tensor`, or a new tensor with a handle."""
    if not in_place("all_gather_into_tensor"):
        return functional.all_gather_into_tensor(input_tensor, group, async_op)
    room = _tensor("all_gather_into_tensor", "output_tensor", output_tensor)
    return inplace.all_gather_into_tensor(room, input_tensor, group, async_op)


def reduce_scatter_tensor(
    output: torch.Tensor | None, input: torch.Tensor, op: str = "sum", group: str | None = None, async_op: bool = False
) -> Any:
    """`inplace.reduce_scatter_tensor`, or a new tensor with a handle."""
    if not in_place("reduce_scatter_tensor"):
        return functional.reduce_scatter_tensor(input, op, group, async_op)
    room = _tensor("reduce_scatter_tensor", "output", output)
    return inplace.reduce_scatter_tensor(room, input, op, group, async_op)


def recv(tensor: torch.Tensor, src: int = 0, group: str | None = None, tag: int = 0) -> Any:
    """`messages.recv`, or a new tensor."""
    return (messages.recv if in_place("recv") else messages.received)(tensor, src, group, tag)


def irecv(tensor: torch.Tensor, src: int = 0, group: str | None = None, tag: int = 0) -> Any:
    """`messages.irecv`, or a new tensor with a handle."""
    return (messages.irecv if in_place("irecv") else messages.awaited)(tensor, src, group, tag)


def all_to_all(
    output_tensor_list: Sequence[Any],
    input_tensor_list: Sequence[torch.Tensor],
    group: str | None = None,
    async_op: bool = False,
) -> Any:
    """`inplace_lists.all_to_all`, or new tensors, of shapes that may be given, with a handle."""
    own = inplace_lists.all_to_all if in_place("all_to_all") else functional.all_to_all_with_output_shape
    return own(output_tensor_list, input_tensor_list, group, async_op)


def all_to_all_single(
    output: torch.Tensor | None,
    input: torch.Tensor,
    output_split_sizes: Sequence[int] | None = None,
    input_split_sizes: Sequence[int] | None = None,
    group: str | None = None,
    async_op: bool = False,
) -> Any:
    """`inplace_lists.all_to_all_single`, or a new tensor with a handle."""
    if in_place("all_to_all_single"):
        room = _tensor("all_to_all_single", "output", output)
        return inplace_lists.all_to_all_single(room, input, output_split_sizes, input_split_sizes, group, async_op)
    rows = sum(map(int, output_split_sizes)) if output_split_sizes else input.shape[0]
    return functional.all_to_all_single_with_output_shape(
        (rows, *input.shape[1:]), input, output_split_sizes, input_split_sizes, group, async_op
    )


def _tensor(who: str, name: str, value: Any) -> torch.Tensor:
    if not isinstance(value, torch.Tensor):
        raise TypeError(f"For '{who}', the '{name}' must be a Tensor, but got {value!r}.")
    return value
