"""The collectives of torch.distributed between the processes of a `Group`, in the group's own order, of any dtype.

torch's groups are sorted; parts are put in its order on the way out, and back on the way in. What a backend has no
number format for goes as one of the same size where it is only moved, and as a wider one where it is computed with.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

import torch
from torch import distributed
from torch.distributed import ReduceOp

from msshim._src.communication import faults
from msshim._src.communication.collectives.pending import Pending
from msshim._src.communication.groups import WORLDS, Group, find

Item = TypeVar("Item")

OPS = {"sum": ReduceOp.SUM, "prod": ReduceOp.PRODUCT, "min": ReduceOp.MIN, "max": ReduceOp.MAX, "avg": ReduceOp.AVG}
# Their names of torch before 2.14.
_all_gather_single = getattr(distributed, "all_gather_single", None) or distributed.all_gather_into_tensor
_reduce_scatter_single = getattr(distributed, "reduce_scatter_single", None) or distributed.reduce_scatter_tensor
_SAME_SIZE = {
    torch.int16: torch.float16,
    torch.uint16: torch.float16,
    torch.uint32: torch.int32,
    torch.uint64: torch.int64,
    torch.float8_e4m3fn: torch.uint8,
    torch.float8_e5m2: torch.uint8,
}
_WIDER = {torch.int16: torch.int32, torch.uint16: torch.int32, torch.uint32: torch.int64}


def joined(name: str | None) -> Group:
    """The group of a name, of which this process is one; that of all where it is None.

    Raises:
        RuntimeError: No group has the name, this process is outside it, or it has not joined the others yet.
    """
    group = find(WORLDS[0] if name is None else name)
    if group.process_group is None:
        raise RuntimeError(
            "Distributed Communication has not been inited: call mindspore.communication.init() before a collective, "
            "in processes that a launcher such as torchrun or msrun has started."
        )
    if group.rank < 0:
        raise RuntimeError(f"The group {name} of ranks {[*group.ranks]} does not have this process.")
    return group


@faults.reported
def all_reduce(t: torch.Tensor, op: str, group: Group, later: bool) -> Pending:
    """`t` becomes the sum (or `op`) of all. later: do not wait."""
    _compare("all_reduce", group, later, t, op)
    sent, op, then = _computed(t, op, group)
    work = distributed.all_reduce(sent, OPS[op], group.process_group, later)
    return Pending([work], [*then, _copy(sent, t)])


@faults.reported
def reduce(t: torch.Tensor, op: str, root: int, group: Group, later: bool) -> Pending:
    """`t` of the process `root` becomes the sum (or `op`) of all; those of others stay, as torch does not promise."""
    _compare("reduce", group, later, t, op, root)
    return _reduce(t, op, root, group, later)


def _reduce(t: torch.Tensor, op: str, root: int, group: Group, later: bool) -> Pending:
    here = group.rank == root
    sent, op, then = _computed(t if here else t.clone(), op, group)
    work = distributed.reduce(sent, group.ranks[root], OPS[op], group.process_group, later)
    return Pending([work], [*then, _copy(sent, t)] if here else [])


@faults.reported
def reduce_scatter(out: torch.Tensor, x: torch.Tensor, op: str, group: Group, later: bool) -> Pending:
    """`out` becomes the sum (or `op`) of this process's part of each `x`, cut along its first axis in equal parts."""
    _compare("reduce_scatter", group, later, x, op)
    sent, op, then = _computed(out, op, group)
    x = x.contiguous().to(sent.dtype)
    if _is_sorted(group):
        work = _reduce_scatter_single(sent, x, OPS[op], group.process_group, later)
    else:
        parts = in_torchs_order([*x.reshape(group.size, *out.shape)], group)
        work = distributed.reduce_scatter(sent, parts, OPS[op], group.process_group, later)
    return Pending([work], [*then, _copy(sent, out)])


