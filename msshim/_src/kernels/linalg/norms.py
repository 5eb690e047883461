"""Norms of vectors and matrices. Source: MindSpore 2.10.

Those of `mint` have torch's gradients; those of `ops` are roots of sums in MindSpore, with the gradients of roots.
"""

from __future__ import annotations

import math
from typing import Any

import torch

_SINGULAR = (2, -2, "nuc")


def _float(x: torch.Tensor) -> torch.Tensor:
    return x if x.is_floating_point() or x.is_complex() else x.float()


def _as_input(x: torch.Tensor, found: torch.Tensor) -> torch.Tensor:
    return found.to(x.dtype) if x.is_complex() else found  # MindSpore keeps a complex dtype


def _of_ints(A: torch.Tensor, found: torch.Tensor, matrix: bool, ord: Any, dtype: torch.dtype | None) -> torch.Tensor:
    """The norm as MindSpore gives it of ints: what is only summed, counted or compared stays an int."""
    if dtype is not None or A.is_floating_point() or A.is_complex():
        return _as_input(A, found)
    if ord in (math.inf, -math.inf):
        return found.to(A.dtype)
    return found.to(torch.int64) if ord in ((1, -1) if matrix else (0,)) else found


def _single(A: torch.Tensor, dtype: torch.dtype | None) -> torch.Tensor:
    """What MindSpore takes singular values of: float32, whatever came in."""
    A = A if dtype is None else A.to(dtype)
    return A if A.is_complex() else A.float()


def norm(A: torch.Tensor, ord: Any, dim: Any, keepdim: bool, dtype: torch.dtype | None) -> torch.Tensor:
    """A vector's or a matrix's norm."""
    matrix = _of_matrix(A, dim)
    if isinstance(ord, str) and not matrix:
        raise TypeError(f"For 'norm', the 'ord' of a vector must be a number, but got {ord!r}.")
    if matrix and ord not in (None, 2, -2, 1, -1, math.inf, -math.inf, "fro", "nuc"):
        raise ValueError(f"For 'norm', 'ord' is not one of a matrix: {ord!r}.")
    if matrix and ord in _SINGULAR:
        A, dtype = _single(A, dtype), None
    return _of_ints(A, torch.linalg.norm(_float(A), ord, dim, keepdim, dtype=dtype), matrix, ord, dtype)


def _of_matrix(A: torch.Tensor, dim: Any) -> bool:
    return A.ndim != 1 if dim is None else not isinstance(dim, int) and len(dim) == 2


def vector_norm(x: torch.Tensor, ord: Any, dim: Any, keepdim: bool, dtype: torch.dtype | None) -> torch.Tensor:
    """A vector's norm; ValueError for the largest element of a Tensor without axes."""
    if not x.ndim and ord in (math.inf, -math.inf):
        raise ValueError("For 'vector_norm', the 'x' must have an axis for an infinite 'ord'.")
    return _of_ints(x, torch.linalg.vector_norm(_float(x), ord, dim, keepdim, dtype=dtype), False, ord, dtype)


def matrix_norm(A: torch.Tensor, ord: Any, dim: Any, keepdim: bool, dtype: torch.dtype | None) -> torch.Tensor:
    """A matrix's norm."""
    if ord in _SINGULAR:
        A, dtype = _single(A, dtype), None
    return _of_ints(A, torch.linalg.matrix_norm(_float(A), ord, dim, keepdim, dtype=dtype), True, ord, dtype)


def root_norm(A: torch.Tensor, ord: Any, dim: Any, keepdim: bool, dtype: torch.dtype | None) -> torch.Tensor:
    """`norm`; the lengths of whole order, which are a primitive's, have no gradient at 0, all others that of a root."""
    found = norm(A, ord, dim, keepdim, dtype)
    lengths = isinstance(ord, int) and ord > 0 and not (ord == 2 and A.ndim == 1 and dim is None)
    rooted = ord in (None, "fro") or not (lengths or _of_matrix(A, dim))
    return _rooted(A, found, ord, dim, keepdim) if rooted else found


def root_vector_norm(x: torch.Tensor, ord: Any, dim: Any, keepdim: bool, dtype: torch.dtype | None) -> torch.Tensor:
    """`vector_norm`, with the gradient of a root."""
    return _rooted(x, vector_norm(x, ord, dim, keepdim, dtype), ord, dim, keepdim)


def root_matrix_norm(A: torch.Tensor, ord: Any, dim: Any, keepdim: bool, dtype: torch.dtype | None) -> torch.Tensor:
    """`matrix_norm`, of which that of squares has the gradient of a root."""
    found = matrix_norm(A, ord, dim, keepdim, dtype)
    return _rooted(A, found, ord, dim, keepdim) if ord == "fro" else found


def _rooted(x: torch.Tensor, found: torch.Tensor, ord: Any, dim: Any, keepdim: bool) -> torch.Tensor:
    """The norm `found`; its gradient at 0 is that of the root of a sum, which MindSpore's is: nan, but for order 1."""
    if not found.requires_grad or ord in (0, math.inf, -math.inf):
        return found
    order = 2 if ord in (None, "fro") else ord
    total = x.abs().to(found.dtype).pow(order).sum(dim, keepdim)
    return torch.where(found == 0, torch.where(found == 0, total, 1).pow(1 / order), found)
