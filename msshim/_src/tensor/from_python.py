"""From what a person writes as `input_data` to the torch tensor that holds it. Source: mindspore.Tensor of 2.10."""

from __future__ import annotations

from typing import Any

import numpy as np
import torch

from msshim._src.tensor.arrays import from_numpy, is_numeric


def from_data(data: Any) -> torch.Tensor:
    """The torch tensor of any `input_data`; numpy arrays and lists are copied."""
    if isinstance(data, torch.Tensor):
        return data
    if not isinstance(data, (np.ndarray, np.generic, bool, int, float, complex, list, tuple)):
        raise TypeError(
            "For 'Tensor', 'input_data' must be a Tensor, numpy.ndarray, list, tuple, float, int, bool or complex, "
            f"but got {data!r} of type {type(data).__name__}."
        )
    try:
        if torch.compiler.is_compiling():
            return torch.tensor(data)  # traces no numpy dtypes, and takes lists of plain numbers alike
        array = np.array(data)
    except ValueError as error:
        raise TypeError(f"For 'Tensor', 'input_data' must have one shape throughout, but got {data!r}.") from error
    if not is_numeric(array) or (array.dtype.isbuiltin == 2 and not isinstance(data, np.ndarray)):
        kind = RuntimeError if isinstance(data, int) else TypeError
        raise kind(f"For 'Tensor', 'input_data' must hold numbers that a dtype can hold, but got {data!r}.")
    if array.dtype.char == "Q":
        array = np.array(data, np.uint64)  # not the ulonglong that numpy chose, which torch does not know
    held = from_numpy(array) if array.dtype.isbuiltin == 2 else array
    return torch.as_tensor(held).contiguous()  # which heeds torch's default device


def default_dtype(data: Any, t: torch.Tensor) -> torch.dtype:
    """The dtype without `dtype`: Python's floats are float32 and its ints int64; all else keeps its own."""
    if not isinstance(data, (np.ndarray, np.generic, torch.Tensor)):
        return {torch.float64: torch.float32, torch.int32: torch.int64}.get(t.dtype, t.dtype)
    return t.dtype


def stored(gradient: torch.Tensor) -> torch.Tensor:
    """A gradient with memory for each element: of a zero or a sum autograd gives less, which no assignment takes."""
    if gradient._is_zerotensor():
        return torch.zeros_like(gradient)
    return gradient.contiguous() if 0 in gradient.stride() else gradient
