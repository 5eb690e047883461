"""What the arguments of transforms of sound must be, each under the word that a row says it with.

Source: the validators of mindspore.dataset.audio of 2.10.
"""

from __future__ import annotations

from typing import Any

from msshim._src.data.transforms.checks import integer, number, typed


def rate(name: str, value: Any) -> None:
    """An int that is not 0."""
    integer(name, value)
    _not_zero(name, value)


def weight(name: str, value: Any) -> None:
    """A number that is not 0."""
    number(name, value)
    _not_zero(name, value)


def _not_zero(name: str, value: Any) -> None:
    if value == 0:
        raise ValueError(f"The '{name}' must not be 0.")


def compact_rate(name: str, value: Any) -> None:
    """A sample rate of 44100 or 48000."""
    _one_of(name, value, 44100, 48000)


def record_rate(name: str, value: Any) -> None:
    """A sample rate of 44100, 48000, 88200 or 96000."""
    _one_of(name, value, 44100, 48000, 88200, 96000)


def _one_of(name: str, value: Any, *known: int) -> None:
    typed(name, value, int)
    if value not in known:
        raise ValueError(f"The '{name}' must be {' or '.join(map(str, known))}, but got {value}.")


def weights(name: str, value: Any) -> None:
    """A list or tuple of numbers."""
    typed(name, value, list, tuple)
    for i, item in enumerate(value):
        number(f"{name}[{i}]", item)


def dct_type(name: str, value: Any) -> None:
    """2: no other transform is there."""
    if value != 2:
        raise ValueError(f"The '{name}' must be 2, but got {value!r}.")
