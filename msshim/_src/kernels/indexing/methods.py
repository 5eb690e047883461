"""Methods that gather, scatter, sort and look for elements, with MindSpore's overloads. Source: MindSpore 2.10."""

from __future__ import annotations

from typing import Any

import torch

from msshim._src.kernels.indexing import functions as indexing
from msshim._src.kernels.indexing.functions import fitted
from msshim._src.kernels.reduction.primitives import check_top
from msshim._src.tensor.axes import axis_of


def _named(named: dict[str, Any], name: str) -> Any:
    """An argument that did not come by position."""
    if name not in named:
        raise TypeError(f"The argument '{name}' must be given.")
    return named[name]


def gather(input: torch.Tensor, *given: Any, **named: Any) -> torch.Tensor:
    """``(dim, index)``: torch.gather; ``(input_indices, axis, batch_dims)``: whole slices."""
    if "dim" in named or "index" in named or (given and isinstance(given[0], int)):
        dim = axis_of("gather", given[0] if given else _named(named, "dim"), input.ndim)
        return indexing.gather_d(input, dim, given[1] if len(given) > 1 else _named(named, "index"))
    places, *rest = given or (_named(named, "input_indices"),)
    if not isinstance(places, torch.Tensor):
        raise TypeError(f"For 'gather', the indices must be a Tensor, but got {places!r}.")
    axis = rest[0] if rest else _named(named, "axis")
    return indexing.gather(input, places, axis, rest[1] if len(rest) > 1 else named.get("batch_dims", 0))


def scatter(input: torch.Tensor, *given: Any, **named: Any) -> torch.Tensor:
    """A copy with a tensor's elements or a number at the places of an index along an axis."""
    names = ("axis" if "axis" in named else "dim", "index", "src")
    dim, index, source, *reduce = (*given, *(_named(named, name) for name in names[len(given) :]))
    index = torch.where(index < 0, index + input.shape[dim], index).long()
    if isinstance(source, torch.Tensor):
        source = source.to(input.dtype)
    how = reduce[0] if reduce else named.get("reduce", "none")
    if how == "none":
        return torch.scatter(input, dim, index, source)
    if not isinstance(source, torch.Tensor):
        source = torch.full_like(index, source, dtype=input.dtype)
    if how not in _REDUCTIONS:
        raise ValueError(f"For 'scatter', 'reduce' must be one of {['none', *_REDUCTIONS]}, but got {how!r}.")
    return torch.scatter_reduce(input, dim, index, source, _REDUCTIONS[how])


_REDUCTIONS = {"add": "sum", "multiply": "prod"}


def scatter_add(input: torch.Tensor, *given: Any, **named: Any) -> torch.Tensor:
    """``(dim, index, src)``: torch.scatter_add; ``(indices, updates)``: slices added at positions."""
    if len(given) == 2 or "indices" in named or "updates" in named:
        indices = given[0] if given else _named(named, "indices")
        return indexing.tensor_scatter_add(input, indices, given[1] if len(given) > 1 else _named(named, "updates"))
    dim, index, src = (*given, *(_named(named, name) for name in ("dim", "index", "src")[len(given) :]))
    return torch.scatter_add(input, dim, index, src)


def index_add(input: torch.Tensor, *given: Any, **named: Any) -> torch.Tensor:
    """``(dim, index, source, *, alpha)`` or ``(indices, y, axis)``: slices added along an axis."""
    if (given and isinstance(given[0], torch.Tensor)) or "indices" in named:
        index, source, dim = (*given, *(_named(named, name) for name in ("indices", "y", "axis")[len(given) :]))[:3]
    else:
        dim, index, source = (*given, *(_named(named, name) for name in ("dim", "index", "source")[len(given) :]))
    return torch.index_add(input, dim, index, fitted("index_add", input, source), alpha=named.get("alpha", 1))


def index_select(input: torch.Tensor, *given: Any, **named: Any) -> torch.Tensor:
    """The slices along an axis that an index names."""
    axis = given[0] if given else named["axis"] if "axis" in named else _named(named, "dim")
    index = given[1] if len(given) > 1 else _named(named, "index")
    if not isinstance(index, torch.Tensor):
        raise TypeError(f"For 'index_select', 'index' must be a Tensor, but got {index!r}.")
    return torch.index_select(input, axis_of("index_select", axis, input.ndim), index.reshape(-1))


def select(input: torch.Tensor, *given: Any, **named: Any) -> torch.Tensor:
    """``(dim, index)``: one slice; ``(condition, y)``: `input` where the condition holds, else `y`."""
    first = given[0] if given else named.get("condition", named.get("dim"))
    if isinstance(first, torch.Tensor):
        return where(input, first, given[1] if len(given) > 1 else _named(named, "y"))
    dim = axis_of("select", first, input.ndim)
    return torch.select(input, dim, given[1] if len(given) > 1 else _named(named, "index"))


def where(input: torch.Tensor, condition: torch.Tensor, y: Any) -> torch.Tensor:
    """`input` where the condition holds, else `y`, a tensor or number."""
    return torch.where(condition, input, y)


