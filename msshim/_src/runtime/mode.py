"""Whether gradients are recorded for MindSpore-style values.

MindSpore records nothing in a forward pass outside `grad` and `value_and_grad`; torch records
whenever grad mode is on. Both rules meet here: a call that came in with torch tensors, or through a
gradient transform, runs inside `recording()`; any other call on handles records nothing.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import torch


class _Recording(threading.local):
    on: bool = False
    precision: torch.dtype | None = None
    staged: bool = False


_recording = _Recording()


def records() -> bool:
    """Whether torch may run as it stands: grad mode is off anyway, or recording was asked for.

    While torch.compile traces, torch's own grad mode is the answer, so that no thread-local state
    enters the graph.
    """
    return _recording.on or not torch.is_grad_enabled() or torch.compiler.is_compiling()


@contextmanager
def recording() -> Iterator[None]:
    """Let torch's grad mode rule for the handles used inside."""
    before = _recording.on
    _recording.on = True
    try:
        yield
    finally:
        _recording.on = before


def precision() -> torch.dtype | None:
    """The dtype that the innermost cell with `to_float` computes in, here and now; None outside of such cells."""
    return _recording.precision


@contextmanager
def computing(dtype: torch.dtype) -> Iterator[None]:
    """Let Parameters that a `construct` reads, of whichever cell, come in `dtype`."""
    before = _recording.precision
    _recording.precision = dtype
    try:
        yield
    finally:
        _recording.precision = before


def staged() -> bool:
    """Whether a function under `jit` is running."""
    return _recording.staged


def set_staged(running: bool) -> bool:
    """Say whether a function under `jit` is running; returns what was said before."""
    before, _recording.staged = _recording.staged, running
    return before


class _Unrecorded:
    """As torch.no_grad where torch records, without its cost: entering makes no object and keeps no state."""

    def __enter__(self) -> None:
        torch._C._set_grad_enabled(False)

    def __exit__(self, *error: object) -> None:
        torch._C._set_grad_enabled(True)


unrecorded = _Unrecorded()
"""What to run under where `records()` is false: torch's grad mode is on then."""
