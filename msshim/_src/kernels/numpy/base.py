"""What the functions of `mindspore.numpy` share: array-likes as tensors, promotion, axes, the result's dtype."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import torch

from msshim._src.tensor.arithmetic import promote
from msshim._src.tensor.from_python import from_data

Array = Any
"""A tensor, a number, or nested lists and tuples of them."""

_NARROW = {torch.float64: torch.float32, torch.int64: torch.int32}
FLOATS = (torch.float32, torch.float16, torch.float64)
HALVES = (torch.float32, torch.float16)
COMPLEX = (torch.complex64, torch.complex128)
SIGNED = (torch.int8, torch.int16, torch.int32, torch.int64)
INTEGERS = (*SIGNED, torch.uint8, torch.uint16, torch.uint32, torch.uint64)


def tensor(value: Array, wrong: type[Exception] = TypeError) -> torch.Tensor:
    """`value`, which must be a tensor; `wrong` is raised for anything else."""
    if not isinstance(value, torch.Tensor):
        raise wrong(f"a Tensor is expected, but got {value!r} of type {type(value).__name__}.")
    return value


def array(value: Array, device: torch.device | None = None) -> torch.Tensor:
    """The tensor of an array-like; numbers that are no tensor have 32 bits."""
    if isinstance(value, torch.Tensor):
        return value
    made = as_given(value)
    made = made.to(_NARROW.get(made.dtype, made.dtype))
    return made if device is None else made.to(device)


def as_given(value: Array) -> torch.Tensor:
    """The tensor of an array-like, with the dtypes of `mindspore.Tensor`."""
    if isinstance(value, torch.Tensor):
        return value
    if not isinstance(value, (bool, int, float, list, tuple)):
        raise TypeError(f"a Tensor, a number, a list or a tuple is expected, but got {type(value).__name__}.")
    if isinstance(value, (list, tuple)):
        if not value:
            return torch.zeros(0)
        if holds_tensor(value):
            return torch.stack(list(together(*map(as_given, value))))
    made = from_data(value)
    return made.float() if made.dtype is torch.float64 else made


def holds_tensor(value: Array) -> bool:
    """Whether a tensor stands anywhere in nested lists and tuples."""
    if isinstance(value, (list, tuple)):
        return any(holds_tensor(item) for item in value)
    return isinstance(value, torch.Tensor)


def arrays(*values: Array) -> tuple[torch.Tensor, ...]:
    """As `array`; what is no tensor goes to where the first tensor is."""
    device = next((value.device for value in values if isinstance(value, torch.Tensor)), None)
    return tuple(array(value, device) for value in values)


def pair(input: Array, other: Array) -> tuple[torch.Tensor, torch.Tensor]:
    """Two array-likes in their common dtype."""
    if not (isinstance(input, torch.Tensor) and isinstance(other, torch.Tensor)):
        input, other = arrays(input, other)
    return (input, other) if input.dtype is other.dtype else common(input, other)


def common(a: torch.Tensor, b: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """Two tensors in their common dtype, which a 0-d tensor takes part in as any other."""
    a, b = promote(a, b)
    if a.dtype is not b.dtype:
        dtype = torch.promote_types(a.dtype, b.dtype)
        a, b = a.to(dtype), b.to(dtype)
    return a, b


def together(*tensors: torch.Tensor) -> tuple[torch.Tensor, ...]:
    """Tensors in the dtype common to all of them."""
    dtype = tensors[0].dtype
    for each in tensors[1:]:
        dtype = torch.promote_types(dtype, each.dtype)
    return tuple(each.to(dtype) for each in tensors)


def to(value: torch.Tensor, dtype: torch.dtype | None) -> torch.Tensor:
    """`value` in `dtype`, if one is given; a complex number becomes its real part."""
    if dtype is None or dtype is value.dtype:
        return value
    return (value.real if value.is_complex() and not dtype.is_complex else value).to(dtype)


def floating(value: torch.Tensor, kept: Sequence[torch.dtype] = HALVES) -> torch.Tensor:
    """`value` as float32, unless its dtype is one of `kept`."""
    return value if value.dtype in kept else to(value, torch.float32)


def only(value: torch.Tensor, dtypes: Sequence[torch.dtype]) -> torch.Tensor:
    """`value`, whose dtype must be one of `dtypes`."""
    if dtypes and value.dtype not in dtypes:
        raise TypeError(f"the dtype {value.dtype} is not supported.")
    return value


def axis_in(axis: Any, ndim: int) -> int:
    """One axis, checked and counted from the front; MindSpore's numpy takes a bool for 0 or 1."""
    if not isinstance(axis, int):
        raise TypeError(f"an axis must be an int, but got {axis!r}.")
    if not -ndim <= axis < ndim:
        raise ValueError(f"an axis must be in [{-ndim}, {ndim}), but got {axis}.")
    return axis % ndim


def axes_in(axis: Any, ndim: int) -> list[int]:
    """Some axes, checked and counted from the front; None is all of them."""
    if axis is None:
        return list(range(ndim))
    axes = [axis_in(item, ndim) for item in (axis if isinstance(axis, (tuple, list)) else (axis,))]
    if len(set(axes)) < len(axes):
        raise ValueError(f"an axis must be named once, but got {axis}.")
    return axes


def unary(
    function: Callable[[torch.Tensor], torch.Tensor],
    dtypes: Sequence[torch.dtype] = (),
    strict: type[Exception] | None = None,
) -> Callable[..., torch.Tensor]:
    """The kernel of a function of each element; `strict` is raised where MindSpore takes nothing but a Tensor."""

    def kernel(input: Array, dtype: torch.dtype | None = None) -> torch.Tensor:
        x = array(input) if strict is None else tensor(input, strict)
        return to(function(only(x, dtypes)), dtype)

    return kernel


def binary(
    function: Callable[[torch.Tensor, torch.Tensor], torch.Tensor],
    refused: Sequence[torch.dtype] = (),
    strict: bool = False,
) -> Callable[..., torch.Tensor]:
    """The kernel of a function of two elements in their common dtype, which must not be one of the `refused`."""

    def kernel(input: Array, other: Array, dtype: torch.dtype | None = None) -> torch.Tensor:
        a, b = pair(tensor(input), tensor(other)) if strict else pair(input, other)
        if a.dtype in refused:
            raise TypeError(f"the dtype {a.dtype} is not supported.")
        return to(function(a, b), dtype)

    return kernel
