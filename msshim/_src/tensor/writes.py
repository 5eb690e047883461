"""Writes into tensors while gradients are recorded: what they overwrite is kept, since backward may need it.

torch saves tensors for the backward pass by reference, and refuses to go on when one was written to. So inside a
recorded pass each write is noted here with the values that it overwrites; `autograd/saved.py` puts them back.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import Any

import torch
from torch._C._autograd import _get_sequence_nr


@dataclass(frozen=True)
class Write:
    """One write: the part of memory it went to, what stood there, the number of the next node, the memory's version."""

    part: torch.Tensor
    old: torch.Tensor
    time: int
    version: int

    @property
    def done(self) -> bool:
        """Whether it has happened: it is noted just before."""
        return self.part._version > self.version

    @property
    def memory(self) -> int:
        """Which memory it went to."""
        return int(self.part.untyped_storage()._cdata)


class _Log(threading.local):
    writes: list[Write] | None = None


log = _Log()
"""The writes of the pass that is recorded; None outside."""


def writable(t: torch.Tensor, index: Any = ..., *operands: Any) -> torch.Tensor:
    """What to write to for `t`, of which ``t[index]`` is about to change; to be called before each write.

    Of a parameter that records gradients it is the memory. `operands` are what the write computes with.

    Raises:
        RuntimeError: The gradients of the pass are taken by `t` or what it is a view of.
    """
    if type(t) is not torch.Tensor and isinstance(t, torch.nn.Parameter) and t.requires_grad:
        t = t.detach()
    if torch.compiler.is_compiling() or log.writes is None:
        return t
    if t.requires_grad and (t if t._base is None else t._base).is_leaf:
        raise RuntimeError(
            "A tensor that gradients are taken by must not be written to while they are recorded, but a call does; "
            "write to a copy of it, `x.copy()`."
        )
    # What one handle alone holds, and of a storage what the tensor and Python's view of it hold, is saved nowhere.
    shared = torch._C._storage_Use_Count(t.untyped_storage()._cdata) > 2 or t._use_count() > 1  # type: ignore[attr-defined]
    if shared or any(operand is t for operand in operands):
        part = t.detach()[index]
        log.writes.append(Write(part, part.clone(), _get_sequence_nr(), t._version))
    return t


def place(t: torch.Tensor, *operands: Any) -> torch.Tensor:
    """What an operation in place gets for `t`; `put` then brings the values to `t`.

    Of a view it is a copy: what an operation on a view saves for backward can not be put back.
    """
    if log.writes is None:
        return t
    if t._base is None or torch.compiler.is_compiling():
        return writable(t, ..., *operands)
    return t.clone()


def put(t: torch.Tensor, done: torch.Tensor) -> None:
    """Write to `t` what an operation has made of its `place`."""
    if torch.compiler.is_compiling() or done.untyped_storage()._cdata == t.untyped_storage()._cdata:
        return  # the memory of a parameter, which has them already
    writable(t).copy_(done)
