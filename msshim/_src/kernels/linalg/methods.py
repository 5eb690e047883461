"""Methods of linear algebra whose signatures are not those of the functions. Source: MindSpore 2.10."""

from __future__ import annotations

import torch

from msshim._src.kernels.linalg import primitives


def qr(input: torch.Tensor, some: bool) -> tuple[torch.Tensor, torch.Tensor]:
    """An orthogonal and a triangular factor; whole ones without `some`."""
    q, r = torch.linalg.qr(input, "reduced" if some else "complete")
    return q, r


def lstsq(input: torch.Tensor, b: torch.Tensor) -> torch.Tensor:
    """The least squares solution of ``input @ x = b``."""
    rhs = b.unsqueeze(-1) if b.ndim == 1 else b
    if not torch.isfinite(input).all() or not torch.isfinite(rhs).all():  # which LAPACK does not take
        return primitives.lstsq(input, rhs)
    solution: torch.Tensor = torch.linalg.lstsq(input, rhs).solution
    return solution


def triangular_solve(
    input: torch.Tensor, A: torch.Tensor, upper: bool, transpose: bool, unitriangular: bool
) -> tuple[torch.Tensor, torch.Tensor]:
    """The solution of ``A @ x = input``, and a copy of `A`."""
    matrix = A.mT if transpose else A
    found = torch.linalg.solve_triangular(matrix, input, upper=upper != transpose, unitriangular=unitriangular)
    return found, A.clone()
