"""Checks of the optimizers' options."""

from __future__ import annotations

from typing import Any


def floats(who: str, **values: Any) -> None:
    """Raise TypeError unless each is a float."""
    for name, value in values.items():
        if not isinstance(value, float):
            raise TypeError(f"For '{who}', '{name}' must be a float, but got {value!r} of type {type(value).__name__}.")


def bools(who: str, **values: Any) -> None:
    """Raise TypeError unless each is a bool."""
    for name, value in values.items():
        if not isinstance(value, bool):
            raise TypeError(f"For '{who}', '{name}' must be a bool, but got {value!r} of type {type(value).__name__}.")


def non_negative(who: str, **values: Any) -> None:
    """Raise TypeError unless each is a float, ValueError unless it is at least 0."""
    floats(who, **values)
    for name, value in values.items():
        if not value >= 0:
            raise ValueError(f"For '{who}', '{name}' must be at least 0, but got {value}.")


def positive(who: str, **values: Any) -> None:
    """Raise TypeError unless each is a float, ValueError unless it is above 0."""
    floats(who, **values)
    for name, value in values.items():
        if not value > 0:
            raise ValueError(f"For '{who}', '{name}' must be above 0, but got {value}.")


def fractions(who: str, **values: Any) -> None:
    """Raise TypeError unless each is a float, ValueError unless it is between 0 and 1, both excluded."""
    floats(who, **values)
    for name, value in values.items():
        if not 0 < value < 1:
            raise ValueError(f"For '{who}', '{name}' must be between 0 and 1, but got {value}.")
