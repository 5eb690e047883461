"""The words that ``mappings/refusals.yaml`` has for values: their kind, and of a Tensor its dtype and rank."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import torch

from msshim.core.dtype import FROM_TORCH, Type, torch_to_dtype
from msshim.core.tensor import Tensor

MOST = 8  # MindSpore's Tensors have up to so many axes
RANKS = (*(f"{rank}-d" for rank in range(MOST + 1)), "deep")
TYPES: dict[str, tuple[type, ...]] = {
    **{"None": (type(None),), "bool": (bool,), "int": (int,), "float": (float,), "complex": (complex,)},
    **{"str": (str,), "bytes": (bytes,), "dict": (dict,), "tuple": (tuple,), "list": (list,)},
    **{"array": (np.ndarray,), "scalar": (np.generic,), "dtype": (Type,), "Tensor": (Tensor, torch.Tensor)},
}
"""The kinds of values that are told apart by their type alone."""

TORCH = {str(held): dtype for dtype, held in FROM_TORCH.items()}
"""Torch's dtypes by the words for them."""

_PLAIN = {kind: word for word, kinds in TYPES.items() for kind in kinds}


def words(value: Any) -> tuple[str, ...]:
    """The words for a value, the narrowest first; none for a Tensor without data."""
    if isinstance(value, (Tensor, torch.Tensor)):
        if isinstance(value, Tensor) and not value._has_data:
            return ()
        return _tensor(value._t if isinstance(value, Tensor) else value)
    if isinstance(value, np.generic):
        return ("scalar",)
    if type(value) is int:
        return (*(("huge",) if abs(value) >= 2**63 else ("negative",) if value < 0 else ()), "int")
    if type(value) is float:
        return ("float",) if math.isfinite(value) else ("infinite", "float")
    if isinstance(value, (tuple, list)):
        kind = "tuple" if isinstance(value, tuple) else "list"
        held = {words(item)[-1] if words(item) else "number" for item in value}
        content = held.pop() if len(held) == 1 else "several" if held else "nothing"
        return f"{kind}-of-{content}", kind
    return (_PLAIN.get(type(value), next((word for word, some in TYPES.items() if isinstance(value, some)), "object")),)


def _tensor(value: torch.Tensor) -> tuple[str, ...]:
    rank = f"{value.ndim}-d" if value.ndim <= MOST else "deep"
    return str(torch_to_dtype(value.dtype)), rank, *(() if value.numel() else ("empty",)), "Tensor"


def fits(kept: str, given: str) -> bool:
    """Whether a Tensor of a dtype can hold what is computed of it and one of another dtype, without losing any."""
    try:
        return torch.promote_types(TORCH[kept], TORCH[given]) == TORCH[kept]
    except (KeyError, RuntimeError):  # which have no dtype in common
        return False


def aspect(word: str) -> str:
    """What a word is about: the ``dtype`` or ``rank`` of a Tensor, or the ``kind`` of a value."""
    if word in RANKS or word == "empty":
        return "rank"
    return "dtype" if word[0].isupper() and word not in TYPES else "kind"
