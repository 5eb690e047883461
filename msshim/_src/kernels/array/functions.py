"""Functions that make, join, cut and reshape tensors, where MindSpore is not quite torch. Source: MindSpore 2.10."""

from __future__ import annotations

import builtins
import math
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import torch

from msshim._src.kernels import layouts
from msshim._src.tensor import pieces
from msshim._src.tensor.dtype import torch_to_dtype
from msshim._src.tensor.indexing import cast as convert
from msshim._src.tensor.indexing import getitem
from msshim._src.tensor.tensor import Tensor


def cat(tensors: Sequence[torch.Tensor], dim: int) -> torch.Tensor:
    """`torch.cat`, with MindSpore's ValueError for shapes or an axis that do not fit."""
    try:
        return torch.cat(tensors if isinstance(tensors, tuple) else list(tensors), dim)
    except (RuntimeError, IndexError):
        raise ValueError(
            f"For 'cat', the 'tensors' must have equal shapes except along 'axis', which one of their dimensions must "
            f"be, but got shapes {[tuple(t.shape) for t in tensors]} and axis {dim}."
        ) from None


def arange(start: Any, end: Any, step: Any, dtype: torch.dtype | None) -> torch.Tensor:
    """Numbers from `start` to `end`; of one number, up to it."""
    return torch.arange(0 if end is None else start, start if end is None else end, step, dtype=dtype)


def arange_(start: Any, end: Any, step: Any) -> torch.Tensor:
    """Numbers from `start` to `end`, in the dtype of the tensors given."""
    kinds = [x.dtype for x in (start, end, step) if isinstance(x, torch.Tensor)]
    return torch.arange(*(_number(x) for x in (start, end, step)), dtype=kinds[0] if kinds else None)


def _number(x: Any) -> Any:
    return x.item() if isinstance(x, torch.Tensor) else x


def _each(function: Callable[..., Any]) -> Callable[[Any], Any]:
    def kernel(inputs: Any) -> Any:
        return tuple(map(function, inputs)) if isinstance(inputs, (tuple, list)) else function(inputs)

    return kernel


atleast_1d = _each(torch.atleast_1d)
atleast_2d = _each(torch.atleast_2d)
atleast_3d = _each(torch.atleast_3d)


def block_diag(inputs: Sequence[torch.Tensor]) -> torch.Tensor:
    """A matrix with blocks on its diagonal."""
    return torch.block_diag(*inputs)


def cast(input: torch.Tensor, dtype: torch.dtype) -> torch.Tensor:
    """The elements in another dtype, as MindSpore's CPU converts them."""
    return convert(input, dtype)


def column_stack(tensors: Sequence[torch.Tensor]) -> torch.Tensor:
    """Columns side by side."""
    return torch.column_stack(list(tensors))


def hstack(tensors: Sequence[torch.Tensor]) -> torch.Tensor:
    """Tensors side by side."""
    return torch.hstack(list(tensors))


def vstack(tensors: Sequence[torch.Tensor]) -> torch.Tensor:
    """Tensors one above the other."""
    return torch.vstack(list(tensors))


def dstack(tensors: Sequence[torch.Tensor]) -> torch.Tensor:
    """Tensors behind one another."""
    return torch.dstack(list(tensors))


def stack(tensors: Sequence[torch.Tensor], dim: int) -> torch.Tensor:
    """Tensors along a new axis."""
    return torch.stack(list(tensors), dim)


def combinations(input: torch.Tensor, r: int, with_replacement: bool) -> torch.Tensor:
    """Choices of `r` elements."""
    found = torch.combinations(input, r, with_replacement)
    return found if len(found) else found.reshape(-1)


def cartesian_prod(inputs: Sequence[torch.Tensor]) -> torch.Tensor:
    """All tuples of one element of each."""
    return torch.cartesian_prod(*(x if x.ndim else x.reshape(1) for x in inputs))


def _split_along(axis: int) -> Callable[[torch.Tensor, Any], tuple[torch.Tensor, ...]]:
    def kernel(input: torch.Tensor, indices_or_sections: Any) -> tuple[torch.Tensor, ...]:
        return pieces.tensor_split(input, indices_or_sections, axis)

    return kernel


