"""What runs while the program goes on, and waiting for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Protocol


class Waits(Protocol):
    """What can be waited for: torch's Work, or a `Pending`."""

    def wait(self) -> Any:
        """Return once it is done."""


class Pending:
    """Collectives on their way, and what is left to do once they are through.

    Args:
        works: torch's own; of what is through already None, or what torch 2.6 makes of it while it compiles.
        then: What is left, to be done once.
    """

    def __init__(self, works: Iterable[Waits | None], then: Iterable[Callable[[], Any] | None] = ()) -> None:
        self._works = [work for work in works if work is not None and hasattr(work, "wait")]
        self._then = [step for step in then if step is not None]
        self.tell: Callable[[RuntimeError], Exception] = lambda error: error
        """What to raise where they fail."""

    def wait(self) -> None:
        """Return once all is done."""
        try:
            while self._works:
                self._works.pop(0).wait()
        except RuntimeError as error:
            raise self.tell(error) from error
        while self._then:
            self._then.pop(0)()


class CommHandle:
    """What an asynchronous collective gives back. Source: mindspore.communication.comm_func of 2.10.

    Args:
        handle: What is waited for; nothing where None.
        exec_sync: Kept as an attribute: on a device, MindSpore also waits for what was asked of it before.
    """

    def __init__(self, handle: Waits | None = None, exec_sync: bool = False) -> None:
        self.handle, self.exec_sync = handle, exec_sync

    def wait(self) -> None:
        """Return once the collective is done, and its results can be used."""
        if self.handle is not None:
            self.handle.wait()

    def __repr__(self) -> str:
        return f"CommHandle(handle={self.handle})"


def settled(pending: Pending, async_op: bool) -> CommHandle | None:
    """The handle of a collective where the program asked for one; else it is waited for."""
    if async_op:
        return CommHandle(pending)
    pending.wait()
    return None
