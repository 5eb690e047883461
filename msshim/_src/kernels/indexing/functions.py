"""Gathering, scattering and segments as MindSpore defines them. Source: MindSpore 2.10."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import torch

from msshim._src.tensor.writes import writable

Scatter = Callable[[torch.Tensor, torch.Tensor, torch.Tensor], torch.Tensor]


def gather(input: torch.Tensor, index: torch.Tensor, axis: Any, batch_dims: int) -> torch.Tensor:
    """The slices along `axis` that `index` names; negative ones count from the end. RuntimeError for those outside."""
    if not -input.dim() <= int(axis) < input.dim():
        raise ValueError(f"For 'gather', the 'axis' must be in [{-input.dim()}, {input.dim()}), but got {axis}.")
    if index.is_floating_point():
        raise TypeError(f"For 'gather', the indices must be int32 or int64, but got {index.dtype}.")
    axis = int(axis) % input.dim()
    batch = batch_dims % max(index.dim(), 1) if batch_dims < 0 else batch_dims
    if axis < batch:
        raise ValueError(f"For 'gather', the 'axis' must not be less than 'batch_dims', but got {axis} and {batch}.")
    size = input.shape[axis]
    wrapped = torch.where(index < 0, index + size, index).long()
    if not batch:
        try:
            found = input.index_select(axis, wrapped.reshape((-1,)))
        except (IndexError, RuntimeError) as error:
            raise RuntimeError(f"For 'gather', the indices must be in [{-size}, {size}): {error}.") from None
        return found.reshape((*input.shape[:axis], *index.shape, *input.shape[axis + 1 :]))
    lead = input.shape[:batch]
    rows = input.flatten(0, batch - 1)
    picks = index.reshape((rows.shape[0], *index.shape[batch:]))
    found = torch.stack([gather(row, pick, axis - batch, 0) for row, pick in zip(rows, picks, strict=True)])
    return found.reshape((*lead, *found.shape[1:]))


def gather_d(input: torch.Tensor, dim: Any, index: torch.Tensor) -> torch.Tensor:
    """torch.gather; negative indices count from the end."""
    if index.dtype not in (torch.int32, torch.int64):
        raise TypeError(f"For 'gather', the 'index' must be int32 or int64, but got {index.dtype}.")
    dim = int(dim)
    size = input.shape[dim] if input.dim() else 1
    index = torch.where(index < 0, index + size, index).long()
    return torch.gather(input, dim, index)


def gather_nd(input: torch.Tensor, indices: torch.Tensor) -> torch.Tensor:
    """The slices at the positions in the last axis of `indices`."""
    return input[_positions(indices)]


def _positions(indices: torch.Tensor) -> tuple[torch.Tensor, ...]:
    return torch.atleast_1d(indices).long().unbind(-1)


def scatter_nd(indices: torch.Tensor, updates: torch.Tensor, shape: Any) -> torch.Tensor:
    """Zeros of a shape with the updates added at the positions in the last axis of `indices`."""
    held = (*indices.shape[:-1], *tuple(shape)[indices.shape[-1] if indices.ndim else 1 :])
    if tuple(updates.shape) != held:
        raise ValueError(f"For 'scatter_nd', the 'updates' must have the shape {held}, but got {tuple(updates.shape)}.")
    return updates.new_zeros(tuple(shape)).index_put(_positions(indices), updates, accumulate=True)


def _reduced(input: torch.Tensor, positions: tuple[torch.Tensor, ...], updates: torch.Tensor, how: str) -> torch.Tensor:
    """`input` with the updates combined at positions of its first axes; several at one place all count."""
    depth = len(positions)
    lead = input.shape[:depth]
    flat = input.flatten(0, depth - 1)
    place = torch.zeros_like(positions[0])
    for position, size in zip(positions, lead, strict=True):
        place = place * size + torch.where((position < 0) | (position >= size), len(flat), position)
    rows = updates.to(input.dtype).reshape(place.numel(), *flat.shape[1:])
    place = place.reshape(-1, *(1,) * (flat.dim() - 1)).expand_as(rows)
    if how == "sub":
        found = flat.scatter_reduce(0, place, -rows, "sum")
    elif how == "div":
        if not input.is_floating_point():
            return _divided(flat, place, rows).reshape(input.shape)
        found = flat / torch.ones_like(flat).scatter_reduce(0, place, rows, "prod")
    elif how == "prod" and flat.requires_grad:  # by MindSpore's rule a nan or infinity in `input` gets the factor, too
        found = flat * torch.ones_like(flat).scatter_reduce(0, place, rows, "prod")
    else:
        found = flat.scatter_reduce(0, place, rows, how)
    return found.reshape(input.shape)


def _divided(flat: torch.Tensor, place: torch.Tensor, rows: torch.Tensor) -> torch.Tensor:
    product = torch.ones_like(flat).scatter_reduce(0, place, rows, "prod")
    return torch.div(flat, product, rounding_mode="trunc")


_HOW = {"add": "sum", "sub": "sub", "mul": "prod", "div": "div", "max": "amax", "min": "amin"}


def _tensor_scatter(name: str) -> Scatter:
    def kernel(input: torch.Tensor, indices: torch.Tensor, updates: torch.Tensor) -> torch.Tensor:
        depth = indices.shape[-1] if indices.ndim else 1
        if updates.shape != indices.shape[:-1] + input.shape[depth:]:
            raise ValueError(
                f"For 'tensor_scatter_{name}', the 'updates' must have the shape "
                f"{tuple(indices.shape[:-1] + input.shape[depth:])}, but got {tuple(updates.shape)}."
            )
        if name == "update":
            return input.index_put(_positions(indices), updates.to(input.dtype))
        if name == "add":
            if input.dtype is torch.bool:
                raise TypeError("For 'tensor_scatter_add', the dtype of the input must not be bool.")
            return input.index_put(_positions(indices), updates.to(input.dtype), accumulate=True)
        return _reduced(input, _positions(indices), updates, _HOW[name])

    kernel.__name__ = f"tensor_scatter_{name}"
    return kernel


tensor_scatter_add = _tensor_scatter("add")
tensor_scatter_sub = _tensor_scatter("sub")
tensor_scatter_mul = _tensor_scatter("mul")
tensor_scatter_div = _tensor_scatter("div")
tensor_scatter_max = _tensor_scatter("max")
tensor_scatter_min = _tensor_scatter("min")
tensor_scatter_update = _tensor_scatter("update")


def _in_place(out_of_place: Scatter, rows: bool) -> Scatter:
    def kernel(input: torch.Tensor, indices: torch.Tensor, updates: torch.Tensor) -> torch.Tensor:
        places = indices.unsqueeze(-1) if rows else indices
        before = input.clone() if input.requires_grad else input  # which a gradient may need
        return writable(input).copy_(out_of_place(before, places, updates))

    kernel.__name__ = out_of_place.__name__.removeprefix("tensor_")
    return kernel


scatter_add = _in_place(tensor_scatter_add, rows=True)
scatter_sub = _in_place(tensor_scatter_sub, rows=True)
scatter_mul = _in_place(tensor_scatter_mul, rows=True)
scatter_div = _in_place(tensor_scatter_div, rows=True)
scatter_max = _in_place(tensor_scatter_max, rows=True)
scatter_min = _in_place(tensor_scatter_min, rows=True)
scatter_update = _in_place(tensor_scatter_update, rows=True)
scatter_nd_add = _in_place(tensor_scatter_add, rows=False)
scatter_nd_sub = _in_place(tensor_scatter_sub, rows=False)
scatter_nd_mul = _in_place(tensor_scatter_mul, rows=False)
scatter_nd_div = _in_place(tensor_scatter_div, rows=False)
scatter_nd_max = _in_place(tensor_scatter_max, rows=False)
scatter_nd_min = _in_place(tensor_scatter_min, rows=False)


def scatter(input: torch.Tensor, dim: int, index: torch.Tensor, src: Any) -> torch.Tensor:
    """`input` with `src` written along `dim`; negative indices count from the end."""
    index = torch.where(index < 0, index + input.shape[dim], index).long()
    src = src if isinstance(src, torch.Tensor) else torch.full_like(index, src, dtype=input.dtype)
    return torch.scatter(input, dim, index, src)


def tensor_scatter_elements(
    input: torch.Tensor, indices: torch.Tensor, updates: torch.Tensor, dim: int, reduction: str
) -> torch.Tensor:
    """`input` with the updates written or added along one axis."""
    index = torch.where(indices < 0, indices + input.shape[dim], indices).long()
    if reduction == "none":
        return torch.scatter(input, dim, index, updates)
    if reduction != "add":
        raise ValueError(f"For 'tensor_scatter_elements', 'reduction' must be 'none' or 'add', but got {reduction!r}.")
    return torch.scatter_add(input, dim, index, updates)


def fitted(name: str, variable: torch.Tensor, value: torch.Tensor) -> torch.Tensor:
    """The value in the dtype of the variable; TypeError where their common dtype is another one."""
    if value.dtype is variable.dtype:
        return value
    if torch.promote_types(variable.dtype, value.dtype) is not variable.dtype:
        raise TypeError(f"For '{name}', the value must fit {variable.dtype}, but got {value.dtype}.")
    return value.to(variable.dtype)


def index_add(input: torch.Tensor, index: torch.Tensor, source: torch.Tensor, dim: int) -> torch.Tensor:
    """`source` added along `dim` in place."""
    return writable(input).index_add_(dim, index, fitted("index_add", input, source))


def index_fill(input: torch.Tensor, dim: Any, index: torch.Tensor, value: Any) -> torch.Tensor:
    """`value` at some places along `dim`."""
    value = value if not isinstance(value, torch.Tensor) else value.to(input.dtype)
    return torch.index_fill(input, int(dim), index.long().reshape(-1), value)


def index_select(input: torch.Tensor, dim: int, index: torch.Tensor) -> torch.Tensor:
    """The slices along `dim`. ValueError unless the index is a vector, RuntimeError where it is out of range."""
    if index.ndim != 1:
        raise ValueError(f"For 'index_select', the 'index' must be 1-D, but got {index.ndim} axes.")
    return gather(input, index, dim, 0)


def masked_fill(input: torch.Tensor, mask: torch.Tensor, value: Any) -> torch.Tensor:
    """`value`, a number or 0-d tensor, where `mask` is true; `input` and `mask` broadcast."""
    if isinstance(value, torch.Tensor):
        value = value.to(input.dtype)
    input, mask = torch.broadcast_tensors(input, mask)  # type: ignore[no-untyped-call]
    return torch.masked_fill(input, mask, value)


def _segments(name: str, how: str) -> Callable[[torch.Tensor, torch.Tensor, Any], torch.Tensor]:
    def kernel(input: torch.Tensor, segment_ids: torch.Tensor, num_segments: Any) -> torch.Tensor:
        count = int(num_segments)
        depth = segment_ids.dim()
        rows = input.flatten(0, depth - 1) if depth else input.unsqueeze(0)
        place = segment_ids.reshape(-1).long()
        kept = place >= 0
        start = {"sum": 0, "prod": 1, "amax": _lowest(input.dtype), "amin": _highest(input.dtype)}[how]
        made = torch.full((count, *rows.shape[1:]), start, dtype=input.dtype, device=input.device)
        shaped = place.clamp(min=0).reshape(-1, *(1,) * (rows.dim() - 1)).expand_as(rows)
        rows = torch.where(kept.reshape(-1, *(1,) * (rows.dim() - 1)), rows, made.new_full((), start))
        return made.scatter_reduce(0, shaped, rows, how)

    kernel.__name__ = name
    return kernel


def _lowest(dtype: torch.dtype) -> Any:
    return (
        torch.finfo(dtype).min
        if dtype.is_floating_point
        else 0
        if dtype is torch.bool or dtype.is_complex
        else torch.iinfo(dtype).min
    )


def _highest(dtype: torch.dtype) -> Any:
    return (
        torch.finfo(dtype).max
        if dtype.is_floating_point
        else 1
        if dtype is torch.bool or dtype.is_complex
        else torch.iinfo(dtype).max
    )


unsorted_segment_sum = _segments("unsorted_segment_sum", "sum")
unsorted_segment_prod = _segments("unsorted_segment_prod", "prod")
unsorted_segment_max = _segments("unsorted_segment_max", "amax")
unsorted_segment_min = _segments("unsorted_segment_min", "amin")


def select(condition: torch.Tensor, input: Any, other: Any) -> torch.Tensor:
    """`input` where the condition is true, `other` elsewhere; torch takes no number for it by its name."""
    return torch.where(condition, input, other)


def put_(input: torch.Tensor, index: torch.Tensor, source: torch.Tensor, accumulate: bool) -> torch.Tensor:
    """`source` at places of the flattened `input`, in place."""
    return input.put_(index.long(), source, accumulate)


def take(input: torch.Tensor, index: torch.Tensor) -> torch.Tensor:
    """The elements at places of the flattened `input`."""
    return torch.take(input, index.long())


def scatter_nd_update(input: torch.Tensor, indices: torch.Tensor, updates: torch.Tensor) -> torch.Tensor:
    """Elements replaced at positions, in place."""
    return writable(input).copy_(tensor_scatter_update(input, indices, updates))
