"""The checks that the type words of transforms are made of. Source: the validators of mindspore.dataset of 2.10."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from msshim._src.tensor.dtype import Type, dtype_to_nptype

LARGEST, INT32 = 2**24, 2**31 - 1
Check = Callable[[str, Any], None]


class Range(NamedTuple):
    """An interval, with its brackets."""

    opening: str
    low: float
    high: float
    closing: str

    def __str__(self) -> str:
        return f"{self.opening}{self.low:g}, {self.high:g}{self.closing}"


UNIT, BYTE, FINITE = Range("[", 0, 1, "]"), Range("[", 0, 255, "]"), Range("[", -LARGEST, LARGEST, "]")
POSITIVE, UNSIGNED = Range("(", 0, LARGEST, "]"), Range("[", 0, LARGEST, "]")
COUNT, SIZE = Range("[", 1, LARGEST, "]"), Range("[", 1, INT32, "]")
NATURAL, INTEGER = Range("[", 0, INT32, "]"), Range("[", -INT32 - 1, INT32, "]")


def refuse(name: str, wanted: str, value: Any) -> TypeError:
    """The error of an argument of a wrong type."""
    return TypeError(f"The '{name}' must be {wanted}, but got {value!r} of type {type(value).__name__}.")


def within(name: str, value: Any, limits: Range) -> None:
    """Raise ValueError for a number that is not in an interval."""
    low = value <= limits.low if limits.opening == "(" else value < limits.low
    high = value >= limits.high if limits.closing == ")" else value > limits.high
    if low or high:
        raise ValueError(f"The '{name}' must be in {limits}, but got {value}.")


def typed(name: str, value: Any, *types: type) -> None:
    """Raise TypeError for what is of none of these types; a bool is no int."""
    if not isinstance(value, types) or (isinstance(value, bool) and int in types and bool not in types):
        raise refuse(name, " or ".join(one.__name__ for one in types), value)


def number(name: str, value: Any, limits: Range = FINITE) -> None:
    """An int or float in an interval."""
    typed(name, value, int, float)
    within(name, value, limits)


def integer(name: str, value: Any, limits: Range = INTEGER) -> None:
    """An int in an interval."""
    typed(name, value, int)
    within(name, value, limits)


def listed(name: str, value: Any, *types: type, length: int | tuple[int, ...] = ()) -> None:
    """A list or tuple of items of these types; TypeError where it has another length."""
    typed(name, value, list, tuple)
    for i, item in enumerate(value):
        typed(f"{name}[{i}]", item, *types)
    lengths = (length,) if isinstance(length, int) else length
    if lengths and len(value) not in lengths:
        raise TypeError(f"The '{name}' must have {' or '.join(map(str, lengths))} items, but got {len(value)}.")


def ordered(name: str, value: Any, limits: Range) -> None:
    """Two numbers, the first not larger, in an interval; ValueError otherwise."""
    if not limits.low <= value[0] <= value[1] <= limits.high:
        raise ValueError(f"The '{name}' must be a minimum and a maximum in {limits}, but got {value}.")


def pair_of(check: Check, name: str, value: Any) -> None:
    """Two values that each pass a check."""
    typed(name, value, list, tuple)
    if len(value) != 2:
        raise TypeError(f"The '{name}' must have 2 items, but got {len(value)}.")
    for i, item in enumerate(value):
        check(f"{name}[{i}]", item)


def one_or_pair(check: Check, name: str, value: Any) -> None:
    """One value that passes a check, or two of them."""
    if isinstance(value, (list, tuple)):
        pair_of(check, name, value)
    else:
        check(name, value)


def bounded(limits: Range, types: tuple[type, ...], name: str, value: Any) -> None:
    typed(name, value, *types)
    within(name, value, limits)


def dtype(name: str, value: Any) -> None:
    """A dtype of MindSpore's or numpy's."""
    if not isinstance(value, Type):
        try:
            if value is None:
                raise TypeError
            np.dtype(value)
        except (TypeError, ValueError):
            raise refuse(name, "a dtype of MindSpore or numpy", value) from None


def as_nptype(name: str, value: Any) -> np.dtype[Any]:
    """numpy's dtype of one of MindSpore's or numpy's, or of the name of one. Raises TypeError for anything else."""
    dtype(name, value)
    return np.dtype(dtype_to_nptype(value) if isinstance(value, Type) else value)


def operation(name: str, value: Any) -> None:
    """A transform, or a function: what can be called, and is no class."""
    if not callable(value):
        raise refuse(name, "a transform or a function", value)


def transforms(name: str, value: Any) -> None:
    """A list of transforms that is not empty."""
    typed(name, value, list)
    if not value:
        raise ValueError(f"The '{name}' must not be empty.")
    for i, item in enumerate(value):
        operation(f"{name}[{i}]", item)
        if type(item) is type:
            raise ValueError(f"The '{name}[{i}]' must be a transform, but it is the class {item.__name__}: call it.")