vsplit = _split_along(0)
hsplit = _split_along(1)
dsplit = _split_along(2)


def chunk(input: torch.Tensor, chunks: int, dim: int) -> tuple[torch.Tensor, ...]:
    """The tensor in about equal parts; an axis of size 0 is one."""
    return (input,) if chunks > 0 and not input.shape[dim] else pieces.chunk(input, chunks, dim)


def split(tensor: torch.Tensor, split_size_or_sections: Any, dim: int) -> tuple[torch.Tensor, ...]:
    """Parts of one size, or of several sizes."""
    return pieces.split(tensor, split_size_or_sections, dim)


def tensor_split(input: torch.Tensor, indices_or_sections: Any, dim: int) -> tuple[torch.Tensor, ...]:
    """Parts by count or by bounds."""
    return pieces.tensor_split(input, indices_or_sections, dim)


def unbind(input: torch.Tensor, dim: int) -> tuple[torch.Tensor, ...]:
    """The slices along an axis."""
    return pieces.unbind(input, dim)


def dyn_shape(input: torch.Tensor) -> torch.Tensor:
    """The shape as a tensor."""
    return torch.tensor(input.shape)


def shape(input: torch.Tensor) -> tuple[int, ...]:
    """The shape."""
    return tuple(input.shape)


def expand(input: torch.Tensor, size: Any) -> torch.Tensor:
    """The tensor repeated to a shape."""
    return input.expand(tuple(size))


def squeeze(input: torch.Tensor, dim: Any) -> torch.Tensor:
    """Without axes of size 1: all, or those in `dim`; a 0-d tensor has none, whatever `dim` says."""
    return torch.squeeze(input) if dim is None or not input.ndim else torch.squeeze(input, dim)


def t(input: torch.Tensor) -> torch.Tensor:
    """A matrix transposed; with another number of axes the tensor itself."""
    return input.t() if input.ndim == 2 else input


def eye(n: int, m: int | None, dtype: torch.dtype | None) -> torch.Tensor:
    """Ones on the diagonal."""
    return torch.eye(n, n if m is None else m, dtype=dtype)


def fill(size: Any, fill_value: Any, dtype: torch.dtype) -> torch.Tensor:
    """A tensor full of one value."""
    return torch.full((size,) if isinstance(size, int) else tuple(size), fill_value, dtype=dtype)


def full(size: Any, fill_value: Any, dtype: torch.dtype | None) -> torch.Tensor:
    """A tensor full of one value, int64 by default."""
    return torch.full((size,) if isinstance(size, int) else tuple(size), fill_value, dtype=torch.float64).to(
        dtype or torch.int64
    )


def ones(size: Any, dtype: torch.dtype | None) -> torch.Tensor:
    """A tensor full of ones."""
    return torch.ones(size if isinstance(size, int) else tuple(size), dtype=dtype)


def zeros(size: Any, dtype: torch.dtype | None) -> torch.Tensor:
    """A tensor full of zeros."""
    return torch.zeros(size if isinstance(size, int) else tuple(size), dtype=dtype)


def flatten(input: torch.Tensor, order: str, start_dim: int, end_dim: int) -> torch.Tensor:
    """Several axes as one, in C or F order."""
    if order not in ("C", "F"):
        raise ValueError(f"For 'flatten', 'order' must be 'C' or 'F', but got {order!r}.")
    if not input.dim():
        return input.reshape(1)
    if input.dim() == 1 and start_dim == 1:
        return input
    ordered = input if order == "C" else input.permute(*range(input.dim())[::-1])
    return torch.flatten(ordered, start_dim, end_dim)


def linspace(start: Any, end: Any, steps: Any) -> torch.Tensor:
    """Numbers at equal distances, float32."""
    if int(steps) < 1:
        raise ValueError(f"For 'linspace', the 'steps' must be greater than 0, but got {steps}.")
    return torch.linspace(_number(start), _number(end), int(steps), dtype=torch.float32)


