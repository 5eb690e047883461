"""Shapes, joins, parts and picks of `mindspore.numpy`. Source: measured on MindSpore 2.10 (CPU)."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from itertools import accumulate
from typing import Any

import torch

from msshim.kernels.numpy_base import SIGNED, Array, array, arrays, axes_in, axis_in, pair, tensor, to, together

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
        parts = [ready(tensor(part)) for part in tup]
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
    fits = x.ndim <= len(shape) and all(
        m in (1, n) for m, n in zip(reversed(x.shape), reversed(shape), strict=False)
    )
    if not fits:
        raise ValueError(f"{tuple(x.shape)} does not broadcast to {shape}.")
    return x.broadcast_to(shape)


def broadcast_arrays(args: Any) -> list[torch.Tensor]:
    """Tensors repeated to their common shape."""
    return list(torch.broadcast_tensors(*map(tensor, args)))


def _parts(uneven: bool) -> Callable[..., Any]:
    def kernel(x: Array, indices_or_sections: Any, axis: int = 0) -> Any:
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
        if any(end <= start for start, end in zip(ends, ends[1:], strict=False)):
            raise ValueError("no part must be empty.")
        return [x[(slice(None),) * axis + (slice(i, j),)] for i, j in zip(ends, ends[1:], strict=False)]

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


def take_along_axis(arr: Array, indices: Array, axis: int | None) -> torch.Tensor:
    """The elements at the places along an axis."""
    x, places = tensor(arr), tensor(indices)
    if axis is None:
        x, axis = x.reshape(-1), 0
    if x.ndim != places.ndim:
        raise ValueError("both must have the same number of axes.")
    axis = axis_in(axis, x.ndim)
    common = torch.broadcast_shapes(
        *(tuple(1 if k == axis else size for k, size in enumerate(t.shape)) for t in (x, places))
    )
    sizes = [[t.shape[axis] if k == axis else size for k, size in enumerate(common)] for t in (x, places)]
    places = places.long()
    return x.broadcast_to(sizes[0]).gather(axis, torch.where(places < 0, places + sizes[0][axis], places).broadcast_to(sizes[1]))


def _within(places: torch.Tensor, size: int, mode: str, name: str) -> torch.Tensor:
    """Places in a range: cut off or taken around."""
    if mode == "raise":
        raise NotImplementedError(f"For '{name}', the mode 'raise' is not implemented.")
    if mode == "wrap":
        return places % size
    if mode != "clip":
        raise ValueError(f"'mode' must be 'clip' or 'wrap', but got {mode!r}.")
    return places.clamp(0, size - 1)


def take(a: Array, indices: Array, axis: int | None = None, mode: str = "clip") -> torch.Tensor:
    """The slices at the places along an axis, of the flat Tensor without one."""
    x, places = tensor(a), tensor(indices)
    if axis is None:
        x, axis = x.reshape(-1), 0
    axis = axis_in(axis, x.ndim)
    at = _within(places, x.shape[axis], mode, "take").long()
    picked = x.index_select(axis, at.reshape(-1))
    return picked.reshape((*x.shape[:axis], *places.shape, *x.shape[axis + 1 :]))


def repeat(a: Array, repeats: Any, axis: int | None = None) -> torch.Tensor:
    """Each element several times."""
    x = array(a)
    counts = repeats if isinstance(repeats, int) else torch.as_tensor(repeats, device=x.device)
    if axis is not None:
        axis = axis_in(axis, x.ndim)
    return torch.repeat_interleave(x, counts, axis)


def select(condlist: Any, choicelist: Any, default: Any = 0) -> torch.Tensor:
    """The element of the first choice whose condition holds, else the default."""
    conditions, choices = arrays(condlist, choicelist)
    if not (conditions.ndim and choices.ndim):
        raise ValueError("conditions and choices must be lists.")
    if conditions.shape[0] != choices.shape[0]:
        raise ValueError("there must be as many choices as conditions.")
    shape = torch.broadcast_shapes(conditions.shape[1:], choices.shape[1:])
    if isinstance(default, torch.Tensor):
        result = default.to(choices.dtype).reshape(shape)
    else:
        result = torch.full(shape, default, dtype=choices.dtype, device=choices.device)
    for k in range(choices.shape[0] - 1, -1, -1):
        result = torch.where(conditions[k].bool(), choices[k], result)
    return result


def choose(a: Array, choices: Any, mode: str = "clip") -> torch.Tensor:
    """From each place the element of the array that `a` numbers there."""
    places = array(a)
    if places.dtype not in SIGNED:
        raise ValueError("'a' must hold signed ints.")
    if isinstance(choices, (tuple, list)):
        parts = torch.broadcast_tensors(places, *arrays(*choices))
        choices = torch.stack(list(together(*parts[1:])))
    else:
        choices = array(choices, places.device)
        parts = torch.broadcast_tensors(places, *choices)
        choices = torch.stack(parts[1:])
    places = _within(parts[0], choices.shape[0], mode, "choose").long()
    return choices.gather(0, places.unsqueeze(0)).squeeze(0)


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
    from msshim.core.tensor import wrap

    return str(wrap(tensor(a)))


def piecewise(x: Array, condlist: Any, funclist: Any, args: Any = (), kw: Any = None) -> torch.Tensor:
    """For each element the value of the function, or the number, whose condition holds."""
    values = array(x)
    choices = funclist
    if isinstance(funclist, (tuple, list)) and callable(funclist[0]):
        choices = [called(function, values, *args, **(kw or {})) for function in funclist]
    conditions, picks = _stacked(condlist), _stacked(choices)
    default: Any = 0
    if conditions.shape[0] + 1 == len(funclist):
        default, picks = picks[-1], picks[:-1]
    elif conditions.shape[0] != len(funclist):
        raise ValueError("there must be as many choices as conditions, or one more.")
    return select(conditions, picks, default)


def _stacked(items: Any) -> torch.Tensor:
    if isinstance(items, (tuple, list)):
        return torch.stack(list(together(*arrays(*items))))
    return array(items).reshape(-1) if array(items).ndim < 1 else array(items)


def called(function: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    """What a person's function of Tensors makes of torch tensors."""
    from msshim.core.interop import to_handles, to_values

    return to_values(function(*to_handles(args), **to_handles(kwargs)))


