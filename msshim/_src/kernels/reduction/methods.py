"""Methods that MindSpore offers under two signatures, (axis, keepdims) and (dim, keepdim). Source: MindSpore 2.10."""

from __future__ import annotations

import math
from typing import Any

import torch

from msshim._src.kernels.layouts import dense
from msshim._src.kernels.reduction import functions as reduction
from msshim._src.kernels.reduction.functions import amax, amin
from msshim._src.tensor.axes import axes_of, axis_of
from msshim._src.tensor.dtype import torch_to_dtype
from msshim._src.tensor.indexing import cast


def all(input: torch.Tensor, dim: Any, keepdim: bool) -> torch.Tensor:
    """Whether all elements over `dim` are true."""
    return torch.all(input.bool(), axes_of("all", dim, input.ndim), keepdim=keepdim)


def any(input: torch.Tensor, axis: Any, keep_dims: bool, keepdim: bool | None) -> torch.Tensor:
    """Whether any element over `axis` is true. Raises TypeError for `keepdim` alone, which goes with `dim`."""
    if keepdim is not None and axis is None:
        raise TypeError(f"For 'any', 'keepdim' must come with 'dim', but got 'keepdim' = {keepdim!r} alone.")
    return torch.any(input, axes_of("any", axis, input.ndim), keepdim=keep_dims or bool(keepdim))


def sum(
    input: torch.Tensor, axis: Any, second: Any, keepdims: bool, initial: Any, dtype: torch.dtype | None
) -> torch.Tensor:
    """The sum over `axis`, of ints and bools as int64; the second argument is a dtype, or a bool for `keepdims`."""
    if isinstance(second, bool):
        keepdims = second
    elif second is not None:
        dtype = second
    total = torch.sum(input, axes_of("sum", axis, input.ndim), keepdim=keepdims, dtype=dtype)
    return total if initial is None else total + initial


def mean(input: torch.Tensor, dim: Any, keepdim: bool, dtype: torch.dtype | None) -> torch.Tensor:
    """The mean over `dim`; of ints truncated to their dtype. Raises RuntimeError for bools."""
    found = reduction.mean(input if dtype is None else input.to(dtype), dim, keepdim)
    return found


def _extreme(name: str, input: torch.Tensor, given: tuple[Any, ...], named: dict[str, Any]) -> Any:
    """``(dim, keepdim)``: the extreme elements and where they stand; ``(axis, keepdims, ...)``: as `ops` has it."""
    if not input.numel():
        raise ValueError(f"For '{name}', the tensor must have elements, but its shape is {tuple(input.shape)}.")
    if not (given or named):
        return torch.amax(input) if name == "max" else torch.amin(input)
    unset: tuple[Any, ...] = (None, False)
    first, keep = (*given, *unset[len(given) :])
    if "dim" in named or (isinstance(first, int) and named.keys() <= {"keepdim"}):
        dim = axis_of(name, named.get("dim", first), input.ndim)
        return tuple(getattr(torch, name)(input, dim, keepdim=named.get("keepdim", keep)))
    if "keepdim" in named:
        raise TypeError(f"For '{name}', 'keepdim' must come with 'dim', but got {given} and {', '.join(named)}.")
    axis, keep = named.get("axis", first), named.get("keepdims", keep)
    initial, where = named.get("initial"), named.get("where")
    where = None if where is True else where
    if isinstance(axis, (tuple, list)):
        _once(name, axis)
        return (amax if name == "max" else amin)(input, axis, keep, initial, where)
    place = None if axis is None else axis_of(name, axis, input.ndim)
    if place is not None and initial is None and where is None and not named.get("return_indices"):
        return getattr(torch, name)(input, place, keepdim=keep)[0]
    found = getattr(reduction, name)(input, place, keep, initial, where)
    return found if named.get("return_indices", False) else found[0]


def max(input: torch.Tensor, *given: Any, **named: Any) -> Any:
    """The largest element, over an axis, or with the place where it stands."""
    return _extreme("max", input, given, named)


def min(input: torch.Tensor, *given: Any, **named: Any) -> Any:
    """The smallest element, over an axis, or with the place where it stands."""
    return _extreme("min", input, given, named)


def argmax(input: torch.Tensor, dim: Any, keepdim: bool) -> torch.Tensor:
    """Where the largest element stands, int64; without `dim` in the flattened tensor."""
    return _where("argmax", input, dim, keepdim)


def argmin(input: torch.Tensor, dim: Any, keepdim: bool) -> torch.Tensor:
    """Where the smallest element stands, int32, of a 0-d tensor int64; without `dim` in the flattened tensor."""
    place = _where("argmin", input, dim, keepdim)
    return place.int() if input.ndim else place


def _where(name: str, input: torch.Tensor, axis: Any, keep: bool) -> torch.Tensor:
    t = input.byte() if input.dtype is torch.bool else input
    found: torch.Tensor = getattr(torch, name)(
        t, None if axis is None else axis_of(name, axis, t.ndim), keepdim=keep and axis is not None
    )
    return found


def argmax_with_value(input: torch.Tensor, axis: int | None, keep_dims: bool) -> tuple[torch.Tensor, torch.Tensor]:
    """The largest element along an axis, and where it stands; of all elements with a zero for the place."""
    if axis is None:
        return reduction.max(input, None, keep_dims)
    values, places = torch.max(input, axis_of("argmax_with_value", axis, input.ndim), keepdim=keep_dims)
    return values, places


