"""Methods that MindSpore offers under two signatures, (axis, keepdims) and (dim, keepdim). Source: MindSpore 2.10."""

from __future__ import annotations

import math
from typing import Any

import torch

from msshim.core.axes import axes_of, axis_of
from msshim.core.dtype import torch_to_dtype
from msshim.core.indexing import cast
from msshim.kernels import reduction
from msshim.kernels.reduction import amax, amin


def either(axis: Any, dim: Any) -> Any:
    """The one of two arguments that was given."""
    return axis if dim is None else dim


def all(input: torch.Tensor, axis: Any, keep_dims: bool, dim: Any, keepdim: bool) -> torch.Tensor:
    """Whether all elements over `axis` are true."""
    return torch.all(input.bool(), axes_of("all", either(axis, dim), input.ndim), keepdim=keep_dims or keepdim)


def any(input: torch.Tensor, axis: Any, keep_dims: bool, dim: Any, keepdim: bool) -> torch.Tensor:
    """Whether any element over `axis` is true."""
    return torch.any(input, axes_of("any", either(axis, dim), input.ndim), keepdim=keep_dims or keepdim)


def sum(
    input: torch.Tensor, axis: Any = None, dtype: Any = None, keepdims: bool = False, initial: Any = None,
    *, dim: Any = None, keepdim: bool = False,
) -> torch.Tensor:  # fmt: skip
    """The sum over `axis`, of ints and bools as int64; as second argument a bool is `keepdim`."""
    if isinstance(dtype, bool):
        dtype, keepdims = None, dtype
    axes = axes_of("sum", either(axis, dim), input.ndim)
    total = torch.sum(input, axes, keepdim=keepdims or keepdim, dtype=dtype)
    return total if initial is None else total + initial


def mean(
    input: torch.Tensor, axis: Any, keep_dims: bool, dim: Any, keepdim: bool, dtype: torch.dtype | None
) -> torch.Tensor:
    """The mean over `axis`; of ints truncated to their dtype. Raises RuntimeError for bools."""
    found = reduction.mean(input if dtype is None else input.to(dtype), either(axis, dim), keep_dims or keepdim)
    return found


def _extreme(name: str, input: torch.Tensor, given: tuple[Any, ...], named: dict[str, Any]) -> Any:
    """The largest or smallest element; with `(dim, keepdim)`, or `return_indices`, also where it stands."""
    axis, keep = named.get("axis"), named.get("keepdims", False) or named.get("keepdim", False)
    initial, where, indices = named.get("initial"), named.get("where"), named.get("return_indices", False)
    pairs = "dim" in named or (bool(given) and given[0] is not None)
    if given:
        axis, keep = given[0], given[1] if len(given) > 1 else keep
    elif "dim" in named:
        axis = named["dim"]
    if initial is not None or where is not None or "keepdims" in named or isinstance(axis, (tuple, list)):
        pairs = False
    if where is True:
        where = None
    if not input.numel():
        raise ValueError(f"For '{name}', the tensor must have elements, but its shape is {tuple(input.shape)}.")
    if axis is None or not (pairs or indices):
        _once(name, axis)
        reduce = amax if name == "max" else amin
        return reduce(input, axis, keep and axis is not None, initial, where)
    return tuple(getattr(torch, name)(input, axis_of(name, axis, input.ndim), keepdim=keep))


def max(input: torch.Tensor, *given: Any, **named: Any) -> Any:
    """The largest element, over an axis, or with the place where it stands."""
    return _extreme("max", input, given, named)


def min(input: torch.Tensor, *given: Any, **named: Any) -> Any:
    """The smallest element, over an axis, or with the place where it stands."""
    return _extreme("min", input, given, named)


def argmax(input: torch.Tensor, axis: Any, keepdims: bool, dim: Any, keepdim: bool) -> torch.Tensor:
    """Where the largest element stands, int64; without `axis` in the flattened tensor."""
    return _where("argmax", input, either(axis, dim), keepdims or keepdim)


def argmin(input: torch.Tensor, axis: Any, keepdims: bool, dim: Any, keepdim: bool) -> torch.Tensor:
    """Where the smallest element stands, int32, of a 0-d tensor int64; without `axis` in the flattened tensor."""
    place = _where("argmin", input, either(axis, dim), keepdims or keepdim)
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
    if input.is_floating_point() or input.is_complex():
        found: torch.Tensor = getattr(torch, name)(input, axes, correction=int(freedom), keepdim=keep)
        return found
    far = (
        input.long() - reduction.mean(input, axes, True).long()
    ).float()  # from a mean that MindSpore cuts to an integer
    count = math.prod(input.shape[axis] for axis in axes) - int(freedom)
    square = torch.sum(far * far, axes, keepdim=keep) / count
    return torch.sqrt(square) if name == "std" else square


def std(
    input: torch.Tensor, axis: Any, ddof: Any, keepdims: bool, dim: Any, correction: Any, keepdim: bool
) -> torch.Tensor:
    """The standard deviation with ``n - ddof`` degrees of freedom, or ``n - correction`` where that is given.

    MindSpore documents that `dim` alone means a correction of 1; its CPU takes 0.
    """
    freedom = ddof if correction is None else correction
    return _deviation("std", input, either(axis, dim), freedom, keepdims or keepdim)


def var(
    input: torch.Tensor, axis: Any, ddof: Any, keepdims: bool, dim: Any, correction: Any, keepdim: bool
) -> torch.Tensor:
    """The variance: by `axis` with ``n - ddof`` degrees of freedom, by `dim` with ``n - correction``."""
    freedom = ddof if dim is None and correction is None else 1 if correction is None else correction
    return _deviation("var", input, either(axis, dim), freedom, keepdims or keepdim)


def cumsum(input: torch.Tensor, axis: Any = None, dtype: torch.dtype | None = None, *, dim: Any = None) -> torch.Tensor:
    """The running sum; of small ints and bools in int32; without an axis of the flattened tensor."""
    axis = either(axis, dim)
    if axis is None:
        input, axis = input.reshape(-1), 0
    small = (torch.bool, torch.int8, torch.int16, torch.uint8)
    held = dtype or (torch.int32 if input.dtype in small else input.dtype)
    return torch.cumsum(input, axis_of("cumsum", axis, input.ndim), dtype=held)


def count_nonzero(input: torch.Tensor, axis: Any, keep_dims: bool, dtype: torch.dtype | None, dim: Any) -> torch.Tensor:
    """How many elements are not zero; int32, or with `dim` int64."""
    held = dtype or torch.int32
    axes = axes_of("count_nonzero", either(axis, dim), input.ndim)
    return torch.sum(input != 0, axes, keepdim=keep_dims).to(held)


def nansum(
    input: torch.Tensor, axis: Any, keepdims: bool, dim: Any, keepdim: bool, dtype: torch.dtype | None
) -> torch.Tensor:
    """The sum of the numbers."""
    return reduction.nansum(input, either(axis, dim), keepdims or keepdim, dtype)


def median(input: torch.Tensor, *given: Any, **named: Any) -> Any:
    """The lower median along an axis, the last one if none is given, and where it stands."""
    axis = given[0] if given else named.get("axis", named.get("dim", -1))
    keep = given[1] if len(given) > 1 else named.get("keepdims", False) or named.get("keepdim", False)
    return tuple(torch.median(input, axis_of("median", axis, input.ndim), keepdim=keep))


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
