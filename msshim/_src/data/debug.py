"""Hooks that look at the rows of a `map` while `set_debug_mode` is on. Source: mindspore.dataset.debug of 2.10."""

from __future__ import annotations

import copy
from abc import ABC, abstractmethod
from collections.abc import Sized
from typing import Any

import numpy as np


class DebugHook(ABC):
    """What is called before the first operation of a `map` and after each; subclasses have `compute`.

    Args:
        prev_op_name: The name of the operation; nothing is said of it where there is none.
    """

    def __init__(self, prev_op_name: str | None = None) -> None:
        self.prev_op_name = prev_op_name
        self.is_first_op: bool | None = None

    def __call__(self, *args: Any) -> Any:
        """Say where this is, and look at the columns, which are given on."""
        if self.prev_op_name:
            side = "INPUT" if self.is_first_op else "OUTPUT"
            print(f"[Dataset debugger] Print the [{side}] of the operation [{self.prev_op_name}].", flush=True)
        self.compute(args)
        return args

    @abstractmethod
    def compute(self, *args: Any) -> Any:
        """Look at a tuple of columns."""

    def set_previous_op_name(self, prev_op_name: str) -> None:
        """The name of the operation."""
        self.prev_op_name = prev_op_name

    def set_is_first(self, is_first_op: bool) -> None:
        """Whether the operation is yet to come."""
        self.is_first_op = is_first_op


class PrintMetaDataHook(DebugHook):
    """Prints dtypes and shapes."""

    def __init__(self) -> None:
        super().__init__()

    def compute(self, *args: Any) -> Any:
        """Print them."""
        for i, column in enumerate(*args):
            said = f"Column {i}. "
            if isinstance(column, np.ndarray):
                said += f"The dtype is [{column.dtype}]. The shape is [{column.shape}]."
            elif hasattr(column, "getbands"):  # an image of PIL
                said += f"The type is [{type(column)}]. The shape is [{column.size}]."
            elif isinstance(column, Sized):
                said += f"The type is [{type(column)}]. The size is [{len(column)}]."
            print(said, flush=True)
        return args


class PrintDataHook(DebugHook):
    """Prints values."""

    def __init__(self) -> None:
        super().__init__()

    def compute(self, *args: Any) -> Any:
        """Print them."""
        for i, column in enumerate(*args):
            data = np.asarray(column) if hasattr(column, "getbands") else column
            print(f"Column {i}. The data is [{data}].", flush=True)
        return args


def hooked(steps: list[Any], names: list[str], hooks: list[DebugHook]) -> list[Any]:
    """The steps with these names, with hooks before the first and after each."""
    found: list[Any] = [_placed(hook, names[0], True) for hook in hooks]
    for step, name in zip(steps, names, strict=True):
        found += [step, *(_placed(hook, name, False) for hook in hooks)]
    return found


def _placed(hook: DebugHook, name: str, first: bool) -> DebugHook:
    one = copy.deepcopy(hook)
    one.set_previous_op_name(name)
    one.set_is_first(first)
    return one
