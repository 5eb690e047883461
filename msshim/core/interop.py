"""The border between torch and MindSpore values: wrap on the way in, unwrap on the way out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import torch

from msshim.core.dtype import Type, dtype_to_torch
from msshim.core.tensor import Tensor, wrap


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
    if isinstance(value, torch.Tensor):
        return True
    if isinstance(value, (tuple, list)):
        return any(holds_torch(item) for item in value)
    if isinstance(value, Mapping):
        return any(holds_torch(item) for item in value.values())
    return False


def to_handles(value: Any) -> Any:
    """Each torch tensor as a Tensor over the same memory."""
    return _walk(value, lambda leaf: wrap(leaf) if isinstance(leaf, torch.Tensor) else leaf)


def to_torch(value: Any) -> Any:
    """Each Tensor as its torch tensor; a Parameter as its torch parameter."""
    return _walk(value, lambda leaf: leaf._live if isinstance(leaf, Tensor) else leaf)


def to_values(value: Any) -> Any:
    """Each Tensor as the torch tensor that operations see, each dtype as torch's.

    A Parameter records nothing outside a recorded pass.
    """
    return _walk(value, _value)


def _value(leaf: Any) -> Any:
    if isinstance(leaf, Tensor):
        return leaf._t
    return dtype_to_torch(leaf) if isinstance(leaf, Type) else leaf


def cast_floating(value: Any, dtype: torch.dtype) -> Any:
    """Each floating-point tensor, handle or torch, in `dtype`."""

    def cast(leaf: Any) -> Any:
        if isinstance(leaf, Tensor):
            return wrap(leaf._t.to(dtype)) if leaf._t.is_floating_point() else leaf
        if isinstance(leaf, torch.Tensor) and leaf.is_floating_point():
            return leaf.to(dtype)
        return leaf

    return _walk(value, cast)