def take(input: torch.Tensor, indices: Any, axis: Any, mode: str) -> torch.Tensor:
    """The elements at `indices` of the flattened tensor, or slices along `axis`."""
    if axis is None:
        input, axis = input.reshape(-1), 0
    axis = axis_of("take", axis, input.ndim) % input.ndim
    size = input.shape[axis]
    if mode not in ("raise", "wrap", "clip"):
        raise ValueError(f"For 'take', the 'mode' must be 'raise', 'wrap' or 'clip', but got {mode!r}.")
    flat = indices.reshape(-1).long()
    flat = flat % size if mode == "wrap" else torch.where(flat < 0, flat + size, flat).clamp(0, size - 1)
    shape = (*input.shape[:axis], *indices.shape, *input.shape[axis + 1 :])
    return torch.index_select(input, axis, flat).reshape(shape)


def put_(input: torch.Tensor, index: torch.Tensor, source: torch.Tensor, accumulate: bool) -> torch.Tensor:
    """The elements of `source` at places of the flattened tensor."""
    return input.put_(index.long(), source, accumulate)


def index_fill(input: torch.Tensor, axis: Any, index: torch.Tensor, value: Any) -> torch.Tensor:
    """A copy with `value` at places along an axis."""
    return torch.index_fill(input, int(axis), index.long(), value)


def inplace_update(input: torch.Tensor, v: torch.Tensor, indices: Any) -> torch.Tensor:
    """A copy with the rows of `v` at `indices`."""
    places = (indices,) if isinstance(indices, int) else indices
    return input.index_copy(0, torch.as_tensor(places, device=input.device), v)


def choose(input: torch.Tensor, choices: Any, mode: str) -> torch.Tensor:
    """For each element, the one of `choices` that it names."""
    if not input.ndim:
        raise ValueError("For 'choose', the Tensor must have an axis.")
    rows = [torch.as_tensor(choice, device=input.device) for choice in choices]
    if mode not in ("raise", "wrap", "clip"):
        raise ValueError(f"For 'choose', the 'mode' must be 'raise', 'wrap' or 'clip', but got {mode!r}.")
    place, *many = torch.broadcast_tensors(input.long(), *rows)  # type: ignore[no-untyped-call]
    place = place % len(many) if mode == "wrap" else place.clamp(0, len(many) - 1)
    return torch.gather(torch.stack(many), 0, place.unsqueeze(0)).squeeze(0)


def sort(input: torch.Tensor, dim: int, descending: bool, stable: bool) -> tuple[torch.Tensor, torch.Tensor]:
    """The elements in order along an axis, and where they stood, int32."""
    values, places = torch.sort(input, dim=axis_of("sort", dim, input.ndim), descending=descending, stable=True)
    return values, places.int()


def argsort(input: torch.Tensor, dim: int, descending: bool, stable: bool) -> torch.Tensor:
    """Where the elements in order stand, int32."""
    return torch.argsort(input, dim=axis_of("argsort", dim, input.ndim), descending=descending, stable=True).int()


def topk(
    input: torch.Tensor, k: int, dim: int | None, largest: bool, sorted: bool
) -> tuple[torch.Tensor, torch.Tensor]:
    """The `k` largest or smallest elements along an axis, and where they stand, int32."""
    check_top("topk", input, k)
    values, places = torch.topk(input, k, -1 if dim is None else dim, largest, sorted)
    return values, places.int()


def top_k(input: torch.Tensor, k: int, sorted: bool) -> tuple[torch.Tensor, torch.Tensor]:
    """The `k` largest elements of the last axis, and where they stand, int32."""
    check_top("topk", input, k)
    values, places = torch.topk(input, k, -1, True, True)
    return values, places.int()


def msort(input: torch.Tensor) -> torch.Tensor:
    """The elements in order along the first axis; ValueError where there is none."""
    if not input.ndim:
        raise ValueError("For 'msort', the input must have an axis.")
    return torch.sort(input, 0).values


def kthvalue(input: torch.Tensor, k: int, dim: int, keepdim: bool) -> tuple[torch.Tensor, torch.Tensor]:
    """The `k`-th smallest element along an axis, and where it stands."""
    values, places = torch.kthvalue(input, k, dim, keepdim)
    return values, places


def unique_with_pad(input: torch.Tensor, pad_num: int) -> tuple[torch.Tensor, torch.Tensor]:
    """The different elements in the order of their coming, filled up to the old length; and where each went."""
    size = input.shape[0]
    same = input.unsqueeze(0) == input.unsqueeze(1)
    first = same.int().argmax(1)
    new = first == torch.arange(size, device=input.device)
    rank = torch.cumsum(new, 0) - 1
    inverse = rank[first]
    found = torch.full_like(input, pad_num).scatter(0, inverse, input)
    return found, inverse.to(input.dtype)


def nonzero(input: torch.Tensor, as_tuple: bool) -> Any:
    """Where the elements are not zero: one row a place, or one tensor an axis."""
    return torch.nonzero(input, as_tuple=True) if as_tuple else torch.nonzero(input)


def searchsorted(input: torch.Tensor, v: Any, side: str, sorter: torch.Tensor | None) -> torch.Tensor:
    """Where the values `v` would go in sorted rows, int32."""
    if side not in ("left", "right"):
        raise ValueError(f"For 'searchsorted', the 'side' must be 'left' or 'right', but got {side!r}.")
    values = torch.as_tensor(v, dtype=input.dtype, device=input.device)
    return torch.searchsorted(input, values, side=side, sorter=sorter, out_int32=True)
