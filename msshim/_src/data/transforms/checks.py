"""What the arguments of transforms must be: words of the rows, such as ``number [0, 1]`` or ``int?``.

A word says a type; a question mark lets None pass, and an interval says the range, with a round bracket where an end
is not in it. Source: the validators of mindspore.dataset of 2.10.
"""

from __future__ import annotations

import numbers
import re
from collections.abc import Callable
from functools import cache, partial
from typing import Any, NamedTuple

import numpy as np

from msshim._src.data import kinds
from msshim._src.tensor.dtype import Type, dtype_to_nptype

LARGEST, INT32 = 2**24, 2**31 - 1
Check = Callable[[str, Any], None]
_WORD = re.compile(r"(\w+)(\?)?(?: ([\[(])(\S+), (\S+)([\])]))?")


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


def _pair_of(check: Check, name: str, value: Any) -> None:
    """Two values that each pass a check."""
    typed(name, value, list, tuple)
    if len(value) != 2:
        raise TypeError(f"The '{name}' must have 2 items, but got {len(value)}.")
    for i, item in enumerate(value):
        check(f"{name}[{i}]", item)


def one_or_pair(check: Check, name: str, value: Any) -> None:
    """One value that passes a check, or two of them."""
    if isinstance(value, (list, tuple)):
        _pair_of(check, name, value)
    else:
        check(name, value)


def padding(name: str, value: Any) -> None:
    """One amount, or two, or four."""
    if isinstance(value, (list, tuple)) and len(value) not in (2, 4):
        raise ValueError(f"The '{name}' must have 2 or 4 items, but got {len(value)}.")
    for item in value if isinstance(value, (list, tuple)) else (value,):
        integer(name, item, NATURAL)


def colour(name: str, value: Any) -> None:
    """One int of a byte, or a tuple of three."""
    if (isinstance(value, tuple) and len(value) != 3) or not isinstance(value, (int, tuple)):
        raise refuse(name, "an int or a tuple of 3", value)
    for item in value if isinstance(value, tuple) else (value,):
        integer(name, item, BYTE)


def center(name: str, value: Any) -> None:
    """A tuple of two numbers."""
    if not isinstance(value, tuple) or len(value) != 2:
        raise ValueError(f"The '{name}' must be a tuple of 2 numbers, but got {value!r}.")
    for item in value:
        number(name, item, INTEGER)


def degrees(name: str, value: Any) -> None:
    """A number that is not negative, or a minimum and a maximum."""
    if not isinstance(value, (list, tuple)):
        return number(name, value, UNSIGNED)
    if len(value) != 2:
        raise TypeError(f"The '{name}' must have 2 items, but got {len(value)}.")
    for item in value:
        number(name, item)
    if value[0] > value[1]:
        raise ValueError(f"The '{name}' must be a minimum and a maximum, but got {value}.")


def positive_degrees(name: str, value: Any) -> None:
    """A minimum and a maximum that are not negative."""
    listed(name, value, int, float)
    if len(value) != 2:
        raise ValueError(f"The '{name}' must have 2 items, but got {len(value)}.")
    for item in value:
        within(name, item, UNSIGNED)
    ordered(name, value, UNSIGNED)


def scale(name: str, value: Any) -> None:
    """A minimum and a maximum that are not negative, the maximum not 0."""
    listed(name, value, int, float, length=2)
    ordered(name, value, UNSIGNED)
    within(f"{name}[1]", value[1], POSITIVE)


def ratio(name: str, value: Any) -> None:
    """A minimum and a maximum that are positive."""
    typed(name, value, list, tuple)
    if len(value) != 2:
        raise TypeError(f"The '{name}' must have 2 items, but got {len(value)}.")
    for item in value:
        number(name, item, POSITIVE)
    ordered(name, value, POSITIVE)


def factor(limits: Range, name: str, value: Any) -> None:
    """A number that is not negative, or a minimum and a maximum in an interval."""
    typed(name, value, numbers.Number, list, tuple)
    if isinstance(value, numbers.Number):
        if value < 0:  # type: ignore[operator]
            raise ValueError(f"The '{name}' must not be negative, but got {value}.")
        return
    if len(value) != 2:
        raise TypeError(f"The '{name}' must have 2 items, but got {len(value)}.")
    ordered(name, value, limits)


def shift(name: str, value: Any) -> None:
    """Two or four numbers from -1 to 1."""
    listed(name, value, int, float, length=(2, 4))
    for item in value:
        within(name, item, Range("[", -1, 1, "]"))


