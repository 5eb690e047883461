"""Operations that put updates where indices say: in place, in a copy, or in segments."""

from __future__ import annotations

import math
from typing import Any

import torch

from msshim._src.kernels.indexing.functions import fitted
from msshim._src.tensor.writes import writable


def out_of_range(name: str, error: Exception) -> Exception:
    """MindSpore's exception for an index that torch found out of range; other errors as they are."""
    if isinstance(error, IndexError) or "out of bounds" in str(error):
        return RuntimeError(f"For '{name}', an index is out of range: {error}")
    return error


def changeable(x: torch.Tensor) -> torch.Tensor:
    """What can be changed in place: of a parameter that records gradients, its memory."""
    return writable(x.detach() if x.requires_grad and x.is_leaf else x)


def put(x: torch.Tensor, changed: torch.Tensor) -> torch.Tensor:
    """`changed` in the memory of `x`; itself where gradients are taken by `x`, which can not record it."""
    if x.requires_grad and x.is_leaf:
        changeable(x).copy_(changed.detach())
        return changed
    return changeable(x).copy_(changed)


def rows_of(name: str, x: torch.Tensor, indices: torch.Tensor, updates: torch.Tensor) -> tuple[torch.Tensor, ...]:
    """`x`, its row numbers and the updates, a row each: what an `index_…` of torch takes."""
    if indices.dtype not in (torch.int32, torch.int64):
        raise TypeError(f"For '{name}', the 'indices' must be int32 or int64, but got {indices.dtype}.")
    if updates.shape != indices.shape + x.shape[1:]:
        raise ValueError(
            f"For '{name}', the shape of 'updates' must be {tuple(indices.shape + x.shape[1:])}, but got "
            f"{tuple(updates.shape)}."
        )
    return x, indices.reshape(-1), updates.to(x.dtype).reshape(indices.numel(), *x.shape[1:])


def points_of(name: str, x: torch.Tensor, indices: torch.Tensor, updates: torch.Tensor) -> tuple[torch.Tensor, ...]:
    """The same where the last axis of `indices` holds coordinates: the axes that it names are one."""
    if indices.dtype not in (torch.int32, torch.int64):
        raise TypeError(f"For '{name}', the 'indices' must be int32 or int64, but got {indices.dtype}.")
    depth = indices.shape[-1] if indices.ndim else 0
    if not 0 < depth <= x.ndim or updates.shape != indices.shape[:-1] + x.shape[depth:]:
        raise ValueError(
            f"For '{name}', the shape of 'updates' must be that of 'indices' without the last axis and the rest of "
            f"{tuple(x.shape)}, but got {tuple(updates.shape)} and {tuple(indices.shape)}."
        )
    sizes = x.shape[:depth]
    row = torch.zeros(indices.shape[:-1], dtype=torch.int64, device=x.device)
    for size, coordinate in zip(sizes, indices.unbind(-1), strict=True):
        row = row * size + torch.where((coordinate < 0) | (coordinate >= size), math.prod(sizes), coordinate)
    rest = x.shape[depth:]
    return x.reshape(math.prod(sizes), *rest), row.reshape(-1), updates.to(x.dtype).reshape(row.numel(), *rest)


def combined(how: str, x: torch.Tensor, index: torch.Tensor, rows: torch.Tensor) -> torch.Tensor:
    """`x` with rows put in one of the ways, in memory of its own."""
    if how == "update":
        return x.index_put((index,), rows)
    if how == "add":
        return x.index_put((index,), rows, accumulate=True)
    if how == "sub":
        return x.index_put((index,), -rows, accumulate=True)
    if x.dtype is torch.bool:
        return _reduced(how, x.to(torch.uint8), index, rows.to(torch.uint8)).bool()
    return _reduced(how, x, index, rows)


def reduced(
    how: str, x: torch.Tensor, index: torch.Tensor, rows: torch.Tensor, include_self: bool = True
) -> torch.Tensor:
    """`index_reduce` without its warning, and of complex numbers too."""
    wide = index.to(torch.int64).reshape(-1, *(1,) * (x.ndim - 1)).expand(rows.shape)
    if not x.is_complex():
        return x.scatter_reduce(0, wide, rows, how, include_self=include_self)
    size = x.abs().scatter_reduce(0, wide, rows.abs(), how, include_self=include_self)
    return torch.polar(size, x.angle().scatter_add(0, wide, rows.angle()))


