"""Sorting, searching and unique elements as MindSpore gives them. Source: MindSpore 2.10."""

from __future__ import annotations

from typing import Any

import torch

from msshim._src.kernels.reduction.primitives import check_top


def sort(input: torch.Tensor, dim: int, descending: bool) -> tuple[torch.Tensor, torch.Tensor]:
    """The elements in order, and where they stood, int32; ValueError of a tensor without axes."""
    if not input.ndim:
        raise ValueError("For 'sort', the input must have an axis.")
    values, places = torch.sort(input, dim=dim, descending=descending, stable=True)
    return values, places.int()


def argsort(input: torch.Tensor, dim: int, descending: bool) -> torch.Tensor:
    """Where the elements in order stand, int32."""
    return torch.argsort(input, dim=dim, descending=descending, stable=True).int()


def topk(
    input: torch.Tensor, k: int, dim: int | None, largest: bool, sorted: bool
) -> tuple[torch.Tensor, torch.Tensor]:
    """The k largest or smallest elements, and where they stand, int32."""
    check_top("topk", input, k)
    values, places = torch.topk(input, k, -1 if dim is None else dim, largest, sorted)
    return values, places.int()


def bucketize(input: torch.Tensor, boundaries: Any, right: bool) -> torch.Tensor:
    """The bucket of each element, int32."""
    bounds = torch.tensor(boundaries, dtype=torch.float32, device=input.device)
    return torch.bucketize(input, bounds, out_int32=True, right=right)


def unique(input: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """The different elements in the order of their first occurrence; for each element its place among them."""
    flat = input.reshape(-1)
    values, places = torch.unique(flat, return_inverse=True)
    order = torch.arange(flat.numel(), device=input.device)
    first = torch.full((values.numel(),), flat.numel(), device=input.device).scatter_reduce(0, places, order, "amin")
    by_first = torch.argsort(first)
    rank = torch.empty_like(by_first).scatter(0, by_first, torch.arange(values.numel(), device=input.device))
    kind = torch.int64 if input.dtype is torch.int64 else torch.int32
    return values[by_first], rank[places].reshape(input.shape).to(kind)


def unique_with_pad(x: torch.Tensor, pad_num: Any) -> tuple[torch.Tensor, torch.Tensor]:
    """As `unique`, with `pad_num` up to the old length."""
    values, places = unique(x)
    padded = values.new_full((x.numel(),), int(pad_num))
    padded[: values.numel()] = values
    return padded, places


def top_k(input: torch.Tensor, k: int, sorted: bool) -> tuple[torch.Tensor, torch.Tensor]:
    """The k largest elements along the last axis, and where they stand, int32."""
    return topk(input, k, -1, True, sorted)
