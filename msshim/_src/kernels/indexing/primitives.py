"""Operations that take elements by index, mask or slice, or say where they are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import torch

from msshim._src.kernels import layouts
from msshim._src.kernels.array.primitives import place
from msshim._src.kernels.indexing.scatter import out_of_range
from msshim._src.tensor.axes import is_axis


def gather(input_params: torch.Tensor, input_indices: torch.Tensor, axis: Any, batch_dims: int) -> torch.Tensor:
    """The slices along an axis that the indices name, a batch each; 0 where an index is out of range."""
    if not isinstance(axis, (int, torch.Tensor)):
        raise TypeError(f"For 'Gather', the 'axis' must be an int, but got {axis!r}.")
    along = place("Gather", int(axis), input_params.ndim)
    size = input_params.shape[along]
    index = input_indices.to(torch.int64)
    index = torch.where(index < 0, index + size, index)
    if batch_dims:
        batch = batch_dims % max(input_indices.ndim, 1)
        if input_params.shape[:batch] != input_indices.shape[:batch]:
            raise RuntimeError(
                f"For 'Gather', the first {batch} sizes must be equal, but got {tuple(input_params.shape)} and "
                f"{tuple(input_indices.shape)}."
            )
        moved = input_params.movedim(along, batch)
        grids = [torch.arange(n, device=index.device) for n in moved.shape[:batch]]
        places = [g.reshape([-1 if i == k else 1 for k in range(index.ndim)]) for i, g in enumerate(grids)]
        where = (*places, index)
        found = moved[where]
        front = list(range(batch, index.ndim))
        return found.movedim(front, list(range(along, along + len(front)))) if along != batch else found
    try:
        found = input_params.index_select(along, index.reshape(-1))
    except IndexError as error:
        raise RuntimeError(f"For 'Gather', the indices must be in [{-size}, {size}): {error}") from None
    return found.reshape(input_params.shape[:along] + index.shape + input_params.shape[along + 1 :])


def gather_plain(params: torch.Tensor, indices: torch.Tensor, axis: Any) -> torch.Tensor:
    """The slices along an axis that the indices name."""
    return gather(params, indices, axis, 0)


def gather_d(x: torch.Tensor, dim: int, index: torch.Tensor) -> torch.Tensor:
    """The elements that the indices name along an axis; negative ones count from its end."""
    along = place("GatherD", dim, x.ndim)
    if index.dtype not in (torch.int32, torch.int64):
        raise TypeError(f"For 'GatherD', the 'index' must be int32 or int64, but got {index.dtype}.")
    if index.ndim != x.ndim:
        raise ValueError(f"For 'GatherD', 'x' and 'index' must have as many axes, but got {x.ndim} and {index.ndim}.")
    where = index.to(torch.int64)
    try:
        return torch.gather(x, along, torch.where(where < 0, where + x.shape[along], where))
    except RuntimeError as error:
        raise out_of_range("GatherD", error) from None


def gather_nd(input_x: torch.Tensor, indices: torch.Tensor) -> torch.Tensor:
    """The parts at the coordinates in the last axis of `indices`."""
    if not indices.ndim or indices.shape[-1] > input_x.ndim:
        raise ValueError(
            f"For 'GatherNd', the last axis of 'indices' must not be longer than {input_x.ndim}, but got shape "
            f"{tuple(indices.shape)}."
        )
    try:
        return input_x[tuple(indices.to(torch.int64).unbind(-1))]
    except IndexError as error:
        raise RuntimeError(f"For 'GatherNd', the indices must be in the shape {input_x.shape}: {error}") from None


def embedding_lookup(params: torch.Tensor, indices: torch.Tensor, offset: int) -> torch.Tensor:
    """The rows that the indices less an offset name; zeros for those out of range."""
    row = indices.to(torch.int64) - offset
    outside = (row < 0) | (row >= params.shape[0])
    found = params[row.masked_fill(outside, 0)]
    return found.masked_fill(outside.reshape(outside.shape + (1,) * (params.ndim - 1)), 0)


def select(condition: torch.Tensor, input: Any, other: Any) -> torch.Tensor:
    """`input` where the condition holds, `other` elsewhere."""
    if condition.dtype is not torch.bool:
        raise TypeError(f"For 'Select', the 'condition' must be a bool Tensor, but got {condition.dtype}.")
    return torch.where(condition, input, other)


def masked_fill(input_x: torch.Tensor, mask: torch.Tensor, value: Any) -> torch.Tensor:
    """A copy with one value where the mask holds."""
    if mask.dtype is not torch.bool:
        raise TypeError(f"For 'MaskedFill', the 'mask' must be a bool Tensor, but got {mask.dtype}.")
    if isinstance(value, torch.Tensor):
        if value.ndim:
            raise ValueError(f"For 'MaskedFill', the 'value' must have no axis, but got shape {tuple(value.shape)}.")
        return torch.where(mask, value.to(input_x.dtype), input_x)
    if isinstance(value, float) and not (input_x.is_floating_point() or input_x.is_complex()):
        raise TypeError(f"For 'MaskedFill', the 'value' must be an int for {input_x.dtype}, but got {value}.")
    return input_x.masked_fill(mask, value)


def one_hot(indices: torch.Tensor, depth: Any, on_value: Any, off_value: Any, axis: int) -> torch.Tensor:
    """A new axis with `on_value` at each index, `off_value` elsewhere."""
    if not is_axis(axis):
        raise TypeError(f"For 'OneHot', the 'axis' must be an int, but got {axis!r}.")
    rank = indices.ndim + 1
    along = place("OneHot", axis, rank)
    count = int(depth)
    places = torch.arange(count, device=indices.device).reshape([-1 if i == along else 1 for i in range(rank)])
    return torch.where(indices.unsqueeze(along) == places, on_value, off_value)


def slice_of(input: torch.Tensor, begin: Sequence[int], size: Sequence[int]) -> torch.Tensor:
    """A part of each axis; size -1 is what is left."""
    starts, sizes = tuple(begin), tuple(size)
    if not len(starts) == len(sizes) == input.ndim:
        raise ValueError(f"For 'Slice', 'begin' and 'size' must have {input.ndim} items, but got {starts} and {sizes}.")
    for axis, (start, count) in enumerate(zip(starts, sizes, strict=True)):
        left = input.shape[axis] - start
        if start < 0 or count < -1 or max(count, 0) > left:
            raise ValueError(f"For 'Slice', {starts} and {sizes} must be within the shape {tuple(input.shape)}.")
        input = input.narrow(axis, start, left if count == -1 else count)
    return input


def strided_slice(
    input_x: torch.Tensor,
    begin: Sequence[int],
    end: Sequence[int],
    strides: Sequence[int],
    begin_mask: int,
    end_mask: int,
    ellipsis_mask: int,
    new_axis_mask: int,
    shrink_axis_mask: int,
) -> torch.Tensor:
    """Every so many elements from a begin to before an end of each axis, with MindSpore's bits for exceptions."""
    if not len(begin) == len(end) == len(strides):
        raise ValueError(f"For 'StridedSlice', {begin}, {end} and {strides} must have as many items.")
    items: list[Any] = []
    for k, (start, stop, step) in enumerate(zip(begin, end, strides, strict=True)):
        bit = 1 << k
        if ellipsis_mask & bit:
            items.append(...)
        elif new_axis_mask & bit:
            items.append(None)
        elif shrink_axis_mask & bit:
            items.append(start)
        else:
            items.append(slice(None if begin_mask & bit else start, None if end_mask & bit else stop, step))
    return _indexed(input_x, items)


