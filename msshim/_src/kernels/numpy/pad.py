"""`mindspore.numpy.pad`. Source: measured on MindSpore 2.10 (CPU)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import torch

from msshim._src.kernels.numpy.base import Array, array, to
from msshim._src.kernels.numpy.creation import linspace
from msshim._src.kernels.numpy.picking import apply_along_axis

Pairs = list[tuple[Any, Any]]


def pad(
    arr: Array, pad_width: Any, mode: Any = "constant", stat_length: Any = None, constant_values: Any = 0,
    end_values: Any = 0, reflect_type: str = "even", kwargs: Any = None,
) -> torch.Tensor:  # fmt: skip
    """The array with more elements at the ends of each axis."""
    x = array(arr)
    if x.ndim == 0:
        return x
    widths = _pairs(pad_width, x.ndim)
    if callable(mode):
        x = _each(x, widths, lambda x, k, width: _ends(x, k, width, 0, 0))
        for k in range(x.ndim):
            x = apply_along_axis(mode, k, x, (widths[k], k, kwargs or {}))
        return x
    if mode == "constant":
        values = _pairs(constant_values, x.ndim)
        return _each(x, widths, lambda x, k, width: _ends(x, k, width, *values[k]))
    if mode == "empty":
        return _each(x, widths, lambda x, k, width: _ends(x, k, width, 0, 0))
    if mode == "median":
        raise NotImplementedError("For 'pad', the mode 'median' is not implemented.")
    if mode in _STATISTICS:
        lengths = [(size, size) for size in x.shape] if stat_length is None else _pairs(stat_length, x.ndim)
        return _each(x, widths, lambda x, k, width: _statistic(x, k, width, lengths[k], _STATISTICS[mode]))
    if mode == "linear_ramp":
        values = _pairs(end_values, x.ndim)
        return _each(x, widths, lambda x, k, width: _ramp(x, k, width, values[k]))
    if mode in ("edge", "wrap", "reflect", "symmetric"):
        return _each(x, widths, lambda x, k, width: _mirrored(x, k, width, mode, reflect_type == "odd"))
    raise ValueError(f"the mode {mode!r} is not known.")


def _pairs(given: Any, ndim: int) -> Pairs:
    """What stands before and after along each axis."""
    if not isinstance(given, (int, list, tuple, torch.Tensor)):
        raise TypeError(f"an int, a list, a tuple or a Tensor is expected, but got {given!r}.")
    shape = tuple(array(given).shape)
    values: Any = array(given).tolist() if isinstance(given, torch.Tensor) else given
    if shape == ():
        return [(values, values)] * ndim
    if shape == (1,):
        return [(values[0], values[0])] * ndim
    if shape in ((2,), (1, 2)):
        return [tuple(values if shape == (2,) else values[0])] * ndim
    if shape == (ndim, 2):
        return [tuple(each) for each in values]
    raise ValueError(f"values must broadcast to {(ndim, 2)}, but the shape is {shape}.")


def _each(x: torch.Tensor, widths: Pairs, grow: Callable[[torch.Tensor, int, Any], torch.Tensor]) -> torch.Tensor:
    for k, width in enumerate(widths):
        x = grow(x, k, width)
    return x


def _filled(x: torch.Tensor, axis: int, count: int, value: Any) -> torch.Tensor:
    shape = [count if k == axis else size for k, size in enumerate(x.shape)]
    return torch.full(shape, value, dtype=x.dtype, device=x.device)


def _ends(x: torch.Tensor, axis: int, width: Any, before: Any, after: Any) -> torch.Tensor:
    return torch.cat((_filled(x, axis, width[0], before), x, _filled(x, axis, width[1], after)), axis)


def _mean(x: torch.Tensor, axis: int, keepdim: bool) -> torch.Tensor:
    if x.is_floating_point() or x.is_complex():
        return x.mean(axis, keepdim)
    return torch.div(x.sum(axis, keepdim), x.shape[axis], rounding_mode="trunc").to(x.dtype)


_STATISTICS: dict[str, Any] = {"maximum": torch.amax, "minimum": torch.amin, "mean": _mean}


def _statistic(x: torch.Tensor, axis: int, width: Any, length: Any, function: Any) -> torch.Tensor:
    size = x.shape[axis]
    first, last = min(length[0], size), min(length[1], size)
    before = function(x.narrow(axis, 0, first), axis, True)
    after = function(x.narrow(axis, size - last, last), axis, True)
    return torch.cat((before.repeat_interleave(width[0], axis), x, after.repeat_interleave(width[1], axis)), axis)


def _ramp(x: torch.Tensor, axis: int, width: Any, ends: Any) -> torch.Tensor:
    parts = [x]
    first, last = x.select(axis, 0), x.select(axis, x.shape[axis] - 1)
    if width[0]:
        parts.insert(0, linspace(ends[0], first, width[0], False, axis=axis).to(x.dtype))
    if width[1]:
        after = linspace(last, ends[1], width[1] + 1, axis=axis)
        parts.append(to(after.narrow(axis, 1, width[1]), x.dtype))
    return torch.cat(parts, axis)


def _mirrored(x: torch.Tensor, axis: int, width: Any, mode: str, odd: bool) -> torch.Tensor:
    """More elements from those that there are: the last one, or all of them, in turns or forth and back."""
    size = x.shape[axis]
    places = torch.arange(-width[0], size + width[1], device=x.device)
    if mode == "edge":
        return x.index_select(axis, places.clamp(0, size - 1))
    if mode == "wrap":
        return x.index_select(axis, places % size)
    step = size - 1 if mode == "reflect" else size
    if step == 0:
        return x.index_select(axis, places * 0)
    around = places % (2 * step)
    back = 2 * step - around if mode == "reflect" else 2 * step - 1 - around
    found = x.index_select(axis, torch.where(around < size, around, back))
    if not odd:
        return found
    # Each time it turns, the values go on beyond the end: an even turn shifts them, an odd one turns them over too.
    turns = torch.div(places, step, rounding_mode="floor")
    shape = [-1 if k == axis else 1 for k in range(x.ndim)]
    first, last = x.narrow(axis, 0, 1), x.narrow(axis, size - 1, 1)
    even = found + (last - first) * turns.reshape(shape)
    over = 2 * last - found + (last - first) * (turns - 1).reshape(shape)
    return torch.where((turns % 2 == 0).reshape(shape), even, over).to(x.dtype)
