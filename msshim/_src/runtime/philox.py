"""MindSpore's generator for initial weights, to the bit: Philox 4x32 with 10 rounds, vectorised.

Salmon et al., "Parallel random numbers: as easy as 1, 2, 3", SC 2011. The key is the seed; block i of four 32-bit
words comes from the counter (i, seed). Every sample is computed in float64 and rounded to float32 once, so the
result depends on neither the chunks nor the number of threads. Measured on MindSpore 2.10.0.
"""

from __future__ import annotations

import math
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
import torch

Array = np.ndarray[Any, Any]
_MULTIPLIERS = np.uint64(0xD2511F53), np.uint64(0xCD9E8D57)
_KEY_STEPS = 0x9E3779B9, 0xBB67AE85
_LOW, _32 = np.uint64(0xFFFFFFFF), np.uint64(32)
_CHUNK = 1 << 14  # blocks: the arrays of a chunk fit in a core's cache


def words(seed: int, start: int, count: int, upper: int | None = None) -> Array:
    """Blocks `start` to `start + count`: uint64 (count, 4), each word below 2**32.

    `upper` is the upper half of the counter, the seed without one.
    """
    low, high = seed & 0xFFFFFFFF, seed >> 32
    upper = seed if upper is None else upper
    index = np.arange(start, start + count, dtype=np.uint64)
    a, b = index & _LOW, index >> _32
    c, d = np.full(count, upper & 0xFFFFFFFF, np.uint64), np.full(count, upper >> 32, np.uint64)
    for step in range(10):
        k0 = np.uint64((low + step * _KEY_STEPS[0]) & 0xFFFFFFFF)
        k1 = np.uint64((high + step * _KEY_STEPS[1]) & 0xFFFFFFFF)
        a *= _MULTIPLIERS[0]
        c *= _MULTIPLIERS[1]
        b ^= c >> _32
        b ^= k0
        d ^= a >> _32
        d ^= k1
        c &= _LOW
        a &= _LOW
        a, b, c, d = b, c, d, a
    return np.stack((a, b, c, d), axis=1)


def _fill(shape: tuple[int, ...], seed: int, sample: Callable[[Array], Array]) -> Array:
    """A float32 array of `shape`, `sample` turning words (count, 4) into as many samples."""
    out = np.empty(shape, np.float32)
    flat = out.reshape(-1)

    def chunk(start: int) -> None:
        part = flat[4 * start : 4 * (start + _CHUNK)]
        with np.errstate(over="ignore"):
            drawn = words(seed, start, (len(part) + 3) // 4)
        part[:] = sample(drawn).reshape(-1)[: len(part)]

    starts = range(0, (flat.size + 3) // 4, _CHUNK)
    if len(starts) <= 1:
        for start in starts:
            chunk(start)
    else:
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            list(pool.map(chunk, starts))
    return out


def uniform(seed: int, shape: tuple[int, ...], low: float, high: float) -> Array:
    """Samples of U(low, high), float32."""
    a, b = float(np.float32(low)), float(np.float32(high))
    return _fill(shape, seed, lambda drawn: (b - a) * (drawn * 2.0**-32) + a)


def normal(seed: int, shape: tuple[int, ...], mean: float, sigma: float) -> Array:
    """Samples of N(mean, sigma), float32, in pairs by Box and Muller."""
    mu, deviation = float(np.float32(mean)), float(np.float32(sigma))
    two_pi, least = 2 * float(np.float32(3.1415926)), float(np.float32(1e-7))

    def sample(drawn: Array) -> Array:
        # The low 23 bits of a word, as the mantissa of a float32 in [1, 2), minus 1.
        u = np.maximum((drawn & np.uint64(0x7FFFFF)) * 2.0**-23, least).reshape(-1, 2)
        radius = np.sqrt(-2.0 * np.log(u[:, 0])) * deviation
        angle = two_pi * u[:, 1]
        return np.stack((mu + radius * np.cos(angle), mu + radius * np.sin(angle)), axis=1)

    return _fill(shape, seed, sample)


def truncated_normal(seed: int, shape: tuple[int, ...], low: float, high: float, mean: float, sigma: float) -> Array:
    """Samples of N(mean, sigma) between `low` and `high`, float32, by the inverse distribution function."""
    if sigma == 0:
        raise RuntimeError("For 'TruncatedNormal', 'sigma' must be positive, but got 0.")
    a, b, mu, deviation = (float(np.float32(value)) for value in (low, high, mean, sigma))
    root = float(np.float32(1.4142135))
    # MindSpore's root of two is a float32 in both directions; what is left of it is this factor.
    factor = root / math.sqrt(2)
    below, above = (math.erfc(-(bound - mu) / deviation / root) / 2 for bound in (a, b))
    least, most = float(np.nextafter(np.float32(0), np.float32(2))) / 2, 1 - 2.0**-24

    def sample(drawn: Array) -> Array:
        p = below + drawn * 2.0**-32 * (above - below)
        p = np.where(p <= 0, least, np.where(p >= 1, most, p))
        drawn_normal: Array = torch.special.ndtri(torch.from_numpy(p)).numpy()
        return mu + drawn_normal * factor * deviation

    return _fill(shape, seed, sample)
