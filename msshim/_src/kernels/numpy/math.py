"""Functions of each element of `mindspore.numpy`. Source: measured on MindSpore 2.10 (CPU)."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import torch

from msshim._src.kernels import kinks
from msshim._src.kernels.numpy.base import (
    COMPLEX,
    FLOATS,
    HALVES,
    INTEGERS,
    SIGNED,
    Array,
    array,
    arrays,
    as_given,
    binary,
    common,
    floating,
    only,
    pair,
    tensor,
    to,
    unary,
)
from msshim._src.tensor import arithmetic

_NUMERIC = (*FLOATS, *COMPLEX)
_NO_BOOL = (*_NUMERIC, torch.bfloat16, *INTEGERS)
_TRIGONOMETRIC = {
    torch.int8: torch.float16,
    torch.uint8: torch.float16,
    torch.bool: torch.float16,
    torch.int16: torch.float32,
    torch.int32: torch.float32,
    torch.int64: torch.float32,
    **{dtype: dtype for dtype in FLOATS},
}


def _angle(value: Array) -> torch.Tensor:
    """A Tensor in the dtype in which MindSpore computes trigonometric functions of it."""
    return only(tensor(value), tuple(_TRIGONOMETRIC)).to(_TRIGONOMETRIC[value.dtype])


def _of_angle(function: Any) -> Any:
    return unary(lambda x: function(_angle(x)), strict=TypeError)


sin, cos, tan = _of_angle(torch.sin), _of_angle(torch.cos), _of_angle(torch.tan)
sinh, cosh, tanh = _of_angle(torch.sinh), _of_angle(torch.cosh), _of_angle(torch.tanh)
arcsin, arccos, arctan = _of_angle(torch.asin), _of_angle(torch.acos), _of_angle(torch.atan)
arcsinh, arccosh, arctanh = _of_angle(torch.asinh), _of_angle(kinks.acosh), _of_angle(torch.atanh)

sqrt = unary(torch.sqrt)
square = unary(torch.square, _NO_BOOL)
log = unary(torch.log, _NUMERIC)
log2 = unary(lambda x: torch.log(x) / math.log(2), _NUMERIC, strict=AttributeError)
log10 = unary(lambda x: torch.log(x) / math.log(10), _NUMERIC, strict=AttributeError)
log1p = unary(lambda x: torch.log(x + 1), _NUMERIC)
exp = unary(torch.exp, _NUMERIC)
expm1 = unary(torch.expm1, _NUMERIC)
exp2 = unary(lambda x: torch.pow(2, x))
floor = unary(torch.floor, FLOATS)
ceil = unary(lambda x: torch.ceil(to(x, torch.float32)))
trunc = unary(lambda x: torch.trunc(floating(x)))
deg2rad = unary(lambda x: x * (math.pi / 180), strict=TypeError)
rad2deg = unary(lambda x: x * (180 / math.pi), strict=TypeError)
positive = unary(torch.clone, _NO_BOOL, TypeError)


def _invert(x: torch.Tensor) -> torch.Tensor:
    if x.dtype in (*SIGNED, torch.uint8):
        return torch.bitwise_not(x)
    return torch.bitwise_not(x.long()).to(x.dtype)  # torch has no kernel for the wide unsigned ones


invert = unary(_invert, INTEGERS)


def fix(x: Array) -> torch.Tensor:
    """Rounded to zero."""
    return torch.trunc(floating(tensor(x)))


def negative(input: Array, dtype: torch.dtype | None = None) -> torch.Tensor:
    """``-input``."""
    x = array(input)
    if x.dtype is torch.bool:
        raise TypeError("the dtype bool is not supported.")
    return to(-x, dtype)


def absolute(input: Array, dtype: torch.dtype | None = None) -> torch.Tensor:
    """The absolute value; of a complex number without `dtype` that of its real part, as in MindSpore."""
    x = tensor(input, AttributeError)
    if x.dtype is torch.bool:
        return to(x, dtype)
    if x.is_complex() and dtype is None:
        return x.real.abs().to(x.dtype)
    return to(x.abs(), dtype)


def reciprocal(input: Array, dtype: torch.dtype | None = None) -> torch.Tensor:
    """``1 / input``; of ints rounded to zero, and the largest one for 0."""
    x = array(input)
    if x.dtype is torch.bool:
        x = x.long()
    if not (x.is_floating_point() or x.is_complex()):
        edge = torch.iinfo(x.dtype).max
        return to(torch.where(x == 0, edge, torch.where(x.abs() == 1, x, 0)).to(x.dtype), dtype)
    return to(torch.reciprocal(x), dtype)


def cbrt(input: Array, dtype: torch.dtype | None = None) -> torch.Tensor:
    """The cubic root; nan for 0, as in MindSpore."""
    x = floating(array(input), (torch.float64,))
    size = x.abs()
    return to(size / x * size ** (1 / 3), dtype)


def sign(input: Array, dtype: torch.dtype | None = None) -> torch.Tensor:
    """-1, 0 or 1; nan for infinities, as in MindSpore."""
    x = array(input)
    if x.dtype is torch.bool:
        raise TypeError("the dtype bool is not supported.")
    x = floating(x, _NUMERIC)
    return to(torch.where(x == 0, 0, x / absolute(x)), dtype)


def _unrounded(input: Array) -> torch.Tensor:
    """The tensor of an array-like; NumPy's float64 keeps its dtype."""
    return torch.tensor(input) if isinstance(input, np.float64) else as_given(input)


