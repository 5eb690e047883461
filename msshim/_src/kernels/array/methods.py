"""Methods that change shapes, repeat, split or fill. Source: MindSpore 2.10."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import torch

from msshim._src.runtime import device
from msshim._src.tensor import pieces
from msshim._src.tensor.axes import axes_of, axis_of, sizes_of
from msshim._src.tensor.indexing import cast

Many = tuple[torch.Tensor, ...]


def _cast(dtype: torch.dtype) -> Callable[[torch.Tensor], torch.Tensor]:
    def kernel(input: torch.Tensor) -> torch.Tensor:
        return cast(input, dtype)

    kernel.__name__ = f"to_{dtype}".replace("torch.", "")
    return kernel


to_bool = _cast(torch.bool)
to_float16 = _cast(torch.float16)
to_bfloat16 = _cast(torch.bfloat16)
to_float32 = _cast(torch.float32)
to_float64 = _cast(torch.float64)
to_uint8 = _cast(torch.uint8)
to_int16 = _cast(torch.int16)
to_int32 = _cast(torch.int32)
to_int64 = _cast(torch.int64)


def type_as(input: torch.Tensor, other: torch.Tensor) -> torch.Tensor:
    """In the dtype of `other`."""
    return cast(input, other.dtype)


def value(input: torch.Tensor) -> torch.Tensor:
    """The tensor."""
    return input


def ndim(input: torch.Tensor) -> int:
    """The number of axes."""
    return input.ndim


def is_shared(input: torch.Tensor) -> bool:
    """Whether the elements lie in shared memory."""
    return bool(input.is_shared())  # type: ignore[no-untyped-call]


def is_pinned(input: torch.Tensor) -> bool:
    """Whether the elements lie in pinned memory."""
    return input.device.type == "cpu" and device.best() == "cuda" and input.is_pinned()


def stride(input: torch.Tensor, dim: int | None) -> Any:
    """Elements from one to the next along each axis, or along `dim`."""
    if isinstance(dim, int) and not -input.ndim <= dim < input.ndim:
        raise IndexError(f"For 'stride', 'dim' must be in [{-input.ndim}, {input.ndim}), but got {dim}.")
    steps = input.stride()
    if not input.numel():  # of which torch's may be any
        steps = tuple(math.prod(input.shape[axis + 1 :]) for axis in range(input.ndim))
    return list(steps) if dim is None else steps[dim]


def storage_offset(input: torch.Tensor) -> int:
    """Where in its memory the first element stands."""
    return int(input.storage_offset())


def repeat(input: torch.Tensor, repeats: Any) -> torch.Tensor:
    """Copies along each axis, as many as the numbers say."""
    return input.repeat(sizes_of("repeat", repeats))


def tile(input: torch.Tensor, *reps: Any, **named: Any) -> torch.Tensor:
    """Copies along the last axes, as many as the numbers say."""
    return torch.tile(input, sizes_of("tile", reps or tuple(named.values())))


def broadcast_to(input: torch.Tensor, shape: Any) -> torch.Tensor:
    """A view of another shape, in which axes of size 1 are repeated; -1 keeps a size."""
    return input.expand(sizes_of("broadcast_to", shape))


def expand(input: torch.Tensor, size: Any) -> torch.Tensor:
    """As `broadcast_to`."""
    return input.expand(sizes_of("expand", size))


def expand_as(input: torch.Tensor, other: torch.Tensor) -> torch.Tensor:
    """Broadcast to the shape of `other`."""
    return input.expand(other.shape)


def reshape_as(input: torch.Tensor, other: torch.Tensor) -> torch.Tensor:
    """In the shape of `other`."""
    return input.reshape(other.shape)


def ravel(input: torch.Tensor) -> torch.Tensor:
    """One axis."""
    return input.reshape(-1)


def resize(input: torch.Tensor, new_shape: Any) -> torch.Tensor:
    """In another shape: cut, or filled with zeros."""
    if not new_shape:
        return input
    sizes = sizes_of("resize", new_shape)
    flat, count = input.reshape(-1), 1
    for size in sizes:
        count *= size
    if count > flat.numel():
        flat = torch.nn.functional.pad(flat, (0, count - flat.numel()))
    return flat[:count].reshape(sizes)


def split(input: torch.Tensor, split_size_or_sections: Any, dim: int) -> Many:
    """Pieces of one size, or of the sizes in a list."""
    sizes = split_size_or_sections
    return pieces.split(input, sizes if isinstance(sizes, int) else list(sizes), axis_of("split", dim, input.ndim))


def chunk(input: torch.Tensor, chunks: int, dim: int) -> Many:
    """So many pieces, all but the last of one size; an axis of size 0 is one."""
    if chunks < 1:
        raise ValueError(f"For 'chunk', 'chunks' must be at least 1, but got {chunks}.")
    along = axis_of("chunk", dim, input.ndim)
    return pieces.chunk(input, chunks, along) if input.shape[along] else (input,)


def unbind(input: torch.Tensor, dim: int) -> Many:
    """The slices along an axis."""
    return pieces.unbind(input, axis_of("unbind", dim, input.ndim))


def tensor_split(input: torch.Tensor, indices_or_sections: Any, axis: int) -> Many:
    """So many pieces, or pieces that begin at the indices."""
    return pieces.tensor_split(input, indices_or_sections, axis)


def hsplit(input: torch.Tensor, indices_or_sections: Any) -> Many:
    """As `tensor_split` along the second axis."""
    return pieces.tensor_split(input, indices_or_sections, 0 if input.ndim == 1 else 1)


def vsplit(input: torch.Tensor, indices_or_sections: Any) -> Many:
    """As `tensor_split` along the first axis."""
    return pieces.tensor_split(input, indices_or_sections, 0)


def dsplit(input: torch.Tensor, indices_or_sections: Any) -> Many:
    """As `tensor_split` along the third axis."""
    return pieces.tensor_split(input, indices_or_sections, 2)


def repeat_interleave(input: torch.Tensor, repeats: Any, dim: int | None, output_size: int | None) -> torch.Tensor:
    """Each element so many times; without `dim` of the flattened tensor."""
    if isinstance(repeats, (list, tuple)):
        repeats = torch.tensor(repeats, device=input.device)
    return torch.repeat_interleave(input, repeats, dim, output_size=output_size)


def narrow(input: torch.Tensor, dim: int, start: int, length: int) -> torch.Tensor:
    """A slice along one axis; ValueError for an empty one."""
    if isinstance(length, int) and length < 1:
        raise ValueError(f"For 'narrow', the 'length' must be greater than 0, but got {length}.")
    return torch.narrow(input, dim, start, length)


def diag(input: torch.Tensor, diagonal: Any) -> torch.Tensor:
    """A tensor of twice the axes with the elements on its diagonal. Raises ValueError for another diagonal."""
    if diagonal != 0:
        raise ValueError(f"For 'diag', 'diagonal' must be 0, but got {diagonal!r}.")
    return torch.diag(input.reshape(-1)).reshape(input.shape * 2)


def flip(input: torch.Tensor, dims: Any) -> torch.Tensor:
    """Some axes in reverse order."""
    if not isinstance(dims, (tuple, list)):
        raise TypeError(f"For 'flip', the axes must be a tuple or list of ints, but got {dims!r}.")
    return torch.flip(input, axes_of("flip", dims, input.ndim))


def sum_to_size(input: torch.Tensor, size: Any) -> torch.Tensor:
    """The sum over the axes that broadcasting from `size` would add or repeat."""
    sizes = tuple(sizes_of("sum_to_size", size))
    if len(sizes) > input.ndim or any(
        want not in (1, have) for want, have in zip(sizes[::-1], input.shape[::-1], strict=False)
    ):
        raise ValueError(f"For 'sum_to_size', the size {sizes} must broadcast to {tuple(input.shape)}.")
    return input.sum_to_size(sizes)


def new_zeros(input: torch.Tensor, size: Any, dtype: torch.dtype | None) -> torch.Tensor:
    """Zeros in the dtype of `input` or another."""
    return input.new_zeros(sizes_of("new_zeros", (size,)), dtype=dtype)


def new_ones(input: torch.Tensor, size: Any, dtype: torch.dtype | None) -> torch.Tensor:
    """Ones in the dtype of `input` or another."""
    return input.new_ones(sizes_of("new_ones", (size,)), dtype=dtype)


def new_full(input: torch.Tensor, size: Any, fill_value: Any, dtype: torch.dtype | None) -> torch.Tensor:
    """One value in the dtype of `input` or another."""
    return input.new_full(sizes_of("new_full", (size,)), fill_value, dtype=dtype)


def new_empty(input: torch.Tensor, size: Any, dtype: torch.dtype | None, device: Any) -> torch.Tensor:
    """Zeros in the dtype of `input` or another, as MindSpore's memory is new."""
    return input.new_zeros(sizes_of("new_empty", (size,)), dtype=dtype)


