"""What the functions of mint.distributed look at before anything is sent."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import torch

from msshim._src.communication.collectives import wire
from msshim._src.communication.groups import Group
from msshim._src.tensor.writes import writable


def among(who: str, group: Any, async_op: Any = False) -> Group:
    """The group of a name, or of all where it is None.

    Raises:
        TypeError: `group` is no str, or `async_op` no bool.
        RuntimeError: As `wire.joined`.
    """
    if group is not None and not isinstance(group, str):
        raise TypeError(f"For '{who}', the 'group' must be a str, but got {type(group).__name__}.")
    if not isinstance(async_op, bool):
        raise TypeError(f"For '{who}', the 'async_op' must be a bool, but got {async_op!r}.")
    return wire.joined(group)


def operation(who: str, op: Any, known: Sequence[str] = tuple(wire.OPS)) -> str:
    """`op`, one of those `known`. Raises TypeError."""
    if not isinstance(op, str) or op not in known:
        raise TypeError(f"For '{who}', the 'op' must be one of {', '.join(known)}, but got {op!r}.")
    return op


def place(who: str, name: str, rank: Any, group: Group) -> int:
    """The place in the group of a rank in the world.

    Raises:
        TypeError: It is no int.
        RuntimeError: The group lacks it.
    """
    if not isinstance(rank, int):
        raise TypeError(f"For '{who}', the '{name}' must be an int, but got {rank!r}.")
    if rank not in group.ranks:
        raise RuntimeError(f"For '{who}', the '{name}' must be one of the ranks {[*group.ranks]}, but got {rank}.")
    return group.ranks.index(rank)


def tensors(who: str, name: str, value: Any) -> list[torch.Tensor]:
    """A list of tensors of one dtype. Raises TypeError."""
    if not isinstance(value, (list, tuple)) or not all(isinstance(t, torch.Tensor) for t in value):
        raise TypeError(f"For '{who}', the '{name}' must be a list of Tensors, but got {value!r}.")
    if len({t.dtype for t in value}) > 1:
        raise TypeError(f"For '{who}', the '{name}' must have one dtype, but got {[str(t.dtype) for t in value]}.")
    return [*value]


def each(who: str, name: str, value: Sequence[Any], group: Group) -> None:
    """Look whether there is one for each process. Raises TypeError."""
    if len(value) != group.size:
        raise TypeError(f"For '{who}', the '{name}' must have one for each of {group.size}, but got {len(value)}.")


def fits(who: str, name: str, t: torch.Tensor, shape: Sequence[int], dtype: torch.dtype, kind: type[Exception]) -> None:
    """Look whether a tensor has a shape and a dtype; raises `kind`."""
    if tuple(t.shape) != tuple(shape) or t.dtype != dtype:
        raise kind(
            f"For '{who}', the '{name}' must have the shape {tuple(shape)} and the dtype {str(dtype)[6:]}, but got "
            f"{tuple(t.shape)} and {str(t.dtype)[6:]}."
        )


def into(t: torch.Tensor) -> torch.Tensor:
    """What a collective writes to for `t`: its memory, which no gradient sees; autograd is told that it changed."""
    memory = writable(t).detach()
    if not memory.is_inference():
        torch.autograd.graph.increment_version(memory)
    return memory


def sizes(who: str, name: str, given: Any, rows: int, group: Group) -> list[int]:
    """How many of some rows belong to each process: `given`, or equal parts.

    Raises:
        ValueError: There is not one size for each, or they are not all rows together.
    """
    if given is None or not len(given):
        if rows % group.size:
            raise ValueError(
                f"For '{who}', the first axis must be cut in {group.size} equal parts, but is {rows} long."
            )
        return [rows // group.size] * group.size
    found = [int(size) for size in given]
    if len(found) != group.size or sum(found) != rows:
        raise ValueError(f"For '{who}', the '{name}' must be {group.size} numbers, {rows} together, but got {found}.")
    return found


def shapes(who: str, name: str, value: Any) -> list[torch.Size]:
    """Shapes, given as such or as Tensors that have them. Raises TypeError."""
    if not isinstance(value, (list, tuple)) or not all(isinstance(one, (torch.Tensor, tuple, list)) for one in value):
        raise TypeError(f"For '{who}', the '{name}' must be Tensors or shapes, but got {value!r}.")
    return [one.shape if isinstance(one, torch.Tensor) else torch.Size(one) for one in value]
