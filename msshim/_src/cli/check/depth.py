"""Room for trees that are as deep as Python's parser makes them: a sum of 900 terms is nested 900 times."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

STACK = 256 << 20
"""Bytes that the thread reserves, of which it takes what it uses."""
LIMIT = 40_000
"""Nested calls of Python, some four for each level of a tree."""
_lock = threading.Lock()


def with_room(call: Callable[[], T]) -> T:
    """What a call gives, or raises, in a thread whose stack is deep enough."""
    made: list[T] = []
    raised: list[BaseException] = []

    def run() -> None:
        try:
            made.append(call())
        except BaseException as error:
            raised.append(error)

    with _lock:
        limit, stack = sys.getrecursionlimit(), threading.stack_size(STACK)
        try:
            sys.setrecursionlimit(max(limit, LIMIT))
            thread = threading.Thread(target=run, daemon=True)
            thread.start()
            thread.join()
        finally:
            threading.stack_size(stack)
            sys.setrecursionlimit(limit)
    if raised:
        raise raised[0]
    return made[0]
