"""Searching, sets, counts and histograms of `mindspore.numpy`. Source: measured on MindSpore 2.10 (CPU)."""

from __future__ import annotations

from typing import Any

import torch

from msshim._src.kernels.numpy.base import FLOATS, SIGNED, Array, array, arrays, floating, pair, tensor, to
from msshim._src.kernels.numpy.logic import in1d
from msshim._src.kernels.numpy.reduction import diff


def searchsorted(a: Array, v: Array, side: str = "left", sorter: Array = None) -> torch.Tensor:
    """Where the elements of `v` go into the sorted `a`, in int32."""
    if side not in ("left", "right"):
        raise ValueError(f"'side' must be 'left' or 'right', but got {side!r}.")
    sorted_, values = arrays(a, v)
    sorted_ = to(sorted_, torch.float32)
    if sorted_.ndim != 1:
        raise ValueError("'a' must be 1-D.")
    if sorter is not None:
        if tensor(sorter).ndim != 1 or sorter.numel() != sorted_.numel():
            raise ValueError("'sorter' must be 1-D and as long as 'a'.")
        sorted_ = sorted_[sorter]
    sorted_, values = pair(sorted_, values)
    return torch.searchsorted(sorted_.contiguous(), values.contiguous(), right=side == "right", out_int32=True)


def interp(x: Array, xp: Array, fp: Array, left: Any = None, right: Any = None) -> torch.Tensor:
    """The values at `x` of the line through the points (xp, fp)."""
    at, points, values = arrays(x, xp, fp)
    if points.ndim != 1 or values.ndim != 1:
        raise ValueError("'xp' and 'fp' must be 1-D.")
    size = points.shape[0]
    if values.shape[0] != size:
        raise ValueError("'xp' and 'fp' must be of one length.")
    points, values, at = to(points, torch.float32), to(values, torch.float32), floating(at, FLOATS)
    after = searchsorted(points, at).clamp(0, size - 1)
    before = (after - 1).clamp(0, size - 1)
    x0, x1, y0, y1 = points[before], points[after], values[before], values[after]
    alone = x0 == x1
    width = torch.where(alone, 1, x1 - x0)  # a division by zero that is not chosen would still make its gradient nan
    result = torch.where(alone, y0, (y0 * (x1 - at) + y1 * (at - x0)) / width)
    result = torch.where(at < points[0], values[0] if left is None else left, result)
    return torch.where(at > points[-1], values[-1] if right is None else right, result)


def digitize(x: Array, bins: Array, right: bool = False) -> torch.Tensor:
    """In which bin each element is; the edges rise or fall."""
    values, edges = arrays(x, bins)
    if edges.ndim != 1:
        raise ValueError("'bins' must be 1-D.")
    if not values.numel():
        return values
    if not edges.numel():
        return torch.zeros(values.shape, dtype=torch.int32, device=values.device)
    side = "left" if right else "right"
    rising = searchsorted(edges, values, side)
    falling = edges.shape[0] - searchsorted(edges.flip(0), values, side)
    return torch.where(edges[0] <= edges[-1], rising, falling).int()


def unique(x: Array, return_inverse: bool = False) -> Any:
    """The different elements in the order of their first places, and where each element is among them."""
    _no_bool(tensor(x))
    flat = x.reshape(-1)
    found, inverse = torch.unique(flat, return_inverse=True)
    places = torch.arange(flat.shape[0], device=flat.device)
    first = torch.full(found.shape, flat.shape[0], device=flat.device).scatter_reduce(0, inverse, places, "amin")
    order = first.argsort()
    found = found[order]
    if not return_inverse:
        return found
    rank = torch.empty_like(order).scatter_(0, order, torch.arange(order.shape[0], device=flat.device))
    kind = torch.int64 if x.dtype is torch.int64 else torch.int32
    return found, rank[inverse].to(kind)


def _no_bool(*given: torch.Tensor) -> None:
    if any(each.dtype is torch.bool for each in given):
        raise TypeError("the dtype bool is not supported.")


def setdiff1d(ar1: Array, ar2: Array, assume_unique: bool = False) -> torch.Tensor:
    """The elements of `ar1` that `ar2` has not."""
    if not isinstance(assume_unique, bool):
        raise TypeError(f"'assume_unique' must be a bool, but got {assume_unique!r}.")
    first, second = arrays(ar1, ar2)
    if not assume_unique:
        _no_bool(first, second)
    first = first.reshape(-1) if assume_unique else torch.unique(first)
    return first[in1d(first, second, True)]


def intersect1d(ar1: Array, ar2: Array, assume_unique: bool = False, return_indices: bool = False) -> Any:
    """The elements that both arrays have, sorted, and with `return_indices` their places."""
    if not isinstance(assume_unique, bool) or not isinstance(return_indices, bool):
        raise TypeError("'assume_unique' and 'return_indices' must be bools.")
    first, second = pair(ar1, ar2)
    _no_bool(*arrays(ar1, ar2))
    found = torch.unique(first.reshape(-1))
    found = found[torch.isin(found, second)]
    if not return_indices:
        return found
    return found, _first_places(first.reshape(-1), found), _first_places(second.reshape(-1), found)


def _first_places(flat: torch.Tensor, values: torch.Tensor) -> torch.Tensor:
    return (flat == values[:, None]).int().argmax(1).int()


