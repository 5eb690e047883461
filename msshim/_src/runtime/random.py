"""`set_seed`, `get_seed`, and the seeds of single operations. Source: mindspore.common.seed of 2.10."""

from __future__ import annotations

import random

import numpy as np
import torch

_LARGEST, _STEP = 2**31 - 1, 3528531795 ^ 3449720151
_seed: int | None = None
pipeline_seed: int | None = None
"""That of datasets, which `mindspore.dataset.config.set_seed` sets alone."""
counts: dict[tuple[str, int], int] = {}
"""How often each operation has drawn seeds since `set_seed`, by name and its own seed."""


def set_seed(seed: int) -> None:
    """Seed numpy's global generator, from which initial weights are drawn, and those of Python and torch.

    Raises:
        TypeError: `seed` is no int.
        ValueError: `seed` is negative, or numpy's generator does not take it.
    """
    global _seed, pipeline_seed
    if not isinstance(seed, int) or isinstance(seed, bool):
        raise TypeError(f"For 'set_seed', the 'seed' must be an int, but got {seed!r} of type {type(seed).__name__}.")
    if seed < 0:
        raise ValueError(f"For 'set_seed', the 'seed' must not be negative, but got {seed}.")
    np.random.seed(seed)
    random.seed(seed)
    torch.manual_seed(seed)
    _seed = pipeline_seed = seed
    counts.clear()


def get_seed() -> int | None:
    """The seed that was set, or None."""
    return _seed


def graph_seeds(op_seed: int | None, kernel: str) -> tuple[int, int]:
    """The two seeds that MindSpore gives the kernel of one operation: 0 and 0 where neither seed is set.

    Args:
        op_seed: The operation's own seed, or None.
        kernel: The name under which MindSpore counts the calls; each call has other seeds, until `set_seed` is called.

    Raises:
        ValueError: `op_seed` is negative.
    """
    op_seed = op_seed or 0
    if _seed is None and op_seed == 0:
        return 0, 0
    if not isinstance(op_seed, int) or op_seed < 0:
        raise ValueError(f"For '{kernel}', the 'seed' must be an int that is not negative, but got {op_seed!r}.")
    count = counts.get((kernel, op_seed), 0)
    counts[kernel, op_seed] = count + 1
    globally = 0 if _seed is None else _seed or 87654321
    return globally % _LARGEST, (op_seed + count * _STEP) % _LARGEST
