"""Between torch tensors and NumPy's arrays, also of bfloat16 and float8, which NumPy knows by the types of ml_dtypes.

MindSpore has a bfloat16 of its own for NumPy; arrays of either are taken, by the name of their dtype.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import torch

Array = np.ndarray[Any, Any]

_HELD = {
    "bfloat16": (torch.bfloat16, torch.int16),
    "float8_e4m3fn": (torch.float8_e4m3fn, torch.uint8),
    "float8_e5m2": (torch.float8_e5m2, torch.uint8),
}
_EXTENDED = 2  # what numpy's `isbuiltin` says of a dtype that another package made
_NAMES = {held: (name, bits) for name, (held, bits) in _HELD.items()}


def extended(name: str) -> Any:
    """NumPy's type of a name such as ``bfloat16``, which NumPy itself lacks."""
    import ml_dtypes  # at first use: most programs need none of it

    return getattr(ml_dtypes, name)


def __getattr__(name: str) -> Any:
    """`bfloat16`, where a module of MindSpore has NumPy's type of that name."""
    if name == "bfloat16":
        return extended(name)
    raise AttributeError(name)


def to_numpy(t: torch.Tensor) -> Array:
    """The array over the memory of a tensor on the CPU; of one elsewhere, a copy."""
    t = t.detach().cpu().resolve_conj().resolve_neg()
    if t.dtype not in _NAMES:
        array: Array = t.numpy()
        return array
    name, bits = _NAMES[t.dtype]
    return t.view(bits).numpy().view(extended(name))


def from_numpy(array: Array) -> torch.Tensor:
    """The tensor over the memory of an array."""
    if array.dtype.isbuiltin != _EXTENDED:
        return torch.from_numpy(array)
    held, bits = _HELD[array.dtype.name]
    return torch.from_numpy(array.view(str(bits).removeprefix("torch."))).view(held)


def is_numeric(array: Array) -> bool:
    """Whether a tensor can hold what the array does."""
    if array.dtype.isbuiltin == _EXTENDED:
        return array.dtype.name in _HELD
    return array.dtype.kind in "biufc"