def shears(name: str, value: Any) -> None:
    """A positive number, or two or four that are minima and maxima."""
    if isinstance(value, numbers.Number):
        return within(name, value, Range("(", 0, float("inf"), "]"))
    listed(name, value, int, float, length=(2, 4))
    for low, high in zip(value[::2], value[1::2], strict=True):
        if low > high:
            raise ValueError(f"The '{name}' must have minima before maxima, but got {value}.")


def shear(name: str, value: Any) -> None:
    """An angle from -180 to 180, or two."""
    if isinstance(value, (list, tuple)):
        return _pair_of(partial(_bounded, Range("[", -180, 180, "]"), (int, float)), name, value)
    return _bounded(Range("[", -180, 180, "]"), (numbers.Number,), name, value)


def _bounded(limits: Range, types: tuple[type, ...], name: str, value: Any) -> None:
    typed(name, value, *types)
    within(name, value, limits)


def bits(name: str, value: Any) -> None:
    """An int from 1 to 8, or a minimum and a maximum."""
    typed(name, value, list, tuple, int)
    if isinstance(value, int):
        return within(name, value, Range("[", 1, 8, "]"))
    _pair_of(lambda n, v: integer(n, v, BYTE), name, value)
    ordered(name, value, Range("[", 1, 8, "]"))


def thresholds(name: str, value: Any) -> None:
    """A byte, or a minimum and a maximum."""
    typed(name, value, float, int, list, tuple)
    pair = (value, value) if isinstance(value, (float, int)) else value
    listed(name, pair, float, int, length=2)
    for item in pair:
        within(name, item, BYTE)
    ordered(name, pair, BYTE)


def threshold_range(name: str, value: Any) -> None:
    """A tuple of a minimum and a maximum, ints of a byte."""
    typed(name, value, tuple)
    listed(name, value, int)
    if len(value) != 2:
        raise ValueError(f"The '{name}' must have 2 items, but got {len(value)}.")
    ordered(name, value, BYTE)


def ignored(name: str, value: Any) -> None:
    """A byte, or several."""
    typed(name, value, list, tuple, int)
    for item in value if isinstance(value, (list, tuple)) else (value,):
        integer(name, item, BYTE)


def statistics(limits: Range, name: str, value: Any) -> None:
    """A number for each channel."""
    typed(name, value, list, tuple)
    for i, item in enumerate(value):
        number(f"{name}[{i}]", item, limits)


def points(name: str, value: Any) -> None:
    """Four corners, of two ints each."""
    listed(name, value, list, tuple, length=4)
    for i, item in enumerate(value):
        _pair_of(integer, f"{name}[{i}]", item)


def kernel(name: str, value: Any) -> None:
    """An odd int, or two."""
    one_or_pair(lambda n, v: integer(n, v, COUNT), name, value)
    for item in value if isinstance(value, (list, tuple)) else (value,):
        if item % 2 != 1:
            raise ValueError(f"The '{name}' must be odd, but got {value}.")


def sigma(name: str, value: Any) -> None:
    """A number that is not negative, or two."""
    one_or_pair(partial(_bounded, UNSIGNED, (numbers.Number,)), name, value)


def target(name: str, value: Any) -> None:
    """A positive int, or two: ValueError for another number of them."""
    typed(name, value, int, list, tuple)
    if isinstance(value, (list, tuple)) and len(value) != 2:
        raise ValueError(f"The '{name}' must have 2 items, but got {len(value)}.")
    for item in value if isinstance(value, (list, tuple)) else (value,):
        integer(name, item, SIZE)


def offset(name: str, value: Any) -> None:
    """An int that is not negative, or two, or none."""
    typed(name, value, int, list, tuple)
    if isinstance(value, (list, tuple)) and len(value) not in (0, 2):
        raise ValueError(f"The '{name}' must have no items or 2, but got {len(value)}.")
    for item in value if isinstance(value, (list, tuple)) else (value,):
        integer(name, item, NATURAL)


def erased(name: str, value: Any) -> None:
    """A number of a byte, or a tuple of three."""
    typed(name, value, float, int, tuple)
    for item in value if isinstance(value, tuple) else (value,):
        typed(name, item, float, int)
    if isinstance(value, tuple) and len(value) != 3:
        raise TypeError(f"The '{name}' must have 3 items, but got {len(value)}.")
    for item in value if isinstance(value, tuple) else (value,):
        within(name, item, BYTE)


def erasing(name: str, value: Any) -> None:
    """A byte, three of them, or the word ``random``."""
    typed(name, value, int, list, tuple, str)
    if (isinstance(value, str) and value != "random") or (isinstance(value, (list, tuple)) and len(value) != 3):
        raise ValueError(f"The '{name}' must be an int, 3 of them or 'random', but got {value!r}.")
    if not isinstance(value, str):
        ignored(name, value)