def _reduced(how: str, x: torch.Tensor, index: torch.Tensor, rows: torch.Tensor) -> torch.Tensor:
    if how == "div":
        product = reduced("prod", torch.ones_like(x), index, rows)
        return x / product if x.is_floating_point() or x.is_complex() else torch.div(x, product, rounding_mode="trunc")
    if how == "mul" and x.requires_grad:  # by MindSpore's rule a nan or infinity in `x` gets the factor, too
        return x * reduced("prod", torch.ones_like(x), index, rows)
    return reduced({"mul": "prod", "max": "amax", "min": "amin"}[how], x, index, rows)


def _in_place(how: str, name: str, nd: bool) -> Any:
    arrange = points_of if nd else rows_of

    def kernel(input_x: torch.Tensor, indices: torch.Tensor, updates: torch.Tensor) -> torch.Tensor:
        recorded = input_x.clone() if input_x.requires_grad or updates.requires_grad else input_x
        try:
            changed = combined(how, *arrange(name, recorded, indices, updates))
        except (IndexError, RuntimeError) as error:
            raise out_of_range(name, error) from None
        return put(input_x, changed.reshape(input_x.shape))

    return kernel


def _copied(how: str, name: str) -> Any:
    def kernel(input_x: torch.Tensor, indices: torch.Tensor, updates: torch.Tensor) -> torch.Tensor:
        if updates.dtype is not input_x.dtype:
            raise TypeError(f"For '{name}', the dtypes must be the same, but got {input_x.dtype} and {updates.dtype}.")
        if how == "add" and input_x.dtype is torch.bool:
            raise TypeError(f"For '{name}', the dtype must not be bool.")
        return combined(how, *points_of(name, input_x, indices, updates)).reshape(input_x.shape)

    return kernel


scatter_update = _in_place("update", "ScatterUpdate", False)
scatter_add = _in_place("add", "ScatterAdd", False)
scatter_sub = _in_place("sub", "ScatterSub", False)
scatter_mul = _in_place("mul", "ScatterMul", False)
scatter_div = _in_place("div", "ScatterDiv", False)
scatter_max = _in_place("max", "ScatterMax", False)
scatter_min = _in_place("min", "ScatterMin", False)
scatter_nd_update = _in_place("update", "ScatterNdUpdate", True)
scatter_nd_add = _in_place("add", "ScatterNdAdd", True)
scatter_nd_sub = _in_place("sub", "ScatterNdSub", True)
scatter_nd_mul = _in_place("mul", "ScatterNdMul", True)
scatter_nd_div = _in_place("div", "ScatterNdDiv", True)
scatter_nd_max = _in_place("max", "ScatterNdMax", True)
scatter_nd_min = _in_place("min", "ScatterNdMin", True)
tensor_scatter_update = _copied("update", "TensorScatterUpdate")
tensor_scatter_add = _copied("add", "TensorScatterAdd")
tensor_scatter_sub = _copied("sub", "TensorScatterSub")
tensor_scatter_mul = _copied("mul", "TensorScatterMul")
tensor_scatter_div = _copied("div", "TensorScatterDiv")
tensor_scatter_max = _copied("max", "TensorScatterMax")
tensor_scatter_min = _copied("min", "TensorScatterMin")


def scatter_nd(indices: torch.Tensor, updates: torch.Tensor, shape: Any) -> torch.Tensor:
    """Zeros of a shape, with the updates added where the indices say."""
    zeros = torch.zeros(tuple(shape), dtype=updates.dtype, device=updates.device)
    try:
        return combined("add", *points_of("ScatterNd", zeros, indices, updates)).reshape(zeros.shape)
    except (IndexError, RuntimeError) as error:
        raise out_of_range("ScatterNd", error) from None


