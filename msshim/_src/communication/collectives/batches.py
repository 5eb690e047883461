"""`P2POp` and batches of them, in both forms.

Source: mindspore.mint.distributed and mindspore.communication.comm_func of 2.10.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import torch

from msshim._src.communication.collectives import asked, point_to_point, wire
from msshim._src.communication.collectives.pending import CommHandle
from msshim._src.tensor.dtype import Type, torch_to_dtype
from msshim._src.tensor.tensor import Tensor

_STEPS = ("isend", "irecv")


class P2POp:
    """One message of a batch.

    Args:
        op: ``isend`` or ``irecv``, the function or its name.
        tensor: What is sent, or received into.
        peer: The rank of the other process in the world.
        group: The name of the group; None for that of all.
        tag: 0.

    Raises:
        TypeError: `op` is neither of the two, `tensor` no Tensor, or `peer` no int.
        NotImplementedError: `tag` is not 0.
    """

    def __init__(self, op: Any, tensor: Any, peer: int, group: str | None = None, tag: int = 0) -> None:
        if _name(op) not in _STEPS:
            raise TypeError(f"For 'P2POp', the 'op' must be isend or irecv, but got {op!r}.")
        if not isinstance(tensor, (Tensor, torch.Tensor)):
            raise TypeError(f"For 'P2POp', the 'tensor' must be a Tensor, but got {type(tensor).__name__}.")
        _look(peer, tag)
        self.op, self.tensor, self.peer, self.group, self.tag = op, tensor, peer, group, tag


class FunctionalP2POp:
    """One message of a batch, whose answer is a new Tensor.

    Args:
        op: ``isend`` or ``irecv``, the function or its name.
        tensor: What is sent; of what is received, a Tensor of that shape and dtype, or the shape.
        peer: The rank of the other process in the world.
        group: The name of the group; None for that of all.
        tag: 0.
        recv_dtype: The dtype of what is received, where `tensor` is its shape.

    Raises:
        TypeError: An argument is of another type.
        ValueError: `op` is neither of the two.
        NotImplementedError: `tag` is not 0.
    """

    def __init__(
        self, op: Any, tensor: Any, peer: int, group: str | None = None, tag: int = 0, recv_dtype: Type | None = None
    ) -> None:
        if not isinstance(op, str) and not callable(op):
            raise TypeError(f"For 'P2POp', the 'op' must be isend or irecv, but got {op!r}.")
        if _name(op) not in _STEPS:
            raise ValueError(f"For 'P2POp', the 'op' must be isend or irecv, but got {op!r}.")
        if not isinstance(tensor, (Tensor, torch.Tensor, tuple)):
            raise TypeError(f"For 'P2POp', the 'tensor' must be a Tensor or a shape, but got {type(tensor).__name__}.")
        _look(peer, tag)
        if recv_dtype is not None and not isinstance(recv_dtype, Type):
            raise TypeError(f"For 'P2POp', the 'recv_dtype' must be a dtype, but got {recv_dtype!r}.")
        self.op, self.tensor, self.peer, self.group, self.tag = op, tensor, peer, group, tag
        self.recv_dtype = recv_dtype


def _name(op: Any) -> Any:
    return op if isinstance(op, str) else getattr(op, "__name__", "")


def _look(peer: Any, tag: Any) -> None:
    if not isinstance(peer, int):
        raise TypeError(f"For 'P2POp', the 'peer' must be an int, but got {type(peer).__name__}.")
    if tag != 0:
        raise NotImplementedError(f"For 'P2POp', the 'tag' must be 0, but got {tag}: MindSpore takes no other yet.")


def batch_isend_irecv(p2p_op_list: Sequence[P2POp]) -> list[CommHandle]:
    """Send and receive at once, in place; one handle waits for all.

    Raises:
        TypeError: The list is empty, has something else than `P2POp`, or several groups.
    """
    group = _group(p2p_op_list, P2POp)
    among = asked.among("batch_isend_irecv", group)
    sends, receives = [], []
    for one in p2p_op_list:
        memory = one.tensor._t if isinstance(one.tensor, Tensor) else one.tensor
        way = asked.place("batch_isend_irecv", "peer", one.peer, among), 0
        if _name(one.op) == "isend":
            sends.append((memory.detach(), way))
        else:
            receives.append((asked.into(memory), way))
    return [CommHandle(wire.pass_on(sends, receives, among))]


def functional_batch_isend_irecv(p2p_op_list: Sequence[FunctionalP2POp]) -> tuple[torch.Tensor, ...]:
    """Send and receive at once; what is received stands at the place of its ``irecv``, and a zero at each ``isend``.

    Raises:
        TypeError: `p2p_op_list` is no list, is empty, or has something else than `P2POp`.
        ValueError: Something is received of which there is a shape and no dtype.
    """
    if not isinstance(p2p_op_list, list):
        raise TypeError(f"For 'batch_isend_irecv', the 'p2p_op_list' must be a list, but got {p2p_op_list!r}.")
    group = _group(p2p_op_list, FunctionalP2POp)
    among = asked.among("batch_isend_irecv", group)
    sends, shapes, dtypes = [], [], []
    for one in p2p_op_list:
        tensor = one.tensor._t if isinstance(one.tensor, Tensor) else one.tensor
        if _name(one.op) == "isend":
            sends.append(tensor)
        elif not isinstance(tensor, torch.Tensor) and one.recv_dtype is None:
            raise ValueError("For 'P2POp', the 'recv_dtype' must be given where the 'tensor' is a shape.")
        else:
            shapes.append(tensor.shape if isinstance(tensor, torch.Tensor) else tensor)
            dtypes.append(one.recv_dtype or torch_to_dtype(tensor.dtype))
    peers = [asked.place("batch_isend_irecv", "peer", one.peer, among) for one in p2p_op_list]
    return point_to_point.batch(sends, [_name(one.op) for one in p2p_op_list], peers, shapes, dtypes, group)


def _group(ops: Sequence[Any], kind: type) -> str | None:
    if not ops or not all(isinstance(one, kind) for one in ops):
        raise TypeError(f"For 'batch_isend_irecv', the 'p2p_op_list' must be a list of P2POp, but got {ops!r}.")
    groups = {one.group for one in ops}
    if len(groups) > 1:
        raise TypeError(f"For 'batch_isend_irecv', all must be in one group, but got {groups}.")
    found: str | None = groups.pop()
    return found
