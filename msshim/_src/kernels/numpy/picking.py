"""Elements by their places or conditions, and functions applied along axes. Source: MindSpore 2.10 (CPU)."""

from __future__ import annotations

from collections.abc import Callable
from itertools import accumulate, pairwise
from typing import Any

import torch

from msshim._src.kernels.numpy.base import SIGNED, Array, array, arrays, axis_in, tensor, to, together


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
    return x.broadcast_to(sizes[0]).gather(
        axis, torch.where(places < 0, places + sizes[0][axis], places).broadcast_to(sizes[1])
    )


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
    """The slices at the places along an axis, of the flat Tensor without one; a negative place counts from the end."""
    x, places = tensor(a), tensor(indices)
    if axis is None:
        x, axis = x.reshape(-1), 0
    axis = axis_in(axis, x.ndim)
    size = x.shape[axis]
    at = _within(torch.where(places < 0, places + size, places), size, mode, "take").long()
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
        parts = torch.broadcast_tensors(places, *(choices if choices.ndim else [choices]))
        choices = torch.stack(parts[1:])
    places = _within(parts[0], choices.shape[0], mode, "choose").long()
    return choices.gather(0, places.unsqueeze(0)).squeeze(0)


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
    from msshim._src.tensor.interop import to_handles, to_values

    return to_values(function(*to_handles(args), **to_handles(kwargs)))


def apply_along_axis(
    func1d: Callable[..., Any], axis: int, arr: Array, args: Any = (), kwargs: Any = None
) -> torch.Tensor:
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
    parts = [torch.div(places % outer, inner, rounding_mode="floor") for inner, outer in pairwise(steps)]
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