def _indexed(x: torch.Tensor, items: list[Any]) -> torch.Tensor:
    """numpy's basic indexing, negative steps too."""
    used = sum(item is not None and item is not ... for item in items)
    if ... in items:
        k = items.index(...)
        items[k : k + 1] = [slice(None)] * (x.ndim - used)
    axis = 0
    for item in items:
        if item is None:
            x = x.unsqueeze(axis)
        elif isinstance(item, slice):
            chosen = range(x.shape[axis])[item]
            if item.step is not None and item.step < 0:
                x = x.index_select(axis, torch.tensor(list(chosen), dtype=torch.int64, device=x.device))
            else:
                x = x[(slice(None),) * axis + (item,)]
        else:
            x = x.select(axis, item)
            axis -= 1
        axis += 1
    return x


def unique(x: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """The different elements in the order of their first places, and the number of each element's."""
    flat = x.reshape(-1)
    values, inverse = torch.unique(flat, return_inverse=True)
    count = torch.arange(flat.numel(), device=x.device)
    first = torch.full((values.numel(),), flat.numel(), device=x.device).scatter_reduce(0, inverse, count, "amin")
    order = torch.argsort(first)
    rank = torch.empty_like(order).scatter(0, order, torch.arange(order.numel(), device=x.device))
    kind = torch.int64 if x.dtype is torch.int64 else torch.int32
    return values[order], rank[inverse].reshape(x.shape).to(kind)


def unique_with_pad(x: torch.Tensor, pad_num: Any) -> tuple[torch.Tensor, torch.Tensor]:
    """The different elements, then a number as often as there were others, and each element's place."""
    values, inverse = unique(x)
    number = int(pad_num)
    return torch.nn.functional.pad(values, (0, x.numel() - values.numel()), value=number), inverse


def list_diff(x: torch.Tensor, y: torch.Tensor, out_idx: torch.dtype) -> tuple[torch.Tensor, torch.Tensor]:
    """The elements of `x` that are not in `y`, and where they are."""
    if x.dtype is not y.dtype:
        raise TypeError(f"For 'ListDiff', the dtypes must be the same, but got {x.dtype} and {y.dtype}.")
    if x.ndim != 1 or y.ndim != 1:
        raise ValueError(f"For 'ListDiff', the inputs must be 1-D, but got {tuple(x.shape)} and {tuple(y.shape)}.")
    kept = torch.logical_not(torch.isin(x, y)).nonzero().reshape(-1)
    return x[kept], kept.to(out_idx)


def lower_bound(sorted_x: torch.Tensor, values: torch.Tensor, out_type: torch.dtype) -> torch.Tensor:
    """The first place in each row at which a value keeps the order."""
    return torch.searchsorted(sorted_x, values).to(out_type)


def upper_bound(sorted_x: torch.Tensor, values: torch.Tensor, out_type: torch.dtype) -> torch.Tensor:
    """The last place in each row at which a value keeps the order."""
    return torch.searchsorted(sorted_x, values, right=True).to(out_type)


def search_sorted(
    sorted_sequence: torch.Tensor, values: Any, sorter: torch.Tensor | None, dtype: torch.dtype, right: bool
) -> torch.Tensor:
    """The places at which values keep a sequence in order."""
    return torch.searchsorted(sorted_sequence, values, right=right, sorter=sorter).to(dtype)


def bucketize(input: torch.Tensor, boundaries: Sequence[float]) -> torch.Tensor:
    """The number of boundaries not above each element."""
    edges = torch.tensor(boundaries, dtype=torch.float64, device=input.device)
    return torch.bucketize(input.to(torch.float64), edges, right=True).to(torch.int32)


def matrix_band_part(x: torch.Tensor, lower: Any, upper: Any) -> torch.Tensor:
    """The elements at most so far below and above the diagonal; all for a negative distance."""
    rows, columns = (torch.arange(n, device=x.device) for n in x.shape[-2:])
    distance = columns[None, :] - rows[:, None]
    lower, upper = int(lower), int(upper)
    kept = ((distance >= -lower) | (lower < 0)) & ((distance <= upper) | (upper < 0))
    return torch.where(kept, x, torch.zeros((), dtype=x.dtype, device=x.device))


def tril_indices(row: int, col: int, offset: int, dtype: torch.dtype) -> torch.Tensor:
    """The coordinates of the lower triangle."""
    return torch.tril_indices(row, col, offset).to(dtype)


def triu_indices(row: int, col: int, offset: int, dtype: torch.dtype) -> torch.Tensor:
    """The coordinates of the upper triangle."""
    return torch.triu_indices(row, col, offset).to(dtype)


def fill_diagonal(x: torch.Tensor, fill_value: float, wrap: bool) -> torch.Tensor:
    """A copy with one value on the diagonal."""
    return layouts.fill_diagonal_(x.clone(), fill_value, wrap)


def index_fill(x: torch.Tensor, dim: Any, index: torch.Tensor, value: Any) -> torch.Tensor:
    """A copy with one value in the slices that the indices name."""
    if isinstance(value, torch.Tensor) and value.dtype is not x.dtype:
        raise TypeError(f"For 'IndexFill', the dtypes must be the same, but got {x.dtype} and {value.dtype}.")
    return x.index_fill(int(dim), index.reshape(-1).to(torch.int64), value)


def index_put(x1: torch.Tensor, x2: torch.Tensor, indices: Sequence[torch.Tensor], accumulate: int) -> torch.Tensor:
    """A copy with values put, or added, at coordinates."""
    if accumulate not in (0, 1):
        raise ValueError(f"For 'IndexPut', 'accumulate' must be 0 or 1, but got {accumulate!r}.")
    return x1.index_put(tuple(one.to(torch.int64) for one in indices), x2, bool(accumulate))


def invert_permutation(input_x: Any) -> Any:
    """Where each number of a permutation is."""
    if isinstance(input_x, (tuple, list)):
        return tuple(sorted(range(len(input_x)), key=input_x.__getitem__))
    kind = ValueError if isinstance(input_x, torch.Tensor) else TypeError
    raise kind(f"For 'InvertPermutation', the 'input_x' must be a tuple of ints, but got {type(input_x)}.")


def unravel_index(indices: torch.Tensor, dims: torch.Tensor) -> torch.Tensor:
    """The coordinates of places in a flattened array, a column each."""
    return torch.stack([c.to(indices.dtype) for c in torch.unravel_index(indices.long(), tuple(dims.tolist()))], -1).T


def ragged_range(
    starts: torch.Tensor, limits: torch.Tensor, deltas: torch.Tensor, Tsplits: torch.dtype
) -> tuple[torch.Tensor, torch.Tensor]:
    """Several ranges, one after the other, and where each begins."""
    counts = torch.ceil((limits - starts).double() / deltas).clamp_min(0).long()
    splits = torch.cat((counts.new_zeros(1), counts.cumsum(0)))
    row = torch.repeat_interleave(counts)
    step = torch.arange(row.numel(), device=row.device) - splits[row]
    return splits.to(Tsplits), (starts[row] + step * deltas[row]).to(starts.dtype)


def coalesce(
    x_indices: torch.Tensor, x_values: torch.Tensor, x_shape: torch.Tensor
) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """A sparse tensor with each coordinate once, in order."""
    points, inverse = torch.unique(x_indices, dim=1, return_inverse=True)
    values = torch.zeros(points.shape[1], dtype=x_values.dtype, device=x_values.device)
    return points, values.index_add(0, inverse, x_values), x_shape


def compare_and_bitpack(x: torch.Tensor, threshold: torch.Tensor) -> torch.Tensor:
    """Whether each element is above a threshold, eight answers in a byte, the first one highest."""
    weights = torch.tensor([128, 64, 32, 16, 8, 4, 2, 1], dtype=torch.int32, device=x.device)
    bits = (x > threshold).reshape(*x.shape[:-1], -1, 8)
    return (bits * weights).sum(-1).to(torch.uint8)


def nms_with_mask(bboxes: torch.Tensor, iou_threshold: float) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """The boxes by falling score, their numbers, and which of them none above overlaps by more than a threshold."""
    boxes = bboxes[torch.argsort(bboxes[:, 4], descending=True, stable=True)]
    low, high = boxes[:, :2], boxes[:, 2:4]
    sides = (torch.minimum(high[:, None], high) - torch.maximum(low[:, None], low)).clamp_min(0)
    common = sides.prod(-1)
    area = (high - low).prod(-1)
    overlaps = common / (area[:, None] + area - common) > iou_threshold
    kept = torch.ones(len(boxes), dtype=torch.bool, device=boxes.device)
    later = torch.arange(len(boxes), device=boxes.device)
    for k in range(len(boxes)):
        kept = kept & ~(overlaps[k] & kept[k] & (later > k))
    return boxes, torch.arange(len(boxes), dtype=torch.int32, device=boxes.device), kept


def edit_distance(
    hypothesis_indices: torch.Tensor,
    hypothesis_values: torch.Tensor,
    hypothesis_shape: torch.Tensor,
    truth_indices: torch.Tensor,
    truth_values: torch.Tensor,
    truth_shape: torch.Tensor,
    normalize: bool,
) -> torch.Tensor:
    """How many elements to change, add or drop between each two sequences of two sparse tensors, by the truth's length.

    It reads the values as numbers, one by one.
    """
    shape = torch.maximum(hypothesis_shape, truth_shape)[:-1].tolist()
    made = torch.zeros(shape)
    found = _sequences(hypothesis_indices, hypothesis_values)
    wanted = _sequences(truth_indices, truth_values)
    for where in {**found, **wanted}:
        a, b = found.get(where, []), wanted.get(where, [])
        distance = float(_levenshtein(a, b))
        made[where] = distance if not normalize else distance / len(b) if b else float("inf")
    return made


def _sequences(indices: torch.Tensor, values: torch.Tensor) -> dict[tuple[int, ...], list[Any]]:
    made: dict[tuple[int, ...], list[Any]] = {}
    for (*where, _), value in zip(indices.tolist(), values.tolist(), strict=True):
        made.setdefault(tuple(where), []).append(value)
    return made


def _levenshtein(a: list[Any], b: list[Any]) -> int:
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        last, row = row, [i]
        for j, y in enumerate(b, 1):
            row.append(min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (x != y)))
    return row[-1]


def unique_consecutive(
    input: torch.Tensor, return_inverse: bool, return_counts: bool, dim: int | None
) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Equal neighbours once, the number of each element's, and their counts; 0 for what is not asked for."""
    values, inverse, counts = torch.unique_consecutive(input, True, True, dim)
    nothing = torch.zeros((), dtype=torch.int64, device=input.device)
    return values, inverse if return_inverse else nothing, counts if return_counts else nothing.clone()
