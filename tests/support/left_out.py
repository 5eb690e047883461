"""What the tests leave out, by reason: conftest.py tells it at the end of a run, also of one in several processes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import TypeVar

T = TypeVar("T")

LEFT_OUT: dict[str, set[str]] = defaultdict(set)
"""The reason to the names of what is left out for it."""


def leave_out(reason: str, *names: str) -> None:
    """Count what a test does not look at, where only a call tells."""
    if names:
        LEFT_OUT[reason].update(names)


def applying(items: Iterable[T], applies: Callable[[T], object], reason: str) -> list[T]:
    """The rows, or whatever has a name, that a test applies to, for `parametrize`; the others are counted."""
    found: list[T] = []
    for item in items:
        if applies(item):
            found.append(item)
        else:
            leave_out(reason, str(getattr(item, "qualified", item)))
    return found
