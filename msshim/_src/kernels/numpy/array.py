"""Shapes, joins, parts and picks of `mindspore.numpy`. Source: measured on MindSpore 2.10 (CPU)."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any

import torch

from msshim._src.kernels.numpy.base import Array, array, arrays, axes_in, axis_in, pair, tensor, together

_LARGEST_NDIM = 32


def expand_dims(a: Array, axis: Any) -> torch.Tensor:
    """New axes of size 1."""
    x = tensor(a)
    if not isinstance(axis, (int, tuple, list)):
        raise TypeError(f"'axis' must be an int, a tuple or a list, but got {axis!r}.")
    if isinstance(axis, int):
        return x.unsqueeze(axis_in(axis, x.ndim + 1))
    for at in sorted(axes_in(axis, x.ndim + len(axis))):
        x = x.unsqueeze(at)
    return x


def squeeze(a: Array, axis: Any = None) -> torch.Tensor:
    """Without the axes of size 1."""
    x = tensor(a)
    if not x.ndim:
        return x
    axes = [k for k, size in enumerate(x.shape) if size == 1] if axis is None else axes_in(axis, x.ndim)
    return x.squeeze(tuple(axes))


def transpose(a: Array, axes: Any = None) -> torch.Tensor:
    """The axes in another order; reversed without `axes`."""
    x = tensor(a)
    order = list(range(x.ndim))[::-1] if axes is None else axes_in(axes, x.ndim)
    if len(order) != x.ndim:
        raise ValueError(f"'axes' must name all {x.ndim} axes, but got {axes}.")
    return x.permute(order)


def rollaxis(x: Array, axis: int, start: int = 0) -> torch.Tensor:
    """One axis moved before another."""
    x = tensor(x)
    if not isinstance(axis, int) or not isinstance(start, int):
        raise TypeError("'axis' and 'start' must be ints.")
    axis = axis_in(axis, x.ndim)
    if not -x.ndim <= start <= x.ndim:
        raise ValueError(f"'start' must be in [{-x.ndim}, {x.ndim}], but got {start}.")
    start += x.ndim if start < 0 else 0
    return x.movedim(axis, start - 1 if start > axis else start)


def swapaxes(x: Array, axis1: int, axis2: int) -> torch.Tensor:
    """Two axes exchanged."""
    x = tensor(x)
    return x.transpose(axis_in(axis1, x.ndim), axis_in(axis2, x.ndim))


def moveaxis(a: Array, source: Any, destination: Any) -> torch.Tensor:
    """Some axes at other places."""
    x = tensor(a)
    old, new = axes_in(source, x.ndim), axes_in(destination, x.ndim)
    if len(old) != len(new):
        raise ValueError("'source' and 'destination' must have the same number of axes.")
    return x.movedim(old, new)


def reshape(x: Array, new_shape: Any) -> torch.Tensor:
    """The same elements in another shape."""
    return tensor(x).reshape(new_shape)


def ravel(x: Array) -> torch.Tensor:
    """The flat Tensor."""
    return tensor(x).reshape(-1)


def concatenate(arrays: Any, axis: Any = 0) -> torch.Tensor:
    """Arrays after one another."""
    if arrays is None:
        raise TypeError("'arrays' must be Tensors, but got None.")
    flat = axis is None or axis >= _LARGEST_NDIM
    if isinstance(arrays, torch.Tensor):
        if flat:
            return arrays.reshape(-1)
        arrays = list(arrays)
    parts = [tensor(part).reshape(-1) for part in arrays] if flat else list(arrays)
    axis = axis_in(0 if flat else axis, parts[0].ndim)
    if len(parts) == 1:
        return parts[0]
    for part in parts:
        if not isinstance(part, torch.Tensor):
            raise AttributeError(f"For 'concatenate', the 'arrays' must all be Tensors, but one is {part!r}.")
    _alike_but(parts, axis)
    return torch.cat(together(*parts), axis)


def _alike_but(parts: Sequence[torch.Tensor], axis: int) -> None:
    shapes = {(*part.shape[:axis], *part.shape[axis + 1 :]) for part in parts}
    if len(shapes) > 1 or len({part.ndim for part in parts}) > 1:
        raise ValueError(f"the shapes must be alike but for axis {axis}, but got {[tuple(p.shape) for p in parts]}.")


def append(arr: Array, values: Array, axis: Any = None) -> torch.Tensor:
    """`values` after `arr`; both flat without an axis."""
    x, y = tensor(arr), tensor(values)
    if axis is None:
        return concatenate((x, y), None)
    axis = axis_in(axis, x.ndim)
    if x.ndim != y.ndim:
        raise ValueError("both must have the same number of axes.")
    return concatenate((x, y), axis)


def _joined(ready: Callable[[torch.Tensor], torch.Tensor], axis: int | None) -> Callable[..., torch.Tensor]:
    """The kernel of a stack: each part made `ready`, then joined; along the first axis of vectors without `axis`."""

    def kernel(tup: Any) -> torch.Tensor:
        if isinstance(tup, torch.Tensor):
            return tup
        if not isinstance(tup, (list, tuple)):
            raise TypeError(f"a Tensor or a list or tuple of them is expected, but got {tup!r}.")
        if not tup:
            raise ValueError("at least one Tensor is needed.")
        parts = [ready(tensor(part, AttributeError)) for part in tup]
        at = axis if axis is not None else int(parts[0].ndim > 1)
        _alike_but(parts, at)
        if len({part.dtype for part in parts}) > 1:
            raise RuntimeError("the Tensors must have one type.")
        return torch.cat(parts, at)

    return kernel


def _column(x: torch.Tensor) -> torch.Tensor:
    return x.reshape(-1, 1) if x.ndim < 2 else x


column_stack = _joined(_column, 1)
vstack = _joined(lambda x: x.reshape(1, -1) if x.ndim < 2 else x, 0)
hstack = _joined(lambda x: x.reshape(1) if x.ndim < 1 else x, None)
dstack = _joined(lambda x: x.reshape(1, -1, 1) if x.ndim < 2 else x.unsqueeze(2) if x.ndim == 2 else x, 2)


def stack(arrays: Any, axis: int = 0) -> torch.Tensor:
    """Arrays along a new axis."""
    if not isinstance(arrays, (torch.Tensor, list, tuple)):
        raise ValueError("'arrays' must be a Tensor, a tuple or a list.")
    parts = [tensor(part) for part in arrays]
    if not parts and isinstance(arrays, torch.Tensor):  # no arrays, but of a known shape
        return arrays.movedim(0, axis % arrays.ndim)
    if len({part.shape for part in parts}) > 1:
        raise ValueError(f"the shapes must be alike, but got {[tuple(part.shape) for part in parts]}.")
    return torch.stack(list(together(*parts)), axis % (parts[0].ndim + 1))


def where(condition: Array, x: Array = None, y: Array = None) -> torch.Tensor:
    """`x` where the condition is true, `y` elsewhere."""
    chosen, first, second = arrays(condition, x, y)
    first, second = pair(first, second)
    return torch.where(chosen.bool(), first, second)


def _at_least(ready: Callable[[torch.Tensor], torch.Tensor]) -> Callable[..., Any]:
    def kernel(arys: Any) -> Any:
        made = [ready(tensor(each)) for each in arys]
        return made[0] if len(made) == 1 else made

    return kernel


atleast_1d = _at_least(lambda x: x.reshape(1) if x.ndim < 1 else x)
atleast_2d = _at_least(lambda x: x.reshape(1, -1) if x.ndim < 2 else x)
atleast_3d = _at_least(lambda x: x.reshape(1, -1, 1) if x.ndim < 2 else x.unsqueeze(2) if x.ndim == 2 else x)


def roll(a: Array, shift: Any, axis: Any = None) -> torch.Tensor:
    """Elements moved along axes; what leaves at one end comes back at the other."""
    x = tensor(a)
    shifts = (shift,) if isinstance(shift, int) else shift
    axes = (0,) if axis is None else (axis,) if isinstance(axis, int) else axis
    if not isinstance(shifts, (tuple, list)) or not isinstance(axes, (tuple, list)):
        raise TypeError("'shift' and 'axis' must be ints, tuples or lists.")
    if len(shifts) != len(axes):
        if 1 not in (len(shifts), len(axes)):
            raise ValueError("there must be as many shifts as axes.")
        count = max(len(shifts), len(axes))
        shifts, axes = (list(each) * (count // len(each)) for each in (shifts, axes))
    flat = x.reshape(-1) if axis is None else x
    return torch.roll(flat, tuple(shifts), tuple(axis_in(at, flat.ndim) for at in axes)).reshape(x.shape)


def tile(a: Array, reps: Any) -> torch.Tensor:
    """The Tensor repeated along each axis."""
    return torch.tile(tensor(a), (reps,) if isinstance(reps, int) else tuple(reps))


def broadcast_to(array: Array, shape: Any) -> torch.Tensor:
    """The Tensor repeated to a shape."""
    x = tensor(array)
    shape = (shape,) if isinstance(shape, int) else tuple(shape)
    fits = x.ndim <= len(shape) and all(m in (1, n) for m, n in zip(reversed(x.shape), reversed(shape), strict=False))
    if not fits:
        raise ValueError(f"{tuple(x.shape)} does not broadcast to {shape}.")
    return x.broadcast_to(shape)


def broadcast_arrays(args: Any) -> list[torch.Tensor]:
    """Tensors repeated to their common shape."""
    return list(torch.broadcast_tensors(*map(tensor, args)))


def _parts(uneven: bool) -> Callable[..., Any]:
    def kernel(x: Array, indices_or_sections: Any, axis: int = 0) -> Any:
        if isinstance(axis, bool) and isinstance(
            indices_or_sections, int
        ):  # with indices MindSpore takes a bool for 0 or 1
            raise TypeError("the axis must be an int.")
        x = tensor(x)
        axis = axis_in(axis, x.ndim)
        size = x.shape[axis]
        if isinstance(indices_or_sections, int):
            count = indices_or_sections
            if count < 1 or count > size or (size % count and not uneven):
                raise ValueError(f"an axis of size {size} has no {count} parts of equal size.")
            return torch.tensor_split(x, count, axis)
        if not isinstance(indices_or_sections, (list, tuple)):
            raise TypeError("'indices_or_sections' must be an int, or a tuple or list of ints.")
        if not all(isinstance(place, int) for place in indices_or_sections):
            raise TypeError("each index must be an int.")
        ends = [0, *(place + size if place < 0 else place for place in indices_or_sections), size]
        if any(end <= start for start, end in pairwise(ends)):
            raise ValueError("no part must be empty.")
        return [x[(slice(None),) * axis + (slice(i, j),)] for i, j in pairwise(ends)]

    return kernel


split, array_split = _parts(False), _parts(True)


def vsplit(x: Array, indices_or_sections: Any) -> Any:
    """Parts along the first axis."""
    return split(x, indices_or_sections, 0)


def hsplit(x: Array, indices_or_sections: Any) -> Any:
    """Parts along the second axis."""
    return split(x, indices_or_sections, 1)


def dsplit(x: Array, indices_or_sections: Any) -> Any:
    """Parts along the third axis."""
    return split(x, indices_or_sections, 2)


def flip(m: Array, axis: Any = None) -> torch.Tensor:
    """Backwards along axes."""
    x = tensor(m)
    return x.flip(axes_in(axis, x.ndim))


def flipud(m: Array) -> torch.Tensor:
    """Backwards along the first axis."""
    return flip(m, 0)


def fliplr(m: Array) -> torch.Tensor:
    """Backwards along the second axis."""
    return flip(m, 1)


def rot90(a: Array, k: int = 1, axes: Any = (0, 1)) -> torch.Tensor:
    """Turned by k right angles."""
    x = tensor(a)
    if not isinstance(k, int):
        raise TypeError(f"'k' must be an int, but got {k!r}.")
    if not isinstance(axes, (tuple, list)):
        raise TypeError(f"'axes' must be a tuple or list, but got {axes!r}.")
    if len(axes) != 2:
        raise ValueError("there must be two axes.")
    first, second = (axis_in(axis, x.ndim) for axis in axes)
    if first == second:
        raise ValueError("both axes must differ.")
    return torch.rot90(x, k, (first, second))


def size(a: Array, axis: int | None = None) -> int:
    """How many elements there are, or along one axis."""
    shape = array(a).shape
    if axis is None:
        return math.prod(shape)
    if not isinstance(axis, int):
        raise TypeError(f"'axis' must be an int, but got {axis!r}.")
    return shape[axis_in(axis, len(shape))]


def array_str(a: Array) -> str:
    """The text of a Tensor."""
    from msshim._src.tensor.tensor import wrap

    return str(wrap(tensor(a)))
