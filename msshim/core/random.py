"""`set_seed` and `get_seed`. Source: mindspore.set_seed of 2.10."""

from __future__ import annotations

import numpy as np
import torch

_seed: int | None = None
_looks = 0


def set_seed(seed: int) -> None:
    """Seed numpy's global generator, from which initial weights are drawn, and torch's.

    Raises:
        TypeError: `seed` is no int.
        ValueError: `seed` is negative, or numpy's generator does not take it.
    """
    global _seed, _looks
    if not isinstance(seed, int) or isinstance(seed, bool):
        raise TypeError(f"For 'set_seed', the 'seed' must be an int, but got {seed!r} of type {type(seed).__name__}.")
    if seed < 0:
        raise ValueError(f"For 'set_seed', the 'seed' must not be negative, but got {seed}.")
    np.random.seed(seed)
    torch.manual_seed(seed)
    _seed, _looks = seed, 0


def get_seed() -> int | None:
    """The seed that was set, or None."""
    return _seed


def next_seeds() -> tuple[int, int]:
    """What `Initializer.seed` shows: MindSpore's pair of numbers, the second another one at each call."""
    global _looks
    if _seed is None:
        return 0, 0
    largest, step = 2**31 - 1, 3528531795 ^ 3449720151
    pair = (_seed or 87654321) % largest, (_seed + _looks * step) % largest
    _looks += 1
    return pair
