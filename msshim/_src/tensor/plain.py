"""NumPy's numbers, 0-d arrays and Tensors of one integer as Python's numbers, for calls that took none of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import torch

from msshim._src.tensor import arithmetic
from msshim._src.tensor.tensor import Tensor


def plain(value: Any, tensors: bool = True, every: bool = False) -> Any:
    """The value with Python's numbers in place of others, also in tuples, lists, dicts and slices.

    tensors: whether an integer tensor without axes is one of those; every: whether one of any other dtype is, too.
    The value itself comes back where there are none.
    """
    if isinstance(value, np.generic) or (isinstance(value, np.ndarray) and not value.ndim):
        return value.item()
    if isinstance(value, (tuple, list)):
        items = [plain(item, tensors, every) for item in value]
        same = all(new is old for new, old in zip(items, value, strict=True))
        return value if same else value._make(items) if hasattr(value, "_make") else type(value)(items)
    if isinstance(value, dict):
        made = {key: plain(item, tensors) for key, item in value.items()}
        return value if all(made[key] is item for key, item in value.items()) else made
    if isinstance(value, slice):
        parts = (value.start, value.stop, value.step)
        ends = tuple(plain(part, tensors) for part in parts)
        return value if all(new is old for new, old in zip(ends, parts, strict=True)) else slice(*ends)
    if tensors and isinstance(value, (Tensor, torch.Tensor)):
        t = value._t if isinstance(value, Tensor) else value
        whole = not (t.is_floating_point() or t.is_complex() or t.dtype is torch.bool)
        if not (t.ndim or t.is_meta) and (whole or every):
            return t.item()
    return value


def fitted(given: Mapping[str, Any]) -> dict[str, Any]:
    """The arguments with each int wrapped, as MindSpore does, that the dtype of the first tensor does not hold."""
    tensors = (value._t if isinstance(value, Tensor) else value for value in given.values())
    dtype = next((t.dtype for t in tensors if isinstance(t, torch.Tensor) and t.dtype is not torch.bool), None)
    return dict(given) if dtype is None else {name: arithmetic.wrapped(dtype, value) for name, value in given.items()}
