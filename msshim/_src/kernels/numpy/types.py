"""`promote_types` and `result_type` of `mindspore.numpy`. Source: measured on MindSpore 2.10 (CPU)."""

from __future__ import annotations

from typing import Any

import numpy as np
import torch

from msshim._src.kernels.numpy.base import array
from msshim._src.kernels.numpy.creation import held
from msshim._src.tensor.dtype import Type, named_to_torch, torch_to_dtype


def promote_types(type1: torch.dtype, type2: torch.dtype) -> torch.dtype:
    """The dtype that holds both."""
    for each in (type1, type2):
        held(each)
    return _promoted(type1, type2)


def _promoted(first: torch.dtype, second: torch.dtype) -> torch.dtype:
    wide = (torch.uint16, torch.uint32, torch.uint64)
    if first is second or not {first, second} & set(wide):
        return torch.promote_types(first, second)
    names = [str(each).removeprefix("torch.") for each in (first, second)]
    floats = [each for each in (first, second) if each.is_floating_point]
    if floats:
        return torch.float32 if set(names) == {"uint16", "float64"} else floats[0]
    found: torch.dtype = getattr(torch, str(np.promote_types(*names)))
    return found


def result_type(arrays_and_dtypes: Any) -> torch.dtype:
    """The dtype that holds all of them."""
    found = [_dtype_of(each) for each in arrays_and_dtypes]
    result = found[0]
    for each in found[1:]:
        result = _promoted(result, each)
    return result


def _dtype_of(value: Any) -> torch.dtype:
    if isinstance(value, torch.Tensor):
        return value.dtype
    if isinstance(value, torch.dtype):
        return value
    if isinstance(value, (bool, int, float)):
        return array(value).dtype
    if isinstance(value, str):
        try:
            return named_to_torch(value)
        except TypeError:
            return named_to_torch(str(np.dtype(value)))
    raise TypeError(f"{value!r} has no dtype.")


def promoted_type(type1: torch.dtype, type2: torch.dtype) -> Type:
    """The dtype that holds both, MindSpore's."""
    return torch_to_dtype(promote_types(type1, type2))


def resulting_type(arrays_and_dtypes: Any) -> Type:
    """The dtype that holds all of them, MindSpore's."""
    return torch_to_dtype(result_type(arrays_and_dtypes))