def erasing_ratio(name: str, value: Any) -> None:
    """A minimum and a maximum that are positive."""
    listed(name, value, float, int, length=2)
    ordered(name, value, UNSIGNED)
    for item in value:
        within(name, item, POSITIVE)


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


def policy(name: str, value: Any) -> None:
    """A list of lists of transforms with a probability each."""
    typed(name, value, list)
    for i, part in enumerate(value):
        typed(f"{name}[{i}]", part, list)
        if not part:
            raise ValueError(f"The '{name}[{i}]' must not be empty.")
        for pair in part:
            if not (isinstance(pair, tuple) and len(pair) == 2):
                raise ValueError(f"The '{name}[{i}]' must have tuples of a transform and a probability.")
            operation(name, pair[0])
            within(name, pair[1], UNIT)
    if not value:
        raise ValueError(f"The '{name}' must not be empty.")


def scalar(name: str, value: Any) -> None:
    """One value: a str, bytes or a number."""
    typed(name, value, str, float, bool, int, bytes)


def pad_shape(name: str, value: Any) -> None:
    """A list of positive ints and None."""
    typed(name, value, list)
    for item in value:
        if item is not None:
            if not isinstance(item, int):
                raise refuse(name, "a list of ints and None", value)
            integer(name, item, Range("[", 1, 2**63 - 1, "]"))


def flat(name: str, value: Any) -> None:
    """An array of one axis."""
    typed(name, value, np.ndarray)
    if value.ndim != 1:
        raise ValueError(f"The '{name}' must have one axis, but got {value.ndim}.")


def axis(name: str, value: Any) -> None:
    """0 or -1."""
    typed(name, value, int)
    if value not in (0, -1):
        raise ValueError(f"The '{name}' must be 0 or -1, but got {value}.")


def precision(name: str, value: Any) -> None:
    """``float32`` or ``float16``."""
    typed(name, value, str)
    if value not in ("float32", "float16"):
        raise ValueError(f"The '{name}' must be 'float32' or 'float16', but got {value!r}.")


def channels(name: str, value: Any) -> None:
    """1 or 3."""
    typed(name, value, int)
    if value not in (1, 3):
        raise ValueError(f"The '{name}' must be 1 or 3, but got {value}.")


def slices(name: str, value: Any) -> None:
    """Ints, lists of ints, slices, bools, None and an Ellipsis."""
    for one in value:
        if one is not None:
            typed(name, one, int, list, slice, bool, type(Ellipsis))
            if isinstance(one, list):
                listed(name, one, int)


_TYPES: dict[str, tuple[type, ...]] = {
    "int": (int,),
    "number": (int, float),
    "float": (float,),
    "bool": (bool,),
    "str": (str,),
    "array": (np.ndarray,),
    "type": (Type,),
    **{
        name: (getattr(kinds, name),)
        for name in (
            "Inter",
            "Border",
            "ConvertMode",
            "ImageBatchFormat",
            "SliceMode",
            "AutoAugmentPolicy",
            "Relational",
        )
    },
}
WORDS: dict[str, Check] = {
    "nptype": dtype,
    "size": partial(one_or_pair, lambda n, v: integer(n, v, COUNT)),
    "resized": partial(one_or_pair, lambda n, v: integer(n, v, SIZE)),
    "coordinates": partial(_pair_of, lambda n, v: integer(n, v, NATURAL)),
    "mean": partial(statistics, BYTE),
    "std": partial(statistics, Range("(", 0, 255, "]")),
    "parts": partial(_pair_of, partial(_bounded, Range("[", -1, 1, "]"), (int, float))),
    "factor": partial(factor, UNSIGNED),
    "hue": partial(factor, Range("[", -0.5, 0.5, "]")),
    **{
        check.__name__: check
        for check in (
            padding, colour, center, degrees, positive_degrees, scale, ratio, shift, shears, shear, bits, thresholds,
            threshold_range, ignored, points, kernel, sigma, target, offset, erased, erasing,
            erasing_ratio, operation, transforms, policy, scalar, pad_shape, flat, axis, precision, channels,
            slices,
        )
    },
}  # fmt: skip


@cache
def check(word: str) -> Check:
    """The check of a type word of a row; KeyError where there is none."""
    found = _WORD.fullmatch(word)
    if found is None:
        raise KeyError(word)
    kind, optional, opening, low, high, closing = found.groups()
    limits = Range(opening, float(low), float(high), closing) if opening else None
    if kind in WORDS:
        inner = WORDS[kind]
    else:
        types = _TYPES[kind]

        def inner(name: str, value: Any) -> None:
            typed(name, value, *types)
            if limits is not None:
                within(name, value, limits)

    if not optional:
        return inner
    return lambda name, value: None if value is None else inner(name, value)
