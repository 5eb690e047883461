"""What a call of a cell runs: always what `construct` is at that time. Source: mindspore.nn.Cell of 2.10.

torch calls `forward`. So each class of cells has one that leads to its `construct`; a method of that name which a
program writes into a cell is an ordinary method, as in MindSpore.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

import torch

from msshim._src.cell import bprop


def settle(cls: Any, base: Any) -> None:
    """Give a new subclass of `base`, which is Cell, the `forward` that fits its `construct`."""
    entry = _entry(cls, base)
    found = cls.forward
    if getattr(found, "_of_program", False):
        found = found.__wrapped__
    if found in (base.forward, bprop.forward, cls._short) or found is torch.nn.Module.forward:
        cls.forward = entry
    else:
        cls.forward = _apart(found, entry)
        if cls.__call__ is torch.nn.Module.__call__:
            cls.__call__ = _call


def _entry(cls: Any, base: Any) -> Callable[..., Any]:
    if hasattr(cls, "bprop"):
        return bprop.forward
    owner = next(kind for kind in cls.__mro__ if "construct" in kind.__dict__)
    entry: Callable[..., Any] = owner.__dict__.get("_short") or base.forward
    return entry


def _apart(method: Callable[..., Any], entry: Callable[..., Any]) -> Callable[..., Any]:
    """A program's method `forward`, and what the call of the cell wants of that name."""

    @functools.wraps(method)
    def forward(self: Any, *args: Any, **kwargs: Any) -> Any:
        if self.__dict__.pop("_called", False):
            return entry(self, *args, **kwargs)
        return method(self, *args, **kwargs)

    forward._of_program = True  # type: ignore[attr-defined]
    return forward


def _call(self: Any, *args: Any, **kwargs: Any) -> Any:
    """The call of a cell whose class has a method `forward` of its own."""
    self.__dict__["_called"] = True
    try:
        return torch.nn.Module.__call__(self, *args, **kwargs)
    finally:
        self.__dict__.pop("_called", None)
