"""Reductions and running sums of `mindspore.numpy`. Source: measured on MindSpore 2.10 (CPU)."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

import torch

from msshim._src.kernels.numpy.base import Array, array, arrays, as_given, axes_in, axis_in, floating, pair, tensor, to
from msshim._src.kernels.reduction.functions import spread

Dtype = torch.dtype | None


def _exact(x: torch.Tensor) -> bool:
    return not (x.is_floating_point() or x.is_complex())


def _no_bool(x: torch.Tensor, kind: type[Exception] = RuntimeError) -> torch.Tensor:
    if x.dtype is torch.bool:
        raise kind("a bool Tensor is not supported.")
    return x


def sum(a: Array, axis: Any = None, dtype: Dtype = None, keepdims: bool = False, initial: Any = None) -> torch.Tensor:
    """The sum over axes; of ints and bools in int64."""
    x = array(a)
    total = torch.sum(x, axes_in(axis, x.ndim), keepdims, dtype=dtype)
    return total if initial is None else total + initial


def mean(a: Array, axis: Any = None, keepdims: bool = False, dtype: Dtype = None) -> torch.Tensor:
    """The mean over axes; of ints rounded to zero."""
    x = _no_bool(array(a))
    axes = axes_in(axis, x.ndim) or list(range(x.ndim))
    if not _exact(x):
        return to(torch.mean(x, axes, keepdims), dtype)
    total = torch.sum(x, axes, keepdims)
    return to(torch.div(total, _count(x, axes), rounding_mode="trunc"), dtype or x.dtype)


def _count(x: torch.Tensor, axes: list[int]) -> int:
    count = 1
    for axis in axes:
        count *= x.shape[axis]
    return count


def average(x: Array, axis: Any = None, weights: Any = None, returned: bool = False) -> Any:
    """The mean over axes with weights, and with `returned` also the sum of the weights."""
    x = tensor(x)
    axes = axes_in(axis, x.ndim)
    if weights is None:
        result = mean(x, axis)
        return (result, torch.full_like(result, _count(x, axes))) if returned else result
    weights = tensor(weights)
    if x.shape != weights.shape:
        if weights.ndim != 1:
            raise TypeError("'weights' must be 1-D or as 'x'.")
        if not isinstance(axis, int):
            raise TypeError("'axis' must be given where 'weights' is not as 'x'.")
        weights = weights.reshape([-1 if k == axes[0] else 1 for k in range(x.ndim)])
    x, w = pair(x, weights)
    total, parts = torch.sum(x * w, axes, dtype=x.dtype), torch.sum(weights, axes, dtype=weights.dtype)
    first, second = pair(total, parts)
    result = torch.div(first, second, rounding_mode="trunc") if _exact(first) else first / second
    return (result, parts.broadcast_to(result.shape)) if returned else result


def _extreme(reduce: Any, compare: Any) -> Callable[..., torch.Tensor]:
    def kernel(
        a: Array, axis: Any = None, keepdims: bool = False, initial: Any = None, where: Any = True
    ) -> torch.Tensor:
        x = _no_bool(tensor(a), TypeError)
        axes = axes_in(axis, x.ndim) or list(range(x.ndim))
        if initial is not None:
            if (isinstance(initial, torch.Tensor) and initial.ndim) or isinstance(initial, (list, tuple, str)):
                raise TypeError("'initial' must be a number.")
            initial = to(torch.as_tensor(initial, device=x.device), x.dtype)
            x = compare(x, initial)
        if isinstance(where, torch.Tensor) or not where:
            if initial is None:
                raise ValueError("'initial' must be given where 'where' is.")
            before = x.ndim
            x = torch.where(torch.as_tensor(where, device=x.device).bool(), x, initial)
            axes = [*range(x.ndim - before), *(axis + x.ndim - before for axis in axes)]
        return reduce(x, axes, keepdims)  # type: ignore[no-any-return]

    return kernel


amax, amin = _extreme(torch.amax, torch.maximum), _extreme(torch.amin, torch.minimum)


def ptp(x: Array, axis: Any = None, keepdims: bool = False) -> torch.Tensor:
    """The greatest element less the least, over axes."""
    return amax(tensor(x), axis, keepdims) - amin(x, axis, keepdims)


def _spread(function: Any) -> Callable[..., torch.Tensor]:
    def kernel(x: Array, axis: Any = None, ddof: int = 0, keepdims: bool = False) -> torch.Tensor:
        x = _no_bool(array(x))
        axes = axes_in(axis, x.ndim)
        if not x.numel():  # MindSpore does not look at the axes there
            return torch.full((), float("nan"), dtype=x.dtype, device=x.device)
        if not _exact(x):
            return spread(function.__name__, x, axes, ddof, keepdims)
        squares = (x - mean(x, axes, True)).float().square()  # about the mean rounded to zero, as in MindSpore
        result = squares.sum(axes, keepdims) / (_count(x, axes) - ddof)
        return result.sqrt() if function is torch.std else result

    return kernel


std, var = _spread(torch.std), _spread(torch.var)


def _nan_extreme(reduce: Any, edge: int) -> Callable[..., torch.Tensor]:
    def kernel(a: Array, axis: Any = None, dtype: Dtype = None, keepdims: bool = False) -> torch.Tensor:
        if not isinstance(keepdims, int):
            raise TypeError(f"'keepdims' must be an int, but got {keepdims!r}.")
        x = _no_bool(array(a), TypeError)
        if x.is_floating_point():
            fill = float(edge) if x.dtype is not torch.float16 else float("inf") * (1 if edge > 0 else -1)
            x = x.masked_fill(x.isnan(), fill)
        return to(reduce(x, axes_in(axis, x.ndim) or list(range(x.ndim)), bool(keepdims)), dtype)

    return kernel


nanmax, nanmin = _nan_extreme(torch.amax, -sys.maxsize - 1), _nan_extreme(torch.amin, sys.maxsize)


def nansum(a: Array, axis: Any = None, dtype: Dtype = None, keepdims: bool = False) -> torch.Tensor:
    """The sum over axes without nan, in the dtype of `a`."""
    x = array(a)
    total = torch.sum(_without_nan(x), axes_in(axis, x.ndim), keepdims)
    return to(to(total, x.dtype), dtype)


def _without_nan(x: torch.Tensor) -> torch.Tensor:
    return x.masked_fill(x.isnan(), 0) if x.is_floating_point() else x


def _numbers(x: torch.Tensor, axes: list[int], keepdims: bool) -> torch.Tensor:
    return to(torch.sum(~x.isnan(), axes, keepdims), x.dtype)


def nanmean(a: Array, axis: Any = None, dtype: Dtype = None, keepdims: bool = False) -> torch.Tensor:
    """The mean over axes without nan, in float32 unless `dtype` says otherwise."""
    x = array(a)
    axes = axes_in(axis, x.ndim)
    total, count = nansum(x, axis, dtype or torch.float32, keepdims), _numbers(x, axes, keepdims)
    return torch.div(*pair(total, count))


def _nan_spread(root: bool) -> Callable[..., torch.Tensor]:
    def kernel(a: Array, axis: Any = None, dtype: Dtype = None, ddof: int = 0, keepdims: bool = False) -> torch.Tensor:
        x = array(a)
        axes = axes_in(axis, x.ndim)
        squares = torch.square(
            torch.sub(*pair(x if x.dtype is not torch.bool else x.float(), nanmean(x, axis, None, True)))
        )
        total, count = nansum(squares, axis, None, keepdims), _numbers(x, axes, keepdims)
        result = floating(total) / floating(count - ddof if count.dtype is not torch.bool else count.int() - ddof)
        return to(result.sqrt() if root else result, dtype or torch.float32)

    return kernel


nanvar, nanstd = _nan_spread(False), _nan_spread(True)


def cumsum(a: Array, axis: Any = None, dtype: Dtype = None) -> torch.Tensor:
    """Running sums, of the flat Tensor where there is no axis; of small ints in int32."""
    x = tensor(a)
    if dtype is None:
        small = (torch.bool, torch.int8, torch.int16, torch.uint8)
        dtype = torch.int32 if x.dtype in small else x.dtype
    return torch.cumsum(x.reshape(-1) if axis is None else x, axis_in(axis or 0, x.ndim or 1), dtype=dtype)


def nancumsum(a: Array, axis: Any = None, dtype: Dtype = None) -> torch.Tensor:
    """Running sums, with nan as 0."""
    return cumsum(_without_nan(tensor(a)), axis, dtype)


def cumprod(a: Array, axis: Any = None, dtype: Dtype = None) -> torch.Tensor:
    """Running products, computed in float32 unless they are float64."""
    x = as_given(a)
    if dtype is None:
        signed, unsigned = (torch.bool, torch.int8, torch.int16), (torch.uint8, torch.uint16)
        dtype = torch.int32 if x.dtype in signed else torch.uint32 if x.dtype in unsigned else x.dtype
    if axis is None:
        x, axis = x.reshape(-1), 0
    return to(torch.cumprod(floating(x, (torch.float64,)), axis_in(axis, x.ndim)), dtype)


def count_nonzero(x: Array, axis: Any = None, keepdims: bool = False) -> torch.Tensor:
    """How many elements along the axes are not 0."""
    x = _no_bool(tensor(x, AttributeError), TypeError)
    if not x.numel():  # MindSpore counts no axes there
        axis, keepdims = None, False
    return torch.sum(x != 0, axes_in(axis, x.ndim) or list(range(x.ndim)), keepdims, dtype=torch.int32)


def argmax(a: Array, axis: Any = None) -> torch.Tensor:
    """Where the greatest element is."""
    return torch.argmax(_ints_of_bools(array(a)), axis)


def argmin(a: Array, axis: Any = None) -> torch.Tensor:
    """Where the least element is."""
    x = _ints_of_bools(array(a))
    return torch.argmin(x, axis).int() if x.ndim else torch.argmin(x, axis)


def _ints_of_bools(x: torch.Tensor) -> torch.Tensor:
    return x.int() if x.dtype is torch.bool else x


def diff(a: Array, n: int = 1, axis: int = -1, prepend: Array = None, append: Array = None) -> torch.Tensor:
    """The differences of neighbours, n times."""
    x = tensor(a)
    axis = axis_in(axis, x.ndim)
    if not isinstance(n, int):
        raise TypeError(f"'n' must be an int, but got {n!r}.")
    if n < 0:
        raise ValueError(f"'n' must not be negative, but got {n}.")
    if n == 0:
        return x
    shape = [1 if k == axis else size for k, size in enumerate(x.shape)]
    ends = [None if end is None else array(end, x.device).broadcast_to(shape) for end in (prepend, append)]
    parts = [part for part in (ends[0], x, ends[1]) if part is not None]
    if len(parts) > 1:
        x = torch.cat(parts, axis)
    if n >= x.shape[axis]:
        raise ValueError("'n' must be less than the length of the axis.")
    return to(torch.diff(floating(x), n, axis), x.dtype) if x.dtype is not torch.uint8 else torch.diff(x, n, axis)


def ediff1d(ary: Array, to_end: Array = None, to_begin: Array = None) -> torch.Tensor:
    """The differences of neighbours of the flat Tensor, between two ends."""
    x = tensor(ary)
    ends = [None if end is None else to(array(end, x.device).reshape(-1), x.dtype) for end in (to_begin, to_end)]
    parts = [part for part in (ends[0], diff(x.reshape(-1)), ends[1]) if part is not None]
    return torch.cat(parts)


def trapz(y: Array, x: Array = None, dx: Array = 1.0, axis: int = -1) -> torch.Tensor:
    """The integral by the trapezoidal rule."""
    values = floating(array(y))
    axis = axis_in(axis, values.ndim)
    step = to(diff(array(x, values.device)) if x is not None else array(dx, values.device), values.dtype)
    step = step.reshape(*step.shape, *[1] * (values.ndim - axis - step.ndim))
    length = values.shape[axis] - 1
    left, right = values.narrow(axis, 0, length), values.narrow(axis, 1, length)
    return ((left + right) * step / 2).sum(axis)


def gradient(f: Array, varargs: Any, axis: Any = None, edge_order: int = 1) -> Any:
    """The slopes along each axis, of neighbours on both sides; at the ends of those on one."""
    if edge_order != 1:
        raise NotImplementedError("For 'gradient', 'edge_order' must be 1.")
    x = floating(array(f), (torch.float64,))
    axes = sorted(axes_in(axis, x.ndim))
    if len(varargs) not in (0, 1, len(axes)):
        raise TypeError("there must be one distance, or one for each axis.")
    steps = varargs * len(axes) if len(varargs) == 1 else varargs or (1,) * len(axes)
    slopes = []
    for step, at in zip(steps, axes, strict=True):
        size = x.shape[at]
        if size < 2:
            raise ValueError("at least 2 elements are needed along each axis.")
        if not (isinstance(step, (int, float)) or (isinstance(step, torch.Tensor) and step.ndim == 0)):
            raise NotImplementedError("For 'gradient', a distance must be a number.")
        parts = [x.narrow(at, 1, 1) - x.narrow(at, 0, 1), x.narrow(at, size - 1, 1) - x.narrow(at, size - 2, 1)]
        if size > 2:
            parts.insert(1, (x.narrow(at, 2, size - 2) - x.narrow(at, 0, size - 2)) * 0.5)
        slopes.append(torch.cat(parts, at) / step)
    return slopes[0] if len(slopes) == 1 else slopes


def unwrap(p: Array, discont: float = 3.141592653589793, axis: int = -1) -> torch.Tensor:
    """Angles without jumps of more than half a turn."""
    if not isinstance(discont, (int, float)):
        raise TypeError(f"'discont' must be a float, but got {discont!r}.")
    (x,) = arrays(p)
    axis = axis_in(axis, x.ndim)
    pi = torch.pi
    step = floating(diff(x, 1, axis), (torch.float64,))
    moved = step + pi
    inner = moved - 2 * pi * torch.floor(moved / (2 * pi)) - pi
    inner = inner.masked_fill((inner == -pi) & (step > 0), pi)
    fixed = (inner - step).masked_fill(step.abs() < discont, 0)
    length = x.shape[axis]
    return torch.cat(
        [to(x.narrow(axis, 0, 1), fixed.dtype), x.narrow(axis, 1, length - 1) + torch.cumsum(fixed, axis)], axis
    )