def apply_along_axis(func1d: Callable[..., Any], axis: int, arr: Array, args: Any = (), kwargs: Any = None) -> torch.Tensor:
    """A function of vectors applied to each one along an axis."""
    x = tensor(arr)
    axis = axis_in(axis, x.ndim)
    moved = x.movedim(axis, -1)
    rows = moved.reshape(-1, moved.shape[-1])
    made = torch.stack([called(func1d, row, *args, **(kwargs or {})) for row in rows])
    result = made.reshape((*moved.shape[:-1], *made.shape[1:]))
    more = result.ndim - x.ndim + 1
    return result.movedim(list(range(x.ndim - 1, result.ndim)), list(range(axis, axis + more))) if more else result


def apply_over_axes(func: Callable[..., Any], a: Array, axes: Any) -> torch.Tensor:
    """A function of a Tensor and an axis applied to one axis after another."""
    x = array(a)
    for axis in (axes,) if isinstance(axes, int) else axes:
        made = called(func, x, axis=axis)
        x = made.unsqueeze(axis) if made.ndim != x.ndim else made
    return x


def unravel_index(indices: Array, shape: Any, order: str = "C") -> Any:
    """The places in a shape that flat places stand for."""
    places = array(indices)
    if order not in ("C", "F"):
        raise ValueError(f"'order' must be 'C' or 'F', but got {order!r}.")
    sizes = (shape,) if isinstance(shape, int) else tuple(shape)
    steps = [*accumulate((1, *(sizes if order == "F" else sizes[::-1])), lambda m, n: m * n)]
    total = steps[-1]
    dtype = torch.promote_types(places.dtype, torch.int32)
    places = places.to(dtype).clamp(-total, total - 1)
    parts = [torch.div(places % outer, inner, rounding_mode="floor") for inner, outer in zip(steps, steps[1:], strict=False)]
    if order == "C":
        parts = parts[::-1]
    return parts[0].reshape(1) if places.ndim == 0 and len(parts) == 1 else tuple(parts)


def ravel_multi_index(multi_index: Array, dims: Any, mode: str = "clip", order: str = "C") -> torch.Tensor:
    """The flat places that places in a shape stand for, in float32."""
    sizes = array([dims] if isinstance(dims, int) else dims)
    places = array(multi_index)
    if sizes.ndim > 1 or sizes.is_floating_point() or sizes.dtype is torch.bool:
        raise TypeError("'dims' must be ints.")
    if places.shape[0] != sizes.shape[0]:
        raise ValueError("there must be one row of places for each axis.")
    if places.is_floating_point():
        raise TypeError("places must be ints.")
    if mode == "raise":
        raise NotImplementedError("For 'ravel_multi_index', the mode 'raise' is not implemented.")
    if mode not in ("clip", "wrap"):
        raise ValueError(f"'mode' must be 'clip' or 'wrap', but got {mode!r}.")
    if order not in ("C", "F"):
        raise ValueError(f"'order' must be 'C' or 'F', but got {order!r}.")
    column = [-1] + [1] * (places.ndim - 1)
    limits = sizes.reshape(column)
    inside = places % limits if mode == "wrap" else torch.minimum(places.clamp(min=0).to(limits.dtype), limits - 1)
    one = torch.ones(1, dtype=sizes.dtype, device=sizes.device)
    if order == "C":
        steps = torch.cat((one, sizes[1:].flip(0).cumprod(0))).flip(0)
    else:
        steps = torch.cat((one, sizes[:-1].cumprod(0)))
    return to(inside * steps.reshape(column), torch.float32).sum(0)
