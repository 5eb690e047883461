"""Pieces of a tensor that can be written to while gradients are recorded.

Of the views that one call of torch gives together none can be written to under autograd. Inside a recorded pass the
pieces are halves of halves: views of their own, whose gradients cost a pass over memory for each level.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import torch

from msshim._src.tensor.writes import log

Pieces = tuple[torch.Tensor, ...]


def split(input: torch.Tensor, size_or_sizes: Any, dim: int = 0) -> Pieces:
    """torch.split."""
    if not input.requires_grad:
        return torch.split(input, size_or_sizes, dim)
    return _cut(torch.split, input, size_or_sizes, dim)


def chunk(input: torch.Tensor, chunks: int, dim: int = 0) -> Pieces:
    """torch.chunk."""
    if not input.requires_grad:
        return torch.chunk(input, chunks, dim)
    return _cut(torch.chunk, input, chunks, dim)


def tensor_split(input: torch.Tensor, indices_or_sections: Any, dim: int = 0) -> Pieces:
    """torch.tensor_split; an axis of size 0 is no more than one section."""
    if isinstance(indices_or_sections, int) and indices_or_sections > 0 and not input.shape[dim]:
        return (input,)
    return torch.tensor_split(input, indices_or_sections, dim)


def unbind(input: torch.Tensor, dim: int = 0) -> Pieces:
    """torch.unbind."""
    if not (input.requires_grad and _recorded()):
        return torch.unbind(input, dim)
    return tuple(piece.select(dim, 0) for piece in _halves(input, [1] * input.shape[dim], dim))


def _cut(how: Callable[..., Any], t: torch.Tensor, given: Any, dim: int) -> Pieces:
    if not _recorded():
        return how(t, given, dim)  # type: ignore[no-any-return]
    lengths = [piece.shape[dim] for piece in how(t.detach(), given, dim)]
    return _halves(t.view_as(t), lengths, dim)


def _recorded() -> bool:
    return not torch.compiler.is_compiling() and log.writes is not None


def _halves(t: torch.Tensor, lengths: list[int], dim: int) -> Pieces:
    if len(lengths) < 2:
        return (t,) * len(lengths)
    middle = len(lengths) // 2
    first, second = lengths[:middle], lengths[middle:]
    at = sum(first)
    return _halves(t.narrow(dim, 0, at), first, dim) + _halves(t.narrow(dim, at, sum(second)), second, dim)