def rint(input: Array, dtype: torch.dtype | None = None) -> torch.Tensor:
    """The nearest whole number, an even one where there are two."""
    return to(torch.round(only(_unrounded(input), FLOATS)), dtype)


def around(input: Array, decimals: int = 0) -> torch.Tensor:
    """Rounded to decimals."""
    x = _unrounded(input)
    if not isinstance(decimals, int):
        raise TypeError(f"'decimals' must be an int, but got {decimals!r}.")
    if decimals < 0:
        raise ValueError(f"'decimals' must not be negative, but got {decimals}.")
    if decimals > 400:  # more than a float64 has; 10**decimals could take for ever
        raise RuntimeError(f"'decimals' must be at most 400, but got {decimals}.")
    if x.dtype not in (*FLOATS, torch.int32, torch.int64):
        raise RuntimeError(f"For 'around', the dtype {x.dtype} is not supported.")
    if decimals == 0:
        return torch.round(x) if x.is_floating_point() else x.clone()
    return torch.round(x * 10**decimals) / 10**decimals


_sum = binary(torch.add)


def add(input: Array, other: Array, dtype: torch.dtype | None = None) -> torch.Tensor:
    """The sum; `other` must not be bool."""
    b = array(other)
    if b.dtype is torch.bool:
        raise TypeError("the second array must not be bool.")
    return _sum(input, b if isinstance(input, torch.Tensor) and b.device == input.device else other, dtype)


subtract = binary(torch.sub, (torch.bool,))
multiply = binary(torch.mul, strict=True)
power = binary(torch.pow, (torch.bool,))
bitwise_and = binary(torch.bitwise_and, FLOATS)
bitwise_or = binary(torch.bitwise_or, FLOATS)
bitwise_xor = binary(torch.bitwise_xor, FLOATS)


def divide(input: Array, other: Array, dtype: torch.dtype | None = None) -> torch.Tensor:
    """The quotient, of float32 numbers where neither side is float16 or float32."""
    a, b = arrays(input, other)
    if a.dtype not in HALVES and b.dtype not in HALVES:
        a, b = to(a, torch.float32), to(b, torch.float32)
    return to(torch.div(*pair(a, b)), dtype)


def float_power(input: Array, other: Array, dtype: torch.dtype | None = None) -> torch.Tensor:
    """A power of float32 numbers."""
    return to(torch.pow(to(tensor(input), torch.float32), to(tensor(other), torch.float32)), dtype)


def hypot(input: Array, other: Array, dtype: torch.dtype | None = None) -> torch.Tensor:
    """The length of the side opposite to the right angle."""
    return to(torch.sqrt(_sum(square(input), square(other))), dtype)


def _floor_divide(a: torch.Tensor, b: Any) -> torch.Tensor:
    if a.is_complex():
        return torch.div(a, b).real.floor().to(a.dtype)
    try:
        return arithmetic.floor_divide(a, b)
    except RuntimeError as error:
        return arithmetic.mend("floor_divide", arithmetic.floor_divide, a, b, error)


floor_divide = binary(_floor_divide)


