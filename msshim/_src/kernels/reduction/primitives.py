"""Reductions, cumulations and orders over axes, with MindSpore's dtypes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import torch

from msshim._src.kernels import kinks
from msshim._src.kernels.layouts import dense
from msshim._src.tensor.axes import is_axis

Axes = int | Sequence[int] | None


def axes_of(name: str, axis: Axes, ndim: int) -> tuple[int, ...]:
    """The axes counted from the front; all of them for None or (). Those of a 0-d tensor are 0 and -1."""
    given = (axis,) if isinstance(axis, int) else tuple(axis or ())
    if not all(map(is_axis, given)):
        raise TypeError(f"For '{name}', the axis must be an int or a tuple or list of ints, but got {axis!r}.")
    rank = max(ndim, 1)
    if not all(-rank <= one < rank for one in given):
        raise ValueError(f"For '{name}', the axis must be in [{-rank}, {rank}), but got {axis!r}.")
    if not ndim:
        return ()
    return tuple(one % rank for one in given) or tuple(range(ndim))


def _axes(name: str, x: torch.Tensor, axis: Axes) -> tuple[int, ...]:
    if type(axis) is int and -x.ndim <= axis < x.ndim:
        return (axis % x.ndim,)
    axes = axes_of(name, axis, x.ndim)
    if len(set(axes)) < len(axes):
        raise ValueError(f"For '{name}', the axes must be different, but got {axis!r}.")
    return axes


def reduce_sum(x: torch.Tensor, axis: Axes, keep_dims: bool, skip_mode: bool) -> torch.Tensor:
    """The sum in the dtype of `x`; with `skip_mode`, `x` itself where no axis is given."""
    if skip_mode and (axis is None or (isinstance(axis, (tuple, list)) and not axis)):
        return x.clone()
    axes = _axes("ReduceSum", x, axis)
    return torch.sum(x, axes, keep_dims, dtype=x.dtype) if axes else x.clone()


def reduce_mean(x: torch.Tensor, axis: Axes, keep_dims: bool) -> torch.Tensor:
    """The mean in the dtype of `x`, truncated for integers; RuntimeError of bools."""
    if x.dtype is torch.bool:
        raise RuntimeError("For 'ReduceMean', the input must not be bool.")
    axes = _axes("ReduceMean", x, axis)
    if not axes:
        return x.clone()
    if x.is_floating_point() or x.is_complex():
        return torch.mean(x, axes, keep_dims)
    return torch.mean(x.double(), axes, keep_dims).trunc().to(x.dtype)


def reduce_max(x: torch.Tensor, axis: Axes, keep_dims: bool) -> torch.Tensor:
    """The largest value."""
    axes = _axes("ReduceMax", x, axis)
    return torch.amax(x, axes, keep_dims) if axes else x.clone()


def reduce_min(x: torch.Tensor, axis: Axes, keep_dims: bool) -> torch.Tensor:
    """The smallest value."""
    axes = _axes("ReduceMin", x, axis)
    return torch.amin(x, axes, keep_dims) if axes else x.clone()


def reduce_prod(x: torch.Tensor, axis: Axes, keep_dims: bool) -> torch.Tensor:
    """The product in the dtype of `x`."""
    for one in sorted(_axes("ReduceProd", x, axis), reverse=True):
        x = torch.prod(x, one, keep_dims, dtype=x.dtype)
    return x


def reduce_all(input: torch.Tensor, axis: Axes, keep_dims: bool) -> torch.Tensor:
    """Whether none is zero."""
    axes = _axes("ReduceAll", input, axis)
    return torch.all(input, axes, keep_dims).bool() if axes else input != 0


def reduce_any(x: torch.Tensor, axis: Axes, keep_dims: bool) -> torch.Tensor:
    """Whether one is not zero."""
    axes = _axes("ReduceAny", x, axis)
    return torch.any(x, axes, keep_dims) if axes else x != 0


def reduce_std(x: torch.Tensor, axis: Axes, unbiased: bool, keep_dims: bool) -> tuple[torch.Tensor, torch.Tensor]:
    """The standard deviation and the mean."""
    axes = _axes("ReduceStd", x, axis)
    spread, middle = torch.std_mean(x, axes, correction=int(unbiased), keepdim=keep_dims)
    return kinks.root(spread, lambda: torch.var(x, axes, correction=int(unbiased), keepdim=keep_dims)), middle


def euclidean_norm(x: torch.Tensor, axes: Axes, keep_dims: bool) -> torch.Tensor:
    """The square root of the sum of squares, in the dtype of `x`."""
    over = _axes("EuclideanNorm", x, axes)
    y = x if x.is_floating_point() or x.is_complex() else x.double()
    return torch.linalg.vector_norm(y, 2, over or None, keep_dims).to(x.dtype)  # type: ignore[no-any-return]


def lp_norm(x: torch.Tensor, axis: Axes, p: int, keep_dims: bool, epsilon: float) -> torch.Tensor:
    """The p-norm over axes, at least `epsilon`."""
    axes = _axes("LpNorm", x, axis) or None
    norm = torch.linalg.vector_norm(x, p, axes, keep_dims)
    if not (x.requires_grad and p and x.is_floating_point()):
        return kinks.clamp(norm, epsilon)
    # The gradient is that of a norm which is `epsilon` where it would be less, and not 0.
    powers = x.abs().pow(p).sum(axes or tuple(range(x.ndim)), keep_dims) / (p * epsilon ** (p - 1))
    return torch.where(norm < epsilon, epsilon + powers - powers.detach(), norm)


def count_nonzero(x: torch.Tensor, dims: Axes) -> torch.Tensor:
    """How many elements are not zero."""
    return torch.count_nonzero(x, _axes("CountNonZero", x, dims))


def trace(input: torch.Tensor) -> torch.Tensor:
    """The sum of the diagonal of a matrix, in its dtype."""
    if input.ndim != 2:
        raise RuntimeError(f"For 'Trace', the 'input' must have 2 dimensions, but got {input.ndim}.")
    return torch.diagonal(input).sum(dtype=input.dtype)


def argmax(input_x: torch.Tensor, axis: int, output_type: torch.dtype) -> torch.Tensor:
    """The index of the largest value along an axis."""
    return torch.argmax(input_x, axis).to(output_type)


def argmin(x: torch.Tensor, axis: int, output_type: torch.dtype) -> torch.Tensor:
    """The index of the smallest value along an axis."""
    return torch.argmin(x, axis).to(output_type)


def arg_max_with_value(input: torch.Tensor, axis: int, keep_dims: bool) -> tuple[torch.Tensor, torch.Tensor]:
    """The index of the largest value along an axis, and the value."""
    values, index = torch.max(input, axis, keep_dims)
    return index, values


def arg_min_with_value(input: torch.Tensor, axis: int, keep_dims: bool) -> tuple[torch.Tensor, torch.Tensor]:
    """The index of the smallest value along an axis, and the value."""
    values, index = torch.min(input, axis, keep_dims)
    return index, values


def _cumulate(function: Any, x: torch.Tensor, axis: Any, exclusive: bool, reverse: bool, start: float) -> torch.Tensor:
    if isinstance(axis, torch.Tensor):
        axis = axis.item()
    if not is_axis(axis):
        raise TypeError(f"the 'axis' must be an int, but got {axis!r}.")
    if reverse:
        x = x.flip(axis)
    if exclusive:
        first = torch.full_like(x.narrow(axis, 0, 1), start)
        x = torch.cat((first, x.narrow(axis, 0, x.shape[axis] - 1)), axis)
    result: torch.Tensor = function(x, axis)
    return result.flip(axis) if reverse else result


def cum_sum(x: torch.Tensor, axis: int, exclusive: bool, reverse: bool) -> torch.Tensor:
    """The sums up to each element, in the dtype of `x`."""
    return _cumulate(lambda t, d: torch.cumsum(t, d, dtype=t.dtype), x, axis, exclusive, reverse, 0)


def cum_prod(x: torch.Tensor, axis: int, exclusive: bool, reverse: bool) -> torch.Tensor:
    """The products up to each element, in the dtype of `x`."""
    return _cumulate(lambda t, d: torch.cumprod(t, d, dtype=t.dtype), x, axis, exclusive, reverse, 1)


def cumulative_logsumexp(x: torch.Tensor, axis: int, exclusive: bool, reverse: bool) -> torch.Tensor:
    """log of the sum of exp up to each element; an empty sum is the least number."""
    least = torch.finfo(x.dtype).min if x.is_floating_point() else 0
    return _cumulate(torch.logcumsumexp, x, axis, exclusive, reverse, least)


def cummax(input: torch.Tensor, axis: int) -> tuple[torch.Tensor, torch.Tensor]:
    """The largest value up to each element, and its index."""
    values, indices = torch.cummax(input, axis)
    return values, indices


def cummin(input: torch.Tensor, axis: int) -> tuple[torch.Tensor, torch.Tensor]:
    """The smallest value up to each element, and its index."""
    values, indices = torch.cummin(input, axis)
    return values, indices.to(torch.int32)


def check_top(name: str, input: torch.Tensor, k: Any) -> None:
    """RuntimeError of a tensor without axes, ValueError for none of its elements."""
    if not input.ndim:
        raise RuntimeError(f"For '{name}', the input must have an axis.")
    if k == 0:
        raise ValueError(f"For '{name}', the 'k' must be greater than 0, but got {k}.")


def top_k(input: torch.Tensor, k: Any, sorted: bool) -> tuple[torch.Tensor, torch.Tensor]:
    """The k largest values along the last axis, and their indices."""
    if isinstance(k, float):
        raise TypeError(f"For 'TopK', the 'k' must be an int, but got {k}.")
    check_top("TopK", input, int(k))
    values, indices = torch.topk(input, int(k), -1, True, True)
    return values, indices.to(torch.int32)


def sort(x: torch.Tensor, axis: int, descending: bool) -> tuple[torch.Tensor, torch.Tensor]:
    """The values in order along an axis, and where they were."""
    values, indices = torch.sort(x, axis, descending)
    return values, indices.to(torch.int32)


def median(
    x: torch.Tensor, global_median: bool, axis: int, keep_dims: bool, ignore_nan: bool
) -> tuple[torch.Tensor, torch.Tensor]:
    """The lower median and its index; of all elements with `global_median`."""
    find = torch.nanmedian if ignore_nan else torch.median
    if global_median:
        return find(x), torch.zeros((), dtype=torch.int64, device=x.device)
    values, indices = find(dense(x), axis, keep_dims)
    return values, indices


def quantile(x: torch.Tensor, q: Any, dim: int | None, keep_dims: bool, ignore_nan: bool) -> torch.Tensor:
    """The quantiles along an axis, or of all elements."""
    find = torch.nanquantile if ignore_nan else torch.quantile
    return find(x, q, dim, keep_dims)


def histogram(x: torch.Tensor, bins: int, min: float, max: float) -> torch.Tensor:
    """How many elements are in each of equal ranges."""
    if min > max:
        raise ValueError(f"For 'Histogram', the 'min' must not be above the 'max', but got {min} and {max}.")
    return torch.histc(x.float(), bins, min, max).to(torch.int32 if x.dtype is torch.int32 else torch.float32)


def histogram_fixed_width(x: torch.Tensor, range: torch.Tensor, nbins: int) -> torch.Tensor:
    """How many elements are in each of `nbins` equal parts of a range; those outside count in the outermost."""
    low, high = range.double().unbind()
    place = torch.floor((x.double() - low) / (high - low) * nbins).clamp(0, nbins - 1).long()
    return torch.bincount(place.reshape(-1), minlength=nbins).to(torch.int32)


def bincount(array: torch.Tensor, size: torch.Tensor, weights: torch.Tensor) -> torch.Tensor:
    """The sum of the weights of each value below `size`."""
    count = int(size)
    kept = array < count
    found = torch.zeros(count, dtype=weights.dtype, device=array.device)
    weights = weights if weights.numel() else torch.ones_like(array, dtype=weights.dtype)
    return found.index_add(0, array[kept].long(), weights[kept])


def sum_over(input: torch.Tensor, dim: Any) -> torch.Tensor:
    """The sum over axes, in the dtype of the input."""
    return reduce_sum(input, dim, False, False)


def min_over(input: torch.Tensor, dim: Any) -> torch.Tensor:
    """The smallest value over axes."""
    return reduce_min(input, dim, False)
