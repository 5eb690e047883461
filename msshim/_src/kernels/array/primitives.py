"""Operations that make tensors, or put their elements elsewhere."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import torch

from msshim._src.tensor import pieces
from msshim._src.tensor.axes import is_axis
from msshim._src.tensor.dtype import Number, named_to_torch, torch_to_dtype
from msshim._src.tensor.writes import writable

Ints = int | Sequence[int]


def listed(name: str, what: str, value: Any) -> tuple[int, ...]:
    """An int or a sequence of ints, as a tuple."""
    items = (value,) if isinstance(value, int) and not isinstance(value, bool) else value
    for item in items if isinstance(items, (tuple, list)) else [None]:
        if not isinstance(item, int):
            raise TypeError(f"For '{name}', the '{what}' must be an int or a tuple or list of ints, but got {value!r}.")
    return tuple(items)


def place(name: str, axis: int, rank: int) -> int:
    """An axis counted from the front."""
    if not is_axis(axis):
        raise TypeError(f"For '{name}', the 'axis' must be an int, but got {axis!r}.")
    if not -rank <= axis < rank:
        raise ValueError(f"For '{name}', the 'axis' must be in [{-rank}, {rank}), but got {axis}.")
    return axis % rank


def cast(input_x: Any, dtype: torch.dtype) -> torch.Tensor:
    """A tensor or number in another dtype; complex numbers lose their imaginary part."""
    if not isinstance(input_x, torch.Tensor):
        return torch.tensor(input_x, dtype=dtype)
    if input_x.is_complex() and not dtype.is_complex and dtype is not torch.bool:
        input_x = input_x.real
    return input_x.to(dtype)  # type: ignore[no-any-return]


def dtype(x: torch.Tensor) -> Number:
    """The dtype."""
    return torch_to_dtype(x.dtype)


def shape(x: torch.Tensor) -> tuple[int, ...]:
    """The shape."""
    return tuple(x.shape)


def tensor_shape(input_x: torch.Tensor) -> torch.Tensor:
    """The shape, as int64."""
    return torch.tensor(input_x.shape, dtype=torch.int64)


def rank(x: torch.Tensor) -> int:
    """The number of axes."""
    return x.ndim


def reshape(input: torch.Tensor, shape: Ints) -> torch.Tensor:
    """The elements in another shape."""
    return input.reshape(listed("Reshape", "shape", shape))


def transpose(input: torch.Tensor, dims: Sequence[int]) -> torch.Tensor:
    """The axes in another order."""
    axes = listed("Transpose", "dims", dims)
    if len(axes) != input.ndim:
        raise ValueError(f"For 'Transpose', the 'dims' must name {input.ndim} axes, but got {axes}.")
    return input.permute(axes)


def squeeze(input: torch.Tensor, axis: Ints) -> torch.Tensor:
    """Without axes of size 1."""
    axes = listed("Squeeze", "axis", axis)
    if not axes:
        return input.squeeze()
    return input.squeeze([place("Squeeze", one, input.ndim) for one in axes])


def tile(input: torch.Tensor, dims: Ints) -> torch.Tensor:
    """Copies along each axis."""
    counts = listed("Tile", "dims", dims)
    if any(n < 0 for n in counts):
        raise ValueError(f"For 'Tile', the 'dims' must not be negative, but got {counts}.")
    return torch.tile(input, counts)


def broadcast_to(input: torch.Tensor, shape: Sequence[int]) -> torch.Tensor:
    """The elements repeated to a shape; -1 keeps an axis."""
    return input.broadcast_to(tuple(shape)) if -1 not in shape else input.expand(tuple(shape))


def expand(x: torch.Tensor, shape: Any) -> torch.Tensor:
    """The elements repeated to a shape; -1 keeps an axis."""
    return x.expand(tuple(shape.tolist() if isinstance(shape, torch.Tensor) else shape))


def split(input_x: torch.Tensor, axis: int, output_num: int) -> tuple[torch.Tensor, ...]:
    """Equal parts along an axis."""
    along = place("Split", axis, input_x.ndim)
    if not isinstance(output_num, int) or output_num < 1 or input_x.shape[along] % output_num:
        raise ValueError(
            f"For 'Split', the 'output_num' must divide the size of the axis, {input_x.shape[along]}, but got "
            f"{output_num}."
        )
    return pieces.split(input_x, [input_x.shape[along] // output_num] * output_num, along)


def split_v(x: torch.Tensor, size_splits: Sequence[int], split_dim: int) -> tuple[torch.Tensor, ...]:
    """Parts of given sizes along an axis; -1 is what is left."""
    left = x.shape[split_dim] - sum(n for n in size_splits if n != -1)
    return pieces.split(x, [left if n == -1 else n for n in size_splits], split_dim)


def stack(x: Sequence[torch.Tensor], axis: int) -> torch.Tensor:
    """Tensors of one shape and dtype side by side along a new axis."""
    if any(item.dtype is not x[0].dtype for item in x):
        raise TypeError(f"For 'Stack', the dtypes must be the same, but got {[item.dtype for item in x]}.")
    if any(item.shape != x[0].shape for item in x):
        raise ValueError(f"For 'Stack', the shapes must be the same, but got {[tuple(item.shape) for item in x]}.")
    return torch.stack(tuple(x), axis)


def unstack(x: torch.Tensor, axis: int) -> tuple[torch.Tensor, ...]:
    """The parts along an axis, without it."""
    return pieces.unbind(x, axis)


def parallel_concat(values: Sequence[torch.Tensor]) -> torch.Tensor:
    """Tensors of one shape joined along the first axis."""
    if any(value.ndim == 0 or value.shape[0] != 1 for value in values):
        raise ValueError("For 'ParallelConcat', the first axis of each tensor must be of size 1.")
    return torch.cat(tuple(values), 0)


def filled(shape: Any, value: Any, dtype: torch.dtype | None) -> torch.Tensor:
    """A shape full of one value, in a dtype or that of the value."""
    sizes = shape.tolist() if isinstance(shape, torch.Tensor) else (shape,) if isinstance(shape, int) else shape
    if isinstance(value, torch.Tensor):
        return value.expand(tuple(sizes)).to(dtype or value.dtype, copy=True)
    return torch.full(tuple(sizes), value, dtype=dtype)


def fill(dtype: torch.dtype, dims: Ints, x: Any) -> torch.Tensor:
    """A shape full of one value."""
    return filled(dims, x, dtype)


def fill_v2(shape: Any, value: Any) -> torch.Tensor:
    """A shape full of one value, in its dtype."""
    return filled(shape, value, None)


def fills(x: torch.Tensor, value: Any) -> torch.Tensor:
    """The shape and dtype of `x`, full of one value."""
    return filled(x.shape, value, x.dtype)


def ones(shape: Any, dtype: torch.dtype | None) -> torch.Tensor:
    """Ones, float32 without a dtype."""
    return filled(listed("Ones", "shape", shape), 1, dtype or torch.float32)


def zeros(size: Any, dtype: torch.dtype | None) -> torch.Tensor:
    """Zeros, float32 without a dtype."""
    return filled(listed("Zeros", "size", size), 0, dtype or torch.float32)


def diag(input: torch.Tensor) -> torch.Tensor:
    """Twice the axes, with the elements where both halves are equal."""
    if not input.ndim:
        raise ValueError("For 'Diag', the 'input' must have an axis.")
    return torch.diag(input.reshape(-1)).reshape(*input.shape, *input.shape)


def diag_part(x: torch.Tensor) -> torch.Tensor:
    """The elements where both halves of the axes are equal."""
    half = x.shape[: x.ndim // 2]
    if x.ndim % 2 or not x.ndim or half != x.shape[x.ndim // 2 :]:
        raise ValueError(f"For 'DiagPart', the halves of the shape must be equal, but got {tuple(x.shape)}.")
    return x.reshape(math.prod(half), -1).diagonal().reshape(half).clone()


def _number(value: Any) -> Any:
    return value.item() if isinstance(value, torch.Tensor) else value


def arange(start: Any, end: Any, step: Any) -> torch.Tensor:
    """From `start` to before `end`: int64, or float32 where one is a float."""
    numbers = [_number(value) for value in (start, end, step)]
    kind = torch.float32 if any(isinstance(n, float) for n in numbers) else torch.int64
    if numbers[2] == 0 or (numbers[1] - numbers[0]) * numbers[2] < 0:
        raise ValueError(f"For 'Range', the step must lead from start to end, but got {numbers}.")
    return torch.arange(*numbers, dtype=kind)


def lin_space(start: Any, stop: Any, num: Any) -> torch.Tensor:
    """Numbers at equal distances."""
    dtype = start.dtype if isinstance(start, torch.Tensor) else torch.float32
    if not dtype.is_floating_point:
        raise TypeError(f"For 'LinSpace', the 'start' must be a floating-point Tensor, but got {dtype}.")
    if num < 1:
        raise ValueError(f"For 'LinSpace', the 'num' must be positive, but got {num}.")
    return torch.linspace(_number(start), _number(stop), int(num), dtype=dtype)


def log_space(start: torch.Tensor, end: torch.Tensor, steps: int, base: int, dtype: torch.dtype) -> torch.Tensor:
    """Powers of `base` at equal distances of the exponent."""
    return torch.logspace(start.item(), end.item(), steps, base, dtype=dtype)


def meshgrid(inputs: Sequence[torch.Tensor], indexing: str) -> tuple[torch.Tensor, ...]:
    """The coordinates of a grid."""
    return torch.meshgrid(*inputs, indexing=indexing)


def reverse(input: torch.Tensor, axis: Ints) -> torch.Tensor:
    """The elements along axes in reverse order."""
    return torch.flip(input, [place("ReverseV2", one, input.ndim) for one in listed("ReverseV2", "axis", axis)])


def reverse_sequence(x: torch.Tensor, seq_lengths: torch.Tensor, seq_dim: int, batch_dim: int) -> torch.Tensor:
    """The first elements along an axis in reverse order, as many as each of the batch says."""
    if batch_dim % x.ndim == seq_dim % x.ndim:
        raise ValueError(f"For 'ReverseSequence', 'seq_dim' and 'batch_dim' must be different, but got {seq_dim}.")
    moved = x.movedim((batch_dim, seq_dim), (0, 1))
    count = torch.arange(moved.shape[1], device=x.device)
    lengths = seq_lengths.to(torch.int64)[:, None]
    index = torch.where(count < lengths, lengths - 1 - count, count)
    index = index.reshape(index.shape + (1,) * (moved.ndim - 2)).expand(moved.shape)
    return moved.gather(1, index).movedim((0, 1), (batch_dim, seq_dim))


def depth_to_space(x: torch.Tensor, block_size: int) -> torch.Tensor:
    """Blocks of channels as squares of pixels."""
    n, c, h, w = x.shape
    b = block_size
    if c % (b * b):
        raise ValueError(f"For 'DepthToSpace', the {c} channels must be a multiple of {b * b}.")
    parts = x.reshape(n, b, b, c // (b * b), h, w)
    return parts.permute(0, 3, 4, 1, 5, 2).reshape(n, c // (b * b), h * b, w * b)


def space_to_depth(x: torch.Tensor, block_size: int) -> torch.Tensor:
    """Squares of pixels as blocks of channels."""
    n, c, h, w = x.shape
    b = block_size
    if h % b or w % b:
        raise ValueError(f"For 'SpaceToDepth', the height {h} and width {w} must be multiples of {b}.")
    return x.reshape(n, c, h // b, b, w // b, b).permute(0, 3, 5, 1, 2, 4).reshape(n, c * b * b, h // b, w // b)


def space_to_batch_nd(x: torch.Tensor, block_shape: Ints, paddings: Sequence[Sequence[int]]) -> torch.Tensor:
    """Blocks of the last axes as more of the batch, after zeros at their ends."""
    blocks = (block_shape,) * len(paddings) if isinstance(block_shape, int) else tuple(block_shape)
    k, lead = len(blocks), x.ndim - len(blocks)
    y = torch.nn.functional.pad(x, [n for pair in reversed(paddings) for n in pair])
    sizes = [n for size, b in zip(y.shape[lead:], blocks, strict=True) for n in (size // b, b)]
    parts = y.reshape(*y.shape[:lead], *sizes)
    order = [*range(lead + 1, parts.ndim, 2), 0, *range(1, lead), *range(lead, parts.ndim, 2)]
    moved = parts.permute(order)
    return moved.reshape(-1, *moved.shape[k + 1 :])


def batch_to_space_nd(x: torch.Tensor, block_shape: Any, crops: Any) -> torch.Tensor:
    """Parts of the batch as blocks of the last axes, of which the ends are cut off."""
    blocks = (block_shape,) * len(crops) if isinstance(block_shape, int) else tuple(map(int, block_shape))
    k, lead = len(blocks), x.ndim - len(blocks)
    parts = x.reshape(*blocks, -1, *x.shape[1:])
    order = [*range(k, k + lead), *(n for i in range(k) for n in (k + lead + i, i))]
    sizes = [n * b for n, b in zip(x.shape[lead:], blocks, strict=True)]
    y = parts.permute(order).reshape(-1, *x.shape[1:lead], *sizes)
    for i, (front, tail) in enumerate(crops):
        y = y.narrow(lead + i, int(front), y.shape[lead + i] - int(front) - int(tail))
    return y


def space_to_batch(x: torch.Tensor, block_size: int, paddings: Sequence[Sequence[int]]) -> torch.Tensor:
    """`space_to_batch_nd` of images, with square blocks."""
    return space_to_batch_nd(x, (block_size, block_size), paddings)


def batch_to_space(x: torch.Tensor, block_size: int, crops: Sequence[Sequence[int]]) -> torch.Tensor:
    """`batch_to_space_nd` of images, with square blocks."""
    return batch_to_space_nd(x, (block_size, block_size), crops)


def padding(x: torch.Tensor, pad_dim_size: int) -> torch.Tensor:
    """The last axis, of size 1, extended by zeros."""
    if x.ndim < 2 or x.shape[-1] != 1:
        raise ValueError(f"For 'Padding', the 'x' must have two axes or more, the last of size 1, but got {x.shape}.")
    return torch.nn.functional.pad(x, (0, pad_dim_size - 1))


def tuple_to_array(input_x: Sequence[float]) -> torch.Tensor:
    """The numbers of a tuple: int64 (int32 from MindSpore's CPU) or float32."""
    if any(type(item) is not type(input_x[0]) for item in input_x):
        raise TypeError(f"For 'TupleToArray', the numbers must be of one type, but got {input_x}.")
    kind = torch.float32 if isinstance(input_x[0], float) else torch.int32
    return torch.tensor(input_x, dtype=kind)


def tensor_to_tuple(x: torch.Tensor) -> tuple[Any, ...]:
    """The elements of a vector as numbers."""
    if x.ndim != 1:
        raise ValueError(f"For 'TensorToTuple', the 'x' must have one axis, but got {x.ndim}.")
    return tuple(x.tolist())


def flatten(input_x: torch.Tensor) -> torch.Tensor:
    """All axes but the first as one; RuntimeError of a tensor without axes."""
    if not input_x.ndim:
        raise RuntimeError("For 'Flatten', the input must have an axis.")
    return input_x.unsqueeze(-1).flatten(1)


def identity(x: Any) -> Any:
    """What is given, in memory of its own."""
    return tuple(item.clone() for item in x) if isinstance(x, (tuple, list)) else x.clone()


def nth_element(input: torch.Tensor, n: Any, reverse: bool) -> torch.Tensor:
    """The nth smallest element along the last axis, counted from 0; the nth largest with `reverse`.

    Elements that are the same share the gradient.
    """
    place = int(n)
    if not 0 <= place < input.shape[-1]:
        raise ValueError(f"For 'NthElement', 'n' must be in [0, {input.shape[-1]}), but got {place}.")
    found: torch.Tensor = input.detach().sort(-1, descending=reverse).values[..., place, None]
    if not input.requires_grad:
        return found.squeeze(-1)
    same = (input == found) | (input.isnan() & found.isnan())
    return torch.where(same, input, -math.inf).amax(-1)


def confusion_matrix(
    labels: torch.Tensor, predictions: torch.Tensor, weights: torch.Tensor | None, num_classes: int, dtype: str
) -> torch.Tensor:
    """How often (or with what weight) each class was taken for each: a row for a label, a column for a prediction."""
    if (
        labels.dim() != 1
        or labels.shape != predictions.shape
        or (weights is not None and weights.shape != labels.shape)
    ):
        found = f"{tuple(labels.shape)} and {tuple(predictions.shape)}"
        raise ValueError(f"For 'ConfusionMatrix', the shapes must be equal and of one axis, but got {found}.")
    counts = torch.zeros(num_classes * num_classes, dtype=named_to_torch(dtype), device=labels.device)
    places = labels.long() * num_classes + predictions.long()
    added = torch.ones_like(places) if weights is None else weights
    return counts.index_add(0, places, added.to(counts.dtype)).view(num_classes, num_classes)


def accidental_hits(
    true_classes: torch.Tensor, sampled_candidates: torch.Tensor, num_true: int
) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Where drawn classes are true ones: rows, places among the drawn, and weights that take them out."""
    if true_classes.dim() != 2 or true_classes.shape[1] != num_true:
        found = tuple(true_classes.shape)
        raise ValueError(f"For 'ComputeAccidentalHits', 'true_classes' must have {num_true} columns, but got {found}.")
    rows, _, places = (true_classes[:, :, None] == sampled_candidates).nonzero().unbind(1)
    lowest = torch.finfo(torch.float32).min
    return rows.int(), places.to(true_classes.dtype), torch.full(rows.shape, lowest, device=rows.device)


def select_view(input: torch.Tensor, index: int, dim: int) -> torch.Tensor:
    """torch.select of an index that is not negative."""
    if not -input.dim() <= dim < input.dim():
        raise ValueError(f"For 'SelectView', the axis is out of range: {dim} of {input.dim()} axes.")
    if index < 0:
        raise RuntimeError(f"For 'SelectView', the index must not be negative, but got {index}.")
    return input.select(dim, index)


def copy_with_slice(input: torch.Tensor, other: torch.Tensor) -> None:
    """The values of another tensor of the same shape and dtype, in place."""
    if input.shape != other.shape or input.dtype is not other.dtype:
        found = f"{tuple(input.shape)}, {input.dtype} and {tuple(other.shape)}, {other.dtype}"
        raise RuntimeError(f"For 'CopyWithSlice', both must be of one shape and dtype, but got {found}.")
    writable(input, ..., other).copy_(other)
