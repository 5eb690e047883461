"""What the arguments of transforms of images must be, each under the word that a row says it with.

Source: the validators of mindspore.dataset.vision of 2.10.
"""

from __future__ import annotations

import numbers
from functools import partial
from typing import Any

from msshim._src.data.transforms.checks import (
    BYTE,
    COUNT,
    INTEGER,
    NATURAL,
    POSITIVE,
    SIZE,
    UNIT,
    UNSIGNED,
    Range,
    bounded,
    integer,
    listed,
    number,
    one_or_pair,
    operation,
    ordered,
    pair_of,
    refuse,
    typed,
    within,
)


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
        return pair_of(partial(bounded, Range("[", -180, 180, "]"), (int, float)), name, value)
    return bounded(Range("[", -180, 180, "]"), (numbers.Number,), name, value)


def bits(name: str, value: Any) -> None:
    """An int from 1 to 8, or a minimum and a maximum."""
    typed(name, value, list, tuple, int)
    if isinstance(value, int):
        return within(name, value, Range("[", 1, 8, "]"))
    pair_of(lambda n, v: integer(n, v, BYTE), name, value)
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
        pair_of(integer, f"{name}[{i}]", item)


def kernel(name: str, value: Any) -> None:
    """An odd int, or two."""
    one_or_pair(lambda n, v: integer(n, v, COUNT), name, value)
    for item in value if isinstance(value, (list, tuple)) else (value,):
        if item % 2 != 1:
            raise ValueError(f"The '{name}' must be odd, but got {value}.")


def sigma(name: str, value: Any) -> None:
    """A number that is not negative, or two."""
    one_or_pair(partial(bounded, UNSIGNED, (numbers.Number,)), name, value)


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