def bincount(x: Array, weights: Array = None, minlength: int = 0, length: int | None = None) -> torch.Tensor:
    """How often each number is there, or the sum of its weights, in float32; negative ones count as 0."""
    places = array(x)
    if places.ndim != 1:
        raise ValueError("'x' must be 1-D.")
    if places.dtype not in SIGNED:
        raise TypeError("'x' must hold signed ints.")
    if length == 0:
        raise ValueError("'length' must be greater than 0, but got 0.")
    places = places.clamp(min=0).long()
    if weights is not None:
        weights = array(weights, places.device)
        if weights.shape != places.shape:
            raise ValueError("'weights' must be as 'x'.")
        weights = to(weights, torch.float32)
    counted = torch.bincount(places, minlength=minlength if length is None else length).float()
    if weights is not None:  # which have a gradient, unlike those of torch.bincount
        counted = torch.zeros_like(counted).index_add(0, places, weights)
    return counted if length is None else counted[:length]


def histogram_bin_edges(a: Array, bins: Any = 10, range: Any = None, weights: Array = None) -> torch.Tensor:
    """The edges between which a histogram counts."""
    values = array(a)
    if weights is not None and array(weights).shape != values.shape:
        raise ValueError("'weights' must be as 'a'.")
    if isinstance(bins, (tuple, list, torch.Tensor)):
        edges = array(bins, values.device)
        if edges.ndim != 1:
            raise ValueError("'bins' must be 1-D.")
        return edges
    if isinstance(bins, str):
        raise NotImplementedError("For 'histogram_bin_edges', 'bins' as text is not implemented.")
    if not isinstance(bins, int):
        raise TypeError(f"'bins' must be an int or a sequence, but got {bins!r}.")
    values = to(values.reshape(-1), torch.float32)
    if range is None:
        low, high = values.min(), values.max()
    else:
        if not isinstance(range, (list, tuple)) or len(range) != 2:
            raise ValueError("'range' must be (start, end).")
        low, high = (to(array(end, values.device), torch.float32) for end in range)
        if range[0] > range[1]:
            raise ValueError("the end of 'range' must not be before its start.")
    half = torch.where(low == high, 0.5, 0.0)
    low, high = low - half, high + half
    edges = low + torch.arange(bins + 1, dtype=torch.float32, device=values.device) * ((high - low) / max(bins, 1))
    return torch.cat((edges[:-1], high.reshape(1))) if bins else low.reshape(1)


def _bins_of(values: torch.Tensor, edges: torch.Tensor) -> torch.Tensor:
    """In which bin each value is; the last one holds its end too."""
    found = searchsorted(edges, values, "right")
    return torch.where(values == edges[-1], edges.shape[0] - 1, found).int()


def histogram(
    a: Array, bins: Any = 10, range: Any = None, weights: Array = None, density: bool = False
) -> tuple[torch.Tensor, torch.Tensor]:
    """How many elements are in each bin, and the edges of the bins."""
    values = array(a)
    if weights is not None:
        weights = array(weights, values.device)
        if weights.shape != values.shape:
            raise ValueError("'weights' must be as 'a'.")
        weights = weights.reshape(-1)
    values = values.reshape(-1)
    edges = histogram_bin_edges(values, bins, range, weights)
    count = bincount(_bins_of(values, edges), weights, length=edges.shape[0])[1:]
    if density and count.numel():
        count = count / diff(edges) / count.sum()
    return count, edges


def histogramdd(
    sample: Any, bins: Any = 10, range: Any = None, weights: Array = None, density: bool = False
) -> tuple[torch.Tensor, list[torch.Tensor]]:
    """How many points are in each cell, and the edges of the cells along each axis."""
    if isinstance(sample, (tuple, list)):
        sample = torch.stack(list(arrays(*sample)), -1)
    elif not isinstance(sample, torch.Tensor):
        raise TypeError("'sample' must be a Tensor or a sequence of arrays.")
    if sample.ndim != 2:
        raise ValueError("'sample' must be 2-D.")
    ndim = sample.shape[1]
    if isinstance(bins, int):
        bins = [bins] * ndim
    if not isinstance(bins, (tuple, list, torch.Tensor)):
        raise TypeError("'bins' must be an int or a sequence.")
    if len(bins) != ndim:
        raise ValueError("'bins' must have one entry for each axis.")
    if range is not None and len(range) != ndim:
        raise ValueError("'range' must have one entry for each axis.")
    if 0 in [each for each in bins if isinstance(each, int)]:
        raise ValueError(f"there must be a bin along each axis, but got {bins!r}.")
    ranges = [None] * ndim if range is None else range
    edges = [
        histogram_bin_edges(sample[:, k], bins[k].item() if _number(bins[k]) else bins[k], ranges[k], weights)
        for k in _count_to(ndim)
    ]
    sizes = [edge.shape[0] + 1 for edge in edges]
    flat = torch.zeros(sample.shape[0], dtype=torch.int32, device=sample.device)
    for k, edge in enumerate(edges):
        flat = flat * sizes[k] + _bins_of(sample[:, k], edge)
    total = 1
    for size in sizes:
        total *= size
    count = bincount(flat, weights, length=total).reshape(sizes)
    for k in _count_to(ndim):
        count = count.narrow(k, 1, sizes[k] - 2)
    if density:
        whole = count.sum()
        for k, edge in enumerate(edges):
            count = count / diff(edge).reshape([-1 if k == n else 1 for n in _count_to(ndim)])
        count = count / whole
    return count, edges


_count_to = range


def _number(value: Any) -> bool:
    return isinstance(value, torch.Tensor) and value.ndim == 0


def histogram2d(
    x: Array, y: Array, bins: Any = 10, range: Any = None, weights: Array = None, density: bool = False
) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """How many points (x, y) are in each cell, and the edges of the cells along both axes."""
    count, edges = histogramdd((x, y), bins, range, weights, density)
    return count, edges[0], edges[1]
