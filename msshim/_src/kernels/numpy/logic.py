"""Comparisons and logic of `mindspore.numpy`. Source: measured on MindSpore 2.10 (CPU)."""

from __future__ import annotations

import numpy as np
import torch

from msshim._src.kernels.arithmetic import binary_primitives
from msshim._src.kernels.numpy.base import Array, array, arrays, as_given, axes_in, binary, pair, tensor, unary

equal, less, greater = binary(torch.eq), binary(torch.lt), binary(torch.gt)
greater_equal = binary(torch.ge)
not_equal, less_equal = binary(torch.ne, strict=True), binary(torch.le, strict=True)
isfinite, isnan, isinf = unary(torch.isfinite), unary(torch.isnan), unary(torch.isinf)
logical_not = unary(torch.logical_not)
logical_and, logical_or = binary(torch.logical_and), binary(torch.logical_or)
logical_xor = binary(torch.logical_xor, strict=True)


def isposinf(x: Array) -> torch.Tensor:
    """Where `x` is inf."""
    return tensor(x) == float("inf")


def isneginf(x: Array) -> torch.Tensor:
    """Where `x` is -inf."""
    return tensor(x) == float("-inf")


def isscalar(element: object) -> bool:
    """Whether it is a real number, NumPy's too, or text."""
    return isinstance(element, (bool, int, float, str, bytes, np.bool_, np.integer, np.floating))


def signbit(input: Array, dtype: torch.dtype | None = None) -> torch.Tensor:
    """Where `input` is negative."""
    if dtype not in (None, torch.bool):
        raise TypeError("'dtype' must be bool.")
    return array(input) < 0


def isclose(a: Array, b: Array, rtol: float = 1e-5, atol: float = 1e-8, equal_nan: bool = False) -> torch.Tensor:
    """Where two arrays are equal within a tolerance."""
    first, second = arrays(a, b)
    if first.dtype is not second.dtype:
        raise TypeError(f"both dtypes must be the same, but got {first.dtype} and {second.dtype}.")
    if not first.is_floating_point():
        first, second = first.double(), second.double()
    return binary_primitives.isclose(first, second, rtol, atol, equal_nan)


def _member(element: torch.Tensor, test: torch.Tensor) -> torch.Tensor:
    first, second = pair(element.reshape(-1, 1), test.reshape(-1))
    return (first == second).any(-1)


def in1d(ar1: Array, ar2: Array, invert: bool = False) -> torch.Tensor:
    """For each element of the first array whether it is in the second; flat."""
    found = _member(*arrays(ar1, ar2))
    return ~found if invert else found


def isin(elements: Array, test_elements: Array, invert: bool = False) -> torch.Tensor:
    """For each element of the first array whether it is in the second."""
    return in1d(elements, test_elements, invert).reshape(array(elements).shape)


def _fits(a: torch.Tensor, b: torch.Tensor) -> bool:
    return all(m == n or 1 in (m, n) for m, n in zip(reversed(a.shape), reversed(b.shape), strict=False))


def array_equal(a1: Array, a2: Array, equal_nan: bool = False) -> torch.Tensor:
    """Whether two arrays have one shape and equal elements."""
    if not isinstance(equal_nan, bool):
        raise TypeError(f"'equal_nan' must be a bool, but got {equal_nan!r}.")
    a, b = pair(a1, a2)
    if a.shape != b.shape:
        return torch.tensor(False)
    same = a == b
    return (same | (a.isnan() & b.isnan())).all() if equal_nan else same.all()


def array_equiv(a1: Array, a2: Array) -> torch.Tensor:
    """Whether two arrays are equal once they are broadcast."""
    a, b = pair(a1, a2)
    return (a == b).all() if _fits(a, b) else torch.tensor(False)


def sometrue(a: Array, axis: object = None, keepdims: bool = False) -> torch.Tensor:
    """Whether any element along the axes is true."""
    if not isinstance(keepdims, int):
        raise TypeError(f"'keepdims' must be an int, but got {keepdims!r}.")
    x = array(a) != 0
    return x.any(axes_in(axis, x.ndim), bool(keepdims)) if x.ndim else x


def argwhere(a: Array) -> torch.Tensor:
    """The places of all elements that are not 0."""
    return torch.argwhere(as_given(a) if isinstance(a, torch.Tensor) else array(a))
