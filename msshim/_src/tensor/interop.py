"""The border between torch and MindSpore values: wrap on the way in, unwrap on the way out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import torch

from msshim._src.tensor.dtype import Type, dtype_to_torch
from msshim._src.tensor.from_python import stored
from msshim._src.tensor.tensor import Tensor, wrap

_PLAIN = dict.fromkeys({int, float, bool, str, type(None), slice})
"""What holds no tensors, to be passed at once."""


def _walk(value: Any, leaf: Callable[[Any], Any]) -> Any:
    """`leaf` over every value in nested tuples (named ones too), lists and dicts."""
    if isinstance(value, tuple):
        items = [_walk(item, leaf) for item in value]
        if hasattr(value, "_fields"):
            return type(value)(*items)
        return tuple(items) if type(value).__module__ == "torch.return_types" else type(value)(items)
    if isinstance(value, list):
        return [_walk(item, leaf) for item in value]
    if isinstance(value, dict):
        return {key: _walk(item, leaf) for key, item in value.items()}
    return leaf(value)


def holds_torch(value: Any) -> bool:
    """Whether a torch tensor stands anywhere in nested tuples, lists and dicts."""
    if isinstance(value, Tensor) or type(value) in _PLAIN:
        return False
    if isinstance(value, torch.Tensor):
        return True
    if not isinstance(value, (tuple, list)):
        if not isinstance(value, Mapping):
            return False
        value = value.values()
    for item in value:  # noqa: SIM110 - a generator costs more than this walk
        if holds_torch(item):
            return True
    return False


def to_handles(value: Any) -> Any:
    """Each torch tensor as a Tensor over the same memory."""
    if isinstance(value, torch.Tensor):
        return wrap(value)
    if type(value) is tuple:
        return tuple([item if type(item) in _PLAIN else to_handles(item) for item in value])
    return _walk(value, lambda leaf: wrap(leaf) if isinstance(leaf, torch.Tensor) else leaf)


def to_gradients(value: Any) -> Any:
    """As `to_handles`, of gradients, which come with memory."""
    return _walk(value, lambda leaf: wrap(stored(leaf)) if isinstance(leaf, torch.Tensor) else leaf)


def to_torch(value: Any) -> Any:
    """Each Tensor as its torch tensor; a Parameter as its torch parameter."""
    return _walk(value, lambda leaf: leaf._live if isinstance(leaf, Tensor) else leaf)


def to_values(value: Any) -> Any:
    """Each Tensor as the torch tensor that operations see, each dtype as torch's.

    A Parameter records nothing outside a recorded pass.
    """
    if isinstance(value, Tensor):
        return value._t
    kind = type(value)
    if kind in _PLAIN:
        return value
    if kind is tuple:
        return tuple([item._t if isinstance(item, Tensor) else to_values(item) for item in value])
    if kind is dict:
        return {key: to_values(item) for key, item in value.items()}
    return _walk(value, _value)


def _value(leaf: Any) -> Any:
    if isinstance(leaf, Tensor):
        return leaf._t
    return dtype_to_torch(leaf) if isinstance(leaf, Type) else leaf


def ints(value: Any) -> Any:
    """An axis, a shape or a size as torch takes it: a Tensor as its numbers."""
    if type(value) is int:
        return value
    if isinstance(value, (list, tuple)):
        return tuple([item if type(item) is int else _number(item) for item in value])
    return value.tolist() if isinstance(value, (Tensor, torch.Tensor)) else value


def _number(item: Any) -> Any:
    return item.item() if isinstance(item, (Tensor, torch.Tensor)) else item


def python_ints(value: Any) -> Any:
    """`ints` where MindSpore refuses some other numbers that torch takes: the call fails at them, and is looked at."""
    if type(value) is int:
        return value
    if isinstance(value, (list, tuple)):
        return tuple([item if type(item) is int else _other(item) for item in value])
    return value.tolist() if isinstance(value, (Tensor, torch.Tensor)) else value


def _other(item: Any) -> Any:
    if isinstance(item, (list, tuple)):
        return python_ints(item)
    if isinstance(item, int) and not isinstance(item, bool):  # a mutable one
        return int(item)
    raise TypeError(f"the items must be ints, but one is {item!r}.")


def cast_floating(value: Any, dtype: torch.dtype) -> Any:
    """Each floating-point tensor, handle or torch, in `dtype`."""

    def cast(leaf: Any) -> Any:
        if isinstance(leaf, Tensor):
            return wrap(leaf._t.to(dtype)) if leaf._t.is_floating_point() else leaf
        if isinstance(leaf, torch.Tensor) and leaf.is_floating_point():
            return leaf.to(dtype)
        return leaf

    return _walk(value, cast)
