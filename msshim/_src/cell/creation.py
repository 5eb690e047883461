"""Functions that make, know or swap Tensors. Source: mindspore of 2.10."""

from __future__ import annotations

import warnings
import weakref
from inspect import isfunction
from typing import Any

import torch

from msshim._src.cell.cell import Cell
from msshim._src.cell.parameter import Parameter
from msshim._src.cell.primitive import Primitive
from msshim._src.tensor.dtype import TensorType, Type, dtype_to_torch, function, pytype_to_dtype, type_type
from msshim._src.tensor.tensor import Tensor, wrap


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


def frombuffer(buffer: Any, dtype: Any, count: int = -1, offset: int = 0) -> Tensor:
    """A Tensor of one axis over the memory of a buffer, from a byte on.

    Args:
        buffer: What has Python's buffer protocol, such as a bytearray.
        dtype: The type of the elements.
        count: How many; -1 for all that there are.
        offset: The first byte.

    Raises:
        RuntimeError: `buffer` has no such protocol, `dtype` is no dtype, or the numbers do not fit.
    """
    if not isinstance(dtype, Type):
        raise RuntimeError(f"For 'frombuffer', 'dtype' must be a MindSpore dtype, but got {dtype!r}.")
    if count < -1:
        raise RuntimeError(f"For 'frombuffer', 'count' must be -1 or positive, but got {count}.")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # torch warns of memory that must not be written to
        try:
            shared = torch.frombuffer(buffer, dtype=dtype_to_torch(dtype), count=count, offset=offset)
            return wrap(shared.to(torch.get_default_device()))
        except (ValueError, TypeError) as error:
            raise RuntimeError(
                f"For 'frombuffer', 'count' {count} and 'offset' {offset} must fit the 'buffer': {error}."
            ) from None


def get_py_obj_dtype(obj: Any) -> Any:
    """MindSpore's type of a value or of a Python type. Raises NotImplementedError where there is none."""
    if isinstance(obj, Tensor):
        return TensorType(obj.dtype)
    if isinstance(obj, Type):
        return type_type
    if isinstance(obj, (Cell, Primitive)) or isfunction(obj):
        return function
    return pytype_to_dtype(obj if isinstance(obj, type) else type(obj))


def swap_tensors(t1: Tensor, t2: Tensor) -> None:
    """Let each of two Tensors become the other. Raises RuntimeError for weak references to one, or two classes."""
    for name, item in (("t1", t1), ("t2", t2)):
        if weakref.getweakrefcount(item):
            raise RuntimeError(f"For 'swap_tensors', '{name}' must have no weak references.")
    if type(t1) is not type(t2):
        raise RuntimeError(f"For 'swap_tensors', both must be of one class, but got {type(t1)} and {type(t2)}.")
    if isinstance(t1, Parameter) and isinstance(t2, Parameter):
        t1.__dict__, t2.__dict__ = t2.__dict__, t1.__dict__
    else:
        t1._t, t2._t = t2._t, t1._t