def logspace(start: Any, end: Any, steps: int, base: Any, dtype: torch.dtype | None) -> torch.Tensor:
    """Numbers at equal ratios."""
    if base < 0:
        raise ValueError(f"For 'logspace', the 'base' must not be negative, but got {base}.")
    return torch.logspace(_number(start), _number(end), steps, base, dtype=dtype)


def meshgrid(inputs: Sequence[torch.Tensor], indexing: str) -> tuple[torch.Tensor, ...]:
    """Coordinate grids, 'xy' or 'ij'."""
    if indexing not in ("xy", "ij"):
        raise ValueError(f"For 'meshgrid', 'indexing' must be 'xy' or 'ij', but got {indexing!r}.")
    return torch.meshgrid(*inputs, indexing=indexing)


def population_count(input: torch.Tensor) -> torch.Tensor:
    """The number of bits that are set, uint8."""
    bits = torch.arange(torch.iinfo(input.dtype).bits, device=input.device)
    return ((input.long().unsqueeze(-1) >> bits) & 1).sum(-1).to(torch.uint8)


def repeat_interleave(input: torch.Tensor, repeats: Any, dim: int | None) -> torch.Tensor:
    """Each element repeated, as often as a number, a tensor or a list says."""
    many = torch.as_tensor(repeats, device=input.device) if isinstance(repeats, (tuple, list)) else repeats
    return torch.repeat_interleave(input, many, dim)


def sequence_mask(input: torch.Tensor, maxlen: Any) -> torch.Tensor:
    """Which places lie within each length."""
    size = int(input.max()) if maxlen is None else int(maxlen)
    if maxlen is not None and size < 1:
        raise ValueError(f"For 'sequence_mask', the 'maxlen' must be greater than 0, but got {maxlen}.")
    return torch.arange(size, device=input.device) < input.unsqueeze(-1)


def slice(input: torch.Tensor, begin: Any, size: Any) -> torch.Tensor:
    """A block of a size from a corner on; a size of -1 is all the rest."""
    for axis, (first, length) in enumerate(zip(begin, size, strict=True)):
        input = input.narrow(axis, first, input.shape[axis] - first if length == -1 else length)
    return input


def strided_slice(
    input: torch.Tensor,
    begin: Any,
    end: Any,
    strides: Any,
    begin_mask: int = 0,
    end_mask: int = 0,
    ellipsis_mask: int = 0,
    new_axis_mask: int = 0,
    shrink_axis_mask: int = 0,
) -> torch.Tensor:
    """A slice by begin, end and stride; the masks say by bits what stands for all, for new and for lost axes."""
    if strides is None:
        strides = [1] * len(begin)
    index: list[Any] = []
    for i, (first, last, step) in enumerate(zip(begin, end, strides, strict=True)):
        bit = 1 << i
        if ellipsis_mask & bit:
            index.append(Ellipsis)
        elif new_axis_mask & bit:
            index.append(None)
        elif shrink_axis_mask & bit:
            index.append(first)
        else:
            start = None if begin_mask & bit else first
            stop = None if end_mask & bit else last
            index.append(builtins.slice(start, stop, step))
    return getitem(input, tuple(index), False)


def one_hot(indices: torch.Tensor, depth: int, on_value: Any, off_value: Any, axis: int) -> torch.Tensor:
    """`on_value` at the places that indices name, `off_value` elsewhere, along a new axis."""
    kinds = [x.dtype for x in (on_value, off_value) if isinstance(x, torch.Tensor)]
    numbers = torch.arange(depth, device=indices.device)
    hit = indices.unsqueeze(-1) == numbers
    dtype = kinds[0] if kinds else torch.int64 if isinstance(on_value, (int, np.integer)) else torch.float32
    on, off = (torch.as_tensor(x, device=indices.device).to(dtype) for x in (on_value, off_value))
    return torch.where(hit, on, off).movedim(-1, axis)


