"""Values in nested lists, tuples, dicts and slices."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


def walk(value: Any, leaf: Callable[[Any], Any]) -> Any:
    """`leaf` over what stands in nested lists, tuples (named ones too), dicts and slices."""
    if isinstance(value, (list, tuple)):
        items = [walk(item, leaf) for item in value]
        return value._make(items) if hasattr(value, "_make") else type(value)(items)
    if isinstance(value, dict):
        return {key: walk(item, leaf) for key, item in value.items()}
    if isinstance(value, slice):
        return slice(leaf(value.start), leaf(value.stop), leaf(value.step))
    return leaf(value)