def scatter_elements(
    data: torch.Tensor, indices: torch.Tensor, updates: torch.Tensor, axis: int, reduction: str
) -> torch.Tensor:
    """A copy with an update for each index along an axis: put there, added or multiplied."""
    index, rows = indices.to(torch.int64), updates
    index = torch.where(index < 0, index + data.shape[axis], index)
    if reduction == "add":
        return data.scatter_add(axis, index, rows)
    if reduction == "none":
        return data.scatter(axis, index, rows)
    return data.scatter_reduce(axis, index, rows, {"mul": "prod", "max": "amax", "min": "amin"}[reduction])


def scatter_add_with_axis(
    input_x: torch.Tensor, indices: torch.Tensor, updates: torch.Tensor, axis: int
) -> torch.Tensor:
    """A copy with the updates added for each index along an axis."""
    return scatter_elements(input_x, indices, fitted("ScatterAddWithAxis", input_x, updates), axis, "add")


def assign(variable: torch.Tensor, value: Any) -> torch.Tensor:
    """Give a parameter a value."""
    return changeable(variable).copy_(_fitting("Assign", variable, value))


def assign_add(variable: torch.Tensor, value: Any) -> torch.Tensor:
    """Add to a parameter."""
    value = _fitting("AssignAdd", variable, value)
    if variable.requires_grad and variable.is_leaf:
        return put(variable, variable + value)
    return changeable(variable).add_(value)


def assign_sub(variable: torch.Tensor, value: Any) -> torch.Tensor:
    """Subtract from a parameter."""
    value = _fitting("AssignSub", variable, value)
    if variable.requires_grad and variable.is_leaf:
        return put(variable, variable - value)
    return changeable(variable).sub_(value)


def _fitting(name: str, variable: torch.Tensor, value: Any) -> Any:
    """The value, which must have the variable's shape and a dtype that fits; one number may have an axis or none."""
    if not isinstance(value, (torch.Tensor, bool, int, float, complex)):
        raise TypeError(f"For '{name}', the 'value' must be a Tensor or a number, but got {value!r}.")
    shape = value.shape if isinstance(value, torch.Tensor) else ()
    one = name != "Assign" and shape in ((), (1,)) and variable.shape in ((), (1,))
    if shape != variable.shape and not one:
        raise ValueError(
            f"For '{name}', the 'value' must have the shape of the variable, {tuple(variable.shape)}, but got "
            f"{tuple(shape)}."
        )
    if not isinstance(value, torch.Tensor):
        return value
    return fitted(name, variable, value).reshape(variable.shape)


def _rows(x: torch.Tensor, indices: Any) -> torch.Tensor:
    if isinstance(indices, torch.Tensor):
        return indices.to(torch.int64)
    return torch.tensor((indices,) if isinstance(indices, int) else indices, device=x.device)


def inplace_add(x: torch.Tensor, input_v: torch.Tensor, indices: Any) -> torch.Tensor:
    """A copy with rows added at some rows."""
    return x.index_add(0, _rows(x, indices), input_v)


def inplace_sub(x: torch.Tensor, input_v: torch.Tensor, indices: Any) -> torch.Tensor:
    """A copy with rows subtracted at some rows."""
    return x.index_add(0, _rows(x, indices), -input_v)


def inplace_update(x: torch.Tensor, v: torch.Tensor, indices: Any) -> torch.Tensor:
    """A copy with rows put at some rows."""
    return x.index_copy(0, _rows(x, indices), v)


def index_add(x: torch.Tensor, indices: torch.Tensor, y: torch.Tensor, axis: int) -> torch.Tensor:
    """Add slices to a parameter along an axis."""
    return changeable(x).index_add_(axis, indices, y.to(x.dtype))


