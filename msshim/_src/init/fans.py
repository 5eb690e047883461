"""Fans and gains: by how much initial weights are scaled. Source: mindspore.common.initializer of 2.10."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, NamedTuple


class Fans(NamedTuple):
    """How many inputs one output has, and how many outputs one input."""

    fan_in: int
    fan_out: int


def fans(shape: Sequence[int]) -> Fans:
    """Both fans of a weight whose first axis is the outputs and second the inputs; ValueError below rank 2.

    MindSpore does not swap them for a transposed convolution, and neither does torch.
    """
    if len(shape) < 2:
        raise ValueError(
            f"'fan_in' and 'fan_out' need a shape of at least 2 dimensions, but got {len(shape)}: {tuple(shape)}."
        )
    field = math.prod(shape[2:])
    return Fans(shape[1] * field, shape[0] * field)


def fan_in(shape: Sequence[int]) -> int:
    """The inputs of one output."""
    return fans(shape).fan_in


def fan(shape: tuple[int, ...], mode: str) -> int:
    """The fan that `mode` names, ``fan_in`` or ``fan_out``. ValueError for another."""
    if mode.lower() not in Fans._fields:
        raise ValueError(f"The 'mode' must be one of {list(Fans._fields)}, but got {mode!r}.")
    return int(getattr(fans(shape), mode.lower()))


def gain(nonlinearity: str, param: Any = None) -> float:
    """What an activation does to the deviation of its input; `param` is the slope of 'leaky_relu'. ValueError else."""
    if nonlinearity == "leaky_relu":
        if param is None:
            param = 0.01
        if isinstance(param, bool) or not isinstance(param, (int, float)):
            raise ValueError(f"The 'negative_slope' must be int or float for 'leaky_relu', but got {param!r}.")
        return math.sqrt(2.0 / (1 + param**2))
    gains = {"sigmoid": 1.0, "linear": 1.0, "tanh": 5.0 / 3, "relu": math.sqrt(2.0)}
    gains |= {f"conv{kind}{n}d": 1.0 for kind in ("", "_transpose") for n in (1, 2, 3)}
    if nonlinearity not in list(gains):  # a list also answers for what cannot be hashed
        raise ValueError(
            f"The 'nonlinearity' must be one of {sorted([*gains, 'leaky_relu'])}, but got {nonlinearity!r}."
        )
    return gains[nonlinearity]
