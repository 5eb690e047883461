"""Checks of arguments that many steps take."""

from __future__ import annotations

from typing import Any

from msshim._src.data.transforms.checks import typed


def names(name: str, value: Any) -> list[str]:
    """Names of columns, of which one may stand alone. Raises TypeError and ValueError."""
    typed(name, value, list, str)
    found = [value] if isinstance(value, str) else list(value)
    if not found:
        raise ValueError(f"The '{name}' must not be empty.")
    for one in found:
        if not isinstance(one, str):
            raise TypeError(f"The '{name}' must be a str or a list of them, but got {value!r}.")
        if not one:
            raise ValueError(f"The '{name}' must not have an empty name, but got {value!r}.")
    if len(set(found)) != len(found):
        raise ValueError(f"The '{name}' must have no name twice, but got {value!r}.")
    return found


def whole(name: str, value: Any, least: int = 1) -> int:
    """An int that is not too small. Raises TypeError and ValueError."""
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError(f"The '{name}' must be an int, but got {value!r} of type {type(value).__name__}.")
    if value < least:
        raise ValueError(f"The '{name}' must not be less than {least}, but got {value}.")
    return value