def batch_to_space_nd(input: torch.Tensor, block_shape: Any, crops: Any) -> torch.Tensor:
    """Samples rearranged into blocks of the last axes, which are then cropped."""
    blocks = [block_shape] * len(crops) if isinstance(block_shape, int) else list(block_shape)
    spatial = len(blocks)
    lead = input.dim() - spatial
    count = math.prod(blocks)
    moved = input.reshape(*blocks, input.shape[0] // count, *input.shape[1:])
    order = [spatial + i for i in range(lead)]
    for i in range(spatial):
        order += [spatial + lead + i, i]
    moved = moved.permute(order)
    moved = moved.reshape(*moved.shape[:lead], *(n * b for n, b in zip(input.shape[lead:], blocks, strict=True)))
    for i, (head, tail) in enumerate(crops):
        moved = moved.narrow(lead + i, head, moved.shape[lead + i] - head - tail)
    return moved


def space_to_batch_nd(input: torch.Tensor, block_size: Any, paddings: Any) -> torch.Tensor:
    """The last axes padded and rearranged in blocks into samples."""
    blocks = [block_size] * len(paddings) if isinstance(block_size, int) else list(block_size)
    spatial = len(blocks)
    lead = input.dim() - spatial
    padded = torch.nn.functional.pad(input, [side for pair in list(paddings)[::-1] for side in pair])
    shape = list(padded.shape[:lead])
    for size, block in zip(padded.shape[lead:], blocks, strict=True):
        shape += [size // block, block]
    order = [lead + 2 * i + 1 for i in range(spatial)] + list(range(lead)) + [lead + 2 * i for i in range(spatial)]
    moved = padded.reshape(shape).permute(order)
    return moved.reshape(-1, *moved.shape[spatial + 1 :])


def reverse_sequence(input: torch.Tensor, seq_lengths: torch.Tensor, seq_dim: int, batch_dim: int) -> torch.Tensor:
    """The order of the first `seq_lengths` elements of each sample reversed."""
    size = input.shape[seq_dim]
    place = torch.arange(size, device=input.device)
    lengths = seq_lengths.long().unsqueeze(-1)
    index = torch.where(place < lengths, lengths - 1 - place, place)
    shape = [1] * input.dim()
    shape[batch_dim], shape[seq_dim] = input.shape[batch_dim], size
    index = index if batch_dim < seq_dim else index.T
    return torch.gather(input, seq_dim, index.reshape(shape).expand_as(input))


def is_nonzero(input: torch.Tensor) -> bool:
    """Whether the one element is not zero."""
    return bool(input)


def is_tensor(obj: Any) -> bool:
    """Whether something is a Tensor."""
    return isinstance(obj, (Tensor, torch.Tensor))


def stft(
    input: torch.Tensor,
    n_fft: int,
    hop_length: int | None,
    win_length: int | None,
    window: torch.Tensor | None,
    center: bool,
    pad_mode: str,
    normalized: bool,
    onesided: bool | None,
    return_complex: bool | None,
) -> torch.Tensor:
    """The short-time Fourier transform; pairs of real numbers unless `return_complex`."""
    if window is None:
        window = torch.ones(win_length or n_fft, dtype=input.real.dtype, device=input.device)
    found = torch.stft(
        layouts.dense(input),
        n_fft,
        hop_length,
        win_length,
        window,
        center,
        pad_mode.lower(),
        normalized,
        onesided,
        return_complex=True,
    )
    return found if return_complex or (return_complex is None and input.is_complex()) else torch.view_as_real(found)


def dtype(input: Any) -> Any:
    """The dtype."""
    return torch_to_dtype(input.dtype) if isinstance(input, torch.Tensor) else input.dtype


def identity(input: Any) -> Any:
    """The value itself."""
    return input


def type_as(input: torch.Tensor, other: torch.Tensor) -> torch.Tensor:
    """The elements in the dtype of another."""
    return input.to(other.dtype)


def view_as(input: torch.Tensor, other: torch.Tensor) -> torch.Tensor:
    """The elements in the shape of another."""
    return input.reshape(other.shape)


def fills(input: torch.Tensor, value: Any) -> torch.Tensor:
    """A tensor of the same shape full of a value."""
    return torch.full_like(input, float(value))
