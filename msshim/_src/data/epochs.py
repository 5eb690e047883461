"""Epochs of a step: which number one has in the whole pipeline, and that each is run to its end."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from itertools import count
from typing import Any, NamedTuple

Epochs = Callable[[], Iterator[tuple[Any, ...]]]

_repeats: ContextVar[float] = ContextVar("repeats", default=1)


@contextmanager
def repeated(times: int) -> Iterator[None]:
    """Steps that are started within come `times` as often in an epoch of the whole; -1 for ever."""
    token = _repeats.set(_repeats.get() * (math.inf if times == -1 else times))
    try:
        yield
    finally:
        _repeats.reset(token)


class Epoch(NamedTuple):
    """One time that the rows of a step come.

    number: the epoch of the whole pipeline that it belongs to, from 0. begins, ends: whether it is the first and the
    last time in that epoch.
    """

    number: int
    begins: bool
    ends: bool


def numbered() -> Iterator[Epoch]:
    """The times that the rows of a step come, for a step that is started here."""
    repeats = _repeats.get()
    return (Epoch(int(i // repeats), i == 0 or i % repeats == 0, (i + 1) % repeats == 0) for i in count())


def finished(inner: Epochs, endless: bool) -> Epochs:
    """Epochs of which a step may take a part: the rest is run through when the next one begins, as in MindSpore.

    So random orders and numbers go on where they do in MindSpore, and one epoch alone costs what it takes. Where epochs
    are endless (there MindSpore never comes back), the rest is left.
    """
    if endless:
        return inner
    begun: Any = ()

    def epoch() -> Iterator[Any]:
        nonlocal begun
        for _ in begun:
            pass
        begun = inner()
        return begun  # type: ignore[no-any-return]

    return epoch
