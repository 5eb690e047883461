"""What MindSpore's operators do where torch's do otherwise: promotion, scalars, lists, errors.

Functions of torch tensors. The common case, two tensors of one dtype, never comes here; nor does
anything that torch computes as MindSpore does. Source: measured on mindspore 2.10.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import torch

Function = Callable[[Any, Any], torch.Tensor]
Promote = Callable[[torch.Tensor, torch.Tensor], tuple[torch.Tensor, torch.Tensor]]
Beside = Callable[[str, torch.Tensor, Any], bool | int | float]
"""What makes of the other operand the number that stands beside a tensor, such as `number`."""

# MindSpore promotes these with nothing but bool; torch has few kernels for them.
_WIDE = (torch.uint16, torch.uint32, torch.uint64)
_WIDE_TAKES_NUMBERS = ("__mul__", "__truediv__", "__rtruediv__", "__eq__")


def _widened(a: torch.Tensor, b: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    if a.dtype in _WIDE and b.dtype is torch.bool:
        return a, b.to(a.dtype)
    if b.dtype in _WIDE and a.dtype is torch.bool:
        return a.to(b.dtype), b
    if a.dtype in _WIDE or b.dtype in _WIDE:
        raise TypeError(f"Type implicit conversion between {a.dtype} and {b.dtype} is not supported.")
    return a, b


def promote(a: torch.Tensor, b: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """Two tensors of different dtypes in their common one; a 0-d tensor counts as much as any other."""
    a, b = _widened(a, b)
    if a.ndim and b.ndim:
        return a, b  # torch does the rest
    dtype = torch.promote_types(a.dtype, b.dtype)
    return a.to(dtype), b.to(dtype)


def promote_weakly(a: torch.Tensor, b: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """As torch promotes: a 0-d tensor yields, like a Python number."""
    return _widened(a, b)


def refuse(a: torch.Tensor, b: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """No promotion: two dtypes are an error."""
    _refuse_scalars(a, b)
    raise TypeError(f"For 'matmul', the dtype of both tensors must be the same, but got {a.dtype} and {b.dtype}.")


def number(name: str, a: torch.Tensor, other: Any) -> bool | int | float:
    """The Python number that stands for the other operand."""
    if isinstance(other, np.generic):
        other = other.item()
    if not isinstance(other, (int, float)) or "matmul" in name:
        wanted = "a Tensor" if "matmul" in name else "a Tensor or a number"
        raise TypeError(f"For '{name}', the other operand must be {wanted}, but got {type(other)}.")
    if isinstance(other, int) and other.bit_length() > 63:
        raise RuntimeError(f"For '{name}', an int must fit int64, but got {other}.")
    if a.dtype in _WIDE and not isinstance(other, bool) and name not in _WIDE_TAKES_NUMBERS:
        raise TypeError(f"Type implicit conversion between {a.dtype} and {type(other)} is not supported.")
    return other


def holds(dtype: torch.dtype, value: Any) -> bool:
    """Whether a tensor of `dtype` can have the value; a float, a bool or what is no int is never asked."""
    if type(value) is not int or dtype.is_floating_point or dtype.is_complex or dtype is torch.bool:
        return True
    limits = torch.iinfo(dtype)
    return limits.min <= value <= limits.max


def wrapped(dtype: torch.dtype, value: Any) -> Any:
    """The value, an int that `dtype` does not hold wrapped around: MindSpore's is cast where torch refuses it."""
    return value if holds(dtype, value) else int(torch.tensor(value).to(dtype))


def bound(name: str, a: torch.Tensor, other: Any) -> bool | int | float:
    """As `number`, of a comparison that does not wrap: an infinity stands for an int that the dtype does not hold."""
    value = number(name, a, other)
    return value if holds(a.dtype, value) else math.copysign(math.inf, value)


def exact(function: Function) -> Function:
    """The function; with an int that the tensor's dtype does not hold that of int64, cast to the dtype at the end."""

    def compute(a: Any, b: Any) -> torch.Tensor:
        if type(a) is type(b):
            return function(a, b)
        tensor, other = (a, b) if isinstance(a, torch.Tensor) else (b, a)
        if holds(tensor.dtype, other):
            return function(a, b)
        wide = (x.long() if x is tensor else torch.tensor(x, device=tensor.device) for x in (a, b))
        return function(*wide).to(tensor.dtype)

    return compute