def slice_scatter(input: torch.Tensor, src: torch.Tensor, axis: int, start: Any, end: Any, step: int) -> torch.Tensor:
    """A copy with `src` in a slice."""
    return torch.slice_scatter(input, src.to(input.dtype), axis, start, end, step)


def select_scatter(input: torch.Tensor, src: torch.Tensor, axis: int, index: int) -> torch.Tensor:
    """A copy with `src` at one place of an axis."""
    if not input.numel():
        return input.clone()
    return torch.select_scatter(input, src.to(input.dtype), axis, index)


def diagonal_scatter(input: torch.Tensor, src: torch.Tensor, offset: int, dim1: int, dim2: int) -> torch.Tensor:
    """A copy with `src` on a diagonal."""
    return torch.diagonal_scatter(input, src.to(input.dtype), offset, dim1, dim2)


def reverse_sequence(input: torch.Tensor, seq_lengths: torch.Tensor, seq_dim: int, batch_dim: int) -> torch.Tensor:
    """Of each sample, the first `seq_lengths` steps in reverse order."""
    seq, batch = seq_dim % input.ndim, batch_dim % input.ndim
    steps = torch.arange(input.shape[seq], device=input.device)
    lengths = seq_lengths.long().unsqueeze(-1)
    places = torch.where(steps < lengths, lengths - 1 - steps, steps)
    moved = input.movedim((batch, seq), (0, 1))
    places = places.reshape(*places.shape, *(1,) * (input.ndim - 2)).expand(moved.shape)
    return torch.gather(moved, 1, places).movedim((0, 1), (batch, seq))


def col2im(
    input: torch.Tensor, output_size: Any, kernel_size: Any, dilation: Any, padding: Any, stride: Any
) -> torch.Tensor:
    """The sums of columns, one axis for each window, put back as windows of an image."""
    if input.dim() != 4:
        raise ValueError(f"For 'col2im', 'input_x' must have 4 axes, but got the shape {tuple(input.shape)}.")
    if not input.numel():
        return input.new_empty((*input.shape[:2], *output_size))
    columns = input.flatten(1, 2)
    return torch.nn.functional.fold(columns, output_size, kernel_size, dilation, padding, stride)