def segments(how: str, x: torch.Tensor, ids: torch.Tensor, count: int, empty: float) -> torch.Tensor:
    """The sum, product, maximum or minimum of the elements with each id; those with none give `empty`.

    Elements with a negative id go into one more segment, which is cut off.
    """
    if ids.is_floating_point():
        raise TypeError(f"the segment ids must be integers, but got {ids.dtype}.")
    if x.shape[: ids.ndim] != ids.shape or not ids.ndim:
        raise ValueError(f"the segment ids of shape {tuple(ids.shape)} must fit the input of shape {tuple(x.shape)}.")
    rest = x.shape[ids.ndim :]
    index = torch.where(ids < 0, count, ids).reshape(-1).to(torch.int64)
    rows = x.reshape(index.numel(), *rest)
    start = torch.full((count + 1, *rest), empty, dtype=x.dtype, device=x.device)
    try:
        if how == "sum":
            return start.index_add(0, index, rows)[:count]
        if how == "prod":
            return reduced("prod", start, index, rows, True)[:count]
        if not x.is_floating_point():
            return reduced(f"a{how}", start, index, rows, False)[:count]
        # torch's gradient counts an equal number of the start among those that share it: no number equals a nan.
        found = reduced(f"a{how}", torch.full_like(start, torch.nan), index, rows, False)
        held = (torch.bincount(index, minlength=count + 1) > 0).reshape(-1, *(1,) * len(rest))
        return torch.where(held, found, start)[:count]
    except (IndexError, RuntimeError) as error:
        raise out_of_range("segments", error) from None


def _least(x: torch.Tensor) -> float:
    return torch.finfo(x.dtype).min if x.is_floating_point() else torch.iinfo(x.dtype).min


def _largest(x: torch.Tensor) -> float:
    return torch.finfo(x.dtype).max if x.is_floating_point() else torch.iinfo(x.dtype).max


def _number(num_segments: Any) -> int:
    if isinstance(num_segments, (float, str)):
        raise TypeError(f"For 'UnsortedSegment', the 'num_segments' must be an int, but got {num_segments!r}.")
    return int(num_segments)


def unsorted_segment_sum(input_x: torch.Tensor, segment_ids: torch.Tensor, num_segments: Any) -> torch.Tensor:
    """The sum of each segment."""
    return segments("sum", input_x, segment_ids, _number(num_segments), 0)


def unsorted_segment_max(x: torch.Tensor, segment_ids: torch.Tensor, num_segments: Any) -> torch.Tensor:
    """The maximum of each segment; the least number of an empty one."""
    return segments("max", x, segment_ids, _number(num_segments), _least(x))


def unsorted_segment_min(x: torch.Tensor, segment_ids: torch.Tensor, num_segments: Any) -> torch.Tensor:
    """The minimum of each segment; the largest number of an empty one."""
    return segments("min", x, segment_ids, _number(num_segments), _largest(x))


def unsorted_segment_prod(x: torch.Tensor, segment_ids: torch.Tensor, num_segments: Any) -> torch.Tensor:
    """The product of each segment."""
    return segments("prod", x, segment_ids, _number(num_segments), 1)


def _count(segment_ids: torch.Tensor) -> int:
    return 0 if segment_ids.is_floating_point() else int(segment_ids[-1]) + 1


def segment_sum(input_x: torch.Tensor, segment_ids: torch.Tensor) -> torch.Tensor:
    """The sum of each segment."""
    return segments("sum", input_x, segment_ids, _count(segment_ids), 0)


def segment_prod(input_x: torch.Tensor, segment_ids: torch.Tensor) -> torch.Tensor:
    """The product of each segment."""
    return segments("prod", input_x, segment_ids, _count(segment_ids), 1)


def segment_max(input_x: torch.Tensor, segment_ids: torch.Tensor) -> torch.Tensor:
    """The maximum of each segment; 0 of an empty one."""
    return segments("max", input_x, segment_ids, _count(segment_ids), 0)


def segment_min(input_x: torch.Tensor, segment_ids: torch.Tensor) -> torch.Tensor:
    """The minimum of each segment; 0 of an empty one."""
    return segments("min", input_x, segment_ids, _count(segment_ids), 0)


def segment_mean(input_x: torch.Tensor, segment_ids: torch.Tensor) -> torch.Tensor:
    """The mean of each segment; 0 of an empty one."""
    total = segment_sum(input_x, segment_ids)
    count = torch.bincount(segment_ids.to(torch.int64), minlength=total.shape[0]).clamp_min(1)
    count = count.reshape(-1, *(1,) * (total.ndim - 1))
    if total.is_floating_point() or total.is_complex():
        return total / count.to(total.dtype)
    return torch.div(total, count, rounding_mode="trunc").to(total.dtype)
