"""Arithmetic with MindSpore's roundings: the C library's functions of floats, and sums in the order of its loops."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np

Sound = Any
"""An array of float32 or float64 (of float16, too, where a filter takes it)."""


def as_floats(sound: Any) -> Sound:
    """Numbers as float32, doubles as they are."""
    return sound if sound.dtype == np.float64 else sound.astype(np.float32, copy=False)


def sin(x: Sound) -> Sound:
    """The C library's sine. numpy's own of floats differs in the last bit; that of complex numbers calls C's."""
    return np.sin(x.astype(np.result_type(x, np.complex64))).real


def cos(x: Sound) -> Sound:
    """The C library's cosine."""
    return np.cos(x.astype(np.result_type(x, np.complex64))).real


def atan2(y: Sound, x: Sound) -> Sound:
    """The C library's angle of a point, which is in its logarithm of a complex number."""
    z = np.empty(x.shape, np.result_type(x, np.complex64))
    z.real, z.imag = x, y
    return np.log(z).imag


def double(x: Sound) -> Sound:
    """In double precision, in which C computes where a float meets a double."""
    return x.astype(np.float64)


def each(function: Callable[[float], float], x: Sound) -> Sound:
    """What one of Python's functions, which are C's, makes of each number; numpy's differ in the last bit."""
    return np.array([*map(function, x.ravel().tolist())]).reshape(x.shape)


def rounded(x: Sound) -> Sound:
    """The nearest whole numbers; of two, the one away from 0."""
    return np.trunc(double(x) + np.copysign(0.5, x))


def in_order(weights: Sound, values: Sound) -> Sound:
    """A product of matrices (rows, n) and (..., n, time) whose sums are added one after the other."""
    found = np.zeros((*values.shape[:-2], weights.shape[0], values.shape[-1]), values.dtype)
    for k in range(weights.shape[1]):
        rows = np.flatnonzero(weights[:, k])
        if rows.size:
            part = slice(rows[0], rows[-1] + 1)
            found[..., part, :] += weights[part, k, None] * values[..., None, k, :]
    return found


def linspace(start: float, end: float, count: int, dtype: Any) -> Sound:
    """`count` numbers at equal distances, computed in a dtype."""
    if start > end:
        raise ValueError(f"the start {start} must not be above the end {end}.")
    kind = np.dtype(dtype).type
    step = kind(0) if count == 1 else (kind(end) - kind(start)) / kind(count - 1)
    return kind(start) + np.arange(count).astype(dtype) * step


def exponential(x: float) -> float:
    """Of e; infinite where it is too large."""
    try:
        return math.exp(x)
    except OverflowError:
        return math.inf
