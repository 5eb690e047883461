"""Items made ahead of who takes them, in a thread."""

from __future__ import annotations

import contextvars
import weakref
from collections.abc import Iterator
from queue import SimpleQueue
from threading import Event, Semaphore, Thread
from typing import Any, Generic, TypeVar

import torch

T = TypeVar("T")


class Ahead(Generic[T]):
    """What an iterator gives, in its order, of which a thread makes some before they are asked for.

    The thread sees the context variables, and torch's default device, of who begins it. What the iterator raises comes
    after the items before it. The thread ends with the iterator, with `close`, and when this object goes; then it
    finishes the item that it has in hand.

    Args:
        items: The iterator, which is the thread's from now on.
        count: How many items wait at most; with 0 an item is made when it is asked for.
    """

    def __init__(self, items: Iterator[T], count: int) -> None:
        self._made: SimpleQueue[tuple[bool, Any]] = SimpleQueue()
        self._room, self._stopped, self._ended = Semaphore(count), Event(), False
        work = (items, torch.get_default_device(), self._made, self._room, self._stopped)
        self._thread = Thread(target=contextvars.copy_context().run, args=(_make, *work), daemon=True)
        self._thread.start()
        weakref.finalize(self, _stop, self._room, self._stopped)

    def __iter__(self) -> Iterator[T]:
        return self

    def __next__(self) -> T:
        if self._ended:
            raise StopIteration
        self._room.release()
        good, item = self._made.get()
        if not good:
            self._ended = True
            raise item
        return item  # type: ignore[no-any-return]

    def waiting(self) -> int:
        """How many items are made and not taken."""
        return self._made.qsize()

    def close(self, wait: bool = True) -> None:
        """No further item is made, or comes; `wait` until the one in hand is done."""
        self._ended = True
        _stop(self._room, self._stopped)
        if wait:
            self._thread.join()

    def __enter__(self) -> Ahead[T]:
        return self

    def __exit__(self, kind: type[BaseException] | None, *rest: Any) -> None:
        self.close(wait=kind is None or issubclass(kind, Exception))  # who interrupts does not want to wait


def _stop(room: Semaphore, stopped: Event) -> None:
    stopped.set()
    room.release()


def _make(
    items: Iterator[Any], device: torch.device, made: SimpleQueue[tuple[bool, Any]], room: Semaphore, stopped: Event
) -> None:
    if device != torch.get_default_device():  # which is each thread's own
        torch.set_default_device(device)
    try:
        while True:
            room.acquire()
            if stopped.is_set():
                return
            made.put((True, next(items)))
    except BaseException as error:  # StopIteration, too
        made.put((False, error))