def argmin_with_value(input: torch.Tensor, axis: int | None, keep_dims: bool) -> tuple[torch.Tensor, torch.Tensor]:
    """The smallest element along an axis, and where it stands; of all elements with a zero for the place."""
    if axis is None:
        return reduction.min(input, None, keep_dims)
    values, places = torch.min(input, axis_of("argmin_with_value", axis, input.ndim), keepdim=keep_dims)
    return values, places


def _once(name: str, axes: Any) -> None:
    if isinstance(axes, (tuple, list)) and len(set(axes)) < len(axes):
        raise ValueError(f"For '{name}', an axis must be named once, but got {axes}.")


def _deviation(name: str, input: torch.Tensor, axis: Any, freedom: Any, keep: bool) -> torch.Tensor:
    axes = axes_of(name, axis, input.ndim)
    _once(name, axes)
    if not input.numel():
        return input.new_full((), math.nan)
    if input.is_floating_point() or input.is_complex():
        return reduction.spread(name, input, axes, int(freedom), keep)
    far = (
        input.long() - reduction.mean(input, axes, True).long()
    ).float()  # from a mean that MindSpore cuts to an integer
    count = math.prod(input.shape[axis] for axis in axes) - int(freedom)
    square = torch.sum(far * far, axes, keepdim=keep) / count
    return torch.sqrt(square) if name == "std" else square


def std(input: torch.Tensor, dim: Any, correction: Any, keepdim: bool) -> torch.Tensor:
    """The standard deviation with ``n - correction`` degrees of freedom.

    MindSpore documents that `dim` alone means a correction of 1; its CPU takes 0.
    """
    return _deviation("std", input, dim, correction, keepdim)


def var(
    input: torch.Tensor, axis: Any, ddof: Any, keepdims: bool, dim: Any, correction: Any, keepdim: bool
) -> torch.Tensor:
    """The variance: by `axis` with ``n - ddof`` degrees of freedom, by `dim` with ``n - correction``, which is 1."""
    second = dim is not None or keepdim
    freedom = correction if correction is not None else 1 if second else ddof
    return _deviation("var", input, axis if dim is None else dim, freedom, keepdims or keepdim)


def cumsum(input: torch.Tensor, dim: Any, dtype: torch.dtype | None) -> torch.Tensor:
    """The running sum; of small ints and bools in int32; without an axis of the flattened tensor."""
    if dim is None:
        input, dim = input.reshape(-1), 0
    small = (torch.bool, torch.int8, torch.int16, torch.uint8)
    held = dtype or (torch.int32 if input.dtype in small else input.dtype)
    return torch.cumsum(input, axis_of("cumsum", dim, input.ndim), dtype=held)


def count_nonzero(input: torch.Tensor, dim: Any, keepdim: bool, dtype: torch.dtype | None) -> torch.Tensor:
    """How many elements are not zero, int32. Raises TypeError for None, which stands for nothing here."""
    if dim is None:
        raise TypeError("For 'count_nonzero', the 'axis' must be an int or some ints, but got None.")
    return torch.sum(input != 0, axes_of("count_nonzero", dim, input.ndim), keepdim=keepdim).to(dtype or torch.int32)


def median(input: torch.Tensor, dim: Any, keepdim: bool) -> tuple[torch.Tensor, torch.Tensor]:
    """The lower median along an axis, and where it stands."""
    values, places = torch.median(dense(input), axis_of("median", dim, input.ndim), keepdim=keepdim)
    return values, places


def prod(input: torch.Tensor, dim: Any, keepdim: bool, dtype: torch.dtype | None) -> torch.Tensor:
    """The product of all elements, or along one axis."""
    if isinstance(dim, (tuple, list)):
        raise TypeError(f"For 'prod', the 'dim' must be an int or None, but got {dim!r}.")
    if dim is None and keepdim:
        raise ValueError("For 'prod', 'keepdim' must be False where 'dim' is None, but got True.")
    return reduction.prod(input, dim, keepdim, dtype)


def ptp(input: torch.Tensor, axis: Any, keepdims: bool) -> torch.Tensor:
    """The largest element less the smallest."""
    return amax(input, axis, keepdims) - amin(input, axis, keepdims)


def trace(input: torch.Tensor, offset: int, axis1: int, axis2: int, dtype: torch.dtype | None) -> torch.Tensor:
    """The sum of a diagonal; of ints in int64."""
    held = torch.bool if dtype is None and input.dtype is torch.bool else dtype
    return torch.sum(torch.diagonal(input, offset, axis1, axis2), -1, dtype=held)


def softmax(input: torch.Tensor, axis: Any, dtype: torch.dtype | None) -> torch.Tensor:
    """exp(input), scaled so that the sum over `axis` is one."""
    return torch.softmax(input, axis_of("softmax", axis, input.ndim), dtype=dtype)


def type(input: torch.Tensor, dtype: torch.dtype | None) -> Any:
    """The name of the dtype, or the tensor in another."""
    return str(torch_to_dtype(input.dtype)) if dtype is None else cast(input, dtype)


def quantile(input: torch.Tensor, q: Any, axis: int | None, keepdims: bool) -> torch.Tensor:
    """The q-quantiles of all elements, or along an axis."""
    return reduction.quantile(input, q, axis, keepdims)


def nanquantile(input: torch.Tensor, q: Any, axis: int | None, keepdims: bool) -> torch.Tensor:
    """As `quantile`, of the numbers."""
    return reduction.nanquantile(input, q, axis, keepdims)
