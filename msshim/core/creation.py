"""Functions that make or know Tensors: `tensor`, `from_numpy`, `is_tensor`. Source: mindspore of 2.10."""

from __future__ import annotations

from typing import Any

from msshim.core.dtype import Type
from msshim.core.tensor import Tensor


def tensor(
    input_data: Any = None,
    dtype: Type | None = None,
    shape: Any = None,
    init: Any = None,
    const_arg: bool = False,
    device: str | None = None,
) -> Tensor:
    """A new Tensor; the arguments and errors are those of `Tensor`."""
    return Tensor(input_data, dtype, shape, init, const_arg, device)


def from_numpy(array: Any) -> Tensor:
    """A Tensor over the memory of a numpy array. TypeError for anything else."""
    return Tensor.from_numpy(array)


def is_tensor(obj: Any) -> bool:
    """Whether `obj` is a Tensor; a Parameter is one."""
    return isinstance(obj, Tensor)
