"""Checks of options, with MindSpore's exception classes."""

from __future__ import annotations

from typing import Any


def at_least(who: str, least: float, **values: Any) -> None:
    """Raise ValueError for a number below the least."""
    for name, value in values.items():
        if value < least:
            raise ValueError(f"For '{who}', '{name}' must be at least {least}, but got {value}.")


def above(who: str, limit: float, **values: Any) -> None:
    """Raise ValueError for a number that is not above the limit."""
    for name, value in values.items():
        if value <= limit:
            raise ValueError(f"For '{who}', '{name}' must be above {limit}, but got {value}.")


def between(who: str, name: str, value: Any, low: bool = True, high: bool = False) -> None:
    """Raise TypeError for what is no float, ValueError outside of 0 and 1, which `low` and `high` include."""
    if not isinstance(value, (float, int)) or isinstance(value, bool):
        raise TypeError(f"For '{who}', '{name}' must be a float, but got {value!r} of type {type(value).__name__}.")
    if not (0 < value < 1 or (low and value == 0) or (high and value == 1)):
        raise ValueError(f"For '{who}', '{name}' must be between 0 and 1, but got {value}.")


def betas_range(who: str, betas: Any) -> None:
    """Raise ValueError for a beta outside of [0, 1)."""
    for i in (0, 1):
        if not 0 <= betas[i] < 1:
            raise ValueError(f"For '{who}', 'betas[{i}]' must be in [0, 1), but got {betas[i]}.")


def beta_range(who: str, betas: Any) -> None:
    """`between` for both."""
    for i in (0, 1):
        between(who, f"betas[{i}]", betas[i])


def types(who: str, kinds: tuple[type, ...], **values: Any) -> None:
    """Raise TypeError for a value of another type; a bool is no number unless it is named."""
    for name, value in values.items():
        if not isinstance(value, kinds) or (isinstance(value, bool) and bool not in kinds):
            names = " or ".join(kind.__name__ for kind in kinds)
            raise TypeError(f"For '{who}', '{name}' must be {names}, but got {value!r} of type {type(value).__name__}.")
