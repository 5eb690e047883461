"""Checks of options, with MindSpore's exception classes."""

from __future__ import annotations

from typing import Any


def types(who: str, kinds: tuple[type, ...], **values: Any) -> None:
    """Raise TypeError for a value of another type; a bool is no number unless it is named."""
    for name, value in values.items():
        if not isinstance(value, kinds) or (isinstance(value, bool) and bool not in kinds):
            names = " or ".join(kind.__name__ for kind in kinds)
            raise TypeError(f"For '{who}', '{name}' must be {names}, but got {value!r} of type {type(value).__name__}.")
