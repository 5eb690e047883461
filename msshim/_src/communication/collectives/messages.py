"""send, recv, isend, irecv, `P2POp` and batches of them, in place. Source: mindspore.mint.distributed of 2.10.

Ranks are those in the world.
"""

from __future__ import annotations

from typing import Any

import torch

from msshim._src.communication.collectives import asked, wire
from msshim._src.communication.collectives.pending import CommHandle, Pending
from msshim._src.communication.groups import Group


def send(tensor: torch.Tensor, dst: int = 0, group: str | None = None, tag: int = 0) -> None:
    """`tensor` goes to the rank `dst`.

    Raises:
        ValueError: `dst` is this process.
    """
    _sent("send", tensor, dst, group, tag).wait()


def recv(tensor: torch.Tensor, src: int = 0, group: str | None = None, tag: int = 0) -> int:
    """`tensor` becomes what the rank `src` sends. Returns 0, as in MindSpore."""
    _received("recv", tensor, src, group, tag).wait()
    return 0


def isend(tensor: torch.Tensor, dst: int = 0, group: str | None = None, tag: int = 0) -> CommHandle:
    """As `send`, without waiting."""
    return CommHandle(_sent("isend", tensor, dst, group, tag))


def irecv(tensor: torch.Tensor, src: int = 0, group: str | None = None, tag: int = 0) -> CommHandle:
    """As `recv`, without waiting."""
    return CommHandle(_received("irecv", tensor, src, group, tag))


def received(tensor: torch.Tensor, src: int = 0, group: str | None = None, tag: int = 0) -> torch.Tensor:
    """What the rank `src` sends, of the shape and dtype of `tensor`."""
    out = torch.empty_like(tensor)
    _received("recv", out, src, group, tag).wait()
    return out


def awaited(
    tensor: torch.Tensor, src: int = 0, group: str | None = None, tag: int = 0
) -> tuple[torch.Tensor, CommHandle]:
    """As `received`, with a handle to wait for."""
    out = torch.empty_like(tensor)
    return out, CommHandle(_received("irecv", out, src, group, tag))


def _sent(who: str, tensor: torch.Tensor, dst: Any, group: Any, tag: int) -> Pending:
    among = asked.among(who, group)
    return wire.send(tensor.detach(), other(who, "dst", dst, among), among, tag)


def _received(who: str, tensor: torch.Tensor, src: Any, group: Any, tag: int) -> Pending:
    among = asked.among(who, group)
    return wire.receive(asked.into(tensor), asked.place(who, "src", src, among), among, tag)


def other(who: str, name: str, rank: Any, group: Group) -> int:
    """The place of another process in the group.

    Raises:
        ValueError: It is this one.
    """
    found = asked.place(who, name, rank, group)
    if found == group.rank:
        raise ValueError(f"For '{who}', the '{name}' must be another rank than this process's, but got {rank}.")
    return found
