"""What the primitives with windows share: their init arguments checked and brought to one form, once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Plan = Callable[..., dict[str, Any]]


def window(name: str, parameter: str, value: Any, axes: int, least: int = 1, long: bool = False) -> tuple[int, ...]:
    """One int of at least `least` for each axis; `long`: or a tuple with two more in front, for batch and channels.

    Raises:
        TypeError: The value is neither an int nor a tuple.
        ValueError: The tuple has another length, or an item is no int or too small.
    """
    if not isinstance(value, (int, tuple)) or isinstance(value, bool):
        raise TypeError(f"For '{name}', the '{parameter}' must be an int or a tuple of {axes}, but got {value!r}.")
    items = (value,) * axes if isinstance(value, int) else value[2:] if long and len(value) == axes + 2 else value
    if len(items) != axes or not all(type(item) is int and item >= least for item in items):
        raise ValueError(f"For '{name}', the '{parameter}' must be {axes} ints of at least {least}, but got {value!r}.")
    return items


def choice(name: str, parameter: str, value: Any, choices: tuple[str, ...]) -> str:
    """One of the choices, in any case, in lower case; TypeError for no str, ValueError for another one."""
    if not isinstance(value, str):
        raise TypeError(f"For '{name}', the '{parameter}' must be a str, but got {value!r}.")
    if value.lower() not in choices:
        raise ValueError(f"For '{name}', the '{parameter}' must be one of {choices}, but got {value!r}.")
    return value.lower()


def rims(name: str, parameter: str, value: Any, axes: int, pad_mode: str) -> tuple[int, ...]:
    """The amounts at head and tail of each axis; ValueError where they are not 0 without the mode 'pad'."""
    if not isinstance(value, (int, tuple, list)) or isinstance(value, bool):
        raise TypeError(f"For '{name}', the '{parameter}' must be an int or a tuple, but got {value!r}.")
    items = window(name, parameter, tuple(value) if isinstance(value, list) else value, 2 * axes, 0)
    if pad_mode != "pad" and any(items):
        raise ValueError(f"For '{name}', the '{parameter}' must be 0 where 'pad_mode' is not 'pad', but got {value!r}.")
    return items


def flags(name: str, **given: Any) -> None:
    """TypeError for what is no bool."""
    for parameter, value in given.items():
        if not isinstance(value, bool):
            raise TypeError(f"For '{name}', the '{parameter}' must be a bool, but got {value!r}.")


def only(name: str, parameter: str, value: Any, wanted: Any) -> None:
    """ValueError for anything but what MindSpore's CPU takes."""
    if value != wanted:
        raise ValueError(f"For '{name}', the '{parameter}' must be {wanted!r}, but got {value!r}.")


def positive(name: str, **given: Any) -> None:
    """TypeError for what is no int, ValueError for one below 1."""
    for parameter, value in given.items():
        if type(value) is not int:
            raise TypeError(f"For '{name}', the '{parameter}' must be an int, but got {value!r}.")
        if value < 1:
            raise ValueError(f"For '{name}', the '{parameter}' must be at least 1, but got {value!r}.")


def flat_pad(heads_and_tails: tuple[int, ...]) -> list[int]:
    """Heads and tails in the order of the axes, in F.pad's order."""
    pairs = list(zip(heads_and_tails[::2], heads_and_tails[1::2], strict=True))
    return [amount for pair in reversed(pairs) for amount in pair]