@faults.reported
def reduce_scatter_parts(out: torch.Tensor, parts: Sequence[torch.Tensor], op: str, group: Group) -> Pending:
    """`out` becomes the sum (or `op`) of all processes' part for this one; parts may differ in shape."""
    faults.same("reduce_scatter", group, parts[0], op, *(tuple(part.shape) for part in parts[1:]))
    out.copy_(parts[group.rank])
    return Pending(
        _reduce(out if root == group.rank else part, op, root, group, True) for root, part in enumerate(parts)
    )


@faults.reported
def broadcast(t: torch.Tensor, root: int, group: Group, later: bool) -> Pending:
    """`t` becomes that of the process `root`."""
    _compare("broadcast", group, later, t, root)
    return _broadcast(t, root, group, later)


def _broadcast(t: torch.Tensor, root: int, group: Group, later: bool) -> Pending:
    sent = t.contiguous()
    work = distributed.broadcast(_bits(sent), group.ranks[root], group.process_group, later)
    return Pending([work], [_copy(sent, t)])


@faults.reported
def all_gather(parts: Sequence[torch.Tensor], x: torch.Tensor, group: Group, later: bool) -> Pending:
    """`parts` become the `x` of all processes; they may differ in shape, alike on all processes."""
    _compare("all_gather", group, later, parts[0], *(tuple(part.shape) for part in parts[1:]))
    into = [_room(part) for part in parts]
    copies = [_copy(room, part) for room, part in zip(into, parts, strict=True)]
    if all(part.shape == x.shape for part in parts):
        rooms = in_torchs_order([_bits(room) for room in into], group)
        work = distributed.all_gather(rooms, _bits(x.contiguous()), group.process_group, later)
        return Pending([work], copies)
    into[group.rank].copy_(x)
    return Pending([_broadcast(room, root, group, True) for root, room in enumerate(into)], copies)


@faults.reported
def all_gather_along(out: torch.Tensor, x: torch.Tensor, group: Group, later: bool) -> Pending:
    """`out` becomes the `x` of all processes, one after the other along the first axis."""
    into = _room(out)
    _compare("all_gather", group, later, x)
    if not _is_sorted(group):
        parts = in_torchs_order([_bits(part) for part in into.view(group.size, *x.shape)], group)
        work = distributed.all_gather(parts, _bits(x.contiguous()), group.process_group, later)
        return Pending([work], [_copy(into, out)])
    rooms = _bits(into.view(-1)), _bits(x.contiguous().view(-1))
    work = _all_gather_single(*rooms, group.process_group, later)
    return Pending([work], [_copy(into, out)])


@faults.reported
def gather(parts: Sequence[torch.Tensor], x: torch.Tensor, root: int, group: Group, later: bool) -> Pending:
    """`parts` of the process `root` become the `x` of all; on others they are not looked at."""
    _compare("gather", group, later, x, root)
    parts = parts if group.rank == root else []
    into = [_room(part) for part in parts]
    rooms = in_torchs_order([_bits(room) for room in into], group) if into else None
    work = distributed.gather(_bits(x.contiguous()), rooms, group.ranks[root], group.process_group, later)
    return Pending([work], [_copy(room, part) for room, part in zip(into, parts, strict=True)])


@faults.reported
def scatter(out: torch.Tensor, parts: Sequence[torch.Tensor], root: int, group: Group, later: bool) -> Pending:
    """`out` becomes this process's one of the `parts` of the process `root`; on others they are not looked at."""
    _compare("scatter", group, later, out, root)
    into = _room(out)
    sent = in_torchs_order([_bits(part.contiguous()) for part in parts], group) if group.rank == root else None
    work = distributed.scatter(_bits(into), sent, group.ranks[root], group.process_group, later)
    return Pending([work], [_copy(into, out)])


@faults.reported
def all_to_all(
    out: torch.Tensor, x: torch.Tensor, sizes: Sequence[int], sends: Sequence[int], group: Group, later: bool
) -> Pending:
    """Each process gets a part of each `x`, along the first axis: `sends` and `sizes` are what goes and what comes."""
    _compare("all_to_all", group, later, x[:0])
    into, x = _room(out), x.contiguous()
    if _is_sorted(group):
        work = distributed.all_to_all_single(_bits(into), _bits(x), [*sizes], [*sends], group.process_group, later)
        return Pending([work], [_copy(into, out)])
    x = torch.cat(in_torchs_order(torch.split(x, [*sends]), group))
    coming = in_torchs_order(sizes, group)
    work = distributed.all_to_all_single(
        _bits(into), _bits(x), coming, in_torchs_order(sends, group), group.process_group, later
    )

    def put() -> None:
        parts = torch.split(into, coming)
        out.copy_(torch.cat([parts[place] for place in group.order]))

    return Pending([work], [put])


