"""Which inputs a transform of sound takes, by the words of its row's `takes`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


def looker(takes: dict[str, Any]) -> Callable[[Any], str]:
    """A function that says what is wrong with an array; empty where nothing is.

    axes: how many it has at least, one of them of time. complex: whether the last has real and imaginary parts.
    floats: whether it must be of floats, of half, single or double precision. as_is is for who calls the transform.
    """
    axes, kinds = takes.get("axes", 1), "f" if takes.get("floats") else "biuf"
    parts = bool(takes.get("complex"))

    def look(sound: Any) -> str:
        if sound.dtype.kind not in kinds:
            return f"the input must be of {'floats' if kinds == 'f' else 'numbers'}, but its dtype is {sound.dtype}."
        if sound.ndim < axes:
            return f"the input must have at least {axes} axes, but its shape is {sound.shape}."
        if parts and (not sound.ndim or sound.shape[-1] != 2):
            return f"the last axis of the input must have 2 numbers, but its shape is {sound.shape}."
        return ""

    return look