def _rest(a: torch.Tensor, b: torch.Tensor, towards_zero: bool = False) -> torch.Tensor:
    """What a division leaves, computed in float32 unless it is float16; 0 for ints divided by 0."""
    dtype = a.dtype
    a, b = floating(a), floating(b)
    quotient = torch.trunc(a / b) if towards_zero else torch.floor(a / b)
    rest = a - b * quotient
    if dtype in SIGNED:
        rest = torch.where(b == 0, 0, rest)
    return to(rest, dtype)


remainder = binary(_rest)
fmod = binary(lambda a, b: _rest(a, b, True))


def divmod(input: Array, other: Array, dtype: torch.dtype | None = None) -> tuple[torch.Tensor, torch.Tensor]:
    """The rounded down quotient and the remainder."""
    if isinstance(input, (list, tuple)) or isinstance(other, (list, tuple)):
        raise TypeError("Tensors or numbers are expected.")
    if isinstance(input, torch.Tensor) and isinstance(other, (int, float)):
        quotient = to(_floor_divide(input, other), dtype)  # a number yields to the Tensor here, but not below
    else:
        quotient = floor_divide(input, other, dtype)
    return quotient, remainder(input, other, dtype)


def _whole(function: Any) -> Any:
    """A kernel of whole numbers, also where they come as floats or bools."""

    def kernel(a: torch.Tensor, b: torch.Tensor) -> torch.Tensor:
        if a.dtype in SIGNED or a.dtype is torch.uint8:
            return function(a, b)  # type: ignore[no-any-return]
        # What no int stands for would be the least one, of which some of torch's lcm end the process.
        whole = [to(x.nan_to_num(0.0, 0.0, 0.0) if x.is_floating_point() else x, torch.int64) for x in (a, b)]
        return to(function(*whole), a.dtype)

    return binary(kernel)


gcd, lcm = _whole(torch.gcd), _whole(torch.lcm)


def copysign(input: Array, other: Array, dtype: torch.dtype | None = None) -> torch.Tensor:
    """The size of `input` with the sign of `other`; 0 and -0 count as positive."""
    a, b = arrays(input, other)
    if torch.bool in (a.dtype, b.dtype):
        raise TypeError("the dtype bool is not supported.")
    size = a.abs()
    return to(torch.where(b < 0, -size, size), dtype)


def arctan2(input: Array, other: Array, dtype: torch.dtype | None = None) -> torch.Tensor:
    """The angle of the point (other, input)."""
    return to(torch.atan2(*pair(_angle(input), _angle(other))), dtype)


def logaddexp(input: Array, other: Array, dtype: torch.dtype | None = None) -> torch.Tensor:
    """The logarithm of the sum of two exponentials."""
    a, b = pair(*(only(x, _NUMERIC) for x in arrays(input, other)))
    return to(torch.log(a.exp() + b.exp()), dtype)


def logaddexp2(input: Array, other: Array, dtype: torch.dtype | None = None) -> torch.Tensor:
    """The logarithm to base 2 of the sum of two powers of 2."""
    a, b = pair(tensor(input), tensor(other))
    return log2(torch.pow(2, a) + torch.pow(2, b), dtype)


def heaviside(input: Array, other: Array, dtype: torch.dtype | None = None) -> torch.Tensor:
    """0 where input < 0, 1 where it is > 0, `other` elsewhere."""
    a, b = pair(input, other)
    return to(torch.where(a < 0, 0, torch.where(a > 0, 1, b)).to(b.dtype), dtype)


def _extreme(function: Any, refused: tuple[torch.dtype, ...] = ()) -> Any:
    def kernel(input: Array, other: Array, dtype: torch.dtype | None = None) -> torch.Tensor:
        a, b = arrays(input, other)
        if a.ndim == 0 and b.ndim:
            dtype = b.dtype
        elif b.ndim == 0 and a.ndim:
            dtype = a.dtype
        if a.dtype is not b.dtype:
            a, b = common(a, b)
        if a.dtype in refused:
            raise TypeError(f"the dtype {a.dtype} is not supported.")
        return to(function(a, b), dtype)

    return kernel


minimum, maximum = _extreme(torch.minimum, (torch.bool,)), _extreme(torch.maximum)


def clip(input: Array, min: Array, max: Array, dtype: torch.dtype | None = None) -> torch.Tensor:
    """Between two bounds, of which one may be None."""
    if min is None and max is None:
        raise ValueError("one of 'xmin' and 'xmax' must be given.")
    if min is not None:
        input = maximum(input, min, dtype)
    return input if max is None else minimum(input, max, dtype)  # type: ignore[no-any-return]