@faults.reported
def barrier(group: Group, later: bool) -> Pending:
    """All processes get here."""
    _compare("barrier", group, later, torch.empty(0))
    return Pending([distributed.barrier(group.process_group, later)])


@faults.reported
def send(x: torch.Tensor, peer: int, group: Group, tag: int = 0) -> Pending:
    """`x` goes to the process `peer`, which waits for it."""
    return Pending([distributed.isend(_bits(x.contiguous()), group.ranks[peer], group.process_group, tag)])


@faults.reported
def receive(t: torch.Tensor, peer: int, group: Group, tag: int = 0) -> Pending:
    """`t` becomes what the process `peer` sends."""
    into = _room(t)
    return Pending([distributed.irecv(_bits(into), group.ranks[peer], group.process_group, tag)], [_copy(into, t)])


@faults.reported
def pass_on(
    sends: Sequence[tuple[torch.Tensor, tuple[int, int]]],
    receives: Sequence[tuple[torch.Tensor, tuple[int, int]]],
    group: Group,
) -> Pending:
    """Sends and receives at once, each a tensor with the other's place in the group and a tag; none to oneself."""
    rooms = [(_room(t), t, way) for t, way in receives]
    steps = [
        *[(distributed.irecv, _bits(room), way) for room, _, way in rooms],
        *[(distributed.isend, _bits(x.contiguous()), way) for x, way in sends],
    ]
    wanted = [
        distributed.P2POp(step, t, group.ranks[peer], group.process_group, tag)
        for step, t, (peer, tag) in steps
        if peer != group.rank
    ]
    works = distributed.batch_isend_irecv(wanted) if wanted else []
    return Pending(works, [_copy(room, t) for room, t, _ in rooms])


def _compare(call: str, group: Group, later: bool, t: torch.Tensor, *facts: object) -> None:
    """Refuse what the processes do not ask for alike; but what is not waited for may come in another order."""
    if not later:
        faults.same(call, group, t, *facts)


def _is_sorted(group: Group) -> bool:
    return group.order == tuple(range(group.size))


def in_torchs_order(items: Sequence[Item], group: Group) -> list[Item]:
    """What belongs to each process, in the order of torch's ranks."""
    placed = [*items]
    for place, item in zip(group.order, items, strict=True):
        placed[place] = item
    return placed


def _room(t: torch.Tensor) -> torch.Tensor:
    """Where torch can write what `t` is to be: `t` itself, if it lies in one piece."""
    return t if t.is_contiguous() else torch.empty_like(t, memory_format=torch.contiguous_format)


def _bits(t: torch.Tensor) -> torch.Tensor:
    """The same memory in a format that each backend can move."""
    if t.is_complex():
        return torch.view_as_real(t)
    return t.view(_SAME_SIZE[t.dtype]) if t.dtype in _SAME_SIZE else t


def _computed(t: torch.Tensor, op: str, group: Group) -> tuple[torch.Tensor, str, list[Callable[[], object]]]:
    """What to compute with in place of `t`, by which operation, and what is left to do to it afterwards."""
    sent = t.contiguous().to(_WIDER.get(t.dtype, t.dtype))
    if op == "avg":  # which gloo has from torch 2.7 on, and of integers no backend has
        rounding = None if t.is_floating_point() or t.is_complex() else "trunc"
        return sent, "sum", [lambda: sent.div_(group.size, rounding_mode=rounding)]
    return sent, op, []


def _copy(sent: torch.Tensor, t: torch.Tensor) -> Callable[[], object] | None:
    """Brings what came to `t`, if it is not there."""
    return None if sent is t else lambda: t.copy_(sent)