def as_error(name: str, error: Exception) -> Exception:
    """MindSpore's exception for one of torch's."""
    if isinstance(error, NotImplementedError):
        return TypeError(f"For '{name}', the dtype is not supported: {error}")
    unequal = ("inconsistent tensor size", "size mismatch, got input")
    if any(part in str(error) for part in unequal) or ("must match" in str(error) and "matmul" not in name):
        return ValueError(f"For '{name}', the shapes of both operands must fit: {error}")
    return error


def mend(name: str, function: Function, a: Any, b: Any, error: Exception) -> torch.Tensor:
    """The result where torch raised `error` and MindSpore has an answer; else MindSpore's exception."""
    dtype = torch.result_type(a, b)
    if not (holds(dtype, a) and holds(dtype, b)):
        a, b = wrapped(dtype, a), wrapped(dtype, b)
        try:
            return function(a, b)
        except RuntimeError as again:
            return mend(name, function, a, b, again)
    if "ZeroDivisionError" in str(error):
        return _divide_by_zero(name, function, a, b)
    if "negative integer powers" in str(error):
        return function(a, torch.full_like(a, b))
    if function is floor_divide and dtype.is_complex:
        return torch.div(a, b).real.floor().to(dtype)  # MindSpore drops the imaginary part
    unsupported = isinstance(error, NotImplementedError) and dtype in (torch.bool, *_WIDE)
    if unsupported or "Subtraction" in str(error):  # torch subtracts no bools
        # Two's complement makes int64 exact for all but comparisons and quotients beyond its range.
        work = torch.int64 if dtype in (torch.bool, *_WIDE) else dtype
        a, b = (x.to(work) if isinstance(x, torch.Tensor) else torch.tensor(x, dtype=work) for x in (a, b))
        try:
            result = function(a, b)
        except RuntimeError as again:
            result = mend(name, function, a, b, again)
        return result if result.dtype is torch.bool else result.to(dtype)
    raise as_error(name, error) from error


def _divide_by_zero(name: str, function: Function, a: Any, b: Any) -> torch.Tensor:
    """An integer quotient by zero is the largest or least number, and what MindSpore's Python subtracts from is left.

    The remainder of a kernel MindSpore leaves open: 0 here.
    """
    dtype = torch.result_type(a, b)
    a, b = torch.as_tensor(a), torch.as_tensor(b)
    zero = b == 0
    safe = function(a, b.masked_fill(zero, 1)).to(dtype)
    if "div" not in name.lower():
        return torch.where(zero, a.to(dtype), safe) if name in ("fmod", "remainder") else safe.masked_fill(zero, 0)
    limits = torch.iinfo(dtype)
    edge = torch.where(a > 0, limits.max, torch.where(a < 0, limits.min, 0)).to(dtype)
    return torch.where(zero, edge, safe)


def floor_divide(a: Any, b: Any) -> torch.Tensor:
    """The quotient rounded down; unlike torch.floor_divide with a gradient, which is zero."""
    return torch.div(a, b, rounding_mode="floor")


def cut_divide(a: Any, b: Any) -> torch.Tensor:
    """The quotient rounded to zero, of ints as an int."""
    return torch.div(a, b, rounding_mode="trunc")


def absolute(a: torch.Tensor) -> torch.Tensor:
    """The absolute value in the dtype of `a`, also of complex numbers."""
    return torch.abs(a).to(a.dtype)


def divide_into(a: torch.Tensor, b: bool | int | float) -> torch.Tensor:
    """``b / a`` as MindSpore rounds it: the reciprocal first."""
    return torch.reciprocal(a) * b


def matmul(a: torch.Tensor, b: torch.Tensor) -> torch.Tensor:
    """``a @ b`` of tensors with at least one axis."""
    _refuse_scalars(a, b)
    return torch.matmul(a, b)


def _refuse_scalars(a: torch.Tensor, b: torch.Tensor) -> None:
    if not (a.ndim and b.ndim):
        raise ValueError("For 'matmul', both operands must have at least one axis, but got a 0-d tensor.")


def mend_unary(
    name: str, function: Callable[[torch.Tensor], torch.Tensor], a: torch.Tensor, error: Exception
) -> torch.Tensor:
    """As `mend`, of one operand."""
    if a.dtype in _WIDE or (a.dtype is torch.bool and function is absolute):
        result = function(a.long())
        return result if result.dtype is torch.bool else result.to(a.dtype)
    raise TypeError(f"For '{name}', the dtype {a.dtype} is not supported.") from error
